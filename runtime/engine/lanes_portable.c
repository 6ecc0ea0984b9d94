/* lanes_portable.c - lanes in plain C: always there, and what the others are tested against.
 *
 * Eight comparisons become eight bytes of 0 or 1, and one multiplication gathers the bytes' lowest bits.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/lanes.h"

#define LANES_WORDS 2
#define LANES_NAME "portable"
#define LANES

/* The lowest bits of eight bytes, the first of them lowest. */
static inline uint64_t gather_bytes(const uint8_t *bytes)
{
    uint64_t word = 0;
    for (unsigned i = 0; i < 8; i++)
        word |= (uint64_t)bytes[i] << 8 * i;
    return word * UINT64_C(0x0102040810204080) >> 56;
}

static inline uint64_t gather_block(const uint8_t bytes[64])
{
    uint64_t word = 0;
    for (unsigned i = 0; i < 8; i++)
        word |= gather_bytes(bytes + (size_t)8 * i) << 8 * i;
    return word;
}

static inline uint64_t pack64(const int64_t *values, uint64_t start, uint64_t span)
{
    uint8_t bytes[64];
    for (unsigned i = 0; i < 64; i++)
        bytes[i] = (uint64_t)values[i] - start <= span;
    return gather_block(bytes);
}

static inline uint64_t pack32(const int32_t *values, uint32_t start, uint32_t span)
{
    uint8_t bytes[64];
    for (unsigned i = 0; i < 64; i++)
        bytes[i] = (uint32_t)values[i] - start <= span;
    return gather_block(bytes);
}

static inline void blend(int64_t *out, uint64_t mask, const int64_t *values)
{
    for (unsigned i = 0; i < 64; i++) {
        int64_t chosen = -(int64_t)(mask >> i & 1);
        out[i] = (out[i] & ~chosen) | (values[i] & chosen);
    }
}

#include "engine/lanes_body.def"

const Lanes lanes_portable = LANES_TABLE;
