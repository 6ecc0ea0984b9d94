/* needs.c - what an unknown register waits for: the unknown facts reached from it through unsettled steps only.
 *
 * In: places. Out: keys of facts, lists and doings, and the names of what blocks (conflicts, gaps, parameters without a
 * value, arithmetic without an answer). Structural: the union over the operands that are themselves unknown (ruling 5).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/parts.h"

#include <string.h>

/* Sets doings apart from facts in `found_seen`; the verifier allows far fewer of either. */
#define DOING_BIT 0x80000000u

struct NeedsSet {
    Arena *arena;
    const Evaluation *evaluation;
    const Memos *memos; /* NULL if none */
    PlaceSet *seen;
    PlaceSet *found_seen; /* reg: the fact, or the action and DOING_BIT */
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
    needs->found_seen = walk_set_new(arena);
    needs->blocked.arena = arena;
    return needs;
}

void needs_use_memos(NeedsSet *needs, const Memos *memos)
{
    needs->memos = memos;
}

void needs_clear(NeedsSet *needs)
{
    walk_set_clear(needs->seen);
    walk_set_clear(needs->found_seen);
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

/* True where the need was not there yet. */
static bool note_need(NeedsSet *needs, uint32_t fact, uint32_t action, uint32_t row)
{
    uint32_t number = fact == INDEX_NONE ? action | DOING_BIT : fact;
    return walk_set_add(needs->found_seen, (Place){number, row});
}

static void add_fact(NeedsSet *needs, uint32_t fact, uint32_t row)
{
    if (!note_need(needs, fact, INDEX_NONE, row))
        return;
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
    if (!note_need(needs, INDEX_NONE, action, row))
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
    if (step->opcode == OP_LIST_KNOWN)
        needs_add_missing_lists(needs, step->frame, row);
}

/* A conflict or a gap is unknown to what uses it, and blocks it under its own name (ruling 7). */
static bool blocks_as_decision(NeedsSet *needs, Place place)
{
    const Code *code = needs->evaluation->code;
    Settlement settled = walk_settle(needs->arena, needs->evaluation, place);
    if (settled.status != DECISION_CONFLICT && settled.status != DECISION_GAP)
        return false;
    uint32_t decision = needs->memos ? memos_get_decision(needs->memos, place.reg)
                                     : keys_find_decision(code, place.reg);
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

/* What a decision was found to need before. False where it was not looked at yet. */
static bool take_memo(NeedsSet *needs, Place place)
{
    const DecisionMemo *memo = memos_find(needs->memos, place);
    if (!memo || !memo->is_set)
        return false;
    for (uint32_t i = 0; i < memo->need_count; i++)
        if (note_need(needs, memo->needs[i].fact, memo->needs[i].action, memo->needs[i].row))
            VEC_PUSH(needs->arena, &needs->found.list, memo->needs[i]);
    for (uint32_t i = 0; i < memo->blocked_by.count; i++)
        needs_add_blocked_by(needs, memo->blocked_by.items[i]);
    return true;
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
    if (kind == STEP_KNOWN) { /* adds no needs of its own (ruling 6) */
        needs_add_missing_lists(needs, step->frame, place.row);
        return;
    }
    if (kind == STEP_DECIDE && (blocks_as_decision(needs, place) || take_memo(needs, place)))
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
