/* bulk_table.c - see bulk_table.h.
 *
 * Rows are appended depth first, so those of a frame always stand in the order of their parents. Bits beyond the rows in
 * use are zero: emptying and taking back clear what was used.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/bulk_table.h"

#include <string.h>

#include "case/case_layout.h"

#define CAPACITY_FIRST ((uint32_t)64)
/* What a case may weigh to stand among others, and about what all of a table may: some 8 MB of registers. Larger cases are
 * evaluated alone, under the limits of case.h. */
#define CASE_WEIGHT_MOST ((uint64_t)1 << 18)
#define TABLE_WEIGHT_MOST ((uint64_t)1 << 20)
#define CASE_ELEMENTS_MOST ((uint32_t)1 << 16)
/* Bytes of texts, and of cases that are read alone. */
#define SCRATCH_MOST ((size_t)16 << 20)

/* The numbers below `count` for which `is_in` holds. */
#define COLLECT(arena, list, list_count, count, is_in)                                             \
    do {                                                                                           \
        uint32_t *items = ARENA_ARRAY(arena, count, uint32_t);                                     \
        for (uint32_t i = 0; i < (count); i++)                                                     \
            if (is_in)                                                                             \
                items[(list_count)++] = i;                                                         \
        (list) = items;                                                                            \
    } while (0)

static uint32_t weigh_frame(const Code *code, uint32_t frame)
{
    uint32_t weight = 1;
    for (uint32_t i = 0; i < code->instruction_count; i++)
        weight += code->instructions[i].frame == frame;
    for (uint32_t i = 0; i < code->decision_count; i++)
        weight += code->decisions[i].frame == frame;
    for (uint32_t i = 0; i < code->norm_count; i++)
        weight += code->rules[code->norms[i].rule].frame == frame;
    return weight;
}

static void init_frame(BulkTable *bulk, uint32_t number)
{
    const Code *code = bulk->code;
    BulkFrame *frame = &bulk->frames[number];
    frame->is_product = code->frames[number].list_frame != number;
    frame->weight = weigh_frame(code, number);
    COLLECT(bulk->arena, frame->facts, frame->fact_count, code->fact_count,
            code->facts[i].frame == number && code->facts[i].type.kind != TYPE_LIST);
    COLLECT(bulk->arena, frame->actions, frame->action_count, code->action_count,
            code->actions[i].frame == number);
    COLLECT(bulk->arena, frame->lists, frame->list_count, code->frame_count,
            code->frames[i].parent == number && code->frames[i].list_frame == i);
}

void bulk_table_init(BulkTable *bulk, Arena *arena, const Code *code, uint32_t rows_most)
{
    *bulk = (BulkTable){.arena = arena, .code = code, .rows_most = rows_most};
    bulk->table = (CaseTable){.code = code,
                              .frames = ARENA_ARRAY(arena, code->frame_count, CaseFrame),
                              .facts = ARENA_ARRAY(arena, code->fact_count, Column),
                              .done = ARENA_ARRAY(arena, code->action_count, Column)};
    bulk->frames = ARENA_ARRAY(arena, code->frame_count, BulkFrame);
    for (uint32_t i = 0; i < code->frame_count; i++)
        init_frame(bulk, i);
    bulk_table_start(bulk);
}

void bulk_table_deinit(BulkTable *bulk)
{
    arena_free(bulk->scratch);
    bulk->scratch = NULL;
}

/* ------------------------------------------------------------------------------------------ room */

static void *copy_larger(Arena *arena, const void *old, size_t old_size, size_t new_size)
{
    void *larger = arena_alloc(arena, new_size);
    if (old && old_size)
        memcpy(larger, old, old_size);
    return larger;
}

#define GROW(bulk, array, old_count, new_count)                                                    \
    ((array) = copy_larger((bulk)->arena, (array), (size_t)(old_count) * sizeof *(array),          \
                           (size_t)(new_count) * sizeof *(array)))

static void grow_column(BulkTable *bulk, Column *column, bool is_yes_no, uint32_t old, uint32_t new)
{
    size_t old_words = planes_count_words(old), new_words = planes_count_words(new);
    GROW(bulk, column->given, old_words, new_words);
    GROW(bulk, column->unknown, old_words, new_words);
    if (is_yes_no)
        GROW(bulk, column->yes, old_words, new_words);
    else
        GROW(bulk, column->values, old, new);
}

/* What lists hold for each row of their parent's frame. */
static void grow_list(BulkTable *bulk, CaseFrame *list, uint32_t old, uint32_t new)
{
    GROW(bulk, list->first_row, old ? old + 1 : 0, (size_t) new + 1);
    GROW(bulk, list->list_states, old, new);
    GROW(bulk, list->list_known, planes_count_words(old), planes_count_words(new));
}

static void grow_frame(BulkTable *bulk, uint32_t number)
{
    const BulkFrame *frame = &bulk->frames[number];
    CaseTable *table = &bulk->table;
    uint32_t old = frame->capacity, new = old ? old * 2 : CAPACITY_FIRST;
    GROW(bulk, table->frames[number].is_phantom, planes_count_words(old), planes_count_words(new));
    if (number > 0)
        GROW(bulk, table->frames[number].parent_row, old, new);
    else
        GROW(bulk, table->as_of, old, new);
    for (uint32_t i = 0; i < frame->fact_count; i++)
        grow_column(bulk, &table->facts[frame->facts[i]],
                    bulk->code->facts[frame->facts[i]].type.kind == TYPE_YES_NO, old, new);
    for (uint32_t i = 0; i < frame->action_count; i++)
        grow_column(bulk, &table->done[frame->actions[i]], false, old, new);
    for (uint32_t i = 0; i < frame->list_count; i++)
        grow_list(bulk, &table->frames[frame->lists[i]], old, new);
    bulk->frames[number].capacity = new;
}

/* ------------------------------------------------------------------------------------------ clearing */

static void clear_bits(uint64_t *plane, uint32_t from, uint32_t end)
{
    for (; from < end && from % ROWS_A_WORD != 0; from++)
        planes_clear(plane, from);
    if (from < end)
        memset(plane + from / ROWS_A_WORD, 0, planes_count_words(end - from) * sizeof *plane);
}

static void clear_column(Column *column, uint32_t from, uint32_t end)
{
    clear_bits(column->given, from, end);
    clear_bits(column->unknown, from, end);
}

/* Rows from `from` on are no longer in use. */
static void clear_rows(BulkTable *bulk, uint32_t number, uint32_t from)
{
    BulkFrame *frame = &bulk->frames[number];
    CaseTable *table = &bulk->table;
    uint32_t end = frame->row_count;
    frame->row_count = from;
    if (from == end || frame->is_product)
        return;
    clear_bits(table->frames[number].is_phantom, from, end);
    for (uint32_t i = 0; i < frame->fact_count; i++)
        clear_column(&table->facts[frame->facts[i]], from, end);
    for (uint32_t i = 0; i < frame->action_count; i++)
        clear_column(&table->done[frame->actions[i]], from, end);
    for (uint32_t i = 0; i < frame->list_count; i++)
        clear_bits(table->frames[frame->lists[i]].list_known, from, end);
}

/* Frames without rows need memory too: offsets are read as far as their first item. */
void bulk_table_start(BulkTable *bulk)
{
    arena_free(bulk->scratch);
    bulk->scratch = arena_new();
    bulk->table.texts = texts_new(bulk->scratch);
    bulk->weight = 0;
    for (uint32_t i = 0; i < bulk->code->frame_count; i++) {
        if (!bulk->frames[i].is_product && bulk->frames[i].capacity == 0)
            grow_frame(bulk, i);
        clear_rows(bulk, i, 0);
        bulk->frames[i].mark = 0;
    }
}

bool bulk_table_is_full(const BulkTable *bulk)
{
    return bulk->frames[0].row_count >= bulk->rows_most || bulk->weight >= TABLE_WEIGHT_MOST ||
           arena_get_byte_count(bulk->scratch) >= SCRATCH_MOST;
}

/* ------------------------------------------------------------------------------------------ rows */

static uint32_t add_row(BulkTable *bulk, uint32_t number)
{
    BulkFrame *frame = &bulk->frames[number];
    if (frame->row_count == frame->capacity)
        grow_frame(bulk, number);
    uint32_t row = frame->row_count++;
    for (uint32_t i = 0; i < frame->list_count; i++) {
        CaseFrame *list = &bulk->table.frames[frame->lists[i]];
        list->first_row[row] = bulk->frames[frame->lists[i]].row_count;
        list->list_states[row] = CELL_ABSENT;
    }
    return row;
}

uint32_t bulk_table_open_case(BulkTable *bulk)
{
    for (uint32_t i = 0; i < bulk->code->frame_count; i++)
        bulk->frames[i].mark = bulk->frames[i].row_count;
    return add_row(bulk, 0);
}

uint32_t bulk_table_append(BulkTable *bulk, uint32_t frame, uint32_t parent)
{
    if (bulk->frames[frame].row_count - bulk->frames[frame].mark >= CASE_ELEMENTS_MOST)
        return INDEX_NONE;
    uint32_t row = add_row(bulk, frame);
    bulk->table.frames[frame].parent_row[row] = parent;
    return row;
}

static void add_phantom(BulkTable *bulk, uint32_t frame, uint32_t parent)
{
    uint32_t row = add_row(bulk, frame);
    bulk->table.frames[frame].parent_row[row] = parent;
    planes_set(bulk->table.frames[frame].is_phantom, row);
    bulk_table_close_row(bulk, frame, row);
}

void bulk_table_close_row(BulkTable *bulk, uint32_t frame, uint32_t row)
{
    const BulkFrame *it = &bulk->frames[frame];
    for (uint32_t i = 0; i < it->list_count; i++) {
        CaseFrame *list = &bulk->table.frames[it->lists[i]];
        if (list->list_states[row] == CELL_GIVEN)
            planes_set(list->list_known, row);
        else
            add_phantom(bulk, it->lists[i], row);
    }
}

/* At least what the case adds to the table: rows of a product frame are at most those of its parent times those of its list. */
static uint64_t weigh_case(const BulkTable *bulk)
{
    const Code *code = bulk->code;
    uint64_t weight = bulk->frames[0].weight, rows[64];
    if (code->frame_count == 1)
        return weight;
    if (code->frame_count > sizeof rows / sizeof rows[0])
        return UINT64_MAX;
    rows[0] = 1;
    for (uint32_t i = 1; i < code->frame_count; i++) {
        const BulkFrame *frame = &bulk->frames[i];
        rows[i] = frame->is_product
                      ? rows[code->frames[i].parent] * rows[code->frames[i].list_frame]
                      : frame->row_count - frame->mark;
        if (rows[i] > CASE_WEIGHT_MOST)
            return UINT64_MAX;
        weight += rows[i] * frame->weight;
    }
    return weight;
}

bool bulk_table_close_case(BulkTable *bulk, Value as_of)
{
    uint32_t row = bulk->frames[0].row_count - 1;
    bulk->table.as_of[row] = as_of;
    bulk_table_close_row(bulk, 0, row);
    uint64_t weight = weigh_case(bulk);
    if (weight > CASE_WEIGHT_MOST)
        return false;
    bulk->weight += weight;
    return true;
}

void bulk_table_take_back(BulkTable *bulk)
{
    for (uint32_t i = 0; i < bulk->code->frame_count; i++)
        clear_rows(bulk, i, bulk->frames[i].mark);
}

/* ------------------------------------------------------------------------------------------ the end */

static void finish_lists(BulkTable *bulk, uint32_t number)
{
    const BulkFrame *frame = &bulk->frames[number];
    bulk->table.frames[number].row_count = frame->row_count;
    for (uint32_t i = 0; i < frame->list_count; i++)
        bulk->table.frames[frame->lists[i]].first_row[frame->row_count] =
            bulk->frames[frame->lists[i]].row_count;
}

/* Actions done in pairs of elements have their columns here; cases that give them are read alone. */
static void make_product(BulkTable *bulk, uint32_t number)
{
    CaseLayout layout = {.arena = bulk->scratch, .code = bulk->code, .table = &bulk->table};
    uint64_t budget = CASE_PRODUCT_ROWS_MOST + 1;
    bulk->table.frames[number] = (CaseFrame){0};
    case_layout_build_product(&layout, number, &budget);
    BUG_IF(budget == 0); /* TABLE_WEIGHT_MOST lies far below */
    const BulkFrame *frame = &bulk->frames[number];
    for (uint32_t i = 0; i < frame->action_count; i++)
        bulk->table.done[frame->actions[i]] =
            column_new(bulk->scratch, false, bulk->table.frames[number].row_count);
}

const CaseTable *bulk_table_finish(BulkTable *bulk)
{
    bulk->table.case_count = bulk->frames[0].row_count;
    for (uint32_t i = 0; i < bulk->code->frame_count; i++)
        if (!bulk->frames[i].is_product)
            finish_lists(bulk, i);
    for (uint32_t i = 0; i < bulk->code->frame_count; i++)
        if (bulk->frames[i].is_product)
            make_product(bulk, i);
    return &bulk->table;
}
