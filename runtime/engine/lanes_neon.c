/* lanes_neon.c - lanes for 64-bit ARM processors, all of which have NEON. Elsewhere this file is empty.
 * SPDX-License-Identifier: Apache-2.0
 */
#if defined(__aarch64__) && defined(__GNUC__) && !defined(__AARCH64EB__)

#include <arm_neon.h>

#include "engine/lanes.h"

#define LANES_WORDS 2
#define LANES_NAME "NEON"
#define LANES

/* Eight words of all ones or all zeros to eight bits, the first lowest. */
static inline uint64_t gather_eight(uint32x4_t low, uint32x4_t high)
{
    static const uint16_t weights[8] = {1, 2, 4, 8, 16, 32, 64, 128};
    uint16x8_t eight = vcombine_u16(vmovn_u32(low), vmovn_u32(high));
    return vaddvq_u16(vandq_u16(eight, vld1q_u16(weights)));
}

static inline uint64_t pack32(const int32_t *values, uint32_t start, uint32_t span)
{
    const uint32x4_t from = vdupq_n_u32(start), most = vdupq_n_u32(span);
    uint64_t match = 0;
    for (unsigned i = 0; i < 64; i += 8) {
        uint32x4_t low = vreinterpretq_u32_s32(vld1q_s32(values + i));
        uint32x4_t high = vreinterpretq_u32_s32(vld1q_s32(values + i + 4));
        low = vcleq_u32(vsubq_u32(low, from), most);
        high = vcleq_u32(vsubq_u32(high, from), most);
        match |= gather_eight(low, high) << i;
    }
    return match;
}

static inline uint32x4_t compare_four(const int64_t *values, uint64x2_t from, uint64x2_t most)
{
    uint64x2_t low = vreinterpretq_u64_s64(vld1q_s64(values));
    uint64x2_t high = vreinterpretq_u64_s64(vld1q_s64(values + 2));
    low = vcleq_u64(vsubq_u64(low, from), most);
    high = vcleq_u64(vsubq_u64(high, from), most);
    return vcombine_u32(vmovn_u64(low), vmovn_u64(high));
}

static inline uint64_t pack64(const int64_t *values, uint64_t start, uint64_t span)
{
    const uint64x2_t from = vdupq_n_u64(start), most = vdupq_n_u64(span);
    uint64_t match = 0;
    for (unsigned i = 0; i < 64; i += 8)
        match |= gather_eight(compare_four(values + i, from, most),
                              compare_four(values + i + 4, from, most))
                 << i;
    return match;
}

static inline void blend(int64_t *out, uint64_t mask, const int64_t *values)
{
    for (unsigned i = 0; i < 64; i++) {
        int64_t chosen = -(int64_t)(mask >> i & 1);
        out[i] = (out[i] & ~chosen) | (values[i] & chosen);
    }
}

#include "engine/lanes_body.def"

const Lanes lanes_neon = LANES_TABLE;

#else
typedef int lanes_neon_is_not_for_this_machine; /* a file is never quite empty */
#endif
