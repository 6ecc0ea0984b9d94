/* amount.c - arithmetic on numbers, money and durations.
 *
 * Numbers are millionths and money is pence, so every product and quotient is a * b / divisor on whole numbers, exact
 * to 128 bits and rounded once, half away from zero (ruling 16).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "value/value.h"
#include "value/wide.h"

bool number_multiply(Value *out, Value a, Value b)
{
    return wide_scale(out, a, b, NUMBER_ONE, NUMBER_MOST);
}

bool number_divide(Value *out, Value a, Value b)
{
    return wide_scale(out, a, NUMBER_ONE, b, NUMBER_MOST);
}

bool money_multiply(Value *out, Value money, Value number)
{
    return wide_scale(out, money, number, NUMBER_ONE, MONEY_MOST);
}

bool money_divide(Value *out, Value money, Value number)
{
    return wide_scale(out, money, NUMBER_ONE, number, MONEY_MOST);
}

bool money_ratio(Value *out, Value a, Value b)
{
    return wide_scale(out, a, NUMBER_ONE, b, NUMBER_MOST);
}

/* a + b within ±most. The test for the near limit comes first: it keeps the sum itself from overflowing. */
static bool add_within(int64_t *out, int64_t a, int64_t b, int64_t most)
{
    if (b > 0 ? a > most - b : a < -most - b)
        return false;
    int64_t sum = a + b;
    if (sum < -most || sum > most)
        return false;
    *out = sum;
    return true;
}

static bool subtract_within(int64_t *out, int64_t a, int64_t b, int64_t most)
{
    if (b < 0 ? a > most + b : a < -most + b)
        return false;
    int64_t difference = a - b;
    if (difference < -most || difference > most)
        return false;
    *out = difference;
    return true;
}

typedef bool Combine(int64_t *out, int64_t a, int64_t b, int64_t most);

static bool combine_durations(Combine *combine, Value *out, Value a, Value b)
{
    DurationUnit unit = duration_get_unit(a);
    int64_t count;
    if (unit != duration_get_unit(b) ||
        !combine(&count, duration_get_count(a), duration_get_count(b), DURATION_MOST))
        return false;
    *out = duration_make(count, unit);
    return true;
}

static bool combine_amounts(Combine *combine, Value *out, Type type, Value a, Value b)
{
    switch (type.kind) {
    case TYPE_NUMBER: return combine(out, a, b, NUMBER_MOST);
    case TYPE_MONEY: return combine(out, a, b, MONEY_MOST);
    case TYPE_DURATION: return combine_durations(combine, out, a, b);
    case TYPE_YES_NO:
    case TYPE_DATE:
    case TYPE_TEXT:
    case TYPE_ENUMERATION:
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}

bool amount_add(Value *out, Type type, Value a, Value b)
{
    return combine_amounts(add_within, out, type, a, b);
}

bool amount_subtract(Value *out, Type type, Value a, Value b)
{
    return combine_amounts(subtract_within, out, type, a, b);
}

bool duration_multiply(Value *out, Value duration, Value number)
{
    int64_t count = duration_get_count(duration);
    uint64_t whole, part;
    Wide product = wide_multiply(wide_magnitude(count), wide_magnitude(number));
    if (!wide_divide(&whole, &part, product, (uint64_t)NUMBER_ONE) || part != 0 ||
        whole > (uint64_t)DURATION_MOST)
        return false;
    bool is_negative = (count < 0) != (number < 0);
    *out =
        duration_make(is_negative ? -(int64_t)whole : (int64_t)whole, duration_get_unit(duration));
    return true;
}
