/* ops_source.c - instructions that read the case, the program's figures and the as-of date.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "engine/ops.h"

static Value get_as_of(const Engine *engine, uint32_t frame, uint32_t row)
{
    if (engine->has_one_date)
        return engine->date;
    return engine->table->as_of[evaluation_get_outer_row(&engine->evaluation, frame, row, 0)];
}

/* ---- facts ---- */

/* A column is its register: nothing is copied. */
void ops_fact(Engine *engine, const Group *group)
{
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Column *column = &engine->table->facts[op->a];
        engine->registers[op->out] =
            (Register){.values = column->values, .narrow = column->narrow, .known = column->given};
    }
}

/* Where a presumption speaks: the case is silent and the row is a real element (ruling 12). */
static uint64_t get_absent(const Column *column, const FrameRows *rows, uint32_t word)
{
    uint64_t unknown = column->unknown ? column->unknown[word] : 0;
    return ~(column->given[word] | unknown | rows->is_phantom[word]);
}

void ops_fact_truth_presumed(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    engine->lanes->fact_truth(engine, group);
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        uint64_t presumed = -(uint64_t)(engine->constants[op->c] != 0);
        for (uint32_t i = 0; i < rows->word_count; i++) {
            uint64_t absent = get_absent(&engine->table->facts[op->a], rows, i);
            out->surely[i] |= absent & presumed;
            out->possibly[i] &= ~absent | presumed;
        }
    }
}

void ops_fact_presumed(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        const Column *column = &engine->table->facts[op->a];
        Value presumed = engine->constants[op->c];
        for (uint32_t i = 0; i < rows->word_count; i++)
            out->known[i] = column->given[i] | get_absent(column, rows, i);
        for (uint32_t row = 0; row < rows->row_count; row++)
            out->values[row] =
                planes_get(column->given, row) ? column_get_value(column, row) : presumed;
    }
}

/* ---- figures ---- */

static void fill_truth(const Register *out, const FrameRows *rows, bool is_yes)
{
    for (uint32_t i = 0; i < rows->word_count; i++)
        out->surely[i] = out->possibly[i] = is_yes ? ~(uint64_t)0 : 0;
}

static void fill_value(const Register *out, const FrameRows *rows, Value value)
{
    for (uint32_t i = 0; i < rows->word_count; i++)
        out->known[i] = ~(uint64_t)0;
    for (uint32_t row = 0; row < rows->row_count; row++)
        out->values[row] = value;
}

/* A value in every row, whatever its type. */
static void fill(const Engine *engine, const Op *op, const FrameRows *rows, Value value)
{
    if (ops_get_type(engine, op->out).kind == TYPE_YES_NO)
        fill_truth(&engine->registers[op->out], rows, value != 0);
    else
        fill_value(&engine->registers[op->out], rows, value);
}

static void clear(const Engine *engine, const Op *op, const FrameRows *rows)
{
    if (ops_get_type(engine, op->out).kind == TYPE_YES_NO)
        ops_clear_truth(rows, &engine->registers[op->out]);
    else
        ops_clear(rows, &engine->registers[op->out]);
}

void ops_constant(Engine *engine, const Group *group)
{
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++)
        fill(engine, op, &engine->frames[group->frame], engine->constants[op->a]);
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

static Value constant_to_value(const Engine *engine, const CodeConstant *constant)
{
    if (constant->type.kind != TYPE_TEXT)
        return constant->value;
    return texts_add(engine->table->texts, str_from(constant->text));
}

static void fill_by_dates(const Engine *engine, const Op *op, const Group *group)
{
    const CodeParameter *parameter = &engine->code->parameters[op->a];
    const Register *out = &engine->registers[op->out];
    const CodeParameterValue *found = NULL;
    Value value = 0;
    for (uint32_t row = 0; row < engine->frames[group->frame].row_count; row++) {
        Value as_of = get_as_of(engine, group->frame, row);
        bool is_same = found && found->from <= as_of && as_of <= found->until;
        if (!is_same) {
            found = find_parameter_value(parameter, as_of);
            value = found ? constant_to_value(engine, &found->value) : 0;
        }
        if (found && parameter->type.kind == TYPE_YES_NO)
            ops_put_truth(out, row, value != 0);
        else if (found)
            ops_put(out, row, value);
    }
}

void ops_parameter(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        clear(engine, op, rows);
        if (!engine->has_one_date) {
            fill_by_dates(engine, op, group);
            continue;
        }
        const CodeParameterValue *found =
            find_parameter_value(&engine->code->parameters[op->a], engine->date);
        if (found)
            fill(engine, op, rows, constant_to_value(engine, &found->value));
    }
}

static bool is_within(const CodePeriod *period, Value as_of)
{
    bool is_begun = !period->has_from || as_of >= period->from;
    bool is_over = period->has_until && as_of > period->until;
    return is_begun && !is_over;
}

void ops_in_force(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        const CodePeriod *period = &engine->code->periods[op->a];
        fill_truth(out, rows, engine->has_one_date && is_within(period, engine->date));
        for (uint32_t row = 0; !engine->has_one_date && row < rows->row_count; row++)
            if (is_within(period, get_as_of(engine, group->frame, row))) {
                planes_set(out->surely, row);
                planes_set(out->possibly, row);
            }
    }
}

/* ---- what the case says was done, and its lists ---- */

static void put_done(const Engine *engine, const Register *out, const Column *column,
                     uint32_t frame, uint32_t row)
{
    CellState state = column_get_state(column, row);
    if (state == CELL_UNKNOWN || planes_get(engine->frames[frame].is_phantom, row))
        return;
    ops_put_truth(out, row,
                  state == CELL_GIVEN &&
                      column_get_value(column, row) <= get_as_of(engine, frame, row));
}

void ops_done(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        ops_clear_truth(rows, out);
        for (uint32_t row = 0; row < rows->row_count; row++)
            put_done(engine, out, &engine->table->done[op->a], group->frame, row);
    }
}

void ops_list_known(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        const uint64_t *known = engine->table->frames[op->a].list_known;
        for (uint32_t i = 0; i < rows->word_count; i++) {
            out->surely[i] = known[i];
            out->possibly[i] = known[i] | rows->is_phantom[i];
        }
    }
}
