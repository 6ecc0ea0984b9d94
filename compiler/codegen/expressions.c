/* expressions.c - each kind of expression as the instructions it comes to.
 *
 * Operands are made first, each in the outermost place where it can be had; an operation stands in the outermost place that has
 * all their loops, to where they are carried. Every expression but facts, constants, parameters and decisions has an
 * instruction of its own with its span and marks; a bulleted one of those is copied by an AND of one to bear its citation.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "codegen/expressions.h"

static uint32_t emit_leaf(Gen *gen, const CoreExpr *leaf, uint32_t frame)
{
    if (leaf->kind == CORE_CONSTANT)
        return gen_share_constant(gen, frame, &leaf->as.CONSTANT.constant, leaf->span);
    const CoreParameter *parameter = leaf->as.PARAMETER.parameter;
    return gen_share(gen, OP_PARAMETER, frame, parameter->type, parameter->number, leaf->span);
}

uint32_t express_carry(Gen *gen, const Env *env, Placed placed, Place place)
{
    if (placed.leaf)
        return emit_leaf(gen, placed.leaf, place_get_frame(env, place));
    return place_carry(gen, env, placed.reg, place_of(env, placed.loops), place);
}

uint32_t express_inside(Gen *gen, const Env *env, const CoreExpr *expr)
{
    return express_carry(gen, env, express(gen, env, expr), place_inside(env));
}

static Placed placed_at(uint32_t reg, LoopSet loops)
{
    return (Placed){reg, loops, NULL};
}

/* An instruction for `expr` itself. */
static uint32_t emit_own(Gen *gen, const CoreExpr *expr, Instruction instruction)
{
    instruction.type = expr->type;
    uint32_t reg = gen_emit(gen, instruction, expr->span);
    gen_set_marks(gen, reg, expr->marks);
    return reg;
}

static Placed express_fact(Gen *gen, const Env *env, const CoreExpr *expr)
{
    const CoreLoop *loop = expr->as.FACT.loop;
    uint32_t fact = gen_get_fact(gen, env_get_list_frame(env, loop), expr->as.FACT.fact);
    return placed_at(gen_share_fact(gen, fact, expr->span), loops_of(env, loop));
}

static Placed express_decision(Gen *gen, const Env *env, const CoreExpr *expr)
{
    const CoreLoop *loop = expr->as.DECISION.loop;
    uint32_t decision =
        gen_get_decision(gen, expr->as.DECISION.decision, env_get_list_frame(env, loop));
    BUG_IF(gen->decisions[decision].reg == REGISTER_NONE);
    return placed_at(gen->decisions[decision].reg, loops_of(env, loop));
}

/* The action's frame is that of its own loops; lower/ sees to it that the loops here reach the same one. */
static Placed express_done(Gen *gen, const Env *env, const CoreExpr *expr)
{
    const CoreAction *action = expr->as.IS_DONE.action;
    LoopSet loops = loops_of_action(env, action, expr->as.IS_DONE.loop);
    uint32_t frame = place_get_frame(env, place_of(env, loops));
    BUG_IF(frame != gen->actions[action->number].frame);
    Instruction done = {.opcode = OP_DONE, .frame = frame, .a = action->number};
    return placed_at(emit_own(gen, expr, done), loops);
}

static Placed express_unary(Gen *gen, const Env *env, const CoreExpr *expr, Opcode opcode,
                            const CoreExpr *operand)
{
    Placed placed = express(gen, env, operand);
    Place place = place_of(env, placed.loops);
    Instruction unary = {.opcode = opcode, .frame = place_get_frame(env, place)};
    unary.a = express_carry(gen, env, placed, place);
    return placed_at(emit_own(gen, expr, unary), placed.loops);
}

static Placed express_binary(Gen *gen, const Env *env, const CoreExpr *expr, Instruction binary,
                             const CoreExpr *left, const CoreExpr *right)
{
    Placed a = express(gen, env, left);
    Placed b = express(gen, env, right);
    Place place = place_of(env, a.loops | b.loops);
    binary.frame = place_get_frame(env, place);
    binary.a = express_carry(gen, env, a, place);
    binary.b = express_carry(gen, env, b, place);
    return placed_at(emit_own(gen, expr, binary), a.loops | b.loops);
}

/* `last` is one more operand, which goes into operand c; NULL for none. */
static Placed express_pool(Gen *gen, const Env *env, const CoreExpr *expr, Instruction pool,
                           const CoreExprs *operands, const CoreExpr *last)
{
    size_t count = operands->count;
    Placed *placed = ARENA_ARRAY(gen->pass, count + 1, Placed);
    uint32_t *registers = ARENA_ARRAY(gen->pass, count, uint32_t);
    LoopSet loops = 0;
    if (last)
        loops = (placed[count] = express(gen, env, last)).loops;
    for (size_t i = 0; i < count; i++)
        loops |= (placed[i] = express(gen, env, operands->items[i])).loops;
    Place place = place_of(env, loops);
    pool.frame = place_get_frame(env, place);
    pool.type = expr->type;
    for (size_t i = 0; i < count; i++)
        registers[i] = express_carry(gen, env, placed[i], place);
    if (last)
        pool.c = express_carry(gen, env, placed[count], place);
    uint32_t reg = gen_emit_pool(gen, pool, registers, count, expr->span);
    gen_set_marks(gen, reg, expr->marks);
    return placed_at(reg, loops);
}

static Opcode get_comparing_opcode(Type type)
{
    if (type.kind == TYPE_DURATION)
        return OP_COMPARE_DURATION;
    return type.kind == TYPE_YES_NO ? OP_COMPARE_YES_NO : OP_COMPARE;
}

static Placed express_comparison(Gen *gen, const Env *env, const CoreExpr *expr,
                                 Comparison comparison, const CoreExpr *left, const CoreExpr *right)
{
    Instruction compare = {.opcode = get_comparing_opcode(left->type), .c = comparison};
    return express_binary(gen, env, expr, compare, left, right);
}

/* Each value against the left side, as an OR: for types whose values are not the same exactly where their bits are. */
static Placed express_choices(Gen *gen, const Env *env, const CoreExpr *expr)
{
    const CoreExprs *values = &expr->as.ONE_OF.values;
    CoreExprs comparisons = {ARENA_ARRAY(gen->pass, values->count, CoreExpr *), values->count,
                             values->count};
    for (size_t i = 0; i < values->count; i++) {
        CoreExpr *comparison = ARENA_NEW(gen->pass, CoreExpr);
        *comparison =
            (CoreExpr){.kind = CORE_COMPARE, .type = expr->type, .span = values->items[i]->span};
        comparison->as.COMPARE =
            (Core_COMPARE){COMPARISON_IS, expr->as.ONE_OF.left, values->items[i]};
        comparisons.items[i] = comparison;
    }
    return express_pool(gen, env, expr, (Instruction){.opcode = OP_OR}, &comparisons, NULL);
}

static Placed express_one_of(Gen *gen, const Env *env, const CoreExpr *expr)
{
    const CoreExpr *left = expr->as.ONE_OF.left;
    if (get_comparing_opcode(left->type) != OP_COMPARE)
        return express_choices(gen, env, expr);
    return express_pool(gen, env, expr, (Instruction){.opcode = OP_ONE_OF}, &expr->as.ONE_OF.values,
                        left);
}

static Opcode get_sum_opcode(const CoreExpr *expr)
{
    if (expr->type.kind == TYPE_DATE)
        return OP_DATE_ADD;
    return OP_ADD;
}

static Opcode get_difference_opcode(const CoreExpr *expr)
{
    if (expr->type.kind == TYPE_DATE)
        return OP_DATE_SUBTRACT;
    return expr->as.ARITHMETIC.left->type.kind == TYPE_DATE ? OP_DATE_DIFFERENCE : OP_SUBTRACT;
}

static Opcode get_arithmetic_opcode(const CoreExpr *expr)
{
    switch (expr->as.ARITHMETIC.operator) {
    case OPERATOR_ADD: return get_sum_opcode(expr);
    case OPERATOR_SUBTRACT: return get_difference_opcode(expr);
    case OPERATOR_MULTIPLY: return OP_MULTIPLY;
    case OPERATOR_DIVIDE: return OP_DIVIDE;
    }
    UNREACHABLE();
}

/* The instructions take the date before the duration, and what is multiplied before the number. */
static bool is_turned(Opcode opcode, const CoreExpr *expr)
{
    TypeKind left = expr->as.ARITHMETIC.left->type.kind;
    return (opcode == OP_DATE_ADD && left == TYPE_DURATION) ||
           (opcode == OP_MULTIPLY && left != expr->type.kind);
}

static Placed express_arithmetic(Gen *gen, const Env *env, const CoreExpr *expr)
{
    const CoreExpr *left = expr->as.ARITHMETIC.left, *right = expr->as.ARITHMETIC.right;
    Instruction arithmetic = {.opcode = get_arithmetic_opcode(expr)};
    if (is_turned(arithmetic.opcode, expr))
        return express_binary(gen, env, expr, arithmetic, right, left);
    return express_binary(gen, env, expr, arithmetic, left, right);
}

static bool is_most(FoldKind fold)
{
    return fold == FOLD_MOST || fold == FOLD_LATER;
}

static Placed express_pick(Gen *gen, const Env *env, const CoreExpr *expr)
{
    Instruction pick = {.opcode = is_most(expr->as.PICK.fold) ? OP_PICK_MOST : OP_PICK_LEAST};
    return express_pool(gen, env, expr, pick, &expr->as.PICK.operands, NULL);
}

/* A fold of a loop: in the place of what it reads outside that loop; `b` and `c` are what it reads of each element. */
static Placed express_fold(Gen *gen, const Env *env, const CoreExpr *expr, Instruction fold,
                           const CoreLoop *loop, const CoreExpr *b, const CoreExpr *c)
{
    LoopSet loops = loops_of_expr(env, expr);
    const Env *outside = env_narrow(gen, env, place_of(env, loops));
    const Env *inside = env_push(gen, outside, loop);
    fold.frame = env_get_frame(outside);
    fold.a = env_get_frame(inside);
    if (b)
        fold.b = express_inside(gen, inside, b);
    if (c)
        fold.c = express_inside(gen, inside, c);
    return placed_at(emit_own(gen, expr, fold), loops);
}

/* COUNT without a condition counts a yes for each element. */
static Placed express_count(Gen *gen, const Env *env, const CoreExpr *expr)
{
    const Core_COUNT *count = &expr->as.COUNT;
    CoreExpr all = {.kind = CORE_CONSTANT, .type = TYPE_OF_TRUTH, .span = expr->span};
    all.as.CONSTANT.constant = (CoreConstant){TYPE_OF_TRUTH, 1, NULL};
    return express_fold(gen, env, expr, (Instruction){.opcode = OP_COUNT}, count->loop,
                        count->where ? count->where : &all, NULL);
}

static Placed express_values(Gen *gen, const Env *env, const CoreExpr *expr)
{
    const Core_FOLD *of = &expr->as.FOLD;
    Instruction fold = {.opcode = of->fold == FOLD_TOTAL ? OP_TOTAL
                                  : is_most(of->fold)    ? OP_MOST
                                                         : OP_LEAST,
                        .b = REGISTER_NONE};
    return express_fold(gen, env, expr, fold, of->loop, of->where, of->value);
}

/* `x is known`: of a list whether it is given, in the frame whose rows hold it. */
static Placed express_known(Gen *gen, const Env *env, const CoreExpr *expr)
{
    const CoreExpr *operand = expr->as.IS_KNOWN.operand;
    if (operand->kind != CORE_LIST)
        return express_unary(gen, env, expr, OP_IS_KNOWN, operand);
    const CoreLoop *loop = operand->as.LIST.loop;
    uint32_t frame = env_get_list_frame(env, loop);
    Instruction known = {.opcode = OP_LIST_KNOWN, .frame = frame};
    known.a = gen_get_list_frame(gen, frame, operand->as.LIST.fact);
    return placed_at(emit_own(gen, expr, known), loops_of(env, loop));
}

static Placed express_bare(Gen *gen, const Env *env, const CoreExpr *expr)
{
    Instruction own = {0};
    switch (expr->kind) {
    case CORE_ERROR:
    case CORE_LIST: break;
    case CORE_CONSTANT:
    case CORE_PARAMETER: return (Placed){REGISTER_NONE, 0, expr};
    case CORE_FACT: return express_fact(gen, env, expr);
    case CORE_DECISION: return express_decision(gen, env, expr);
    case CORE_AND:
        own.opcode = OP_AND;
        return express_pool(gen, env, expr, own, &expr->as.AND.operands, NULL);
    case CORE_OR:
        own.opcode = OP_OR;
        return express_pool(gen, env, expr, own, &expr->as.OR.operands, NULL);
    case CORE_NOT: return express_unary(gen, env, expr, OP_NOT, expr->as.NOT.operand);
    case CORE_AT_LEAST:
        own = (Instruction){.opcode = OP_AT_LEAST, .c = expr->as.AT_LEAST.least};
        return express_pool(gen, env, expr, own, &expr->as.AT_LEAST.operands, NULL);
    case CORE_COMPARE:
        return express_comparison(gen, env, expr, expr->as.COMPARE.comparison,
                                  expr->as.COMPARE.left, expr->as.COMPARE.right);
    case CORE_ONE_OF: return express_one_of(gen, env, expr);
    case CORE_IS_KNOWN: return express_known(gen, env, expr);
    case CORE_IS_DONE: return express_done(gen, env, expr);
    case CORE_SOME:
        own.opcode = OP_SOME;
        return express_fold(gen, env, expr, own, expr->as.SOME.loop, expr->as.SOME.body, NULL);
    case CORE_EVERY:
        own.opcode = OP_EVERY;
        return express_fold(gen, env, expr, own, expr->as.EVERY.loop, expr->as.EVERY.body, NULL);
    case CORE_COUNT: return express_count(gen, env, expr);
    case CORE_FOLD: return express_values(gen, env, expr);
    case CORE_PICK: return express_pick(gen, env, expr);
    case CORE_ARITHMETIC: return express_arithmetic(gen, env, expr);
    }
    UNREACHABLE();
}

/* Whether the register of such an expression is read by others too and cannot bear marks. */
static bool is_shared(CoreExprKind kind)
{
    return kind == CORE_FACT || kind == CORE_DECISION || kind == CORE_CONSTANT ||
           kind == CORE_PARAMETER;
}

Placed express(Gen *gen, const Env *env, const CoreExpr *expr)
{
    Placed placed = express_bare(gen, env, expr);
    bool has_marks = expr->marks.citation_count || expr->marks.note_count;
    if (!has_marks || !is_shared(expr->kind) || expr->type.kind != TYPE_YES_NO)
        return placed;
    Place place = place_of(env, placed.loops);
    Instruction copy = {
        .opcode = OP_AND, .frame = place_get_frame(env, place), .type = TYPE_OF_TRUTH};
    uint32_t operand = express_carry(gen, env, placed, place);
    uint32_t reg = gen_emit_pool(gen, copy, &operand, 1, expr->span);
    gen_set_marks(gen, reg, expr->marks);
    return placed_at(reg, placed.loops);
}
