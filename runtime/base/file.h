/* file.h - writing to files that are open.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/str.h"

/* Writes all of it, however many calls that takes and whatever signals come. False, and errno, where it cannot. */
bool file_write_all(int file, Str bytes) MUST_USE;

#endif
