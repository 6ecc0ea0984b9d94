/* ops_source.c - instructions that read the case, the program's figures and the as-of date.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/ops.h"

static Value get_as_of(const Step *step, uint32_t row)
{
    uint32_t root =
        evaluation_get_outer_row(step->run->evaluation, step->instruction->frame, row, 0);
    return step->run->table->as_of[root];
}

static Value constant_to_value(const Step *step, const CodeConstant *constant)
{
    if (constant->type.kind != TYPE_TEXT)
        return constant->value;
    return texts_add(step->run->table->texts, str_from(constant->text));
}

/* A presumption speaks only where the case is silent and the row is a real element (ruling 12). */
static void fill_presumed(const Step *step, const CodeFact *fact, const Column *column)
{
    Value presumed = constant_to_value(step, &fact->presumed);
    for (uint32_t row = 0; row < step->row_count; row++)
        if (column_get_state(column, row) == CELL_ABSENT &&
            !evaluation_is_phantom(step->run->evaluation, fact->frame, row))
            ops_put(step, row, presumed);
}

void ops_fact(const Step *step)
{
    const CodeFact *fact = &step->run->code->facts[step->instruction->a];
    const Column *column = &step->run->table->facts[step->instruction->a];
    for (uint32_t row = 0; row < step->row_count; row++)
        if (planes_get(column->given, row))
            ops_put(step, row, column_get_value(column, row));
    if (fact->is_presumed)
        fill_presumed(step, fact, column);
}

void ops_constant(const Step *step)
{
    Value value = step->run->constants[step->instruction->a];
    for (uint32_t row = 0; row < step->row_count; row++)
        ops_put(step, row, value);
}

/* The value in force on `as_of`, NULL before the first and after the last (ruling 14). */
static const CodeParameterValue *find_parameter_value(const CodeParameter *parameter, Value as_of)
{
    for (uint32_t i = parameter->value_count; i-- > 0;) {
        const CodeParameterValue *value = &parameter->values[i];
        if (value->from <= as_of)
            return as_of <= value->until ? value : NULL;
    }
    return NULL;
}

void ops_parameter(const Step *step)
{
    const CodeParameter *parameter = &step->run->code->parameters[step->instruction->a];
    const CodeParameterValue *found = NULL;
    Value value = 0;
    for (uint32_t row = 0; row < step->row_count; row++) {
        Value as_of = get_as_of(step, row);
        bool is_same = found && found->from <= as_of && as_of <= found->until;
        if (!is_same) {
            found = find_parameter_value(parameter, as_of);
            value = found ? constant_to_value(step, &found->value) : 0;
        }
        if (found)
            ops_put(step, row, value);
    }
}

void ops_in_force(const Step *step)
{
    const CodePeriod *period = &step->run->code->periods[step->instruction->a];
    for (uint32_t row = 0; row < step->row_count; row++) {
        Value as_of = get_as_of(step, row);
        bool is_begun = !period->has_from || as_of >= period->from;
        bool is_over = period->has_until && as_of > period->until;
        ops_put_truth(step, row, is_begun && !is_over);
    }
}

void ops_done(const Step *step)
{
    const Column *column = &step->run->table->done[step->instruction->a];
    for (uint32_t row = 0; row < step->row_count; row++) {
        CellState state = column_get_state(column, row);
        if (state == CELL_UNKNOWN ||
            evaluation_is_phantom(step->run->evaluation, step->instruction->frame, row))
            continue;
        bool is_done = state == CELL_GIVEN && column_get_value(column, row) <= get_as_of(step, row);
        ops_put_truth(step, row, is_done);
    }
}

void ops_list_known(const Step *step)
{
    const CaseFrame *frames = step->run->table->frames;
    const uint64_t *known = frames[step->instruction->a].list_known;
    const uint64_t *is_phantom = frames[step->instruction->frame].is_phantom;
    for (size_t i = 0; i < step->word_count; i++) {
        step->out->surely[i] = known[i];
        step->out->possibly[i] = known[i] | is_phantom[i];
    }
}
