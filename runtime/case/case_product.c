/* case_product.c - the rows of product frames: each row of the parent with each element of a list further out.
 *
 * The holder says whose list it is. From a row of the parent the way leads outward to the row of the holder; the element that
 * this row stands for has the list, whose rows in the list frame then follow each other.
 *
 *      for each s in services: some c in carers            product {parent services, list carers, holder frame 0}
 *          services  [1] [2]        carers  [a] [b]        rows  1a 1b 2a 2b
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_layout.h"

#include "case/case_problem.h"

/* The row of the frame that holds the list, for `row` of the product frame's parent. */
static uint32_t get_owner_row(const CaseLayout *layout, const CodeFrame *product, uint32_t row)
{
    uint32_t frame = product->parent;
    for (; frame != product->holder; frame = layout->code->frames[frame].parent) {
        BUG_IF(frame == 0); /* the holder is the parent or lies above it */
        row = layout->table->frames[frame].parent_row[row];
    }
    const uint32_t *element_row = layout->table->frames[frame].element_row;
    return element_row ? element_row[row] : row;
}

/* For each row of the parent the row of the frame that holds the list. */
static uint32_t *find_owner_rows(const CaseLayout *layout, const CodeFrame *product)
{
    const CodeFrame *code_frames = layout->code->frames;
    uint32_t count = layout->table->frames[product->parent].row_count;
    BUG_IF(code_frames[product->holder].list_frame != code_frames[product->list_frame].parent);
    uint32_t *owners = ARENA_ARRAY(layout->arena, count, uint32_t);
    for (uint32_t row = 0; row < count; row++)
        owners[row] = get_owner_row(layout, product, row);
    return owners;
}

static uint64_t count_rows(const CaseFrame *list, const uint32_t *owners, uint32_t count)
{
    uint64_t total = 0;
    for (uint32_t row = 0; row < count; row++)
        total += list->first_row[owners[row] + 1] - list->first_row[owners[row]];
    return total;
}

/* Whether the rows fit. The first time they do not it is reported, and nothing is left of the budget. */
static bool take_budget(const CaseLayout *layout, const CodeFrame *product, uint64_t rows,
                        uint64_t *budget)
{
    if (rows < *budget) {
        *budget -= rows;
        return true;
    }
    if (*budget > 0) {
        size_t message =
            report_add(layout->report, problem_kind(PROBLEM_TOO_MANY_COMBINATIONS), SPAN_NONE,
                       "each element of '%s' goes with each of '%s': too many",
                       layout->code->frames[product->parent].path, product->path);
        report_hint(layout->report, message, "all such combinations of a case are at most %llu",
                    (unsigned long long)CASE_PRODUCT_ROWS_MOST);
    }
    *budget = 0;
    return false;
}

/* One phantom row for each row of the parent whose list has rows. */
static void make_phantom_row(CaseFrame *frame, uint32_t parent, uint32_t first_element)
{
    uint32_t row = frame->row_count++;
    frame->parent_row[row] = parent;
    frame->element_row[row] = first_element;
    planes_set(frame->is_phantom, row);
}

static void make_rows(CaseFrame *frame, const CaseFrame *list, uint32_t parent,
                      bool is_parent_phantom, uint32_t owner)
{
    for (uint32_t element = list->first_row[owner]; element < list->first_row[owner + 1];
         element++) {
        uint32_t row = frame->row_count++;
        frame->parent_row[row] = parent;
        frame->element_row[row] = element;
        if (is_parent_phantom || planes_get(list->is_phantom, element))
            planes_set(frame->is_phantom, row);
    }
}

void case_layout_build_product(CaseLayout *layout, uint32_t number, uint64_t *budget)
{
    const CodeFrame *code_frame = &layout->code->frames[number];
    const CaseFrame *parent = &layout->table->frames[code_frame->parent];
    const CaseFrame *list = &layout->table->frames[code_frame->list_frame];
    CaseFrame *frame = &layout->table->frames[number];
    const uint32_t *owners = find_owner_rows(layout, code_frame);
    uint64_t total = count_rows(list, owners, parent->row_count);
    bool is_whole = take_budget(layout, code_frame, total, budget);
    uint32_t most = is_whole ? (uint32_t)total : parent->row_count;
    frame->parent_row = ARENA_ARRAY(layout->arena, most, uint32_t);
    frame->element_row = ARENA_ARRAY(layout->arena, most, uint32_t);
    frame->is_phantom = case_layout_new_plane(layout->arena, most);
    frame->first_row = ARENA_ARRAY(layout->arena, (size_t)parent->row_count + 1, uint32_t);
    frame->list_known = case_layout_new_plane(layout->arena, parent->row_count);
    for (uint32_t row = 0; row < parent->row_count; row++) {
        uint32_t owner = owners[row];
        frame->first_row[row] = frame->row_count;
        if (is_whole)
            make_rows(frame, list, row, planes_get(parent->is_phantom, row), owner);
        else if (list->first_row[owner] < list->first_row[owner + 1])
            make_phantom_row(frame, row, list->first_row[owner]);
        if (is_whole && planes_get(list->list_known, owner))
            planes_set(frame->list_known, row);
    }
    frame->first_row[parent->row_count] = frame->row_count;
}
