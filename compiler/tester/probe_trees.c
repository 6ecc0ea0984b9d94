/* probe_trees.c - conditions as trees of probes: Core says what was written, Code where its value stands.
 *
 * Registers are carried between frames by BROADCAST and GATHER; each probe keeps the moves from a row of the probe above to
 * one of its own.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/probes.h"

static const Instruction *get(const Probing *probing, uint32_t reg)
{
    return &probing->code->instructions[reg];
}

static bool is_carried(const Instruction *instruction)
{
    return instruction->opcode == OP_BROADCAST || instruction->opcode == OP_GATHER;
}

/* The register that was carried to where `reg` is read. */
static uint32_t find_origin(const Probing *probing, uint32_t reg)
{
    while (is_carried(get(probing, reg)))
        reg = get(probing, reg)->a;
    return reg;
}

static Marks join_marks(const CoreExpr *expr, Marks above)
{
    return expr->marks.citation_count ? expr->marks : above;
}

static uint32_t add_point(Probing *probing, PointKind kind, const CoreExpr *expr, Marks marks)
{
    Point point = probing->owner;
    point.kind = kind;
    point.span = expr->span;
    point.marks = join_marks(expr, marks);
    return coverage_get_point(probing->coverage, &point);
}

static Probe *probe_new(Probing *probing, ProbeKind kind, uint32_t reg)
{
    Probe *probe = ARENA_NEW(probing->coverage->arena, Probe);
    *probe = (Probe){.kind = kind, .reg = reg, .point = INDEX_NONE};
    return probe;
}

Probe *probe_register(Probing *probing, uint32_t reg)
{
    return probe_new(probing, PROBE_LEAF, reg);
}

Probe *probe_not(Probing *probing, Probe *part)
{
    Probe *probe = probe_new(probing, PROBE_NOT, REGISTER_NONE);
    probe->parts = ARENA_NEW(probing->coverage->arena, Probe *);
    probe->parts[0] = part;
    probe->part_count = 1;
    return probe;
}

void probe_add_tree(Probing *probing, Probe *probe, uint32_t frame)
{
    const TreeSight tree = {probe, frame, INDEX_NONE, INDEX_NONE};
    VEC_PUSH(probing->coverage->arena, &probing->sighting->trees, tree);
}

/* ---- what is made of others ---- */

static const CoreExprs *find_operands(const CoreExpr *expr)
{
    if (expr->kind == CORE_AND)
        return &expr->as.AND.operands;
    if (expr->kind == CORE_OR)
        return &expr->as.OR.operands;
    return expr->kind == CORE_AT_LEAST ? &expr->as.AT_LEAST.operands : NULL;
}

static ProbeKind get_kind(const CoreExpr *expr)
{
    if (expr->kind == CORE_AT_LEAST)
        return PROBE_AT_LEAST;
    return expr->kind == CORE_AND ? PROBE_ALL : PROBE_ANY;
}

/* The moves that carried `reg`; returns the register they began from. */
static uint32_t take_moves(Probing *probing, Probe *probe, uint32_t reg)
{
    uint32_t count = 0;
    for (uint32_t at = reg; is_carried(get(probing, at)); at = get(probing, at)->a)
        count++;
    probe->moves = ARENA_ARRAY(probing->coverage->arena, count, ProbeMove);
    for (; is_carried(get(probing, reg)); reg = get(probing, reg)->a) {
        const Instruction *move = get(probing, reg);
        bool is_outer = move->opcode == OP_BROADCAST;
        probe->moves[probe->move_count++] =
            (ProbeMove){move->frame, is_outer ? get(probing, move->a)->frame : INDEX_NONE};
    }
    return reg;
}

static Probe *probe_operands(Probing *probing, const CoreExpr *expr, uint32_t reg, Marks marks)
{
    const CoreExprs *operands = find_operands(expr);
    Probe *probe = probe_new(probing, get_kind(expr), REGISTER_NONE);
    const Instruction *pool = get(probing, take_moves(probing, probe, reg));
    BUG_IF(pool->b != operands->count);
    probe->least = expr->kind == CORE_AT_LEAST ? expr->as.AT_LEAST.least : 0;
    probe->parts = ARENA_ARRAY(probing->coverage->arena, operands->count, Probe *);
    probe->part_count = (uint32_t)operands->count;
    probe->point = add_point(probing, POINT_GROUP, expr, marks);
    for (uint32_t i = 0; i < probe->part_count; i++)
        probe->parts[i] = probe_condition(
            probing, operands->items[i], probing->code->pool[pool->a + i], join_marks(expr, marks));
    return probe;
}

static Probe *probe_leaf(Probing *probing, const CoreExpr *expr, uint32_t reg, Marks marks)
{
    Probe *probe = probe_register(probing, reg);
    if (expr->kind != CORE_CONSTANT)
        probe->point = add_point(probing, POINT_CONDITION, expr, marks);
    probe_bodies(probing, expr, reg, join_marks(expr, marks));
    return probe;
}

Probe *probe_condition(Probing *probing, const CoreExpr *expr, uint32_t reg, Marks marks)
{
    if (find_operands(expr))
        return probe_operands(probing, expr, reg, marks);
    if (expr->kind != CORE_NOT)
        return probe_leaf(probing, expr, reg, marks);
    Probe *probe = probe_not(probing, NULL);
    const Instruction *not = get(probing, take_moves(probing, probe, reg));
    BUG_IF(not ->opcode != OP_NOT);
    probe->parts[0] =
        probe_condition(probing, expr->as.NOT.operand, not ->a, join_marks(expr, marks));
    return probe;
}

/* ---- conditions under loops ---- */

/* codegen turns the operands of some round: the date before the duration, what is multiplied before the number. */
static bool is_turned(const CoreExpr *expr, const Instruction *instruction)
{
    TypeKind left = expr->as.ARITHMETIC.left->type.kind;
    return (instruction->opcode == OP_DATE_ADD && left == TYPE_DURATION) ||
           (instruction->opcode == OP_MULTIPLY && left != expr->type.kind);
}

static void probe_body(Probing *probing, const CoreExpr *body, const Instruction *fold, Marks marks)
{
    if (body && fold->b != REGISTER_NONE)
        probe_add_tree(probing, probe_condition(probing, body, fold->b, marks), fold->a);
}

static void probe_pair(Probing *probing, const CoreExpr *left, const CoreExpr *right,
                       const Instruction *of, Marks marks)
{
    probe_bodies(probing, left, of->a, marks);
    probe_bodies(probing, right, of->b, marks);
}

/* Values that are no conditions and hold none are left out: facts, constants, what `is one of` lists. */
static void probe_parts(Probing *probing, const CoreExpr *expr, const Instruction *of, Marks marks)
{
    if (expr->kind == CORE_SOME || expr->kind == CORE_EVERY)
        probe_body(probing, expr->kind == CORE_SOME ? expr->as.SOME.body : expr->as.EVERY.body, of,
                   marks);
    else if (expr->kind == CORE_COUNT)
        probe_body(probing, expr->as.COUNT.where, of, marks);
    else if (expr->kind == CORE_COMPARE)
        probe_pair(probing, expr->as.COMPARE.left, expr->as.COMPARE.right, of, marks);
    else if (expr->kind == CORE_ARITHMETIC && is_turned(expr, of))
        probe_pair(probing, expr->as.ARITHMETIC.right, expr->as.ARITHMETIC.left, of, marks);
    else if (expr->kind == CORE_ARITHMETIC)
        probe_pair(probing, expr->as.ARITHMETIC.left, expr->as.ARITHMETIC.right, of, marks);
    else if (expr->kind == CORE_ONE_OF && of->opcode == OP_ONE_OF)
        probe_bodies(probing, expr->as.ONE_OF.left, of->c, marks);
    else if (expr->kind == CORE_IS_KNOWN && of->opcode == OP_IS_KNOWN)
        probe_bodies(probing, expr->as.IS_KNOWN.operand, of->a, marks);
}

void probe_bodies(Probing *probing, const CoreExpr *expr, uint32_t reg, Marks marks)
{
    if (!expr || reg == REGISTER_NONE)
        return;
    const Instruction *of = get(probing, find_origin(probing, reg));
    if (expr->kind == CORE_FOLD) {
        probe_body(probing, expr->as.FOLD.where, of, marks);
        probe_bodies(probing, expr->as.FOLD.value, of->c, marks);
    } else if (expr->kind == CORE_PICK) {
        for (uint32_t i = 0; i < of->b; i++)
            probe_bodies(probing, expr->as.PICK.operands.items[i], probing->code->pool[of->a + i],
                         marks);
    } else {
        probe_parts(probing, expr, of, marks);
    }
}
