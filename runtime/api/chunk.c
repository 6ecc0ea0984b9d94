/* chunk.c - some rows of a host's columns as a CaseTable.
 *
 * What is outside all lists stays where it lies, or is copied column by column. Lists are appended element by element to a
 * table that is filled like any other in bulk; its rows outside lists are then those of the columns.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "api/columns.h"

void chunk_init(ColumnsChunk *chunk, Columns *columns, uint32_t rows_most)
{
    *chunk = (ColumnsChunk){.columns = columns};
    const Code *code = columns->code;
    for (uint32_t i = 1; i < code->frame_count; i++)
        chunk->has_lists = true;
    if (chunk->has_lists)
        bulk_table_init(&chunk->bulk, columns->arena, code, rows_most);
}

void chunk_deinit(ColumnsChunk *chunk)
{
    if (chunk->has_lists)
        bulk_table_deinit(&chunk->bulk);
    arena_free(chunk->scratch);
}

/* ---------------------------------------------------------------- columns where they lie */

/* `count` bits from bit `at` of a bitmap, as a plane: the bitmap itself where it is laid out like one and whole words of it
 * are asked for. */
static uint64_t *take_bits(Arena *arena, const void *bitmap, int64_t at, uint32_t count)
{
    const uint8_t *bytes = (const uint8_t *)bitmap + at / 8;
    uint64_t *plane;
    if (at % 8 == 0 && (uintptr_t)bytes % sizeof(uint64_t) == 0 && count % ROWS_A_WORD == 0) {
        memcpy(&plane, &bytes, sizeof plane);
        return plane;
    }
    plane = ARENA_ARRAY(arena, planes_count_words(count), uint64_t);
    for (uint32_t i = 0; i < count; i++)
        if (bytes[(at % 8 + i) / 8] >> (at % 8 + i) % 8 & 1)
            planes_set(plane, i);
    return plane;
}

static uint64_t *fill_plane(Arena *arena, uint32_t count, bool bit)
{
    uint64_t *plane = ARENA_ARRAY(arena, planes_count_words(count), uint64_t);
    if (bit)
        memset(plane, 0xff, planes_count_words(count) * sizeof *plane);
    return plane;
}

static uint64_t *take_validity(Arena *arena, const Input *input, int64_t first, uint32_t count)
{
    if (input->form == FORM_NOTHING)
        return fill_plane(arena, count, false);
    if (!input->array->buffers[0] || input->array->null_count == 0)
        return fill_plane(arena, count, true);
    return take_bits(arena, input->array->buffers[0], input->array->offset + first, count);
}

static bool are_within(const int32_t *values, uint32_t count, int32_t least, int32_t most)
{
    int32_t low = INT32_MAX, high = INT32_MIN;
    for (uint32_t i = 0; i < count; i++) {
        low = values[i] < low ? values[i] : low;
        high = values[i] > high ? values[i] : high;
    }
    return low >= least && high <= most;
}

/* Whether the column's own memory can be read as it is. Values of rows that are null may be anything, so that a column with
 * such values is read cell by cell. */
static const int32_t *find_narrow(const Input *input, int64_t first, uint32_t count)
{
    if (input->form != FORM_DATE && !(input->form == FORM_DICTIONARY && input->is_plain_dictionary))
        return NULL;
    const int32_t *values = input->array->buffers[1];
    if ((uintptr_t)values % sizeof *values != 0)
        return NULL;
    values += input->array->offset + first;
    bool is_right =
        input->form == FORM_DATE
            ? are_within(values, count, (int32_t)DATE_LEAST, (int32_t)DATE_MOST)
            : are_within(values, count, 0, (int32_t)input->words_input->array->length - 1);
    return is_right ? values : NULL;
}

static Column read_cells(ColumnsChunk *chunk, const Input *input, int64_t first, uint32_t count)
{
    Arena *arena = chunk->scratch;
    bool is_yes_no = input->type.kind == TYPE_YES_NO;
    Column column = {.given = fill_plane(arena, count, false),
                     .unknown = fill_plane(arena, count, false)};
    if (is_yes_no)
        column.yes = fill_plane(arena, count, false);
    else
        column.values = ARENA_ARRAY(arena, count, Value);
    for (uint32_t row = 0; row < count; row++) {
        Value value = 0;
        CellState state =
            input_read(chunk->columns, input, first + row, chunk->table.texts, &value);
        if (state == CELL_GIVEN)
            column_give(&column, row, value);
        else if (state == CELL_UNKNOWN)
            column_set_unknown(&column, row);
    }
    return column;
}

static Column take_column(ColumnsChunk *chunk, const Input *input, int64_t first, uint32_t count)
{
    Arena *arena = chunk->scratch;
    Column column = {.given = take_validity(arena, input, first, count)};
    if (input->form == FORM_NOTHING) {
        if (input->type.kind == TYPE_YES_NO)
            column.yes = fill_plane(arena, count, false);
        else
            column.values = ARENA_ARRAY(arena, count, Value);
        return column;
    }
    if (input->form == FORM_BOOLEAN) {
        column.yes =
            take_bits(arena, input->array->buffers[1], input->array->offset + first, count);
        return column;
    }
    column.narrow = find_narrow(input, first, count);
    return column.narrow ? column : read_cells(chunk, input, first, count);
}

/* Where the host says so the fact is unknown; it cannot be given there too. */
static void apply_unknown(ColumnsChunk *chunk, Column *column, const Input *said, int64_t first,
                          uint32_t count)
{
    Column it = take_column(chunk, said, first, count);
    uint64_t *unknown = fill_plane(chunk->scratch, count, false);
    for (uint32_t row = 0; row < count; row++) {
        if (!planes_get(it.given, row) || !planes_get(it.yes, row))
            continue;
        planes_set(unknown, row);
        if (planes_get(column->given, row))
            columns_complain(chunk->columns, "column '%s', row %lld: the fact has a value too",
                             said->name, (long long)(first + row));
    }
    for (size_t i = 0; column->unknown && i < planes_count_words(count); i++)
        unknown[i] |= column->unknown[i];
    column->unknown = unknown;
}

static Column make_absent(ColumnsChunk *chunk, bool is_yes_no, uint32_t count)
{
    Column column = {.given = fill_plane(chunk->scratch, count, false)};
    if (is_yes_no)
        column.yes = column.given;
    else
        column.values = ARENA_ARRAY(chunk->scratch, count, Value);
    return column;
}

/* Of a fact of one value; those of lists are the lists' affair. */
static bool is_unknown_of_value(const ColumnsChunk *chunk, const Input *input)
{
    return input->kind == INPUT_UNKNOWN &&
           chunk->columns->code->facts[input->number].type.kind != TYPE_LIST;
}

static void take_top_column(ColumnsChunk *chunk, const Input *input, int64_t first, uint32_t count)
{
    int64_t at = chunk->columns->top.rows->offset + first;
    if (input->kind == INPUT_DONE) {
        chunk->table.done[input->number] = take_column(chunk, input, at, count);
    } else if (input->kind == INPUT_FACT) {
        Column column = take_column(chunk, input, at, count);
        if (input->unknown)
            apply_unknown(chunk, &column, input->unknown, at, count);
        chunk->table.facts[input->number] = column;
    } else if (is_unknown_of_value(chunk, input) && !chunk->table.facts[input->number].unknown) {
        apply_unknown(chunk, &chunk->table.facts[input->number], input, at, count);
    }
}

/* Columns of frame 0: nothing is said of those that the host has not. */
static void take_top(ColumnsChunk *chunk, int64_t first, uint32_t count)
{
    const Code *code = chunk->columns->code;
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].frame == 0 && code->facts[i].type.kind != TYPE_LIST)
            chunk->table.facts[i] =
                make_absent(chunk, code->facts[i].type.kind == TYPE_YES_NO, count);
    for (uint32_t i = 0; i < code->action_count; i++)
        if (code->actions[i].frame == 0)
            chunk->table.done[i] = make_absent(chunk, false, count);
    for (uint32_t i = 0; i < chunk->columns->top.count; i++)
        take_top_column(chunk, &chunk->columns->top.inputs[i], first, count);
}

static Value read_as_of(ColumnsChunk *chunk, int64_t row, Value as_of)
{
    const Input *input = chunk->columns->as_of;
    Value value;
    if (!input)
        return as_of;
    CellState state = input_read(chunk->columns, input, chunk->columns->top.rows->offset + row,
                                 chunk->table.texts, &value);
    return state == CELL_GIVEN ? value : as_of;
}

/* ---------------------------------------------------------------- lists */

static void give_element(ColumnsChunk *chunk, const Input *input, int64_t at, uint32_t row)
{
    Columns *columns = chunk->columns;
    CaseTable *table = &chunk->bulk.table;
    Column *column =
        input->kind == INPUT_DONE ? &table->done[input->number] : &table->facts[input->number];
    Value value;
    CellState state = input_read(columns, input, at, table->texts, &value);
    if (input->kind == INPUT_UNKNOWN) {
        if (state == CELL_GIVEN && value && planes_get(column->given, row))
            columns_complain(columns, "column '%s', element %lld: the fact has a value too",
                             input->name, (long long)at);
        if (state == CELL_GIVEN && value)
            column_set_unknown(column, row);
    } else if (state == CELL_GIVEN) {
        column_give(column, row, value);
    } else if (state == CELL_UNKNOWN) {
        column_set_unknown(column, row);
    }
}

static bool append_lists(ColumnsChunk *chunk, const InputFrame *frame, int64_t at, uint32_t row);

/* The elements of one list; false where the case has too many. */
static bool append_elements(ColumnsChunk *chunk, const Input *input, int64_t at, uint32_t parent)
{
    const InputFrame *elements = input->elements;
    int64_t first, end;
    input_get_elements(input, at, &first, &end);
    for (int64_t i = first; i < end; i++) {
        uint32_t row = bulk_table_append(&chunk->bulk, elements->frame, parent);
        if (row == INDEX_NONE)
            return false;
        int64_t child = elements->rows->offset + i;
        for (uint32_t k = 0; k < elements->count; k++)
            if (elements->inputs[k].kind != INPUT_LIST && elements->inputs[k].kind != INPUT_UNKNOWN)
                give_element(chunk, &elements->inputs[k], child, row);
        for (uint32_t k = 0; k < elements->count; k++)
            if (is_unknown_of_value(chunk, &elements->inputs[k]))
                give_element(chunk, &elements->inputs[k], child, row);
        if (!append_lists(chunk, elements, child, row))
            return false;
        bulk_table_close_row(&chunk->bulk, elements->frame, row);
    }
    return true;
}

static bool append_lists(ColumnsChunk *chunk, const InputFrame *frame, int64_t at, uint32_t row)
{
    for (uint32_t i = 0; i < frame->count; i++) {
        const Input *input = &frame->inputs[i];
        if (input->kind != INPUT_LIST && input->kind != INPUT_UNKNOWN)
            continue;
        uint32_t list = chunk->columns->code->facts[input->number].list_frame;
        if (list == INDEX_NONE)
            continue;
        CaseFrame *table = &chunk->bulk.table.frames[list];
        Value is_unknown;
        if (input->kind == INPUT_UNKNOWN) {
            if (input_read(chunk->columns, input, at, NULL, &is_unknown) == CELL_GIVEN &&
                is_unknown)
                table->list_states[row] = CELL_UNKNOWN;
        } else if (!input_is_null(input, at)) {
            table->list_states[row] = CELL_GIVEN;
            if (!append_elements(chunk, input, at, row))
                return false;
        }
    }
    return true;
}

static void append_case(ColumnsChunk *chunk, int64_t row, Value as_of)
{
    Columns *columns = chunk->columns;
    uint32_t opened = bulk_table_open_case(&chunk->bulk);
    bool is_whole = append_lists(chunk, &columns->top, columns->top.rows->offset + row, opened) &&
                    bulk_table_close_case(&chunk->bulk, as_of);
    if (!is_whole)
        columns_complain(columns,
                         "row %lld: its lists are too long to stand among other cases; "
                         "evaluate it on its own, as JSON",
                         (long long)row);
}

static void take_lists(ColumnsChunk *chunk, int64_t first, uint32_t count, Value as_of)
{
    bulk_table_start(&chunk->bulk);
    chunk->table.texts = chunk->bulk.table.texts;
    uint32_t complaints = chunk->columns->complaint_count;
    for (uint32_t i = 0; i < count && chunk->columns->complaint_count == complaints; i++)
        append_case(chunk, first + i, read_as_of(chunk, first + i, as_of));
    if (chunk->columns->complaint_count == complaints)
        chunk->table = *bulk_table_finish(&chunk->bulk);
}

/* ---------------------------------------------------------------- the table */

static void take_days(ColumnsChunk *chunk, int64_t first, uint32_t count, Value as_of)
{
    chunk->table.as_of = ARENA_ARRAY(chunk->scratch, count, Value);
    for (uint32_t i = 0; i < count; i++)
        chunk->table.as_of[i] = read_as_of(chunk, first + i, as_of);
    chunk->table.frames = ARENA_NEW(chunk->scratch, CaseFrame);
    chunk->table.frames[0].row_count = count;
    chunk->table.frames[0].is_phantom = fill_plane(chunk->scratch, count, false);
}

/* The bulk table's own columns stay its own: those outside lists are set in copies of its tables of columns. */
static void copy_columns(ColumnsChunk *chunk)
{
    const Code *code = chunk->columns->code;
    Column *facts = ARENA_ARRAY(chunk->scratch, code->fact_count, Column);
    Column *done = ARENA_ARRAY(chunk->scratch, code->action_count, Column);
    if (chunk->has_lists) {
        memcpy(facts, chunk->table.facts, code->fact_count * sizeof *facts);
        memcpy(done, chunk->table.done, code->action_count * sizeof *done);
    }
    chunk->table.facts = facts;
    chunk->table.done = done;
}

const CaseTable *chunk_read(ColumnsChunk *chunk, int64_t first, uint32_t count, Value as_of)
{
    arena_free(chunk->scratch);
    chunk->scratch = NULL;
    chunk->scratch = arena_new();
    chunk->table = (CaseTable){.code = chunk->columns->code, .case_count = count};
    if (chunk->has_lists) {
        take_lists(chunk, first, count, as_of);
    } else {
        chunk->table.texts = texts_new(chunk->scratch);
        take_days(chunk, first, count, as_of);
    }
    if (chunk->columns->complaint_count > 0)
        return NULL;
    copy_columns(chunk);
    take_top(chunk, first, count);
    return chunk->columns->complaint_count > 0 ? NULL : &chunk->table;
}
