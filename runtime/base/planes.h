/* planes.h - bit planes: one bit a row, 64 rows to a word.
 *
 * Bits beyond the last row mean nothing and are never looked at.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ENGINE_PLANES_H
#define ENGINE_PLANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ROWS_A_WORD 64

static inline size_t planes_count_words(uint32_t row_count)
{
    return ((size_t)row_count + ROWS_A_WORD - 1) / ROWS_A_WORD;
}

static inline bool planes_get(const uint64_t *plane, uint32_t row)
{
    return plane[row / ROWS_A_WORD] >> row % ROWS_A_WORD & 1;
}

static inline void planes_set(uint64_t *plane, uint32_t row)
{
    plane[row / ROWS_A_WORD] |= (uint64_t)1 << row % ROWS_A_WORD;
}

static inline void planes_clear(uint64_t *plane, uint32_t row)
{
    plane[row / ROWS_A_WORD] &= ~((uint64_t)1 << row % ROWS_A_WORD);
}

#endif
