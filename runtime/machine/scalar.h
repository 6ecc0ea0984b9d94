/* scalar.h - one case through machine code, without tables: flat arrays in, outcomes out.
 *
 * For a program that asks of one case after the other and has its facts at hand. Only Codes whose outcomes rest on frame 0 alone
 * have it: elements of lists are rows, and rows are an engine's. Only outcomes are worked out; whoever wants to know why
 * evaluates the case once more with an engine.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MACHINE_SCALAR_H
#define MACHINE_SCALAR_H

#include "case/case.h"
#include "machine/machine.h"

/* What machine code calls for arithmetic; false where there is no value. Besides the operands it is told the instruction's opcode
 * and the kinds of the types of its result and of its first operand. */
typedef bool ScalarAmount(Value *out, Value a, Value b, uint32_t opcode, uint32_t kind,
                          uint32_t first_kind);

/* Facts and actions by their numbers in the Code; actions follow the facts. */
typedef struct ScalarCase {
    const Value *values;   /* 0 or 1 for yes/no; anything where it is not given */
    const uint8_t *states; /* CellState */
    Value as_of;
    const Value *constants; /* one a constant of the Code, a text as its number */
    ScalarAmount *amount;
    Value *scratch; /* scalar_count_scratch words */
} ScalarCase;

/* One an outcome: a Truth, or for other types 0 or 1 with the value. */
typedef struct ScalarAnswer {
    Value value;
    uint64_t truth;
} ScalarAnswer;

typedef void ScalarFunction(const ScalarCase *of, ScalarAnswer *answers);

/* Whether machine code of MACHINE_CASE can be made. */
bool scalar_is_possible(const Code *code);
/* The registers that are worked out, in the order of the answers, and how many. Lives in `arena`. */
uint32_t *scalar_get_outcomes(Arena *arena, const Code *code, uint32_t *count);
size_t scalar_count_scratch(const Code *code);

/* The facts and doings of a case of a table, into arrays of fact_count + action_count items. */
void scalar_read_row(const CaseTable *table, uint32_t row, Value *values, uint8_t *states);

/* The function of a module that was made as MACHINE_CASE. */
ScalarFunction *scalar_find(const Module *module);
ScalarAmount scalar_amount;

#endif
