/* needs.c - what an unknown register waits for: the unknown facts reached from it through unsettled steps only.
 *
 * In: places. Out: keys of facts, lists and doings, and the names of what blocks (conflicts, gaps, parameters without a
 * value, arithmetic without an answer). Structural: the union over the operands that are themselves unknown (ruling 5).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/parts.h"

#include <string.h>

struct NeedsSet {
    Arena *arena;
    const Evaluation *evaluation;
    PlaceSet *seen;
    Places stack;
    Places operands; /* of the place being visited */
    NeedList found;
    KeyBag blocked;
};

NeedsSet *needs_new(Arena *arena, const Evaluation *evaluation)
{
    NeedsSet *needs = ARENA_NEW(arena, NeedsSet);
    needs->arena = arena;
    needs->evaluation = evaluation;
    needs->seen = walk_set_new(arena);
    needs->blocked.arena = arena;
    return needs;
}

void needs_clear(NeedsSet *needs)
{
    walk_set_clear(needs->seen);
    needs->found.list.count = 0;
    needs->blocked.list.count = 0;
}

const NeedList *needs_get_list(const NeedsSet *needs)
{
    return &needs->found;
}

void needs_add_blocked_by(NeedsSet *needs, const char *what)
{
    keys_add(&needs->blocked, what);
}

static void add_fact(NeedsSet *needs, uint32_t fact, uint32_t row)
{
    Need need = {outcome_fact_key(needs->arena, needs->evaluation, fact, row), fact, INDEX_NONE,
                 row};
    VEC_PUSH(needs->arena, &needs->found.list, need);
}

/* The outermost list that is not given and keeps `row` from having elements. False where all are given. */
static bool add_missing_list(NeedsSet *needs, uint32_t frame, uint32_t row)
{
    uint32_t list_row = 0;
    uint32_t fact = keys_find_missing_fact(needs->evaluation, frame, row, &list_row);
    if (fact != INDEX_NONE)
        add_fact(needs, fact, list_row);
    return fact != INDEX_NONE;
}

void needs_add_missing_lists(NeedsSet *needs, uint32_t frame, uint32_t row)
{
    const Evaluation *evaluation = needs->evaluation;
    while (frame != 0) {
        uint32_t list = evaluation->code->frames[frame].list_frame;
        uint32_t list_row = keys_get_element_row(evaluation, frame, row);
        add_missing_list(needs, list, list_row);
        uint32_t parent = evaluation->code->frames[frame].parent;
        row = evaluation_get_outer_row(evaluation, frame, row, parent);
        frame = parent;
    }
}

void needs_add_done(NeedsSet *needs, uint32_t action, uint32_t row)
{
    if (add_missing_list(needs, needs->evaluation->code->actions[action].frame, row))
        return;
    Need need = {keys_of_done(needs->arena, needs->evaluation, action, row), INDEX_NONE, action,
                 row};
    VEC_PUSH(needs->arena, &needs->found.list, need);
}

static void push(NeedsSet *needs, uint32_t reg, uint32_t row)
{
    Place place = {reg, row};
    if (!evaluation_is_known(needs->evaluation, reg, row) && walk_set_add(needs->seen, place))
        VEC_PUSH(needs->arena, &needs->stack.list, place);
}

static void visit_source(NeedsSet *needs, const Instruction *step, uint32_t row)
{
    const Code *code = needs->evaluation->code;
    if (step->opcode == OP_FACT && !add_missing_list(needs, step->frame, row))
        add_fact(needs, step->a, row);
    if (step->opcode == OP_DONE)
        needs_add_done(needs, step->a, row);
    if (step->opcode == OP_PARAMETER)
        needs_add_blocked_by(needs, code->parameters[step->a].name);
}

/* A conflict or a gap is unknown to what uses it, and blocks it under its own name (ruling 7). */
static bool blocks_as_decision(NeedsSet *needs, Place place)
{
    const Code *code = needs->evaluation->code;
    Settlement settled = walk_settle(needs->arena, needs->evaluation, place);
    if (settled.status != DECISION_CONFLICT && settled.status != DECISION_GAP)
        return false;
    uint32_t decision = keys_find_decision(code, place.reg);
    needs_add_blocked_by(
        needs, decision == INDEX_NONE
                   ? keys_describe_place(needs->arena, code, code->spans[place.reg])
                   : keys_of_decision(needs->arena, needs->evaluation, decision, place.row));
    return true;
}

/* The list of a fold that is not given, under its own key (ruling 8). */
static void add_list_of_fold(NeedsSet *needs, const Instruction *step, uint32_t row)
{
    uint32_t first, end;
    walk_get_child_rows(needs->evaluation, step->a, row, &first, &end);
    if (first < end) {
        uint32_t list = needs->evaluation->code->frames[step->a].list_frame;
        add_missing_list(needs, list, keys_get_element_row(needs->evaluation, step->a, first));
    }
}

static void visit(NeedsSet *needs, Place place)
{
    const Code *code = needs->evaluation->code;
    const Instruction *step = &code->instructions[place.reg];
    StepKind kind = walk_get_kind(step->opcode);
    if (kind == STEP_SOURCE) {
        visit_source(needs, step, place.row);
        return;
    }
    if (kind == STEP_DECIDE && blocks_as_decision(needs, place))
        return;
    bool is_list_missing = walk_is_list_missing(needs->evaluation, place);
    if (is_list_missing)
        add_list_of_fold(needs, step, place.row);
    needs->operands.list.count = 0;
    walk_add_operands(&needs->operands, needs->arena, needs->evaluation, place, WALK_MATTERING);
    for (size_t i = 0; i < needs->operands.list.count; i++)
        push(needs, needs->operands.list.items[i].reg, needs->operands.list.items[i].row);
    if (needs->operands.list.count == 0 && !is_list_missing)
        needs_add_blocked_by(
            needs,
            arena_format(needs->arena, "%s at %s", walk_describe_failure(needs->evaluation, place),
                         keys_describe_place(needs->arena, code, code->spans[place.reg])));
}

void needs_add_register(NeedsSet *needs, uint32_t reg, uint32_t row)
{
    push(needs, reg, row);
    while (needs->stack.list.count > 0)
        visit(needs, needs->stack.list.items[--needs->stack.list.count]);
}

Keys needs_take_facts(NeedsSet *needs)
{
    KeyBag bag = {.arena = needs->arena};
    for (size_t i = 0; i < needs->found.list.count; i++)
        keys_add(&bag, needs->found.list.items[i].key);
    return keys_take(&bag, needs->arena);
}

Keys needs_take_blocked_by(NeedsSet *needs)
{
    return keys_take(&needs->blocked, needs->arena);
}
