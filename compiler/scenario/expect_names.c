/* expect_names.c - the names in an expectation: what there is of them in the procedure and in the case.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>

#include "scenario/expect.h"

Clauses expect_read_clauses(const AstList *list)
{
    Clauses clauses = {0};
    for (size_t i = 0; i < list->count; i++) {
        const Ast *ast = list->items[i];
        if (ast->kind == AST_BY)
            clauses.by = ast;
        else if (ast->kind == AST_NOT_BEFORE)
            clauses.not_before = ast;
        else if (ast->kind == AST_BECAUSE)
            clauses.because = ast;
        else if (ast->kind == AST_NEEDING)
            clauses.needing = ast;
        else if (ast->kind == AST_FOR && clauses.for_count < 8)
            clauses.fors[clauses.for_count++] = ast;
    }
    return clauses;
}

size_t expect_report_unknown(Run *run, Span span, const char *what, Str name,
                             const char *const *names, size_t count)
{
    size_t message = report_add(run->report, diag_kind(DIAG_UNKNOWN_EXPECTATION), span,
                                "the procedure has no %s named '%.*s'", what, STR_ARG(name));
    const char *nearest = report_find_nearest(names, count, name);
    if (nearest)
        report_hint(run->report, message, "did you mean '%s'?", nearest);
    run->result->has_errors = true;
    return message;
}

/* ---- names ---- */

uint32_t expect_find_action(Run *run, Token name)
{
    const Code *code = run->code;
    uint32_t action;
    if (!run->actions) {
        Map *names = map_new(run->arena);
        for (uint32_t i = 0; i < code->action_count; i++)
            map_set(names, str_from(code->actions[i].name), i);
        run->actions = names;
    }
    if (map_find(run->actions, name.text, &action))
        return action;
    size_t count = report_may_search(run->report) ? code->action_count : 0;
    const char **names = ARENA_ARRAY(run->arena, count, const char *);
    for (uint32_t i = 0; i < count; i++)
        names[i] = code->actions[i].name;
    expect_report_unknown(run, name.span, "action", name.text, names, count);
    return INDEX_NONE;
}

bool expect_find_rule(Run *run, const Ast *because, uint32_t *rule)
{
    *rule = INDEX_NONE;
    if (!because)
        return true;
    const Code *code = run->code;
    Token name = because->as.BECAUSE.rule;
    if (!run->rules) {
        Map *names = map_new(run->arena);
        for (uint32_t i = 0; i < code->rule_count; i++)
            map_set(names, str_from(code->rules[i].name), i);
        run->rules = names;
    }
    if (map_find(run->rules, name.text, rule))
        return true;
    size_t count = report_may_search(run->report) ? code->rule_count : 0;
    const char **names = ARENA_ARRAY(run->arena, count, const char *);
    for (uint32_t i = 0; i < count; i++)
        names[i] = code->rules[i].name;
    expect_report_unknown(run, name.span, "rule", name.text, names, count);
    return false;
}

const OutcomeDecision *expect_find_decision(Run *run, const char *key)
{
    uint32_t decision;
    if (!run->decision_keys) {
        Map *keys = map_new(run->arena);
        for (size_t i = 0; i < run->outcome->decisions.count; i++)
            map_set(keys, str_from(run->outcome->decisions.items[i].key), (uint32_t)i);
        run->decision_keys = keys;
    }
    return map_find(run->decision_keys, str_from(key), &decision)
               ? &run->outcome->decisions.items[decision]
               : NULL;
}

/* The key with `#` for each part that is a number: "services.#.kind" for "services.2.kind". */
static Str path_of_key(Arena *arena, const char *key)
{
    Text path = text_in(arena);
    while (*key) {
        size_t length = strcspn(key, "."), digits = strspn(key, "0123456789");
        if (length && digits == length)
            text_add_byte(&path, '#');
        else
            text_add_str(&path, (Str){key, length});
        key += length;
        if (*key)
            text_add_byte(&path, *key++);
    }
    return text_get(&path);
}

static const Map *fact_paths(Run *run)
{
    Map *paths = map_new(run->arena);
    for (uint32_t i = 0; i < run->code->fact_count; i++)
        map_set(paths, str_from(code_fact_to_path(run->arena, run->code, i)), i);
    return paths;
}

static bool is_fact_key(Run *run, const char *key)
{
    uint32_t fact;
    if (str_has_prefix(str_from(key), "done."))
        return true;
    if (!run->fact_paths)
        run->fact_paths = fact_paths(run);
    return map_find(run->fact_paths, path_of_key(run->arena, key), &fact);
}

const OutcomeDecision *expect_get_decision(Run *run, const Ast *name)
{
    const char *key = scenario_key(run->arena, name);
    const OutcomeDecision *decision = expect_find_decision(run, key);
    if (decision)
        return decision;
    size_t count = report_may_search(run->report) ? run->outcome->decisions.count : 0;
    const char **names = ARENA_ARRAY(run->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        names[i] = run->outcome->decisions.items[i].key;
    if (is_fact_key(run, key)) {
        size_t message = report_add(run->report, diag_kind(DIAG_UNKNOWN_EXPECTATION), name->span,
                                    "'%s' is a fact, and facts are given, not expected", key);
        report_hint(run->report, message, "expect a decision or what somebody must or may do");
        run->result->has_errors = true;
        return NULL;
    }
    expect_report_unknown(run, name->span, "decision", str_from(key), names, count);
    return NULL;
}

bool expect_read_date(Run *run, const Ast *ast, Value *day)
{
    const Type date = {TYPE_DATE, NULL};
    Str words = source_get_words(run->program->sources, ast->span);
    if (value_read(day, date, NULL, words) == READ_OK)
        return true;
    report_add(run->report, diag_kind(DIAG_NO_SUCH_DATE), ast->span,
               "there is no such date as '%.*s'", STR_ARG(words));
    run->result->has_errors = true;
    return false;
}

/* ---- needs ---- */

static bool has_key(const Keys *keys, const char *key)
{
    uint32_t first = 0, end = keys->count;
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        int order = strcmp(keys->items[middle], key);
        if (!order)
            return true;
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return false;
}

static void report_unknown_fact(Run *run, Span span, const char *key)
{
    size_t count = report_may_search(run->report) ? run->code->fact_count : 0;
    const char **names = ARENA_ARRAY(run->arena, count, const char *);
    for (uint32_t i = 0; i < count; i++)
        names[i] = code_fact_to_path(run->arena, run->code, i);
    expect_report_unknown(run, span, "fact", str_from(key), names, count);
}

void expect_check_needing(Run *run, const Ast *needing)
{
    for (size_t i = 0; needing && i < needing->as.NEEDING.facts.count; i++) {
        const Ast *name = needing->as.NEEDING.facts.items[i];
        const char *key = scenario_key(run->arena, name);
        if (is_fact_key(run, key))
            continue;
        report_unknown_fact(run, name->span, key);
    }
}

/* Whether the needs are exactly those named (ruling 53). */
bool expect_needs_match(Run *run, const Keys *needs, const Ast *needing)
{
    if (!needing)
        return true;
    const AstList *facts = &needing->as.NEEDING.facts;
    Map *named = map_new(run->arena);
    for (size_t i = 0; i < facts->count; i++) {
        const char *key = scenario_key(run->arena, facts->items[i]);
        if (!has_key(needs, key))
            return false;
        map_set(named, str_from(key), 0);
    }
    return map_get_count(named) == needs->count;
}

/* Which `for` of its list the one at `index` is: two loops over one list take two. */
static size_t count_same(const Clauses *clauses, size_t index)
{
    size_t same = 0;
    for (size_t i = 0; i < index; i++)
        same += str_is_equal(clauses->fors[i]->as.FOR.list.text,
                             clauses->fors[index]->as.FOR.list.text);
    return same;
}

static bool element_matches(const Elements *elements, const Clauses *clauses, size_t index)
{
    const Ast *wanted = clauses->fors[index];
    size_t same = count_same(clauses, index);
    for (uint32_t i = 0; i < elements->count; i++) {
        if (!str_is(wanted->as.FOR.list.text, elements->items[i].list) || same--)
            continue;
        char number[16];
        snprintf(number, sizeof number, "%u", elements->items[i].number);
        return str_is(wanted->as.FOR.number.text, number);
    }
    return false;
}

bool expect_elements_match(const Elements *elements, const Clauses *clauses)
{
    for (size_t i = 0; i < clauses->for_count; i++)
        if (!element_matches(elements, clauses, i))
            return false;
    return true;
}
