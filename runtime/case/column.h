/* column.h - the cells of one fact or action: one a row, each absent, unknown or given.
 *
 * Planes have one bit a row (base/planes.h), and values stand side by side: the layout of Arrow's columns, so that a
 * host's own memory can be one. Borrowed memory is never written. Bits and values beyond the last row, values of cells that are
 * not given, and `yes` bits of cells that are not given mean nothing and may be anything.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_COLUMN_H
#define CASE_COLUMN_H

#include "base/arena.h"
#include "base/planes.h"
#include "base/source.h"
#include "value/type.h"

typedef enum CellState {
    CELL_ABSENT,  /* not asked yet */
    CELL_UNKNOWN, /* asked, and not known */
    CELL_GIVEN,
} CellState;

/* Values stand in exactly one of `yes` (yes/no facts), `values` and `narrow` (others). */
typedef struct Column {
    uint64_t *yes;
    Value *values;
    const int32_t *narrow; /* days of dates, numbers of enumerations' values: as hosts hold them */
    uint64_t *given;
    uint64_t *unknown; /* NULL: none is unknown; never where given */
    Span *spans;       /* where each cell was said; NULL for bulk data */
} Column;

/* `count` absent cells without a place, in `arena`. */
static inline Column column_new(Arena *arena, bool is_yes_no, uint32_t count)
{
    size_t word_count = planes_count_words(count);
    Column column = {
        .given = ARENA_ARRAY(arena, word_count, uint64_t),
        .unknown = ARENA_ARRAY(arena, word_count, uint64_t),
        .spans = ARENA_ARRAY(arena, count, Span),
    };
    if (is_yes_no)
        column.yes = ARENA_ARRAY(arena, word_count, uint64_t);
    else
        column.values = ARENA_ARRAY(arena, count, Value);
    for (uint32_t row = 0; row < count; row++)
        column.spans[row] = SPAN_NONE;
    return column;
}

static inline CellState column_get_state(const Column *column, uint32_t row)
{
    if (planes_get(column->given, row))
        return CELL_GIVEN;
    return column->unknown && planes_get(column->unknown, row) ? CELL_UNKNOWN : CELL_ABSENT;
}

/* Of a cell that is given; 0 or 1 for yes/no. */
static inline Value column_get_value(const Column *column, uint32_t row)
{
    if (column->yes)
        return planes_get(column->yes, row);
    return column->narrow ? column->narrow[row] : column->values[row];
}

/* For columns of our own: those that column_new made. */
static inline void column_give(Column *column, uint32_t row, Value value)
{
    planes_set(column->given, row);
    if (!column->yes)
        column->values[row] = value;
    else if (value)
        planes_set(column->yes, row);
    else
        planes_clear(column->yes, row);
}

static inline void column_set_unknown(Column *column, uint32_t row)
{
    planes_set(column->unknown, row);
}

#endif
