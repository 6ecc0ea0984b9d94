/* evaluation.c - reading what stands in an evaluation's registers, and which rows belong together.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/engine.h"

#include "base/planes.h"

static bool is_yes_no(const Evaluation *evaluation, uint32_t reg)
{
    return evaluation->code->instructions[reg].type.kind == TYPE_YES_NO;
}

Truth evaluation_get_truth(const Evaluation *evaluation, uint32_t reg, uint32_t row)
{
    const Register *of = &evaluation->registers[reg];
    if (planes_get(of->surely, row))
        return TRUTH_YES;
    return planes_get(of->possibly, row) ? TRUTH_UNKNOWN : TRUTH_NO;
}

bool evaluation_is_known(const Evaluation *evaluation, uint32_t reg, uint32_t row)
{
    if (is_yes_no(evaluation, reg))
        return evaluation_get_truth(evaluation, reg, row) != TRUTH_UNKNOWN;
    return planes_get(evaluation->registers[reg].known, row);
}

bool evaluation_find_value(const Evaluation *evaluation, uint32_t reg, uint32_t row, Value *value)
{
    if (!evaluation_is_known(evaluation, reg, row))
        return false;
    const Register *of = &evaluation->registers[reg];
    if (is_yes_no(evaluation, reg))
        *value = planes_get(of->surely, row);
    else
        *value = of->narrow ? of->narrow[row] : of->values[row];
    return true;
}

bool evaluation_is_phantom(const Evaluation *evaluation, uint32_t frame, uint32_t row)
{
    const uint64_t *is_phantom = evaluation->table->frames[frame].is_phantom;
    return is_phantom && planes_get(is_phantom, row);
}

uint32_t evaluation_get_outer_row(const Evaluation *evaluation, uint32_t frame, uint32_t row,
                                  uint32_t outer)
{
    while (frame != outer) {
        row = evaluation->table->frames[frame].parent_row[row];
        frame = evaluation->code->frames[frame].parent;
    }
    return row;
}

uint32_t evaluation_get_element_row(const Evaluation *evaluation, uint32_t frame, uint32_t row)
{
    const uint32_t *element_row = evaluation->table->frames[frame].element_row;
    return element_row ? element_row[row] : row;
}

uint32_t evaluation_get_element_number(const Evaluation *evaluation, uint32_t frame, uint32_t row)
{
    uint32_t list_frame = evaluation->code->frames[frame].list_frame;
    if (list_frame == 0)
        return 0;
    uint32_t element = evaluation_get_element_row(evaluation, frame, row);
    if (evaluation_is_phantom(evaluation, list_frame, element))
        return 0;
    const CaseFrame *list = &evaluation->table->frames[list_frame];
    return element - list->first_row[list->parent_row[element]] + 1;
}

void evaluation_get_rows(const Evaluation *evaluation, uint32_t frame, uint32_t root_row,
                         uint32_t *first, uint32_t *end)
{
    if (frame == 0) {
        *first = root_row;
        *end = root_row + 1;
        return;
    }
    evaluation_get_rows(evaluation, evaluation->code->frames[frame].parent, root_row, first, end);
    const uint32_t *first_row = evaluation->table->frames[frame].first_row;
    *first = first_row[*first];
    *end = first_row[*end];
}

static bool is_same_cell(const Evaluation *a, const Evaluation *b, uint32_t reg, uint32_t row)
{
    if (is_yes_no(a, reg))
        return evaluation_get_truth(a, reg, row) == evaluation_get_truth(b, reg, row);
    Value of_a = 0, of_b = 0;
    bool is_known_in_a = evaluation_find_value(a, reg, row, &of_a);
    bool is_known_in_b = evaluation_find_value(b, reg, row, &of_b);
    return is_known_in_a == is_known_in_b && of_a == of_b;
}

bool evaluation_find_difference(const Evaluation *a, const Evaluation *b, uint32_t *reg,
                                uint32_t *row)
{
    for (*reg = 0; *reg < a->code->instruction_count; ++*reg) {
        uint32_t row_count = a->table->frames[a->code->instructions[*reg].frame].row_count;
        for (*row = 0; *row < row_count; ++*row)
            if (!is_same_cell(a, b, *reg, *row))
                return true;
    }
    return false;
}
