/* operands.h - what each opcode's operands are: the table behind the verifier, the disassembler and walks over a Code.
 *
 * Made from opcodes.def, whose head says what each kind means.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_OPERANDS_H
#define CODE_OPERANDS_H

#include "code/code.h"

typedef enum OperandKind {
    OPERAND_NONE,
    OPERAND_REGISTER,
    OPERAND_OPTIONAL,
    OPERAND_OUTER,
    OPERAND_ELEMENT,
    OPERAND_INNER,
    OPERAND_INNER_OPTIONAL,
    OPERAND_CHILD,
    OPERAND_POOL,
    OPERAND_COUNT,
    OPERAND_FACT,
    OPERAND_CONSTANT,
    OPERAND_PARAMETER,
    OPERAND_ACTION,
    OPERAND_PERIOD,
    OPERAND_NUMBER,
    OPERAND_COMPARISON,
} OperandKind;

/* How many opcodes there are: one past the last. */
#define OPCODE_LIMIT ((uint32_t)OP_DECIDE + 1)

/* Entries that one alternative of a DECIDE takes in the pool: level, condition, value. */
#define ALTERNATIVE_SIZE 3

/* Kind of operand `index`: 0 for a, 1 for b, 2 for c. */
OperandKind opcode_get_operand(Opcode opcode, int index);
/* How many pool entries one count of the opcode's POOL takes. */
uint32_t opcode_get_pool_step(Opcode opcode);
/* Operand `index` of an instruction. */
uint32_t instruction_get_operand(const Instruction *instruction, int index);
/* Calls `visit` for each register that an instruction reads, in the order of its operands; one that it reads twice is visited
 * twice. Of an alternative the condition, where it has one, comes before the value. */
typedef void OperandVisit(void *context, uint32_t reg);
void code_visit_operands(const Code *code, const Instruction *instruction, OperandVisit *visit,
                         void *context);
/* Whether `outer` is `frame`'s parent or one further out. */
bool code_is_ancestor(const Code *code, uint32_t outer, uint32_t frame);

#endif
