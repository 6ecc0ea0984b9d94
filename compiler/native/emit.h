/* emit.h - what the files of native/ share while one file of machine code is written.
 *
 * A truth is a pair of values of one type, `surely` and `possibly`: a block of a plane, or a whole number whose last bit
 * counts. The formulas are the same for both; only what reads and writes them differs. Only for native/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef NATIVE_EMIT_H
#define NATIVE_EMIT_H

#include <libgccjit.h>

#include "native/native.h"

typedef struct Truths {
    gcc_jit_rvalue *surely, *possibly;
} Truths;

typedef struct Emit {
    Arena *arena;
    gcc_jit_context *context;
    const Code *code;
    bool is_for_debugger;
    gcc_jit_type *type; /* of one half of a truth */
    gcc_jit_rvalue *zeros, *ones;
    gcc_jit_function *function; /* being written */
    gcc_jit_block *block;       /* its open one */
    gcc_jit_location *location; /* of the instruction being written; NULL for none */
    Truths *truths; /* one an instruction: those that the function has worked out or read */
    void *user;     /* of the file that writes the functions */
} Emit;

/* The place of an instruction in its text; NULL where it stands nowhere, or no debugger is to know. */
gcc_jit_location *emit_get_location(Emit *emit, uint32_t reg);

gcc_jit_rvalue *emit_and(Emit *emit, gcc_jit_rvalue *a, gcc_jit_rvalue *b);
gcc_jit_rvalue *emit_or(Emit *emit, gcc_jit_rvalue *a, gcc_jit_rvalue *b);
gcc_jit_rvalue *emit_exclusive_or(Emit *emit, gcc_jit_rvalue *a, gcc_jit_rvalue *b);
gcc_jit_rvalue *emit_not(Emit *emit, gcc_jit_rvalue *a);
/* A local variable with this value, so that a debugger shows it and no formula is written out twice. */
gcc_jit_rvalue *emit_name(Emit *emit, gcc_jit_type *type, const char *name, gcc_jit_rvalue *value);

/* The truth of a yes/no register; it stands already. */
typedef Truths EmitGet(Emit *emit, uint32_t reg);

/* What instruction `reg` comes to: one that logic_has_formula accepts. */
bool logic_has_formula(const Instruction *instruction);
Truths logic_emit(Emit *emit, const Instruction *instruction, EmitGet *get);

/* Writes the functions of MACHINE_REGISTERS and MACHINE_OUTCOMES, for blocks of so many words. */
void planes_emit(Emit *emit, MachineKind kind, uint32_t block_words);

/* Writes those of MACHINE_CASE; scalar_is_possible. */
void case_emit(Emit *emit);

#endif
