/* case.c - MACHINE_CASE: one case, straight on, from flat arrays to the outcomes (machine/scalar.h).
 *
 * Nothing branches on what a case says. A function of some hundred instructions hands on to the next what that reads, through
 * the caller's scratch memory.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <inttypes.h>
#include <stdio.h>

#include "native/case_parts.h"

/* Larger than a function over planes: what one hands on to the next costs more here than what it costs to compile. */
#define CASE_FUNCTION_SIZE 1000

typedef gcc_jit_rvalue Half;

/* ---- one instruction ---- */

/* Of yes/no what logic.c has: but IS_KNOWN of a value is no formula over truths. */
static bool is_logic(const Case *it, const Instruction *of)
{
    if (of->type.kind != TYPE_YES_NO || !logic_has_formula(of))
        return false;
    return of->opcode != OP_IS_KNOWN || case_is_truth(it, of->a);
}

static void write(Case *it, gcc_jit_lvalue *to, Half *value)
{
    gcc_jit_block_add_assignment(it->emit->block, it->emit->location, to, value);
}

static void answer(Case *it, uint32_t reg)
{
    Emit *emit = it->emit;
    Half *answers = gcc_jit_param_as_rvalue(gcc_jit_function_get_param(emit->function, 1));
    const Truths halves = emit->truths[reg];
    Half *first = emit_and(emit, halves.surely, case_number(it, 1));
    Half *second = emit_and(emit, halves.possibly, case_number(it, 1)), *value = halves.surely;
    if (case_is_truth(it, reg)) {
        value = first;
        second = emit_or(emit, second,
                         case_binary(it, GCC_JIT_BINARY_OP_LSHIFT, first, case_number(it, 1)));
    }
    write(it, case_get_item(it, answers, 2 * (size_t)it->answers_of[reg]), value);
    write(it, case_get_item(it, answers, 2 * (size_t)it->answers_of[reg] + 1), second);
}

static void emit_instruction(Case *it, uint32_t reg)
{
    Emit *emit = it->emit;
    const Instruction *of = &emit->code->instructions[reg];
    emit->location = emit_get_location(emit, reg);
    Truths halves =
        is_logic(it, of) ? logic_emit(emit, of, case_get_halves) : case_emit_value(it, of);
    emit->truths[reg] = case_named(it, halves.surely, halves.possibly);
    if (it->is_handed_on[reg]) {
        Half *scratch = case_get_field(it, it->scratch);
        write(it, case_get_item(it, scratch, 2 * (size_t)reg), emit->truths[reg].surely);
        write(it, case_get_item(it, scratch, 2 * (size_t)reg + 1), emit->truths[reg].possibly);
    }
    if (it->answers_of[reg] != INDEX_NONE)
        answer(it, reg);
}

/* ---- functions ---- */

static void open_function(Case *it, enum gcc_jit_function_kind kind, const char *called)
{
    Emit *emit = it->emit;
    gcc_jit_param *params[] = {
        gcc_jit_context_new_param(emit->context, NULL, it->in_pointer, "of"),
        gcc_jit_context_new_param(emit->context, NULL, it->answers, "answers"),
    };
    emit->function = gcc_jit_context_new_function(emit->context, emit->location, kind, it->nothing,
                                                  called, 2, params, 0);
    emit->block = gcc_jit_function_new_block(emit->function, "all");
}

static void forget(void *context, uint32_t reg)
{
    Emit *emit = context;
    emit->truths[reg] = (Truths){NULL, NULL};
}

static gcc_jit_function *emit_function(Case *it, uint32_t first, uint32_t end)
{
    Emit *emit = it->emit;
    char called[32];
    snprintf(called, sizeof called, "procc_case_%" PRIu32, it->functions[first]);
    emit->location = emit_get_location(emit, first);
    open_function(it, GCC_JIT_FUNCTION_INTERNAL, called);
    for (uint32_t i = first; i < end; i++)
        emit_instruction(it, i);
    gcc_jit_block_end_with_void_return(emit->block, emit->location);
    for (uint32_t i = first; i < end; i++) {
        forget(emit, i);
        code_visit_operands(emit->code, &emit->code->instructions[i], forget, emit);
    }
    return emit->function;
}

static uint32_t find_end(const Case *it, uint32_t first)
{
    uint32_t end = first;
    while (end < it->emit->code->instruction_count && it->functions[end] == it->functions[first])
        end++;
    return end;
}

static void emit_functions(Case *it)
{
    Emit *emit = it->emit;
    gcc_jit_function **all = ARENA_ARRAY(emit->arena, it->function_count, gcc_jit_function *);
    for (uint32_t first = 0, i = 0; i < it->function_count; i++) {
        uint32_t end = find_end(it, first);
        all[i] = emit_function(it, first, end);
        first = end;
    }
    emit->location = NULL;
    open_function(it, GCC_JIT_FUNCTION_EXPORTED, "procc_case");
    Half *arguments[] = {gcc_jit_param_as_rvalue(gcc_jit_function_get_param(emit->function, 0)),
                         gcc_jit_param_as_rvalue(gcc_jit_function_get_param(emit->function, 1))};
    for (uint32_t i = 0; i < it->function_count; i++)
        gcc_jit_block_add_eval(emit->block, NULL,
                               gcc_jit_context_new_call(emit->context, NULL, all[i], 2, arguments));
    gcc_jit_block_end_with_void_return(emit->block, NULL);
}

/* ---- the whole ---- */

static gcc_jit_field *add_field(Case *it, gcc_jit_type *type, const char *called)
{
    return gcc_jit_context_new_field(it->emit->context, NULL, type, called);
}

/* ScalarCase, field by field. */
static void choose_types(Case *it)
{
    gcc_jit_context *context = it->emit->context;
    gcc_jit_type *value = gcc_jit_context_get_type(context, GCC_JIT_TYPE_INT64_T);
    gcc_jit_type *word = gcc_jit_context_get_type(context, GCC_JIT_TYPE_UINT32_T);
    gcc_jit_type *values = gcc_jit_type_get_pointer(value);
    gcc_jit_type *params[] = {values, value, value, word, word, word};
    it->nothing = gcc_jit_context_get_type(context, GCC_JIT_TYPE_VOID);
    it->byte = gcc_jit_context_get_type(context, GCC_JIT_TYPE_UINT8_T);
    it->number = gcc_jit_context_get_type(context, GCC_JIT_TYPE_SIZE_T);
    it->values = add_field(it, values, "values");
    it->states = add_field(it, gcc_jit_type_get_pointer(it->byte), "states");
    it->as_of = add_field(it, value, "as_of");
    it->constants = add_field(it, values, "constants");
    it->amount = add_field(
        it,
        gcc_jit_context_new_function_ptr_type(
            context, NULL, gcc_jit_context_get_type(context, GCC_JIT_TYPE_BOOL), 6, params, 0),
        "amount");
    it->scratch = add_field(it, values, "scratch");
    gcc_jit_field *fields[] = {it->values,    it->states, it->as_of,
                               it->constants, it->amount, it->scratch};
    it->in_pointer = gcc_jit_type_get_pointer(gcc_jit_struct_as_type(
        gcc_jit_context_new_struct_type(context, NULL, "ScalarCase", 6, fields)));
    it->answers = values;
    it->emit->type = value;
    it->emit->zeros = gcc_jit_context_zero(context, value);
    it->emit->ones = case_number(it, -1);
}

typedef struct Sharing {
    Case *it;
    uint32_t function;
} Sharing;

static void hand_on(void *context, uint32_t reg)
{
    const Sharing *sharing = context;
    if (sharing->it->functions[reg] != sharing->function && !case_is_source(sharing->it->emit, reg))
        sharing->it->is_handed_on[reg] = true;
}

static void share_out(Case *it)
{
    const Code *code = it->emit->code;
    Arena *arena = it->emit->arena;
    it->functions = ARENA_ARRAY(arena, code->instruction_count, uint32_t);
    it->is_handed_on = ARENA_ARRAY(arena, code->instruction_count, bool);
    it->answers_of = ARENA_ARRAY(arena, code->instruction_count, uint32_t);
    uint32_t size = 0, outcome_count;
    const uint32_t *outcomes = scalar_get_outcomes(arena, code, &outcome_count);
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        it->functions[i] = size / CASE_FUNCTION_SIZE;
        it->answers_of[i] = INDEX_NONE;
        size += plan_get_weight(&code->instructions[i]);
        code_visit_operands(code, &code->instructions[i], hand_on,
                            &(Sharing){it, it->functions[i]});
    }
    for (uint32_t i = 0; i < outcome_count; i++)
        it->answers_of[outcomes[i]] = i;
    for (uint32_t i = 0; i < code->instruction_count; i++)
        it->function_count += i == 0 || it->functions[i] != it->functions[i - 1];
}

void case_emit(Emit *emit)
{
    Case it = {.emit = emit};
    emit->user = &it;
    choose_types(&it);
    share_out(&it);
    emit_functions(&it);
    emit->user = NULL;
}
