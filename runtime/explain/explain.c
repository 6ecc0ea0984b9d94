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
    it->reason_count++;
    VEC_PUSH(it->scratch, &list->list, reason);
    return reason;
}

void explain_add_place(Explain *it, ReasonList *list, Place place, const char *role,
                       const Marks *marks)
{
    Reason *reason = explain_add(it, list, NULL);
    ExplainTask task = {
        .with_all = it->with_all, .place = place, .role = role, .marks = marks, .into = reason};
    VEC_PUSH(it->scratch, &it->pending, task);
}

bool explain_is_new(Explain *it, Place place)
{
    bool is_new = walk_set_add(it->places_seen, place);
    return it->with_all ? walk_set_add(it->wholly_seen, place) : is_new;
}

void explain_set_children(Explain *it, Reason *into, const ReasonList *children)
{
    into->because_count = (uint32_t)children->list.count;
    into->because = ARENA_ARRAY(it->arena, children->list.count, Reason *);
    for (size_t i = 0; i < children->list.count; i++)
        into->because[i] = children->list.items[i];
}

bool explain_is_certain(const Explain *it, uint32_t reg)
{
    return !it->with_all && certain_has(it->outcome->certain, reg);
}

bool explain_is_idle_part(const Explain *it, uint32_t whole, uint32_t part)
{
    return explain_is_certain(it, whole) && !explain_is_certain(it, part);
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

/* Past the limit a reason says only where it stands in the text. */
static void leave_out(const Explain *it, const ExplainTask *task)
{
    if (!task->into->text)
        task->into->text = "left out, since there are too many reasons";
    if (!task->is_rule)
        task->into->span = it->code->spans[task->place.reg];
}

/* False where a reason had to be left empty. */
static bool run_tasks(Explain *it)
{
    stack_pending(it);
    while (it->stack.count > 0) {
        ExplainTask task = it->stack.items[--it->stack.count];
        if (it->reason_count > it->reason_most) {
            leave_out(it, &task);
            continue;
        }
        it->with_all = it->wants_all || task.with_all;
        if (task.is_rule)
            explain_fill_rule(it, &task);
        else
            explain_fill_place(it, &task);
        stack_pending(it);
    }
    return it->reason_count <= it->reason_most;
}

Explain *explain_new(Arena *arena, Arena *scratch, const Outcome *outcome,
                     const ExplainOptions *options)
{
    Explain *it = ARENA_NEW(scratch, Explain);
    *it = (Explain){.arena = arena,
                    .scratch = scratch,
                    .outcome = outcome,
                    .evaluation = outcome->evaluation,
                    .code = outcome->code,
                    .kept = options ? options->kept : NULL,
                    .wants_all = options && options->with_all,
                    .reason_most = options && options->heads_only ? 1 : EXPLAIN_REASONS_MOST,
                    .places_seen = walk_set_new(scratch),
                    .wholly_seen = walk_set_new(scratch),
                    .rules_seen = walk_set_new(scratch)};
    if (!it->kept)
        it->kept = explain_kept_new(arena, outcome->code);
    return it;
}

/* Nothing has been explained yet in the next tree. */
static void start_tree(Explain *it)
{
    it->with_all = it->wants_all;
    it->reason_count = 0;
    walk_set_clear(it->places_seen);
    walk_set_clear(it->wholly_seen);
    walk_set_clear(it->rules_seen);
}

Reason *explain_next_decision(Explain *it, const OutcomeDecision *decision)
{
    ReasonList roots = {{0}};
    uint32_t reg = it->code->decisions[decision->decision].reg;
    start_tree(it);
    explain_add_place(it, &roots, (Place){reg, decision->row}, NULL, NULL);
    Reason *root = roots.list.items[0];
    root->is_cut = !run_tasks(it);
    return root;
}

Reason *explain_next_norm(Explain *it, const OutcomeNorm *norm)
{
    ReasonList roots = {{0}};
    start_tree(it);
    Reason *root = explain_add(it, &roots, NULL);
    explain_fill_norm(it, norm, root);
    root->is_cut = !run_tasks(it);
    return root;
}

Reason *explain_decision(Arena *arena, const Outcome *outcome, const OutcomeDecision *decision,
                         const ExplainOptions *options)
{
    Arena *scratch = arena_new();
    Reason *root = explain_next_decision(explain_new(arena, scratch, outcome, options), decision);
    arena_free(scratch);
    return root;
}

Reason *explain_norm(Arena *arena, const Outcome *outcome, const OutcomeNorm *norm,
                     const ExplainOptions *options)
{
    Arena *scratch = arena_new();
    Reason *root = explain_next_norm(explain_new(arena, scratch, outcome, options), norm);
    arena_free(scratch);
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
