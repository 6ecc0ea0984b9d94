/* visit.c - see visit.h. The recursion is as deep as the tree, which the parser bounds.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/visit.h"

#include "core/walk.h"

void core_visit(const CoreExpr *expr, CoreVisit *visit, void *context)
{
    if (!expr)
        return;
    visit(expr, context);
    for (size_t i = 0; i < core_count_children(expr); i++)
        core_visit(core_get_child(expr, i), visit, context);
}

static void visit_two(const CoreExpr *first, const CoreExpr *second, CoreVisit *visit,
                      void *context)
{
    core_visit(first, visit, context);
    core_visit(second, visit, context);
}

void core_visit_decision(const CoreDecision *decision, CoreVisit *visit, void *context)
{
    for (uint32_t i = 0; i < decision->alternative_count; i++)
        visit_two(decision->alternatives[i].condition, decision->alternatives[i].value, visit,
                  context);
}

static void visit_timing(const CoreTiming *timing, CoreVisit *visit, void *context)
{
    visit_two(timing->by, timing->not_before, visit, context);
    visit_two(timing->within, timing->within_of, visit, context);
    visit_two(timing->repeat, timing->repeat_from, visit, context);
    core_visit(timing->until, visit, context);
}

void core_visit_rule(const CoreRule *rule, CoreVisit *visit, void *context)
{
    for (size_t i = 0; i < rule->conditions.count; i++)
        core_visit(rule->conditions.items[i].expr, visit, context);
    for (size_t i = 0; i < rule->norms.count; i++) {
        core_visit(rule->norms.items[i]->when, visit, context);
        visit_timing(&rule->norms.items[i]->timing, visit, context);
    }
}
