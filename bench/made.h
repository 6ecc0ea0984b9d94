/* made.h - rules made at random for measuring, as Code; and random cases for a Code.
 *
 * Shapes are those of `native.md`'s measurements: rules of some 25 nodes over yes/no facts and over two comparisons a dated
 * fact; and, or, not, and decisions of two levels. The same seed makes the same rules.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BENCH_MADE_H
#define BENCH_MADE_H

#include "case/case.h"

typedef struct MadeShape {
    uint32_t date_count, truth_count; /* facts: the first are dates, the others yes/no */
    uint32_t node_count;              /* instructions, facts and constants not counted */
    uint32_t outcome_count;           /* rules; the last node of each is its outcome */
} MadeShape;

typedef struct Made {
    Code *code;
    uint32_t *outcomes; /* registers, one a rule */
    uint32_t outcome_count;
} Made;

/* Lives in `arena`. */
Made made_rules(Arena *arena, MadeShape shape, uint32_t seed);

/* A number below `below`, from a generator of our own (Marsaglia's xorshift), so that every machine measures the same. */
uint32_t made_random(uint32_t *seed, uint32_t below);

/* The values of a dated fact lie from 0 up to this. */
#define MADE_DAYS 1000

#endif
