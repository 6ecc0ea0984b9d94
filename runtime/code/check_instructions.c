/* check_instructions.c - operands of the kinds that opcodes.def names, then the types that each opcode joins.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/check.h"

/* Every kind of number that an image could put where an enum stands. */
#define COMPARISON_LAST COMPARISON_ON_OR_AFTER

static const Instruction *get_instruction(const Check *check, uint32_t reg)
{
    return &check->code->instructions[reg];
}

/* A register written before `reg`. */
static bool is_earlier(uint32_t operand, uint32_t reg)
{
    return operand < reg;
}

static bool is_outer(const Check *check, uint32_t operand, uint32_t reg)
{
    return is_earlier(operand, reg) &&
           code_is_ancestor(check->code, get_instruction(check, operand)->frame,
                            get_instruction(check, reg)->frame);
}

static bool is_of_frame(const Check *check, uint32_t operand, uint32_t reg, uint32_t frame)
{
    return is_earlier(operand, reg) && get_instruction(check, operand)->frame == frame;
}

/* A register of the list frame whose elements the rows of this product frame stand for. */
static bool is_element(const Check *check, uint32_t operand, uint32_t reg)
{
    uint32_t frame = get_instruction(check, reg)->frame;
    uint32_t list_frame = check->code->frames[frame].list_frame;
    return list_frame != frame && is_of_frame(check, operand, reg, list_frame);
}

static bool is_child(const Check *check, uint32_t frame, uint32_t reg)
{
    return frame < check->code->frame_count &&
           check->code->frames[frame].parent == get_instruction(check, reg)->frame && frame != 0;
}

/* Whether the pool holds the instruction's part. */
static bool is_pool(const Check *check, const Instruction *instruction)
{
    uint64_t size = (uint64_t)instruction->b * opcode_get_pool_step(instruction->opcode);
    return instruction->a + size <= check->code->pool_count;
}

/* Each instruction has a part of the pool of its own: so the work of all of them together is bounded by its length. */
static bool take_pool(Check *check, const Instruction *instruction)
{
    if (opcode_get_operand(instruction->opcode, 0) != OPERAND_POOL)
        return true;
    if (instruction->a < check->pool_taken)
        return false;
    check->pool_taken = instruction->a + instruction->b * opcode_get_pool_step(instruction->opcode);
    return true;
}

static bool is_operand_right(const Check *check, OperandKind kind, uint32_t operand, uint32_t reg)
{
    const Code *code = check->code;
    const Instruction *instruction = get_instruction(check, reg);
    switch (kind) {
    case OPERAND_NONE: return operand == 0;
    case OPERAND_REGISTER: return is_of_frame(check, operand, reg, instruction->frame);
    case OPERAND_OPTIONAL:
        return operand == REGISTER_NONE || is_of_frame(check, operand, reg, instruction->frame);
    case OPERAND_OUTER: return is_outer(check, operand, reg);
    case OPERAND_ELEMENT: return is_element(check, operand, reg);
    case OPERAND_INNER: return is_of_frame(check, operand, reg, instruction->a);
    case OPERAND_INNER_OPTIONAL:
        return operand == REGISTER_NONE || is_of_frame(check, operand, reg, instruction->a);
    case OPERAND_CHILD: return is_child(check, operand, reg);
    case OPERAND_POOL: return is_pool(check, instruction);
    case OPERAND_COUNT: return true; /* checked with its POOL */
    case OPERAND_FACT: return operand < code->fact_count;
    case OPERAND_CONSTANT: return operand < code->constant_count;
    case OPERAND_PARAMETER: return operand < code->parameter_count;
    case OPERAND_ACTION: return operand < code->action_count;
    case OPERAND_PERIOD: return operand < code->period_count;
    case OPERAND_NUMBER: return true;
    case OPERAND_COMPARISON: return operand <= COMPARISON_LAST;
    }
    return false;
}

static bool are_operands_right(const Check *check, uint32_t reg)
{
    const Instruction *instruction = get_instruction(check, reg);
    for (int i = 0; i < 3; i++)
        if (!is_operand_right(check, opcode_get_operand(instruction->opcode, i),
                              instruction_get_operand(instruction, i), reg))
            return false;
    return true;
}

static TypeKind get_kind(const Check *check, uint32_t reg)
{
    return get_instruction(check, reg)->type.kind;
}

static bool is_amount(TypeKind kind)
{
    return kind == TYPE_NUMBER || kind == TYPE_MONEY || kind == TYPE_DURATION;
}

static bool is_ordered(TypeKind kind)
{
    return is_amount(kind) || kind == TYPE_DATE;
}

/* Types whose values are the same exactly where their bits are, and which are not planes. */
static bool is_plain(TypeKind kind)
{
    return kind != TYPE_YES_NO && kind != TYPE_DURATION && kind != TYPE_LIST;
}

static bool has_type(const Check *check, uint32_t reg, Type type)
{
    return type_is_same(get_instruction(check, reg)->type, type);
}

/* Whether all registers of the pool stand in the frame, earlier, and have the type. */
static bool is_pool_of(const Check *check, const Instruction *instruction, uint32_t reg, Type type)
{
    for (uint32_t i = 0; i < instruction->b; i++) {
        uint32_t operand = check->code->pool[instruction->a + i];
        if (!is_of_frame(check, operand, reg, instruction->frame) ||
            !has_type(check, operand, type))
            return false;
    }
    return true;
}

static bool is_comparison_right(const Check *check, const Instruction *of)
{
    const Type type = get_instruction(check, of->a)->type;
    bool needs_order = of->c != COMPARISON_IS && of->c != COMPARISON_IS_NOT;
    return of->type.kind == TYPE_YES_NO && has_type(check, of->b, type) &&
           (!needs_order || is_ordered(type.kind));
}

static bool is_product_right(const Check *check, const Instruction *of)
{
    return is_amount(of->type.kind) && get_kind(check, of->a) == of->type.kind &&
           get_kind(check, of->b) == TYPE_NUMBER;
}

static bool is_quotient_right(const Check *check, const Instruction *of)
{
    TypeKind a = get_kind(check, of->a), b = get_kind(check, of->b);
    if (of->type.kind == TYPE_MONEY)
        return a == TYPE_MONEY && b == TYPE_NUMBER;
    return of->type.kind == TYPE_NUMBER && a == b && (a == TYPE_NUMBER || a == TYPE_MONEY);
}

static bool is_sum_right(const Check *check, const Instruction *of)
{
    return is_amount(of->type.kind) && get_kind(check, of->a) == of->type.kind &&
           get_kind(check, of->b) == of->type.kind;
}

static bool is_fold_right(const Check *check, const Instruction *of)
{
    bool is_condition_right = of->b == REGISTER_NONE || get_kind(check, of->b) == TYPE_YES_NO;
    bool is_kind_right =
        of->opcode == OP_TOTAL ? is_amount(of->type.kind) : is_ordered(of->type.kind);
    return is_condition_right && is_kind_right && has_type(check, of->c, of->type);
}

/* Levels ascend; conditions are yes/no; values have the decision's type. */
static bool are_alternatives_right(const Check *check, const Instruction *of, uint32_t reg)
{
    const uint32_t *entry = check->code->pool + of->a;
    uint32_t level = 0;
    for (uint32_t i = 0; i < of->b; i++, entry += ALTERNATIVE_SIZE) {
        bool has_condition = entry[1] != REGISTER_NONE;
        if (entry[0] < level || (has_condition && (!is_of_frame(check, entry[1], reg, of->frame) ||
                                                   get_kind(check, entry[1]) != TYPE_YES_NO)))
            return false;
        if (!is_of_frame(check, entry[2], reg, of->frame) || !has_type(check, entry[2], of->type))
            return false;
        level = entry[0];
    }
    return true;
}

static bool is_fact_right(const Check *check, const Instruction *of)
{
    const CodeFact *fact = &check->code->facts[of->a];
    return fact->frame == of->frame && type_is_same(fact->type, of->type);
}

static bool is_fold_of_truth(const Check *check, const Instruction *of, TypeKind kind)
{
    return of->type.kind == kind && get_kind(check, of->b) == TYPE_YES_NO;
}

/* Which types go together; the operands are already known to be what they should. */
static bool are_types_right(const Check *check, const Instruction *of, uint32_t reg)
{
    const Code *code = check->code;
    const TypeKind kind = of->type.kind;
    const Type truth = {TYPE_YES_NO, NULL};
    switch (of->opcode) {
    case OP_FACT: return is_fact_right(check, of);
    case OP_CONSTANT: return type_is_same(code->constants[of->a].type, of->type);
    case OP_PARAMETER: return type_is_same(code->parameters[of->a].type, of->type);
    case OP_IN_FORCE:
    case OP_LIST_KNOWN:
    case OP_IS_KNOWN: return kind == TYPE_YES_NO;
    case OP_DONE: return kind == TYPE_YES_NO && code->actions[of->a].frame == of->frame;
    case OP_BROADCAST:
    case OP_GATHER: return has_type(check, of->a, of->type);
    case OP_SOME:
    case OP_EVERY:
    case OP_ANY_ELEMENT: return is_fold_of_truth(check, of, TYPE_YES_NO);
    case OP_COUNT: return is_fold_of_truth(check, of, TYPE_NUMBER);
    case OP_TOTAL:
    case OP_MOST:
    case OP_LEAST: return is_fold_right(check, of);
    case OP_AND:
    case OP_OR:
    case OP_AT_LEAST: return kind == TYPE_YES_NO && is_pool_of(check, of, reg, truth);
    case OP_NOT: return kind == TYPE_YES_NO && get_kind(check, of->a) == TYPE_YES_NO;
    case OP_COMPARE: return is_plain(get_kind(check, of->a)) && is_comparison_right(check, of);
    case OP_COMPARE_DURATION:
        return get_kind(check, of->a) == TYPE_DURATION && is_comparison_right(check, of);
    case OP_COMPARE_YES_NO:
        return get_kind(check, of->a) == TYPE_YES_NO && is_comparison_right(check, of);
    case OP_ONE_OF:
        return kind == TYPE_YES_NO && is_plain(get_kind(check, of->c)) &&
               is_pool_of(check, of, reg, get_instruction(check, of->c)->type);
    case OP_ADD:
    case OP_SUBTRACT: return is_sum_right(check, of);
    case OP_MULTIPLY: return is_product_right(check, of);
    case OP_DIVIDE: return is_quotient_right(check, of);
    case OP_DATE_ADD:
    case OP_DATE_SUBTRACT:
        return kind == TYPE_DATE && get_kind(check, of->a) == TYPE_DATE &&
               get_kind(check, of->b) == TYPE_DURATION;
    case OP_DATE_DIFFERENCE:
        return kind == TYPE_DURATION && get_kind(check, of->a) == TYPE_DATE &&
               get_kind(check, of->b) == TYPE_DATE;
    case OP_PICK_MOST:
    case OP_PICK_LEAST: return is_ordered(kind) && is_pool_of(check, of, reg, of->type);
    case OP_DECIDE: return are_alternatives_right(check, of, reg);
    }
    return false;
}

bool check_instruction(Check *check, uint32_t reg)
{
    const Instruction *instruction = get_instruction(check, reg);
    if ((uint32_t)instruction->opcode >= OPCODE_LIMIT)
        return check_fail(check, "no such opcode", reg);
    if (instruction->frame >= check->code->frame_count || instruction->type.kind == TYPE_LIST)
        return check_fail(check, "an instruction of no frame or type", reg);
    if (!check_type(check, instruction->type))
        return false;
    if (!are_operands_right(check, reg))
        return check_fail(check, "an operand that is not what its opcode takes", reg);
    if (!take_pool(check, instruction))
        return check_fail(check, "a part of the pool that another instruction has", reg);
    if (!are_types_right(check, instruction, reg))
        return check_fail(check, "types that do not go together", reg);
    if (!check_span(check, check->code->spans[reg]))
        return check_fail(check, "an instruction that stands nowhere", reg);
    return check_marks(check, &check->code->condition_marks[reg]);
}
