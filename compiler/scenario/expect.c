/* expect.c - one expectation against what came out (section 8 of the language's reference; rulings 53 and 54).
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "scenario/expect.h"

/* ---- decisions ---- */

static void report_value(Run *run, const char *key, Span span, Str words, Type type)
{
    size_t message = report_add(run->report, diag_kind(DIAG_EXPECTATION_VALUE), span,
                                "'%s' cannot be '%.*s'", key, STR_ARG(words));
    report_hint(run->report, message, "allowed is %s", value_describe_allowed(run->arena, type));
    run->result->has_errors = true;
}

void expect_value_words(Run *run, const Ast *ast, const OutcomeDecision *decision, Str words)
{
    Type type = run->code->decisions[decision->decision].type;
    Value value;
    if (value_read(&value, type, run->outcome->evaluation->table->texts, words) != READ_OK) {
        bool has_value = ast->kind == AST_EXPECT_VALUE;
        report_value(run, decision->key, has_value ? ast->as.EXPECT_VALUE.value->span : ast->span,
                     words, type);
        return;
    }
    if (decision->status != DECISION_VALUE || decision->value != value)
        scenario_fail(run, ast, found_decision(run, decision), decision->key);
}

static bool is_unknown_as_wanted(Run *run, const OutcomeDecision *decision, const Ast *needing)
{
    return decision->status == DECISION_UNDETERMINED &&
           expect_needs_match(run, &decision->needs, needing);
}

static void expect_value(Run *run, const Ast *ast)
{
    const Ast *name = ast->as.EXPECT_VALUE.name, *value = ast->as.EXPECT_VALUE.value;
    if (!name || name->kind != AST_NAME || !value || value->kind == AST_ERROR)
        return;
    Clauses clauses = expect_read_clauses(&ast->as.EXPECT_VALUE.clauses);
    const OutcomeDecision *decision = expect_get_decision(run, name);
    expect_check_needing(run, clauses.needing);
    uint32_t rule;
    if (!decision || !expect_find_rule(run, clauses.because, &rule))
        return;
    if (value->kind != AST_UNKNOWN) {
        Str words = value->kind == AST_TEXT ? value->as.TEXT.text.text
                                            : source_get_words(run->program->sources, value->span);
        expect_value_words(run, ast, decision, words);
    } else if (!is_unknown_as_wanted(run, decision, clauses.needing)) {
        scenario_fail(run, ast, found_decision(run, decision), decision->key);
    }
}

/* ---- conflicts, gaps, hand-overs ---- */

/* Whether the rule is one of those in conflict; INDEX_NONE is any. */
static bool has_side(const Run *run, const Conflict *conflict, uint32_t rule)
{
    if (rule == INDEX_NONE)
        return true;
    for (uint32_t i = 0; i < conflict->side_count; i++)
        if (!strcmp(conflict->sides[i].rule, run->code->rules[rule].name))
            return true;
    return false;
}

static void expect_conflict(Run *run, const Ast *ast, const Ast *name, const AstList *list,
                            bool is_gap)
{
    if (!name || name->kind != AST_NAME)
        return;
    const char *key = scenario_key(run->arena, name);
    Clauses clauses = expect_read_clauses(list);
    bool is_action = false;
    for (uint32_t i = 0; i < run->code->action_count; i++)
        is_action |= !strcmp(run->code->actions[i].name, key);
    uint32_t rule;
    if (!expect_find_rule(run, clauses.because, &rule) ||
        ((is_gap || !is_action) && !expect_get_decision(run, name)))
        return;
    size_t count = is_gap ? run->outcome->gaps.count : run->outcome->conflicts.count;
    const Conflict *found = is_gap ? run->outcome->gaps.items : run->outcome->conflicts.items;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(found[i].on, key) && expect_elements_match(&found[i].elements, &clauses) &&
            has_side(run, &found[i], rule))
            return;
    scenario_fail(
        run, ast,
        arena_format(run->arena, "there is no %s on %s", is_gap ? "gap" : "conflict", key), key);
}

static void expect_follow(Run *run, const Ast *ast)
{
    static const NormStatus statuses[] = {
        [EXPECTED_APPLIES] = NORM_APPLIES,
        [EXPECTED_DOES_NOT_APPLY] = NORM_DOES_NOT_APPLY,
        [EXPECTED_UNDETERMINED] = NORM_UNDETERMINED,
    };
    Token name = ast->as.EXPECT_FOLLOW.procedure;
    NormStatus wanted = statuses[ast->as.EXPECT_FOLLOW.status], best = NORM_DOES_NOT_APPLY;
    Clauses clauses = expect_read_clauses(&ast->as.EXPECT_FOLLOW.clauses);
    bool is_named = false, is_found = false;
    uint32_t rule;
    if (!expect_find_rule(run, clauses.because, &rule))
        return;
    for (size_t i = 0; i < run->outcome->norms.count; i++) {
        const OutcomeNorm *norm = &run->outcome->norms.items[i];
        const CodeNorm *meaning = &run->code->norms[norm->norm];
        if (meaning->modality != MODALITY_FOLLOW || !str_is(name.text, meaning->follow))
            continue;
        is_named = true;
        if (!expect_elements_match(&norm->elements, &clauses) ||
            (rule != INDEX_NONE && meaning->rule != rule))
            continue;
        best = norm->status < best ? norm->status : best;
        is_found |=
            norm->status == wanted && expect_needs_match(run, &norm->needs, clauses.needing);
    }
    expect_check_needing(run, clauses.needing);
    if (!is_named)
        expect_report_unknown(run, name.span, "hand-over to a procedure", name.text, NULL, 0);
    else if (!is_found || best != wanted)
        scenario_fail(run, ast,
                      best == NORM_APPLIES        ? "it is followed"
                      : best == NORM_UNDETERMINED ? "whether it is followed is undetermined"
                                                  : "it is not followed",
                      NULL);
}

void scenario_expect(Run *run, const Ast *ast)
{
    if (ast->kind == AST_EXPECT_NORM)
        expect_norm(run, ast);
    else if (ast->kind == AST_EXPECT_STATE)
        expect_state(run, ast);
    else if (ast->kind == AST_EXPECT_VALUE)
        expect_value(run, ast);
    else if (ast->kind == AST_EXPECT_CONFLICT)
        expect_conflict(run, ast, ast->as.EXPECT_CONFLICT.name, &ast->as.EXPECT_CONFLICT.clauses,
                        false);
    else if (ast->kind == AST_EXPECT_GAP)
        expect_conflict(run, ast, ast->as.EXPECT_GAP.name, &ast->as.EXPECT_GAP.clauses, true);
    else if (ast->kind == AST_EXPECT_FOLLOW)
        expect_follow(run, ast);
}
