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

void reference_visit_rows(Reference *reference, const CoreRule *rule, VisitRow *visit,
                          void *context)
{
    visit_from(reference, rule, 0, NULL, visit, context);
}

Element *reference_row_elements(Reference *reference, const CoreRule *rule, const Env *env)
{
    Element *elements = ARENA_ARRAY(reference->arena, rule->loop_count, Element);
    for (uint32_t i = 0; i < rule->loop_count; i++)
        elements[i] = *env_find(reference, env, rule->loops[i]);
    return elements;
}

bool reference_is_possible_row(Reference *reference, const CoreRule *rule, const Env *env,
                               Names *needs)
{
    bool is_possible = false;
    for (uint32_t i = 0; i < rule->loop_count; i++) {
        const Element *element = env_find(reference, env, rule->loops[i]);
        if (element->path)
            continue;
        is_possible = true;
        names_add(reference->arena, needs, element->needed);
    }
    return is_possible;
}

/* ---- overrides ---- */

typedef struct Override {
    const CoreRule *rule; /* that overrides */
    const CoreRule *overridden;
    const Env *row; /* of the overridden rule */
    bool *is_used;  /* one a loop of the overridden rule */
} Override;

static bool is_same_list(const ElementList *a, const ElementList *b)
{
    const char *first = a->is_given ? a->path : a->list, *second = b->is_given ? b->path : b->list;
    return a->is_given == b->is_given && str_is_equal(str_from(first), str_from(second));
}

/* The overridden rule's loop over the same list, of the same element; its number, or that of none. */
static uint32_t find_same(Reference *reference, const Override *override, const CoreLoop *loop,
                          const ElementList *list)
{
    uint32_t i = 0;
    for (; i < override->overridden->loop_count; i++) {
        const CoreLoop *other = override->overridden->loops[i];
        ElementList others = env_get_list(reference, override->row, other);
        if (!override->is_used[i] && other->list == loop->list && is_same_list(list, &others))
            break;
    }
    return i;
}

/* For some element of the loops from `at` on; for the overridden rule's own where it loops over the list too. Where a list is
 * not given nobody can say that there is one, only that there is none for which the rule could apply. */
static Answer applies_for_some(Reference *reference, const Override *override, uint32_t at,
                               const Env *env)
{
    if (at == override->rule->loop_count)
        return reference_apply_rule(reference, override->rule, env);
    const CoreLoop *loop = override->rule->loops[at];
    ElementList list = env_get_list(reference, env, loop);
    uint32_t same = find_same(reference, override, loop, &list);
    if (same < override->overridden->loop_count) {
        const Env inner = {env, loop,
                           *env_find(reference, override->row, override->overridden->loops[same])};
        override->is_used[same] = true;
        Answer answer = applies_for_some(reference, override, at + 1, &inner);
        override->is_used[same] = false;
        return answer;
    }
    if (!list.is_given) {
        const Env inner = {env, loop, reference_get_element(reference, &list, 0)};
        Answer parts[2] = {answer_needs(reference, list.needed),
                           applies_for_some(reference, override, at + 1, &inner)};
        return answer_and(reference, parts, 2);
    }
    Answer *answers = ARENA_ARRAY(reference->arena, list.count, Answer);
    for (uint32_t i = 0; i < list.count; i++) {
        const Env inner = {env, loop, reference_get_element(reference, &list, i + 1)};
        answers[i] = applies_for_some(reference, override, at + 1, &inner);
    }
    return answer_or(reference, answers, list.count);
}

static Answer is_overridden(Reference *reference, const CoreRule *rule, const Env *row,
                            const CoreRule *by)
{
    const Override override = {by, rule, row,
                               ARENA_ARRAY(reference->arena, rule->loop_count, bool)};
    return applies_for_some(reference, &override, 0, NULL);
}

static bool overrides(const CoreRule *rule, const CoreRule *other)
{
    for (size_t i = 0; i < rule->overrides.count; i++)
        if (rule->overrides.items[i] == other)
            return true;
    return false;
}

/* ---- rules ---- */

bool reference_is_procedure_in_force(const Reference *reference, uint32_t procedure)
{
    return procedure == INDEX_NONE ||
           reference_is_in_force(reference,
                                 &reference->program->procedures.items[procedure].period);
}

/* In force are the rule, its module's procedure, and the one that is run (ruling 15). */
static bool is_in_force(const Reference *reference, const CoreRule *rule)
{
    return reference_is_procedure_in_force(reference, reference->program->procedure) &&
           reference_is_procedure_in_force(reference, rule->module->procedure) &&
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
