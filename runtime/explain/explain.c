/* explain.c - builds reason trees: see explain.h.
 *
 * In: an outcome, and one decision or norm of it. Out: a tree in the arena given. Tasks stand on a stack of our own, so
 * that no depth of a program can reach the C stack; each place is unfolded once a tree, so that its size is linear.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/explain.h"

#include "explain/parts.h"

Reason *explain_add(Explain *it, ReasonList *list, const char *text)
{
    Reason *reason = ARENA_NEW(it->arena, Reason);
    reason->text = text;
    reason->span = SPAN_NONE;
    VEC_PUSH(it->scratch, &list->list, reason);
    return reason;
}

void explain_add_place(Explain *it, ReasonList *list, Place place, const char *role,
                       const Marks *marks)
{
    Reason *reason = explain_add(it, list, NULL);
    ExplainTask task = {.place = place, .role = role, .marks = marks, .into = reason};
    VEC_PUSH(it->scratch, &it->pending, task);
}

void explain_set_children(Explain *it, Reason *into, const ReasonList *children)
{
    into->because_count = (uint32_t)children->list.count;
    into->because = ARENA_ARRAY(it->arena, children->list.count, Reason *);
    for (size_t i = 0; i < children->list.count; i++)
        into->because[i] = children->list.items[i];
}

uint32_t explain_find_decision(Explain *it, uint32_t reg)
{
    if (!it->decision_of) {
        it->decision_of = ARENA_ARRAY(it->scratch, it->code->instruction_count, uint32_t);
        for (uint32_t i = 0; i < it->code->instruction_count; i++)
            it->decision_of[i] = INDEX_NONE;
        for (uint32_t i = 0; i < it->code->decision_count; i++)
            it->decision_of[it->code->decisions[i].reg] = i;
    }
    return it->decision_of[reg];
}

/* The first pending task comes to lie on top. */
static void stack_pending(Explain *it)
{
    for (size_t i = it->pending.count; i-- > 0;)
        VEC_PUSH(it->scratch, &it->stack, it->pending.items[i]);
    it->pending.count = 0;
}

static void run_tasks(Explain *it)
{
    stack_pending(it);
    while (it->stack.count > 0) {
        ExplainTask task = it->stack.items[--it->stack.count];
        if (task.is_rule)
            explain_fill_rule(it, &task);
        else
            explain_fill_place(it, &task);
        stack_pending(it);
    }
}

static Explain start(Arena *arena, const Outcome *outcome, const ExplainOptions *options)
{
    Arena *scratch = arena_new();
    return (Explain){.arena = arena,
                     .scratch = scratch,
                     .outcome = outcome,
                     .evaluation = outcome->evaluation,
                     .code = outcome->code,
                     .with_all = options && options->with_all,
                     .places_seen = walk_set_new(scratch),
                     .rules_seen = walk_set_new(scratch)};
}

Reason *explain_decision(Arena *arena, const Outcome *outcome, const OutcomeDecision *decision,
                         const ExplainOptions *options)
{
    Explain it = start(arena, outcome, options);
    ReasonList roots = {{0}};
    uint32_t reg = outcome->code->decisions[decision->decision].reg;
    explain_add_place(&it, &roots, (Place){reg, decision->row}, NULL, NULL);
    Reason *root = roots.list.items[0];
    run_tasks(&it);
    arena_free(it.scratch);
    return root;
}

Reason *explain_norm(Arena *arena, const Outcome *outcome, const OutcomeNorm *norm,
                     const ExplainOptions *options)
{
    Explain it = start(arena, outcome, options);
    ReasonList roots = {{0}};
    Reason *root = explain_add(&it, &roots, NULL);
    explain_fill_norm(&it, norm, root);
    run_tasks(&it);
    arena_free(it.scratch);
    return root;
}

bool explain_has_outcome(const Outcome *outcome, const char *name)
{
    for (size_t i = 0; i < outcome->decisions.count; i++)
        if (outcome_is_decision_wanted(outcome, &outcome->decisions.items[i], name))
            return true;
    for (size_t i = 0; i < outcome->norms.count; i++)
        if (outcome_is_norm_wanted(outcome, &outcome->norms.items[i], name))
            return true;
    return false;
}
