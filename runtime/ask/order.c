/* order.c - see order.h: what is open, and which part of it to look at first.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ask/order.h"

#include "base/map.h"
#include "ask/weigh.h"

/* ---- what is open ---- */

typedef struct Finding {
    Arena *arena;
    const Outcome *outcome;
    OpenQuestions *open;
    Map *missing;      /* key -> outcome->missing */
    uint32_t *numbers; /* one a missing fact: its candidate; INDEX_NONE for none yet */
} Finding;

/* Marks what some goal needs; candidates are made of it in the order of `missing`. */
static void mark_needs(const Finding *find, bool *is_needed, Keys needs)
{
    uint32_t at;
    for (uint32_t i = 0; i < needs.count; i++)
        if (map_find(find->missing, str_from(needs.items[i]), &at))
            is_needed[at] = true;
}

static bool is_wanted_norm(const Finding *find, const OutcomeNorm *norm, const char *const *wanted,
                           size_t count)
{
    bool is_wanted = count == 0;
    for (size_t i = 0; i < count; i++)
        is_wanted |= outcome_is_norm_wanted(find->outcome, norm, wanted[i]);
    return is_wanted;
}

static bool is_wanted_decision(const Finding *find, const OutcomeDecision *decision,
                               const char *const *wanted, size_t count)
{
    bool is_wanted = count == 0;
    for (size_t i = 0; i < count; i++)
        is_wanted |= outcome_is_decision_wanted(find->outcome, decision, wanted[i]);
    return is_wanted;
}

static void add_goal(Finding *find, Goal goal, Keys needs)
{
    uint32_t at;
    goal.candidates = ARENA_ARRAY(find->arena, needs.count, uint32_t);
    for (uint32_t i = 0; i < needs.count; i++)
        if (map_find(find->missing, str_from(needs.items[i]), &at) &&
            find->numbers[at] != INDEX_NONE)
            goal.candidates[goal.candidate_count++] = find->numbers[at];
    if (goal.candidate_count)
        VEC_PUSH(find->arena, &find->open->goals, goal);
}

static void add_candidates(Finding *find, const bool *is_needed)
{
    const Code *code = find->outcome->code;
    for (size_t i = 0; i < find->outcome->missing.count; i++) {
        const MissingFact *missing = &find->outcome->missing.items[i];
        find->numbers[i] = INDEX_NONE;
        if (!is_needed[i] || missing->is_known_unknown || missing->fact == INDEX_NONE)
            continue;
        find->numbers[i] = (uint32_t)find->open->candidates.count;
        bool is_list = code->facts[missing->fact].type.kind == TYPE_LIST;
        VEC_PUSH(find->arena, &find->open->candidates, ((Candidate){missing, is_list}));
    }
}

OpenQuestions *order_find_open(Arena *arena, const Outcome *outcome, const char *const *wanted,
                               size_t wanted_count)
{
    OpenQuestions *open = ARENA_NEW(arena, OpenQuestions);
    Finding find = {arena, outcome, open, map_new(arena),
                    ARENA_ARRAY(arena, outcome->missing.count, uint32_t)};
    bool *is_needed = ARENA_ARRAY(arena, outcome->missing.count, bool);
    for (size_t i = 0; i < outcome->missing.count; i++)
        map_set(find.missing, str_from(outcome->missing.items[i].key), (uint32_t)i);
    for (size_t i = 0; i < outcome->decisions.count; i++)
        if (is_wanted_decision(&find, &outcome->decisions.items[i], wanted, wanted_count))
            mark_needs(&find, is_needed, outcome->decisions.items[i].needs);
    for (size_t i = 0; i < outcome->norms.count; i++)
        if (is_wanted_norm(&find, &outcome->norms.items[i], wanted, wanted_count))
            mark_needs(&find, is_needed, outcome->norms.items[i].needs);
    add_candidates(&find, is_needed);
    for (size_t i = 0; i < outcome->decisions.count; i++) {
        const OutcomeDecision *it = &outcome->decisions.items[i];
        if (is_wanted_decision(&find, it, wanted, wanted_count))
            add_goal(&find, (Goal){false, it->decision, it->row, NULL, 0}, it->needs);
    }
    for (size_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *it = &outcome->norms.items[i];
        if (is_wanted_norm(&find, it, wanted, wanted_count))
            add_goal(&find, (Goal){true, it->norm, it->row, NULL, 0}, it->needs);
    }
    return open;
}

/* ---- what hangs together ---- */

static uint32_t find_root(uint32_t *parents, uint32_t at)
{
    while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    return at;
}

/* Candidates are joined where one goal waits for both. */
static uint32_t *join_candidates(Arena *arena, const OpenQuestions *open)
{
    uint32_t *parents = ARENA_ARRAY(arena, open->candidates.count, uint32_t);
    for (uint32_t i = 0; i < open->candidates.count; i++)
        parents[i] = i;
    for (size_t i = 0; i < open->goals.count; i++) {
        const Goal *goal = &open->goals.items[i];
        for (uint32_t k = 1; k < goal->candidate_count; k++)
            parents[find_root(parents, goal->candidates[k])] =
                find_root(parents, goal->candidates[0]);
    }
    return parents;
}

static bool stands_before(const Candidate *a, const Candidate *b)
{
    if (a->missing->fact != b->missing->fact)
        return a->missing->fact < b->missing->fact;
    return a->missing->row < b->missing->row;
}

/* The part that the program speaks of first: an interview that follows the text is easier to follow. */
static uint32_t choose_part(uint32_t *parents, const OpenQuestions *open)
{
    uint32_t first = 0;
    for (uint32_t i = 1; i < open->candidates.count; i++)
        if (stands_before(&open->candidates.items[i], &open->candidates.items[first]))
            first = i;
    return find_root(parents, first);
}

uint32_t order_choose(Arena *arena, const Outcome *outcome, const OpenQuestions *open)
{
    BUG_IF(!open->candidates.count);
    uint32_t *parents = join_candidates(arena, open);
    uint32_t root = choose_part(parents, open);
    OpenQuestions part = {0};
    uint32_t *numbers = ARENA_ARRAY(arena, open->candidates.count, uint32_t);
    for (uint32_t i = 0; i < open->candidates.count; i++) {
        if (find_root(parents, i) != root)
            continue;
        numbers[part.candidates.count] = i;
        VEC_PUSH(arena, &part.candidates, open->candidates.items[i]);
    }
    for (size_t i = 0; i < open->goals.count; i++)
        if (find_root(parents, open->goals.items[i].candidates[0]) == root)
            VEC_PUSH(arena, &part.goals, open->goals.items[i]);
    return numbers[part.candidates.count > 1 ? weigh_choose(arena, outcome, &part) : 0];
}
