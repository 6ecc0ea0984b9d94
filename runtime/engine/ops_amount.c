/* ops_amount.c - arithmetic: an unknown operand or an answer that does not exist leaves the row unknown (ruling 17).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar/calendar.h"
#include "engine/ops.h"

static TypeKind get_kind(const Step *step, uint32_t reg)
{
    return step->run->code->instructions[reg].type.kind;
}

typedef bool Calculate(const Step *step, Value *out, Value a, Value b);

static void calculate_rows(const Step *step, Calculate *calculate)
{
    const Register *a = ops_get_register(step, step->instruction->a);
    const Register *b = ops_get_register(step, step->instruction->b);
    for (uint32_t row = 0; row < step->row_count; row++) {
        Value result;
        if (planes_get(a->known, row) && planes_get(b->known, row) &&
            calculate(step, &result, a->values[row], b->values[row]))
            ops_put(step, row, result);
    }
}

static bool calculate_sum(const Step *step, Value *out, Value a, Value b)
{
    return amount_add(out, step->instruction->type, a, b);
}

static bool calculate_remainder(const Step *step, Value *out, Value a, Value b)
{
    return amount_subtract(out, step->instruction->type, a, b);
}

static bool calculate_product(const Step *step, Value *out, Value a, Value b)
{
    switch (step->instruction->type.kind) {
    case TYPE_NUMBER: return number_multiply(out, a, b);
    case TYPE_MONEY: return money_multiply(out, a, b);
    case TYPE_DURATION: return duration_multiply(out, a, b);
    case TYPE_YES_NO:
    case TYPE_DATE:
    case TYPE_TEXT:
    case TYPE_ENUMERATION:
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}

static bool calculate_quotient(const Step *step, Value *out, Value a, Value b)
{
    if (step->instruction->type.kind == TYPE_MONEY)
        return money_divide(out, a, b);
    if (get_kind(step, step->instruction->a) == TYPE_MONEY)
        return money_ratio(out, a, b);
    return number_divide(out, a, b);
}

static bool calculate_later_date(const Step *step, Value *out, Value date, Value duration)
{
    (void)step;
    return calendar_add(out, date, duration, false, NULL) == DATE_OK;
}

static bool calculate_earlier_date(const Step *step, Value *out, Value date, Value duration)
{
    (void)step;
    return calendar_add(out, date, duration, true, NULL) == DATE_OK;
}

static bool calculate_days_between(const Step *step, Value *out, Value a, Value b)
{
    (void)step;
    *out = duration_make(a - b, DURATION_DAYS);
    return true;
}

void ops_add(const Step *step)
{
    calculate_rows(step, calculate_sum);
}

void ops_subtract(const Step *step)
{
    calculate_rows(step, calculate_remainder);
}

void ops_multiply(const Step *step)
{
    calculate_rows(step, calculate_product);
}

void ops_divide(const Step *step)
{
    calculate_rows(step, calculate_quotient);
}

void ops_date_add(const Step *step, bool is_backwards)
{
    calculate_rows(step, is_backwards ? calculate_earlier_date : calculate_later_date);
}

void ops_date_difference(const Step *step)
{
    calculate_rows(step, calculate_days_between);
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
static bool pick_row(const Step *step, bool is_most, uint32_t row, Value *best)
{
    for (uint32_t k = 0; k < step->instruction->b; k++) {
        const Register *operand = ops_get_operand(step, k);
        if (!planes_get(operand->known, row))
            return false;
        Value value = operand->values[row];
        bool is_comparable = true;
        if (k == 0 || ops_is_beyond(step->instruction->type, value, *best, is_most, &is_comparable))
            *best = value;
        if (!is_comparable)
            return false;
    }
    return step->instruction->b > 0;
}

void ops_pick(const Step *step, bool is_most)
{
    for (uint32_t row = 0; row < step->row_count; row++) {
        Value best = 0;
        if (pick_row(step, is_most, row, &best))
            ops_put(step, row, best);
    }
}
