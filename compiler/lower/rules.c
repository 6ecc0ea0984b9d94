/* rules.c - rules: their loops, conditions and what they override; effects are in norms.c.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "lower/context.h"

/* Far more than anybody could follow; the depth of frames that code_verify() allows is ten times as much. */
#define LOOPS_MOST 100

const Env *rule_env(Lower *lower, const CoreRule *rule)
{
    const Env *env = NULL;
    for (uint32_t i = 0; i < rule->loop_count; i++) {
        Env *inner = ARENA_NEW(lower->arena, Env);
        *inner = (Env){env, rule->loops[i]};
        env = inner;
    }
    return env;
}

static void declare_loops(Lower *lower, CoreRule *rule, const Ast *ast)
{
    const AstList *clauses = &ast->as.RULE.clauses;
    rule->loops = ARENA_ARRAY(lower->arena, clauses->count, CoreLoop *);
    for (size_t i = 0; i < clauses->count; i++) {
        const Ast *clause = clauses->items[i];
        if (clause->kind != AST_FOR_EACH)
            continue;
        if (rule->loop_count == LOOPS_MOST) {
            LOWER_REPORT(lower, DIAG_TOO_DEEP, clause->span, "a rule goes over at most %d lists",
                         LOOPS_MOST);
            rule->loop_count = 0;
            rule->is_broken = true;
            return;
        }
        CoreLoop *loop = lower_loop(lower, rule_env(lower, rule), clause->as.FOR_EACH.variable,
                                    clause->as.FOR_EACH.list);
        if (!loop) { /* reported; a loop over nothing keeps what follows quiet */
            rule->loop_count = 0;
            rule->is_broken = true;
            return;
        }
        rule->loops[rule->loop_count++] = loop;
    }
}

void declare_rule(Lower *lower, const Ast *ast)
{
    CoreRule *rule = ARENA_NEW(lower->arena, CoreRule);
    rule->name = token_to_text(lower, ast->as.RULE.name);
    rule->label = token_to_text(lower, ast->as.RULE.label);
    rule->module = lower->module;
    rule->span = ast->span;
    rule->name_span = ast->as.RULE.name.span;
    Symbol symbol = {SYMBOL_RULE, rule->name, rule->name_span, {.rule = rule}};
    if (!scope_add(lower->scope, ROOM_RULES, symbol))
        return;
    declare_loops(lower, rule, ast);
    rule->number = (uint32_t)lower->program->rules.count;
    VEC_PUSH(lower->arena, &lower->program->rules, rule);
    declare_actions(lower, rule, ast);
    const Pending pending = {ast, lower->module, {.rule = rule}};
    VEC_PUSH(lower->arena, &lower->pending_rules, pending);
}

static void add_condition(Lower *lower, CoreRule *rule, const Env *env, RulePartKind kind,
                          const Ast *condition, const AstList *marks, Span span)
{
    CoreCondition part = {kind, lower_condition(lower, env, condition), {0}, span};
    if (marks)
        part.marks = lower_marks(lower, marks);
    VEC_PUSH(lower->arena, &rule->conditions, part);
}

static void lower_clause(Lower *lower, CoreRule *rule, const Env *env, const Ast *clause)
{
    if (clause->kind == AST_WHEN)
        add_condition(lower, rule, env, RULE_PART_WHEN, clause->as.WHEN.condition,
                      &clause->as.WHEN.marks, clause->span);
    else if (clause->kind == AST_UNLESS)
        add_condition(lower, rule, env, RULE_PART_UNLESS, clause->as.UNLESS.condition,
                      &clause->as.UNLESS.marks, clause->span);
    else if (clause->kind == AST_FOR_EACH && clause->as.FOR_EACH.where)
        add_condition(lower, rule, env, RULE_PART_WHERE, clause->as.FOR_EACH.where, NULL,
                      clause->as.FOR_EACH.where->span);
    else if (clause->kind == AST_IN_FORCE) {
        rule->has_period = true;
        rule->period = lower_period(lower, clause);
    }
}

static void lower_override(Lower *lower, CoreRule *rule, const Ast *name)
{
    if (name->kind != AST_NAME || name->as.NAME.parts.count != 1 ||
        name->as.NAME.parts.items[0]->kind != AST_PART)
        return;
    Token token = name->as.NAME.parts.items[0]->as.PART.name;
    const Symbol *symbol = scope_find(lower->scope, ROOM_RULES, token.text);
    if (symbol) {
        VEC_PUSH(lower->arena, &rule->overrides, symbol->as.rule);
        VEC_PUSH(lower->arena, &rule->override_spans, token.span);
        return;
    }
    const char *nearest = scope_find_nearest(lower->scope, ROOM_RULES, token.text);
    if (!nearest && lower->is_incomplete)
        return;
    size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_RULE, token.span,
                                  "there is no rule named '%.*s'", STR_ARG(token.text));
    if (nearest)
        report_hint(lower->report, message, "did you mean '%s'?", nearest);
    else
        report_hint(lower->report, message,
                    "'overrides' takes the name after 'rule', not its label");
}

void lower_rule_body(Lower *lower, CoreRule *rule, const Ast *ast)
{
    if (rule->is_broken)
        return;
    const Env *env = rule_env(lower, rule);
    rule->marks = lower_marks(lower, &ast->as.RULE.clauses);
    rule->marks = marks_join(lower->arena, rule->marks, lower_marks(lower, &ast->as.RULE.after));
    for (size_t i = 0; i < ast->as.RULE.clauses.count; i++)
        lower_clause(lower, rule, env, ast->as.RULE.clauses.items[i]);
    for (size_t i = 0; i < ast->as.RULE.after.count; i++) {
        const Ast *after = ast->as.RULE.after.items[i];
        if (after->kind != AST_OVERRIDES) {
            lower_clause(lower, rule, env, after);
            continue;
        }
        for (size_t k = 0; k < after->as.OVERRIDES.rules.count; k++)
            lower_override(lower, rule, after->as.OVERRIDES.rules.items[k]);
    }
    lower_effects(lower, rule, ast, env);
}
