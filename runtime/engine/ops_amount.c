/* ops_amount.c - arithmetic: an unknown operand or an answer that does not exist leaves the row unknown (ruling 17).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar/calendar.h"
#include "engine/ops.h"

typedef bool Calculate(Value *out, Type type, Value a, Value b);

static bool calculate_product(Value *out, Type type, Value a, Value b)
{
    if (type.kind == TYPE_NUMBER)
        return number_multiply(out, a, b);
    return type.kind == TYPE_MONEY ? money_multiply(out, a, b) : duration_multiply(out, a, b);
}

static bool calculate_quotient(Value *out, Type type, Value a, Value b)
{
    return type.kind == TYPE_MONEY ? money_divide(out, a, b) : number_divide(out, a, b);
}

static bool calculate_ratio(Value *out, Type type, Value a, Value b)
{
    (void)type;
    return money_ratio(out, a, b);
}

static bool calculate_later_date(Value *out, Type type, Value date, Value duration)
{
    (void)type;
    return calendar_add(out, date, duration, false, NULL) == DATE_OK;
}

static bool calculate_earlier_date(Value *out, Type type, Value date, Value duration)
{
    (void)type;
    return calendar_add(out, date, duration, true, NULL) == DATE_OK;
}

static bool calculate_days_between(Value *out, Type type, Value a, Value b)
{
    (void)type;
    *out = duration_make(a - b, DURATION_DAYS);
    return true;
}

/* `a` is the first operand's type: money by money is a number. */
static Calculate *find_calculation(Opcode opcode, TypeKind out, TypeKind a)
{
    if (opcode == OP_ADD)
        return amount_add;
    if (opcode == OP_SUBTRACT)
        return amount_subtract;
    if (opcode == OP_MULTIPLY)
        return calculate_product;
    if (opcode == OP_DIVIDE)
        return out != TYPE_MONEY && a == TYPE_MONEY ? calculate_ratio : calculate_quotient;
    if (opcode == OP_DATE_ADD)
        return calculate_later_date;
    if (opcode == OP_DATE_SUBTRACT)
        return calculate_earlier_date;
    BUG_IF(opcode != OP_DATE_DIFFERENCE);
    return calculate_days_between;
}

void ops_amount(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        const Register *a = &engine->registers[op->a], *b = &engine->registers[op->b];
        const Type type = ops_get_type(engine, op->out);
        Calculate *calculate =
            find_calculation(group->opcode, type.kind, ops_get_type(engine, op->a).kind);
        Value result;
        ops_clear(rows, out);
        for (uint32_t row = 0; row < rows->row_count; row++)
            if (planes_get(a->known, row) && planes_get(b->known, row) &&
                calculate(&result, type, ops_get_value(a, row), ops_get_value(b, row)))
                ops_put(out, row, result);
    }
}

bool ops_is_beyond(Type type, Value value, Value best, bool is_most, bool *is_comparable)
{
    if (type.kind == TYPE_DURATION) {
        *is_comparable = duration_get_unit(value) == duration_get_unit(best);
        value = duration_get_count(value);
        best = duration_get_count(best);
    }
    return *is_comparable && (is_most ? value > best : value < best);
}

/* False where an operand is unknown or two of them do not compare (ruling 9). */
static bool pick_row(const Engine *engine, const Op *op, bool is_most, uint32_t row, Value *best)
{
    for (uint32_t k = 0; k < op->b; k++) {
        const Register *operand = ops_get_operand(engine, op, k);
        if (!planes_get(operand->known, row))
            return false;
        Value value = ops_get_value(operand, row);
        bool is_comparable = true;
        if (k == 0 ||
            ops_is_beyond(ops_get_type(engine, op->out), value, *best, is_most, &is_comparable))
            *best = value;
        if (!is_comparable)
            return false;
    }
    return op->b > 0;
}

void ops_pick(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        ops_clear(rows, out);
        for (uint32_t row = 0; row < rows->row_count; row++) {
            Value best = 0;
            if (pick_row(engine, op, group->opcode == OP_PICK_MOST, row, &best))
                ops_put(out, row, best);
        }
    }
}
