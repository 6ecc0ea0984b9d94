/* compare.c - see compare.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "compare/compare.h"

#include <stdlib.h>
#include <string.h>

#include "outcome/keys.h"

typedef struct Compare {
    Compared *comparison;
    Arena *arena;
    Map *items;  /* kind, name, elements -> item */
    Map **known; /* one a procedure: what it has decisions, actions, choices and hand-overs of */
} Compare;

static const CodeProcedure *find_procedure(const Outcome *outcome)
{
    const Code *code = outcome->code;
    return code->procedure == INDEX_NONE ? NULL : &code->procedures[code->procedure];
}

/* ---- what the procedures are called ---- */

static const char *name_of(const Outcome *outcome, const char *word)
{
    const CodeProcedure *procedure = find_procedure(outcome);
    return procedure ? procedure->name : word;
}

static bool is_alone(const Compared *comparison, uint32_t index, const char *const *names)
{
    for (uint32_t i = 0; i < comparison->count; i++)
        if (i != index && !strcmp(names[i], names[index]))
            return false;
    return true;
}

static void call_procedures(Compared *comparison, const char *const *words)
{
    const char **names = ARENA_ARRAY(comparison->arena, comparison->count, const char *);
    const char **longer = ARENA_ARRAY(comparison->arena, comparison->count, const char *);
    for (uint32_t i = 0; i < comparison->count; i++) {
        const CodeProcedure *procedure = find_procedure(comparison->procedures[i].outcome);
        names[i] = name_of(comparison->procedures[i].outcome, words[i]);
        longer[i] = procedure && procedure->source
                        ? arena_format(comparison->arena, "%s %s", procedure->source, names[i])
                        : words[i];
    }
    for (uint32_t i = 0; i < comparison->count; i++)
        comparison->procedures[i].called = is_alone(comparison, i, names)    ? names[i]
                                           : is_alone(comparison, i, longer) ? longer[i]
                                                                             : words[i];
}

/* ---- what belongs together ---- */

static const char *key_of(const Compare *compare, bool is_decision, const char *name)
{
    return arena_format(compare->arena, "%c%s", is_decision ? 'd' : 'n', name);
}

static void add_known(const Compare *compare, uint32_t index)
{
    const Code *code = compare->comparison->procedures[index].outcome->code;
    Map *known = compare->known[index];
    for (uint32_t i = 0; i < code->action_count; i++)
        map_set(known, str_from(key_of(compare, false, code->actions[i].name)), 0);
    for (uint32_t i = 0; i < code->norm_count; i++)
        map_set(known, str_from(key_of(compare, false, keys_of_norm(code, i))), 0);
}

static ComparedItem *find_item(const Compare *compare, bool is_decision, const char *name,
                               const char *label, Elements elements)
{
    Compared *comparison = compare->comparison;
    const char *key = arena_format(compare->arena, "%s %s", key_of(compare, is_decision, name),
                                   keys_describe_elements(compare->arena, &elements));
    uint32_t number;
    if (!map_find(compare->items, str_from(key), &number)) {
        number = (uint32_t)comparison->items.count;
        map_set(compare->items, str_from(key), number);
        ComparedItem item = {.is_decision = is_decision, .name = name, .elements = elements};
        item.sides = ARENA_ARRAY(compare->arena, comparison->count, ComparedSide);
        VEC_PUSH(compare->arena, &comparison->items, item);
    }
    ComparedItem *item = &comparison->items.items[number];
    item->label = item->label ? item->label : label;
    return item;
}

static void add_decisions(const Compare *compare, uint32_t index)
{
    const Outcome *outcome = compare->comparison->procedures[index].outcome;
    for (size_t i = 0; i < outcome->decisions.count; i++) {
        const OutcomeDecision *it = &outcome->decisions.items[i];
        const CodeDecision *decision = &outcome->code->decisions[it->decision];
        ComparedItem *item =
            find_item(compare, true, it->key, decision->label, (Elements){NULL, 0});
        item->sides[index].decision = it;
        item->sides[index].is_known = true;
    }
}

static const char *label_of(const Code *code, const CodeNorm *norm)
{
    if (norm->label || norm->modality == MODALITY_FOLLOW)
        return norm->label;
    return norm->action == INDEX_NONE ? code->rules[norm->rule].label
                                      : code->actions[norm->action].label;
}

static void add_norms(const Compare *compare, uint32_t index)
{
    const Outcome *outcome = compare->comparison->procedures[index].outcome;
    for (size_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *it = &outcome->norms.items[i];
        const CodeNorm *norm = &outcome->code->norms[it->norm];
        if (it->status == NORM_DOES_NOT_APPLY)
            continue;
        ComparedItem *item = find_item(compare, false, keys_of_norm(outcome->code, it->norm),
                                       label_of(outcome->code, norm), it->elements);
        VEC_PUSH(compare->arena, &item->sides[index].norms, it);
    }
}

/* ---- what is said ---- */

static void add_day(Text *sign, char name, OptionalDate date)
{
    if (date.has)
        text_add_format(sign, " %c%lld", name, (long long)date.day);
}

static const char *sign_decision(Arena *arena, const Outcome *outcome, const OutcomeDecision *it)
{
    Text sign = text_in(arena);
    switch (it->status) {
    case DECISION_VALUE:
        value_write_source(&sign, outcome->code->decisions[it->decision].type,
                           outcome->evaluation->table->texts, it->value);
        return arena_format(arena, "= %.*s", STR_ARG(text_get(&sign)));
    case DECISION_UNDETERMINED: return "?";
    case DECISION_CONFLICT: return "!";
    case DECISION_GAP: return "-";
    }
    UNREACHABLE();
}

/* Who, what, by when, and what became of it; what it waits for is no difference. */
static const char *sign_norm(Arena *arena, const Outcome *outcome, const OutcomeNorm *it)
{
    const CodeNorm *norm = &outcome->code->norms[it->norm];
    Text sign = text_in(arena);
    text_add_format(&sign, "%s %s%s %d", norm->actor ? norm->actor : "",
                    modality_to_key(norm->modality), it->status == NORM_APPLIES ? "" : "?",
                    (int)it->state);
    add_day(&sign, 'n', it->not_before);
    add_day(&sign, 'b', it->due);
    add_day(&sign, 'd', it->done_on);
    add_day(&sign, 'e', it->next_due);
    text_add_format(&sign, " %s", norm->by_text ? norm->by_text : "");
    return text_get(&sign).bytes;
}

static int compare_signs(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Two rules that say the same are as one. */
static const char *sign_norms(Arena *arena, const Outcome *outcome, const ComparedSide *side)
{
    const char **signs = ARENA_ARRAY(arena, side->norms.count, const char *);
    for (size_t i = 0; i < side->norms.count; i++)
        signs[i] = sign_norm(arena, outcome, side->norms.items[i]);
    if (side->norms.count > 1)
        qsort(signs, side->norms.count, sizeof *signs, compare_signs);
    Text all = text_in(arena);
    for (size_t i = 0; i < side->norms.count; i++)
        if (!i || strcmp(signs[i], signs[i - 1]) != 0)
            text_add_format(&all, "%s\n", signs[i]);
    return all.length ? text_get(&all).bytes : "";
}

static void settle_item(const Compare *compare, ComparedItem *item)
{
    const char *first = NULL;
    const char *key = key_of(compare, item->is_decision, item->name);
    for (uint32_t i = 0; i < compare->comparison->count; i++) {
        ComparedSide *side = &item->sides[i];
        const Outcome *outcome = compare->comparison->procedures[i].outcome;
        uint32_t number;
        side->is_known |= map_find(compare->known[i], str_from(key), &number);
        side->sign = side->decision ? sign_decision(compare->arena, outcome, side->decision)
                                    : sign_norms(compare->arena, outcome, side);
        if (!side->is_known)
            continue;
        item->known_count++;
        item->is_different |= first && strcmp(first, side->sign) != 0;
        first = first ? first : side->sign;
    }
}

/* ---- hand-overs ---- */

static bool is_same_source(const CodeProcedure *a, const CodeProcedure *b)
{
    return a->source && b->source ? !strcmp(a->source, b->source) : a->source == b->source;
}

static const CodeProcedure *find_followed(const Code *code, const char *name)
{
    for (uint32_t i = 0; i < code->procedure_count; i++)
        if (!strcmp(code->procedures[i].name, name))
            return &code->procedures[i];
    return NULL;
}

/* A procedure of that name is the one that is followed where it is of the same document. */
static uint32_t find_given(const Compared *comparison, const CodeProcedure *followed)
{
    for (uint32_t i = 0; followed && !followed->is_external && i < comparison->count; i++) {
        const CodeProcedure *procedure = find_procedure(comparison->procedures[i].outcome);
        if (procedure && !strcmp(procedure->name, followed->name) &&
            is_same_source(procedure, followed))
            return i;
    }
    return INDEX_NONE;
}

static void add_hand_overs(Compared *comparison, uint32_t index)
{
    const Outcome *outcome = comparison->procedures[index].outcome;
    for (size_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *it = &outcome->norms.items[i];
        const CodeNorm *norm = &outcome->code->norms[it->norm];
        if (norm->modality != MODALITY_FOLLOW || it->status == NORM_DOES_NOT_APPLY)
            continue;
        const CodeProcedure *followed = find_followed(outcome->code, norm->follow);
        HandOver hand_over = {index, it, norm->follow, find_given(comparison, followed),
                              followed && followed->is_external};
        VEC_PUSH(comparison->arena, &comparison->hand_overs, hand_over);
    }
}

Compared *compare_new(Arena *arena, const Outcome *const *outcomes, const char *const *words,
                      const FittedCase *fitted, uint32_t count)
{
    Compared *comparison = ARENA_NEW(arena, Compared);
    comparison->arena = arena;
    comparison->count = count;
    comparison->procedures = ARENA_ARRAY(arena, count, ComparedProcedure);
    Compare compare = {comparison, arena, map_new(arena), ARENA_ARRAY(arena, count, Map *)};
    for (uint32_t i = 0; i < count; i++)
        comparison->procedures[i] = (ComparedProcedure){outcomes[i], NULL, &fitted[i]};
    call_procedures(comparison, words);
    for (uint32_t i = 0; i < count; i++) {
        compare.known[i] = map_new(arena);
        add_known(&compare, i);
        add_decisions(&compare, i);
        add_norms(&compare, i);
        add_hand_overs(comparison, i);
    }
    for (size_t i = 0; i < comparison->items.count; i++)
        settle_item(&compare, &comparison->items.items[i]);
    return comparison;
}
