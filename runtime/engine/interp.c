/* interp.c - runs a verified Code over the rows of a case table.
 *
 * In: a Code that code_verify() accepted, and a CaseTable made for it. Out: every register of every frame, filled.
 * Nothing is checked again here: operands and types are what the verifier proved. The switch is the specification;
 * native/ must agree with it on every program in tests/exec.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/engine.h"

#include <string.h>

#include "engine/ops.h"

static void run_step(const Step *step)
{
    switch (step->instruction->opcode) {
    case OP_FACT: ops_fact(step); return;
    case OP_CONSTANT: ops_constant(step); return;
    case OP_PARAMETER: ops_parameter(step); return;
    case OP_IN_FORCE: ops_in_force(step); return;
    case OP_DONE: ops_done(step); return;
    case OP_LIST_KNOWN: ops_list_known(step); return;
    case OP_BROADCAST: ops_broadcast(step); return;
    case OP_GATHER: ops_gather(step); return;
    case OP_SOME: ops_quantify(step, true); return;
    case OP_EVERY: ops_quantify(step, false); return;
    case OP_ANY_ELEMENT: ops_any_element(step); return;
    case OP_COUNT: ops_count(step); return;
    case OP_TOTAL: ops_total(step); return;
    case OP_MOST: ops_extreme(step, true); return;
    case OP_LEAST: ops_extreme(step, false); return;
    case OP_AND: ops_and(step); return;
    case OP_OR: ops_or(step); return;
    case OP_NOT: ops_not(step); return;
    case OP_AT_LEAST: ops_at_least(step); return;
    case OP_IS_KNOWN: ops_is_known(step); return;
    case OP_COMPARE: ops_compare(step); return;
    case OP_COMPARE_DURATION: ops_compare_duration(step); return;
    case OP_COMPARE_YES_NO: ops_compare_yes_no(step); return;
    case OP_ONE_OF: ops_one_of(step); return;
    case OP_ADD: ops_add(step); return;
    case OP_SUBTRACT: ops_subtract(step); return;
    case OP_MULTIPLY: ops_multiply(step); return;
    case OP_DIVIDE: ops_divide(step); return;
    case OP_DATE_ADD: ops_date_add(step, false); return;
    case OP_DATE_SUBTRACT: ops_date_add(step, true); return;
    case OP_DATE_DIFFERENCE: ops_date_difference(step); return;
    case OP_PICK_MOST: ops_pick(step, true); return;
    case OP_PICK_LEAST: ops_pick(step, false); return;
    case OP_DECIDE: ops_decide(step); return;
    }
    UNREACHABLE();
}

/* Hands out the registers' planes and columns from two large pieces; every row starts out unknown. */
typedef struct Room {
    uint64_t *words;
    Value *values;
} Room;

static Room room_for(Arena *arena, const Code *code, const CaseTable *table)
{
    size_t word_count = 0, value_count = 0;
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        uint32_t row_count = table->frames[code->instructions[i].frame].row_count;
        bool is_yes_no = code->instructions[i].type.kind == TYPE_YES_NO;
        word_count += planes_count_words(row_count) * (is_yes_no ? 2 : 1);
        value_count += is_yes_no ? 0 : row_count;
    }
    return (Room){ARENA_ARRAY(arena, word_count, uint64_t), ARENA_ARRAY(arena, value_count, Value)};
}

static Register take_register(Room *room, Type type, uint32_t row_count)
{
    size_t word_count = planes_count_words(row_count);
    Register new = {0};
    if (type.kind == TYPE_YES_NO) {
        new.surely = room->words;
        new.possibly = room->words + word_count;
        room->words += 2 * word_count;
        memset(new.possibly, 0xff, word_count * sizeof(uint64_t));
    } else {
        new.known = room->words;
        new.values = room->values;
        room->words += word_count;
        room->values += row_count;
    }
    return new;
}

static AlternativeState *alternatives_for(Arena *arena, const Code *code)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < code->instruction_count; i++)
        if (code->instructions[i].opcode == OP_DECIDE && code->instructions[i].b > most)
            most = code->instructions[i].b;
    return ARENA_ARRAY(arena, most, AlternativeState);
}

static Value *constants_for(Arena *arena, const Code *code, const CaseTable *table)
{
    Value *values = ARENA_ARRAY(arena, code->constant_count, Value);
    for (uint32_t i = 0; i < code->constant_count; i++) {
        const CodeConstant *constant = &code->constants[i];
        values[i] = constant->type.kind == TYPE_TEXT
                        ? texts_add(table->texts, str_from(constant->text))
                        : constant->value;
    }
    return values;
}

static void run_all(Arena *arena, const Run *run, Register *registers)
{
    const Code *code = run->code;
    Room room = room_for(arena, code, run->table);
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        const Instruction *instruction = &code->instructions[i];
        uint32_t row_count = run->table->frames[instruction->frame].row_count;
        registers[i] = take_register(&room, instruction->type, row_count);
        run_step(&(Step){run, instruction, &registers[i], row_count, planes_count_words(row_count),
                         instruction->type.kind == TYPE_YES_NO});
    }
}

Evaluation *interpreter_run(Arena *arena, const Code *code, const CaseTable *table)
{
    Register *registers = ARENA_ARRAY(arena, code->instruction_count, Register);
    Evaluation *evaluation = ARENA_NEW(arena, Evaluation);
    *evaluation = (Evaluation){code, table, registers};
    Run run = {code,
               table,
               evaluation,
               registers,
               constants_for(arena, code, table),
               alternatives_for(arena, code)};
    run_all(arena, &run, registers);
    return evaluation;
}
