/* lint_conditions.c - conditions that always or never hold by their own words, and alternatives that cannot be the answer.
 *
 * What is said of a part is not said of the whole again: one mistake, one message.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"
#include "core/walk.h"

/* Each alternative is tried with those above it: quadratic, so only where a person could have written them. */
#define ALTERNATIVES_MOST 64

/* Whether the expression says something that could contradict itself. */
static bool is_composed(const CoreExpr *expr)
{
    return expr->kind == CORE_AND || expr->kind == CORE_OR || expr->kind == CORE_AT_LEAST ||
           expr->kind == CORE_ONE_OF;
}

static bool check_whole(Lint *lint, const CoreExpr *expr)
{
    if (trial_is_never(lint->sources, expr)) {
        size_t message = LINT_REPORT(lint, DIAG_NEVER_HOLDS, expr->span, "this can never hold");
        report_hint(lint->report, message, "its parts contradict each other");
        return true;
    }
    if (!trial_is_always(lint->sources, expr))
        return false;
    size_t message = LINT_REPORT(lint, DIAG_ALWAYS_HOLDS, expr->span, "this always holds");
    report_hint(lint->report, message,
                "it is yes whatever the case says; leave it out, or say what is meant");
    return true;
}

/* What is composed. `none of` and `is not one of` are the contrary of something that is not written by itself: what is said
 * there is about the whole. */
static const CoreExpr *get_composed(const CoreExpr *expr)
{
    if (expr->kind != CORE_NOT)
        return expr;
    const CoreExpr *inner = core_get_child(expr, 0);
    bool is_written_as_one =
        inner->span.start == expr->span.start && inner->span.end == expr->span.end;
    return is_written_as_one ? inner : expr;
}

bool lint_condition(Lint *lint, const CoreExpr *condition)
{
    bool is_reported = false;
    if (!condition)
        return false;
    const CoreExpr *composed = get_composed(condition);
    for (size_t i = 0; i < core_count_children(composed); i++)
        is_reported |= lint_condition(lint, core_get_child(composed, i));
    return is_reported || (is_composed(composed) && check_whole(lint, condition));
}

/* ---- alternatives ---- */

/* Whether one at a level above always holds, which is said of levels (check_levels). */
static bool is_below_always(const CoreDecision *decision, uint32_t level)
{
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        const CoreAlternative *other = &decision->alternatives[i];
        if (other->level < level && !other->condition && !other->has_period)
            return true;
    }
    return false;
}

/* Parts: the alternative holds and none at a level above does. */
static bool is_excluded_by_levels(Lint *lint, const CoreDecision *decision,
                                  const CoreAlternative *alternative)
{
    TrialParts parts = {0};
    const TrialPart own = {alternative->condition, false};
    VEC_PUSH(lint->arena, &parts, own);
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        const CoreAlternative *other = &decision->alternatives[i];
        const TrialPart above = {other->condition, true};
        if (other->level < alternative->level && other->condition && !other->has_period)
            VEC_PUSH(lint->arena, &parts, above);
    }
    return parts.count > 1 && trial_is_impossible(lint->sources, &parts);
}

static void check_alternative(Lint *lint, const CoreDecision *decision,
                              const CoreAlternative *alternative)
{
    bool is_reported = lint_condition(lint, alternative->condition);
    if (is_reported || !alternative->condition || decision->alternative_count > ALTERNATIVES_MOST ||
        is_below_always(decision, alternative->level) ||
        !is_excluded_by_levels(lint, decision, alternative))
        return;
    size_t message =
        LINT_REPORT(lint, DIAG_NEVER_HOLDS, alternative->span,
                    "this alternative of '%s' can never be the answer", decision->name);
    report_hint(lint->report, message, "whenever its condition holds, so does one above it");
}

static void check_row(Lint *lint, const CoreDecision *decision, const CoreAlternative *row)
{
    if (!row->condition || !trial_is_never(lint->sources, row->condition))
        return;
    size_t message = LINT_REPORT(lint, DIAG_NEVER_HOLDS, row->span,
                                 "this row of '%s' can never match", decision->name);
    report_hint(lint->report, message, "its cells contradict each other");
}

void lint_decisions(Lint *lint)
{
    for (size_t i = 0; i < lint->program->decisions.count; i++) {
        const CoreDecision *decision = lint->program->decisions.items[i];
        if (decision->module != lint->module)
            continue;
        for (uint32_t k = 0; k < decision->alternative_count; k++)
            if (decision->is_table)
                check_row(lint, decision, &decision->alternatives[k]);
            else
                check_alternative(lint, decision, &decision->alternatives[k]);
    }
}
