/* changes_values.c - which other values of an amount, a date or a text are worth trying.
 *
 * What compares a value looks only at where it lies among the values that it is compared with. So each of those is tried, and
 * one value of each stretch between two of them, beyond the last and before the first: the one nearest to what the
 * case says now, a whole step (1, a day, a penny) beside where there is room. What is not below nothing now is not tried
 * below nothing: hardly anything that a case says can be.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>

#include "explain/changes_parts.h"

/* An amount as a plain whole number: durations are counted in their unit. */
static int64_t to_count(Type type, Value value)
{
    return type.kind == TYPE_DURATION ? duration_get_count(value) : value;
}

static bool is_like(Type type, Value value, Value current)
{
    return type.kind != TYPE_DURATION || duration_get_unit(value) == duration_get_unit(current);
}

/* What people count in; the finest step is always 1. */
static int64_t whole_step(Type type)
{
    return type.kind == TYPE_NUMBER ? NUMBER_ONE : 1;
}

static bool is_within(Type type, int64_t count)
{
    switch (type.kind) {
    case TYPE_NUMBER: return count >= -NUMBER_MOST && count <= NUMBER_MOST;
    case TYPE_MONEY: return count >= -MONEY_MOST && count <= MONEY_MOST;
    case TYPE_DATE: return count >= DATE_LEAST && count <= DATE_MOST;
    case TYPE_DURATION: return count >= -DURATION_MOST && count <= DURATION_MOST;
    case TYPE_YES_NO:
    case TYPE_TEXT:
    case TYPE_ENUMERATION:
    case TYPE_LIST: return false;
    }
    UNREACHABLE();
}

static int compare_values(const void *first, const void *second)
{
    Value a = *(const Value *)first, b = *(const Value *)second;
    return (a > b) - (a < b);
}

static void sort(Values *values)
{
    size_t count = 0;
    if (values->list.count > 1)
        qsort(values->list.items, values->list.count, sizeof *values->list.items, compare_values);
    for (size_t i = 0; i < values->list.count; i++)
        if (i == 0 || values->list.items[i] != values->list.items[i - 1])
            values->list.items[count++] = values->list.items[i];
    values->list.count = count;
}

static void push(Arena *arena, Values *out, Type type, int64_t count, Value current)
{
    int64_t now = to_count(type, current);
    if (!is_within(type, count) || count == now ||
        (type.kind != TYPE_DATE && count < 0 && now >= 0))
        return;
    Value value = type.kind == TYPE_DURATION ? duration_make(count, duration_get_unit(current))
                                             : (Value)count;
    VEC_PUSH(arena, &out->list, value);
}

/* One value above `low` and below `high`, as near to `now`, which lies outside, as may be. */
static void push_between(Arena *arena, Values *out, Type type, int64_t low, int64_t high,
                         Value current)
{
    int64_t now = to_count(type, current), whole = whole_step(type);
    bool is_above = now <= low;
    int64_t from = is_above ? low : high;
    int64_t step = high - low > whole ? whole : 1;
    if (high - low >= 2)
        push(arena, out, type, is_above ? from + step : from - step, current);
}

/* Durations of another kind than the present one: those compared with, and beside them. */
static void push_other_kinds(Arena *arena, Values *out, Type type, Value current,
                             const Values *compared)
{
    for (size_t i = 0; i < compared->list.count; i++) {
        Value value = compared->list.items[i];
        int64_t count = to_count(type, value);
        for (int64_t at = count - 1; !is_like(type, value, current) && at <= count + 1; at++)
            if (is_within(type, at))
                VEC_PUSH(arena, &out->list, duration_make(at, duration_get_unit(value)));
    }
}

static void find_amounts(Arena *arena, Values *out, Type type, Value current,
                         const Values *compared)
{
    Values counts = {0};
    int64_t now = to_count(type, current);
    int64_t far = whole_step(type) * 2;
    for (size_t i = 0; i < compared->list.count; i++)
        if (is_like(type, compared->list.items[i], current))
            VEC_PUSH(arena, &counts.list, to_count(type, compared->list.items[i]));
    sort(&counts);
    size_t count = counts.list.count;
    for (size_t i = 0; i < count; i++) {
        int64_t at = counts.list.items[i];
        int64_t low = i > 0 ? counts.list.items[i - 1] : at - far;
        push(arena, out, type, at, current);
        if (now >= at || (i > 0 && now <= low))
            push_between(arena, out, type, low, at, current);
    }
    if (count > 0 && now <= counts.list.items[count - 1])
        push(arena, out, type, counts.list.items[count - 1] + whole_step(type), current);
    push_other_kinds(arena, out, type, current, compared);
    if (count == 0)
        push(arena, out, type, now + whole_step(type), current);
}

/* A text that is neither the present one nor any that it is compared with. */
static Value add_other_text(Arena *arena, Texts *texts, Value current, const Values *compared)
{
    for (unsigned number = 1;; number++) {
        const char *words =
            number == 1 ? "another text" : arena_format(arena, "another text %u", number);
        Value value = texts_add(texts, str_from(words));
        bool is_taken = value == current;
        for (size_t i = 0; i < compared->list.count; i++)
            is_taken |= compared->list.items[i] == value;
        if (!is_taken)
            return value;
    }
}

static void find_texts(Arena *arena, Values *out, Texts *texts, Value current,
                       const Values *compared)
{
    for (size_t i = 0; i < compared->list.count; i++)
        if (compared->list.items[i] != current)
            VEC_PUSH(arena, &out->list, compared->list.items[i]);
    VEC_PUSH(arena, &out->list, add_other_text(arena, texts, current, compared));
    sort(out);
}

static uint64_t distance(Type type, Value a, Value b)
{
    int64_t from = to_count(type, a), to = to_count(type, b);
    return from < to ? (uint64_t)to - (uint64_t)from : (uint64_t)from - (uint64_t)to;
}

static bool is_whole(Type type, Value value)
{
    return to_count(type, value) % whole_step(type) == 0;
}

static bool is_before(Type type, Value a, Value b, Value current)
{
    if (is_whole(type, a) != is_whole(type, b))
        return is_whole(type, a);
    return distance(type, a, current) < distance(type, b, current);
}

/* Few values: put in their places one by one. */
static void put_nearest_first(Values *values, Type type, Value current)
{
    Value *items = values->list.items;
    for (size_t i = 1; i < values->list.count; i++)
        for (size_t k = i; k > 0 && is_before(type, items[k], items[k - 1], current); k--) {
            Value kept = items[k];
            items[k] = items[k - 1];
            items[k - 1] = kept;
        }
}

void changes_find_values(Arena *arena, Values *out, Type type, Texts *texts, Value current,
                         const Values *compared)
{
    if (type.kind == TYPE_TEXT) {
        find_texts(arena, out, texts, current, compared);
        return;
    }
    find_amounts(arena, out, type, current, compared);
    put_nearest_first(out, type, current);
}
