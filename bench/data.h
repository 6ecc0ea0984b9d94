/* data.h - random columns of a made Code's facts, as a host has them, and reading them with plain C.
 *
 * Dates stand as int32 with a plane of given bits, yes/no facts as two planes.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BENCH_DATA_H
#define BENCH_DATA_H

#include "case/case.h"

typedef struct Data {
    const Code *code;
    uint32_t case_count;
    Column *columns;
    size_t byte_count; /* of all columns */
} Data;

/* Ends the process where there is no memory. */
Data data_make(const Code *code, uint32_t seed);
void data_free(const Data *data);
/* Reads every column of the cases from `first` on, and adds it up. Both numbers are multiples of 64. */
uint64_t data_read(const Data *data, uint32_t first, uint32_t count);
/* The cases from `first` on, a multiple of 64, as a table of its own. */
void data_set_chunk(CaseTable *table, const Data *data, uint32_t first, uint32_t count);
/* For up to so many rows; its columns are yet to be set. */
CaseTable *data_make_table(Arena *arena, const Code *code, uint32_t rows);

#endif
