/* value.h - reading and writing the values of every type, and their arithmetic.
 *
 * All arithmetic is exact or rounds half away from zero (ruling 16); a result beyond ±10^12 has no value (ruling 17).
 * Functions that can have no answer return false and leave *out untouched.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef VALUE_VALUE_H
#define VALUE_VALUE_H

#include "base/bug.h"
#include "value/type.h"

#define NUMBER_ONE ((Value)1000000)                     /* 1 as a number: six decimals */
#define NUMBER_MOST ((Value)1000000000000 * NUMBER_ONE) /* ±10^12 (ruling 17) */
#define MONEY_ONE ((Value)100)                          /* one pound in pence */
#define MONEY_MOST ((Value)1000000000000 * MONEY_ONE)   /* ±10^12 pounds (ruling 17) */
#define DURATION_MOST ((int64_t)1000000000000)          /* ±10^12 days or months (ruling 17) */
#define DATE_LEAST ((Value)-719162)                     /* 1 January 1 */
#define DATE_MOST ((Value)2932896)                      /* 31 December 9999 */

/* A duration is `count * 4 + unit`; count may be negative (date - date). Kinds never mix (ruling 18). */
typedef enum DurationUnit {
    DURATION_DAYS,
    DURATION_WORKING_DAYS,
    DURATION_MONTHS,
} DurationUnit;

/* `count` lies within ±DURATION_MOST. */
Value duration_make(int64_t count, DurationUnit unit);
int64_t duration_get_count(Value duration);
DurationUnit duration_get_unit(Value duration);

/* Dates: years 1 to 9999. */
bool date_from_ymd(Value *out, int64_t year, int64_t month, int64_t day) MUST_USE;
/* `date` lies within DATE_LEAST to DATE_MOST. */
void date_to_ymd(Value date, int *year, int *month, int *day);
/* 28 to 31; `month` is 1 to 12. */
int64_t date_count_month_days(int64_t year, int64_t month);
/* 0 Monday to 6 Sunday. */
int date_get_weekday(Value date);

/* Texts known to one evaluation: a text's number is its value. */
typedef struct Texts Texts;
Texts *texts_new(Arena *arena);
/* Equal texts have equal numbers. The bytes are copied. */
Value texts_add(Texts *texts, Str text);
/* Lives as long as the arena of `texts`. */
Str texts_get(const Texts *texts, Value text);
size_t texts_get_count(const Texts *texts);

/* Whether `value` is one that `type` can have: within its limits, an enumeration's or a text's number that exists. For
 * values that come from outside as bits (images, Arrow columns); all other functions rely on it. */
bool value_is_valid(Type type, const Texts *texts, Value value);

typedef enum ReadResult {
    READ_OK,
    READ_WRONG_FORM,    /* not a value of this type at all */
    READ_NO_SUCH_VALUE, /* an enumeration has no such value */
    READ_NO_SUCH_DATE,  /* 30 February */
    READ_OUT_OF_RANGE,  /* beyond ±10^12, years outside 1 to 9999 */
    READ_TOO_FINE,      /* more than six decimals, part of a penny, part of a day or month */
} ReadResult;

/* Reads the words of a case, a table of options or a scenario as a value of `type` (not TYPE_LIST). Allowed:
 * yes/no: yes no true false; number: 12, 1,234.5, -3, 25%, 1e3; money: £1,234.50, 1234.5, -£3.00, -3; date: 2026-02-03,
 * 3 February 2026, 3 Feb 2026; duration: 8 weeks, 20 days, 5 working days, 1 month, 2 years; enumeration: a value's
 * name; text: the words as they are. White space around is ignored except for text; capitals matter only in the names
 * of an enumeration's values and in text. */
ReadResult value_read(Value *out, Type type, Texts *texts, Str words) MUST_USE;
/* What `type` allows, for messages: "yes or no", "one of home_care, day_care", "a date such as 3 February 2026". */
const char *value_describe_allowed(Arena *arena, Type type);

/* For people: yes, 12.5, £1,234.50, 3 February 2026, 5 working days, a value's label (its name where it has none), the
 * text in double quotes. */
void value_write_text(Text *out, Type type, const Texts *texts, Value value);
/* As written in a .proc file or a case: like value_write_text, but an enumeration's value by its name. */
void value_write_source(Text *out, Type type, const Texts *texts, Value value);
/* As JSON: true, 12.5, "1234.50", "2026-02-03", "5 working days", "home_care", "text" (ruling 41). */
void value_write_json(Text *out, Type type, const Texts *texts, Value value);
/* A JSON string with its quotes; invalid UTF-8 becomes U+FFFD. */
void json_write_string(Text *out, Str words);
/* Copies the letters at the beginning of `words` that stand for themselves in a JSON string, and says how many they are. */
size_t json_copy_plain(char *to, Str words);

/* Arithmetic; false: no value (overflow beyond ±10^12, division by zero, units that do not meet). */
bool number_multiply(Value *out, Value a, Value b) MUST_USE;
bool number_divide(Value *out, Value a, Value b) MUST_USE;
bool money_multiply(Value *out, Value money, Value number) MUST_USE; /* -> money */
bool money_divide(Value *out, Value money, Value number) MUST_USE;   /* -> money */
bool money_ratio(Value *out, Value a, Value b) MUST_USE;             /* money / money -> number */
bool amount_add(Value *out, Type type, Value a,
                Value b) MUST_USE; /* number, money, duration of one unit */
bool amount_subtract(Value *out, Type type, Value a, Value b) MUST_USE;
bool duration_multiply(Value *out, Value duration, Value number) MUST_USE; /* whole results only */

#endif
