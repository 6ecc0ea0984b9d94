/* joined.h - several cases as one table of many rows: the engine must say of each row what it says of the case alone.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_JOINED_H
#define REFERENCE_JOINED_H

#include "engine/engine.h"

/* Joins the tables of `alone`, again and again in turn, to one of `row_count` cases, evaluates it, and compares every register in
 * every row; then again with an engine that keeps only what the answers are read from, and compares these. NULL where all are the same, else what is not. */
const char *joined_find_difference(Arena *arena, const Evaluation *const *alone, uint32_t count,
                                   uint32_t row_count);

#endif
