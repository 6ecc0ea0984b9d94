/* mutants.c - changes to decisions, rules, norms and parameters; those within expressions are in mutants_expr.c.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/mutants.h"

#include "tester/places.h"

const char *mutants_to_key(Arena *arena, const Mutant *mutant)
{
    return arena_format(arena, "%u:%u:%u:%s", mutant->span.source, mutant->span.start,
                        mutant->span.end, mutant->change);
}

void mutants_add(Finding *finding, Mutant mutant)
{
    uint32_t number;
    Str key = str_from(mutants_to_key(finding->arena, &mutant));
    if (map_find(finding->keys, key, &number))
        return;
    map_set(finding->keys, key, (uint32_t)finding->mutants->list.count);
    VEC_PUSH(finding->arena, &finding->mutants->list, mutant);
}

/* A change of the kind and at the place given, to what is being looked at. */
static Mutant mutant_of(const Finding *finding, MutantKind kind, Span span, uint32_t index)
{
    Mutant mutant = finding->owner;
    mutant.kind = kind;
    mutant.span = span;
    mutant.index = index;
    return mutant;
}

/* ---- decisions ---- */

static void drop_alternative(Finding *finding, const CoreDecision *decision, uint32_t index)
{
    const CoreAlternative *alternative = &decision->alternatives[index];
    Mutant mutant = mutant_of(finding, MUTANT_DROP_ALTERNATIVE, alternative->span, index);
    mutant.change =
        arena_format(finding->arena, "'%s' left out",
                     place_words(finding->arena, finding->program->sources, alternative->span));
    mutants_add(finding, mutant);
}

static void in_decision(Finding *finding, const CoreDecision *decision)
{
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        const CoreAlternative *alternative = &decision->alternatives[i];
        Marks marks = alternative->marks.citation_count ? alternative->marks : decision->marks;
        finding->owner = (Mutant){.kind = MUTANT_DECISION_EXPR,
                                  .number = decision->number,
                                  .owner_kind = decision->is_table ? "table" : "decision",
                                  .owner = decision->name,
                                  .label = decision->label,
                                  .marks = marks};
        if (decision->alternative_count > 1)
            drop_alternative(finding, decision, i);
        mutants_in_condition(finding, alternative->condition);
        mutants_in_answer(finding, alternative->value);
    }
}

/* ---- rules ---- */

static void in_conditions(Finding *finding, const CoreRule *rule)
{
    for (uint32_t i = 0; i < rule->conditions.count; i++) {
        const CoreCondition *condition = &rule->conditions.items[i];
        finding->owner.marks = condition->marks.citation_count ? condition->marks : rule->marks;
        if (condition->kind == RULE_PART_UNLESS) {
            Mutant mutant = mutant_of(finding, MUTANT_DROP_UNLESS, condition->span, i);
            mutant.change = "'unless' left out";
            mutants_add(finding, mutant);
        }
        mutants_in_condition(finding, condition->expr);
    }
    finding->owner.marks = rule->marks;
}

static void drop_overrides(Finding *finding, const CoreRule *rule)
{
    for (uint32_t i = 0; i < rule->overrides.count; i++) {
        Mutant mutant = mutant_of(finding, MUTANT_DROP_OVERRIDE, rule->override_spans.items[i], i);
        mutant.change =
            arena_format(finding->arena, "'overrides %s' left out", rule->overrides.items[i]->name);
        mutants_add(finding, mutant);
    }
}

/* What else it could have said; a choice is only for must and should, and so is a repetition. */
static Modality other_modality(const CoreNorm *norm)
{
    bool is_duty_only = norm->option_count || norm->timing.repeat;
    switch (norm->modality) {
    case MODALITY_MUST: return MODALITY_SHOULD;
    case MODALITY_SHOULD: return is_duty_only ? MODALITY_MUST : MODALITY_MAY;
    case MODALITY_MAY: return MODALITY_MUST;
    case MODALITY_MUST_NOT: return MODALITY_SHOULD_NOT;
    case MODALITY_SHOULD_NOT: return MODALITY_MUST_NOT;
    case MODALITY_MUST_CONSIDER: return MODALITY_SHOULD_CONSIDER;
    case MODALITY_SHOULD_CONSIDER:
        return is_duty_only ? MODALITY_MUST_CONSIDER : MODALITY_MAY_CONSIDER;
    case MODALITY_MAY_CONSIDER: return MODALITY_MUST_CONSIDER;
    case MODALITY_FOLLOW: return MODALITY_FOLLOW;
    }
    UNREACHABLE();
}

static void change_modality(Finding *finding, const CoreNorm *norm)
{
    Mutant mutant = mutant_of(finding, MUTANT_MODALITY, norm->span, 0);
    mutant.norm = norm;
    mutant.modality = other_modality(norm);
    mutant.marks = norm->marks;
    mutant.change =
        arena_format(finding->arena, "'%s' becomes '%s'", modality_to_words(norm->modality),
                     modality_to_words(mutant.modality));
    if (mutant.modality != norm->modality)
        mutants_add(finding, mutant);
}

static void in_timing(Finding *finding, const CoreTiming *timing)
{
    mutants_in_value(finding, timing->by);
    mutants_in_value(finding, timing->within);
    mutants_in_value(finding, timing->within_of);
    mutants_in_value(finding, timing->not_before);
    mutants_in_value(finding, timing->repeat);
    mutants_in_value(finding, timing->repeat_from);
    mutants_in_condition(finding, timing->until);
    if (!timing->until)
        return;
    Mutant mutant = mutant_of(finding, MUTANT_DROP_UNTIL, timing->until->span, 0);
    mutant.target = timing->until;
    mutant.change = "'until' left out";
    mutants_add(finding, mutant);
}

static void in_norm(Finding *finding, const CoreNorm *norm)
{
    finding->owner.marks = norm->marks;
    mutants_in_condition(finding, norm->when);
    in_timing(finding, &norm->timing);
    for (uint32_t i = 0; i < norm->option_count; i++)
        in_norm(finding, norm->options[i]);
}

static void in_rule(Finding *finding, const CoreRule *rule)
{
    finding->owner = (Mutant){.kind = MUTANT_RULE_EXPR,
                              .number = rule->number,
                              .owner_kind = "rule",
                              .owner = rule->name,
                              .label = rule->label,
                              .marks = rule->marks};
    in_conditions(finding, rule);
    drop_overrides(finding, rule);
    for (size_t i = 0; i < rule->norms.count; i++) {
        if (!rule->norms.items[i]->choice)
            change_modality(finding, rule->norms.items[i]);
        in_norm(finding, rule->norms.items[i]);
    }
}

/* ---- parameters ---- */

static void in_parameter(Finding *finding, const CoreParameter *parameter)
{
    for (uint32_t i = 0; parameter->type.kind == TYPE_DURATION && i < parameter->value_count; i++) {
        const CodeParameterValue *value = &parameter->values[i];
        Value old = value->value.value;
        finding->owner =
            (Mutant){.number = parameter->number,
                     .owner_kind = "parameter",
                     .owner = parameter->name,
                     .label = parameter->label,
                     .marks = value->marks.citation_count ? value->marks : parameter->marks};
        Mutant mutant = mutant_of(finding, MUTANT_PARAMETER, value->span, i);
        mutant.value = duration_make(duration_get_count(old) + 1, duration_get_unit(old));
        mutant.change = "one longer";
        if (duration_get_count(old) < DURATION_MOST)
            mutants_add(finding, mutant);
    }
}

Mutants *mutants_find(Arena *arena, const CoreProgram *program,
                      bool (*counts)(const void *context, uint32_t source), const void *context)
{
    Finding finding = {arena, program, ARENA_NEW(arena, Mutants), map_new(arena), {0}};
    for (size_t i = 0; i < program->parameters.count; i++)
        if (counts(context, program->parameters.items[i]->span.source))
            in_parameter(&finding, program->parameters.items[i]);
    for (size_t i = 0; i < program->decisions.count; i++)
        if (counts(context, program->decisions.items[i]->span.source))
            in_decision(&finding, program->decisions.items[i]);
    for (size_t i = 0; i < program->rules.count; i++)
        if (counts(context, program->rules.items[i]->span.source))
            in_rule(&finding, program->rules.items[i]);
    return finding.mutants;
}
