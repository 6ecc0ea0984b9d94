/* changes_copies.c - one case many times over: a table whose copies are then changed one by one.
 *
 * In: an evaluation of one case or many. Out: a table of its own, in which copy i of a frame's rows follows copy i - 1; nothing
 * of the evaluation is written.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "explain/changes_parts.h"

typedef struct Copying {
    Arena *arena;
    const Evaluation *evaluation;
    const CaseTable *from;
    CaseTable *table;
    uint32_t *row_counts, *first_rows;
    uint32_t count; /* copies */
} Copying;

static void measure(Copying *it, uint32_t case_row)
{
    uint32_t frame_count = it->evaluation->code->frame_count;
    it->row_counts = ARENA_ARRAY(it->arena, frame_count, uint32_t);
    it->first_rows = ARENA_ARRAY(it->arena, frame_count, uint32_t);
    for (uint32_t i = 0; i < frame_count; i++) {
        uint32_t end;
        evaluation_get_rows(it->evaluation, i, case_row, &it->first_rows[i], &end);
        it->row_counts[i] = end - it->first_rows[i];
    }
}

static uint64_t *copy_plane(const Copying *it, const uint64_t *from, uint32_t frame)
{
    uint32_t rows = it->row_counts[frame];
    if (!from)
        return NULL;
    uint64_t *plane = ARENA_ARRAY(it->arena, planes_count_words(rows * it->count) + 1, uint64_t);
    for (uint32_t row = 0; row < rows; row++)
        for (uint32_t i = 0; planes_get(from, it->first_rows[frame] + row) && i < it->count; i++)
            planes_set(plane, i * rows + row);
    return plane;
}

/* Row numbers of frame `to`, one a row of frame `frame`. */
static uint32_t *copy_rows(const Copying *it, const uint32_t *from, uint32_t frame, uint32_t to)
{
    uint32_t rows = it->row_counts[frame];
    if (!from)
        return NULL;
    uint32_t *copy = ARENA_ARRAY(it->arena, (size_t)rows * it->count, uint32_t);
    for (uint32_t i = 0; i < it->count; i++)
        for (uint32_t row = 0; row < rows; row++)
            copy[i * rows + row] =
                from[it->first_rows[frame] + row] - it->first_rows[to] + i * it->row_counts[to];
    return copy;
}

/* Where the rows of `frame` begin for each row of its parent, and where the last ones end. */
static uint32_t *copy_first_rows(const Copying *it, const uint32_t *from, uint32_t frame,
                                 uint32_t parent)
{
    uint32_t rows = it->row_counts[parent];
    uint32_t *copy = ARENA_ARRAY(it->arena, (size_t)rows * it->count + 1, uint32_t);
    for (uint32_t i = 0; i < it->count; i++)
        for (uint32_t row = 0; row < rows; row++)
            copy[i * rows + row] = from[it->first_rows[parent] + row] - it->first_rows[frame] +
                                   i * it->row_counts[frame];
    copy[rows * it->count] = it->row_counts[frame] * it->count;
    return copy;
}

static uint8_t *copy_list_states(const Copying *it, const uint8_t *from, uint32_t parent)
{
    uint32_t rows = it->row_counts[parent];
    if (!from)
        return NULL;
    uint8_t *copy = ARENA_ARRAY(it->arena, (size_t)rows * it->count, uint8_t);
    for (uint32_t i = 0; i < it->count; i++)
        memcpy(copy + (size_t)i * rows, from + it->first_rows[parent], rows);
    return copy;
}

static void copy_frame(const Copying *it, uint32_t number)
{
    const CodeFrame *frame = &it->evaluation->code->frames[number];
    const CaseFrame *from = &it->from->frames[number];
    CaseFrame *to = &it->table->frames[number];
    to->row_count = it->row_counts[number] * it->count;
    to->is_phantom = copy_plane(it, from->is_phantom, number);
    if (number == 0)
        return;
    to->parent_row = copy_rows(it, from->parent_row, number, frame->parent);
    to->element_row = copy_rows(it, from->element_row, number, frame->list_frame);
    to->first_row = copy_first_rows(it, from->first_row, number, frame->parent);
    to->list_states = copy_list_states(it, from->list_states, frame->parent);
    to->list_known = copy_plane(it, from->list_known, frame->parent);
}

static Column copy_column(const Copying *it, const Column *from, uint32_t frame)
{
    uint32_t rows = it->row_counts[frame];
    Column column = {.given = copy_plane(it, from->given, frame),
                     .unknown = copy_plane(it, from->unknown, frame),
                     .yes = copy_plane(it, from->yes, frame)};
    if (!from->values && !from->narrow)
        return column;
    column.values = ARENA_ARRAY(it->arena, (size_t)rows * it->count, Value);
    for (uint32_t row = 0; row < rows; row++)
        for (uint32_t i = 0; planes_get(column.given, row) && i < it->count; i++)
            column.values[i * rows + row] = column_get_value(from, it->first_rows[frame] + row);
    return column;
}

static void copy_columns(const Copying *it)
{
    const Code *code = it->evaluation->code;
    it->table->facts = ARENA_ARRAY(it->arena, code->fact_count, Column);
    it->table->done = ARENA_ARRAY(it->arena, code->action_count, Column);
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].type.kind != TYPE_LIST)
            it->table->facts[i] = copy_column(it, &it->from->facts[i], code->facts[i].frame);
    for (uint32_t i = 0; i < code->action_count; i++)
        it->table->done[i] = copy_column(it, &it->from->done[i], code->actions[i].frame);
}

CaseCopies changes_copy_case(Arena *arena, const Evaluation *evaluation, uint32_t case_row,
                             uint32_t count)
{
    const CaseTable *from = evaluation->table;
    CaseTable *table = ARENA_NEW(arena, CaseTable);
    Copying it = {arena, evaluation, from, table, NULL, NULL, count};
    measure(&it, case_row);
    *table = (CaseTable){.code = from->code, .case_count = count, .texts = from->texts};
    table->as_of = ARENA_ARRAY(arena, count, Value);
    for (uint32_t i = 0; i < count; i++)
        table->as_of[i] = from->as_of[case_row];
    table->frames = ARENA_ARRAY(arena, evaluation->code->frame_count, CaseFrame);
    for (uint32_t i = 0; i < evaluation->code->frame_count; i++)
        copy_frame(&it, i);
    copy_columns(&it);
    return (CaseCopies){table, it.row_counts, it.first_rows};
}

void changes_make_move(const CaseCopies *copies, uint32_t copy, const Move *move)
{
    const Code *code = copies->table->code;
    const Spot *spot = &move->spot;
    uint32_t frame =
        spot->is_doing ? code->actions[spot->number].frame : code->facts[spot->number].frame;
    uint32_t row = copy * copies->row_counts[frame] + spot->row;
    Column *column =
        spot->is_doing ? &copies->table->done[spot->number] : &copies->table->facts[spot->number];
    if (move->is_taken_back)
        planes_clear(column->given, row);
    else
        column_give(column, row, move->value);
}

uint64_t changes_count_steps(Arena *arena, const Evaluation *evaluation, uint32_t case_row)
{
    Copying it = {.arena = arena, .evaluation = evaluation};
    uint64_t steps = 0;
    measure(&it, case_row);
    for (uint32_t i = 0; i < evaluation->code->instruction_count; i++)
        steps += it.row_counts[evaluation->code->instructions[i].frame];
    return steps;
}
