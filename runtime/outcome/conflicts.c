/* conflicts.c - what contradicts itself in this case: norms against each other, and decisions without one answer.
 *
 * Norms contend where the same actor, action and element is told opposite things (ruling 25); a choice contends only when
 * every option is barred (ruling 27). Everything that contends in one place stands in one entry.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/parts.h"

#include <stdlib.h>
#include <string.h>

/* A norm that applies, by what it is about. */
typedef struct Contender {
    const char *actor; /* "" for none */
    uint32_t action;
    uint32_t row;
    uint32_t index; /* in outcome->norms */
    Modality modality;
} Contender;

typedef struct Contenders {
    VEC(Contender) list;
} Contenders;

static int compare_places(const Contender *a, const Contender *b)
{
    if (a->action != b->action)
        return a->action < b->action ? -1 : 1;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return strcmp(a->actor, b->actor);
}

static int compare_contenders(const void *first, const void *second)
{
    const Contender *a = first;
    const Contender *b = second;
    int order = compare_places(a, b);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

static bool is_opposed(Modality a, Modality b)
{
    if (a == MODALITY_MUST_NOT)
        return b == MODALITY_MUST || b == MODALITY_SHOULD || b == MODALITY_MAY;
    if (a == MODALITY_SHOULD_NOT)
        return b == MODALITY_MUST || b == MODALITY_SHOULD;
    return (b == MODALITY_MUST_NOT || b == MODALITY_SHOULD_NOT) && is_opposed(b, a);
}

static const CodeNorm *get_norm(const Outcome *outcome, uint32_t index)
{
    return &outcome->code->norms[outcome->norms.items[index].norm];
}

static const char *actor_of(const CodeNorm *norm)
{
    return norm->actor ? norm->actor : "";
}

static void collect_contenders(Contenders *contenders, Arena *arena, const Outcome *outcome)
{
    for (uint32_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *it = &outcome->norms.items[i];
        const CodeNorm *norm = get_norm(outcome, i);
        if (it->status != NORM_APPLIES || norm->action == INDEX_NONE)
            continue;
        Contender contender = {actor_of(norm), norm->action, it->row, i, norm->modality};
        VEC_PUSH(arena, &contenders->list, contender);
    }
    if (contenders->list.count > 1)
        qsort(contenders->list.items, contenders->list.count, sizeof *contenders->list.items,
              compare_contenders);
}

static ConflictSide norm_side(const Outcome *outcome, uint32_t index)
{
    const CodeNorm *norm = get_norm(outcome, index);
    return (ConflictSide){.rule = outcome->code->rules[norm->rule].name,
                          .is_norm = true,
                          .modality = norm->modality,
                          .marks = &norm->marks,
                          .span = norm->span};
}

static void push_conflict(Arena *arena, Outcome *outcome, const char *on, Elements elements,
                          ConflictSide *sides, uint32_t side_count)
{
    Conflict conflict = {.on = on, .elements = elements, .sides = sides, .side_count = side_count};
    VEC_PUSH(arena, &outcome->conflicts, conflict);
}

static bool has_opponent(const Contender *group, size_t count, Modality modality)
{
    for (size_t i = 0; i < count; i++)
        if (is_opposed(modality, group[i].modality))
            return true;
    return false;
}

static void check_group(Arena *arena, Outcome *outcome, const Contender *group, size_t count)
{
    ConflictSide *sides = ARENA_ARRAY(arena, count, ConflictSide);
    uint32_t side_count = 0;
    for (size_t i = 0; i < count; i++)
        if (has_opponent(group, count, group[i].modality))
            sides[side_count++] = norm_side(outcome, group[i].index);
    if (side_count > 0)
        push_conflict(arena, outcome, outcome->code->actions[group[0].action].name,
                      outcome->norms.items[group[0].index].elements, sides, side_count);
}

static void check_groups(Arena *arena, Outcome *outcome, const Contenders *contenders)
{
    size_t start = 0;
    for (size_t i = 1; i <= contenders->list.count; i++) {
        const Contender *items = contenders->list.items;
        if (i < contenders->list.count && compare_places(&items[start], &items[i]) == 0)
            continue;
        check_group(arena, outcome, &items[start], i - start);
        start = i;
    }
}

/* The first contender about this actor, action and row, or the end of the list. */
static size_t find_group(const Contenders *contenders, Contender wanted)
{
    size_t low = 0;
    size_t high = contenders->list.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(&contenders->list.items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Adds the bans on one option of a choice; false where there are none. */
static bool add_bans(Arena *arena, Contenders *bans, const Contenders *contenders, Contender wanted)
{
    size_t count = bans->list.count;
    for (size_t i = find_group(contenders, wanted); i < contenders->list.count; i++) {
        const Contender *it = &contenders->list.items[i];
        if (compare_places(it, &wanted) != 0)
            break;
        if (is_opposed(it->modality, wanted.modality))
            VEC_PUSH(arena, &bans->list, *it);
    }
    return bans->list.count > count;
}

static void check_choice(Arena *arena, Outcome *outcome, const Contenders *contenders,
                         uint32_t index)
{
    const OutcomeNorm *it = &outcome->norms.items[index];
    const CodeNorm *norm = get_norm(outcome, index);
    Contenders bans = {{0}};
    for (uint32_t i = 0; i < it->option_count; i++) {
        const CodeNorm *option = &outcome->code->norms[it->options[i].norm];
        Contender wanted = {actor_of(option), option->action, it->row, index, option->modality};
        if (!add_bans(arena, &bans, contenders, wanted))
            return;
    }
    ConflictSide *sides = ARENA_ARRAY(arena, bans.list.count + 1, ConflictSide);
    uint32_t side_count = 0;
    sides[side_count++] = norm_side(outcome, index);
    for (size_t i = 0; i < bans.list.count; i++)
        sides[side_count++] = norm_side(outcome, bans.list.items[i].index);
    uint32_t first = outcome->code->norms[it->options[0].norm].action;
    push_conflict(arena, outcome,
                  first == INDEX_NONE ? outcome->code->rules[norm->rule].name
                                      : outcome->code->actions[first].name,
                  it->elements, sides, side_count);
}

static void check_choices(Arena *arena, Outcome *outcome, const Contenders *contenders)
{
    for (uint32_t i = 0; i < outcome->norms.count; i++)
        if (outcome->norms.items[i].status == NORM_APPLIES &&
            outcome->norms.items[i].option_count > 0)
            check_choice(arena, outcome, contenders, i);
}

/* The alternatives that hold at the first level at which any does. */
static void fill_decision_sides(Arena *arena, Conflict *conflict, const Outcome *outcome,
                                const OutcomeDecision *it)
{
    const CodeDecision *decision = &outcome->code->decisions[it->decision];
    Settlement settled = walk_settle(arena, outcome->evaluation, (Place){decision->reg, it->row});
    conflict->sides = ARENA_ARRAY(arena, settled.count, ConflictSide);
    for (uint32_t i = 0; i < settled.count; i++) {
        const AlternativeState *state = &settled.alternatives[i];
        if (state->level != settled.level || state->condition != TRUTH_YES || !state->has_value)
            continue;
        conflict->sides[conflict->side_count++] = (ConflictSide){
            .rule = arena_format(arena, "%s, %s %u", decision->name,
                                 decision->is_table ? "row" : "alternative", i + 1),
            .value = state->value,
            .marks = &decision->alternatives[i].marks,
            .span = decision->alternatives[i].span,
        };
    }
}

static void check_decision(Arena *arena, Outcome *outcome, const OutcomeDecision *it)
{
    if (it->status != DECISION_CONFLICT && it->status != DECISION_GAP)
        return;
    const CodeDecision *decision = &outcome->code->decisions[it->decision];
    Conflict conflict = {.on = it->key, .type = decision->type};
    conflict.elements =
        outcome_elements(arena, outcome->evaluation, decision->frame, it->row, NULL);
    if (it->status == DECISION_GAP) {
        VEC_PUSH(arena, &outcome->gaps, conflict);
        return;
    }
    fill_decision_sides(arena, &conflict, outcome, it);
    VEC_PUSH(arena, &outcome->conflicts, conflict);
}

void conflicts_find(Arena *arena, Outcome *outcome)
{
    for (size_t i = 0; i < outcome->decisions.count; i++)
        check_decision(arena, outcome, &outcome->decisions.items[i]);
    Contenders contenders = {{0}};
    collect_contenders(&contenders, arena, outcome);
    check_groups(arena, outcome, &contenders);
    check_choices(arena, outcome, &contenders);
}
