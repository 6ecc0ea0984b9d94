/* assumes.c - the presumed facts that an outcome rests on (ruling 52).
 *
 * Where a place is settled, the walk follows what settled it; being unknown elsewhere could not have changed that. `is
 * known` alone turns with a fact's being unknown in either direction, so all that lies under it counts. Below places that
 * are open the settled parts count too: without them the outcome would need more. More than the least set is found,
 * never less.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/parts.h"

typedef enum AssumesMode {
    MODE_RESTS, /* below something settled: what settled it */
    MODE_OPEN,  /* below something open: what settled the parts of it that are settled */
    MODE_ALL,   /* under IS_KNOWN */
} AssumesMode;

#define MODE_COUNT 3

typedef struct AssumesTask {
    Place place;
    AssumesMode mode;
} AssumesTask;

struct AssumesSet {
    Arena *arena;
    const Evaluation *evaluation;
    const Memos *memos; /* NULL if none */
    bool has_presumed;  /* else there is nothing to find */
    PlaceSet *seen[MODE_COUNT];
    PlaceSet *facts_seen;
    VEC(AssumesTask) stack;
    Places facts; /* reg: the fact's number */
    Places operands;
};

AssumesSet *assumes_new(Arena *arena, const Evaluation *evaluation)
{
    AssumesSet *assumes = ARENA_NEW(arena, AssumesSet);
    assumes->arena = arena;
    assumes->evaluation = evaluation;
    for (uint32_t i = 0; i < evaluation->code->fact_count; i++)
        assumes->has_presumed |= evaluation->code->facts[i].is_presumed;
    for (int i = 0; i < MODE_COUNT; i++)
        assumes->seen[i] = walk_set_new(arena);
    assumes->facts_seen = walk_set_new(arena);
    return assumes;
}

void assumes_use_memos(AssumesSet *assumes, const Memos *memos)
{
    assumes->memos = memos;
}

void assumes_clear(AssumesSet *assumes)
{
    for (int i = 0; i < MODE_COUNT; i++)
        walk_set_clear(assumes->seen[i]);
    walk_set_clear(assumes->facts_seen);
    assumes->facts.list.count = 0;
}

const Places *assumes_get_facts(const AssumesSet *assumes)
{
    return &assumes->facts;
}

static void add_fact(AssumesSet *assumes, Place fact)
{
    if (walk_set_add(assumes->facts_seen, fact))
        VEC_PUSH(assumes->arena, &assumes->facts.list, fact);
}

/* What a decision was found to rest on before. False where it was not looked at yet. */
static bool take_memo(AssumesSet *assumes, Place place)
{
    const DecisionMemo *memo = memos_find(assumes->memos, place);
    if (!memo || !memo->is_set)
        return false;
    for (uint32_t i = 0; i < memo->fact_count; i++)
        add_fact(assumes, memo->facts[i]);
    return true;
}

/* Below what is open, what is known was settled by something all the same. */
static void push(AssumesSet *assumes, Place place, AssumesMode mode)
{
    if (mode != MODE_ALL)
        mode =
            evaluation_is_known(assumes->evaluation, place.reg, place.row) ? MODE_RESTS : MODE_OPEN;
    if (mode != MODE_ALL && take_memo(assumes, place))
        return;
    if (walk_set_add(assumes->seen[mode], place))
        VEC_PUSH(assumes->arena, &assumes->stack, ((AssumesTask){place, mode}));
}

static void visit_fact(AssumesSet *assumes, uint32_t fact, uint32_t row)
{
    const CodeFact *it = &assumes->evaluation->code->facts[fact];
    const Column *column = &assumes->evaluation->table->facts[fact];
    if (!it->is_presumed || column_get_state(column, row) != CELL_ABSENT ||
        evaluation_is_phantom(assumes->evaluation, it->frame, row))
        return;
    add_fact(assumes, (Place){fact, row});
}

/* What did not disturb a settled decision because it agrees with it: its value may rest on what its condition rests on, and
 * both would be open. Beside a conflict an alternative that is open would be one more side. */
static void push_agreeing(AssumesSet *assumes, Place place)
{
    const Code *code = assumes->evaluation->code;
    Settlement settled = walk_settle(assumes->arena, assumes->evaluation, place);
    bool is_conflict = settled.status == DECISION_CONFLICT;
    for (uint32_t i = 0; i < settled.count; i++) {
        const AlternativeState *state = &settled.alternatives[i];
        uint32_t condition = walk_get_condition(code, place.reg, i);
        uint32_t value = walk_get_value(code, place.reg, i);
        bool is_written = code->instructions[value].opcode == OP_CONSTANT;
        if (settled.is_relevant[i] || state->level > settled.level || (is_written && !is_conflict))
            continue;
        if (condition != REGISTER_NONE)
            push(assumes, (Place){condition, place.row}, MODE_RESTS);
        push(assumes, (Place){value, place.row}, MODE_RESTS);
    }
}

static void follow(AssumesSet *assumes, Place place, AssumesMode mode)
{
    const Instruction *step = &assumes->evaluation->code->instructions[place.reg];
    if (step->opcode == OP_FACT && mode != MODE_OPEN)
        visit_fact(assumes, step->a, place.row);
    assumes->operands.list.count = 0;
    walk_add_operands(&assumes->operands, assumes->arena, assumes->evaluation, place,
                      mode == MODE_RESTS ? WALK_MATTERING : WALK_ALL);
    AssumesMode below = step->opcode == OP_IS_KNOWN ? MODE_ALL : mode;
    for (size_t i = 0; i < assumes->operands.list.count; i++)
        push(assumes, assumes->operands.list.items[i], below);
    if (step->opcode == OP_DECIDE && mode == MODE_RESTS)
        push_agreeing(assumes, place);
}

/* A decision in conflict, or without an answer, is settled too, though its register is unknown. */
static bool is_settled_decision(const AssumesSet *assumes, Place place)
{
    const Instruction *step = &assumes->evaluation->code->instructions[place.reg];
    if (step->opcode != OP_DECIDE)
        return false;
    DecisionStatus status = walk_settle(assumes->arena, assumes->evaluation, place).status;
    return status == DECISION_CONFLICT || status == DECISION_GAP;
}

void assumes_add_register(AssumesSet *assumes, uint32_t reg, uint32_t row)
{
    Place place = {reg, row};
    if (!assumes->has_presumed)
        return;
    if (is_settled_decision(assumes, place))
        follow(assumes, place, MODE_RESTS);
    else
        push(assumes, place, MODE_RESTS);
    while (assumes->stack.count > 0) {
        AssumesTask task = assumes->stack.items[--assumes->stack.count];
        follow(assumes, task.place, task.mode);
    }
}

Keys assumes_take(AssumesSet *assumes, Arena *arena)
{
    KeyBag bag = {.arena = assumes->arena};
    for (size_t i = 0; i < assumes->facts.list.count; i++) {
        Place it = assumes->facts.list.items[i];
        keys_add(&bag, outcome_fact_key(arena, assumes->evaluation, it.reg, it.row));
    }
    return keys_take(&bag, arena);
}
