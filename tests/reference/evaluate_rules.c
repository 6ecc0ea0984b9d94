/* evaluate_rules.c - where rules apply: their rows, their conditions, what overrides them (rulings 8, 15, 24).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/evaluate.h"

/* ---- rows ---- */

static void visit_from(Reference *reference, const CoreRule *rule, uint32_t at, const Env *env,
                       VisitRow *visit, void *context)
{
    if (at == rule->loop_count) {
        visit(reference, rule, env, context);
        return;
    }
    const CoreLoop *loop = rule->loops[at];
    ElementList list = env_get_list(reference, env, loop);
    uint32_t count = list.is_given ? list.count : 1; /* one row without element (ruling 8) */
    for (uint32_t i = 1; i <= count; i++) {
        const Env inner = {env, loop, reference_get_element(reference, &list, i)};
        visit_from(reference, rule, at + 1, &inner, visit, context);
    }
}

void reference_visit_rows(Reference *reference, const CoreRule *rule, VisitRow *visit, void *context)
{
    visit_from(reference, rule, 0, NULL, visit, context);
}

Element *reference_row_elements(Reference *reference, const CoreRule *rule, const Env *env)
{
    Element *elements = ARENA_ARRAY(reference->arena, rule->loop_count, Element);
    for (uint32_t i = 0; i < rule->loop_count; i++)
        elements[i] = *env_find(env, rule->loops[i]);
    return elements;
}

bool reference_is_possible_row(Reference *reference, const CoreRule *rule, const Env *env, Names *needs)
{
    bool is_possible = false;
    for (uint32_t i = 0; i < rule->loop_count; i++) {
        const Element *element = env_find(env, rule->loops[i]);
        if (element->path)
            continue;
        is_possible = true;
        names_add(reference->arena, needs, element->needed);
    }
    return is_possible;
}

/* ---- overrides ---- */

typedef struct Override {
    const CoreRule *rule;       /* that overrides */
    const CoreRule *overridden;
    const Env *row;             /* of the overridden rule */
    VEC(Answer) answers;        /* one a row of the overriding rule */
} Override;

/* The overridden rule's loop over the same list, of the same element. */
static const Element *find_same(Reference *reference, const Override *override, const Env *env,
                                const CoreLoop *loop, const bool *used, uint32_t *which)
{
    ElementList list = env_get_list(reference, env, loop);
    for (uint32_t i = 0; i < override->overridden->loop_count; i++) {
        const CoreLoop *other = override->overridden->loops[i];
        if (used[i] || other->list != loop->list)
            continue;
        ElementList others = env_get_list(reference, override->row, other);
        bool is_same = list.is_given == others.is_given &&
                       str_is_equal(str_from(list.is_given ? list.path : list.needed),
                                    str_from(others.is_given ? others.path : others.needed));
        if (!is_same)
            continue;
        *which = i;
        return env_find(override->row, other);
    }
    return NULL;
}

/* A rule for an element that there may be: not surely, unless it surely does not apply. */
static Answer apply_possible(Reference *reference, const Override *override, const Env *env,
                             const bool *is_bound)
{
    Answer answers[2] = {reference_apply_rule(reference, override->rule, env), answer_nothing()};
    bool is_possible = false;
    for (uint32_t i = 0; i < override->rule->loop_count; i++) {
        const Element *element = env_find(env, override->rule->loops[i]);
        if (is_bound[i] || element->path)
            continue;
        is_possible = true;
        names_add(reference->arena, &answers[1].needs, element->needed);
    }
    return is_possible ? answer_and(reference, answers, 2) : answers[0];
}

static void visit_overriding(Reference *reference, Override *override, uint32_t at, const Env *env,
                             bool *used, bool *is_bound)
{
    if (at == override->rule->loop_count) {
        VEC_PUSH(reference->arena, &override->answers, apply_possible(reference, override, env, is_bound));
        return;
    }
    const CoreLoop *loop = override->rule->loops[at];
    uint32_t which = 0;
    const Element *same = find_same(reference, override, env, loop, used, &which);
    is_bound[at] = same != NULL;
    if (same) {
        const Env inner = {env, loop, *same};
        used[which] = true;
        visit_overriding(reference, override, at + 1, &inner, used, is_bound);
        used[which] = false;
        return;
    }
    ElementList list = env_get_list(reference, env, loop);
    uint32_t count = list.is_given ? list.count : 1;
    for (uint32_t i = 1; i <= count; i++) {
        const Env inner = {env, loop, reference_get_element(reference, &list, i)};
        visit_overriding(reference, override, at + 1, &inner, used, is_bound);
    }
}

/* Element by element where both loop over a list, any element of the rest of the overriding rule's loops. */
static Answer is_overridden(Reference *reference, const CoreRule *rule, const Env *row, const CoreRule *by)
{
    Override override = {.rule = by, .overridden = rule, .row = row};
    bool *used = ARENA_ARRAY(reference->arena, rule->loop_count, bool);
    bool *is_bound = ARENA_ARRAY(reference->arena, by->loop_count, bool);
    visit_overriding(reference, &override, 0, NULL, used, is_bound);
    return answer_or(reference, override.answers.items, override.answers.count);
}

static bool overrides(const CoreRule *rule, const CoreRule *other)
{
    for (size_t i = 0; i < rule->overrides.count; i++)
        if (rule->overrides.items[i] == other)
            return true;
    return false;
}

/* ---- rules ---- */

static bool is_procedure_in_force(const Reference *reference, uint32_t procedure)
{
    return procedure == INDEX_NONE ||
           reference_is_in_force(reference, &reference->program->procedures.items[procedure].period);
}

/* In force are the rule, its module's procedure, and the one that is run (ruling 15). */
static bool is_in_force(const Reference *reference, const CoreRule *rule)
{
    return is_procedure_in_force(reference, reference->program->procedure) &&
           is_procedure_in_force(reference, rule->module->procedure) &&
           !(rule->has_period && !reference_is_in_force(reference, &rule->period));
}

Answer reference_apply_rule(Reference *reference, const CoreRule *rule, const Env *env)
{
    if (!is_in_force(reference, rule))
        return answer_truth(false);
    VEC(Answer) answers = {0};
    for (size_t i = 0; i < rule->conditions.count; i++) {
        Answer answer = reference_evaluate_expr(reference, env, rule->conditions.items[i].expr);
        if (rule->conditions.items[i].kind == RULE_PART_UNLESS)
            answer = answer_not(answer);
        VEC_PUSH(reference->arena, &answers, answer);
    }
    for (size_t i = 0; i < reference->program->rules.count; i++) {
        const CoreRule *other = reference->program->rules.items[i];
        if (overrides(other, rule))
            VEC_PUSH(reference->arena, &answers,
                     answer_not(is_overridden(reference, rule, env, other)));
    }
    return answer_and(reference, answers.items, answers.count);
}
