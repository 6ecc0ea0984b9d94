/* explain_html.c - the page of an explanation: see explain_html.h.
 *
 * What cannot be decided comes first, then who must do what, then what is decided and what is to be found out; after that what
 * all of it rests on: presumptions, the facts, the drawing, the citations. Of several procedures each has a sheet of its own,
 * one after the other.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/explain_html.h"

#include <string.h>

#include "explain/html_parts.h"
#include "explain/parts.h"
#include "outcome/keys.h"
#include "outcome/prose.h"

/* ---------------------------------------------------------------- words that every part uses */

void sheet_add_named(Sheet *sheet, const char *label, const char *name)
{
    html_add(sheet->html, label ? label : name);
    if (!label || !name)
        return;
    html_add(sheet->html, " ");
    html_add_element(sheet->html, "span", "name", name);
}

/* The label of what is called `key`: an action, a rule, a decision (of an element too, then with the key). */
static const char *find_outcome_label(const Sheet *sheet, const char *key)
{
    const Code *code = sheet->outcome->code;
    for (uint32_t i = 0; i < code->norm_count; i++)
        if (strcmp(keys_of_norm(code, i), key) == 0) {
            const CodeNorm *norm = &code->norms[i];
            return norm->label                  ? norm->label
                   : norm->action == INDEX_NONE ? code->rules[norm->rule].label
                                                : code->actions[norm->action].label;
        }
    for (uint32_t i = 0; i < code->decision_count; i++)
        if (strcmp(code->decisions[i].name, key) == 0)
            return code->decisions[i].label;
    return NULL;
}

void sheet_add_outcome_names(Sheet *sheet, Keys keys)
{
    for (uint32_t i = 0; i < keys.count; i++) {
        html_add(sheet->html, i == 0 ? "" : ", ");
        sheet_add_named(sheet, find_outcome_label(sheet, keys.items[i]), keys.items[i]);
    }
}

static const char *find_fact_label(const Sheet *sheet, const char *key)
{
    const Outcome *outcome = sheet->outcome;
    for (size_t i = 0; i < outcome->missing.count; i++)
        if (strcmp(outcome->missing.items[i].key, key) == 0)
            return outcome->missing.items[i].label;
    for (size_t i = 0; i < outcome->presumed.count; i++)
        if (strcmp(outcome->presumed.items[i].key, key) == 0)
            return outcome->code->facts[outcome->presumed.items[i].fact].label;
    return NULL;
}

void sheet_add_fact_names(Sheet *sheet, Keys keys)
{
    for (uint32_t i = 0; i < keys.count; i++) {
        html_add(sheet->html, i == 0 ? "" : ", ");
        sheet_add_named(sheet, find_fact_label(sheet, keys.items[i]), keys.items[i]);
    }
}

const char *sheet_make_id(Sheet *sheet, const char *kind, const char *key)
{
    return html_make_id(sheet->arena, arena_format(sheet->arena, "%s%s", sheet->prefix, kind), key);
}

void sheet_open_section(Sheet *sheet, const char *kind, const char *heading)
{
    const char *id = arena_format(sheet->arena, "%s%s", sheet->prefix, kind);
    VEC_PUSH(sheet->arena, &sheet->parts, ((SheetPart){id, heading}));
    html_open_section(sheet->html, id, heading);
}

ExplainOptions sheet_get_options(const Sheet *sheet)
{
    ExplainOptions how = *sheet->options;
    how.heads_only |= sheet->html->out->length > EXPLAIN_BYTES_MOST;
    return how;
}

static uint32_t number_citation(Sheet *sheet, const Citation *citation)
{
    uint32_t number;
    if (map_find(sheet->cited_numbers, str_from(citation->text), &number))
        return number;
    number = (uint32_t)sheet->cited.count;
    map_set(sheet->cited_numbers, str_from(citation->text), number);
    VEC_PUSH(sheet->arena, &sheet->cited, *citation);
    return number;
}

static void add_cite(Sheet *sheet, const Citation *citation)
{
    uint32_t number = number_citation(sheet, citation);
    html_add_link(sheet->html, arena_format(sheet->arena, "#%scite-%u", sheet->prefix, number + 1),
                  citation->text);
}

void sheet_add_cites(Sheet *sheet, const Marks *marks)
{
    if (!marks || marks->citation_count == 0)
        return;
    html_add(sheet->html, " ");
    html_open(sheet->html, "span", "cites");
    for (uint32_t i = 0; i < marks->citation_count; i++) {
        html_add(sheet->html, i == 0 ? "[" : ", ");
        add_cite(sheet, &marks->citations[i]);
    }
    html_add(sheet->html, "]");
    html_close(sheet->html, "span");
}

void sheet_add_notes(Sheet *sheet, const Marks *marks)
{
    for (uint32_t i = 0; marks && i < marks->note_count; i++) {
        html_open(sheet->html, "p", "note");
        html_add_format(sheet->html, "How this was read: %s", marks->notes[i]);
        html_close(sheet->html, "p");
    }
}

void sheet_add_date(Sheet *sheet, Value day)
{
    Text words = text_in(sheet->arena);
    prose_add_date(&words, day);
    html_add_str(sheet->html, text_get(&words));
}

void sheet_add_waiting(Sheet *sheet, Keys needs, Keys blocked_by)
{
    if (needs.count > 0) {
        html_open(sheet->html, "p", NULL);
        html_add(sheet->html, "Needs to be known: ");
        sheet_add_fact_names(sheet, needs);
        html_close(sheet->html, "p");
    }
    for (uint32_t i = 0; i < blocked_by.count; i++) {
        html_open(sheet->html, "p", NULL);
        html_add_format(sheet->html, "Held up by: %s", blocked_by.items[i]);
        html_close(sheet->html, "p");
    }
}

void sheet_add_presuming(Sheet *sheet, Keys assumes)
{
    if (assumes.count == 0)
        return;
    html_open(sheet->html, "p", "small");
    html_add(sheet->html, "Presuming: ");
    sheet_add_fact_names(sheet, assumes);
    html_close(sheet->html, "p");
}

/* ---------------------------------------------------------------- what has no answer */

static void write_side(Sheet *sheet, const Conflict *conflict, const ConflictSide *side)
{
    Html *html = sheet->html;
    html_open(html, "li", NULL);
    if (side->is_norm) {
        html_add_element(html, "b", NULL, modality_to_words(side->modality));
        html_add_format(html, ", by the rule %s", side->rule);
    } else {
        Text value = text_in(sheet->arena);
        prose_add_value(&value, sheet->outcome, conflict->type, side->value);
        html_add_element(html, "b", NULL, value.bytes);
        html_add_format(html, ", by %s", side->rule);
    }
    sheet_add_cites(sheet, side->marks);
    html_close(html, "li");
}

static void write_conflict(Sheet *sheet, const Conflict *it)
{
    Html *html = sheet->html;
    html_open(html, "p", NULL);
    sheet_add_named(sheet, find_outcome_label(sheet, it->on), it->on);
    if (it->elements.count > 0)
        html_add_format(html, "; for %s", keys_describe_elements(sheet->arena, &it->elements));
    html_add(html, " has answers that contradict each other:");
    html_close(html, "p");
    html_open(html, "ul", NULL);
    for (uint32_t i = 0; i < it->side_count; i++)
        write_side(sheet, it, &it->sides[i]);
    html_close(html, "ul");
}

static void write_gap(Sheet *sheet, const OutcomeDecision *it)
{
    const CodeDecision *decision = &sheet->outcome->code->decisions[it->decision];
    html_open(sheet->html, "p", NULL);
    sheet_add_named(sheet, decision->label, it->key);
    html_add(sheet->html, decision->is_table ? " has no answer: no row of the table fits"
                                             : " has no answer: none of its alternatives holds");
    sheet_add_cites(sheet, &decision->marks);
    html_close(sheet->html, "p");
}

/* All of them, whatever else is asked for: who reads of one outcome should know. */
static void write_no_answer(Sheet *sheet)
{
    const Outcome *outcome = sheet->outcome;
    if (outcome->conflicts.count + outcome->gaps.count == 0)
        return;
    html_open(sheet->html, "div", "alert");
    sheet_open_section(sheet, "no-answer", "The procedure has no answer in this case");
    for (size_t i = 0; i < outcome->conflicts.count; i++)
        write_conflict(sheet, &outcome->conflicts.items[i]);
    for (size_t i = 0; i < outcome->decisions.count; i++)
        if (outcome->decisions.items[i].status == DECISION_GAP)
            write_gap(sheet, &outcome->decisions.items[i]);
    html_close_section(sheet->html);
    html_close(sheet->html, "div");
}

/* ---------------------------------------------------------------- decisions */

static const char *answer_of(Sheet *sheet, const OutcomeDecision *it)
{
    Text words = text_in(sheet->arena);
    switch (it->status) {
    case DECISION_VALUE:
        prose_add_value(&words, sheet->outcome, sheet->outcome->code->decisions[it->decision].type,
                        it->value);
        return words.bytes;
    case DECISION_UNDETERMINED: return "not settled yet";
    case DECISION_CONFLICT: return "contradiction";
    case DECISION_GAP: return "no answer";
    }
    UNREACHABLE();
}

static void write_why(Sheet *sheet, const OutcomeDecision *it, const char *what)
{
    Arena *scratch = arena_new();
    const ExplainOptions how = sheet_get_options(sheet);
    sheet_write_reasons(sheet, explain_decision(scratch, sheet->outcome, it, &how), what);
    if (sheet_seeks_changes(sheet))
        sheet_write_changes(sheet, changes_of_decision(scratch, sheet->outcome, it), what);
    arena_free(scratch);
}

static void write_decision(Sheet *sheet, const OutcomeDecision *it)
{
    const CodeDecision *decision = &sheet->outcome->code->decisions[it->decision];
    bool is_alarm = it->status == DECISION_CONFLICT || it->status == DECISION_GAP;
    HTML_OPEN(sheet->html, "li", {"id", sheet_make_id(sheet, "decision", it->key)},
              {"class", is_alarm ? "alarm" : NULL});
    sheet_add_named(sheet, decision->label, it->key);
    html_add(sheet->html, ": ");
    html_add_element(sheet->html, "b", NULL, answer_of(sheet, it));
    sheet_add_cites(sheet, &decision->marks);
    sheet_add_waiting(sheet, it->needs, it->blocked_by);
    sheet_add_presuming(sheet, it->assumes);
    sheet_add_notes(sheet, &decision->marks);
    write_why(sheet, it, decision->label ? decision->label : it->key);
    html_close(sheet->html, "li");
}

static bool is_wanted(const Sheet *sheet, const OutcomeDecision *it)
{
    return outcome_is_decision_wanted(sheet->outcome, it, sheet->options->only);
}

static void note_decisions(Sheet *sheet)
{
    const Outcome *outcome = sheet->outcome;
    for (size_t i = 0; i < outcome->decisions.count; i++)
        if (is_wanted(sheet, &outcome->decisions.items[i]))
            map_set(sheet->decisions, str_from(outcome->decisions.items[i].key), (uint32_t)i);
}

static void write_decisions(Sheet *sheet)
{
    const Outcome *outcome = sheet->outcome;
    if (map_get_count(sheet->decisions) == 0)
        return;
    sheet_open_section(sheet, "decided", "Decisions");
    html_open(sheet->html, "ul", "entries");
    for (size_t i = 0; i < outcome->decisions.count; i++)
        if (is_wanted(sheet, &outcome->decisions.items[i]))
            write_decision(sheet, &outcome->decisions.items[i]);
    html_close(sheet->html, "ul");
    html_close_section(sheet->html);
}

/* ---------------------------------------------------------------- the page */

static void write_drawing(Sheet *sheet)
{
    const Drawing *drawing = sheet->given->drawing;
    if (!drawing || drawing->node_count + drawing->left_out == 0)
        return;
    sheet_open_section(sheet, "drawing", "What led to what");
    drawing_write_html(sheet->html, drawing, sheet->given->svg);
    html_close_section(sheet->html);
}

static void write_citations(Sheet *sheet)
{
    Html *html = sheet->html;
    static const char *const columns[] = {"Paragraph", "What it says, in our words"};
    if (sheet->cited.count == 0)
        return;
    sheet_open_section(sheet, "citations", "Paragraphs that this rests on");
    html_open_table(html, "In the order in which this page cites them", columns, 2);
    for (size_t i = 0; i < sheet->cited.count; i++) {
        const Citation *it = &sheet->cited.items[i];
        HTML_OPEN(html, "tr",
                  {"id", arena_format(sheet->arena, "%scite-%zu", sheet->prefix, i + 1)});
        html_add_row_name(html, it->text);
        html_add_cell(html, it->summary ? it->summary : "(no summary on file)");
        html_close(html, "tr");
    }
    html_close_table(html);
    html_close_section(html);
}

static const CodeProcedure *procedure_of(const Outcome *outcome)
{
    const Code *code = outcome->code;
    return code->procedure == INDEX_NONE ? NULL : &code->procedures[code->procedure];
}

static const char *title_of(const Outcome *outcome)
{
    const CodeProcedure *it = procedure_of(outcome);
    return !it ? "Explanation of a case" : it->label ? it->label : it->name;
}

static void add_term(Html *html, const char *name, const char *words)
{
    html_add_element(html, "dt", NULL, name);
    html_add_element(html, "dd", NULL, words);
}

/* What a reader needs to have the same worked out again. */
static void write_identity(Sheet *sheet)
{
    Html *html = sheet->html;
    const CodeProcedure *procedure = procedure_of(sheet->outcome);
    html_open(html, "dl", NULL);
    html_add_element(html, "dt", NULL, "As of");
    html_open(html, "dd", NULL);
    sheet_add_date(sheet, sheet->outcome->as_of);
    html_close(html, "dd");
    if (procedure)
        add_term(html, "Procedure", procedure->name);
    if (sheet->options->only)
        add_term(html, "Only", sheet->options->only);
    html_add_element(html, "dt", NULL, "Its rules");
    html_open(html, "dd", NULL);
    html_add_element(html, "code", NULL,
                     arena_format(sheet->arena, "sha256:%s", sheet->outcome->code->hash));
    html_close(html, "dd");
    html_close(html, "dl");
    if (!sheet->outcome->is_in_force)
        html_add_element(html, "p", "alert",
                         "The procedure is not in force on that date: nothing in it is owed.");
}

/* Links to the sections, which are known once those are written. */
static void write_index(Sheet *sheet)
{
    Html *html = sheet->html;
    HTML_OPEN(html, "nav", {"aria-label", "Sections"});
    html_open(html, "ul", NULL);
    for (size_t i = 0; i < sheet->parts.count; i++) {
        const SheetPart *part = &sheet->parts.items[i];
        html_open(html, "li", NULL);
        html_add_link(html, arena_format(sheet->arena, "#%s", part->id), part->heading);
        html_close(html, "li");
    }
    html_close(html, "ul");
    html_close(html, "nav");
}

static void write_parts(Sheet *sheet)
{
    note_decisions(sheet);
    write_no_answer(sheet);
    sheet_write_norms(sheet);
    write_decisions(sheet);
    sheet_write_missing(sheet);
    sheet_write_presumed(sheet);
    sheet_write_facts(sheet);
    write_drawing(sheet);
    sheet_write_idle_norms(sheet);
    write_citations(sheet);
}

/* What stands in a Text of its own first comes after what is written now. */
static void write_sheet(Sheet *sheet)
{
    Text *page = sheet->html->out;
    Text body = text_in(sheet->arena);
    sheet->html->out = &body;
    write_parts(sheet);
    sheet->html->out = page;
    if (sheet->options->with_changes && !sheet_seeks_changes(sheet))
        html_add_element(
            sheet->html, "p", "small",
            "What would change an outcome was not sought for all of them, since it takes too "
            "long; it can be asked for by name.");
    write_index(sheet);
    text_add_str(page, text_get(&body));
}

static Sheet start_sheet(Html *html, Arena *arena, const ExplainSheet *given,
                         const ExplainOptions *options, const char *prefix)
{
    return (Sheet){.html = html,
                   .given = given,
                   .outcome = given->outcome,
                   .options = options,
                   .prefix = prefix,
                   .arena = arena,
                   .decisions = map_new(arena),
                   .cited_numbers = map_new(arena)};
}

static void write_several(Html *html, Arena *arena, const ExplainSheet *sheets, uint32_t count,
                          const ExplainOptions *options)
{
    html_open(html, "header", NULL);
    html_add_title(html, "What several procedures say of one case");
    html_close(html, "header");
    html_open_main(html);
    for (uint32_t i = 0; i < count; i++) {
        const char *prefix = arena_format(arena, "p%u-", i + 1);
        Sheet sheet = start_sheet(html, arena, &sheets[i], options, prefix);
        html_open_section(html, arena_format(arena, "p%u", i + 1), title_of(sheets[i].outcome));
        write_identity(&sheet);
        write_sheet(&sheet);
        html_close_section(html);
    }
    html_close_main(html);
}

static void write_one(Html *html, Arena *arena, const ExplainSheet *given,
                      const ExplainOptions *options)
{
    Sheet sheet = start_sheet(html, arena, given, options, "");
    html_open(html, "header", NULL);
    html_add_title(html, title_of(given->outcome));
    write_identity(&sheet);
    html_close(html, "header");
    html_open_main(html);
    write_sheet(&sheet);
    html_close_main(html);
}

void explain_write_html(Text *out, const ExplainSheet *sheets, uint32_t count,
                        const ExplainOptions *options, const char *made_by)
{
    static const ExplainOptions everything = {.only = NULL};
    Arena *arena = arena_new();
    Html html;
    html_begin(&html, out,
               count == 1 ? arena_format(arena, "%s: explanation", title_of(sheets[0].outcome))
                          : "Explanation of a case");
    if (count == 1)
        write_one(&html, arena, sheets, options ? options : &everything);
    else
        write_several(&html, arena, sheets, count, options ? options : &everything);
    html_open(&html, "footer", NULL);
    html_add_format(
        &html, "Made by %s. The same rules give the same page for the same case and day.", made_by);
    html_close(&html, "footer");
    html_end(&html);
    arena_free(arena);
}
