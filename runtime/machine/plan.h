/* plan.h - how a Code is shared out between machine code and the interpreter's steps.
 *
 * In: a verified Code. Out: phases that run one after the other. A phase is a run of the interpreter's own steps (sources,
 * comparisons of columns, dates, lists), then parts: yes/no registers of one frame that machine code fills, word by word,
 * from planes that stand already. The writer of machine code and the loader make the same plan from the same Code, so that
 * only its parts need to be in the file.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MACHINE_PLAN_H
#define MACHINE_PLAN_H

#include "code/operands.h"

/* Changes whenever a file of machine code made before cannot be used any longer: the plan, the functions' names or
 * arguments, what they compute. It is part of the cache's key. */
#define MACHINE_VERSION 1

/* Instructions of one function of machine code, operands of AND and OR counted singly: more cost the compiler more than
 * linear time, fewer keep less in the processor's registers. */
#define MACHINE_FUNCTION_SIZE 200

typedef enum MachineKind {
    MACHINE_REGISTERS, /* every register stands afterwards, so that reasons can be read off them */
    MACHINE_OUTCOMES, /* only those of decisions, rules and norms, and what the interpreter's steps read */
    MACHINE_CASE, /* one case of frame 0 from flat arrays: scalar.h */
} MachineKind;

/* Instructions of one frame and phase, in order. */
typedef struct PlanPart {
    uint32_t frame;
    uint32_t first, end; /* in plan->native */
} PlanPart;

typedef struct PlanPhase {
    uint32_t first_part, end_part; /* in plan->parts */
} PlanPhase;

typedef struct Plan {
    uint32_t *steps;     /* instructions that the interpreter does, by phase */
    uint32_t *step_ends; /* one a phase */
    uint32_t *native;    /* those that machine code does, by phase */
    PlanPart *parts;
    PlanPhase *phases;
    uint32_t native_count, part_count, phase_count;
    bool *is_native;    /* one an instruction */
    uint32_t *phase_of; /* one an instruction */
    bool *is_kept;      /* one an instruction: its register is filled; all in MACHINE_REGISTERS */
} Plan;

/* The plan for MACHINE_REGISTERS or MACHINE_OUTCOMES. Lives in `arena`. */
Plan *plan_new(Arena *arena, const Code *code, MachineKind kind);

/* What an instruction counts towards MACHINE_FUNCTION_SIZE. */
uint32_t plan_get_weight(const Instruction *instruction);
/* The end of the function that begins at `first`, of the part's instructions: about MACHINE_FUNCTION_SIZE further on. */
uint32_t plan_find_function_end(const Plan *plan, const Code *code, const PlanPart *part,
                                uint32_t first);

#endif
