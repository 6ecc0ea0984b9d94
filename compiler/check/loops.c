/* loops.c - lists that multiply, and overrides between rules whose loops do not meet.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/check.h"
#include "diag/diag.h"

/* Each list of a program, and each list in the elements of another, is laid out on its own (codegen/layout). */
#define LISTS_MOST 1000u

/* ---- lists within lists ---- */

/* How many lists the elements of `record` bring along, themselves not counted; LISTS_MOST + 1 for more than that. */
static uint32_t count_lists(const CoreRecord *record)
{
    uint32_t count = 0;
    for (size_t i = 0; i < record->fields.count && count <= LISTS_MOST; i++)
        if (record->fields.items[i]->element)
            count += 1 + count_lists(record->fields.items[i]->element);
    return count;
}

void check_list_count(Arena *scratch, const CoreProgram *program, Report *report)
{
    (void)scratch;
    uint32_t count = 0;
    for (size_t i = 0; i < program->facts.count; i++) {
        const CoreFact *fact = program->facts.items[i];
        if (fact->element)
            count += 1 + count_lists(fact->element);
        if (count <= LISTS_MOST)
            continue;
        size_t message = report_add(report, diag_kind(DIAG_TOO_MANY_LISTS), fact->span,
                                    "with this list there are more than %u lists", LISTS_MOST);
        report_hint(report, message,
                    "a list in the elements of another counts once for each list that holds it");
        return;
    }
}

/* ---- overrides ---- */

static uint32_t count_common(const CoreRule *a, const CoreRule *b)
{
    uint32_t common = 0;
    while (common < a->loop_count && common < b->loop_count &&
           a->loops[common]->list == b->loops[common]->list)
        common++;
    return common;
}

/* Whether both loop over one list, but not from the outside in alike: which element is meant could not be told. One loop of
 * the overriding rule is met wherever the other rule has it. */
static bool do_loops_cross(const CoreRule *a, const CoreRule *b)
{
    uint32_t common = a->loop_count == 1 ? 1 : count_common(a, b);
    for (uint32_t i = common; i < a->loop_count; i++)
        for (uint32_t k = common; k < b->loop_count; k++)
            if (a->loops[i]->list == b->loops[k]->list)
                return true;
    return false;
}

void check_override_loops(const CoreProgram *program, Report *report)
{
    for (size_t i = 0; i < program->rules.count; i++) {
        const CoreRule *rule = program->rules.items[i];
        for (size_t k = 0; k < rule->overrides.count; k++) {
            if (!do_loops_cross(rule, rule->overrides.items[k]))
                continue;
            size_t message =
                report_add(report, diag_kind(DIAG_OVERRIDE_LOOPS), rule->override_spans.items[k],
                           "'%s' and '%s' loop over the same list in different places", rule->name,
                           rule->overrides.items[k]->name);
            report_hint(report, message, "write the loops of both rules in the same order");
        }
    }
}
