/* lanes_avx512.c - lanes for x86 processors with AVX-512. Elsewhere this file is empty.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/lanes_x86.h"

#ifdef LANES_X86

#include <immintrin.h>

#define LANES_WORDS 8
#define LANES_NAME "AVX-512"
#ifdef __clang__
#define LANES_WIDTH
#else
#define LANES_WIDTH ",prefer-vector-width=512"
#endif
#define LANES                                                                                      \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2,popcnt" LANES_WIDTH)))

LANES static inline uint64_t pack64(const int64_t *values, uint64_t start, uint64_t span)
{
    const __m512i from = _mm512_set1_epi64((int64_t)start);
    const __m512i most = _mm512_set1_epi64((int64_t)span);
    uint64_t match = 0;
    for (unsigned i = 0; i < 64; i += 8) {
        __m512i eight = _mm512_sub_epi64(_mm512_loadu_si512(values + i), from);
        match |= (uint64_t)_mm512_cmple_epu64_mask(eight, most) << i;
    }
    return match;
}

LANES static inline uint64_t pack32(const int32_t *values, uint32_t start, uint32_t span)
{
    const __m512i from = _mm512_set1_epi32((int32_t)start);
    const __m512i most = _mm512_set1_epi32((int32_t)span);
    __mmask16 match[4];
    for (unsigned i = 0; i < 4; i++) {
        __m512i sixteen = _mm512_sub_epi32(_mm512_loadu_si512(values + (size_t)16 * i), from);
        match[i] = _mm512_cmple_epu32_mask(sixteen, most);
    }
    __mmask32 low = _mm512_kunpackw(match[1], match[0]);
    return _mm512_kunpackd(_mm512_kunpackw(match[3], match[2]), low);
}

LANES static inline void blend(int64_t *out, uint64_t mask, const int64_t *values)
{
    for (unsigned i = 0; i < 64; i += 8) {
        __m512i eight = _mm512_loadu_si512(values + i);
        _mm512_mask_storeu_epi64(out + i, (__mmask8)(mask >> i), eight);
    }
}

#include "engine/lanes_body.def"

const Lanes lanes_avx512 = LANES_TABLE;

#else
typedef int lanes_avx512_is_not_for_this_machine; /* a file is never quite empty */
#endif
