/* idle.c - see idle.h: of what is named one thing after the other is taken away while the outcome stays.
 *
 * A thing that cannot go without the outcome going too is needed in what is left then, so it is not idle. One pass settles
 * most; for each that went, some more passes take away the others first, in other orders.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/idle.h"

#include <string.h>

#include "outcome/walk.h"
#include "reference/generate.h"

/* Orders at random, after three that are not. */
#define RANDOM_ORDERS 4

typedef struct Idle {
    Arena *arena;
    const Named *named;
    const Reason *root;
    Str about;
    const char *line;
    size_t count;
    bool *is_needed; /* one a thing */
    size_t *order;
    const bool *is_away; /* what went in the last pass */
} Idle;

static bool is_given_without(const Idle *it, const bool *is_away)
{
    Arena *arena = arena_new();
    const char *now = named_evaluate(arena, it->named, is_away, it->about);
    bool is_same = now && strcmp(now, it->line) == 0;
    arena_free(arena);
    return is_same;
}

/* Takes away in the order of `order` what can go; what cannot is needed. */
static void take_away(Idle *it)
{
    bool *is_away = ARENA_ARRAY(it->arena, it->count, bool);
    for (size_t i = 0; i < it->count; i++) {
        size_t at = it->order[i];
        is_away[at] = true;
        if (is_given_without(it, is_away))
            continue;
        is_away[at] = false;
        it->is_needed[at] = true;
    }
    it->is_away = is_away;
}

static void shuffle(Idle *it, Random *random)
{
    for (size_t i = it->count; i > 1; i--) {
        size_t k = random_below(random, (uint32_t)i), kept = it->order[k];
        it->order[k] = it->order[i - 1];
        it->order[i - 1] = kept;
    }
}

static void move_to_end(Idle *it, size_t at)
{
    size_t i = 0;
    while (it->order[i] != at)
        i++;
    for (; i + 1 < it->count; i++)
        it->order[i] = it->order[i + 1];
    it->order[it->count - 1] = at;
}

/* What is named near a thing belongs to it more often than what is named far off, so the far things go first: those before it
 * first, those after it first, then by turns; after that at random. */
static void set_order(Idle *it, size_t at, int turn, Random *random)
{
    size_t before = 0, after = it->count - 1;
    for (size_t i = 0; i < it->count; i++) {
        bool takes_before = turn == 0   ? before < at
                            : turn == 1 ? after == at
                                        : at - before > after - at;
        it->order[i] = before == at && after == at ? at : takes_before ? before++ : after--;
    }
    if (turn > 2)
        shuffle(it, random);
    move_to_end(it, at);
}

/* Whether no order makes the thing needed. */
static bool is_idle(Idle *it, size_t at)
{
    Random random = {at + 1};
    for (int turn = 0; turn < 3 + RANDOM_ORDERS && !it->is_needed[at]; turn++) {
        set_order(it, at, turn, &random);
        take_away(it);
    }
    return !it->is_needed[at];
}

/* ---- what another point makes superfluous ---- */

static size_t count_key(const Idle *it, const Reason *reason, const char *key)
{
    const char *here = named_get_key(it->named, reason);
    size_t count = here && strcmp(here, key) == 0;
    for (uint32_t i = 0; i < reason->because_count; i++)
        count += count_key(it, reason->because[i], key);
    return count;
}

/* That a point came out one way or the other; a heading, which has no value, is one too. */
static bool is_point(const Reason *reason)
{
    static const char *const words[] = {"yes", "no", "holds", "does not hold"};
    for (size_t i = 0; reason->value && i < sizeof words / sizeof *words; i++)
        if (strcmp(reason->value, words[i]) == 0)
            return true;
    return !reason->value;
}

/* Whether the point rests on a thing that is named elsewhere as well, or on nothing that could be taken away. */
static bool is_settled_by_others(const Idle *it, const Reason *point)
{
    bool is_free = point->value || strncmp(point->text, "overridden by", 13) == 0;
    for (size_t i = 0; i < it->count; i++) {
        const char *key = it->named->things.items[i].key;
        size_t count = count_key(it, point, key);
        if (count > 0 && count < count_key(it, it->root, key))
            return true;
        is_free &= count == 0 || !named_can_go(it->named, i);
    }
    return is_free;
}

static bool has_other_point(const Idle *it, const Reason *reason, uint32_t but)
{
    if (!is_point(reason->because[but]))
        return false;
    for (uint32_t i = 0; i < reason->because_count; i++)
        if (i != but && is_point(reason->because[i]) &&
            is_settled_by_others(it, reason->because[i]))
            return true;
    return false;
}

static bool is_chosen(const Reason *reason)
{
    return reason->value && strcmp(reason->value, "holds") == 0;
}

static bool is_not_chosen(const Reason *reason)
{
    return reason->value && strcmp(reason->value, "does not hold") == 0;
}

/* How often the key is named below the alternative, wherever that is shown. */
static size_t count_below(const Idle *it, const Reason *reason, const Reason *alternative,
                          const char *key)
{
    if (is_chosen(reason) && memcmp(&reason->span, &alternative->span, sizeof reason->span) == 0)
        return count_key(it, reason, key);
    size_t count = 0;
    for (uint32_t i = 0; i < reason->because_count; i++)
        count += count_below(it, reason->because[i], alternative, key);
    return count;
}

/* Whether the outcome is the same without all that only this alternative, which holds, names: others come to the same. */
static bool is_idle_alternative(const Idle *it, const Reason *alternative)
{
    if (!is_chosen(alternative))
        return false;
    Arena *arena = arena_new();
    bool *is_away = ARENA_ARRAY(arena, it->count, bool);
    for (size_t i = 0; i < it->count; i++) {
        const char *key = it->named->things.items[i].key;
        is_away[i] = count_key(it, it->root, key) == count_below(it, it->root, alternative, key);
    }
    bool is_same = is_given_without(it, is_away);
    arena_free(arena);
    return is_same;
}

/* Whether another alternative of the decision is written to give the same, or one of the two may. */
static bool has_like(const CodeDecision *decision, const CodeAlternative *chosen,
                     const Instruction *steps)
{
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        const CodeAlternative *other = &decision->alternatives[i];
        if (other != chosen &&
            (other->value == chosen->value || steps[other->value].opcode != OP_CONSTANT ||
             steps[chosen->value].opcode != OP_CONSTANT))
            return true;
    }
    return false;
}

static bool is_one_of_like(const Idle *it, const Reason *reason)
{
    const Code *code = it->named->code;
    bool is_alternative = is_chosen(reason) || is_not_chosen(reason);
    for (uint32_t i = 0; is_alternative && i < code->decision_count; i++) {
        const CodeDecision *decision = &code->decisions[i];
        for (uint32_t k = 0; k < decision->alternative_count; k++)
            if (memcmp(&decision->alternatives[k].span, &reason->span, sizeof reason->span) == 0 &&
                has_like(decision, &decision->alternatives[k], code->instructions))
                return true;
    }
    return false;
}

/* A list whose element only heads what does not rest on it. */
static bool is_heading(const Reason *reason)
{
    return reason->source == REASON_LIST && reason->because_count > 0;
}

/* Whether each place that names the key stands beside such a point, or below such an alternative. */
static bool is_beside(const Idle *it, const Reason *reason, const char *key)
{
    const char *here = named_get_key(it->named, reason);
    if (here && strcmp(here, key) == 0 && !is_heading(reason))
        return false;
    for (uint32_t i = 0; i < reason->because_count; i++)
        if (count_key(it, reason->because[i], key) > 0 && !has_other_point(it, reason, i) &&
            !is_idle_alternative(it, reason->because[i]) &&
            !is_one_of_like(it, reason->because[i]) && !is_beside(it, reason->because[i], key))
            return false;
    return true;
}

/* A choice that was made says of each option whether it was done: the reader sees what there was to choose from. */
static bool is_option(const Idle *it, size_t at)
{
    return it->named->things.items[at].source == REASON_DOING && strstr(it->line, " one_of/") &&
           strstr(it->line, " applies done ");
}

static bool is_superfluous(const Idle *it, size_t at)
{
    bool is_any_left = false;
    for (size_t i = 0; i < it->count; i++)
        is_any_left |= !it->is_away[i];
    return !is_any_left || is_beside(it, it->root, it->named->things.items[at].key);
}

/* ---- `is known` ---- */

/* Whether the outcome rests on `is known` anywhere: less known is then more that holds. */
static bool has_known(const Idle *it, Places *todo)
{
    const Evaluation *evaluation = it->named->evaluation;
    PlaceSet *seen = walk_set_new(it->arena);
    while (todo->list.count > 0) {
        Place place = todo->list.items[--todo->list.count];
        if (place.reg == REGISTER_NONE || !walk_set_add(seen, place))
            continue;
        Opcode opcode = it->named->code->instructions[place.reg].opcode;
        if (opcode == OP_IS_KNOWN || opcode == OP_LIST_KNOWN)
            return true;
        walk_add_operands(todo, it->arena, evaluation, place, WALK_ALL);
    }
    return false;
}

static bool is_wanted = true;

void idle_leave_out(void)
{
    is_wanted = false;
}

const char *idle_find(Arena *arena, const Named *named, const Reason *root, const Places *places,
                      Str about, const char *line)
{
    Idle it = {arena_new(), named, root, about, line, named->things.count, NULL, NULL, NULL};
    const char *wrong = NULL;
    Places todo = {{0}};
    for (size_t i = 0; i < places->list.count; i++)
        VEC_PUSH(it.arena, &todo.list, places->list.items[i]);
    if (!is_wanted || has_known(&it, &todo)) {
        arena_free(it.arena);
        return NULL;
    }
    it.is_needed = ARENA_ARRAY(it.arena, it.count + 1, bool);
    it.order = ARENA_ARRAY(it.arena, it.count + 1, size_t);
    for (size_t i = 0; i < it.count; i++)
        it.order[i] = i;
    take_away(&it);
    for (size_t i = 0; i < it.count && !wrong; i++)
        if (!it.is_needed[i] && named_can_go(named, i) && !is_option(&it, i) && is_idle(&it, i) &&
            !is_superfluous(&it, i))
            wrong = arena_format(arena, "%s is named and helps nothing for: %s",
                                 named->things.items[i].key, line);
    arena_free(it.arena);
    return wrong;
}
