/* plan.c - see plan.h.
 *
 * A step of the interpreter goes into the first phase in which all that it reads stands; what machine code fills goes into the
 * phase of the last step that it reads. So there are as many phases as values go back and forth, mostly one or two.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "machine/plan.h"

/* What AT_LEAST costs is its operands times its bound; beyond this the interpreter counts. */
#define COUNTING_MOST ((uint64_t)1024)

static bool is_truth(const Code *code, uint32_t reg)
{
    return code->instructions[reg].type.kind == TYPE_YES_NO;
}

/* Whether machine code does it: words of planes in, words of planes out, and no other frame's. */
static bool is_for_planes(const Code *code, const Instruction *instruction)
{
    switch (instruction->opcode) {
    case OP_AND:
    case OP_OR:
    case OP_NOT:
    case OP_COMPARE_YES_NO: return true;
    case OP_AT_LEAST: return (uint64_t)instruction->b * instruction->c <= COUNTING_MOST;
    case OP_CONSTANT:
    case OP_DECIDE: return instruction->type.kind == TYPE_YES_NO;
    /* in frame 0 no row is a phantom */
    case OP_IS_KNOWN: return instruction->frame == 0 && is_truth(code, instruction->a);
    case OP_FACT:
    case OP_PARAMETER:
    case OP_IN_FORCE:
    case OP_DONE:
    case OP_LIST_KNOWN:
    case OP_BROADCAST:
    case OP_GATHER:
    case OP_SOME:
    case OP_EVERY:
    case OP_ANY_ELEMENT:
    case OP_COUNT:
    case OP_TOTAL:
    case OP_MOST:
    case OP_LEAST:
    case OP_COMPARE:
    case OP_COMPARE_DURATION:
    case OP_ONE_OF:
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_DATE_ADD:
    case OP_DATE_SUBTRACT:
    case OP_DATE_DIFFERENCE:
    case OP_PICK_MOST:
    case OP_PICK_LEAST: return false;
    }
    UNREACHABLE();
}

/* ---- which phase ---- */

typedef struct Phasing {
    const Plan *plan;
    bool is_native; /* of the instruction that reads */
    uint32_t phase; /* of it, so far */
} Phasing;

static void see_operand(void *context, uint32_t reg)
{
    Phasing *phasing = context;
    bool comes_later = phasing->plan->is_native[reg] && !phasing->is_native;
    uint32_t least = phasing->plan->phase_of[reg] + comes_later;
    if (phasing->phase < least)
        phasing->phase = least;
}

static void find_phases(Arena *arena, const Code *code, Plan *plan)
{
    plan->phase_of = ARENA_ARRAY(arena, code->instruction_count, uint32_t);
    Phasing phasing = {plan, false, 0};
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        const Instruction *instruction = &code->instructions[i];
        phasing.is_native = plan->is_native[i] = is_for_planes(code, instruction);
        phasing.phase = 0;
        code_visit_operands(code, instruction, see_operand, &phasing);
        plan->phase_of[i] = phasing.phase;
        if (plan->phase_count <= phasing.phase)
            plan->phase_count = phasing.phase + 1;
    }
}

/* ---- the lists ---- */

/* The instructions that machine code does, or those that it does not, sorted by phase and number. */
static uint32_t *sort_by_phase(Arena *arena, const Code *code, const Plan *plan, bool is_native,
                               uint32_t *starts)
{
    uint32_t *next = ARENA_ARRAY(arena, (size_t)plan->phase_count + 1, uint32_t);
    for (uint32_t i = 0; i < code->instruction_count; i++)
        if (plan->is_native[i] == is_native)
            starts[plan->phase_of[i] + 1]++;
    for (uint32_t i = 0; i < plan->phase_count; i++)
        next[i + 1] = starts[i + 1] += starts[i];
    uint32_t *sorted = ARENA_ARRAY(arena, starts[plan->phase_count], uint32_t);
    for (uint32_t i = 0; i < code->instruction_count; i++)
        if (plan->is_native[i] == is_native)
            sorted[next[plan->phase_of[i]]++] = i;
    return sorted;
}

static void list_steps(Arena *arena, const Code *code, Plan *plan)
{
    uint32_t *starts = ARENA_ARRAY(arena, (size_t)plan->phase_count + 1, uint32_t);
    plan->steps = sort_by_phase(arena, code, plan, false, starts);
    plan->step_ends = starts + 1;
}

/* Cuts the instructions of a phase where the frame changes. */
static void cut_parts(const Code *code, Plan *plan, uint32_t first, uint32_t end)
{
    while (first < end) {
        uint32_t frame = code->instructions[plan->native[first]].frame, next = first;
        while (next < end && code->instructions[plan->native[next]].frame == frame)
            next++;
        plan->parts[plan->part_count++] = (PlanPart){frame, first, next};
        first = next;
    }
}

static void list_parts(Arena *arena, const Code *code, Plan *plan)
{
    uint32_t *starts = ARENA_ARRAY(arena, (size_t)plan->phase_count + 1, uint32_t);
    plan->native = sort_by_phase(arena, code, plan, true, starts);
    plan->native_count = starts[plan->phase_count];
    plan->parts = ARENA_ARRAY(arena, plan->native_count, PlanPart);
    for (uint32_t i = 0; i < plan->phase_count; i++) {
        plan->phases[i].first_part = plan->part_count;
        cut_parts(code, plan, starts[i], starts[i + 1]);
        plan->phases[i].end_part = plan->part_count;
    }
}

/* ---- functions ---- */

uint32_t plan_get_weight(const Instruction *instruction)
{
    if (opcode_get_operand(instruction->opcode, 1) != OPERAND_COUNT)
        return 1;
    return instruction->b * (instruction->opcode == OP_AT_LEAST ? instruction->c : 1) + 1;
}

uint32_t plan_find_function_end(const Plan *plan, const Code *code, const PlanPart *part,
                                uint32_t first)
{
    uint32_t size = 0, end = first;
    while (end < part->end && size < MACHINE_FUNCTION_SIZE)
        size += plan_get_weight(&code->instructions[plan->native[end++]]);
    return end;
}

/* ---- what is kept ---- */

typedef struct Keeping {
    Plan *plan;
    const uint32_t *functions; /* one an instruction: the function that fills it; 0 for a step */
    uint32_t function;         /* of the instruction that reads */
} Keeping;

static void keep_operand(void *context, uint32_t reg)
{
    Keeping *keeping = context;
    if (keeping->functions[reg] != keeping->function)
        keeping->plan->is_kept[reg] = true;
}

static uint32_t *number_functions(Arena *arena, const Code *code, const Plan *plan)
{
    uint32_t *functions = ARENA_ARRAY(arena, code->instruction_count, uint32_t);
    uint32_t number = 0;
    for (uint32_t i = 0; i < plan->part_count; i++) {
        const PlanPart *part = &plan->parts[i];
        for (uint32_t first = part->first; first < part->end;) {
            uint32_t end = plan_find_function_end(plan, code, part, first);
            number++;
            for (; first < end; first++)
                functions[plan->native[first]] = number;
        }
    }
    return functions;
}

static void find_kept(Arena *arena, const Code *code, Plan *plan, MachineKind kind)
{
    Keeping keeping = {plan, number_functions(arena, code, plan), 0};
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        plan->is_kept[i] |= kind == MACHINE_REGISTERS || !plan->is_native[i];
        keeping.function = keeping.functions[i];
        code_visit_operands(code, &code->instructions[i], keep_operand, &keeping);
    }
    code_mark_outcomes(code, plan->is_kept);
}

Plan *plan_new(Arena *arena, const Code *code, MachineKind kind)
{
    Plan *plan = ARENA_NEW(arena, Plan);
    plan->is_native = ARENA_ARRAY(arena, code->instruction_count, bool);
    plan->is_kept = ARENA_ARRAY(arena, code->instruction_count, bool);
    find_phases(arena, code, plan);
    plan->phases = ARENA_ARRAY(arena, plan->phase_count, PlanPhase);
    list_steps(arena, code, plan);
    list_parts(arena, code, plan);
    find_kept(arena, code, plan, kind);
    return plan;
}
