/* ops_frame.c - instructions that carry values between frames: outwards in, element by element, and folds of a list.
 *
 * A fold looks at the rows of its child frame that belong to each of its own rows. Where the list is not given the child
 * holds one phantom row; `list_known` tells, never the phantom plane: below a phantom parent a given list has real rows.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/ops.h"

static void copy_cell(const Step *step, const Register *from, uint32_t from_row, uint32_t row)
{
    if (step->is_yes_no) {
        if (planes_get(from->surely, from_row))
            ops_put_truth(step, row, true);
        else if (!planes_get(from->possibly, from_row))
            ops_put_truth(step, row, false);
    } else if (planes_get(from->known, from_row)) {
        ops_put(step, row, from->values[from_row]);
    }
}

void ops_broadcast(const Step *step)
{
    const Instruction *instruction = step->instruction;
    const Register *from = ops_get_register(step, instruction->a);
    uint32_t outer = step->run->code->instructions[instruction->a].frame;
    for (uint32_t row = 0; row < step->row_count; row++)
        copy_cell(step, from,
                  evaluation_get_outer_row(step->run->evaluation, instruction->frame, row, outer),
                  row);
}

void ops_gather(const Step *step)
{
    const Register *from = ops_get_register(step, step->instruction->a);
    const CaseFrame *frame = &step->run->table->frames[step->instruction->frame];
    for (uint32_t row = 0; row < step->row_count; row++)
        copy_cell(step, from, frame->element_row[row], row);
}

/* The rows of the child frame that belong to one row. */
typedef struct Elements {
    uint32_t first, end;
    bool is_given;
} Elements;

static Elements get_elements(const Step *step, uint32_t row)
{
    const CaseFrame *child = &step->run->table->frames[step->instruction->a];
    return (Elements){child->first_row[row], child->first_row[row + 1],
                      planes_get(child->list_known, row)};
}

/* Whether any of the rows has its bit equal to `bit`. */
static bool has_bit(const uint64_t *plane, Elements elements, bool bit)
{
    for (uint32_t i = elements.first; i < elements.end; i++)
        if (planes_get(plane, i) == bit)
            return true;
    return false;
}

void ops_quantify(const Step *step, bool is_settled_by)
{
    const Register *body = ops_get_register(step, step->instruction->b);
    /* known to be what settles: surely for yes, not even possibly for no; may be it: the other plane */
    const uint64_t *settles = is_settled_by ? body->surely : body->possibly;
    const uint64_t *may_settle = is_settled_by ? body->possibly : body->surely;
    for (uint32_t row = 0; row < step->row_count; row++) {
        Elements elements = get_elements(step, row);
        if (!elements.is_given)
            continue;
        if (has_bit(settles, elements, is_settled_by))
            ops_put_truth(step, row, is_settled_by);
        else if (!has_bit(may_settle, elements, is_settled_by))
            ops_put_truth(step, row, !is_settled_by);
    }
}

void ops_any_element(const Step *step)
{
    const Register *body = ops_get_register(step, step->instruction->b);
    for (uint32_t row = 0; row < step->row_count; row++) {
        Elements elements = get_elements(step, row);
        if (elements.is_given && has_bit(body->surely, elements, true))
            ops_put_truth(step, row, true);
        else if (!has_bit(body->possibly, elements, true))
            ops_put_truth(step, row, false);
    }
}

void ops_count(const Step *step)
{
    const Register *body = ops_get_register(step, step->instruction->b);
    for (uint32_t row = 0; row < step->row_count; row++) {
        Elements elements = get_elements(step, row);
        uint32_t surely = 0, possibly = 0;
        for (uint32_t i = elements.first; i < elements.end; i++) {
            surely += planes_get(body->surely, i);
            possibly += planes_get(body->possibly, i);
        }
        if (elements.is_given && surely == possibly)
            ops_put(step, row, (Value)surely * NUMBER_ONE);
    }
}

/* How a fold of values goes on: adds `value` to *result; false: no value comes of it. */
typedef bool Combine(const Step *step, bool is_first, Value value, Value *result);

/* Elements that the condition excludes do not matter; an unknown condition or value leaves all open (ruling 9). */
static bool fold_elements(const Step *step, Elements elements, Combine *combine, Value *result,
                          bool *is_empty)
{
    const uint32_t condition_reg = step->instruction->b;
    const Register *condition =
        condition_reg == REGISTER_NONE ? NULL : ops_get_register(step, condition_reg);
    const Register *values = ops_get_register(step, step->instruction->c);
    *is_empty = true;
    for (uint32_t i = elements.first; i < elements.end; i++) {
        if (condition && !planes_get(condition->possibly, i))
            continue;
        if ((condition && !planes_get(condition->surely, i)) || !planes_get(values->known, i))
            return false;
        if (!combine(step, *is_empty, values->values[i], result))
            return false;
        *is_empty = false;
    }
    return true;
}

static void fold_rows(const Step *step, Combine *combine, bool has_value_for_none)
{
    for (uint32_t row = 0; row < step->row_count; row++) {
        Elements elements = get_elements(step, row);
        Value result = 0;
        bool is_empty;
        if (elements.is_given && fold_elements(step, elements, combine, &result, &is_empty) &&
            (has_value_for_none || !is_empty))
            ops_put(step, row, result);
    }
}

static bool combine_total(const Step *step, bool is_first, Value value, Value *result)
{
    if (!is_first)
        return amount_add(result, step->instruction->type, *result, value);
    *result = value;
    return true;
}

static bool combine_extreme(const Step *step, bool is_first, Value value, Value *result,
                            bool is_most)
{
    bool is_comparable = true;
    if (is_first || ops_is_beyond(step->instruction->type, value, *result, is_most, &is_comparable))
        *result = value;
    return is_comparable;
}

static bool combine_most(const Step *step, bool is_first, Value value, Value *result)
{
    return combine_extreme(step, is_first, value, result, true);
}

static bool combine_least(const Step *step, bool is_first, Value value, Value *result)
{
    return combine_extreme(step, is_first, value, result, false);
}

void ops_total(const Step *step)
{
    fold_rows(step, combine_total, true);
}

void ops_extreme(const Step *step, bool is_most)
{
    fold_rows(step, is_most ? combine_most : combine_least, false);
}
