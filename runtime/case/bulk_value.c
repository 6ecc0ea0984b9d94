/* bulk_value.c - see bulk_value.h.
 *
 * Fast forms: true, yes; plain decimals of up to fifteen digits; 2026-03-02; an enumeration's name. What is none of them
 * goes to value_read, so that no form is read otherwise than in a single case (a property test compares them).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/bulk_value.h"

#include <string.h>

#define DIGITS_MOST 15

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* [-]digits[.digits] with at most `decimals` after the point, as a whole number of the smallest unit. */
static bool read_decimal(Value *out, Str words, int decimals)
{
    size_t at = words.length > 0 && words.bytes[0] == '-', start = at;
    Value value = 0;
    if (words.length - start > DIGITS_MOST)
        return false;
    for (; at < words.length && is_digit(words.bytes[at]); at++)
        value = value * 10 + (words.bytes[at] - '0');
    if (at == start)
        return false;
    if (at < words.length && words.bytes[at] == '.') {
        size_t point = at++;
        for (; at < words.length && is_digit(words.bytes[at]) && decimals > 0; at++, decimals--)
            value = value * 10 + (words.bytes[at] - '0');
        if (at == point + 1)
            return false;
    }
    if (at < words.length || words.length - start > DIGITS_MOST - (size_t)decimals)
        return false;
    for (; decimals > 0; decimals--)
        value *= 10;
    *out = start ? -value : value;
    return true;
}

static int64_t read_digits(const char *bytes, int count)
{
    int64_t number = 0;
    for (int i = 0; i < count; i++) {
        if (!is_digit(bytes[i]))
            return -1;
        number = number * 10 + (bytes[i] - '0');
    }
    return number;
}

static bool read_date(Value *out, Str words)
{
    if (words.length != 10 || words.bytes[4] != '-' || words.bytes[7] != '-')
        return false;
    return date_from_ymd(out, read_digits(words.bytes, 4), read_digits(words.bytes + 5, 2),
                         read_digits(words.bytes + 8, 2));
}

static bool is_word(Str words, Str wanted)
{
    return words.length == wanted.length && memcmp(words.bytes, wanted.bytes, wanted.length) == 0;
}

static bool read_yes_no(Value *out, Str words)
{
    bool is_yes = is_word(words, STR("true")) || is_word(words, STR("yes"));
    *out = is_yes;
    return is_yes || is_word(words, STR("false")) || is_word(words, STR("no"));
}

static bool read_fast(Value *out, Type type, Str words)
{
    switch (type.kind) {
    case TYPE_YES_NO: return read_yes_no(out, words);
    case TYPE_NUMBER: return read_decimal(out, words, 6);
    case TYPE_MONEY: return read_decimal(out, words, 2);
    case TYPE_DATE: return read_date(out, words);
    case TYPE_ENUMERATION: return enumeration_find_value(type.enumeration, words, out);
    case TYPE_DURATION:
    case TYPE_TEXT:
    case TYPE_LIST: return false;
    }
    UNREACHABLE();
}

bool bulk_value_read(Value *out, Type type, Texts *texts, Str words)
{
    return read_fast(out, type, words) || value_read(out, type, texts, words) == READ_OK;
}

bool bulk_value_give(Column *column, uint32_t row, Type type, Texts *texts, bool is_unread,
                     Str words)
{
    Value value;
    if (planes_get(column->given, row) || planes_get(column->unknown, row))
        return false;
    if (is_unread && type.kind == TYPE_TEXT)
        words = STR("");
    if (!bulk_value_read(&value, type, texts, words))
        return false;
    column_give(column, row, value);
    return true;
}

bool bulk_value_give_truth(Column *column, uint32_t row, bool is_yes)
{
    uint64_t bit = (uint64_t)1 << row % ROWS_A_WORD;
    size_t word = row / ROWS_A_WORD;
    if ((column->given[word] | column->unknown[word]) & bit)
        return false;
    column->given[word] |= bit;
    column->yes[word] = is_yes ? column->yes[word] | bit : column->yes[word] & ~bit;
    return true;
}

bool bulk_value_set_unknown(Column *column, uint32_t row)
{
    if (planes_get(column->given, row) || planes_get(column->unknown, row))
        return false;
    column_set_unknown(column, row);
    return true;
}
