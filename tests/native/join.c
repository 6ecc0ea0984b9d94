/* join.c - see join.h. Rows of a frame stand one case after the other, as the table's own maker lays them out.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "native/join.h"

#include "value/value.h"

typedef struct Join {
    Arena *arena;
    const Code *code;
    CaseTable *const *tables;
    size_t table_count;
    CaseTable *out;
} Join;

static const CaseTable *get_table(const Join *join, uint32_t number)
{
    return join->tables[number % join->table_count];
}

static void make_frame(const Join *join, uint32_t number)
{
    CaseFrame *frame = &join->out->frames[number];
    for (uint32_t i = 0; i < join->out->case_count; i++)
        frame->row_count += get_table(join, i)->frames[number].row_count;
    frame->is_phantom = ARENA_ARRAY(join->arena, planes_count_words(frame->row_count), uint64_t);
    if (number == 0)
        return;
    const CaseFrame *parent = &join->out->frames[join->code->frames[number].parent];
    bool is_list = join->code->frames[number].list_frame == number;
    frame->parent_row = ARENA_ARRAY(join->arena, frame->row_count, uint32_t);
    frame->element_row = is_list ? NULL : ARENA_ARRAY(join->arena, frame->row_count, uint32_t);
    frame->first_row = ARENA_ARRAY(join->arena, (size_t)parent->row_count + 1, uint32_t);
    frame->list_states = is_list ? ARENA_ARRAY(join->arena, parent->row_count, uint8_t) : NULL;
    frame->list_known = ARENA_ARRAY(join->arena, planes_count_words(parent->row_count), uint64_t);
}

static void copy_bit(uint64_t *to, uint32_t to_row, const uint64_t *from, uint32_t from_row)
{
    if (from && planes_get(from, from_row))
        planes_set(to, to_row);
}

/* `starts` and `ends`: one a frame, the rows that came before, and with this case. */
static void add_parent_rows(const Join *join, uint32_t number, const CaseTable *from,
                            const uint32_t *starts)
{
    const uint32_t parent = join->code->frames[number].parent;
    const CaseFrame *frame = &from->frames[number];
    CaseFrame *out = &join->out->frames[number];
    for (uint32_t row = 0; row < from->frames[parent].row_count; row++) {
        uint32_t to = starts[parent] + row;
        out->first_row[to] = starts[number] + frame->first_row[row];
        if (out->list_states)
            out->list_states[to] = frame->list_states[row];
        copy_bit(out->list_known, to, frame->list_known, row);
    }
    out->first_row[starts[parent] + from->frames[parent].row_count] =
        starts[number] + frame->row_count;
}

static void add_frame(const Join *join, uint32_t number, const CaseTable *from,
                      const uint32_t *starts)
{
    const CodeFrame *code = &join->code->frames[number];
    const CaseFrame *frame = &from->frames[number];
    CaseFrame *out = &join->out->frames[number];
    for (uint32_t row = 0; row < frame->row_count; row++) {
        uint32_t to = starts[number] + row;
        copy_bit(out->is_phantom, to, frame->is_phantom, row);
        if (number)
            out->parent_row[to] = starts[code->parent] + frame->parent_row[row];
        if (out->element_row)
            out->element_row[to] = starts[code->list_frame] + frame->element_row[row];
    }
    if (number)
        add_parent_rows(join, number, from, starts);
}

static void add_cells(const Join *join, Column *out, const Column *column, TypeKind kind,
                      const CaseTable *from, uint32_t start, uint32_t row_count)
{
    for (uint32_t row = 0; row < row_count; row++) {
        CellState state = column_get_state(column, row);
        if (state == CELL_UNKNOWN)
            column_set_unknown(out, start + row);
        if (state != CELL_GIVEN)
            continue;
        Value value = column_get_value(column, row);
        if (kind == TYPE_TEXT)
            value = texts_add(join->out->texts, texts_get(from->texts, value));
        column_give(out, start + row, value);
    }
}

static void add_case(const Join *join, uint32_t number, uint32_t *starts)
{
    const Code *code = join->code;
    const CaseTable *from = get_table(join, number);
    join->out->as_of[number] = from->as_of[0];
    for (uint32_t i = 0; i < code->frame_count; i++)
        add_frame(join, i, from, starts);
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].type.kind != TYPE_LIST)
            add_cells(join, &join->out->facts[i], &from->facts[i], code->facts[i].type.kind, from,
                      starts[code->facts[i].frame], from->frames[code->facts[i].frame].row_count);
    for (uint32_t i = 0; i < code->action_count; i++)
        add_cells(join, &join->out->done[i], &from->done[i], TYPE_DATE, from,
                  starts[code->actions[i].frame], from->frames[code->actions[i].frame].row_count);
    for (uint32_t i = 0; i < code->frame_count; i++)
        starts[i] += from->frames[i].row_count;
}

CaseTable *join_tables(Arena *arena, const Code *code, CaseTable *const *tables, size_t table_count,
                       uint32_t case_count)
{
    CaseTable *out = ARENA_NEW(arena, CaseTable);
    Join join = {arena, code, tables, table_count, out};
    *out = (CaseTable){.code = code, .case_count = case_count, .texts = texts_new(arena)};
    out->as_of = ARENA_ARRAY(arena, case_count, Value);
    out->frames = ARENA_ARRAY(arena, code->frame_count, CaseFrame);
    out->facts = ARENA_ARRAY(arena, code->fact_count, Column);
    out->done = ARENA_ARRAY(arena, code->action_count, Column);
    for (uint32_t i = 0; i < code->frame_count; i++)
        make_frame(&join, i);
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].type.kind != TYPE_LIST)
            out->facts[i] = column_new(arena, code->facts[i].type.kind == TYPE_YES_NO,
                                       out->frames[code->facts[i].frame].row_count);
    for (uint32_t i = 0; i < code->action_count; i++)
        out->done[i] = column_new(arena, false, out->frames[code->actions[i].frame].row_count);
    uint32_t *starts = ARENA_ARRAY(arena, code->frame_count, uint32_t);
    for (uint32_t i = 0; i < case_count; i++)
        add_case(&join, i, starts);
    return out;
}
