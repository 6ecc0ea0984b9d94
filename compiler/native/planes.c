/* planes.c - the parts of a plan as functions over blocks of planes.
 *
 * A function works out some hundred instructions for one block, straight on, every value in a variable of its own; only what
 * the plan keeps is written back. `procc_phase_N` goes through the blocks of each of its parts' frames:
 *
 *     void procc_phase_0(Block **planes, const size_t *block_counts);     register r: planes[2r], planes[2r + 1]
 * SPDX-License-Identifier: Apache-2.0
 */
#include <inttypes.h>
#include <stdio.h>

#include "native/emit.h"

typedef struct Planes {
    Emit *emit;
    const Plan *plan;
    gcc_jit_type *size, *nothing, *column, *columns,
        *sizes; /* size_t, void, Block *, Block **, … */
    uint32_t function_count;
} Planes;

/* Truths that the function being written reads: emit->truths is looked at first. */
static gcc_jit_lvalue *get_half(Emit *emit, uint32_t reg, uint32_t half)
{
    gcc_jit_type *number = gcc_jit_context_get_type(emit->context, GCC_JIT_TYPE_SIZE_T);
    gcc_jit_rvalue *planes = gcc_jit_param_as_rvalue(gcc_jit_function_get_param(emit->function, 0));
    gcc_jit_rvalue *block = gcc_jit_param_as_rvalue(gcc_jit_function_get_param(emit->function, 1));
    gcc_jit_rvalue *index =
        gcc_jit_context_new_rvalue_from_long(emit->context, number, 2 * (long)reg + (long)half);
    gcc_jit_lvalue *plane =
        gcc_jit_context_new_array_access(emit->context, emit->location, planes, index);
    return gcc_jit_context_new_array_access(emit->context, emit->location,
                                            gcc_jit_lvalue_as_rvalue(plane), block);
}

static gcc_jit_rvalue *name_half(Emit *emit, uint32_t reg, const char *half, gcc_jit_rvalue *value)
{
    char name[32];
    snprintf(name, sizeof name, "r%" PRIu32 "_%s", reg, half);
    return emit_name(emit, emit->type, name, value);
}

static Truths name_truths(Emit *emit, uint32_t reg, Truths truths)
{
    return (Truths){name_half(emit, reg, "surely", truths.surely),
                    name_half(emit, reg, "possibly", truths.possibly)};
}

static Truths get_truths(Emit *emit, uint32_t reg)
{
    if (!emit->truths[reg].surely)
        emit->truths[reg] = name_truths(emit, reg,
                                        (Truths){gcc_jit_lvalue_as_rvalue(get_half(emit, reg, 0)),
                                                 gcc_jit_lvalue_as_rvalue(get_half(emit, reg, 1))});
    return emit->truths[reg];
}

static void write_back(Emit *emit, uint32_t reg)
{
    gcc_jit_block_add_assignment(emit->block, emit->location, get_half(emit, reg, 0),
                                 emit->truths[reg].surely);
    gcc_jit_block_add_assignment(emit->block, emit->location, get_half(emit, reg, 1),
                                 emit->truths[reg].possibly);
}

/* ---- one function ---- */

static void forget(void *context, uint32_t reg)
{
    Emit *emit = context;
    emit->truths[reg] = (Truths){NULL, NULL};
}

static void open_function(Planes *planes)
{
    Emit *emit = planes->emit;
    char name[32];
    gcc_jit_param *params[] = {
        gcc_jit_context_new_param(emit->context, NULL, planes->columns, "planes"),
        gcc_jit_context_new_param(emit->context, NULL, planes->size, "block"),
    };
    snprintf(name, sizeof name, "procc_part_%" PRIu32, planes->function_count++);
    emit->function =
        gcc_jit_context_new_function(emit->context, emit->location, GCC_JIT_FUNCTION_INTERNAL,
                                     planes->nothing, name, 2, params, 0);
    emit->block = gcc_jit_function_new_block(emit->function, "all");
}

static void emit_instruction(Planes *planes, uint32_t reg)
{
    Emit *emit = planes->emit;
    emit->location = emit_get_location(emit, reg);
    emit->truths[reg] =
        name_truths(emit, reg, logic_emit(emit, &emit->code->instructions[reg], get_truths));
    if (planes->plan->is_kept[reg])
        write_back(emit, reg);
}

static gcc_jit_function *emit_function(Planes *planes, uint32_t first, uint32_t end)
{
    Emit *emit = planes->emit;
    const uint32_t *native = planes->plan->native;
    emit->location = emit_get_location(emit, native[first]);
    open_function(planes);
    for (uint32_t i = first; i < end; i++)
        emit_instruction(planes, native[i]);
    gcc_jit_block_end_with_void_return(emit->block, emit->location);
    for (uint32_t i = first; i < end; i++) {
        forget(emit, native[i]);
        code_visit_operands(emit->code, &emit->code->instructions[native[i]], forget, emit);
    }
    return emit->function;
}

/* ---- a phase: its parts, each block by block ---- */

typedef struct Phase {
    gcc_jit_function *function;
    gcc_jit_block *block;
    gcc_jit_lvalue *at; /* the block's number */
    gcc_jit_rvalue *planes, *counts;
} Phase;

static Phase open_phase(Planes *planes, uint32_t number)
{
    gcc_jit_context *context = planes->emit->context;
    char name[32];
    gcc_jit_param *params[] = {
        gcc_jit_context_new_param(context, NULL, planes->columns, "planes"),
        gcc_jit_context_new_param(context, NULL, planes->sizes, "block_counts"),
    };
    snprintf(name, sizeof name, "procc_phase_%" PRIu32, number);
    Phase phase = {gcc_jit_context_new_function(context, NULL, GCC_JIT_FUNCTION_EXPORTED,
                                                planes->nothing, name, 2, params, 0),
                   NULL, NULL, NULL, NULL};
    phase.block = gcc_jit_function_new_block(phase.function, NULL);
    phase.at = gcc_jit_function_new_local(phase.function, NULL, planes->size, "block");
    phase.planes = gcc_jit_param_as_rvalue(params[0]);
    phase.counts = gcc_jit_param_as_rvalue(params[1]);
    return phase;
}

/* Writes the functions of a part and the calls of them, for block `phase->at`, into `body`. */
static void emit_calls(Planes *planes, const Phase *phase, const PlanPart *part,
                       gcc_jit_block *body)
{
    Emit *emit = planes->emit;
    gcc_jit_rvalue *arguments[] = {phase->planes, gcc_jit_lvalue_as_rvalue(phase->at)};
    for (uint32_t first = part->first; first < part->end;) {
        uint32_t end = plan_find_function_end(planes->plan, emit->code, part, first);
        gcc_jit_function *function = emit_function(planes, first, end);
        gcc_jit_block_add_eval(
            body, NULL, gcc_jit_context_new_call(emit->context, NULL, function, 2, arguments));
        first = end;
    }
}

static void emit_part(Planes *planes, Phase *phase, const PlanPart *part)
{
    gcc_jit_context *context = planes->emit->context;
    gcc_jit_block *test = gcc_jit_function_new_block(phase->function, NULL);
    gcc_jit_block *body = gcc_jit_function_new_block(phase->function, NULL);
    gcc_jit_block *after = gcc_jit_function_new_block(phase->function, NULL);
    gcc_jit_rvalue *frame =
        gcc_jit_context_new_rvalue_from_long(context, planes->size, (long)part->frame);
    gcc_jit_rvalue *count = gcc_jit_lvalue_as_rvalue(
        gcc_jit_context_new_array_access(context, NULL, phase->counts, frame));
    gcc_jit_rvalue *is_more = gcc_jit_context_new_comparison(
        context, NULL, GCC_JIT_COMPARISON_LT, gcc_jit_lvalue_as_rvalue(phase->at), count);
    gcc_jit_block_add_assignment(phase->block, NULL, phase->at,
                                 gcc_jit_context_zero(context, planes->size));
    gcc_jit_block_end_with_jump(phase->block, NULL, test);
    gcc_jit_block_end_with_conditional(test, NULL, is_more, body, after);
    emit_calls(planes, phase, part, body);
    gcc_jit_block_add_assignment_op(body, NULL, phase->at, GCC_JIT_BINARY_OP_PLUS,
                                    gcc_jit_context_one(context, planes->size));
    gcc_jit_block_end_with_jump(body, NULL, test);
    phase->block = after;
}

static void emit_phase(Planes *planes, uint32_t number)
{
    const PlanPhase *of = &planes->plan->phases[number];
    Phase phase = open_phase(planes, number);
    for (uint32_t i = of->first_part; i < of->end_part; i++)
        emit_part(planes, &phase, &planes->plan->parts[i]);
    gcc_jit_block_end_with_void_return(phase.block, NULL);
}

/* ---- all ---- */

static void choose_block(Emit *emit, gcc_jit_type *word, uint32_t block_words)
{
    gcc_jit_rvalue *zero = gcc_jit_context_zero(emit->context, word);
    gcc_jit_rvalue *one = gcc_jit_context_new_unary_op(emit->context, NULL,
                                                       GCC_JIT_UNARY_OP_BITWISE_NEGATE, word, zero);
    gcc_jit_rvalue *zeros[CPU_BLOCK_WORDS_MOST], *ones[CPU_BLOCK_WORDS_MOST];
    emit->type = word;
    emit->zeros = zero;
    emit->ones = one;
    if (block_words == 1)
        return;
    for (uint32_t i = 0; i < block_words; i++) {
        zeros[i] = zero;
        ones[i] = one;
    }
    emit->type = gcc_jit_type_get_vector(word, block_words);
    emit->zeros =
        gcc_jit_context_new_rvalue_from_vector(emit->context, NULL, emit->type, block_words, zeros);
    emit->ones =
        gcc_jit_context_new_rvalue_from_vector(emit->context, NULL, emit->type, block_words, ones);
}

/* A block may begin at any word of a plane. */
static void choose_types(Planes *planes, uint32_t block_words)
{
    Emit *emit = planes->emit;
    choose_block(emit, gcc_jit_context_get_type(emit->context, GCC_JIT_TYPE_UINT64_T), block_words);
    planes->size = gcc_jit_context_get_type(emit->context, GCC_JIT_TYPE_SIZE_T);
    planes->nothing = gcc_jit_context_get_type(emit->context, GCC_JIT_TYPE_VOID);
    planes->column =
        gcc_jit_type_get_pointer(gcc_jit_type_get_aligned(emit->type, sizeof(uint64_t)));
    planes->columns = gcc_jit_type_get_pointer(planes->column);
    planes->sizes = gcc_jit_type_get_pointer(gcc_jit_type_get_const(planes->size));
}

void planes_emit(Emit *emit, MachineKind kind, uint32_t block_words)
{
    Planes planes = {.emit = emit, .plan = plan_new(emit->arena, emit->code, kind)};
    choose_types(&planes, block_words);
    for (uint32_t i = 0; i < planes.plan->phase_count; i++)
        emit_phase(&planes, i);
}
