/* case_cell.c - see case_cell.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_cell.h"

#include "case/case_problem.h"

static void report_twice(Report *report, const CaseEntry *entry, Span first)
{
    size_t message = report_add(report, problem_kind(PROBLEM_SAME_KEY_TWICE), entry->span,
                                "'%s' is given twice", case_problem_show(report, entry->key));
    if (first.source != SOURCE_NONE)
        report_note(report, message, first, "the first time here");
}

static const char *find_nearest_value(Report *report, Type type, Str words)
{
    VEC(const char *) names = {NULL, 0, 0};
    for (uint32_t i = 0; i < type.enumeration->value_count; i++)
        VEC_PUSH(report->arena, &names, type.enumeration->values[i].name);
    return report_find_nearest(names.items, names.count, str_trim(words));
}

/* Of "allowed: …" the list can be long: the nearest value, where there is one, comes first. */
static void hint_at_allowed(Report *report, size_t message, Type type, const CaseEntry *entry)
{
    const char *allowed = value_describe_allowed(report->arena, type);
    const char *nearest =
        type.kind == TYPE_ENUMERATION ? find_nearest_value(report, type, entry->words) : NULL;
    if (entry->is_text && str_is(entry->words, "unknown"))
        report_hint(report, message,
                    "unknown stands without quotes, in JSON as null; else allowed: %s", allowed);
    else if (type.kind == TYPE_TEXT)
        report_hint(report, message, "a text stands in quotes in JSON");
    else if (nearest)
        report_hint(report, message, "did you mean '%s'? allowed: %s, or unknown", nearest,
                    allowed);
    else
        report_hint(report, message, "allowed: %s, or unknown", allowed);
}

static const char *describe_limits(TypeKind kind)
{
    if (kind == TYPE_DATE)
        return "dates go from the year 1 to 9999";
    return "values go to 1,000,000,000,000 either way";
}

static const char *describe_fineness(TypeKind kind)
{
    if (kind == TYPE_NUMBER)
        return "a number has at most six decimals";
    return kind == TYPE_MONEY ? "an amount of money is whole pence"
                              : "a duration is a whole number";
}

static void report_value(Report *report, ReadResult result, Type type, const CaseEntry *entry)
{
    const char *key = case_problem_show(report, entry->key);
    const char *words = case_problem_show(report, entry->words);
    Span span = entry->value_span.source != SOURCE_NONE ? entry->value_span : entry->span;
    size_t message;
    switch (result) {
    case READ_OK: return;
    case READ_WRONG_FORM:
    case READ_NO_SUCH_VALUE:
        message = report_add(report, problem_kind(PROBLEM_VALUE_NOT_ALLOWED), span,
                             "'%s' cannot be '%s'", key, words);
        hint_at_allowed(report, message, type, entry);
        return;
    case READ_NO_SUCH_DATE:
        message = report_add(report, problem_kind(PROBLEM_NO_SUCH_DATE), span,
                             "'%s' cannot be '%s': there is no such day", key, words);
        report_hint(report, message, "allowed: %s, or unknown",
                    value_describe_allowed(report->arena, type));
        return;
    case READ_OUT_OF_RANGE:
        message = report_add(report, problem_kind(PROBLEM_VALUE_OUT_OF_RANGE), span,
                             "'%s' cannot be '%s': it is out of range", key, words);
        report_hint(report, message, "%s", describe_limits(type.kind));
        return;
    case READ_TOO_FINE:
        message = report_add(report, problem_kind(PROBLEM_VALUE_TOO_FINE), span,
                             "'%s' cannot be '%s': it is too fine", key, words);
        report_hint(report, message, "%s", describe_fineness(type.kind));
        return;
    }
    UNREACHABLE();
}

void case_cell_fill(const CaseTable *table, Report *report, Column *column, uint32_t row, Type type,
                    const CaseEntry *entry)
{
    if (column_get_state(column, row) != CELL_ABSENT) {
        report_twice(report, entry, column->spans[row]);
        return;
    }
    if (!entry->is_text && str_is(entry->words, "unknown")) {
        column_set_unknown(column, row);
        column->spans[row] = entry->span;
        return;
    }
    Value value;
    ReadResult result = entry->is_literal && type.kind == TYPE_TEXT
                            ? READ_WRONG_FORM
                            : value_read(&value, type, table->texts, entry->words);
    if (result != READ_OK) {
        report_value(report, result, type, entry);
        return;
    }
    column_give(column, row, value);
    column->spans[row] = entry->span;
}
