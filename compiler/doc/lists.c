/* lists.c - what the whole procedure has of a kind: deadlines, what is left to judgement, hand-overs; and who looks at what.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "core/visit.h"
#include "core/walk.h"
#include "doc/parts.h"

/* ---- who looks at what ---- */

typedef struct Reading {
    Doc *doc;
    const CoreRule *rule;
    const CoreDecision *decision;
} Reading;

static void add_reader(const Reading *reading, const void *what)
{
    Doc *doc = reading->doc;
    for (size_t i = doc->readers.count; i > 0; i--) {
        const DocReader *it = &doc->readers.items[i - 1];
        if (it->rule != reading->rule || it->decision != reading->decision)
            break;
        if (it->what == what)
            return;
    }
    const DocReader reader = {what, reading->rule, reading->decision};
    VEC_PUSH(doc->arena, &doc->readers, reader);
}

static void add_list(const Reading *reading, const CoreLoop *loop)
{
    if (loop->list)
        add_reader(reading, loop->list);
}

static void visit(const CoreExpr *expr, void *context)
{
    const Reading *reading = context;
    const CoreLoop *bound = core_find_bound_loop(expr);
    if (expr->kind == CORE_FACT)
        add_reader(reading, expr->as.FACT.fact);
    else if (expr->kind == CORE_PARAMETER)
        add_reader(reading, expr->as.PARAMETER.parameter);
    else if (expr->kind == CORE_LIST)
        add_reader(reading, expr->as.LIST.fact);
    else if (bound && bound->list)
        add_reader(reading, bound->list);
}

void doc_find_readers(Doc *doc)
{
    const CoreProgram *program = doc->program;
    for (size_t i = 0; i < program->decisions.count; i++) {
        Reading reading = {doc, NULL, program->decisions.items[i]};
        core_visit_decision(reading.decision, visit, &reading);
    }
    for (size_t i = 0; i < program->rules.count; i++) {
        Reading reading = {doc, program->rules.items[i], NULL};
        core_visit_rule(reading.rule, visit, &reading);
        for (uint32_t k = 0; k < reading.rule->loop_count; k++)
            add_list(&reading, reading.rule->loops[k]);
    }
}

/* ---- deadlines ---- */

static void tell_deadline(Doc *doc, const CoreNorm *norm)
{
    for (uint32_t i = 0; i < norm->rule->loop_count; i++)
        doc_enter_loop(doc, norm->rule->loops[i]);
    doc_open(doc, DOC_ROW, NULL);
    doc_add_cell(doc, doc_name_duty(doc, norm));
    doc_add_cell(doc, doc_name_norm(doc, norm));
    doc_open(doc, DOC_CELL, NULL);
    doc_say_timing(doc, &norm->timing, true);
    doc_close(doc);
    doc_open(doc, DOC_CELL, NULL);
    doc_link_rule(doc, norm->rule);
    doc_close(doc);
    doc_close(doc);
    doc->loops.count -= norm->rule->loop_count;
}

void doc_tell_deadlines(Doc *doc)
{
    static const char *const columns[] = {"Who", "What", "By when", "Rule"};
    doc_open_section(doc, "deadlines", "Deadlines");
    doc_open_table(doc, "What has a date, in the order of the procedure", columns, 4);
    for (size_t r = 0; r < doc->program->rules.count; r++) {
        const CoreRule *rule = doc->program->rules.items[r];
        for (size_t i = 0; i < rule->norms.count; i++)
            if (doc_has_timing(rule->norms.items[i]) && !rule->norms.items[i]->option_count)
                tell_deadline(doc, rule->norms.items[i]);
    }
    bool is_bare = doc->at->children.count == 1; /* the headings alone */
    doc_close(doc);
    if (is_bare)
        doc_drop(doc);
    else
        doc_close(doc);
}

/* ---- judgement ---- */

/* Opens the list with its lead when the first item comes. */
static void open_listed(Doc *doc, bool *is_open, const char *lead)
{
    if (!*is_open) {
        doc_open_paragraph(doc, lead);
        doc_open(doc, DOC_LIST, NULL);
    }
    *is_open = true;
    doc_open_item(doc);
}

static void close_listed(Doc *doc, bool is_open)
{
    if (!is_open)
        return;
    doc_close(doc);
    doc_close(doc);
}

static bool is_read(const Doc *doc, const CoreFact *fact)
{
    for (size_t i = 0; i < doc->readers.count; i++)
        if (doc->readers.items[i].what == fact)
            return true;
    return false;
}

static void tell_judged(Doc *doc, const CoreFact *fact, bool *is_open)
{
    if (!fact->judged_by || !is_read(doc, fact))
        return;
    open_listed(doc, is_open, "Somebody has to judge:");
    doc_say_strong(doc, arena_format(doc->arena, "%s: ",
                                     doc_to_heading(doc, doc_to_words(doc, fact->judged_by))));
    doc_link_fact(doc, fact);
    doc_say_cites(doc, &fact->marks, NULL);
    doc_close(doc);
}

static void tell_judged_facts(Doc *doc)
{
    bool is_open = false;
    for (size_t i = 0; i < doc->program->facts.count; i++)
        tell_judged(doc, doc->program->facts.items[i], &is_open);
    for (size_t i = 0; i < doc->program->records.count; i++)
        for (size_t k = 0; k < doc->program->records.items[i]->fields.count; k++)
            tell_judged(doc, doc->program->records.items[i]->fields.items[k], &is_open);
    close_listed(doc, is_open);
}

static void tell_listed_norm(Doc *doc, const CoreNorm *norm)
{
    doc_say_strong(doc, arena_format(doc->arena, "%s: ", doc_name_duty(doc, norm)));
    doc_say(doc, doc_name_norm(doc, norm));
    if (norm->timing.by_text)
        doc_say_format(doc, " – by “%s”", norm->timing.by_text);
    doc_say(doc, " – rule ");
    doc_link_rule(doc, norm->rule);
    doc_close(doc);
}

static bool is_vague(const CoreNorm *norm)
{
    return norm->timing.by_text != NULL && norm->option_count == 0;
}

static bool is_to_consider(const CoreNorm *norm)
{
    return norm->modality == MODALITY_MUST_CONSIDER || norm->modality == MODALITY_SHOULD_CONSIDER ||
           norm->modality == MODALITY_MAY_CONSIDER;
}

static void tell_norms(Doc *doc, bool (*is_meant)(const CoreNorm *), const char *lead)
{
    bool is_open = false;
    for (size_t r = 0; r < doc->program->rules.count; r++) {
        const CoreRule *rule = doc->program->rules.items[r];
        for (size_t i = 0; i < rule->norms.count; i++) {
            if (!is_meant(rule->norms.items[i]))
                continue;
            open_listed(doc, &is_open, lead);
            tell_listed_norm(doc, rule->norms.items[i]);
        }
    }
    close_listed(doc, is_open);
}

void doc_tell_judgement(Doc *doc)
{
    doc_open_section(doc, "judgement", "What is left to judgement");
    doc->here_id = NULL;
    tell_judged_facts(doc);
    tell_norms(doc, is_to_consider,
               "Something has to be considered, and the guidance does not say "
               "with what result:");
    tell_norms(doc, is_vague, "A time is given in words, without a figure:");
    if (doc->at->children.count == 0)
        doc_drop(doc);
    else
        doc_close(doc);
}

/* ---- hand-overs ---- */

static void tell_followers(Doc *doc, const char *name)
{
    bool is_open = false;
    for (size_t r = 0; r < doc->program->rules.count; r++) {
        const CoreRule *rule = doc->program->rules.items[r];
        for (size_t i = 0; i < rule->norms.count; i++) {
            const char *follow = rule->norms.items[i]->follow;
            if (!follow || strcmp(follow, name) != 0)
                continue;
            doc_say(doc, is_open ? ", " : " – rule ");
            doc_link_rule(doc, rule);
            is_open = true;
        }
    }
}

static void tell_hand_over(Doc *doc, const CoreRule *rule, const char *name)
{
    const CodeProcedure *procedure = doc_find_followed(doc, rule->module, name);
    doc_link_followed(doc, rule->module, name);
    if (!procedure || !doc_has_page(doc, procedure))
        doc_say(doc, " (not among these pages)");
    tell_followers(doc, name);
    doc_close(doc);
}

void doc_tell_hand_overs(Doc *doc)
{
    bool is_open = false;
    uint32_t known;
    Map *told = map_new(doc->arena);
    doc_open_section(doc, "hand-overs", "Other procedures that this one leads to");
    for (size_t r = 0; r < doc->program->rules.count; r++) {
        const CoreRule *rule = doc->program->rules.items[r];
        for (size_t i = 0; i < rule->norms.count; i++) {
            const char *name = rule->norms.items[i]->follow;
            if (!name || map_find(told, str_from(name), &known))
                continue;
            map_set(told, str_from(name), 1);
            open_listed(doc, &is_open, "");
            tell_hand_over(doc, rule, name);
        }
    }
    close_listed(doc, is_open);
    if (is_open)
        doc_close(doc);
    else
        doc_drop(doc);
}
