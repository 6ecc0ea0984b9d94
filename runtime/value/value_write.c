/* value_write.c - values as people, .proc files and JSON write them.
 *
 * What value_write_source and value_write_json give, value_read reads back as the same value (texts without their
 * quotes). Durations keep the unit they are counted in: 8 weeks are written 56 days, 2 years 24 months.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <inttypes.h>

#include "value/utf8.h"
#include "value/value.h"
#include "value/wide.h"

#define POUND_SIGN "\xc2\xa3"

static void write_number(Text *out, Value value)
{
    uint64_t magnitude = wide_magnitude(value), part = magnitude % (uint64_t)NUMBER_ONE;
    text_add_format(out, "%s%" PRIu64, value < 0 ? "-" : "", magnitude / (uint64_t)NUMBER_ONE);
    if (!part)
        return;
    int places = 6;
    for (; part % 10 == 0; part /= 10)
        places--;
    text_add_format(out, ".%0*" PRIu64, places, part);
}

/* A comma before every three digits. */
static void write_grouped(Text *out, uint64_t whole)
{
    uint64_t group = 1;
    while (whole / group >= 1000)
        group *= 1000;
    text_add_format(out, "%" PRIu64, whole / group);
    for (; group > 1; group /= 1000)
        text_add_format(out, ",%03" PRIu64, whole % group / (group / 1000));
}

static void write_money(Text *out, Value value)
{
    uint64_t pence = wide_magnitude(value);
    text_add(out, value < 0 ? "-" POUND_SIGN : POUND_SIGN);
    write_grouped(out, pence / (uint64_t)MONEY_ONE);
    text_add_format(out, ".%02" PRIu64, pence % (uint64_t)MONEY_ONE);
}

static void write_plain_money(Text *out, Value value)
{
    uint64_t pence = wide_magnitude(value), pound = (uint64_t)MONEY_ONE;
    text_add_format(out, "\"%s%" PRIu64 ".%02" PRIu64 "\"", value < 0 ? "-" : "", pence / pound,
                    pence % pound);
}

static void write_date(Text *out, Value value)
{
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    int year, month, day;
    date_to_ymd(value, &year, &month, &day);
    text_add_format(out, "%d %s %04d", day, names[month - 1], year);
}

static void write_iso_date(Text *out, Value value)
{
    int year, month, day;
    date_to_ymd(value, &year, &month, &day);
    text_add_format(out, "\"%04d-%02d-%02d\"", year, month, day);
}

static const char *unit_to_text(DurationUnit unit)
{
    switch (unit) {
    case DURATION_DAYS: return "day";
    case DURATION_WORKING_DAYS: return "working day";
    case DURATION_MONTHS: return "month";
    }
    UNREACHABLE();
}

static void write_duration(Text *out, Value value)
{
    int64_t count = duration_get_count(value);
    text_add_format(out, "%" PRId64 " %s%s", count, unit_to_text(duration_get_unit(value)),
                    count == 1 || count == -1 ? "" : "s");
}

/* In double quotes; a quote and a backslash get a backslash, what could drive a terminal is escaped. */
static void write_quoted(Text *out, Str words)
{
    text_add_byte(out, '"');
    size_t columns;
    for (size_t at = 0; at < words.length;) {
        if (words.bytes[at] == '"' || words.bytes[at] == '\\')
            text_add_byte(out, '\\');
        at += utf8_show_next(out, words, at, &columns);
    }
    text_add_byte(out, '"');
}

static const EnumerationValue *get_enumeration_value(Type type, Value value)
{
    BUG_IF(value < 0 || value >= (Value)type.enumeration->value_count);
    return &type.enumeration->values[value];
}

static const char *get_label(Type type, Value value)
{
    const EnumerationValue *found = get_enumeration_value(type, value);
    return found->label ? found->label : found->name;
}

void value_write_source(Text *out, Type type, const Texts *texts, Value value)
{
    switch (type.kind) {
    case TYPE_YES_NO: text_add(out, value ? "yes" : "no"); return;
    case TYPE_NUMBER: write_number(out, value); return;
    case TYPE_MONEY: write_money(out, value); return;
    case TYPE_DATE: write_date(out, value); return;
    case TYPE_DURATION: write_duration(out, value); return;
    case TYPE_TEXT: write_quoted(out, texts_get(texts, value)); return;
    case TYPE_ENUMERATION: text_add(out, get_enumeration_value(type, value)->name); return;
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}

void value_write_text(Text *out, Type type, const Texts *texts, Value value)
{
    if (type.kind == TYPE_ENUMERATION)
        utf8_show(out, str_from(get_label(type, value)));
    else
        value_write_source(out, type, texts, value);
}

static void write_json_duration(Text *out, Value value)
{
    text_add_byte(out, '"');
    write_duration(out, value);
    text_add_byte(out, '"');
}

void value_write_json(Text *out, Type type, const Texts *texts, Value value)
{
    switch (type.kind) {
    case TYPE_YES_NO: text_add(out, value ? "true" : "false"); return;
    case TYPE_NUMBER: write_number(out, value); return;
    case TYPE_MONEY: write_plain_money(out, value); return;
    case TYPE_DATE: write_iso_date(out, value); return;
    case TYPE_DURATION: write_json_duration(out, value); return;
    case TYPE_TEXT: json_write_string(out, texts_get(texts, value)); return;
    case TYPE_ENUMERATION:
        json_write_string(out, str_from(get_enumeration_value(type, value)->name));
        return;
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}
