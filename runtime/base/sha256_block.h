/* sha256_block.h - how SHA-256 takes in one block: in plain C, and with the processor's own instructions where it has them.
 *
 * Only for sha256.c and its test, which holds one against the other.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BASE_SHA256_BLOCK_H
#define BASE_SHA256_BLOCK_H

#include <stdint.h>

/* Adds 64 bytes to the state. */
typedef void Sha256AddBlock(uint32_t state[8], const uint8_t *block);

extern const uint32_t SHA256_ROUND_CONSTANTS[64];

Sha256AddBlock sha256_add_block;
/* NULL where this processor has no instructions for it. */
Sha256AddBlock *sha256_find_fast(void);

#endif
