/* plan.c - from a Code to groups of ops: of which shape each is, which may be worked out ahead, and which follow each other.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/plan.h"

#include "code/operands.h"
#include "engine/order.h"

/* With many rows a register takes much room, and what was just written should still be in the first cache when it is read:
 * then only so many instructions at a time are put in another order. */
#define FAR_WINDOW 256

/* What stands while a plan is built, in an arena of its own. */
typedef struct Build {
    Engine *engine;
    const Code *code;
    Arena *arena; /* of the plan */
    Arena *pass;
    Op *ops;         /* one an instruction */
    uint64_t *kinds; /* one an instruction: ops that may stand in one group have the same */
    bool *is_steady; /* one an instruction */
    bool *
        is_first_step; /* one an instruction: of the outside's first phase; NULL where there is no outside */
} Build;

/* ---- what may be worked out ahead ---- */

typedef struct SteadyCheck {
    const bool *is_steady;
    bool is_all;
} SteadyCheck;

static void check_steady(void *context, uint32_t operand)
{
    SteadyCheck *check = context;
    check->is_all = check->is_all && check->is_steady[operand];
}

/* Whether the register rests on nothing but constants and the as-of date. Texts of parameters get their numbers from the
 * table, and what goes between frames rests on the rows of the table. */
static bool is_steady(const Build *build, const Instruction *of)
{
    SteadyCheck check = {build->is_steady, true};
    switch (of->opcode) {
    case OP_CONSTANT:
    case OP_IN_FORCE: return true;
    case OP_PARAMETER: return of->type.kind != TYPE_TEXT;
    case OP_FACT:
    case OP_DONE:
    case OP_LIST_KNOWN:
    case OP_IS_KNOWN:
    case OP_BROADCAST:
    case OP_GATHER:
    case OP_SOME:
    case OP_EVERY:
    case OP_ANY_ELEMENT:
    case OP_COUNT:
    case OP_TOTAL:
    case OP_MOST:
    case OP_LEAST: return false;
    case OP_AND:
    case OP_OR:
    case OP_NOT:
    case OP_AT_LEAST:
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
    case OP_PICK_LEAST:
    case OP_DECIDE: code_visit_operands(build->code, of, check_steady, &check); return check.is_all;
    }
    UNREACHABLE();
}

/* ---- constants and ranges ---- */

static uint32_t add_constant(Engine *engine, const CodeConstant *constant)
{
    uint32_t index = engine->constant_count++;
    engine->constants[index] = constant->value;
    if (constant->type.kind == TYPE_TEXT)
        engine->texts[engine->text_count++] = (PreparedText){str_from(constant->text), index};
    return index;
}

/* `value COMPARISON limit` as a range of values. */
static Range make_range(Comparison comparison, Value limit)
{
    const uint64_t first = (uint64_t)INT64_MIN, last = (uint64_t)INT64_MAX, at = (uint64_t)limit;
    const uint64_t turned = ~(uint64_t)0;
    switch (comparison) {
    case COMPARISON_IS: return (Range){at, 0, 0};
    case COMPARISON_IS_NOT: return (Range){at, 0, turned};
    case COMPARISON_MORE_THAN:
    case COMPARISON_AFTER: return (Range){first, at - first, turned};
    case COMPARISON_LESS_THAN:
    case COMPARISON_BEFORE: return (Range){at, last - at, turned};
    case COMPARISON_AT_LEAST:
    case COMPARISON_ON_OR_AFTER: return (Range){at, last - at, 0};
    case COMPARISON_AT_MOST:
    case COMPARISON_ON_OR_BEFORE: return (Range){first, at - first, 0};
    }
    UNREACHABLE();
}

/* `a COMPARISON b` said of b. */
static Comparison mirror(Comparison comparison)
{
    switch (comparison) {
    case COMPARISON_IS:
    case COMPARISON_IS_NOT: return comparison;
    case COMPARISON_MORE_THAN: return COMPARISON_LESS_THAN;
    case COMPARISON_LESS_THAN: return COMPARISON_MORE_THAN;
    case COMPARISON_AT_LEAST: return COMPARISON_AT_MOST;
    case COMPARISON_AT_MOST: return COMPARISON_AT_LEAST;
    case COMPARISON_BEFORE: return COMPARISON_AFTER;
    case COMPARISON_AFTER: return COMPARISON_BEFORE;
    case COMPARISON_ON_OR_BEFORE: return COMPARISON_ON_OR_AFTER;
    case COMPARISON_ON_OR_AFTER: return COMPARISON_ON_OR_BEFORE;
    }
    UNREACHABLE();
}

static bool is_constant(const Code *code, uint32_t reg)
{
    return code->instructions[reg].opcode == OP_CONSTANT;
}

/* Texts compare as the same or not, so that a text's range starts at its number whatever the comparison. */
static uint32_t add_range(Engine *engine, Comparison comparison, uint32_t constant)
{
    uint32_t index = engine->range_count++;
    bool is_text = engine->code->constants[constant].type.kind == TYPE_TEXT;
    engine->ranges[index] = make_range(comparison, engine->constants[constant]);
    engine->text_ranges[index] = is_text ? constant : INDEX_NONE;
    return index;
}

static Shape shape_comparison(const Build *build, Op *op)
{
    const Code *code = build->code;
    Comparison comparison = (Comparison)op->c;
    uint32_t limit = is_constant(code, op->b) ? op->b : op->a;
    if (!is_constant(code, limit))
        return SHAPE_PAIR;
    if (limit != op->b)
        comparison = mirror(comparison), op->a = op->b;
    op->b = add_range(build->engine, comparison, code->instructions[limit].a);
    op->c = 0;
    return SHAPE_RANGE;
}

static Shape shape_fact(const Build *build, Op *op, bool is_yes_no)
{
    const CodeFact *fact = &build->code->facts[op->a];
    if (!fact->is_presumed)
        return is_yes_no ? SHAPE_TRUTH : SHAPE_PLAIN;
    op->c = add_constant(build->engine, &fact->presumed);
    return is_yes_no ? SHAPE_TRUTH_PRESUMED : SHAPE_PRESUMED;
}

static Shape shape_length(uint32_t length)
{
    return length == 2   ? SHAPE_TWO
           : length == 3 ? SHAPE_THREE
           : length == 4 ? SHAPE_FOUR
                         : SHAPE_PLAIN;
}

/* Of two alternatives. */
static Shape shape_choice(const Code *code, const Instruction *of)
{
    const uint32_t *entry = &code->pool[of->a], *other = entry + ALTERNATIVE_SIZE;
    bool is_otherwise =
        entry[1] != REGISTER_NONE && other[1] == REGISTER_NONE && entry[0] != other[0];
    return is_otherwise ? SHAPE_OTHERWISE : SHAPE_TRUTH;
}

static Shape shape_op(const Build *build, const Instruction *of, Op *op)
{
    bool is_yes_no = of->type.kind == TYPE_YES_NO;
    if (of->opcode == OP_FACT)
        return shape_fact(build, op, is_yes_no);
    if (of->opcode == OP_COMPARE)
        return shape_comparison(build, op);
    if (of->opcode == OP_AND || of->opcode == OP_OR)
        return shape_length(of->b);
    if (of->opcode == OP_DECIDE && is_yes_no)
        return of->b == 2 ? shape_choice(build->code, of) : SHAPE_TRUTH;
    return SHAPE_PLAIN;
}

/* ---- kinds ---- */

static uint64_t make_kind(Opcode opcode, Shape shape, uint32_t frame)
{
    return (uint64_t)frame << 16 | (uint64_t)opcode << 8 | (uint64_t)shape;
}

/* Whether nothing that comes from outside can be among what the instruction rests on. */
static bool is_ahead(const Build *build, uint32_t reg)
{
    return !build->engine->outside || build->is_first_step[reg];
}

static void shape_ops(Build *build)
{
    const Code *code = build->code;
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        const Instruction *of = &code->instructions[i];
        build->ops[i] = (Op){i, of->a, of->b, of->c};
        build->is_steady[i] = is_ahead(build, i) && is_steady(build, of);
        build->kinds[i] = make_kind(of->opcode, shape_op(build, of, &build->ops[i]), of->frame);
    }
}

/* ---- groups ---- */

/* Those of `order`, as long as `count`, in groups of what follows each other and is of one kind. */
static Groups make_groups(const Build *build, const uint32_t *order, uint32_t count)
{
    Groups groups = {.op_count = count};
    groups.ops = ARENA_ARRAY(build->arena, count, Op);
    for (uint32_t i = 0; i < count; i++) {
        groups.ops[i] = build->ops[order[i]];
        groups.count += i == 0 || build->kinds[order[i]] != build->kinds[order[i - 1]];
    }
    groups.items = ARENA_ARRAY(build->arena, groups.count, Group);
    Group *group = groups.items;
    for (uint32_t i = 0; i < count; i++, group->count++) {
        uint64_t kind = build->kinds[order[i]];
        bool is_first = i == 0 || kind != build->kinds[order[i - 1]];
        if (is_first && i > 0)
            group++;
        if (is_first)
            *group = (Group){NULL,
                             &groups.ops[i],
                             0,
                             (uint32_t)(kind >> 16),
                             (Opcode)(kind >> 8 & 0xff),
                             (Shape)(kind & 0xff)};
    }
    return groups;
}

static Groups group_in_order(const Build *build, bool is_steady)
{
    uint32_t *order = ARENA_ARRAY(build->pass, build->code->instruction_count, uint32_t);
    uint32_t count = 0;
    for (uint32_t i = 0; i < build->code->instruction_count; i++)
        if (build->is_steady[i] == is_steady)
            order[count++] = i;
    return make_groups(build, order, count);
}

/* In windows of so many instructions. */
static Groups group_by_kinds(const Build *build, uint32_t window)
{
    const Ordering ordering = {build->code, build->kinds, build->is_steady, build->pass};
    uint32_t count;
    const uint32_t *order = order_by_kinds(&ordering, window, &count);
    return make_groups(build, order, count);
}

/* ---- the whole ---- */

static uint32_t count_presumed(const Code *code)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < code->fact_count; i++)
        count += code->facts[i].is_presumed;
    return count;
}

/* A fact may be read by several instructions in a Code from outside. */
static uint32_t count_reads(const Code *code)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < code->instruction_count; i++)
        count += code->instructions[i].opcode == OP_FACT;
    return count;
}

static uint32_t count_comparisons(const Code *code)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < code->instruction_count; i++)
        count += code->instructions[i].opcode == OP_COMPARE;
    return count;
}

#define DIFFERENCE_COUNT (COMPARISON_ON_OR_AFTER + 1)

static void make_tables(Build *build)
{
    Engine *engine = build->engine;
    const Code *code = build->code;
    uint32_t range_count = DIFFERENCE_COUNT + count_comparisons(code);
    uint32_t constant_count = code->constant_count + (count_presumed(code) ? count_reads(code) : 0);
    engine->constants = ARENA_ARRAY(build->arena, constant_count, Value);
    engine->texts = ARENA_ARRAY(build->arena, constant_count, PreparedText);
    engine->ranges = ARENA_ARRAY(build->arena, range_count, Range);
    engine->text_ranges = ARENA_ARRAY(build->arena, range_count, uint32_t);
    for (uint32_t i = 0; i < DIFFERENCE_COUNT; i++) {
        engine->ranges[i] = make_range((Comparison)i, 0);
        engine->text_ranges[i] = INDEX_NONE;
    }
    engine->range_count = DIFFERENCE_COUNT;
    for (uint32_t i = 0; i < code->constant_count; i++)
        add_constant(engine, &code->constants[i]);
}

static void find_first_steps(Build *build)
{
    const EngineOutside *outside = build->engine->outside;
    build->is_first_step = ARENA_ARRAY(build->pass, build->code->instruction_count, bool);
    for (uint32_t i = 0; outside->phase_count && i < outside->step_ends[0]; i++)
        build->is_first_step[outside->steps[i]] = true;
}

/* What is not worked out ahead, phase by phase. */
static void group_phases(const Build *build)
{
    const EngineOutside *outside = build->engine->outside;
    uint32_t *order = ARENA_ARRAY(build->pass, build->code->instruction_count, uint32_t);
    build->engine->phases = ARENA_ARRAY(build->arena, outside->phase_count, Groups);
    for (uint32_t phase = 0, i = 0; phase < outside->phase_count; phase++) {
        uint32_t count = 0;
        for (; i < outside->step_ends[phase]; i++)
            if (!build->is_steady[outside->steps[i]])
                order[count++] = outside->steps[i];
        build->engine->phases[phase] = make_groups(build, order, count);
    }
}

void plan_build(Engine *engine, Arena *arena, bool is_grouped)
{
    const Code *code = engine->code;
    Build build = {engine, code, arena, arena_new(), NULL, NULL, NULL, NULL};
    build.ops = ARENA_ARRAY(build.pass, code->instruction_count, Op);
    build.kinds = ARENA_ARRAY(build.pass, code->instruction_count, uint64_t);
    build.is_steady = ARENA_ARRAY(build.pass, code->instruction_count, bool);
    make_tables(&build);
    if (engine->outside)
        find_first_steps(&build);
    shape_ops(&build);
    engine->steady = group_in_order(&build, true);
    if (engine->outside) {
        group_phases(&build);
        arena_free(build.pass);
        return;
    }
    if (is_grouped) {
        engine->each = group_by_kinds(&build, UINT32_MAX);
        engine->far = group_by_kinds(&build, FAR_WINDOW);
    } else {
        engine->each = engine->far = group_in_order(&build, false);
    }
    arena_free(build.pass);
}
