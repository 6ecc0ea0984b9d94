/* scenarios.c - scenarios as worked examples: what is given and what comes of it, in words.
 *
 * In: the tree of a scenario, whose names have been checked with its text. What the page tells of is linked; a scenario's text
 * may know more than the page.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "doc/parts.h"

/* ---- names ---- */

static void say_linked(Doc *doc, const char *id, const char *words)
{
    uint32_t known;
    if (map_find(doc->ids, str_from(id), &known))
        doc_say_link(doc, id, words);
    else
        doc_say(doc, words);
}

static const CoreFact *find_fact(const Doc *doc, const CoreRecord *record, Str name)
{
    size_t count = record ? record->fields.count : doc->program->facts.count;
    CoreFact *const *facts = record ? record->fields.items : doc->program->facts.items;
    for (size_t i = 0; i < count; i++)
        if (str_is(name, facts[i]->name))
            return facts[i];
    return NULL;
}

static const CoreDecision *find_decision(const Doc *doc, const CoreRecord *record, Str name)
{
    for (size_t i = 0; i < doc->program->decisions.count; i++) {
        const CoreDecision *it = doc->program->decisions.items[i];
        if (it->record == record && str_is(name, it->name))
            return it;
    }
    return NULL;
}

static const CoreAction *find_action(const Doc *doc, Str name)
{
    for (size_t i = 0; i < doc->program->actions.count; i++)
        if (str_is(name, doc->program->actions.items[i]->name))
            return doc->program->actions.items[i];
    return NULL;
}

static const CoreRule *find_rule(const Doc *doc, Str name)
{
    for (size_t i = 0; i < doc->program->rules.count; i++)
        if (str_is(name, doc->program->rules.items[i]->name))
            return doc->program->rules.items[i];
    return NULL;
}

static void say_action(Doc *doc, Str name)
{
    const CoreAction *action = find_action(doc, name);
    if (action)
        say_linked(doc, doc_id_action(doc, action), doc_name_action(doc, action));
    else
        doc_say(doc, doc_to_words(doc, str_to_text(doc->arena, name)));
}

/* What a key speaks of. */
typedef struct Meant {
    const CoreFact *fact;
    const CoreDecision *decision;
    Type type;
} Meant;

static Meant say_part(Doc *doc, const CoreRecord *record, Str name)
{
    Meant meant = {
        find_fact(doc, record, name), find_decision(doc, record, name), {TYPE_TEXT, NULL}};
    if (meant.fact) {
        say_linked(doc, doc_id_fact(doc, meant.fact), doc_name_fact(doc, meant.fact));
        meant.type = meant.fact->type;
    } else if (meant.decision) {
        say_linked(doc, doc_id_decision(doc, meant.decision),
                   doc_name_decision(doc, meant.decision));
        meant.type = meant.decision->type;
    } else {
        const CoreAction *action = find_action(doc, name);
        doc_say(doc, action ? doc_name_action(doc, action)
                            : doc_to_words(doc, str_to_text(doc->arena, name)));
    }
    return meant;
}

/* "the carers, number 2: how far the care is" */
static Meant say_key(Doc *doc, const CoreRecord *record, const Ast *key)
{
    Meant meant = {NULL, NULL, {TYPE_TEXT, NULL}};
    for (size_t i = 0; i < key->as.NAME.parts.count; i++) {
        Str part = key->as.NAME.parts.items[i]->as.PART.name.text;
        if (part.length && part.bytes[0] >= '0' && part.bytes[0] <= '9') {
            doc_say_format(doc, ", number %.*s", STR_ARG(part));
            record = meant.fact ? meant.fact->element : record;
            doc_say(doc, i + 1 < key->as.NAME.parts.count ? ": " : "");
        } else {
            meant = say_part(doc, record, part);
        }
    }
    return meant;
}

/* ---- values ---- */

static void say_words_of(Doc *doc, const Ast *ast)
{
    Str words = source_get_words(driver_get_sources(doc->site->driver), ast->span);
    doc_say(doc, str_to_text(doc->arena, words));
}

static void say_name_value(Doc *doc, const Ast *ast, Type type)
{
    Value value;
    Str name = ast->as.NAME.parts.items[0]->as.PART.name.text;
    if (type.kind == TYPE_ENUMERATION && enumeration_find_value(type.enumeration, name, &value))
        doc_say_format(doc, "“%s”", doc_name_value(doc, type.enumeration, value));
    else
        doc_say(doc, doc_to_words(doc, str_to_text(doc->arena, name)));
}

static void say_given_value(Doc *doc, const Ast *ast, Type type)
{
    if (ast->kind == AST_UNKNOWN)
        doc_say(doc, "not known");
    else if (ast->kind == AST_NAME)
        say_name_value(doc, ast, type);
    else if (ast->kind == AST_YES_NO)
        doc_say(doc, ast->as.YES_NO.is_yes ? "yes" : "no");
    else if (ast->kind == AST_TEXT)
        doc_say_format(doc, "“%.*s”", STR_ARG(ast->as.TEXT.text.text));
    else
        say_words_of(doc, ast);
}

/* ---- given ---- */

/* " for the carers, number 2" */
static void say_for(Doc *doc, const Ast *it)
{
    doc_say(doc, ", for ");
    const CoreFact *list = NULL;
    for (size_t i = 0; i < doc->program->facts.count && !list; i++)
        if (str_is(it->as.FOR.list.text, doc->program->facts.items[i]->name))
            list = doc->program->facts.items[i];
    for (size_t i = 0; i < doc->program->records.count && !list; i++)
        list = find_fact(doc, doc->program->records.items[i], it->as.FOR.list.text);
    doc_say_format(doc, "%s, number %.*s",
                   list ? doc_name_fact(doc, list)
                        : doc_to_words(doc, str_to_text(doc->arena, it->as.FOR.list.text)),
                   STR_ARG(it->as.FOR.number.text));
}

static void tell_given(Doc *doc, const CoreRecord *record, const Ast *it);

static void tell_element(Doc *doc, const CoreRecord *record, const Ast *element, size_t number)
{
    doc_open_item(doc);
    doc_say_format(doc, "number %zu:", number);
    doc_open(doc, DOC_LIST, NULL);
    for (size_t i = 0; i < element->as.ELEMENT.givens.count; i++)
        tell_given(doc, record, element->as.ELEMENT.givens.items[i]);
    doc_close(doc);
    doc_close(doc);
}

static void tell_given_list(Doc *doc, const CoreRecord *record, const Ast *it)
{
    Meant meant = say_key(doc, record, it->as.GIVEN_LIST.name);
    const AstList *elements = &it->as.GIVEN_LIST.elements;
    if (!elements->count) {
        doc_say(doc, ": none");
        return;
    }
    doc_say(doc, ":");
    doc_open(doc, DOC_LIST, NULL);
    for (size_t i = 0; i < elements->count; i++)
        if (elements->items[i]->kind == AST_ELEMENT)
            tell_element(doc, meant.fact ? meant.fact->element : NULL, elements->items[i], i + 1);
    doc_close(doc);
}

static void say_given_done(Doc *doc, const Ast *it)
{
    doc_say(doc, "“");
    say_action(doc, it->as.GIVEN_DONE.action.text);
    doc_say(doc, "”");
    for (size_t i = 0; i < it->as.GIVEN_DONE.elements.count; i++)
        say_for(doc, it->as.GIVEN_DONE.elements.items[i]);
    if (it->as.GIVEN_DONE.date->kind == AST_UNKNOWN) {
        doc_say(doc, ": it is not known whether it has been done");
        return;
    }
    doc_say(doc, ": done on ");
    say_words_of(doc, it->as.GIVEN_DONE.date);
}

static void tell_given(Doc *doc, const CoreRecord *record, const Ast *it)
{
    doc_open_item(doc);
    if (it->kind == AST_GIVEN) {
        Meant meant = say_key(doc, record, it->as.GIVEN.name);
        doc_say(doc, ": ");
        say_given_value(doc, it->as.GIVEN.value, meant.type);
    } else if (it->kind == AST_GIVEN_LIST) {
        tell_given_list(doc, record, it);
    } else if (it->kind == AST_GIVEN_DONE) {
        say_given_done(doc, it);
    }
    doc_close(doc);
}

/* ---- expected ---- */

static void say_needing(Doc *doc, const Ast *it)
{
    doc_say(doc, "; to be found out: ");
    for (size_t i = 0; i < it->as.NEEDING.facts.count; i++) {
        doc_say(doc, i == 0 ? "" : ", ");
        say_key(doc, NULL, it->as.NEEDING.facts.items[i]);
    }
}

static void say_because(Doc *doc, Str name)
{
    const CoreRule *rule = find_rule(doc, name);
    doc_say(doc, ", because of the rule ");
    if (rule)
        say_linked(doc, doc_id_rule(doc, rule), doc_name_rule(doc, rule));
    else
        doc_say(doc, doc_to_words(doc, str_to_text(doc->arena, name)));
}

static void say_details(Doc *doc, const AstList *clauses)
{
    for (size_t i = 0; i < clauses->count; i++) {
        const Ast *it = clauses->items[i];
        if (it->kind == AST_FOR) {
            say_for(doc, it);
        } else if (it->kind == AST_BY) {
            doc_say(doc, ", by ");
            say_words_of(doc, it->as.BY.date);
        } else if (it->kind == AST_NOT_BEFORE) {
            doc_say(doc, ", not before ");
            say_words_of(doc, it->as.NOT_BEFORE.date);
        } else if (it->kind == AST_BECAUSE) {
            say_because(doc, it->as.BECAUSE.rule.text);
        } else if (it->kind == AST_NEEDING) {
            say_needing(doc, it);
        }
    }
}

static const char *status_words(ExpectedStatus status)
{
    switch (status) {
    case EXPECTED_APPLIES: return "";
    case EXPECTED_DOES_NOT_APPLY: return "Does not apply: ";
    case EXPECTED_UNDETERMINED: return "Still open: ";
    }
    UNREACHABLE();
}

/* The one who has to: the expectation names nobody where only one actor can be meant. */
static const char *find_actor(const Doc *doc, const Ast_EXPECT_NORM *it)
{
    if (it->actor.text.length)
        return str_to_text(doc->arena, it->actor.text);
    for (size_t r = 0; r < doc->program->rules.count; r++) {
        const CoreRule *rule = doc->program->rules.items[r];
        for (size_t i = 0; i < rule->norms.count; i++) {
            const CoreNorm *norm = rule->norms.items[i];
            if (norm->action && norm->modality == it->modality &&
                str_is(it->action.text, norm->action->name))
                return norm->actor;
        }
    }
    return NULL;
}

static void say_expected_norm(Doc *doc, const Ast_EXPECT_NORM *it)
{
    const char *actor = find_actor(doc, it);
    doc_say(doc, status_words(it->status));
    doc_say_strong(doc,
                   arena_format(doc->arena, "%s %s: ",
                                actor ? doc_to_heading(doc, doc_to_words(doc, actor)) : "Somebody",
                                modality_to_words(it->modality)));
    say_action(doc, it->action.text);
    say_details(doc, &it->clauses);
}

static void say_expected_value(Doc *doc, const Ast_EXPECT_VALUE *it)
{
    Meant meant = say_key(doc, NULL, it->name);
    doc_say(doc, ": ");
    if (it->value->kind == AST_UNKNOWN)
        doc_say(doc, "still open");
    else
        say_given_value(doc, it->value, meant.type);
    say_details(doc, &it->clauses);
}

/* The text whose rule hands over to `name`; that of the scenario where there is none. */
static const CoreModule *find_follower(const Doc *doc, const char *name)
{
    for (size_t r = 0; r < doc->program->rules.count; r++) {
        const CoreRule *rule = doc->program->rules.items[r];
        for (size_t i = 0; i < rule->norms.count; i++)
            if (rule->norms.items[i]->follow && !strcmp(rule->norms.items[i]->follow, name))
                return rule->module;
    }
    return doc->program->modules.items[0];
}

static void say_expected_follow(Doc *doc, const Ast_EXPECT_FOLLOW *it)
{
    const char *name = str_to_text(doc->arena, it->procedure.text);
    doc_say(doc, status_words(it->status));
    doc_say(doc, "Go on with: ");
    doc_link_followed(doc, find_follower(doc, name), name);
    say_details(doc, &it->clauses);
}

static void say_expected(Doc *doc, const Ast *it)
{
    if (it->kind == AST_EXPECT_NORM) {
        say_expected_norm(doc, &it->as.EXPECT_NORM);
    } else if (it->kind == AST_EXPECT_VALUE) {
        say_expected_value(doc, &it->as.EXPECT_VALUE);
    } else if (it->kind == AST_EXPECT_STATE) {
        doc_say(doc, "“");
        say_action(doc, it->as.EXPECT_STATE.action.text);
        doc_say_format(doc, "” is %s", state_to_words(it->as.EXPECT_STATE.state));
        say_details(doc, &it->as.EXPECT_STATE.clauses);
    } else if (it->kind == AST_EXPECT_CONFLICT) {
        doc_say(doc, "Answers that contradict each other: ");
        say_key(doc, NULL, it->as.EXPECT_CONFLICT.name);
        say_details(doc, &it->as.EXPECT_CONFLICT.clauses);
    } else if (it->kind == AST_EXPECT_GAP) {
        doc_say(doc, "No answer: ");
        say_key(doc, NULL, it->as.EXPECT_GAP.name);
        say_details(doc, &it->as.EXPECT_GAP.clauses);
    } else if (it->kind == AST_EXPECT_FOLLOW) {
        say_expected_follow(doc, &it->as.EXPECT_FOLLOW);
    }
}

/* ---- a scenario ---- */

static void tell_clauses(Doc *doc, const Ast_SCENARIO *it)
{
    for (size_t i = 0; i < it->clauses.count; i++) {
        const Ast *clause = it->clauses.items[i];
        if (clause->kind == AST_LIKE) {
            doc_open_paragraph(doc, "");
            doc_say_format(doc, "As in “%.*s”, but for what is given here.",
                           STR_ARG(clause->as.LIKE.title.text));
            doc_close(doc);
        } else if (clause->kind == AST_AS_OF) {
            doc_open_paragraph(doc, "On ");
            say_words_of(doc, clause->as.AS_OF.date);
            doc_say(doc, ".");
            doc_close(doc);
        } else if (clause->kind == AST_NOTE) {
            doc_open(doc, DOC_NOTE, NULL);
            doc_say_format(doc, "How this was read: %.*s", STR_ARG(clause->as.NOTE.text.text));
            doc_close(doc);
        }
    }
}

static void tell_scenario(Doc *doc, const CoreScenario *scenario)
{
    const Ast_SCENARIO *it = &scenario->ast->as.SCENARIO;
    doc_open_section(doc, NULL, scenario->title);
    tell_clauses(doc, it);
    if (it->givens.count) {
        doc_open_paragraph(doc, "Given:");
        doc_open(doc, DOC_LIST, NULL);
        for (size_t i = 0; i < it->givens.count; i++)
            tell_given(doc, NULL, it->givens.items[i]);
        doc_close(doc);
        doc_close(doc);
    }
    doc_open_paragraph(doc, "Then:");
    doc_open(doc, DOC_LIST, NULL);
    for (size_t i = 0; i < it->expectations.count; i++) {
        doc_open_item(doc);
        say_expected(doc, it->expectations.items[i]);
        doc_close(doc);
    }
    doc_close(doc);
    doc_close(doc);
    doc_close(doc);
}

void doc_tell_scenarios(Doc *doc)
{
    bool is_open = false;
    const Sources *sources = driver_get_sources(doc->site->driver);
    Str path = sources->list.items[doc->own->modules.items[0]->source].name;
    for (size_t i = 0; i < doc->site->scenarios.count; i++) {
        const DocScenario *it = &doc->site->scenarios.items[i];
        if (!str_is(path, it->path))
            continue;
        if (!is_open) {
            doc_open_section(doc, "examples", "Examples");
            doc_open_paragraph(doc, "Made-up cases, and what has to come of them; the procedure "
                                    "is tested with each.");
            doc_close(doc);
        }
        is_open = true;
        doc->program = it->program;
        tell_scenario(doc, it->scenario);
        doc->program = doc->own;
    }
    if (is_open)
        doc_close(doc);
}
