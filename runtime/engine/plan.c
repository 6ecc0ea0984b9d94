/* plan.c - from a Code to groups of ops: which may be worked out ahead, and in which order the others are run.
 *
 * In the order of the program the kind of op changes at almost every step, and each change is a jump that the processor must
 * foresee. So that a program of n instructions takes some dozen jumps and not n, ops are put in an order in which those of one
 * kind follow each other as far as what they need stands: a kind is left only when none of its ops is ready.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/plan.h"

#include <stdlib.h>
#include <string.h>

#include "code/operands.h"

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

/* ---- the order by kinds ----
 *
 * Each kind has a bucket of ops that are ready; buckets that have some wait in a ring for their turn. */

typedef struct Order {
    const Build *build;
    uint32_t *bucket_of; /* one an instruction */
    uint32_t *first_reader,
        *readers;        /* who reads an instruction: from first_reader[i] up to [i + 1] */
    uint32_t *waits_for; /* how many operands of an instruction are still to come */
    uint32_t *next;      /* one an instruction: the next one in its bucket */
    uint32_t *first;     /* one a bucket */
    bool *is_waiting;    /* one a bucket: it stands in the ring, or is being emptied */
    uint32_t *ring, ring_start, ring_count; /* as long as there are buckets */
    uint32_t bucket_count;
    uint32_t window_end; /* instructions from here on have to wait */
    uint32_t reader;     /* whose operands are being visited */
} Order;

static int compare_kinds(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void number_buckets(Order *order)
{
    const Build *build = order->build;
    uint32_t count = build->code->instruction_count;
    uint64_t *kinds = ARENA_ARRAY(build->pass, count, uint64_t);
    memcpy(kinds, build->kinds, count * sizeof *kinds);
    qsort(kinds, count, sizeof *kinds, compare_kinds);
    for (uint32_t i = 0; i < count; i++)
        if (i == 0 || kinds[i] != kinds[i - 1])
            kinds[order->bucket_count++] = kinds[i];
    order->bucket_of = ARENA_ARRAY(build->pass, count, uint32_t);
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t *found =
            bsearch(&build->kinds[i], kinds, order->bucket_count, sizeof *kinds, compare_kinds);
        order->bucket_of[i] = (uint32_t)(found - kinds);
    }
}

static void count_reader(void *context, uint32_t operand)
{
    Order *order = context;
    if (!order->build->is_steady[operand])
        order->first_reader[operand + 1]++, order->waits_for[order->reader]++;
}

static void note_reader(void *context, uint32_t operand)
{
    Order *order = context;
    if (!order->build->is_steady[operand])
        order->readers[--order->first_reader[operand + 1]] = order->reader;
}

static void visit_all(Order *order, OperandVisit *visit)
{
    const Code *code = order->build->code;
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        order->reader = i;
        if (!order->build->is_steady[i])
            code_visit_operands(code, &code->instructions[i], visit, order);
    }
}

/* first_reader[i + 1] first counts the readers of i, then is where they end, and at last where they start; an end is where
 * the next one's start. */
static void find_readers(Order *order)
{
    uint32_t count = order->build->code->instruction_count;
    order->first_reader = ARENA_ARRAY(order->build->pass, (size_t)count + 2, uint32_t);
    order->waits_for = ARENA_ARRAY(order->build->pass, count, uint32_t);
    visit_all(order, count_reader);
    for (uint32_t i = 0; i < count; i++)
        order->first_reader[i + 1] += order->first_reader[i];
    order->first_reader[count + 1] = order->first_reader[count];
    order->readers = ARENA_ARRAY(order->build->pass, order->first_reader[count], uint32_t);
    visit_all(order, note_reader);
}

static void make_ready(Order *order, uint32_t op)
{
    uint32_t bucket = order->bucket_of[op];
    order->next[op] = order->first[bucket];
    order->first[bucket] = op;
    if (order->is_waiting[bucket])
        return;
    order->is_waiting[bucket] = true;
    order->ring[(order->ring_start + order->ring_count++) % order->bucket_count] = bucket;
}

static void release_readers(Order *order, uint32_t op)
{
    for (uint32_t i = order->first_reader[op + 1]; i < order->first_reader[op + 2]; i++)
        if (--order->waits_for[order->readers[i]] == 0 && order->readers[i] < order->window_end)
            make_ready(order, order->readers[i]);
}

/* All ops of a bucket, those too that its own ops make ready: it counts as waiting meanwhile. Returns how many stand in `out`
 * then. */
static uint32_t empty_bucket(Order *order, uint32_t bucket, uint32_t *out, uint32_t count)
{
    while (order->first[bucket] != INDEX_NONE) {
        uint32_t op = order->first[bucket];
        order->first[bucket] = order->next[op];
        release_readers(order, op);
        out[count++] = op;
    }
    order->is_waiting[bucket] = false;
    return count;
}

static void start_order(Order *order)
{
    const Build *build = order->build;
    number_buckets(order);
    find_readers(order);
    order->next = ARENA_ARRAY(build->pass, build->code->instruction_count, uint32_t);
    order->first = ARENA_ARRAY(build->pass, order->bucket_count, uint32_t);
    order->ring = ARENA_ARRAY(build->pass, order->bucket_count, uint32_t);
    order->is_waiting = ARENA_ARRAY(build->pass, order->bucket_count, bool);
    for (uint32_t i = 0; i < order->bucket_count; i++)
        order->first[i] = INDEX_NONE;
}

/* Instructions from `start` up to window_end; what stands before them is done. */
static uint32_t order_window(Order *order, uint32_t start, uint32_t *out, uint32_t count)
{
    for (uint32_t i = order->window_end; i-- > start;)
        if (!order->build->is_steady[i] && order->waits_for[i] == 0)
            make_ready(order, i);
    while (order->ring_count > 0) {
        uint32_t bucket = order->ring[order->ring_start];
        order->ring_start = (order->ring_start + 1) % order->bucket_count;
        order->ring_count--;
        count = empty_bucket(order, bucket, out, count);
    }
    return count;
}

/* In windows of so many instructions. */
static Groups group_by_kinds(const Build *build, uint32_t window)
{
    Order order = {.build = build};
    uint32_t op_count = build->code->instruction_count, count = 0;
    uint32_t *out = ARENA_ARRAY(build->pass, op_count, uint32_t);
    start_order(&order);
    for (uint32_t start = 0; start < op_count; start = order.window_end) {
        order.window_end = op_count - start < window ? op_count : start + window;
        count = order_window(&order, start, out, count);
    }
    return make_groups(build, out, count);
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
