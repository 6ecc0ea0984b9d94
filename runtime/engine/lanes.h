/* lanes.h - work on whole words of planes and blocks of values, for each kind of processor.
 *
 * lanes_body.def is written once and compiled for every level of the processor that is known here; which of them runs is chosen
 * when an engine is made. The portable one is always there.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ENGINE_LANES_H
#define ENGINE_LANES_H

#include "engine/engine.h"

/* MODE_MANY: planes are so many words, or several times as many: 512 rows, one cache line. */
#define WORDS_A_BLOCK 8

typedef struct Group Group;
/* Runs the ops of a group. */
typedef void Kernel(Engine *engine, const Group *group);

/* The values from `start` to `start + span`, as whole numbers; those outside where `turn` is all ones, else 0. */
typedef struct Range {
    uint64_t start, span, turn;
} Range;

typedef struct Lanes {
    const char *name;
    /* Bit i of the result: whether values[i] - start, as an unsigned number, is at most span. 64 values. */
    uint64_t (*pack64)(const int64_t *values, uint64_t start, uint64_t span);
    uint64_t (*pack32)(const int32_t *values, uint32_t start, uint32_t span);
    /* out[i] = values[i] where bit i of the mask is set. 64 values. */
    void (*blend)(Value *out, uint64_t mask, const Value *values);
    Kernel *fact_truth, *and_all, *or_all, *not, *compare_range, *compare_pair, *compare_yes_no;
    Kernel *one_of, *at_least, *decide_truth, *decide_otherwise, *decide_value;
} Lanes;

/* All that this machine can run, the portable one first and the fastest last. `lanes[i]` for i from 0; returns how many. */
#define LANES_MOST 4
uint32_t lanes_list(const Lanes *lanes[LANES_MOST]);
/* The fastest. */
const Lanes *lanes_choose(void);

#endif
