/* line.c - see line.h: NDJSON.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "batch/line.h"

#include <string.h>

#include "batch/line_parts.h"
#include "outcome/keys.h"

/* ------------------------------------------------------------------------------------------ small things */

void line_add_member(Text *text, const char *key, const char *words)
{
    text_add_format(text, "\"%s\":", key);
    if (words)
        json_write_string(text, str_from(words));
    else
        text_add(text, "null");
}

void line_add_number(Text *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    line_add(out, (Str){digits + at, sizeof digits - at});
}

static void put_digits(char *at, int number, int count)
{
    while (count-- > 0) {
        at[count] = (char)('0' + number % 10);
        number /= 10;
    }
}

void line_add_date(Text *out, Value day)
{
    char date[10] = "0000-00-00";
    int year, month, day_of_month;
    date_to_ymd(day, &year, &month, &day_of_month);
    put_digits(date, year, 4);
    put_digits(date + 5, month, 2);
    put_digits(date + 8, day_of_month, 2);
    line_add(out, (Str){date, sizeof date});
}

void line_add_place(Text *out, uint64_t line, Str id)
{
    line_add(out, STR("\"line\":"));
    line_add_number(out, line);
    if (!id.bytes)
        return;
    line_add(out, STR(",\"id\":"));
    line_add(out, id);
}

const Outcome *line_get_whole(Line *line)
{
    if (!line->whole)
        line->whole = outcome_new(line->scratch, line->head.evaluation, line->head.case_row);
    return line->whole;
}

/* ------------------------------------------------------------------------------------------ decisions */

static void add_keys(Text *out, const char *key, Keys keys)
{
    text_add_format(out, ",\"%s\":[", key);
    for (uint32_t i = 0; i < keys.count; i++) {
        if (i > 0)
            line_add(out, STR(","));
        json_write_string(out, str_from(keys.items[i]));
    }
    line_add(out, STR("]"));
}

static void add_needs(Text *out, Keys needs, Keys blocked_by)
{
    add_keys(out, "needs", needs);
    if (blocked_by.count > 0)
        add_keys(out, "blocked_by", blocked_by);
}

static void add_needs_of_decision(Line *line, uint32_t decision, uint32_t row)
{
    const Outcome *whole = line_get_whole(line);
    for (size_t i = 0; i < whole->decisions.count; i++) {
        const OutcomeDecision *it = &whole->decisions.items[i];
        if (it->decision == decision && it->row == row)
            add_needs(line->out, it->needs, it->blocked_by);
    }
}

static void add_status(Line *line, const LineItem *item, uint32_t row)
{
    Value value;
    const Texts *texts = line->head.evaluation->table->texts;
    switch (brief_read_decision(line->scratch, &line->head, item->number, row, &value)) {
    case DECISION_VALUE:
        line_add(line->out, STR("\"value\":"));
        if (item->type.kind == TYPE_YES_NO)
            line_add(line->out, value ? STR("true") : STR("false"));
        else
            value_write_json(line->out, item->type, texts, value);
        return;
    case DECISION_UNDETERMINED:
        line_add(line->out, STR("\"undetermined\":true"));
        line->findings.is_open = true;
        if (line->shape->options->with_needs)
            add_needs_of_decision(line, item->number, row);
        return;
    case DECISION_CONFLICT:
        line_add(line->out, STR("\"conflict\":true"));
        line->findings.is_contradictory = true;
        return;
    case DECISION_GAP:
        line_add(line->out, STR("\"gap\":true"));
        line->findings.is_contradictory = true;
        return;
    }
    UNREACHABLE();
}

/* Derived fields have a key for each element; those of possible elements are not told. */
static void add_decision_rows(Line *line, const LineItem *item, bool *has_sibling)
{
    const Evaluation *evaluation = line->head.evaluation;
    uint32_t first, end;
    evaluation_get_rows(evaluation, item->frame, line->head.case_row, &first, &end);
    for (uint32_t row = first; row < end; row++) {
        if (evaluation_is_phantom(evaluation, item->frame, row))
            continue;
        if (*has_sibling)
            line_add(line->out, STR(","));
        *has_sibling = true;
        json_write_string(line->out,
                          str_from(keys_of_decision(line->scratch, evaluation, item->number, row)));
        line_add(line->out, STR(":{"));
        add_status(line, item, row);
        line_add(line->out, STR("}"));
    }
}

static void add_decision(Line *line, const LineItem *item, bool *has_sibling)
{
    if (item->frame != 0) {
        add_decision_rows(line, item, has_sibling);
        return;
    }
    if (*has_sibling)
        line_add(line->out, STR(","));
    *has_sibling = true;
    line_add(line->out, item->before);
    add_status(line, item, line->head.case_row);
    line_add(line->out, STR("}"));
}

/* ------------------------------------------------------------------------------------------ norms */

static void add_norm_date(Line *line, Str key, OptionalDate date)
{
    if (!date.has)
        return;
    line_add(line->out, key);
    line_add_date(line->out, date.day);
    line_add(line->out, STR("\""));
}

static void add_elements(Line *line, const LineItem *item, uint32_t row)
{
    const Code *code = line->shape->code;
    if (item->frame == 0)
        return;
    Elements elements = outcome_elements(line->scratch, line->head.evaluation, item->frame, row,
                                         code->rules[code->norms[item->number].rule].variables);
    text_add(line->out, ",\"for\":{");
    for (uint32_t i = 0; i < elements.count; i++) {
        if (i > 0)
            line_add(line->out, STR(","));
        json_write_string(line->out, str_from(elements.items[i].variable));
        line_add(line->out, STR(":"));
        if (elements.items[i].number > 0)
            line_add_number(line->out, elements.items[i].number);
        else
            text_add(line->out, "null");
    }
    line_add(line->out, STR("}"));
}

static void add_needs_of_norm(Line *line, uint32_t norm, uint32_t row)
{
    const Outcome *whole = line_get_whole(line);
    for (size_t i = 0; i < whole->norms.count; i++) {
        const OutcomeNorm *it = &whole->norms.items[i];
        bool is_open = it->status == NORM_UNDETERMINED || it->needs.count > 0;
        if (it->norm == norm && it->row == row && is_open)
            add_needs(line->out, it->needs, it->blocked_by);
    }
}

static void add_norm_row(Line *line, const LineItem *item, uint32_t row, bool *has_sibling)
{
    if (brief_read_status(&line->head, item->number, row) == NORM_DOES_NOT_APPLY)
        return;
    OutcomeNorm norm = brief_read_norm(line->scratch, &line->head, item->number, row);
    if (*has_sibling)
        line_add(line->out, STR(","));
    *has_sibling = true;
    line_add(line->out, item->before);
    line_add(line->out, norm.status == NORM_APPLIES ? STR("\"applies\"") : STR("\"undetermined\""));
    line->findings.is_open |= norm.status != NORM_APPLIES;
    if (norm.state != STATE_NONE) {
        line_add(line->out, STR(",\"state\":\""));
        text_add(line->out, state_to_key(norm.state));
        line_add(line->out, STR("\""));
    }
    add_norm_date(line, STR(",\"not_before\":\""), norm.not_before);
    add_norm_date(line, STR(",\"due\":\""), norm.due);
    add_norm_date(line, STR(",\"done_on\":\""), norm.done_on);
    add_norm_date(line, STR(",\"next_due\":\""), norm.next_due);
    add_elements(line, item, row);
    if (line->shape->options->with_needs)
        add_needs_of_norm(line, item->number, row);
    line_add(line->out, STR("}"));
}

static void add_norm(Line *line, const LineItem *item, bool *has_sibling)
{
    uint32_t first, end;
    evaluation_get_rows(line->head.evaluation, item->frame, line->head.case_row, &first, &end);
    for (uint32_t row = first; row < end; row++)
        add_norm_row(line, item, row, has_sibling);
}

/* ------------------------------------------------------------------------------------------ conflicts */

static bool may_contradict(const Line *line)
{
    for (uint32_t i = 0; i < line->shape->bans.count; i++) {
        const LineItem *ban = &line->shape->bans.items[i];
        uint32_t first, end;
        evaluation_get_rows(line->head.evaluation, ban->frame, line->head.case_row, &first, &end);
        for (uint32_t row = first; row < end; row++)
            if (brief_read_status(&line->head, ban->number, row) == NORM_APPLIES)
                return true;
    }
    return false;
}

static void add_conflict(Line *line, const Conflict *conflict, bool has_sibling)
{
    text_add(line->out, has_sibling ? ",{" : ",\"conflicts\":[{");
    line_add_member(line->out, "on", conflict->on);
    text_add(line->out, ",\"between\":[");
    for (uint32_t i = 0; i < conflict->side_count; i++) {
        if (i > 0)
            line_add(line->out, STR(","));
        json_write_string(line->out, str_from(conflict->sides[i].rule));
    }
    text_add(line->out, "]}");
}

/* Of norms: those of decisions stand with the decisions. */
static void add_conflicts(Line *line)
{
    bool has_sibling = false;
    if (!may_contradict(line))
        return;
    const Outcome *whole = line_get_whole(line);
    for (size_t i = 0; i < whole->conflicts.count; i++) {
        const Conflict *it = &whole->conflicts.items[i];
        if (it->side_count == 0 || !it->sides[0].is_norm)
            continue;
        add_conflict(line, it, has_sibling);
        has_sibling = true;
    }
    if (has_sibling)
        line_add(line->out, STR("]"));
    line->findings.is_contradictory |= has_sibling;
}

/* ------------------------------------------------------------------------------------------ lines */

static void write_brief(Line *line, uint64_t number, Str id)
{
    bool has_sibling = false;
    line_add(line->out, STR("{"));
    line_add_place(line->out, number, id);
    if (!line->head.is_in_force)
        text_add(line->out, ",\"in_force\":false");
    line_add(line->out, STR(",\"decisions\":{"));
    for (uint32_t i = 0; i < line->shape->decisions.count; i++)
        add_decision(line, &line->shape->decisions.items[i], &has_sibling);
    has_sibling = false;
    line_add(line->out, STR("},\"norms\":["));
    for (uint32_t i = 0; i < line->shape->norms.count; i++)
        add_norm(line, &line->shape->norms.items[i], &has_sibling);
    line_add(line->out, STR("]"));
    add_conflicts(line);
    line_add(line->out, STR("}\n"));
}

/* No string of JSON has a line end in it: what follows one is indentation. */
static void add_on_one_line(Text *out, Str json)
{
    size_t at = 0;
    while (at < json.length) {
        size_t end = at;
        while (end < json.length && json.bytes[end] != '\n')
            end++;
        line_add(out, str_slice(json, at, end));
        for (at = end + 1; at < json.length && json.bytes[at] == ' ';)
            at++;
    }
}

static bool is_open(const Outcome *whole)
{
    for (size_t i = 0; i < whole->decisions.count; i++)
        if (whole->decisions.items[i].status == DECISION_UNDETERMINED)
            return true;
    for (size_t i = 0; i < whole->norms.count; i++)
        if (whole->norms.items[i].status == NORM_UNDETERMINED)
            return true;
    return false;
}

static void write_full(Line *line, uint64_t number, Str id)
{
    const Outcome *whole = line_get_whole(line);
    const OutcomeFilter filter = {.only = NULL};
    Text json = text_in(line->scratch);
    outcome_write_json(&json, whole, &filter);
    line_add(line->out, STR("{"));
    line_add_place(line->out, number, id);
    line_add(line->out, STR(","));
    add_on_one_line(line->out, str_slice(text_get(&json), 1, json.length));
    line_add(line->out, STR("\n"));
    line->findings.is_open = is_open(whole);
    line->findings.is_contradictory = whole->conflicts.count > 0 || whole->gaps.count > 0;
}

void line_write_header(Text *out, const LineShape *shape)
{
    if (shape->options->is_csv)
        line_write_csv_header(out, shape);
}

LineFindings line_write(Text *out, const LineShape *shape, Arena *scratch,
                        const Evaluation *evaluation, uint32_t case_row, uint64_t line, Str id)
{
    Line it = {.out = out, .shape = shape, .scratch = scratch};
    it.head = brief_begin(evaluation, case_row);
    if (shape->options->is_csv)
        line_write_csv(&it, line, id);
    else if (shape->options->is_full)
        write_full(&it, line, id);
    else
        write_brief(&it, line, id);
    return it.findings;
}
