/* idle.c - see idle.h: of what is named one thing after the other is taken away while the outcome stays.
 *
 * A thing that cannot go without the outcome going too is needed in what is left then, so it is not idle. One pass settles
 * most; for each that went, some more passes take away the others first, in other orders.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/idle.h"

#include <string.h>

#include "code/operands.h"
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

/* That a point came out one way or the other; a heading, which has no value, is one too, and a rule beside its norm's own
 * conditions. */
static bool is_point(const Reason *reason)
{
    static const char *const words[] = {"yes", "no", "holds", "does not hold", "does not apply"};
    for (size_t i = 0; reason->value && i < sizeof words / sizeof *words; i++)
        if (strcmp(reason->value, words[i]) == 0)
            return true;
    return !reason->value;
}

/* Whether something at the point or below it was explained elsewhere, and is only referred to here. */
static bool has_reference(const Reason *reason)
{
    bool has_one = reason->from && strncmp(reason->from, "see ", 4) == 0;
    for (uint32_t i = 0; i < reason->because_count && !has_one; i++)
        has_one = has_reference(reason->because[i]);
    return has_one;
}

static bool is_chosen(const Reason *reason)
{
    return reason->value && strcmp(reason->value, "holds") == 0;
}

static bool is_not_chosen(const Reason *reason)
{
    return reason->value && strcmp(reason->value, "does not hold") == 0;
}

/* Whether two registers are written to hold the same, or one of the two may. */
static bool may_be_same(const Code *code, uint32_t a, uint32_t b)
{
    const Instruction *steps = code->instructions;
    if (a == b || steps[a].opcode != OP_CONSTANT || steps[b].opcode != OP_CONSTANT)
        return true;
    const CodeConstant *first = &code->constants[steps[a].a],
                       *second = &code->constants[steps[b].a];
    if (first->type.kind == TYPE_TEXT)
        return strcmp(first->text, second->text) == 0;
    return first->value == second->value;
}

/* Whether another alternative of the decision is written to give the same, or one of the two may. */
static bool has_like(const Code *code, const CodeDecision *decision, const CodeAlternative *chosen)
{
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        const CodeAlternative *other = &decision->alternatives[i];
        if (other != chosen && may_be_same(code, other->value, chosen->value))
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
                has_like(code, decision, &decision->alternatives[k]))
                return true;
    }
    return false;
}

/* How often the key is named at the reason and below it, but not below such an alternative. */
static size_t count_key_firmly(const Idle *it, const Reason *reason, const char *key)
{
    const char *here = named_get_key(it->named, reason);
    size_t count = here && strcmp(here, key) == 0;
    for (uint32_t i = 0; i < reason->because_count && !is_one_of_like(it, reason); i++)
        count += count_key_firmly(it, reason->because[i], key);
    return count;
}

/* How often the reason is referred to ("see … above"). */
static size_t count_references(const Reason *from, const Reason *to)
{
    size_t count = from->from && strncmp(from->from, "see ", 4) == 0 && from->text && to->text &&
                   strcmp(from->text, to->text) == 0;
    for (uint32_t i = 0; i < from->because_count; i++)
        count += count_references(from->because[i], to);
    return count;
}

/* Whether something at the point or below it is referred to elsewhere. */
static bool has_referred(const Idle *it, const Reason *point, const Reason *reason)
{
    bool has_one = count_references(it->root, reason) > count_references(point, reason);
    for (uint32_t i = 0; i < reason->because_count && !has_one; i++)
        has_one = has_referred(it, point, reason->because[i]);
    return has_one;
}

/* Whether the point rests on a thing that is named elsewhere as well, or on none that can go but on elements that the outcome
 * stands for, and on alternatives of which another may give the same. */
static bool is_settled_by_others(const Idle *it, const Reason *point)
{
    bool is_held = true, has_thing = false;
    for (size_t i = 0; i < it->count; i++) {
        const char *key = it->named->things.items[i].key;
        size_t count = count_key(it, point, key);
        if (count > 0 && count < count_key(it, it->root, key))
            return true;
        has_thing |= count > 0;
        is_held &= count_key_firmly(it, point, key) == 0 || !named_can_go(it->named, i);
    }
    return (has_thing && is_held) || has_reference(point) || has_referred(it, point, point);
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

/* A list whose element only heads what does not rest on it. */
static bool is_heading(const Reason *reason)
{
    return reason->source == REASON_LIST && reason->because_count > 0;
}

/* That the list of an overriding rule has no elements: what else keeps that rule from applying is not looked at. */
static bool is_empty_override(const Reason *reason, const Reason *below)
{
    return below->source == REASON_LIST && below->value && strcmp(below->value, "none") == 0 &&
           reason->role && strcmp(reason->role, "not overridden by") == 0;
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
            !is_one_of_like(it, reason->because[i]) &&
            !is_empty_override(reason, reason->because[i]) &&
            !is_beside(it, reason->because[i], key))
            return false;
    return true;
}

/* A choice that was made says of each option whether it was done: the reader sees what there was to choose from. */
static bool is_option(const Idle *it, size_t at)
{
    return it->named->things.items[at].source == REASON_DOING && strstr(it->line, " one_of/") &&
           strstr(it->line, " applies done ");
}

/* Whether the elements that the outcome stands for give it by themselves, such as by how many there are. */
static bool is_given_by_elements(const Idle *it)
{
    bool has_held = false;
    bool *is_away = ARENA_ARRAY(it->arena, it->count + 1, bool);
    for (size_t i = 0; i < it->count; i++) {
        is_away[i] = named_can_go(it->named, i);
        has_held |= !is_away[i] && it->named->things.items[i].source == REASON_LIST;
    }
    return has_held && is_given_without(it, is_away);
}

/* ---- `is known` ---- */

static void take_in(void *context, uint32_t reg)
{
    bool *is_below = context;
    is_below[reg] = true;
}

/* Whether the outcome could rest on `is known` anywhere, in elements that there are or not: less known is then more that
 * holds. */
static bool has_known(const Idle *it, const Places *places)
{
    const Code *code = it->named->code;
    bool *is_below = ARENA_ARRAY(it->arena, code->instruction_count, bool); /* one a register */
    for (size_t i = 0; i < places->list.count; i++)
        if (places->list.items[i].reg != REGISTER_NONE)
            is_below[places->list.items[i].reg] = true;
    for (uint32_t reg = code->instruction_count; reg-- > 0;) {
        Opcode opcode = code->instructions[reg].opcode;
        if (is_below[reg] && (opcode == OP_IS_KNOWN || opcode == OP_LIST_KNOWN))
            return true;
        if (is_below[reg])
            code_visit_operands(code, &code->instructions[reg], take_in, is_below);
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
    Idle it = {arena_new(), named, root, about, line, named->things.count, NULL, NULL};
    const char *wrong = NULL;
    if (!is_wanted || has_known(&it, places)) {
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
            !is_beside(&it, root, named->things.items[i].key) && !is_given_by_elements(&it))
            wrong = arena_format(arena, "%s is named and helps nothing for: %s",
                                 named->things.items[i].key, line);
    arena_free(it.arena);
    return wrong;
}
