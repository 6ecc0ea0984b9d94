/* html_facts.c - what the case says and where, what was presumed, what is to be found out.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/html_parts.h"
#include "outcome/keys.h"
#include "outcome/prose.h"

/* ---------------------------------------------------------------- what the case says */

typedef struct Given {
    const char *key, *label;
    const char *value;
    Span span;
} Given;

typedef struct GivenList {
    VEC(Given) list;
} GivenList;

static Span cell_span(const Column *column, uint32_t row)
{
    return column->spans ? column->spans[row] : SPAN_NONE;
}

static const char *words_of(const Sheet *sheet, Type type, Value value)
{
    Text words = text_in(sheet->arena);
    prose_add_value(&words, sheet->outcome, type, value);
    return words.bytes;
}

static void take_cell(const Sheet *sheet, GivenList *given, uint32_t fact, uint32_t row)
{
    const Evaluation *evaluation = sheet->outcome->evaluation;
    const CodeFact *it = &sheet->outcome->code->facts[fact];
    const Column *column = &evaluation->table->facts[fact];
    CellState state = column_get_state(column, row);
    if (state == CELL_ABSENT)
        return;
    Given one = {outcome_fact_key(sheet->arena, evaluation, fact, row), it->label, "unknown",
                 cell_span(column, row)};
    if (state == CELL_GIVEN)
        one.value = words_of(sheet, it->type, column_get_value(column, row));
    VEC_PUSH(sheet->arena, &given->list, one);
}

/* A list that has elements shows in these. */
static void take_list(const Sheet *sheet, GivenList *given, uint32_t fact, uint32_t row)
{
    const Evaluation *evaluation = sheet->outcome->evaluation;
    const CodeFact *it = &sheet->outcome->code->facts[fact];
    const CaseFrame *frame = &evaluation->table->frames[it->list_frame];
    CellState state = (CellState)frame->list_states[row];
    bool is_empty = state == CELL_GIVEN && frame->first_row[row] == frame->first_row[row + 1];
    if (state != CELL_UNKNOWN && !is_empty)
        return;
    Given one = {outcome_fact_key(sheet->arena, evaluation, fact, row), it->label,
                 is_empty ? "none" : "unknown",
                 frame->list_spans ? frame->list_spans[row] : SPAN_NONE};
    VEC_PUSH(sheet->arena, &given->list, one);
}

static void take_row(const Sheet *sheet, GivenList *given, uint32_t frame, uint32_t row)
{
    const Code *code = sheet->outcome->code;
    if (evaluation_is_phantom(sheet->outcome->evaluation, frame, row))
        return;
    for (uint32_t i = 0; i < code->fact_count; i++) {
        if (code->facts[i].frame != frame)
            continue;
        if (code->facts[i].type.kind == TYPE_LIST)
            take_list(sheet, given, i, row);
        else
            take_cell(sheet, given, i, row);
    }
}

static void take_doing(const Sheet *sheet, GivenList *given, uint32_t action, uint32_t row)
{
    const Evaluation *evaluation = sheet->outcome->evaluation;
    const CodeAction *it = &sheet->outcome->code->actions[action];
    const Column *column = &evaluation->table->done[action];
    CellState state = column_get_state(column, row);
    if (state == CELL_ABSENT)
        return;
    Given one = {keys_of_done(sheet->arena, evaluation, action, row), it->label,
                 "not known whether it was done", cell_span(column, row)};
    if (state == CELL_GIVEN)
        one.value =
            arena_format(sheet->arena, "done on %s",
                         words_of(sheet, (Type){TYPE_DATE, NULL}, column_get_value(column, row)));
    VEC_PUSH(sheet->arena, &given->list, one);
}

static void take_doings(const Sheet *sheet, GivenList *given)
{
    const Outcome *outcome = sheet->outcome;
    for (uint32_t i = 0; i < outcome->code->action_count; i++) {
        uint32_t first, end;
        evaluation_get_rows(outcome->evaluation, outcome->code->actions[i].frame, outcome->case_row,
                            &first, &end);
        for (uint32_t row = first; row < end; row++)
            take_doing(sheet, given, i, row);
    }
}

static GivenList find_given(const Sheet *sheet)
{
    const Outcome *outcome = sheet->outcome;
    GivenList given = {{0}};
    for (uint32_t frame = 0; frame < outcome->code->frame_count; frame++) {
        uint32_t first, end;
        if (outcome->code->frames[frame].list_frame != frame)
            continue;
        evaluation_get_rows(outcome->evaluation, frame, outcome->case_row, &first, &end);
        for (uint32_t row = first; row < end; row++)
            take_row(sheet, &given, frame, row);
    }
    take_doings(sheet, &given);
    return given;
}

/* Where most was said: the file of the first that was said in one. */
static uint32_t find_file(const Sheet *sheet, const GivenList *given)
{
    const Sources *sources = sheet->outcome->code->sources;
    for (size_t i = 0; i < given->list.count; i++) {
        uint32_t source = given->list.items[i].span.source;
        if (source != SOURCE_NONE && !str_is(sources->list.items[source].name, CASE_ARGUMENT))
            return source;
    }
    return SOURCE_NONE;
}

static const char *describe_place(const Sheet *sheet, Span span, uint32_t file)
{
    Sources *sources = sheet->outcome->code->sources;
    if (span.source == SOURCE_NONE)
        return "";
    if (str_is(sources->list.items[span.source].name, CASE_ARGUMENT))
        return "command line";
    if (span.source == file)
        return arena_format(sheet->arena, "line %u",
                            source_get_position(sources, file, span.start).line);
    return keys_describe_place(sheet->arena, sheet->outcome->code, span);
}

static void write_given(Sheet *sheet, const Given *given, uint32_t file)
{
    Html *html = sheet->html;
    html_open(html, "tr", NULL);
    HTML_OPEN(html, "th", {"scope", "row"});
    sheet_add_named(sheet, given->label, given->key);
    html_close(html, "th");
    html_add_cell(html, given->value);
    html_add_cell(html, describe_place(sheet, given->span, file));
    html_close(html, "tr");
}

void sheet_write_facts(Sheet *sheet)
{
    static const char *const columns[] = {"Fact", "Given as", "Where"};
    GivenList given = find_given(sheet);
    uint32_t file = find_file(sheet, &given);
    const char *caption = "As said on the command line";
    sheet_open_section(sheet, "facts", "What the case says");
    if (file != SOURCE_NONE)
        caption = arena_format(sheet->arena, "As given in %.*s",
                               STR_ARG(sheet->outcome->code->sources->list.items[file].name));
    if (given.list.count == 0) {
        html_add_element(sheet->html, "p", NULL, "Nothing.");
    } else {
        html_open_table(sheet->html, caption, columns, 3);
        for (size_t i = 0; i < given.list.count; i++)
            write_given(sheet, &given.list.items[i], file);
        html_close_table(sheet->html);
    }
    html_close_section(sheet->html);
}

/* ---------------------------------------------------------------- what it does not say */

static void write_presumption(Sheet *sheet, const PresumedFact *it)
{
    const CodeFact *fact = &sheet->outcome->code->facts[it->fact];
    bool is_text = fact->type.kind == TYPE_TEXT;
    html_open(sheet->html, "li", NULL);
    sheet_add_named(sheet, fact->label, it->key);
    html_add(sheet->html, ": ");
    html_add_element(sheet->html, "b", NULL,
                     is_text ? fact->presumed.text
                             : words_of(sheet, fact->type, fact->presumed.value));
    sheet_add_cites(sheet, &fact->marks);
    sheet_add_notes(sheet, &fact->marks);
    html_close(sheet->html, "li");
}

void sheet_write_presumed(Sheet *sheet)
{
    const Outcome *outcome = sheet->outcome;
    if (outcome->presumed.count == 0 || sheet->options->only)
        return;
    sheet_open_section(sheet, "presumed", "Presumed, as the case does not say");
    html_open(sheet->html, "ul", NULL);
    for (size_t i = 0; i < outcome->presumed.count; i++)
        write_presumption(sheet, &outcome->presumed.items[i]);
    html_close(sheet->html, "ul");
    html_close_section(sheet->html);
}

static const CodeFact *find_fact(const Sheet *sheet, const char *key)
{
    const Outcome *outcome = sheet->outcome;
    for (uint32_t i = 0; i < outcome->code->fact_count; i++)
        if (str_is(str_from(outcome->code->facts[i].name), key))
            return &outcome->code->facts[i];
    return NULL;
}

static void write_question(Sheet *sheet, const MissingFact *it)
{
    Html *html = sheet->html;
    const CodeFact *fact = find_fact(sheet, it->key);
    html_open(html, "li", NULL);
    sheet_add_named(sheet, it->ask ? it->ask : it->label, it->key);
    if (it->is_known_unknown)
        html_add_element(html, "span", "state", "said to be unknown");
    html_open(html, "p", "small");
    html_add(html, "Settles ");
    sheet_add_outcome_names(sheet, it->settles);
    if (fact && fact->judged_by) {
        Text actor = text_in(sheet->arena);
        prose_add_actor(&actor, fact->judged_by);
        html_add_format(html, ". For the judgement of: %s", actor.bytes);
    }
    html_close(html, "p");
    html_close(html, "li");
}

void sheet_write_missing(Sheet *sheet)
{
    const char *only = sheet->options->only;
    bool is_open = false;
    for (size_t i = 0; i < sheet->outcome->missing.count; i++) {
        const MissingFact *it = &sheet->outcome->missing.items[i];
        if (only && !keys_has(it->settles, only))
            continue;
        if (!is_open) {
            sheet_open_section(sheet, "missing", "What to find out");
            html_add_element(
                sheet->html, "p", NULL,
                "What settles most comes first. Nothing else that is not known can change "
                "anything.");
            html_open(sheet->html, "ol", NULL);
        }
        is_open = true;
        write_question(sheet, it);
    }
    if (!is_open)
        return;
    html_close(sheet->html, "ol");
    html_close_section(sheet->html);
}
