/* mutants_apply.c - a copy of a program with one change: the lists, the declaration and the way to the change are new.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "core/replace.h"
#include "tester/mutants.h"

static void *copy_items(Arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = arena_alloc_array(arena, count, size);
    if (count)
        memcpy(copy, items, count * size);
    return copy;
}

/* The list with a copy of its own, which may then be changed. */
#define OWN_ITEMS(arena, vec)                                                                      \
    ((vec)->items = copy_items((arena), (vec)->items, (vec)->count, sizeof *(vec)->items))

#define OWN_ITEM(arena, vec, index, Type)                                                          \
    ((vec)->items[index] = copy_items((arena), (vec)->items[index], 1, sizeof(Type)))

/* ---- decisions ---- */

static CoreDecision *own_decision(Arena *arena, CoreProgram *program, uint32_t number)
{
    OWN_ITEMS(arena, &program->decisions);
    CoreDecision *decision = OWN_ITEM(arena, &program->decisions, number, CoreDecision);
    decision->alternatives = copy_items(arena, decision->alternatives, decision->alternative_count,
                                        sizeof *decision->alternatives);
    return decision;
}

static void replace_in_decision(Arena *arena, CoreDecision *decision, const Mutant *mutant)
{
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        CoreAlternative *alternative = &decision->alternatives[i];
        alternative->condition =
            core_replace(arena, alternative->condition, mutant->target, mutant->replacement);
        alternative->value =
            core_replace(arena, alternative->value, mutant->target, mutant->replacement);
    }
}

static void drop_alternative(CoreDecision *decision, uint32_t index)
{
    decision->alternative_count--;
    for (uint32_t i = index; i < decision->alternative_count; i++)
        decision->alternatives[i] = decision->alternatives[i + 1];
}

/* ---- rules ---- */

static CoreRule *own_rule(Arena *arena, CoreProgram *program, uint32_t number)
{
    OWN_ITEMS(arena, &program->rules);
    CoreRule *rule = OWN_ITEM(arena, &program->rules, number, CoreRule);
    OWN_ITEMS(arena, &rule->conditions);
    OWN_ITEMS(arena, &rule->norms);
    OWN_ITEMS(arena, &rule->overrides);
    return rule;
}

/* `replacement` NULL: left out. */
static CoreExpr *replace(Arena *arena, CoreExpr *expr, const Mutant *mutant)
{
    if (mutant->kind == MUTANT_RULE_EXPR)
        return core_replace(arena, expr, mutant->target, mutant->replacement);
    return expr == mutant->target ? NULL : expr;
}

static void replace_in_timing(Arena *arena, CoreTiming *timing, const Mutant *mutant)
{
    CoreExpr **const exprs[] = {&timing->by,         &timing->within, &timing->within_of,
                                &timing->not_before, &timing->repeat, &timing->repeat_from};
    for (size_t i = 0; mutant->kind == MUTANT_RULE_EXPR && i < sizeof exprs / sizeof *exprs; i++)
        *exprs[i] = replace(arena, *exprs[i], mutant);
    timing->until = replace(arena, timing->until, mutant);
}

static CoreNorm *change_norm(Arena *arena, const CoreNorm *norm, const Mutant *mutant)
{
    CoreNorm *copy = copy_items(arena, norm, 1, sizeof *norm);
    copy->options = copy_items(arena, norm->options, norm->option_count, sizeof *norm->options);
    for (uint32_t i = 0; i < norm->option_count; i++)
        copy->options[i] = change_norm(arena, norm->options[i], mutant);
    if (mutant->kind != MUTANT_MODALITY) {
        copy->when =
            mutant->kind == MUTANT_RULE_EXPR ? replace(arena, norm->when, mutant) : norm->when;
        replace_in_timing(arena, &copy->timing, mutant);
    } else if (norm == mutant->norm || norm->choice == mutant->norm) {
        copy->modality = mutant->modality;
    }
    return copy;
}

static void change_norms(Arena *arena, CoreRule *rule, const Mutant *mutant)
{
    for (size_t i = 0; i < rule->norms.count; i++)
        rule->norms.items[i] = change_norm(arena, rule->norms.items[i], mutant);
}

static void replace_in_rule(Arena *arena, CoreRule *rule, const Mutant *mutant)
{
    for (size_t i = 0; i < rule->conditions.count; i++)
        rule->conditions.items[i].expr = replace(arena, rule->conditions.items[i].expr, mutant);
    change_norms(arena, rule, mutant);
}

static void drop_condition(CoreRule *rule, uint32_t index)
{
    rule->conditions.count--;
    for (size_t i = index; i < rule->conditions.count; i++)
        rule->conditions.items[i] = rule->conditions.items[i + 1];
}

static void drop_override(CoreRule *rule, uint32_t index)
{
    rule->overrides.count--;
    for (size_t i = index; i < rule->overrides.count; i++)
        rule->overrides.items[i] = rule->overrides.items[i + 1];
}

/* ---- parameters ---- */

static void change_parameter(Arena *arena, CoreProgram *program, const Mutant *mutant)
{
    OWN_ITEMS(arena, &program->parameters);
    CoreParameter *parameter = OWN_ITEM(arena, &program->parameters, mutant->number, CoreParameter);
    parameter->values =
        copy_items(arena, parameter->values, parameter->value_count, sizeof *parameter->values);
    parameter->values[mutant->index].value.value = mutant->value;
}

const CoreProgram *mutants_apply(Arena *arena, const CoreProgram *program, const Mutant *mutant)
{
    CoreProgram *copy = copy_items(arena, program, 1, sizeof *program);
    switch (mutant->kind) {
    case MUTANT_DECISION_EXPR:
        replace_in_decision(arena, own_decision(arena, copy, mutant->number), mutant);
        return copy;
    case MUTANT_DROP_ALTERNATIVE:
        drop_alternative(own_decision(arena, copy, mutant->number), mutant->index);
        return copy;
    case MUTANT_RULE_EXPR:
        replace_in_rule(arena, own_rule(arena, copy, mutant->number), mutant);
        return copy;
    case MUTANT_MODALITY:
    case MUTANT_DROP_UNTIL:
        change_norms(arena, own_rule(arena, copy, mutant->number), mutant);
        return copy;
    case MUTANT_DROP_UNLESS:
        drop_condition(own_rule(arena, copy, mutant->number), mutant->index);
        return copy;
    case MUTANT_DROP_OVERRIDE:
        drop_override(own_rule(arena, copy, mutant->number), mutant->index);
        return copy;
    case MUTANT_PARAMETER: change_parameter(arena, copy, mutant); return copy;
    }
    UNREACHABLE();
}
