/* value_read.c - the words of a case become values.
 *
 * The words come from outside and may be anything: of any length, with any bytes. What is not plainly a value of the
 * type is refused with the reason; nothing is guessed, rounded or cut.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/str.h"
#include "value/decimal.h"
#include "value/value.h"

#define POUND_SIGN "\xc2\xa3"
/* Years and days of more digits than this are read as this; both are far out of range. */
#define WHOLE_MOST ((int64_t)1000000)

static Str skip(Str words, size_t count)
{
    return str_slice(words, count, words.length);
}

static char to_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether `words` begins with `lower`, capitals or not. */
static bool has_prefix_any_case(Str words, Str lower)
{
    if (words.length < lower.length)
        return false;
    for (size_t i = 0; i < lower.length; i++)
        if (to_lower(words.bytes[i]) != lower.bytes[i])
            return false;
    return true;
}

static bool is_word(Str words, const char *lower)
{
    Str wanted = str_from(lower);
    return words.length == wanted.length && has_prefix_any_case(words, wanted);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Takes the next word off `rest`; empty at the end. */
static Str take_word(Str *rest)
{
    size_t start = 0;
    while (start < rest->length && is_blank(rest->bytes[start]))
        start++;
    size_t end = start;
    while (end < rest->length && !is_blank(rest->bytes[end]))
        end++;
    Str word = str_slice(*rest, start, end);
    *rest = skip(*rest, end);
    return word;
}

/* Takes a minus off `words`. */
static bool take_minus(Str *words)
{
    bool is_negative = str_has_prefix(*words, "-");
    if (is_negative)
        *words = skip(*words, 1);
    return is_negative;
}

static ReadResult read_yes_no(Value *out, Str words)
{
    bool is_yes = is_word(words, "yes") || is_word(words, "true");
    if (!is_yes && !is_word(words, "no") && !is_word(words, "false"))
        return READ_WRONG_FORM;
    *out = is_yes;
    return READ_OK;
}

static ReadResult read_signed(Value *out, bool is_negative, Str words, int decimals, Value most)
{
    Value magnitude;
    ReadResult result = decimal_read(&magnitude, words, decimals, most);
    if (result == READ_OK)
        *out = is_negative ? -magnitude : magnitude;
    return result;
}

static ReadResult read_number(Value *out, Str words)
{
    bool is_negative = take_minus(&words);
    bool is_percent = words.length > 0 && words.bytes[words.length - 1] == '%';
    if (is_percent)
        words = str_slice(words, 0, words.length - 1);
    return read_signed(out, is_negative, words, is_percent ? 4 : 6, NUMBER_MOST);
}

static ReadResult read_money(Value *out, Str words)
{
    bool is_negative = take_minus(&words);
    if (str_has_prefix(words, POUND_SIGN))
        words = skip(words, sizeof POUND_SIGN - 1);
    if (decimal_has_exponent(words))
        return READ_WRONG_FORM;
    return read_signed(out, is_negative, words, 2, MONEY_MOST);
}

/* A number made of digits alone; -1 where it is not one. */
static int64_t read_whole(Str words)
{
    if (!words.length || decimal_count_digits(words, 0) != words.length)
        return -1;
    int64_t whole = 0;
    for (size_t i = 0; i < words.length && whole < WHOLE_MOST; i++)
        whole = whole * 10 + (words.bytes[i] - '0');
    return whole;
}

/* Names in full or by their first three letters; 0 where it is no month. */
static int64_t read_month_name(Str words)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (int month = 1; month <= 12; month++) {
        Str name = str_from(names[month - 1]);
        bool has_letters_enough = words.length == 3 || words.length == name.length;
        if (has_letters_enough && has_prefix_any_case(words, str_slice(name, 0, words.length)))
            return month;
    }
    return 0;
}

static ReadResult make_date(Value *out, Str year_words, int64_t month, int64_t day)
{
    int64_t year = read_whole(year_words);
    if (year_words.length > 4 || year < 1)
        return READ_OUT_OF_RANGE;
    return date_from_ymd(out, year, month, day) ? READ_OK : READ_NO_SUCH_DATE;
}

/* 2026-02-03. A year of two digits is refused: it could be meant in two ways. */
static ReadResult read_iso_date(Value *out, Str words)
{
    size_t year_end = decimal_count_digits(words, 0);
    if (year_end < 4 || words.length != year_end + 6)
        return READ_WRONG_FORM;
    Str month = str_slice(words, year_end + 1, year_end + 3);
    Str day = str_slice(words, year_end + 4, year_end + 6);
    if (words.bytes[year_end] != '-' || words.bytes[year_end + 3] != '-' || read_whole(month) < 0 ||
        read_whole(day) < 0)
        return READ_WRONG_FORM;
    return make_date(out, str_slice(words, 0, year_end), read_whole(month), read_whole(day));
}

/* 3 February 2026. */
static ReadResult read_worded_date(Value *out, Str words)
{
    Str day = take_word(&words);
    int64_t month = read_month_name(take_word(&words));
    Str year = take_word(&words);
    if (take_word(&words).length || !month || read_whole(day) < 0 || read_whole(year) < 0 ||
        year.length < 4)
        return READ_WRONG_FORM;
    return make_date(out, year, month, read_whole(day));
}

static ReadResult read_date(Value *out, Str words)
{
    ReadResult result = read_iso_date(out, words);
    return result == READ_WRONG_FORM ? read_worded_date(out, words) : result;
}

typedef struct UnitWord {
    const char *one;
    const char *many;
    DurationUnit unit;
    int64_t size; /* in `unit` */
} UnitWord;

/* The unit that the rest of the words names, or NULL. */
static const UnitWord *find_unit(Str words)
{
    static const UnitWord units[] = {{"day", "days", DURATION_DAYS, 1},
                                     {"week", "weeks", DURATION_DAYS, 7},
                                     {"month", "months", DURATION_MONTHS, 1},
                                     {"year", "years", DURATION_MONTHS, 12}};
    static const UnitWord working_day = {"day", "days", DURATION_WORKING_DAYS, 1};
    Str word = take_word(&words);
    bool is_working = is_word(word, "working");
    if (is_working)
        word = take_word(&words);
    if (take_word(&words).length)
        return NULL;
    if (is_working)
        return is_word(word, "day") || is_word(word, "days") ? &working_day : NULL;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (is_word(word, units[i].one) || is_word(word, units[i].many))
            return &units[i];
    return NULL;
}

static ReadResult read_duration(Value *out, Str words)
{
    bool is_negative = take_minus(&words);
    Str figure = take_word(&words);
    const UnitWord *unit = find_unit(words);
    if (!unit || decimal_has_exponent(figure))
        return READ_WRONG_FORM;
    int64_t count;
    ReadResult result = decimal_read(&count, figure, 0, DURATION_MOST / unit->size);
    if (result == READ_OK)
        *out = duration_make((is_negative ? -count : count) * unit->size, unit->unit);
    return result;
}

ReadResult value_read(Value *out, Type type, Texts *texts, Str words)
{
    Str trimmed = str_trim(words);
    switch (type.kind) {
    case TYPE_YES_NO: return read_yes_no(out, trimmed);
    case TYPE_NUMBER: return read_number(out, trimmed);
    case TYPE_MONEY: return read_money(out, trimmed);
    case TYPE_DATE: return read_date(out, trimmed);
    case TYPE_DURATION: return read_duration(out, trimmed);
    case TYPE_TEXT: *out = texts_add(texts, words); return READ_OK;
    case TYPE_ENUMERATION:
        return enumeration_find_value(type.enumeration, trimmed, out) ? READ_OK
                                                                      : READ_NO_SUCH_VALUE;
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}
