/* rules.c - rules in words: for whom, when, who must, may or must not do what, unless what, and which rule goes before which.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "doc/parts.h"

/* ---- norms ---- */

const char *doc_name_norm(Doc *doc, const CoreNorm *norm)
{
    return norm->label ? norm->label : norm->action ? doc_name_action(doc, norm->action) : "";
}

const char *doc_name_duty(Doc *doc, const CoreNorm *norm)
{
    const char *words = modality_to_words(norm->modality);
    if (norm->choice) /* where it stands without the others */
        words = arena_format(doc->arena, "%s, as one of several ways", words);
    if (!norm->actor)
        return doc_to_heading(doc, words);
    return arena_format(doc->arena, "%s %s", doc_to_heading(doc, doc_to_words(doc, norm->actor)),
                        words);
}

/* What a norm cites beyond its rule. */
static void end_norm(Doc *doc, const CoreNorm *norm)
{
    doc_say_cites(doc, &norm->marks, &norm->rule->marks);
    if (norm->when) {
        doc_open_paragraph(doc, "Only when ");
        doc_tell_condition(doc, norm->when, false);
        doc_close(doc);
    }
    if (norm->timing.until) {
        doc_open_paragraph(doc, "Until ");
        doc_tell_condition(doc, norm->timing.until, false);
        doc_close(doc);
    }
    doc_add_notes(doc, &norm->marks, &norm->rule->marks);
}

/* The first place that names an action is the one that links lead to. */
static void take_id(Doc *doc, const CoreNorm *norm)
{
    uint32_t known;
    if (!norm->action)
        return;
    const char *id = doc_id_action(doc, norm->action);
    if (map_find(doc->ids, str_from(id), &known))
        return;
    map_set(doc->ids, str_from(id), 1);
    doc->at->id = id;
}

static void tell_action(Doc *doc, const CoreNorm *norm)
{
    take_id(doc, norm);
    doc_say(doc, doc_name_norm(doc, norm));
    if (doc_has_timing(norm)) {
        doc_say(doc, " – ");
        doc_say_timing(doc, &norm->timing, false);
    }
    end_norm(doc, norm);
}

static void tell_choice(Doc *doc, const CoreNorm *norm)
{
    doc_say_strong(doc, arena_format(doc->arena, "%s do one of these:", doc_name_duty(doc, norm)));
    doc_say_cites(doc, &norm->marks, &norm->rule->marks);
    doc_add_notes(doc, &norm->marks, &norm->rule->marks);
    doc_open(doc, DOC_LIST, NULL);
    for (uint32_t i = 0; i < norm->option_count; i++) {
        doc_open_item(doc);
        tell_action(doc, norm->options[i]);
        doc_close(doc);
    }
    doc_close(doc);
}

static void tell_follow(Doc *doc, const CoreNorm *norm)
{
    doc_say_strong(doc, "Go on with: ");
    doc_link_followed(doc, norm->rule->module, norm->follow);
    end_norm(doc, norm);
}

static bool is_same_duty(const CoreNorm *a, const CoreNorm *b)
{
    return a->action && b->action && !a->choice && !b->choice && a->modality == b->modality &&
           a->actor && b->actor && !strcmp(a->actor, b->actor);
}

/* One actor's duties of one kind in a row stand below one heading. Returns how many were told. */
static size_t tell_duties(Doc *doc, CoreNorm *const *norms, size_t count)
{
    size_t same = 1;
    while (same < count && is_same_duty(norms[0], norms[same]))
        same++;
    doc_say_strong(doc, arena_format(doc->arena, "%s:", doc_name_duty(doc, norms[0])));
    if (same == 1) {
        doc_say(doc, " ");
        tell_action(doc, norms[0]);
        return 1;
    }
    doc_open(doc, DOC_LIST, NULL);
    for (size_t i = 0; i < same; i++) {
        doc_open_item(doc);
        tell_action(doc, norms[i]);
        doc_close(doc);
    }
    doc_close(doc);
    return same;
}

static size_t tell_effect(Doc *doc, CoreNorm *const *norms, size_t count)
{
    size_t told = 1;
    doc_open_item(doc);
    if (norms[0]->modality == MODALITY_FOLLOW)
        tell_follow(doc, norms[0]);
    else if (norms[0]->option_count)
        tell_choice(doc, norms[0]);
    else
        told = tell_duties(doc, norms, count);
    doc_close(doc);
    return told;
}

static void tell_norms(Doc *doc, const CoreRule *rule)
{
    doc_open(doc, DOC_LIST, NULL);
    for (size_t i = 0; i < rule->norms.count;) {
        if (rule->norms.items[i]->choice)
            i++; /* told with its choice */
        else
            i += tell_effect(doc, rule->norms.items + i, rule->norms.count - i);
    }
    doc_close(doc);
}

/* ---- conditions ---- */

static const CoreCondition *find_where(const CoreRule *rule, uint32_t loop)
{
    for (size_t i = 0; i < rule->conditions.count; i++) {
        const CoreCondition *it = &rule->conditions.items[i];
        if (it->kind != RULE_PART_WHERE)
            continue;
        const CoreLoop *bound = rule->loops[loop];
        if (it->span.start >= bound->span.start &&
            (loop + 1 == rule->loop_count || it->span.start < rule->loops[loop + 1]->span.start))
            return it;
    }
    return NULL;
}

static void tell_loop(Doc *doc, const CoreRule *rule, uint32_t index)
{
    const CoreCondition *where = find_where(rule, index);
    doc_open_paragraph(doc, index == 0 ? "For each of " : "And for each of ");
    doc_link_list(doc, rule->loops[index]);
    doc_enter_loop(doc, rule->loops[index]);
    if (where) {
        doc_say(doc, " for which ");
        doc_tell_condition(doc, where->expr, false);
    }
    doc_close(doc);
}

static void tell_part(Doc *doc, const CoreCondition *it, const char *lead)
{
    static const Marks none = {.citations = NULL};
    bool is_cited_twice = it->expr->marks.citations == it->marks.citations;
    doc_open_paragraph(doc, lead);
    doc_tell_condition(doc, it->expr, false);
    doc_say_cites(doc, &it->marks, is_cited_twice ? &it->marks : &none);
    doc_add_notes(doc, &it->marks, is_cited_twice ? &it->marks : &none);
    doc_close(doc);
}

static bool tell_parts(Doc *doc, const CoreRule *rule, RulePartKind kind, const char *lead)
{
    bool is_told = false;
    for (size_t i = 0; i < rule->conditions.count; i++) {
        if (rule->conditions.items[i].kind != kind)
            continue;
        tell_part(doc, &rule->conditions.items[i], lead);
        is_told = true;
    }
    return is_told;
}

/* ---- which rule goes before which ---- */

static bool does_override(const CoreRule *rule, const CoreRule *other)
{
    for (size_t i = 0; i < rule->overrides.count; i++)
        if (rule->overrides.items[i] == other)
            return true;
    return false;
}

static void say_overriders(Doc *doc, const CoreRule *rule, const char *lead)
{
    bool is_open = false;
    for (size_t i = 0; i < doc->program->rules.count; i++) {
        const CoreRule *it = doc->program->rules.items[i];
        if (!does_override(it, rule))
            continue;
        doc_say(doc, is_open ? " or " : lead);
        doc_link_rule(doc, it);
        is_open = true;
    }
}

static void tell_overriders(Doc *doc, const CoreRule *rule)
{
    for (size_t i = 0; i < doc->program->rules.count; i++) {
        const CoreRule *it = doc->program->rules.items[i];
        if (!does_override(it, rule))
            continue;
        doc_open_paragraph(doc, "Exception: where the rule ");
        doc_link_rule(doc, it);
        doc_say(doc, " applies, this rule does not");
        say_overriders(doc, it, ", unless that rule itself gives way to ");
        doc_say(doc, ".");
        doc_close(doc);
    }
}

static void tell_overridden(Doc *doc, const CoreRule *rule)
{
    if (!rule->overrides.count)
        return;
    doc_open_paragraph(doc, "Where this rule applies, it goes before ");
    for (size_t i = 0; i < rule->overrides.count; i++) {
        doc_say(doc, i == 0 ? "" : i + 1 == rule->overrides.count ? " and " : ", ");
        doc_link_rule(doc, rule->overrides.items[i]);
    }
    doc_say(doc, rule->overrides.count > 1 ? ", which then do not apply."
                                           : ", which then does not apply.");
    doc_close(doc);
}

/* ---- a rule ---- */

static void tell_head(Doc *doc, const CoreRule *rule)
{
    doc_add_cites(doc, "Rule", &rule->marks);
    if (rule->has_period) {
        doc_open_paragraph(doc, "");
        doc_say_period(doc, "This rule is in force", &rule->period, ".");
        doc_close(doc);
    }
    doc_add_notes(doc, &rule->marks, NULL);
}

static void tell_body(Doc *doc, const CoreRule *rule)
{
    for (uint32_t i = 0; i < rule->loop_count; i++)
        tell_loop(doc, rule, i);
    bool is_told = tell_parts(doc, rule, RULE_PART_WHEN, "When ") || rule->loop_count;
    doc_open_paragraph(doc, is_told ? "Then:" : "In every case:");
    doc_close(doc);
    tell_norms(doc, rule);
    tell_parts(doc, rule, RULE_PART_UNLESS, "Unless ");
    for (uint32_t i = 0; i < rule->loop_count; i++)
        doc_leave_loop(doc);
}

void doc_tell_rule(Doc *doc, const CoreRule *rule)
{
    doc->here_id = doc_id_rule(doc, rule);
    doc->here_label = doc_name_rule(doc, rule);
    doc_open_section(doc, doc->here_id, doc_to_heading(doc, doc->here_label));
    tell_head(doc, rule);
    tell_body(doc, rule);
    tell_overriders(doc, rule);
    tell_overridden(doc, rule);
    doc_close(doc);
}
