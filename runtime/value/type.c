/* type.c - types compared and named; which values each type can have.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "value/type.h"

#include "value/value.h"

/* Values of an enumeration that a message lists. */
#define VALUES_SHOWN_MOST 100

static bool has_equal_values(const Enumeration *a, const Enumeration *b)
{
    if (a->value_count != b->value_count)
        return false;
    for (uint32_t i = 0; i < a->value_count; i++)
        if (!str_is(str_from(a->values[i].name), b->values[i].name))
            return false;
    return true;
}

static bool is_same_enumeration(const Enumeration *a, const Enumeration *b)
{
    if (a == b)
        return true;
    return a && b && !a->name && !b->name && has_equal_values(a, b);
}

bool type_is_same(Type a, Type b)
{
    if (a.kind != b.kind)
        return false;
    return a.kind != TYPE_ENUMERATION || is_same_enumeration(a.enumeration, b.enumeration);
}

bool enumeration_find_value(const Enumeration *enumeration, Str name, Value *value)
{
    uint32_t number = 0;
    if (enumeration->numbers) {
        if (!map_find(enumeration->numbers, name, &number))
            return false;
    } else {
        while (number < enumeration->value_count && !str_is(name, enumeration->values[number].name))
            number++;
    }
    if (number == enumeration->value_count)
        return false;
    *value = number;
    return true;
}

static const char *list_values(Arena *arena, const Enumeration *enumeration)
{
    Text text = text_in(arena);
    text_add(&text, "one of ");
    for (uint32_t i = 0; i < enumeration->value_count && i < VALUES_SHOWN_MOST; i++) {
        text_add(&text, i ? ", " : "");
        text_add(&text, enumeration->values[i].name);
    }
    if (enumeration->value_count > VALUES_SHOWN_MOST)
        text_add(&text, ", …");
    return text.bytes;
}

const char *type_to_text(Arena *arena, Type type)
{
    switch (type.kind) {
    case TYPE_YES_NO: return "yes/no";
    case TYPE_NUMBER: return "number";
    case TYPE_MONEY: return "money";
    case TYPE_DATE: return "date";
    case TYPE_DURATION: return "duration";
    case TYPE_TEXT: return "text";
    case TYPE_ENUMERATION:
        return type.enumeration->name ? type.enumeration->name
                                      : list_values(arena, type.enumeration);
    case TYPE_LIST: return "list";
    }
    UNREACHABLE();
}

const char *value_describe_allowed(Arena *arena, Type type)
{
    switch (type.kind) {
    case TYPE_YES_NO: return "yes or no";
    case TYPE_NUMBER: return "a number such as 12 or 2.5";
    case TYPE_MONEY: return "an amount of money such as £1,234.50";
    case TYPE_DATE: return "a date such as 3 February 2026";
    case TYPE_DURATION: return "a duration such as 8 weeks or 5 working days";
    case TYPE_TEXT: return "a text";
    case TYPE_ENUMERATION: return list_values(arena, type.enumeration);
    case TYPE_LIST: return "a list";
    }
    UNREACHABLE();
}

static bool is_within(Value value, Value least, Value most)
{
    return value >= least && value <= most;
}

static bool is_valid_duration(Value value)
{
    return (value & 3) != 3 && is_within(duration_get_count(value), -DURATION_MOST, DURATION_MOST);
}

bool value_is_valid(Type type, const Texts *texts, Value value)
{
    switch (type.kind) {
    case TYPE_YES_NO: return is_within(value, 0, 1);
    case TYPE_NUMBER: return is_within(value, -NUMBER_MOST, NUMBER_MOST);
    case TYPE_MONEY: return is_within(value, -MONEY_MOST, MONEY_MOST);
    case TYPE_DATE: return is_within(value, DATE_LEAST, DATE_MOST);
    case TYPE_DURATION: return is_valid_duration(value);
    case TYPE_TEXT: return value >= 0 && (uint64_t)value < texts_get_count(texts);
    case TYPE_ENUMERATION: return value >= 0 && value < (Value)type.enumeration->value_count;
    case TYPE_LIST: return false;
    }
    UNREACHABLE();
}
