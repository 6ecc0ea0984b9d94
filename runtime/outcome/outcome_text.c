/* outcome_text.c - an outcome for people on a terminal: what is decided, to be done, open, in conflict, to be found out.
 *
 * Labels come first and code names in brackets; each entry is one paragraph with hanging lines; sections with
 * nothing in them are left out.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "outcome/parts.h"
#include "outcome/prose.h"

typedef struct Page {
    ProsePage prose;
    const Outcome *outcome;
    const OutcomeFilter *filter;
} Page;

static void add_presumption(Text *line, Keys assumes)
{
    if (assumes.count == 0)
        return;
    text_add(line, "; presuming ");
    prose_add_keys(line, assumes);
}

static void write_decided(Page *page)
{
    const Outcome *outcome = page->outcome;
    page->prose.heading = "Decided";
    for (size_t i = 0; i < outcome->decisions.count; i++) {
        const OutcomeDecision *it = &outcome->decisions.items[i];
        const CodeDecision *decision = &outcome->code->decisions[it->decision];
        if (it->status != DECISION_VALUE ||
            !outcome_is_decision_wanted(outcome, it, page->filter->only))
            continue;
        Text line = prose_start_entry(&page->prose);
        prose_add_named(&line, decision->label, it->key);
        text_add(&line, ": ");
        prose_add_value(&line, outcome, decision->type, it->value);
        add_presumption(&line, it->assumes);
        prose_add_cites(&line, &decision->marks);
        prose_add_entry(&page->prose, &line);
    }
}

static void write_option(Page *page, const OutcomeOption *it)
{
    const Code *code = page->outcome->code;
    const CodeNorm *norm = &code->norms[it->norm];
    const CodeAction *action = &code->actions[norm->action];
    Text line = prose_start_entry(&page->prose);
    prose_add_named(&line, norm->label ? norm->label : action->label, action->name);
    if (it->due.has) {
        text_add(&line, ", by ");
        prose_add_date(&line, it->due.day);
    }
    if (norm->by_text) {
        text_add(&line, ", by ");
        prose_add_shown(&line, norm->by_text);
    }
    if (it->done_on.has) {
        text_add(&line, " (done on ");
        prose_add_date(&line, it->done_on.day);
        text_add_byte(&line, ')');
    }
    if (!it->is_open)
        text_add(&line, " (not settled yet whether this is an option)");
    prose_add_cites(&line, &norm->marks);
    prose_add_detail(&page->prose, &line);
}

static void write_waiting(Page *page, Keys needs, Keys blocked_by)
{
    Text line = text_in(page->prose.scratch);
    if (needs.count > 0) {
        text_add(&line, "needs ");
        prose_add_keys(&line, needs);
    }
    if (blocked_by.count > 0) {
        text_add(&line, needs.count > 0 ? "; blocked by " : "blocked by ");
        prose_add_keys(&line, blocked_by);
    }
    if (line.length > 0)
        prose_add_detail(&page->prose, &line);
}

static void write_norm(Page *page, const OutcomeNorm *it)
{
    const Outcome *outcome = page->outcome;
    Text line = prose_start_entry(&page->prose);
    prose_add_norm(&line, outcome, it->norm);
    prose_add_state(&line, outcome, it, page->prose.is_coloured);
    prose_add_elements(&line, &it->elements);
    add_presumption(&line, it->assumes);
    prose_add_cites(&line, &outcome->code->norms[it->norm].marks);
    prose_add_entry(&page->prose, &line);
    for (uint32_t i = 0; i < it->option_count; i++)
        write_option(page, &it->options[i]);
    write_waiting(page, it->needs, it->blocked_by);
}

typedef enum Section {
    SECTION_TO_DO,
    SECTION_MAY,
    SECTION_MUST_NOT,
} Section;

static Section section_of(Modality modality)
{
    if (modality_is_ban(modality))
        return SECTION_MUST_NOT;
    return modality_is_duty(modality) || modality == MODALITY_FOLLOW ? SECTION_TO_DO : SECTION_MAY;
}

static void write_section(Page *page, const char *heading, Section section)
{
    const Outcome *outcome = page->outcome;
    page->prose.heading = heading;
    for (size_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *it = &outcome->norms.items[i];
        if (it->status == NORM_APPLIES &&
            section_of(outcome->code->norms[it->norm].modality) == section &&
            outcome_is_norm_wanted(outcome, it, page->filter->only))
            write_norm(page, it);
    }
}

static void write_norms_of(Page *page, const char *heading, NormStatus status)
{
    const Outcome *outcome = page->outcome;
    page->prose.heading = heading;
    for (size_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *it = &outcome->norms.items[i];
        if (it->status == status && outcome_is_norm_wanted(outcome, it, page->filter->only))
            write_norm(page, it);
    }
}

static void write_open_decisions(Page *page)
{
    const Outcome *outcome = page->outcome;
    for (size_t i = 0; i < outcome->decisions.count; i++) {
        const OutcomeDecision *it = &outcome->decisions.items[i];
        const CodeDecision *decision = &outcome->code->decisions[it->decision];
        if (it->status != DECISION_UNDETERMINED ||
            !outcome_is_decision_wanted(outcome, it, page->filter->only))
            continue;
        Text line = prose_start_entry(&page->prose);
        prose_add_named(&line, decision->label, it->key);
        prose_add_cites(&line, &decision->marks);
        prose_add_entry(&page->prose, &line);
        write_waiting(page, it->needs, it->blocked_by);
    }
}

static void write_open(Page *page)
{
    page->prose.heading = "Not settled yet";
    write_open_decisions(page);
    write_norms_of(page, page->prose.heading, NORM_UNDETERMINED);
}

static void write_side(Page *page, const Conflict *conflict, const ConflictSide *side)
{
    Text line = prose_start_entry(&page->prose);
    if (side->is_norm) {
        text_add_format(&line, "%s, by the rule %s", modality_to_words(side->modality), side->rule);
    } else {
        prose_add_value(&line, page->outcome, conflict->type, side->value);
        text_add_format(&line, ", by %s", side->rule);
    }
    prose_add_cites(&line, side->marks);
    prose_add_detail(&page->prose, &line);
}

static void write_conflicts(Page *page)
{
    const char *only = page->filter->only;
    page->prose.heading = "Conflicts";
    for (size_t i = 0; i < page->outcome->conflicts.count; i++) {
        const Conflict *it = &page->outcome->conflicts.items[i];
        if (only && strcmp(only, it->on) != 0)
            continue;
        Text line = prose_start_entry(&page->prose);
        prose_add_shown(&line, it->on);
        prose_add_elements(&line, &it->elements);
        prose_add_entry(&page->prose, &line);
        for (uint32_t j = 0; j < it->side_count; j++)
            write_side(page, it, &it->sides[j]);
    }
}

static void write_gaps(Page *page)
{
    const Outcome *outcome = page->outcome;
    page->prose.heading = "No answer";
    for (size_t i = 0; i < outcome->decisions.count; i++) {
        const OutcomeDecision *it = &outcome->decisions.items[i];
        const CodeDecision *decision = &outcome->code->decisions[it->decision];
        if (it->status != DECISION_GAP ||
            !outcome_is_decision_wanted(outcome, it, page->filter->only))
            continue;
        Text line = prose_start_entry(&page->prose);
        prose_add_named(&line, decision->label, it->key);
        text_add(&line, decision->is_table ? ": no row of the table fits"
                                           : ": none of its alternatives holds");
        prose_add_cites(&line, &decision->marks);
        prose_add_entry(&page->prose, &line);
    }
}

static void write_missing(Page *page)
{
    const char *only = page->filter->only;
    page->prose.heading = "What to find out";
    for (size_t i = 0; i < page->outcome->missing.count; i++) {
        const MissingFact *it = &page->outcome->missing.items[i];
        if (only && !keys_has(it->settles, only))
            continue;
        Text line = prose_start_entry(&page->prose);
        prose_add_named(&line, it->ask ? it->ask : it->label, it->key);
        if (it->is_known_unknown)
            text_add(&line, " (said to be unknown)");
        prose_add_entry(&page->prose, &line);
        Text detail = text_in(page->prose.scratch);
        text_add(&detail, "settles ");
        prose_add_keys(&detail, it->settles);
        prose_add_detail(&page->prose, &detail);
    }
}

static void write_presumed(Page *page)
{
    if (page->filter->only)
        return;
    page->prose.heading = "Presumed, as the case does not say";
    for (size_t i = 0; i < page->outcome->presumed.count; i++) {
        const PresumedFact *it = &page->outcome->presumed.items[i];
        const CodeFact *fact = &page->outcome->code->facts[it->fact];
        Text line = prose_start_entry(&page->prose);
        prose_add_named(&line, fact->label, it->key);
        text_add(&line, ": ");
        if (fact->type.kind == TYPE_TEXT) {
            text_add_byte(&line, '"');
            prose_add_shown(&line, fact->presumed.text);
            text_add_byte(&line, '"');
        } else {
            prose_add_value(&line, page->outcome, fact->type, fact->presumed.value);
        }
        prose_add_cites(&line, &fact->marks);
        prose_add_entry(&page->prose, &line);
    }
}

void outcome_write_text(Text *out, const Outcome *outcome, const OutcomeFilter *filter,
                        bool is_coloured, uint32_t width)
{
    static const OutcomeFilter everything = {.only = NULL};
    Arena *scratch = arena_new();
    Page page = {.prose = {out, scratch, is_coloured, width, NULL},
                 .outcome = outcome,
                 .filter = filter ? filter : &everything};
    prose_add_head(out, outcome, is_coloured, width);
    write_decided(&page);
    write_section(&page, "To do", SECTION_TO_DO);
    write_section(&page, "May", SECTION_MAY);
    write_section(&page, "Must not", SECTION_MUST_NOT);
    write_open(&page);
    write_conflicts(&page);
    write_gaps(&page);
    write_missing(&page);
    write_presumed(&page);
    if (page.filter->with_all)
        write_norms_of(&page, "Does not apply", NORM_DOES_NOT_APPLY);
    arena_free(scratch);
}
