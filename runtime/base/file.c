/* file.c - see file.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/file.h"

#include <errno.h>
#include <unistd.h>

bool file_write_all(int file, Str bytes)
{
    while (bytes.length) {
        ssize_t count = write(file, bytes.bytes, bytes.length);
        if (count == 0)
            errno = EIO; /* a device that takes nothing, and would do so for ever */
        if (count == 0 || (count < 0 && errno != EINTR))
            return false;
        bytes = str_slice(bytes, count > 0 ? (size_t)count : 0, bytes.length);
    }
    return true;
}
