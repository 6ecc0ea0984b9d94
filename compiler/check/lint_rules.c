/* lint_rules.c - rules that can never apply, exceptions that always or never stop their rule, actions never called for.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"

static bool check_conditions(Lint *lint, const CoreRule *rule)
{
    bool is_reported = false;
    for (size_t i = 0; i < rule->conditions.count; i++)
        is_reported |= lint_condition(lint, rule->conditions.items[i].expr);
    for (size_t i = 0; i < rule->norms.count; i++) {
        is_reported |= lint_condition(lint, rule->norms.items[i]->when);
        is_reported |= lint_condition(lint, rule->norms.items[i]->timing.until);
    }
    return is_reported;
}

static void add_parts(Lint *lint, TrialParts *parts, const CoreRule *rule, bool of_unless)
{
    for (size_t i = 0; i < rule->conditions.count; i++) {
        const CoreCondition *condition = &rule->conditions.items[i];
        const TrialPart part = {condition->expr, of_unless};
        if ((condition->kind == RULE_PART_UNLESS) == of_unless)
            VEC_PUSH(lint->arena, parts, part);
    }
}

/* Whether the condition cannot hold together with the parts. */
static bool is_excluded(Lint *lint, TrialParts *parts, const CoreExpr *condition)
{
    const TrialPart last = {condition, false};
    VEC_PUSH(lint->arena, parts, last);
    bool is_impossible = trial_is_impossible(lint->sources, parts);
    parts->count--;
    return is_impossible;
}

static void check_unless(Lint *lint, TrialParts *applies, const CoreRule *rule)
{
    for (size_t i = 0; i < rule->conditions.count; i++) {
        const CoreCondition *condition = &rule->conditions.items[i];
        if (condition->kind != RULE_PART_UNLESS || !is_excluded(lint, applies, condition->expr))
            continue;
        size_t message = LINT_REPORT(lint, DIAG_NEVER_HOLDS, condition->span,
                                     "this exception of rule '%s' can never hold", rule->name);
        report_hint(lint->report, message, "where the rule's conditions hold, it does not");
    }
}

static void check_norms(Lint *lint, TrialParts *applies, const CoreRule *rule)
{
    for (size_t i = 0; i < rule->norms.count; i++) {
        const CoreNorm *norm = rule->norms.items[i];
        if (!norm->when || !norm->action || !is_excluded(lint, applies, norm->when))
            continue;
        size_t message = LINT_REPORT(lint, DIAG_NEVER_HOLDS, norm->when->span,
                                     "'%s' can never be called for", norm->action->name);
        report_hint(lint->report, message, "where rule '%s' applies, this does not hold",
                    rule->name);
    }
}

static Span find_unless(const CoreRule *rule)
{
    for (size_t i = 0; i < rule->conditions.count; i++)
        if (rule->conditions.items[i].kind == RULE_PART_UNLESS)
            return rule->conditions.items[i].span;
    return SPAN_NONE;
}

static void check_rule(Lint *lint, const CoreRule *rule)
{
    TrialParts parts = {0};
    if (check_conditions(lint, rule))
        return;
    add_parts(lint, &parts, rule, false);
    if (trial_is_impossible(lint->sources, &parts)) {
        size_t message = LINT_REPORT(lint, DIAG_NEVER_HOLDS, rule->name_span,
                                     "rule '%s' can never apply", rule->name);
        report_hint(lint->report, message, "its conditions contradict each other");
        return;
    }
    check_unless(lint, &parts, rule);
    add_parts(lint, &parts, rule, true);
    if (trial_is_impossible(lint->sources, &parts)) {
        size_t message =
            LINT_REPORT(lint, DIAG_ALWAYS_STOPPED, rule->name_span,
                        "rule '%s' is always stopped by its own exception", rule->name);
        report_hint(lint->report, message,
                    "wherever its conditions hold, an 'unless' holds too, so it never applies");
        report_note(lint->report, message, find_unless(rule), "the exception is here");
        return;
    }
    check_norms(lint, &parts, rule);
}

void lint_rules(Lint *lint)
{
    for (size_t i = 0; i < lint->program->rules.count; i++)
        if (lint->program->rules.items[i]->module == lint->module)
            check_rule(lint, lint->program->rules.items[i]);
}
