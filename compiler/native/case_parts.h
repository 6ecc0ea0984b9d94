/* case_parts.h - what the files of MACHINE_CASE share: case.c, case_values.c. Only for native/.
 *
 * Halves of truths are whole numbers whose last bit counts; of other types the first half is the value and the second whether it
 * is known, so that both are kept in the same places.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef NATIVE_CASE_PARTS_H
#define NATIVE_CASE_PARTS_H

#include "machine/scalar.h"
#include "native/emit.h"

typedef struct Case {
    Emit *emit;
    gcc_jit_type *nothing, *byte, *number, *in_pointer, *answers;
    gcc_jit_field *values, *states, *as_of, *constants, *amount, *scratch;
    uint32_t *functions;  /* one an instruction: which function works it out */
    bool *is_handed_on;   /* one an instruction */
    uint32_t *answers_of; /* one an instruction: the answer's number, or INDEX_NONE */
    uint32_t function_count;
} Case;

gcc_jit_rvalue *case_number(Case *it, Value value);
gcc_jit_rvalue *case_binary(Case *it, enum gcc_jit_binary_op op, gcc_jit_rvalue *a,
                            gcc_jit_rvalue *b);
/* A field of the ScalarCase; an item of an array that one leads to. */
gcc_jit_rvalue *case_get_field(Case *it, gcc_jit_field *field);
gcc_jit_lvalue *case_get_item(Case *it, gcc_jit_rvalue *array, size_t index);
/* Both in variables of their own. */
Truths case_named(Case *it, gcc_jit_rvalue *first, gcc_jit_rvalue *second);

bool case_is_truth(const Case *it, uint32_t reg);
/* Whether a register is read again in each function that needs it, which costs less than handing it on. */
bool case_is_source(const Emit *emit, uint32_t reg);
/* The halves of a register that stands already. */
Truths case_get_halves(Emit *emit, uint32_t reg);
/* What an instruction comes to that is no formula over truths. */
Truths case_emit_value(Case *it, const Instruction *of);

#endif
