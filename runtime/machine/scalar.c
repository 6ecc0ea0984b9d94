/* scalar.c - see scalar.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "machine/scalar.h"

#include "calendar/calendar.h"

static bool is_of_case(const Code *code, const Instruction *instruction)
{
    switch (instruction->opcode) {
    case OP_LIST_KNOWN:
    case OP_BROADCAST:
    case OP_GATHER:
    case OP_SOME:
    case OP_EVERY:
    case OP_ANY_ELEMENT:
    case OP_COUNT:
    case OP_TOTAL:
    case OP_MOST:
    case OP_LEAST: return false;
    case OP_PARAMETER: return instruction->type.kind != TYPE_TEXT;
    case OP_FACT: {
        const CodeFact *fact = &code->facts[instruction->a];
        return !fact->is_presumed || fact->type.kind != TYPE_TEXT;
    }
    case OP_CONSTANT:
    case OP_IN_FORCE:
    case OP_DONE:
    case OP_AND:
    case OP_OR:
    case OP_NOT:
    case OP_AT_LEAST:
    case OP_IS_KNOWN:
    case OP_COMPARE:
    case OP_COMPARE_DURATION:
    case OP_COMPARE_YES_NO:
    case OP_ONE_OF:
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_DATE_ADD:
    case OP_DATE_SUBTRACT:
    case OP_DATE_DIFFERENCE:
    case OP_PICK_MOST:
    case OP_PICK_LEAST:
    case OP_DECIDE: return instruction->frame == 0;
    }
    UNREACHABLE();
}

/* Text that is not the case's own is numbered by a table, of which there is none here. */
bool scalar_is_possible(const Code *code)
{
    for (uint32_t i = 0; i < code->instruction_count; i++)
        if (!is_of_case(code, &code->instructions[i]))
            return false;
    return code->instruction_count > 0;
}

uint32_t *scalar_get_outcomes(Arena *arena, const Code *code, uint32_t *count)
{
    bool *is_outcome = ARENA_ARRAY(arena, code->instruction_count, bool);
    uint32_t *outcomes = ARENA_ARRAY(arena, code->instruction_count, uint32_t);
    code_mark_outcomes(code, is_outcome);
    *count = 0;
    for (uint32_t i = 0; i < code->instruction_count; i++)
        if (is_outcome[i])
            outcomes[(*count)++] = i;
    return outcomes;
}

size_t scalar_count_scratch(const Code *code)
{
    return 2 * (size_t)code->instruction_count;
}

static void read_cell(const Column *column, uint32_t row, Value *value, uint8_t *state)
{
    *state = (uint8_t)column_get_state(column, row);
    *value = *state == CELL_GIVEN ? column_get_value(column, row) : 0;
}

void scalar_read_row(const CaseTable *table, uint32_t row, Value *values, uint8_t *states)
{
    const Code *code = table->code;
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].frame == 0 && code->facts[i].type.kind != TYPE_LIST)
            read_cell(&table->facts[i], row, &values[i], &states[i]);
    for (uint32_t i = 0; i < code->action_count; i++)
        if (code->actions[i].frame == 0)
            read_cell(&table->done[i], row, &values[code->fact_count + i],
                      &states[code->fact_count + i]);
}

ScalarFunction *scalar_find(const Module *module)
{
    return (ScalarFunction *)module_find_function(module, "procc_case");
}

static bool multiply(Value *out, Value a, Value b, TypeKind kind)
{
    if (kind == TYPE_MONEY)
        return money_multiply(out, a, b);
    return kind == TYPE_DURATION ? duration_multiply(out, a, b) : number_multiply(out, a, b);
}

static bool divide(Value *out, Value a, Value b, TypeKind kind, TypeKind first_kind)
{
    if (kind == TYPE_MONEY)
        return money_divide(out, a, b);
    return first_kind == TYPE_MONEY ? money_ratio(out, a, b) : number_divide(out, a, b);
}

bool scalar_amount(Value *out, Value a, Value b, uint32_t opcode, uint32_t kind,
                   uint32_t first_kind)
{
    const Type type = {(TypeKind)kind, NULL};
    if (opcode == OP_ADD)
        return amount_add(out, type, a, b);
    if (opcode == OP_SUBTRACT)
        return amount_subtract(out, type, a, b);
    if (opcode == OP_MULTIPLY)
        return multiply(out, a, b, (TypeKind)kind);
    if (opcode == OP_DIVIDE)
        return divide(out, a, b, (TypeKind)kind, (TypeKind)first_kind);
    if (opcode == OP_DATE_ADD || opcode == OP_DATE_SUBTRACT)
        return calendar_add(out, a, b, opcode == OP_DATE_SUBTRACT, NULL) == DATE_OK;
    BUG_IF(opcode != OP_DATE_DIFFERENCE);
    *out = duration_make(a - b, DURATION_DAYS);
    return true;
}
