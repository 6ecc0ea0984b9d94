/* decisions.c - alternatives with their levels; parameters with their dates.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "lower/context.h"

static const Ast *find_period(const AstList *clauses)
{
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == AST_IN_FORCE)
            return clauses->items[i];
    return NULL;
}

static CoreAlternative lower_alternative(Lower *lower, const Env *env, Type type, const Ast *ast,
                                         uint32_t level)
{
    CoreAlternative alternative = {0};
    alternative.level = level;
    alternative.value =
        lower_typed(lower, env, ast->as.ALTERNATIVE.value, type, "the value of this decision");
    if (ast->as.ALTERNATIVE.condition)
        alternative.condition = lower_condition(lower, env, ast->as.ALTERNATIVE.condition);
    const Ast *period = find_period(&ast->as.ALTERNATIVE.clauses);
    alternative.has_period = period != NULL;
    if (period)
        alternative.period = lower_period(lower, period);
    alternative.marks = lower_marks(lower, &ast->as.ALTERNATIVE.clauses);
    alternative.span = ast->span;
    return alternative;
}

void lower_decision_body(Lower *lower, CoreDecision *decision, const Ast *ast)
{
    const Env self = {NULL, decision->self};
    const Env *env = decision->self ? &self : NULL;
    const AstList *list = &ast->as.DECIDE.alternatives;
    decision->alternatives = ARENA_ARRAY(lower->arena, list->count, CoreAlternative);
    decision->marks = lower_marks(lower, &ast->as.DECIDE.marks);
    uint32_t level = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind != AST_ALTERNATIVE)
            continue;
        level += list->items[i]->as.ALTERNATIVE.is_otherwise;
        decision->alternatives[decision->alternative_count++] =
            lower_alternative(lower, env, decision->type, list->items[i], level);
    }
}

/* ---- parameters ---- */

static bool lower_dated(Lower *lower, const CoreParameter *parameter, const Ast *ast,
                        CodeParameterValue *value)
{
    *value = (CodeParameterValue){0};
    value->span = ast->span;
    value->marks = lower_marks(lower, &ast->as.DATED.marks);
    value->until = INT64_MAX;
    bool is_right = lower_constant(lower, ast->as.DATED.value, parameter->type, &value->value);
    is_right &= lower_date(lower, ast->as.DATED.from, &value->from);
    if (ast->as.DATED.until)
        is_right &= lower_date(lower, ast->as.DATED.until, &value->until);
    if (is_right && value->until < value->from) {
        LOWER_REPORT(lower, DIAG_PERIOD_BACKWARDS, ast->span, "the period ends before it begins");
        return false;
    }
    return is_right;
}

/* Values stand in ascending order of their first days; each holds until the next one's (ruling 13). */
static bool insert_dated(Lower *lower, CoreParameter *parameter, CodeParameterValue value)
{
    uint32_t at = parameter->value_count;
    while (at > 0 && parameter->values[at - 1].from > value.from)
        at--;
    if (at > 0 && parameter->values[at - 1].from == value.from) {
        size_t message = LOWER_REPORT(lower, DIAG_PARAMETER_DATES, value.span,
                                      "'%s' has two values from the same day", parameter->name);
        report_note(lower->report, message, parameter->values[at - 1].span,
                    "the other one is this");
        return false;
    }
    for (uint32_t i = parameter->value_count++; i > at; i--)
        parameter->values[i] = parameter->values[i - 1];
    parameter->values[at] = value;
    return true;
}

static void settle_ends(CoreParameter *parameter)
{
    for (uint32_t i = 0; i + 1 < parameter->value_count; i++)
        if (parameter->values[i].until >= parameter->values[i + 1].from)
            parameter->values[i].until = parameter->values[i + 1].from - 1;
}

void lower_parameter_body(Lower *lower, CoreParameter *parameter, const Ast *ast)
{
    const AstList *list = &ast->as.PARAMETER.values;
    parameter->values = ARENA_ARRAY(lower->arena, list->count, CodeParameterValue);
    parameter->marks = lower_marks(lower, &ast->as.PARAMETER.marks);
    for (size_t i = 0; i < list->count; i++) {
        CodeParameterValue value;
        if (list->items[i]->kind == AST_DATED &&
            lower_dated(lower, parameter, list->items[i], &value))
            insert_dated(lower, parameter, value);
    }
    settle_ends(parameter);
}
