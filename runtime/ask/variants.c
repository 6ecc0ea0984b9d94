/* variants.c - see variants.h: every frame and column of one case, `count` times one after the other.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ask/variants.h"

#include <string.h>

/* The bits of a plane over `size` items, again for each variant. NULL stays NULL. */
static uint64_t *repeat_plane(Arena *arena, const uint64_t *plane, uint32_t size, uint32_t count)
{
    if (!plane)
        return NULL;
    uint64_t *repeated = ARENA_ARRAY(arena, planes_count_words(size * count), uint64_t);
    for (uint32_t i = 0; i < size; i++)
        for (uint32_t k = 0; planes_get(plane, i) && k < count; k++)
            planes_set(repeated, k * size + i);
    return repeated;
}

/* Numbers of rows, each variant's in its own `stride` rows. NULL stays NULL. */
static uint32_t *repeat_rows(Arena *arena, const uint32_t *rows, uint32_t size, uint32_t count,
                             uint32_t stride)
{
    if (!rows)
        return NULL;
    uint32_t *repeated = ARENA_ARRAY(arena, (size_t)size * count + 1, uint32_t);
    for (uint32_t k = 0; k < count; k++)
        for (uint32_t i = 0; i < size; i++)
            repeated[k * size + i] = rows[i] + k * stride;
    repeated[(size_t)size * count] = stride * count;
    return repeated;
}

static uint8_t *repeat_states(Arena *arena, const uint8_t *states, uint32_t size, uint32_t count)
{
    if (!states)
        return NULL;
    uint8_t *repeated = ARENA_ARRAY(arena, (size_t)size * count, uint8_t);
    for (uint32_t k = 0; k < count; k++)
        memcpy(repeated + (size_t)k * size, states, size);
    return repeated;
}

static CaseFrame repeat_frame(Arena *arena, const CaseTable *base, uint32_t frame, uint32_t count)
{
    const CaseFrame *it = &base->frames[frame];
    CaseFrame repeated = {.row_count = it->row_count * count};
    repeated.is_phantom = repeat_plane(arena, it->is_phantom, it->row_count, count);
    if (frame == 0)
        return repeated;
    uint32_t outer = base->frames[base->code->frames[frame].parent].row_count;
    uint32_t elements = base->frames[base->code->frames[frame].list_frame].row_count;
    repeated.parent_row = repeat_rows(arena, it->parent_row, it->row_count, count, outer);
    repeated.element_row = repeat_rows(arena, it->element_row, it->row_count, count, elements);
    repeated.first_row = repeat_rows(arena, it->first_row, outer, count, it->row_count);
    repeated.list_states = repeat_states(arena, it->list_states, outer, count);
    repeated.list_known = repeat_plane(arena, it->list_known, outer, count);
    return repeated;
}

static Column repeat_column(Arena *arena, const Column *column, uint32_t size, uint32_t count)
{
    Column repeated = {.given = repeat_plane(arena, column->given, size, count),
                       .unknown = repeat_plane(arena, column->unknown, size, count),
                       .yes = repeat_plane(arena, column->yes, size, count)};
    if (column->yes)
        return repeated;
    repeated.values = ARENA_ARRAY(arena, (size_t)size * count, Value);
    for (uint32_t i = 0; i < size; i++)
        for (uint32_t k = 0; column_get_state(column, i) == CELL_GIVEN && k < count; k++)
            repeated.values[(size_t)k * size + i] = column_get_value(column, i);
    return repeated;
}

CaseTable *variants_new(Arena *arena, const CaseTable *base, uint32_t count)
{
    const Code *code = base->code;
    CaseTable *table = ARENA_NEW(arena, CaseTable);
    *table = (CaseTable){.code = code, .case_count = count, .texts = base->texts};
    table->as_of = ARENA_ARRAY(arena, count, Value);
    for (uint32_t k = 0; k < count; k++)
        table->as_of[k] = base->as_of[0];
    table->frames = ARENA_ARRAY(arena, code->frame_count, CaseFrame);
    for (uint32_t i = 0; i < code->frame_count; i++)
        table->frames[i] = repeat_frame(arena, base, i, count);
    table->facts = ARENA_ARRAY(arena, code->fact_count, Column);
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].type.kind != TYPE_LIST)
            table->facts[i] = repeat_column(arena, &base->facts[i],
                                            base->frames[code->facts[i].frame].row_count, count);
    table->done = ARENA_ARRAY(arena, code->action_count, Column);
    for (uint32_t i = 0; i < code->action_count; i++)
        table->done[i] = repeat_column(arena, &base->done[i],
                                       base->frames[code->actions[i].frame].row_count, count);
    return table;
}

void variants_give(CaseTable *table, const CaseTable *base, uint32_t variant, uint32_t fact,
                   uint32_t row, Value value)
{
    uint32_t size = base->frames[base->code->facts[fact].frame].row_count;
    column_give(&table->facts[fact], variant * size + row, value);
}
