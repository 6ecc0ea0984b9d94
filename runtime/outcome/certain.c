/* certain.c - see certain.h: three-valued logic over what needs no case.
 *
 * Yes and no are reckoned here, since a list without elements has no rows to read them from; every other value is read
 * off the evaluation, in the case's first row of the frame, where all that it rests on is certain.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/certain.h"

#include "code/operands.h"

/* Of a register. */
typedef struct Verdict {
    bool is_certain;
    bool is_yes; /* yes/no registers that are */
} Verdict;

struct Certain {
    Arena *arena;
    const Evaluation *evaluation;
    const Code *code;
    uint32_t case_row;
    Verdict *verdicts; /* one a register; NULL until asked for */
};

typedef struct Pass {
    const Certain *certain;
    const Code *code;
    Arena *scratch;
    Verdict *verdicts;
    uint32_t *rows; /* one a frame: the case's first row there; INDEX_NONE where it has none */
} Pass;

Certain *certain_new(Arena *arena, const Evaluation *evaluation, uint32_t case_row)
{
    Certain *certain = ARENA_NEW(arena, Certain);
    *certain = (Certain){arena, evaluation, evaluation->code, case_row, NULL};
    return certain;
}

static Verdict verdict_of(Truth truth)
{
    return (Verdict){truth != TRUTH_UNKNOWN, truth == TRUTH_YES};
}

static Truth truth_of(const Pass *pass, uint32_t reg)
{
    Verdict verdict = pass->verdicts[reg];
    if (!verdict.is_certain)
        return TRUTH_UNKNOWN;
    return verdict.is_yes ? TRUTH_YES : TRUTH_NO;
}

static bool find_value(const Pass *pass, uint32_t reg, Value *value)
{
    const Instruction *step = &pass->code->instructions[reg];
    *value = pass->verdicts[reg].is_yes;
    if (!pass->verdicts[reg].is_certain || step->type.kind == TYPE_YES_NO)
        return pass->verdicts[reg].is_certain;
    uint32_t row = pass->rows[step->frame];
    return row != INDEX_NONE && evaluation_find_value(pass->certain->evaluation, reg, row, value);
}

/* As it was evaluated: for what rests on nothing that the case says. */
static Verdict read(const Pass *pass, uint32_t reg)
{
    Value value;
    uint32_t row = pass->rows[pass->code->instructions[reg].frame];
    if (row == INDEX_NONE || !evaluation_find_value(pass->certain->evaluation, reg, row, &value))
        return (Verdict){false, false};
    return (Verdict){true, value != 0};
}

static Verdict settle_constant(const Pass *pass, uint32_t reg)
{
    const Instruction *step = &pass->code->instructions[reg];
    if (step->type.kind != TYPE_YES_NO)
        return read(pass, reg);
    return (Verdict){true, pass->code->constants[step->a].value != 0};
}

static Value get_as_of(const Pass *pass)
{
    return pass->certain->evaluation->table->as_of[pass->certain->case_row];
}

static Verdict settle_parameter(const Pass *pass, uint32_t reg)
{
    const CodeParameter *parameter = &pass->code->parameters[pass->code->instructions[reg].a];
    Value as_of = get_as_of(pass);
    if (parameter->type.kind != TYPE_YES_NO)
        return read(pass, reg);
    for (uint32_t i = 0; i < parameter->value_count; i++)
        if (parameter->values[i].from <= as_of && as_of <= parameter->values[i].until)
            return (Verdict){true, parameter->values[i].value.value != 0};
    return (Verdict){false, false};
}

static Verdict settle_period(const Pass *pass, const Instruction *step)
{
    const CodePeriod *period = &pass->code->periods[step->a];
    Value as_of = get_as_of(pass);
    return (Verdict){true, (!period->has_from || as_of >= period->from) &&
                               (!period->has_until || as_of <= period->until)};
}

/* AND, OR and AT_LEAST: so many that are yes settle it, or so many that are no. */
static Verdict settle_logic(const Pass *pass, const Instruction *step)
{
    uint32_t yes = 0, no = 0;
    for (uint32_t i = 0; i < step->b; i++) {
        Truth truth = truth_of(pass, pass->code->pool[step->a + i]);
        yes += truth == TRUTH_YES;
        no += truth == TRUTH_NO;
    }
    uint32_t wanted = step->opcode == OP_AND ? step->b : step->opcode == OP_OR ? 1 : step->c;
    if (yes >= wanted)
        return (Verdict){true, true};
    return (Verdict){step->b - no < wanted, false};
}

static Verdict settle_not(const Pass *pass, const Instruction *step)
{
    Verdict verdict = pass->verdicts[step->a];
    return (Verdict){verdict.is_certain, verdict.is_certain && !verdict.is_yes};
}

typedef struct Asking {
    const Pass *pass;
    bool is_certain;
} Asking;

static void ask(void *context, uint32_t reg)
{
    Asking *asking = context;
    asking->is_certain &= asking->pass->verdicts[reg].is_certain;
}

static Verdict settle_plain(const Pass *pass, uint32_t reg)
{
    Asking asking = {pass, true};
    code_visit_operands(pass->code, &pass->code->instructions[reg], ask, &asking);
    return asking.is_certain ? read(pass, reg) : (Verdict){false, false};
}

/* One option that matches is enough. */
static Verdict settle_one_of(const Pass *pass, uint32_t reg)
{
    const Instruction *step = &pass->code->instructions[reg];
    Value wanted, value;
    bool has_wanted = find_value(pass, step->c, &wanted);
    for (uint32_t i = 0; has_wanted && i < step->b; i++)
        if (find_value(pass, pass->code->pool[step->a + i], &value) && value == wanted)
            return (Verdict){true, true};
    return settle_plain(pass, reg);
}

static Verdict settle_decision(const Pass *pass, uint32_t reg)
{
    const Instruction *step = &pass->code->instructions[reg];
    AlternativeState *states = ARENA_ARRAY(pass->scratch, step->b, AlternativeState);
    for (uint32_t i = 0; i < step->b; i++) {
        uint32_t condition = walk_get_condition(pass->code, reg, i);
        states[i].level = pass->code->pool[step->a + i * ALTERNATIVE_SIZE];
        states[i].condition = condition == REGISTER_NONE ? TRUTH_YES : truth_of(pass, condition);
        states[i].has_value =
            find_value(pass, walk_get_value(pass->code, reg, i), &states[i].value);
    }
    Value value;
    bool is_certain = decide_settle(states, step->b, &value, NULL) == DECISION_VALUE;
    return (Verdict){is_certain, is_certain && value != 0};
}

/* What the case says is open. */
static Verdict settle_source(const Pass *pass, uint32_t reg)
{
    const Instruction *step = &pass->code->instructions[reg];
    if (step->opcode == OP_IN_FORCE)
        return settle_period(pass, step);
    if (step->opcode == OP_CONSTANT)
        return settle_constant(pass, reg);
    return step->opcode == OP_PARAMETER ? settle_parameter(pass, reg) : (Verdict){false, false};
}

static Verdict settle(const Pass *pass, uint32_t reg)
{
    const Instruction *step = &pass->code->instructions[reg];
    const Verdict open = {false, false};
    switch (walk_get_kind(step->opcode)) {
    case STEP_SOURCE: return settle_source(pass, reg);
    case STEP_PASS: return pass->verdicts[step->a];
    case STEP_LOGIC: return settle_logic(pass, step);
    case STEP_FOLD: return open;
    case STEP_ELEMENTS: /* the others are open where the list is not given */
        return step->opcode == OP_ANY_ELEMENT && truth_of(pass, step->b) == TRUTH_NO
                   ? verdict_of(TRUTH_NO)
                   : open;
    case STEP_KNOWN: /* it is open for an element that there may be */
        return pass->verdicts[step->a].is_certain && step->frame == 0 ? verdict_of(TRUTH_YES)
                                                                      : open;
    case STEP_DECIDE: return settle_decision(pass, reg);
    case STEP_PLAIN: break;
    }
    if (step->opcode == OP_NOT)
        return settle_not(pass, step);
    return step->opcode == OP_ONE_OF ? settle_one_of(pass, reg) : settle_plain(pass, reg);
}

static uint32_t *find_rows(const Pass *pass)
{
    uint32_t *rows = ARENA_ARRAY(pass->scratch, pass->code->frame_count, uint32_t);
    for (uint32_t i = 0; i < pass->code->frame_count; i++) {
        uint32_t first, end;
        evaluation_get_rows(pass->certain->evaluation, i, pass->certain->case_row, &first, &end);
        rows[i] = first < end ? first : INDEX_NONE;
    }
    return rows;
}

static void fill(Certain *certain)
{
    const Code *code = certain->code;
    Pass pass = {.certain = certain, .code = code, .scratch = arena_new()};
    pass.verdicts = ARENA_ARRAY(certain->arena, code->instruction_count, Verdict);
    pass.rows = find_rows(&pass);
    for (uint32_t reg = 0; reg < code->instruction_count; reg++)
        pass.verdicts[reg] = settle(&pass, reg);
    arena_free(pass.scratch);
    certain->verdicts = pass.verdicts;
}

bool certain_has(Certain *certain, uint32_t reg)
{
    if (!certain->verdicts)
        fill(certain);
    return certain->verdicts[reg].is_certain;
}

void certain_fold(Certain *certain, Place place, Places *operands, size_t first)
{
    size_t kept = first;
    if (!certain_has(certain, place.reg))
        return;
    for (size_t i = first; i < operands->list.count; i++)
        if (certain_has(certain, operands->list.items[i].reg))
            operands->list.items[kept++] = operands->list.items[i];
    operands->list.count = kept;
}
