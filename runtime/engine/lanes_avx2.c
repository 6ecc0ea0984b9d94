/* lanes_avx2.c - lanes for x86 processors with AVX2. Elsewhere this file is empty.
 *
 * AVX2 compares signed numbers only: both sides are moved by half of all numbers first.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/lanes_x86.h"

#ifdef LANES_X86

#include <immintrin.h>

#define LANES_WORDS 4
#define LANES_NAME "AVX2"
#define LANES __attribute__((target("avx2,bmi,bmi2,popcnt")))

LANES static inline uint64_t pack64(const int64_t *values, uint64_t start, uint64_t span)
{
    const uint64_t half = (uint64_t)1 << 63;
    const __m256i from = _mm256_set1_epi64x((int64_t)(start + half));
    const __m256i most = _mm256_set1_epi64x((int64_t)(span + half));
    uint64_t beyond = 0;
    for (unsigned i = 0; i < 64; i += 4) {
        __m256i four = _mm256_loadu_si256((const __m256i *)(values + i));
        __m256i is_beyond = _mm256_cmpgt_epi64(_mm256_sub_epi64(four, from), most);
        unsigned bits = (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(is_beyond));
        beyond |= (uint64_t)bits << i;
    }
    return ~beyond;
}

/* 32 comparisons become 32 bytes, whose order the two packs leave in fours. */
LANES static inline uint64_t pack_half(const int32_t *values, __m256i from, __m256i most)
{
    __m256i beyond[4];
    for (unsigned i = 0; i < 4; i++) {
        __m256i eight = _mm256_loadu_si256((const __m256i *)(values + (size_t)8 * i));
        beyond[i] = _mm256_cmpgt_epi32(_mm256_sub_epi32(eight, from), most);
    }
    __m256i low = _mm256_packs_epi32(beyond[0], beyond[1]);
    __m256i high = _mm256_packs_epi32(beyond[2], beyond[3]);
    __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_packs_epi16(low, high),
                                                _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
    return (uint32_t)_mm256_movemask_epi8(bytes);
}

LANES static inline uint64_t pack32(const int32_t *values, uint32_t start, uint32_t span)
{
    const uint32_t half = (uint32_t)1 << 31;
    const __m256i from = _mm256_set1_epi32((int32_t)(start + half));
    const __m256i most = _mm256_set1_epi32((int32_t)(span + half));
    return ~(pack_half(values, from, most) | pack_half(values + 32, from, most) << 32);
}

LANES static inline void blend(int64_t *out, uint64_t mask, const int64_t *values)
{
    for (unsigned i = 0; i < 64; i++) {
        int64_t chosen = -(int64_t)(mask >> i & 1);
        out[i] = (out[i] & ~chosen) | (values[i] & chosen);
    }
}

#include "engine/lanes_body.def"

const Lanes lanes_avx2 = LANES_TABLE;

#else
typedef int lanes_avx2_is_not_for_this_machine; /* a file is never quite empty */
#endif
