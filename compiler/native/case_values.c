/* case_values.c - MACHINE_CASE: what reads the case, and what works on values: comparisons, amounts, decisions of other types
 * than yes/no.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "native/case_parts.h"

typedef gcc_jit_rvalue Half;

/* ---- small parts ---- */

Half *case_number(Case *it, Value value)
{
    return gcc_jit_context_new_rvalue_from_long(it->emit->context, it->emit->type, (long)value);
}

Half *case_binary(Case *it, enum gcc_jit_binary_op op, Half *a, Half *b)
{
    Emit *emit = it->emit;
    return gcc_jit_context_new_binary_op(emit->context, emit->location, op, emit->type, a, b);
}

static Half *compare(Case *it, enum gcc_jit_comparison op, Half *a, Half *b)
{
    Emit *emit = it->emit;
    return gcc_jit_context_new_cast(
        emit->context, emit->location,
        gcc_jit_context_new_comparison(emit->context, emit->location, op, a, b), emit->type);
}

static Half *name(Case *it, Half *value)
{
    return emit_name(it->emit, it->emit->type, "part", value);
}

/* All bits as the last one. */
static Half *spread(Case *it, Half *truth)
{
    Emit *emit = it->emit;
    Half *bit = emit_and(emit, truth, case_number(it, 1));
    return gcc_jit_context_new_unary_op(emit->context, emit->location, GCC_JIT_UNARY_OP_MINUS,
                                        emit->type, bit);
}

/* `a` where the condition holds, else `b`; all are variables or constants. */
static Half *choose(Case *it, Half *condition, Half *a, Half *b)
{
    Half *difference = emit_exclusive_or(it->emit, a, b);
    return name(
        it, emit_exclusive_or(it->emit, b, emit_and(it->emit, difference, spread(it, condition))));
}

Half *case_get_field(Case *it, gcc_jit_field *field)
{
    Half *in = gcc_jit_param_as_rvalue(gcc_jit_function_get_param(it->emit->function, 0));
    return gcc_jit_lvalue_as_rvalue(
        gcc_jit_rvalue_dereference_field(in, it->emit->location, field));
}

gcc_jit_lvalue *case_get_item(Case *it, Half *array, size_t index)
{
    Half *at = gcc_jit_context_new_rvalue_from_long(it->emit->context, it->number, (long)index);
    return gcc_jit_context_new_array_access(it->emit->context, it->emit->location, array, at);
}

static Half *read_item(Case *it, gcc_jit_field *field, size_t index)
{
    return gcc_jit_lvalue_as_rvalue(case_get_item(it, case_get_field(it, field), index));
}

bool case_is_truth(const Case *it, uint32_t reg)
{
    return it->emit->code->instructions[reg].type.kind == TYPE_YES_NO;
}

Truths case_named(Case *it, Half *first, Half *second)
{
    return (Truths){name(it, first), name(it, second)};
}

/* ---- what stands already ---- */

static Case *case_of(Emit *emit)
{
    return emit->user;
}

bool case_is_source(const Emit *emit, uint32_t reg)
{
    Opcode opcode = emit->code->instructions[reg].opcode;
    return opcode == OP_FACT || opcode == OP_CONSTANT;
}

static Truths emit_source(Case *it, uint32_t reg);

Truths case_get_halves(Emit *emit, uint32_t reg)
{
    Case *it = case_of(emit);
    if (emit->truths[reg].surely)
        return emit->truths[reg];
    if (case_is_source(emit, reg))
        emit->truths[reg] = emit_source(it, reg);
    else
        emit->truths[reg] = case_named(it, read_item(it, it->scratch, 2 * (size_t)reg),
                                       read_item(it, it->scratch, 2 * (size_t)reg + 1));
    return emit->truths[reg];
}

/* ---- sources ---- */

static Truths yes_where(Case *it, Half *bit)
{
    Half *truth = name(it, bit);
    return (Truths){truth, truth};
}

static Half *read_state(Case *it, size_t cell)
{
    Emit *emit = it->emit;
    return name(it, gcc_jit_context_new_cast(emit->context, emit->location,
                                             read_item(it, it->states, cell), emit->type));
}

/* CELL_GIVEN is 2, CELL_UNKNOWN 1, CELL_ABSENT 0. */
static Half *is_given(Case *it, Half *state)
{
    return name(it, case_binary(it, GCC_JIT_BINARY_OP_RSHIFT, state, case_number(it, 1)));
}

static Truths emit_fact(Case *it, const Instruction *of)
{
    Emit *emit = it->emit;
    const CodeFact *fact = &emit->code->facts[of->a];
    Half *state = read_state(it, of->a), *given = is_given(it, state);
    Half *value = name(it, read_item(it, it->values, of->a)), *known = given;
    if (fact->is_presumed) {
        known = name(it, emit_or(emit, given, emit_not(emit, state)));
        value = choose(it, given, value, case_number(it, fact->presumed.value));
    }
    if (of->type.kind != TYPE_YES_NO)
        return (Truths){value, known};
    return case_named(it, emit_and(emit, value, known),
                      emit_or(emit, value, emit_not(emit, known)));
}

static Half *as_of_within(Case *it, bool has_from, Value from, bool has_until, Value until)
{
    Half *day = case_get_field(it, it->as_of), *within = it->emit->ones;
    if (has_from)
        within = compare(it, GCC_JIT_COMPARISON_GE, day, case_number(it, from));
    if (has_until)
        within = emit_and(it->emit, within,
                          compare(it, GCC_JIT_COMPARISON_LE, day, case_number(it, until)));
    return name(it, within);
}

static Truths emit_parameter(Case *it, const Instruction *of)
{
    Emit *emit = it->emit;
    const CodeParameter *parameter = &emit->code->parameters[of->a];
    Half *value = case_number(it, 0), *known = emit->zeros;
    for (uint32_t i = 0; i < parameter->value_count; i++) {
        const CodeParameterValue *at = &parameter->values[i];
        Half *within = as_of_within(it, true, at->from, true, at->until);
        value = choose(it, within, case_number(it, at->value.value), value);
        known = name(it, emit_or(emit, known, within));
    }
    if (of->type.kind != TYPE_YES_NO)
        return (Truths){value, known};
    return case_named(it, emit_and(emit, value, known),
                      emit_or(emit, value, emit_not(emit, known)));
}

static Truths emit_done(Case *it, const Instruction *of)
{
    size_t cell = (size_t)it->emit->code->fact_count + of->a;
    Half *state = read_state(it, cell), *given = is_given(it, state);
    Half *in_time = compare(it, GCC_JIT_COMPARISON_LE, read_item(it, it->values, cell),
                            case_get_field(it, it->as_of));
    Half *done = name(it, emit_and(it->emit, given, in_time));
    return (Truths){done, name(it, emit_or(it->emit, done, state))};
}

static Truths emit_constant(Case *it, const Instruction *of)
{
    const CodeConstant *constant = &it->emit->code->constants[of->a];
    if (constant->type.kind == TYPE_TEXT)
        return (Truths){name(it, read_item(it, it->constants, of->a)), it->emit->ones};
    return (Truths){case_number(it, constant->value), it->emit->ones};
}

static Truths emit_source(Case *it, uint32_t reg)
{
    const Instruction *of = &it->emit->code->instructions[reg];
    if (of->opcode == OP_FACT)
        return emit_fact(it, of);
    if (of->type.kind == TYPE_YES_NO)
        return logic_emit(it->emit, of, case_get_halves);
    return emit_constant(it, of);
}

/* ---- comparisons ---- */

static enum gcc_jit_comparison get_comparison(Comparison comparison)
{
    switch (comparison) {
    case COMPARISON_IS: return GCC_JIT_COMPARISON_EQ;
    case COMPARISON_IS_NOT: return GCC_JIT_COMPARISON_NE;
    case COMPARISON_MORE_THAN:
    case COMPARISON_AFTER: return GCC_JIT_COMPARISON_GT;
    case COMPARISON_LESS_THAN:
    case COMPARISON_BEFORE: return GCC_JIT_COMPARISON_LT;
    case COMPARISON_AT_LEAST:
    case COMPARISON_ON_OR_AFTER: return GCC_JIT_COMPARISON_GE;
    case COMPARISON_AT_MOST:
    case COMPARISON_ON_OR_BEFORE: return GCC_JIT_COMPARISON_LE;
    }
    UNREACHABLE();
}

/* Units stand in a duration's last two bits: of one unit, durations compare as their counts do. */
static Half *have_one_unit(Case *it, Half *a, Half *b)
{
    Half *units = emit_and(it->emit, emit_exclusive_or(it->emit, a, b), case_number(it, 3));
    return compare(it, GCC_JIT_COMPARISON_EQ, units, case_number(it, 0));
}

static Truths emit_comparison(Case *it, const Instruction *of)
{
    Emit *emit = it->emit;
    Truths a = case_get_halves(emit, of->a), b = case_get_halves(emit, of->b);
    Half *known = emit_and(emit, a.possibly, b.possibly);
    if (of->opcode == OP_COMPARE_DURATION)
        known = emit_and(emit, known, have_one_unit(it, a.surely, b.surely));
    known = name(it, known);
    Half *yes = name(it, compare(it, get_comparison((Comparison)of->c), a.surely, b.surely));
    return case_named(it, emit_and(emit, yes, known), emit_or(emit, yes, emit_not(emit, known)));
}

static Truths emit_one_of(Case *it, const Instruction *of)
{
    Emit *emit = it->emit;
    Truths left = case_get_halves(emit, of->c);
    Half *found = emit->zeros, *known = left.possibly;
    for (uint32_t i = 0; i < of->b; i++) {
        Truths operand = case_get_halves(emit, emit->code->pool[of->a + i]);
        Half *same = compare(it, GCC_JIT_COMPARISON_EQ, operand.surely, left.surely);
        found = name(it, emit_or(emit, found, emit_and(emit, same, operand.possibly)));
        known = name(it, emit_and(emit, known, operand.possibly));
    }
    found = name(it, emit_and(emit, found, left.possibly));
    return (Truths){found, name(it, emit_or(emit, found, emit_not(emit, known)))};
}

/* ---- amounts ---- */

/* Where an operand is not known 0 is reckoned with, and the result does not count. */
static Truths emit_amount(Case *it, const Instruction *of)
{
    Emit *emit = it->emit;
    Truths a = case_get_halves(emit, of->a), b = case_get_halves(emit, of->b);
    gcc_jit_type *word = gcc_jit_context_get_type(emit->context, GCC_JIT_TYPE_UINT32_T);
    gcc_jit_lvalue *result =
        gcc_jit_function_new_local(emit->function, emit->location, emit->type, "amount");
    gcc_jit_block_add_assignment(emit->block, emit->location, result, case_number(it, 0));
    const long words[] = {(long)of->opcode, (long)of->type.kind,
                          (long)emit->code->instructions[of->a].type.kind};
    Half *arguments[6] = {gcc_jit_lvalue_get_address(result, emit->location),
                          emit_and(emit, a.surely, spread(it, a.possibly)),
                          emit_and(emit, b.surely, spread(it, b.possibly))};
    for (size_t i = 0; i < 3; i++)
        arguments[3 + i] = gcc_jit_context_new_rvalue_from_long(emit->context, word, words[i]);
    Half *has_value = gcc_jit_context_new_cast(
        emit->context, emit->location,
        gcc_jit_context_new_call_through_ptr(emit->context, emit->location,
                                             case_get_field(it, it->amount), 6, arguments),
        emit->type);
    has_value = name(it, has_value);
    Half *known = emit_and(emit, emit_and(emit, a.possibly, b.possibly), has_value);
    return case_named(it, gcc_jit_lvalue_as_rvalue(result), known);
}

static Truths emit_pick(Case *it, const Instruction *of)
{
    Emit *emit = it->emit;
    const uint32_t *pool = emit->code->pool + of->a;
    if (of->b == 0)
        return (Truths){case_number(it, 0), emit->zeros};
    Truths best = case_get_halves(emit, pool[0]);
    const enum gcc_jit_comparison op =
        of->opcode == OP_PICK_MOST ? GCC_JIT_COMPARISON_GT : GCC_JIT_COMPARISON_LT;
    for (uint32_t i = 1; i < of->b; i++) {
        Truths operand = case_get_halves(emit, pool[i]);
        Half *known = emit_and(emit, best.possibly, operand.possibly);
        if (of->type.kind == TYPE_DURATION)
            known = emit_and(emit, known, have_one_unit(it, best.surely, operand.surely));
        best.possibly = name(it, known);
        best.surely = choose(it, name(it, compare(it, op, operand.surely, best.surely)),
                             operand.surely, best.surely);
    }
    return best;
}

/* ---- decisions of other types than yes/no ---- */

static Half *may_hold(Emit *emit, Truths condition)
{
    return emit_and(emit, condition.possibly, emit_not(emit, condition.surely));
}

static Truths get_condition(Emit *emit, uint32_t reg)
{
    const Truths always = {emit->ones, emit->ones};
    return reg == REGISTER_NONE ? always : case_get_halves(emit, reg);
}

/* What those that hold give, where they give one value; `any` says where one holds. */
static Truths settle_holding(Case *it, const uint32_t *entry, uint32_t count, Half **any)
{
    Emit *emit = it->emit;
    Half *value = case_number(it, 0), *has = emit->zeros, *spoilt = emit->zeros;
    *any = emit->zeros;
    for (uint32_t i = 0; i < count; i++, entry += ALTERNATIVE_SIZE) {
        Truths condition = get_condition(emit, entry[1]), given = case_get_halves(emit, entry[2]);
        Half *holds = name(it, emit_and(emit, condition.surely, given.possibly));
        Half *differs =
            emit_and(emit, has, compare(it, GCC_JIT_COMPARISON_NE, given.surely, value));
        Half *open = emit_and(emit, condition.surely, emit_not(emit, given.possibly));
        spoilt =
            name(it, emit_or(emit, spoilt, emit_or(emit, open, emit_and(emit, holds, differs))));
        value =
            choose(it, name(it, emit_and(emit, holds, emit_not(emit, has))), given.surely, value);
        has = name(it, emit_or(emit, has, holds));
        *any = name(it, emit_or(emit, *any, condition.surely));
    }
    return (Truths){value, name(it, emit_and(emit, has, emit_not(emit, spoilt)))};
}

/* One that may hold, and is not known to give the same, leaves it open. */
static Truths disturb(Case *it, const uint32_t *entry, uint32_t count, Truths settled)
{
    Emit *emit = it->emit;
    Half *disturbed = emit->zeros;
    for (uint32_t i = 0; i < count; i++, entry += ALTERNATIVE_SIZE) {
        Truths given = case_get_halves(emit, entry[2]);
        Half *same = emit_and(emit, given.possibly,
                              compare(it, GCC_JIT_COMPARISON_EQ, given.surely, settled.surely));
        disturbed = name(it, emit_or(emit, disturbed,
                                     emit_and(emit, may_hold(emit, get_condition(emit, entry[1])),
                                              emit_not(emit, same))));
    }
    return (Truths){settled.surely,
                    name(it, emit_and(emit, settled.possibly, emit_not(emit, disturbed)))};
}

static Truths emit_decision(Case *it, const Instruction *of)
{
    Emit *emit = it->emit;
    const uint32_t *entries = emit->code->pool + of->a;
    Truths settled = {case_number(it, 0), emit->zeros};
    for (uint32_t end = of->b; end > 0;) {
        uint32_t start = end - 1, level = entries[(size_t)start * ALTERNATIVE_SIZE];
        while (start > 0 && entries[(size_t)(start - 1) * ALTERNATIVE_SIZE] == level)
            start--;
        const uint32_t *first = entries + (size_t)start * ALTERNATIVE_SIZE;
        Half *any;
        Truths here = settle_holding(it, first, end - start, &any);
        Half *below = emit_and(emit, settled.possibly, emit_not(emit, any));
        settled.surely = choose(it, any, here.surely, settled.surely);
        settled.possibly = name(it, emit_or(emit, here.possibly, below));
        settled = disturb(it, first, end - start, settled);
        end = start;
    }
    return settled;
}

/* ---- one instruction ---- */

Truths case_emit_value(Case *it, const Instruction *of)
{
    Emit *emit = it->emit;
    const CodePeriod *period;
    switch (of->opcode) {
    case OP_FACT: return emit_fact(it, of);
    case OP_CONSTANT: return emit_constant(it, of);
    case OP_PARAMETER: return emit_parameter(it, of);
    case OP_IN_FORCE:
        period = &emit->code->periods[of->a];
        return yes_where(
            it, as_of_within(it, period->has_from, period->from, period->has_until, period->until));
    case OP_DONE: return emit_done(it, of);
    case OP_IS_KNOWN: return yes_where(it, case_get_halves(emit, of->a).possibly);
    case OP_COMPARE:
    case OP_COMPARE_DURATION: return emit_comparison(it, of);
    case OP_ONE_OF: return emit_one_of(it, of);
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_DATE_ADD:
    case OP_DATE_SUBTRACT:
    case OP_DATE_DIFFERENCE: return emit_amount(it, of);
    case OP_PICK_MOST:
    case OP_PICK_LEAST: return emit_pick(it, of);
    case OP_DECIDE: return emit_decision(it, of);
    case OP_AND:
    case OP_OR:
    case OP_NOT:
    case OP_AT_LEAST:
    case OP_COMPARE_YES_NO:
    case OP_LIST_KNOWN:
    case OP_BROADCAST:
    case OP_GATHER:
    case OP_SOME:
    case OP_EVERY:
    case OP_ANY_ELEMENT:
    case OP_COUNT:
    case OP_TOTAL:
    case OP_MOST:
    case OP_LEAST: break;
    }
    UNREACHABLE();
}
