/* digest.h - tells whether a file is as it was written.
 *
 * Against accidents, not against people: the files stand in a folder that only their owner may enter. It is read on every
 * start, so it must cost less than the reading; SHA-256 would cost more than all else together.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MACHINE_DIGEST_H
#define MACHINE_DIGEST_H

#include "base/str.h"

#include <stdint.h>

/* Of some bytes, beginning with what those before gave, or with 0. */
uint64_t digest_bytes(uint64_t before, const void *bytes, size_t count);

/* What stands at the end of a file: 8 letters, then the digest of all before it. */
#define DIGEST_SEAL_SIZE ((size_t)16)

/* Adds the seal at the end of an open file. False, with errno, where that cannot be done. */
bool digest_seal_file(int file);
/* Whether the bytes of a whole file end with their seal. */
bool digest_is_sealed(Str bytes);

#endif
