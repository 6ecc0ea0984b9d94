/* walk.c - see walk.h: the operands of an instruction, and which of them matter.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/walk.h"

#include <string.h>

#include "calendar/calendar.h"
#include "code/operands.h"

typedef struct PlaceSlot {
    Place place;
    uint32_t generation; /* 0: never used */
} PlaceSlot;

struct PlaceSet {
    Arena *arena;
    PlaceSlot *slots;
    size_t capacity; /* a power of two */
    size_t count;
    uint32_t generation;
};

PlaceSet *walk_set_new(Arena *arena)
{
    PlaceSet *set = ARENA_NEW(arena, PlaceSet);
    *set = (PlaceSet){arena, ARENA_ARRAY(arena, 64, PlaceSlot), 64, 0, 1};
    return set;
}

void walk_set_clear(PlaceSet *set)
{
    set->count = 0;
    if (++set->generation == 0) {
        memset(set->slots, 0, set->capacity * sizeof *set->slots);
        set->generation = 1;
    }
}

static size_t first_slot(const PlaceSet *set, Place place)
{
    uint64_t hash = ((uint64_t)place.reg << 32 | place.row) * UINT64_C(0x9e3779b97f4a7c15);
    return (size_t)(hash >> 32) & (set->capacity - 1);
}

static PlaceSlot *find_slot(const PlaceSet *set, Place place)
{
    size_t at = first_slot(set, place);
    while (set->slots[at].generation == set->generation &&
           (set->slots[at].place.reg != place.reg || set->slots[at].place.row != place.row))
        at = (at + 1) & (set->capacity - 1);
    return &set->slots[at];
}

static void grow_set(PlaceSet *set)
{
    PlaceSlot *old = set->slots;
    size_t old_capacity = set->capacity;
    set->capacity *= 2;
    set->slots = ARENA_ARRAY(set->arena, set->capacity, PlaceSlot);
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].generation == set->generation)
            *find_slot(set, old[i].place) = old[i];
}

bool walk_set_add(PlaceSet *set, Place place)
{
    PlaceSlot *slot = find_slot(set, place);
    if (slot->generation == set->generation)
        return false;
    *slot = (PlaceSlot){place, set->generation};
    if (++set->count * 2 > set->capacity)
        grow_set(set);
    return true;
}

StepKind walk_get_kind(Opcode opcode)
{
    switch (opcode) {
    case OP_FACT:
    case OP_CONSTANT:
    case OP_PARAMETER:
    case OP_IN_FORCE:
    case OP_DONE:
    case OP_LIST_KNOWN: return STEP_SOURCE;
    case OP_BROADCAST:
    case OP_GATHER: return STEP_PASS;
    case OP_SOME:
    case OP_EVERY:
    case OP_ANY_ELEMENT: return STEP_ELEMENTS;
    case OP_COUNT:
    case OP_TOTAL:
    case OP_MOST:
    case OP_LEAST: return STEP_FOLD;
    case OP_AND:
    case OP_OR:
    case OP_AT_LEAST: return STEP_LOGIC;
    case OP_IS_KNOWN: return STEP_KNOWN;
    case OP_NOT:
    case OP_COMPARE:
    case OP_COMPARE_DURATION:
    case OP_COMPARE_YES_NO:
    case OP_ONE_OF:
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_DATE_ADD:
    case OP_DATE_SUBTRACT:
    case OP_DATE_DIFFERENCE:
    case OP_PICK_MOST:
    case OP_PICK_LEAST: return STEP_PLAIN;
    case OP_DECIDE: return STEP_DECIDE;
    }
    UNREACHABLE();
}

void walk_get_child_rows(const Evaluation *evaluation, uint32_t child, uint32_t row,
                         uint32_t *first, uint32_t *end)
{
    const uint32_t *first_row = evaluation->table->frames[child].first_row;
    *first = first_row[row];
    *end = first_row[row + 1];
}

bool walk_is_list_missing(const Evaluation *evaluation, Place place)
{
    const Instruction *step = &evaluation->code->instructions[place.reg];
    StepKind kind = walk_get_kind(step->opcode);
    if (kind != STEP_ELEMENTS && kind != STEP_FOLD)
        return false;
    const uint64_t *known = evaluation->table->frames[step->a].list_known;
    return (known[place.row / 64] >> (place.row % 64) & 1) == 0;
}

Place walk_get_target(const Evaluation *evaluation, Place place)
{
    const Code *code = evaluation->code;
    const Instruction *step = &code->instructions[place.reg];
    if (step->opcode == OP_GATHER)
        return (Place){step->a, evaluation_get_element_row(evaluation, step->frame, place.row)};
    uint32_t outer = code->instructions[step->a].frame;
    return (Place){step->a, evaluation_get_outer_row(evaluation, step->frame, place.row, outer)};
}

uint32_t walk_get_condition(const Code *code, uint32_t reg, uint32_t alternative)
{
    return code->pool[code->instructions[reg].a + alternative * ALTERNATIVE_SIZE + 1];
}

uint32_t walk_get_value(const Code *code, uint32_t reg, uint32_t alternative)
{
    return code->pool[code->instructions[reg].a + alternative * ALTERNATIVE_SIZE + 2];
}

Settlement walk_settle(Arena *arena, const Evaluation *evaluation, Place place)
{
    const Code *code = evaluation->code;
    const Instruction *step = &code->instructions[place.reg];
    Settlement it = {.alternatives = ARENA_ARRAY(arena, step->b, AlternativeState),
                     .is_relevant = ARENA_ARRAY(arena, step->b, bool),
                     .count = step->b};
    for (uint32_t i = 0; i < it.count; i++) {
        AlternativeState *state = &it.alternatives[i];
        uint32_t condition = walk_get_condition(code, place.reg, i);
        state->level = code->pool[step->a + i * ALTERNATIVE_SIZE];
        state->condition = condition == REGISTER_NONE
                               ? TRUTH_YES
                               : evaluation_get_truth(evaluation, condition, place.row);
        state->has_value = evaluation_find_value(evaluation, walk_get_value(code, place.reg, i),
                                                 place.row, &state->value);
    }
    it.level = UINT32_MAX;
    for (uint32_t i = 0; i < it.count; i++)
        if (it.alternatives[i].condition == TRUTH_YES && it.alternatives[i].level < it.level)
            it.level = it.alternatives[i].level;
    it.status = decide_settle(it.alternatives, it.count, &it.value, it.is_relevant);
    return it;
}

/* What one call of walk_add_operands works on. */
typedef struct Operands {
    Places *out;
    Arena *arena;
    const Evaluation *evaluation;
    Place place;
    WalkReach reach;
    bool is_known; /* the place itself, or it is taken to be */
} Operands;

static void add(Operands *it, uint32_t reg, uint32_t row)
{
    VEC_PUSH(it->arena, &it->out->list, ((Place){reg, row}));
}

/* Of a known place every operand, of an unknown one those that are unknown. */
static void add_plain(Operands *it, uint32_t reg, uint32_t row)
{
    if (it->reach == WALK_ALL || it->is_known || !evaluation_is_known(it->evaluation, reg, row))
        add(it, reg, row);
}

static void add_equal(Operands *it, uint32_t reg, uint32_t row)
{
    if (it->reach == WALK_ALL ||
        evaluation_get_truth(it->evaluation, reg, row) ==
            evaluation_get_truth(it->evaluation, it->place.reg, it->place.row))
        add(it, reg, row);
}

static void add_logic(Operands *it, const Instruction *step)
{
    for (uint32_t i = 0; i < step->b; i++)
        add_equal(it, it->evaluation->code->pool[step->a + i], it->place.row);
}

static void add_elements(Operands *it, const Instruction *step)
{
    uint32_t first, end;
    walk_get_child_rows(it->evaluation, step->a, it->place.row, &first, &end);
    if (walk_is_list_missing(it->evaluation, it->place) && step->opcode != OP_ANY_ELEMENT)
        return;
    for (uint32_t row = first; row < end; row++)
        add_equal(it, step->b, row);
}

/* An element that `where` excludes adds nothing but its exclusion (ruling 9). */
static void add_fold_row(Operands *it, uint32_t where, uint32_t value, uint32_t row)
{
    Truth truth =
        where == REGISTER_NONE ? TRUTH_YES : evaluation_get_truth(it->evaluation, where, row);
    if (where != REGISTER_NONE)
        add_plain(it, where, row);
    if (value != REGISTER_NONE && (truth != TRUTH_NO || it->reach == WALK_ALL))
        add_plain(it, value, row);
}

static void add_fold(Operands *it, const Instruction *step)
{
    if (walk_is_list_missing(it->evaluation, it->place))
        return;
    uint32_t first, end;
    walk_get_child_rows(it->evaluation, step->a, it->place.row, &first, &end);
    uint32_t value = step->opcode == OP_COUNT ? REGISTER_NONE : step->c;
    for (uint32_t row = first; row < end; row++)
        add_fold_row(it, step->b, value, row);
}

static AlternativeParts parts_of_open(const Settlement *settled, uint32_t i)
{
    const AlternativeState *state = &settled->alternatives[i];
    if (!settled->is_relevant[i])
        return (AlternativeParts){false, false};
    return (AlternativeParts){state->condition == TRUTH_UNKNOWN,
                              state->condition != TRUTH_NO && !state->has_value};
}

/* Whether the alternative gives the same whatever the case says: a constant, or what one that was chosen gives too. */
static bool is_written_same(const Code *code, uint32_t reg, const Settlement *settled, uint32_t i)
{
    uint32_t value = walk_get_value(code, reg, i);
    bool is_chosen = false;
    for (uint32_t k = 0; k < settled->count; k++)
        is_chosen |= settled->alternatives[k].condition == TRUTH_YES &&
                     settled->alternatives[k].level == settled->level &&
                     walk_get_value(code, reg, k) == value;
    return is_chosen || code->instructions[value].opcode == OP_CONSTANT;
}

AlternativeParts walk_get_parts(const Code *code, uint32_t reg, const Settlement *settled,
                                uint32_t i)
{
    const AlternativeState *state = &settled->alternatives[i];
    if (settled->status == DECISION_UNDETERMINED)
        return parts_of_open(settled, i);
    if (state->level > settled->level)
        return (AlternativeParts){false, false};
    if (state->condition == TRUTH_YES)
        return (AlternativeParts){true, true};
    if (settled->status == DECISION_CONFLICT)
        return (AlternativeParts){state->condition == TRUTH_NO, false};
    bool is_same =
        settled->status == DECISION_VALUE && state->has_value && state->value == settled->value;
    if (is_same && is_written_same(code, reg, settled, i))
        return (AlternativeParts){false, false};
    return (AlternativeParts){state->condition == TRUTH_NO, state->condition != TRUTH_NO};
}

static void add_alternatives(Operands *it)
{
    const Code *code = it->evaluation->code;
    Settlement settled = walk_settle(it->arena, it->evaluation, it->place);
    bool takes_all = it->reach == WALK_ALL;
    for (uint32_t i = 0; i < settled.count; i++) {
        AlternativeParts parts = walk_get_parts(code, it->place.reg, &settled, i);
        uint32_t condition = walk_get_condition(code, it->place.reg, i);
        if (condition != REGISTER_NONE && (takes_all || parts.condition))
            add(it, condition, it->place.row);
        if (takes_all || parts.value)
            add(it, walk_get_value(code, it->place.reg, i), it->place.row);
    }
}

static bool is_match(const Operands *it, const Instruction *step, uint32_t reg)
{
    Value wanted, value;
    return evaluation_find_value(it->evaluation, step->c, it->place.row, &wanted) &&
           evaluation_find_value(it->evaluation, reg, it->place.row, &value) && wanted == value;
}

static Place pass_to_meaning(const Operands *it, Place place)
{
    while (walk_get_kind(it->evaluation->code->instructions[place.reg].opcode) == STEP_PASS)
        place = walk_get_target(it->evaluation, place);
    return place;
}

/* Of `is one of` that is yes the options that match; none where one that matches is a constant, or what is looked for itself.
 * False where none is found. */
static bool add_matches(Operands *it, const Instruction *step)
{
    const Code *code = it->evaluation->code;
    Places matches = {{0}};
    bool is_written = false;
    Place wanted = pass_to_meaning(it, (Place){step->c, it->place.row});
    for (uint32_t i = 0; i < step->b; i++) {
        uint32_t reg = code->pool[step->a + i];
        if (!is_match(it, step, reg))
            continue;
        Place option = pass_to_meaning(it, (Place){reg, it->place.row});
        is_written |= code->instructions[option.reg].opcode == OP_CONSTANT ||
                      (option.reg == wanted.reg && option.row == wanted.row);
        VEC_PUSH(it->arena, &matches.list, ((Place){reg, it->place.row}));
    }
    for (size_t i = 0; i < matches.list.count && !is_written; i++)
        add(it, matches.list.items[i].reg, it->place.row);
    return matches.list.count > 0;
}

/* What is looked for comes before the options. */
static void add_one_of(Operands *it, const Instruction *step)
{
    uint32_t row = it->place.row;
    add_plain(it, step->c, row);
    if (it->reach != WALK_ALL &&
        evaluation_get_truth(it->evaluation, it->place.reg, row) == TRUTH_YES &&
        add_matches(it, step))
        return;
    for (uint32_t i = 0; i < step->b; i++)
        add_plain(it, it->evaluation->code->pool[step->a + i], row);
}

static void add_visited(void *context, uint32_t reg)
{
    Operands *it = context;
    add_plain(it, reg, it->place.row);
}

static void add_plain_operands(Operands *it, const Instruction *step)
{
    if (step->opcode == OP_ONE_OF)
        add_one_of(it, step);
    else
        code_visit_operands(it->evaluation->code, step, add_visited, it);
}

void walk_add_operands(Places *out, Arena *arena, const Evaluation *evaluation, Place place,
                       WalkReach reach)
{
    const Instruction *step = &evaluation->code->instructions[place.reg];
    Operands it = {out, arena, evaluation, place, reach, reach == WALK_SETTLED};
    it.is_known |= evaluation_is_known(evaluation, place.reg, place.row);
    switch (walk_get_kind(step->opcode)) {
    case STEP_SOURCE: return;
    case STEP_PASS: {
        Place target = walk_get_target(evaluation, place);
        add(&it, target.reg, target.row);
        return;
    }
    case STEP_LOGIC: add_logic(&it, step); return;
    case STEP_ELEMENTS: add_elements(&it, step); return;
    case STEP_FOLD: add_fold(&it, step); return;
    case STEP_KNOWN: add(&it, step->a, place.row); return;
    case STEP_DECIDE: add_alternatives(&it); return;
    case STEP_PLAIN: add_plain_operands(&it, step); return;
    }
    UNREACHABLE();
}

static bool has_mixed_units(const Evaluation *evaluation, uint32_t a, uint32_t b, uint32_t row)
{
    Value left, right;
    const Instruction *steps = evaluation->code->instructions;
    return steps[a].type.kind == TYPE_DURATION && steps[b].type.kind == TYPE_DURATION &&
           evaluation_find_value(evaluation, a, row, &left) &&
           evaluation_find_value(evaluation, b, row, &right) &&
           duration_get_unit(left) != duration_get_unit(right);
}

static const char *describe_date_failure(const Evaluation *evaluation, const Instruction *step,
                                         uint32_t row)
{
    Value date, duration, result;
    if (evaluation_find_value(evaluation, step->a, row, &date) &&
        evaluation_find_value(evaluation, step->b, row, &duration) &&
        calendar_add(&result, date, duration, step->opcode == OP_DATE_SUBTRACT, NULL) ==
            DATE_OUTSIDE_DATA)
        return "outside the bank-holiday data";
    return "beyond the range";
}

static const char *describe_product_failure(const Evaluation *evaluation, const Instruction *step,
                                            uint32_t row)
{
    Value right;
    if (step->opcode == OP_DIVIDE && evaluation_find_value(evaluation, step->b, row, &right) &&
        right == 0)
        return "division by zero";
    Value product;
    Value left;
    if (step->opcode == OP_MULTIPLY && step->type.kind == TYPE_DURATION &&
        evaluation_find_value(evaluation, step->a, row, &left) &&
        evaluation_find_value(evaluation, step->b, row, &right) &&
        number_multiply(&product, duration_get_count(left), right) && product % NUMBER_ONE != 0)
        return "part of a day or month";
    return "beyond the range";
}

static const char *describe_fold_failure(const Evaluation *evaluation, Place place)
{
    const Instruction *step = &evaluation->code->instructions[place.reg];
    uint32_t first, end, taken = 0;
    walk_get_child_rows(evaluation, step->a, place.row, &first, &end);
    for (uint32_t row = first; row < end; row++)
        taken +=
            step->b == REGISTER_NONE || evaluation_get_truth(evaluation, step->b, row) == TRUTH_YES;
    if (taken == 0)
        return "no element";
    if (step->type.kind != TYPE_DURATION || step->opcode == OP_COUNT)
        return "beyond the range";
    bool is_mixed = false;
    Value value, seen = 0;
    bool has_seen = false;
    for (uint32_t row = first; row < end; row++) {
        bool is_taken =
            step->b == REGISTER_NONE || evaluation_get_truth(evaluation, step->b, row) == TRUTH_YES;
        if (!is_taken || !evaluation_find_value(evaluation, step->c, row, &value))
            continue;
        is_mixed |= has_seen && duration_get_unit(value) != duration_get_unit(seen);
        seen = value;
        has_seen = true;
    }
    return is_mixed ? "durations of different kinds" : "beyond the range";
}

static bool has_mixed_pool(const Evaluation *evaluation, const Instruction *step, uint32_t row)
{
    const uint32_t *pool = evaluation->code->pool;
    for (uint32_t i = 1; i < step->b; i++)
        if (has_mixed_units(evaluation, pool[step->a], pool[step->a + i], row))
            return true;
    return step->opcode == OP_ONE_OF && step->b > 0 &&
           has_mixed_units(evaluation, pool[step->a], step->c, row);
}

const char *walk_describe_failure(const Evaluation *evaluation, Place place)
{
    const Instruction *step = &evaluation->code->instructions[place.reg];
    Opcode opcode = step->opcode;
    if (walk_get_kind(opcode) == STEP_FOLD)
        return describe_fold_failure(evaluation, place);
    if (opcode == OP_DATE_ADD || opcode == OP_DATE_SUBTRACT)
        return describe_date_failure(evaluation, step, place.row);
    if (opcode == OP_MULTIPLY || opcode == OP_DIVIDE)
        return describe_product_failure(evaluation, step, place.row);
    bool has_pool = opcode == OP_ONE_OF || opcode == OP_PICK_MOST || opcode == OP_PICK_LEAST;
    bool is_mixed = has_pool ? has_mixed_pool(evaluation, step, place.row)
                             : opcode != OP_NOT && walk_get_kind(opcode) == STEP_PLAIN &&
                                   has_mixed_units(evaluation, step->a, step->b, place.row);
    return is_mixed ? "durations of different kinds" : "beyond the range";
}
