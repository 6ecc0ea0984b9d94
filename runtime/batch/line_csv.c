/* line_csv.c - what came out of one case, as a row of CSV (RFC 4180).
 *
 * Columns: line, id where one is asked for, a decision each, two for a norm (RULE.ACTION its state, RULE.ACTION.due its
 * date), then the names of what is undetermined, in conflict, and without an answer. Where a decision or norm stands for each element of a list,
 * its cell names the element before each answer: `1=yes 2=no`.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "batch/line_parts.h"
#include "outcome/keys.h"

/* In quotes where it must be. */
static void add_cell(Text *out, Str words)
{
    bool is_plain = true;
    for (size_t i = 0; i < words.length; i++)
        is_plain &= words.bytes[i] != ',' && words.bytes[i] != '"' && words.bytes[i] != '\r' &&
                    words.bytes[i] != '\n';
    if (is_plain) {
        text_add_str(out, words);
        return;
    }
    text_add_byte(out, '"');
    for (size_t i = 0; i < words.length; i++) {
        if (words.bytes[i] == '"')
            text_add_byte(out, '"');
        text_add_byte(out, words.bytes[i]);
    }
    text_add_byte(out, '"');
}

void line_write_csv_header(Text *out, const LineShape *shape)
{
    text_add(out, shape->options->has_id ? "line,id" : "line");
    for (uint32_t i = 0; i < shape->decisions.count; i++) {
        text_add_byte(out, ',');
        add_cell(out, shape->decisions.items[i].before);
    }
    for (uint32_t i = 0; i < shape->norms.count; i++) {
        text_add_format(out, ",%.*s,%.*s.due", STR_ARG(shape->norms.items[i].before),
                        STR_ARG(shape->norms.items[i].before));
    }
    text_add(out, ",undetermined,conflicts,gaps\n");
}

/* The cells at the end, names with a space between; and room for the cell or two being made. */
typedef struct Lists {
    Text undetermined, conflicts, gaps;
    Text cell, due;
} Lists;

static void add_name(Text *list, const char *name)
{
    if (list->length > 0)
        text_add_byte(list, ' ');
    text_add(list, name);
}

/* Of a list: `1=`, for nested loops `2.1=`; not for the case itself. */
static void add_element(Text *cell, const Line *line, uint32_t frame, uint32_t row)
{
    if (frame == 0)
        return;
    if (cell->length > 0)
        text_add_byte(cell, ' ');
    Elements elements = outcome_elements(line->scratch, line->head.evaluation, frame, row, NULL);
    for (uint32_t i = 0; i < elements.count; i++)
        text_add_format(cell, "%s%u", i > 0 ? "." : "", (unsigned)elements.items[i].number);
    text_add_byte(cell, '=');
}

/* As CSV's readers expect: texts and dates without JSON's quotes. */
static void add_value(Text *cell, const Line *line, Type type, Value value)
{
    if (type.kind == TYPE_YES_NO)
        text_add_str(cell, value ? STR("yes") : STR("no"));
    else if (type.kind == TYPE_TEXT)
        text_add_str(cell, texts_get(line->head.evaluation->table->texts, value));
    else if (type.kind == TYPE_ENUMERATION)
        text_add(cell, type.enumeration->values[value].name);
    else {
        Text text = text_in(line->scratch);
        value_write_json(&text, type, NULL, value);
        Str json = text_get(&text);
        bool is_quoted = json.length > 1 && json.bytes[0] == '"';
        text_add_str(cell, is_quoted ? str_slice(json, 1, json.length - 1) : json);
    }
}

static Text *get_list(Lists *lists, DecisionStatus status)
{
    if (status == DECISION_UNDETERMINED)
        return &lists->undetermined;
    return status == DECISION_CONFLICT ? &lists->conflicts : &lists->gaps;
}

static void add_decision_row(Line *line, Lists *lists, const LineItem *item, uint32_t row)
{
    Value value;
    DecisionStatus status =
        brief_read_decision(line->scratch, &line->head, item->number, row, &value);
    if (status == DECISION_VALUE) {
        add_element(&lists->cell, line, item->frame, row);
        add_value(&lists->cell, line, item->type, value);
        return;
    }
    add_name(get_list(lists, status),
             keys_of_decision(line->scratch, line->head.evaluation, item->number, row));
}

static void add_decision(Line *line, Lists *lists, const LineItem *item)
{
    const Evaluation *evaluation = line->head.evaluation;
    uint32_t first, end;
    lists->cell.length = 0;
    evaluation_get_rows(evaluation, item->frame, line->head.case_row, &first, &end);
    for (uint32_t row = first; row < end; row++)
        if (!evaluation_is_phantom(evaluation, item->frame, row))
            add_decision_row(line, lists, item, row);
    text_add_byte(line->out, ',');
    add_cell(line->out, text_get(&lists->cell));
}

static void add_norm_row(Line *line, Lists *lists, const LineItem *item, uint32_t row)
{
    Text *state = &lists->cell, *due = &lists->due;
    if (brief_read_status(&line->head, item->number, row) == NORM_DOES_NOT_APPLY)
        return;
    OutcomeNorm norm = brief_read_norm(line->scratch, &line->head, item->number, row);
    if (norm.status == NORM_UNDETERMINED) {
        add_name(&lists->undetermined, keys_of_norm(line->shape->code, item->number));
        return;
    }
    add_element(state, line, item->frame, row);
    text_add(state, norm.state == STATE_NONE ? "applies" : state_to_key(norm.state));
    OptionalDate date = norm.next_due.has ? norm.next_due : norm.due;
    if (!date.has)
        return;
    add_element(due, line, item->frame, row);
    line_add_date(due, date.day);
}

static void add_norm(Line *line, Lists *lists, const LineItem *item)
{
    uint32_t first, end;
    lists->cell.length = lists->due.length = 0;
    evaluation_get_rows(line->head.evaluation, item->frame, line->head.case_row, &first, &end);
    for (uint32_t row = first; row < end; row++)
        add_norm_row(line, lists, item, row);
    text_add_byte(line->out, ',');
    text_add_str(line->out, text_get(&lists->cell));
    text_add_byte(line->out, ',');
    text_add_str(line->out, text_get(&lists->due));
}

static void add_conflicts(Line *line, Lists *lists)
{
    if (line->shape->bans.count == 0)
        return;
    const Outcome *whole = line_get_whole(line);
    for (size_t i = 0; i < whole->conflicts.count; i++)
        if (whole->conflicts.items[i].side_count > 0 && whole->conflicts.items[i].sides[0].is_norm)
            add_name(&lists->conflicts, whole->conflicts.items[i].on);
}

/* A string of JSON as the text that it means; anything else as it stands. */
static void add_id(Line *line, Str id)
{
    Text words = text_in(line->scratch);
    bool is_text = id.length > 1 && id.bytes[0] == '"';
    Str inside = is_text ? str_slice(id, 1, id.length - 1) : id;
    for (size_t i = 0; i < inside.length; i++) {
        bool is_escape = is_text && inside.bytes[i] == '\\' && i + 1 < inside.length &&
                         strchr("\"\\/", inside.bytes[i + 1]);
        i += is_escape;
        text_add_byte(&words, inside.bytes[i]);
    }
    text_add_byte(line->out, ',');
    if (is_text || !str_is(id, "null"))
        add_cell(line->out, text_get(&words));
}

static void add_list(Line *line, const Text *list)
{
    text_add_byte(line->out, ',');
    add_cell(line->out, text_get(list));
}

void line_write_csv(Line *line, uint64_t number, Str id)
{
    Lists lists = {text_in(line->scratch), text_in(line->scratch), text_in(line->scratch),
                   text_in(line->scratch), text_in(line->scratch)};
    line_add_number(line->out, number);
    if (line->shape->options->has_id)
        add_id(line, id);
    for (uint32_t i = 0; i < line->shape->decisions.count; i++)
        add_decision(line, &lists, &line->shape->decisions.items[i]);
    for (uint32_t i = 0; i < line->shape->norms.count; i++)
        add_norm(line, &lists, &line->shape->norms.items[i]);
    add_conflicts(line, &lists);
    add_list(line, &lists.undetermined);
    add_list(line, &lists.conflicts);
    add_list(line, &lists.gaps);
    text_add_byte(line->out, '\n');
    line->findings.is_open = lists.undetermined.length > 0;
    line->findings.is_contradictory = lists.conflicts.length > 0 || lists.gaps.length > 0;
}
