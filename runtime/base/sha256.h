/* sha256.h - SHA-256 (FIPS 180-4), fed piece by piece.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* Room for the digest in lower-case hex and its NUL. */
#define SHA256_HEX_SIZE 65

typedef struct Sha256 {
    uint32_t state[8];
    uint64_t byte_count;
    uint8_t block[64]; /* what has come since the last whole block */
    void (*add_block)(uint32_t state[8], const uint8_t *block);
} Sha256;

void sha256_init(Sha256 *sha);
void sha256_add(Sha256 *sha, const void *bytes, size_t count);
/* Ends the digest; `sha` is used up. */
void sha256_to_hex(Sha256 *sha, char hex[SHA256_HEX_SIZE]);

#endif
