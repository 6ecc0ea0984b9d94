/* evaluate_decide.c - decisions: what their alternatives come to, level by level (rulings 1 to 4).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/evaluate.h"

typedef struct Choice {
    uint32_t level;
    Answer condition, value;
} Choice;

typedef struct Choices {
    Choice *items;
    size_t count;
} Choices;

static void add_needs(Reference *reference, Answer *open, const Answer *answer)
{
    if (answer->is_known)
        return;
    names_add_all(reference->arena, &open->needs, &answer->needs);
    names_add_all(reference->arena, &open->blocked_by, &answer->blocked_by);
}

static void add_choice(Reference *reference, Answer *open, const Choice *choice)
{
    add_needs(reference, open, &choice->condition);
    add_needs(reference, open, &choice->value);
}

static bool holds(const Choice *choice)
{
    return answer_is_yes(choice->condition);
}

static bool gives(const Choice *choice, Value value)
{
    return choice->value.is_known && choice->value.value == value;
}

static void add_value(Reference *reference, Settled *settled, Value value)
{
    for (size_t i = 0; i < settled->values.count; i++)
        if (settled->values.items[i] == value)
            return;
    VEC_PUSH(reference->arena, &settled->values, value);
}

/* Some alternative of the level holds. */
static Settled settle_holding(Reference *reference, const Choice *peers, size_t count)
{
    Settled settled = {.kind = SETTLED_OPEN};
    for (size_t i = 0; i < count; i++)
        if (holds(&peers[i]) && peers[i].value.is_known)
            add_value(reference, &settled, peers[i].value.value);
    if (settled.values.count > 1) {
        settled.kind = SETTLED_CONFLICT; /* whatever else is unknown (ruling 2) */
        return settled;
    }
    bool is_open = false;
    for (size_t i = 0; i < count; i++) {
        bool agrees = settled.values.count && gives(&peers[i], settled.values.items[0]);
        if (agrees || answer_is_no(peers[i].condition))
            continue; /* peers that agree do not disturb each other (ruling 1) */
        is_open = true;
        add_choice(reference, &settled.answer, &peers[i]);
    }
    if (is_open)
        return settled;
    settled.kind = SETTLED_VALUE;
    settled.answer = answer_value(settled.values.items[0]);
    return settled;
}

static Settled settle(Reference *reference, const Choice *choices, size_t count);

/* None of the level holds, some are unknown: the levels below are asked as well. */
static Settled settle_unknown(Reference *reference, const Choice *peers, size_t count,
                              const Choice *below, size_t below_count)
{
    Settled rest = settle(reference, below, below_count);
    Settled settled = {.kind = SETTLED_OPEN};
    bool is_same = rest.kind == SETTLED_VALUE;
    for (size_t i = 0; i < count; i++) {
        if (answer_is_no(peers[i].condition))
            continue;
        is_same &= rest.kind == SETTLED_VALUE && gives(&peers[i], rest.answer.value);
        add_choice(reference, &settled.answer, &peers[i]);
    }
    if (is_same)
        return rest;
    if (rest.kind == SETTLED_OPEN)
        add_needs(reference, &settled.answer, &rest.answer);
    return settled;
}

static Settled settle(Reference *reference, const Choice *choices, size_t count)
{
    size_t end = 0;
    bool has_yes = false, has_unknown = false;
    if (!count)
        return (Settled){.kind = SETTLED_GAP};
    for (; end < count && choices[end].level == choices[0].level; end++) {
        has_yes |= holds(&choices[end]);
        has_unknown |= !choices[end].condition.is_known;
    }
    if (has_yes)
        return settle_holding(reference, choices, end);
    if (has_unknown)
        return settle_unknown(reference, choices, end, choices + end, count - end);
    return settle(reference, choices + end, count - end);
}

static Choices evaluate_alternatives(Reference *reference, const CoreDecision *decision,
                                     const Env *env)
{
    Choices choices = {ARENA_ARRAY(reference->arena, decision->alternative_count, Choice), 0};
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        const CoreAlternative *alternative = &decision->alternatives[i];
        if (alternative->has_period && !reference_is_in_force(reference, &alternative->period))
            continue;
        Choice *choice = &choices.items[choices.count++];
        choice->level = alternative->level;
        choice->condition = alternative->condition
                                ? reference_evaluate_expr(reference, env, alternative->condition)
                                : answer_truth(true);
        choice->value = reference_evaluate_expr(reference, env, alternative->value);
    }
    return choices;
}

static const char *decision_key(Reference *reference, const CoreDecision *decision, Element element)
{
    if (!decision->record)
        return decision->name;
    return arena_format(reference->arena, "%s.%s", element.path ? element.path : element.list,
                        decision->name);
}

/* Kept for speed only. */
Settled *reference_decide(Reference *reference, const CoreDecision *decision, Element element)
{
    const char *key = decision_key(reference, decision, element);
    if (!element.path && decision->record)
        key = arena_format(reference->arena, "?%s?%s", element.needed, key);
    uint32_t number;
    if (map_find(reference->decided, str_from(key), &number))
        return reference->settled.items[number];
    const Env env = {NULL, decision->self, element};
    Choices choices = evaluate_alternatives(reference, decision, decision->record ? &env : NULL);
    Settled *settled = ARENA_NEW(reference->arena, Settled);
    *settled = settle(reference, choices.items, choices.count);
    map_set(reference->decided, str_from(key), (uint32_t)reference->settled.count);
    VEC_PUSH(reference->arena, &reference->settled, settled);
    return settled;
}

/* ---- in lines ---- */

static void write_conflict(Reference *reference, Text *line, const CoreDecision *decision,
                           const Settled *settled)
{
    Names values = {0};
    for (size_t i = 0; i < settled->values.count; i++) {
        Text value = text_in(reference->arena);
        value_write_source(&value, decision->type, reference->texts, settled->values.items[i]);
        names_add(reference->arena, &values, value.bytes);
    }
    names_write(line, "conflict", &values);
}

static void write_decision(Reference *reference, const CoreDecision *decision, Element element,
                           Lines *lines, Names *missing)
{
    const Settled *settled = reference_decide(reference, decision, element);
    Text line = text_in(reference->arena);
    text_add_format(&line, "decision %s", decision_key(reference, decision, element));
    switch (settled->kind) {
    case SETTLED_VALUE:
        text_add(&line, " is ");
        value_write_source(&line, decision->type, reference->texts, settled->answer.value);
        break;
    case SETTLED_OPEN:
        text_add(&line, " undetermined");
        names_write(&line, "needs", &settled->answer.needs);
        names_write(&line, "blocked", &settled->answer.blocked_by);
        names_add_all(reference->arena, missing, &settled->answer.needs);
        break;
    case SETTLED_CONFLICT: write_conflict(reference, &line, decision, settled); break;
    case SETTLED_GAP: text_add(&line, " gap"); break;
    }
    lines_add(reference->arena, lines, &line);
}

/* For each element of the record in the list, and in the lists that its elements hold. */
static void write_derived(Reference *reference, const CoreDecision *decision, const CoreFact *list,
                          const Element *holder, Lines *lines, Names *missing)
{
    ElementList elements = reference_get_list(reference, list, holder);
    for (uint32_t i = 1; elements.is_given && i <= elements.count; i++) {
        Element element = reference_get_element(reference, &elements, i);
        if (list->element == decision->record)
            write_decision(reference, decision, element, lines, missing);
        for (size_t k = 0; k < list->element->fields.count; k++)
            if (list->element->fields.items[k]->type.kind == TYPE_LIST)
                write_derived(reference, decision, list->element->fields.items[k], &element, lines,
                              missing);
    }
}

void reference_write_decisions(Reference *reference, Lines *lines, Names *missing)
{
    for (size_t i = 0; i < reference->program->decisions.count; i++) {
        const CoreDecision *decision = reference->program->decisions.items[i];
        if (!decision->record)
            write_decision(reference, decision, (Element){0}, lines, missing);
        for (size_t k = 0; decision->record && k < reference->program->facts.count; k++)
            if (reference->program->facts.items[k]->type.kind == TYPE_LIST)
                write_derived(reference, decision, reference->program->facts.items[k], NULL, lines,
                              missing);
    }
}
