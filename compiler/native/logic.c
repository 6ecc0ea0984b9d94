/* logic.c - the three-valued instructions as formulas over pairs of bits, for a block of rows or one case alike.
 *
 * engine/ops_logic.c and engine/decide.c say what they mean; tests compare both on every program there is.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "native/emit.h"

static gcc_jit_rvalue *binary(Emit *emit, enum gcc_jit_binary_op op, gcc_jit_rvalue *a,
                              gcc_jit_rvalue *b)
{
    return gcc_jit_context_new_binary_op(emit->context, emit->location, op, emit->type, a, b);
}

gcc_jit_rvalue *emit_and(Emit *emit, gcc_jit_rvalue *a, gcc_jit_rvalue *b)
{
    if (a == emit->zeros || b == emit->ones)
        return a;
    if (a == emit->ones || b == emit->zeros)
        return b;
    return binary(emit, GCC_JIT_BINARY_OP_BITWISE_AND, a, b);
}

gcc_jit_rvalue *emit_or(Emit *emit, gcc_jit_rvalue *a, gcc_jit_rvalue *b)
{
    if (a == emit->ones || b == emit->zeros)
        return a;
    if (a == emit->zeros || b == emit->ones)
        return b;
    return binary(emit, GCC_JIT_BINARY_OP_BITWISE_OR, a, b);
}

gcc_jit_rvalue *emit_exclusive_or(Emit *emit, gcc_jit_rvalue *a, gcc_jit_rvalue *b)
{
    return binary(emit, GCC_JIT_BINARY_OP_BITWISE_XOR, a, b);
}

gcc_jit_rvalue *emit_not(Emit *emit, gcc_jit_rvalue *a)
{
    if (a == emit->zeros)
        return emit->ones;
    if (a == emit->ones)
        return emit->zeros;
    return gcc_jit_context_new_unary_op(emit->context, emit->location,
                                        GCC_JIT_UNARY_OP_BITWISE_NEGATE, emit->type, a);
}

gcc_jit_rvalue *emit_name(Emit *emit, gcc_jit_type *type, const char *name, gcc_jit_rvalue *value)
{
    if (value == emit->zeros || value == emit->ones)
        return value;
    gcc_jit_lvalue *local = gcc_jit_function_new_local(emit->function, emit->location, type, name);
    gcc_jit_block_add_assignment(emit->block, emit->location, local, value);
    return gcc_jit_lvalue_as_rvalue(local);
}

static gcc_jit_rvalue *name_part(Emit *emit, gcc_jit_rvalue *value)
{
    return emit_name(emit, emit->type, "part", value);
}

/* A long chain is written as several variables: the compiler goes down an expression by recursion. */
#define CHAIN_LENGTH 32

static Truths cut_chain(Emit *emit, Truths so_far, uint32_t link)
{
    if (link % CHAIN_LENGTH != CHAIN_LENGTH - 1)
        return so_far;
    return (Truths){name_part(emit, so_far.surely), name_part(emit, so_far.possibly)};
}

/* ---- and, or, not ---- */

static Truths emit_all(Emit *emit, const uint32_t *operands, uint32_t count, EmitGet *get)
{
    Truths all = {emit->ones, emit->ones};
    for (uint32_t i = 0; i < count; i++) {
        Truths operand = get(emit, operands[i]);
        all.surely = emit_and(emit, all.surely, operand.surely);
        all.possibly = emit_and(emit, all.possibly, operand.possibly);
        all = cut_chain(emit, all, i);
    }
    return all;
}

static Truths emit_any(Emit *emit, const uint32_t *operands, uint32_t count, EmitGet *get)
{
    Truths any = {emit->zeros, emit->zeros};
    for (uint32_t i = 0; i < count; i++) {
        Truths operand = get(emit, operands[i]);
        any.surely = emit_or(emit, any.surely, operand.surely);
        any.possibly = emit_or(emit, any.possibly, operand.possibly);
        any = cut_chain(emit, any, i);
    }
    return any;
}

static Truths emit_opposite(Emit *emit, Truths of)
{
    return (Truths){emit_not(emit, of.possibly), emit_not(emit, of.surely)};
}

static gcc_jit_rvalue *emit_unknown(Emit *emit, Truths of)
{
    return emit_and(emit, of.possibly, emit_not(emit, of.surely));
}

/* ---- counting: reached[k] says that at least k of the operands so far are set ---- */

static void count_operand(Emit *emit, gcc_jit_rvalue **reached, uint32_t least,
                          gcc_jit_rvalue *operand)
{
    for (uint32_t k = least; k > 0; k--)
        reached[k] =
            name_part(emit, emit_or(emit, reached[k], emit_and(emit, reached[k - 1], operand)));
}

static gcc_jit_rvalue **new_count(Emit *emit, uint32_t least)
{
    gcc_jit_rvalue **reached = ARENA_ARRAY(emit->arena, (size_t)least + 1, gcc_jit_rvalue *);
    reached[0] = emit->ones;
    for (uint32_t k = 1; k <= least; k++)
        reached[k] = emit->zeros;
    return reached;
}

static Truths emit_at_least(Emit *emit, const Instruction *instruction, EmitGet *get)
{
    const uint32_t least = instruction->c;
    gcc_jit_rvalue **surely = new_count(emit, least), **possibly = new_count(emit, least);
    for (uint32_t i = 0; i < instruction->b; i++) {
        Truths operand = get(emit, emit->code->pool[instruction->a + i]);
        count_operand(emit, surely, least, operand.surely);
        count_operand(emit, possibly, least, operand.possibly);
    }
    return (Truths){surely[least], possibly[least]};
}

/* ---- comparisons of truths ---- */

static Truths emit_known(Emit *emit, Truths of)
{
    gcc_jit_rvalue *known = emit_not(emit, emit_unknown(emit, of));
    known = name_part(emit, known);
    return (Truths){known, known};
}

static Truths emit_compare(Emit *emit, Truths a, Truths b, bool is_equality)
{
    gcc_jit_rvalue *unknown = emit_or(emit, emit_unknown(emit, a), emit_unknown(emit, b));
    gcc_jit_rvalue *yes = emit_exclusive_or(emit, a.surely, b.surely);
    unknown = name_part(emit, unknown);
    yes = name_part(emit, is_equality ? emit_not(emit, yes) : yes);
    return (Truths){emit_and(emit, yes, emit_not(emit, unknown)), emit_or(emit, yes, unknown)};
}

/* ---- decisions of yes/no ---- */

/* What a level comes to, and all below it: where it is surely yes and surely no. */
typedef struct Settled {
    gcc_jit_rvalue *yes, *no;
} Settled;

/* Alternatives of one level, gathered over all of them. */
typedef struct Gathered {
    gcc_jit_rvalue *any;             /* some condition holds */
    gcc_jit_rvalue *yes, *no, *open; /* one that holds gives that, or what is not known */
    gcc_jit_rvalue *disturbs_yes, *disturbs_no; /* one that may hold is not known to give that */
} Gathered;

static void gather(Emit *emit, Gathered *level, Truths condition, Truths value)
{
    gcc_jit_rvalue *no = emit_not(emit, value.possibly);
    gcc_jit_rvalue *may_hold = emit_unknown(emit, condition);
    level->any = emit_or(emit, level->any, condition.surely);
    level->yes = emit_or(emit, level->yes, emit_and(emit, condition.surely, value.surely));
    level->no = emit_or(emit, level->no, emit_and(emit, condition.surely, no));
    level->open =
        emit_or(emit, level->open, emit_and(emit, condition.surely, emit_unknown(emit, value)));
    level->disturbs_yes =
        emit_or(emit, level->disturbs_yes, emit_and(emit, may_hold, emit_not(emit, value.surely)));
    level->disturbs_no =
        emit_or(emit, level->disturbs_no, emit_and(emit, may_hold, value.possibly));
}

static void name_gathered(Emit *emit, Gathered *level)
{
    gcc_jit_rvalue **all[] = {&level->any,  &level->yes,          &level->no,
                              &level->open, &level->disturbs_yes, &level->disturbs_no};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        *all[i] = name_part(emit, *all[i]);
}

/* Where none holds what lies below stands, unless one that may hold is not known to give the same. */
static gcc_jit_rvalue *settle_side(Emit *emit, gcc_jit_rvalue *any, gcc_jit_rvalue *holds,
                                   gcc_jit_rvalue *other, gcc_jit_rvalue *open,
                                   gcc_jit_rvalue *disturbed, gcc_jit_rvalue *below)
{
    gcc_jit_rvalue *here = emit_and(emit, holds, emit_not(emit, emit_or(emit, other, open)));
    gcc_jit_rvalue *passed = emit_and(emit, below, emit_not(emit, any));
    return name_part(emit, emit_and(emit, emit_or(emit, here, passed), emit_not(emit, disturbed)));
}

static Settled settle_level(Emit *emit, const uint32_t *entry, uint32_t count, Settled below,
                            EmitGet *get)
{
    gcc_jit_rvalue *none = emit->zeros;
    Gathered level = {none, none, none, none, none, none};
    for (uint32_t i = 0; i < count; i++, entry += ALTERNATIVE_SIZE) {
        const Truths always = {emit->ones, emit->ones};
        gather(emit, &level, entry[1] == REGISTER_NONE ? always : get(emit, entry[1]),
               get(emit, entry[2]));
        if (i % CHAIN_LENGTH == CHAIN_LENGTH - 1)
            name_gathered(emit, &level);
    }
    name_gathered(emit, &level);
    return (Settled){
        settle_side(emit, level.any, level.yes, level.no, level.open, level.disturbs_yes,
                    below.yes),
        settle_side(emit, level.any, level.no, level.yes, level.open, level.disturbs_no, below.no)};
}

/* From the last level upwards: engine/decide.c in formulas. */
static Truths emit_decide(Emit *emit, const Instruction *instruction, EmitGet *get)
{
    const uint32_t *entries = emit->code->pool + instruction->a;
    Settled settled = {emit->zeros, emit->zeros};
    for (uint32_t end = instruction->b; end > 0;) {
        uint32_t start = end - 1, level = entries[(size_t)start * ALTERNATIVE_SIZE];
        while (start > 0 && entries[(size_t)(start - 1) * ALTERNATIVE_SIZE] == level)
            start--;
        settled = settle_level(emit, entries + (size_t)start * ALTERNATIVE_SIZE, end - start,
                               settled, get);
        end = start;
    }
    return (Truths){settled.yes, emit_not(emit, settled.no)};
}

/* ---- the door ---- */

bool logic_has_formula(const Instruction *instruction)
{
    const Opcode opcode = instruction->opcode;
    return opcode == OP_AND || opcode == OP_OR || opcode == OP_NOT || opcode == OP_AT_LEAST ||
           opcode == OP_IS_KNOWN || opcode == OP_COMPARE_YES_NO || opcode == OP_DECIDE ||
           opcode == OP_CONSTANT;
}

static Truths emit_constant(Emit *emit, const Instruction *instruction)
{
    bool is_yes = emit->code->constants[instruction->a].value != 0;
    gcc_jit_rvalue *both = is_yes ? emit->ones : emit->zeros;
    return (Truths){both, both};
}

Truths logic_emit(Emit *emit, const Instruction *instruction, EmitGet *get)
{
    const uint32_t *pool = emit->code->pool + instruction->a;
    if (instruction->opcode == OP_AND)
        return emit_all(emit, pool, instruction->b, get);
    if (instruction->opcode == OP_OR)
        return emit_any(emit, pool, instruction->b, get);
    if (instruction->opcode == OP_NOT)
        return emit_opposite(emit, get(emit, instruction->a));
    if (instruction->opcode == OP_AT_LEAST)
        return emit_at_least(emit, instruction, get);
    if (instruction->opcode == OP_IS_KNOWN)
        return emit_known(emit, get(emit, instruction->a));
    if (instruction->opcode == OP_COMPARE_YES_NO)
        return emit_compare(emit, get(emit, instruction->a), get(emit, instruction->b),
                            instruction->c == COMPARISON_IS);
    if (instruction->opcode == OP_DECIDE)
        return emit_decide(emit, instruction, get);
    BUG_IF(instruction->opcode != OP_CONSTANT);
    return emit_constant(emit, instruction);
}
