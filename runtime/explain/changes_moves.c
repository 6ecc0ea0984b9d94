/* changes_moves.c - which single changes could make a difference at one place.
 *
 * The walk goes back from the place to the facts that it rests on: of what is settled only through what settled it, so that
 * every change that makes a difference is found, and few that make none. On the way each comparison says what value of
 * one side would meet the other; that is carried back through the arithmetic to the facts that it was reckoned from.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar/calendar.h"
#include "explain/changes_parts.h"

/* Values looked for in one walk; where there are more the search says that it was ended. */
#define AIMS_MOST 400

typedef enum WalkMode {
    MODE_SETTLED, /* what settled it */
    MODE_OPEN,    /* all that it waits for or rests on */
    MODE_KNOWN,   /* below `is known`: whatever may have or lose a value */
} WalkMode;

#define MODE_COUNT 3

typedef struct Task {
    Place place;
    WalkMode mode;
} Task;

/* What a place would have to be for a comparison to turn. */
typedef struct Aim {
    Place place;
    Value value;
} Aim;

typedef struct Found {
    Place fact; /* reg: the fact's number */
    Values compared;
} Found;

typedef struct Walk {
    Arena *arena; /* scratch */
    const Evaluation *evaluation;
    const Code *code;
    PlaceSet *seen[MODE_COUNT];
    PlaceSet *facts_seen, *doings_seen;
    Places operands;
    VEC(Task) stack;
    VEC(Aim) aims;
    uint32_t aim_count;
    VEC(Found) facts;
    VEC(Place) doings; /* reg: the action's number */
} Walk;

static bool find_value(const Walk *it, uint32_t reg, uint32_t row, Value *value)
{
    return evaluation_find_value(it->evaluation, reg, row, value);
}

static void push(Walk *it, Place place, WalkMode mode)
{
    if (mode != MODE_KNOWN)
        mode = evaluation_is_known(it->evaluation, place.reg, place.row) ? MODE_SETTLED : MODE_OPEN;
    if (walk_set_add(it->seen[mode], place))
        VEC_PUSH(it->arena, &it->stack, ((Task){place, mode}));
}

static void aim(Walk *it, uint32_t reg, uint32_t row, Value value)
{
    if (it->aim_count++ < AIMS_MOST)
        VEC_PUSH(it->arena, &it->aims, ((Aim){{reg, row}, value}));
}

/* ---- from comparisons ---- */

/* Each side would meet the other. */
static void aim_at_each_other(Walk *it, uint32_t a, uint32_t b, uint32_t row)
{
    Value left, right;
    if (!find_value(it, a, row, &left) || !find_value(it, b, row, &right))
        return;
    aim(it, a, row, right);
    aim(it, b, row, left);
}

/* Alternatives that give the same do not stand against each other. */
static void aim_at_agreement(Walk *it, Place place)
{
    Settlement settled = walk_settle(it->arena, it->evaluation, place);
    for (uint32_t i = 0; i < settled.count; i++)
        for (uint32_t k = 0; k < i && it->aim_count < AIMS_MOST; k++)
            if (settled.alternatives[i].condition != TRUTH_NO &&
                settled.alternatives[k].condition != TRUTH_NO)
                aim_at_each_other(it, walk_get_value(it->code, place.reg, i),
                                  walk_get_value(it->code, place.reg, k), place.row);
}

static void aim_from(Walk *it, Place place)
{
    const Instruction *step = &it->code->instructions[place.reg];
    if (step->opcode == OP_DECIDE && step->type.kind != TYPE_YES_NO &&
        step->type.kind != TYPE_ENUMERATION)
        aim_at_agreement(it, place);
    bool is_pick = step->opcode == OP_PICK_MOST || step->opcode == OP_PICK_LEAST;
    if (step->opcode == OP_COMPARE || step->opcode == OP_COMPARE_DURATION)
        aim_at_each_other(it, step->a, step->b, place.row);
    for (uint32_t i = 0; step->opcode == OP_ONE_OF && i < step->b; i++)
        aim_at_each_other(it, it->code->pool[step->a + i], step->c, place.row);
    for (uint32_t i = 1; is_pick && i < step->b; i++)
        aim_at_each_other(it, it->code->pool[step->a + i - 1], it->code->pool[step->a + i],
                          place.row);
}

/* ---- back through arithmetic ---- */

/* Of a duration times a number, wholes only: the values beside are tried as well. */
static bool invert_duration(Type type, Value other, Value wanted, Value *out)
{
    int64_t count = duration_get_count(wanted);
    int64_t by = type.kind == TYPE_DURATION ? other : duration_get_count(other);
    if (by == 0 || by == -1)
        return false;
    if (type.kind == TYPE_NUMBER) {
        *out = count * NUMBER_ONE / by;
        return true;
    }
    int64_t whole = count * NUMBER_ONE / by;
    if (whole > DURATION_MOST || whole < -DURATION_MOST)
        return false;
    *out = duration_make(whole, duration_get_unit(wanted));
    return true;
}

/* What the other operand must be; false where there is no such value. */
static bool invert(const Instruction *step, Type type, bool is_first, Value other, Value wanted,
                   Value *out)
{
    bool is_money = type.kind == TYPE_MONEY;
    switch ((int)step->opcode) {
    case OP_ADD: return amount_subtract(out, step->type, wanted, other);
    case OP_SUBTRACT:
        return is_first ? amount_add(out, step->type, wanted, other)
                        : amount_subtract(out, step->type, other, wanted);
    case OP_MULTIPLY:
        if (step->type.kind == TYPE_MONEY)
            return is_money ? money_divide(out, wanted, other) : money_ratio(out, wanted, other);
        return step->type.kind == TYPE_DURATION ? invert_duration(type, other, wanted, out)
                                                : number_divide(out, wanted, other);
    case OP_DIVIDE:
        if (step->type.kind == TYPE_MONEY)
            return is_money ? money_multiply(out, wanted, other) : money_ratio(out, other, wanted);
        if (is_money)
            return is_first ? money_multiply(out, other, wanted) : money_divide(out, other, wanted);
        return is_first ? number_multiply(out, wanted, other) : number_divide(out, other, wanted);
    default: return false;
    }
}

static void aim_back_amounts(Walk *it, const Instruction *step, Aim from)
{
    Value left, right, wanted;
    uint32_t row = from.place.row;
    if (!find_value(it, step->a, row, &left) || !find_value(it, step->b, row, &right))
        return;
    if (invert(step, it->code->instructions[step->a].type, true, right, from.value, &wanted))
        aim(it, step->a, row, wanted);
    if (invert(step, it->code->instructions[step->b].type, false, left, from.value, &wanted))
        aim(it, step->b, row, wanted);
}

/* Several days may lead to one, and none to another: the days beside are looked at too. */
static void aim_back_date(Walk *it, const Instruction *step, Aim from)
{
    Value date, duration, wanted;
    uint32_t row = from.place.row;
    bool is_backwards = step->opcode == OP_DATE_SUBTRACT;
    if (!find_value(it, step->a, row, &date) || !find_value(it, step->b, row, &duration))
        return;
    for (Value day = from.value - 1; day <= from.value + 1; day++)
        if (day >= DATE_LEAST && day <= DATE_MOST &&
            calendar_add(&wanted, day, duration, !is_backwards, NULL) == DATE_OK)
            aim(it, step->a, row, wanted);
    if (duration_get_unit(duration) == DURATION_DAYS)
        aim(it, step->b, row,
            duration_make(is_backwards ? date - from.value : from.value - date, DURATION_DAYS));
}

static void aim_back_difference(Walk *it, const Instruction *step, Aim from)
{
    Value left, right;
    uint32_t row = from.place.row;
    if (!find_value(it, step->a, row, &left) || !find_value(it, step->b, row, &right) ||
        duration_get_unit(from.value) != DURATION_DAYS)
        return;
    int64_t days = duration_get_count(from.value);
    if (days > DATE_MOST - DATE_LEAST || days < DATE_LEAST - DATE_MOST)
        return;
    aim(it, step->a, row, right + days);
    aim(it, step->b, row, left - days);
}

/* The value of an element would have to make up for the rest of the total; of the most and the least it would be it. */
static void aim_back_fold(Walk *it, const Instruction *step, Aim from)
{
    uint32_t first, end;
    Value now, element, rest, wanted;
    if (step->opcode == OP_COUNT || !find_value(it, from.place.reg, from.place.row, &now))
        return;
    walk_get_child_rows(it->evaluation, step->a, from.place.row, &first, &end);
    for (uint32_t row = first; row < end; row++) {
        if (step->opcode != OP_TOTAL)
            aim(it, step->c, row, from.value);
        else if (find_value(it, step->c, row, &element) &&
                 amount_subtract(&rest, step->type, now, element) &&
                 amount_subtract(&wanted, step->type, from.value, rest))
            aim(it, step->c, row, wanted);
    }
}

static void aim_back_decision(Walk *it, Aim from)
{
    Settlement settled = walk_settle(it->arena, it->evaluation, from.place);
    for (uint32_t i = 0; i < settled.count; i++)
        if (settled.alternatives[i].condition != TRUTH_NO)
            aim(it, walk_get_value(it->code, from.place.reg, i), from.place.row, from.value);
}

static Found *find_found(Walk *it, Place fact)
{
    for (size_t i = 0; i < it->facts.count; i++)
        if (it->facts.items[i].fact.reg == fact.reg && it->facts.items[i].fact.row == fact.row)
            return &it->facts.items[i];
    return NULL;
}

static void aim_back(Walk *it, Aim from)
{
    const Instruction *step = &it->code->instructions[from.place.reg];
    Found *found;
    switch ((int)step->opcode) {
    case OP_FACT:
        found = find_found(it, (Place){step->a, from.place.row});
        if (found)
            VEC_PUSH(it->arena, &found->compared.list, from.value);
        return;
    case OP_BROADCAST:
    case OP_GATHER: {
        Place target = walk_get_target(it->evaluation, from.place);
        aim(it, target.reg, target.row, from.value);
        return;
    }
    case OP_PICK_MOST:
    case OP_PICK_LEAST:
        for (uint32_t i = 0; i < step->b; i++)
            aim(it, it->code->pool[step->a + i], from.place.row, from.value);
        return;
    case OP_DATE_ADD:
    case OP_DATE_SUBTRACT: aim_back_date(it, step, from); return;
    case OP_DATE_DIFFERENCE: aim_back_difference(it, step, from); return;
    case OP_TOTAL:
    case OP_MOST:
    case OP_LEAST: aim_back_fold(it, step, from); return;
    case OP_DECIDE: aim_back_decision(it, from); return;
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE: aim_back_amounts(it, step, from); return;
    default: return;
    }
}

/* ---- the walk ---- */

static void note_source(Walk *it, const Instruction *step, Place place)
{
    Place source = {step->a, place.row};
    if (!evaluation_is_known(it->evaluation, place.reg, place.row) ||
        evaluation_is_phantom(it->evaluation, step->frame, place.row))
        return;
    if (step->opcode == OP_DONE && walk_set_add(it->doings_seen, source))
        VEC_PUSH(it->arena, &it->doings, source);
    if (step->opcode == OP_FACT && !it->code->facts[step->a].is_fixed &&
        walk_set_add(it->facts_seen, source))
        VEC_PUSH(it->arena, &it->facts, ((Found){.fact = source}));
}

static void visit(Walk *it, Task task)
{
    const Instruction *step = &it->code->instructions[task.place.reg];
    note_source(it, step, task.place);
    aim_from(it, task.place);
    it->operands.list.count = 0;
    walk_add_operands(&it->operands, it->arena, it->evaluation, task.place,
                      task.mode == MODE_SETTLED ? WALK_MATTERING : WALK_ALL);
    WalkMode below = step->opcode == OP_IS_KNOWN ? MODE_KNOWN : task.mode;
    for (size_t i = 0; i < it->operands.list.count; i++)
        push(it, it->operands.list.items[i], below);
}

/* ---- moves ---- */

static void add_fact_moves(Walk *it, Arena *arena, Moves *out, const Found *found)
{
    const CodeFact *fact = &it->code->facts[found->fact.reg];
    Move move = {.spot = {false, found->fact.reg, found->fact.row}};
    Value now;
    if (!find_value(it, fact->reg, found->fact.row, &now))
        return;
    Values values = {0};
    if (fact->type.kind == TYPE_YES_NO)
        VEC_PUSH(it->arena, &values.list, !now);
    else if (fact->type.kind == TYPE_ENUMERATION)
        for (uint32_t i = 0; i < fact->type.enumeration->value_count; i++)
            VEC_PUSH(it->arena, &values.list, (Value)i);
    else
        changes_find_values(it->arena, &values, fact->type, it->evaluation->table->texts, now,
                            &found->compared);
    for (size_t i = 0; i < values.list.count; i++) {
        move.value = values.list.items[i];
        if (move.value != now)
            VEC_PUSH(arena, &out->list, move);
    }
}

/* Done on the as-of day, or not done at all. */
static void add_doing_move(Walk *it, Arena *arena, Moves *out, Place doing)
{
    uint32_t root =
        evaluation_get_outer_row(it->evaluation, it->code->actions[doing.reg].frame, doing.row, 0);
    Value as_of = it->evaluation->table->as_of[root];
    const Column *column = &it->evaluation->table->done[doing.reg];
    Move move = {.spot = {true, doing.reg, doing.row}, .value = as_of};
    move.is_taken_back = column_get_state(column, doing.row) == CELL_GIVEN &&
                         column_get_value(column, doing.row) <= as_of;
    VEC_PUSH(arena, &out->list, move);
}

bool changes_find_moves(Arena *arena, Moves *out, const Evaluation *evaluation, Place place)
{
    Arena *scratch = arena_new();
    Walk it = {.arena = scratch, .evaluation = evaluation, .code = evaluation->code};
    for (int i = 0; i < MODE_COUNT; i++)
        it.seen[i] = walk_set_new(scratch);
    it.facts_seen = walk_set_new(scratch);
    it.doings_seen = walk_set_new(scratch);
    push(&it, place, MODE_SETTLED);
    while (it.stack.count > 0)
        visit(&it, it.stack.items[--it.stack.count]);
    for (size_t i = 0; i < it.aims.count; i++)
        aim_back(&it, it.aims.items[i]);
    for (size_t i = 0; i < it.facts.count; i++)
        add_fact_moves(&it, arena, out, &it.facts.items[i]);
    for (size_t i = 0; i < it.doings.count; i++)
        add_doing_move(&it, arena, out, it.doings.items[i]);
    bool is_whole = it.aim_count <= AIMS_MOST;
    arena_free(scratch);
    return is_whole;
}
