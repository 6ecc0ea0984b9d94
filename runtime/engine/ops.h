/* ops.h - what the interpreter's instructions do, one function a kind of work.
 *
 * Each fills the register `out` of its instruction for all rows of the frame. A register starts out unknown in every row, so
 * a step only writes the rows in which it has something to say. Operands are what code_verify() proved.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ENGINE_OPS_H
#define ENGINE_OPS_H

#include "engine/engine.h"
#include "base/planes.h"

typedef struct Run {
    const Code *code;
    const CaseTable *table;
    const Evaluation *evaluation;
    const Register *registers;
    const Value *constants; /* one a constant of the code; texts as numbers of the table's texts */
    AlternativeState *alternatives; /* room for the largest DECIDE */
} Run;

typedef struct Step {
    const Run *run;
    const Instruction *instruction;
    Register *out;
    uint32_t row_count; /* of the instruction's frame */
    size_t word_count;  /* of a plane of that frame */
    bool is_yes_no;     /* the type of `out` */
} Step;

/* The register with the number `reg`. */
static inline const Register *ops_get_register(const Step *step, uint32_t reg)
{
    return &step->run->registers[reg];
}

/* Operand `index` of a POOL. */
static inline const Register *ops_get_operand(const Step *step, uint32_t index)
{
    return &step->run->registers[step->run->code->pool[step->instruction->a + index]];
}

/* A yes/no of `out`, known. */
static inline void ops_put_truth(const Step *step, uint32_t row, bool is_yes)
{
    if (is_yes)
        planes_set(step->out->surely, row);
    else
        planes_clear(step->out->possibly, row);
}

/* A value of `out`, known, whatever its type. */
static inline void ops_put(const Step *step, uint32_t row, Value value)
{
    if (step->is_yes_no) {
        ops_put_truth(step, row, value != 0);
    } else {
        step->out->values[row] = value;
        planes_set(step->out->known, row);
    }
}

/* From the case and the program: ops_source.c. */
void ops_fact(const Step *step);
void ops_constant(const Step *step);
void ops_parameter(const Step *step);
void ops_in_force(const Step *step);
void ops_done(const Step *step);
void ops_list_known(const Step *step);

/* Between frames: ops_frame.c. */
void ops_broadcast(const Step *step);
void ops_gather(const Step *step);
/* SOME (`is_settled_by` yes), EVERY (no). */
void ops_quantify(const Step *step, bool is_settled_by);
void ops_any_element(const Step *step);
void ops_count(const Step *step);
void ops_total(const Step *step);
/* MOST, or LEAST where `is_most` is false. */
void ops_extreme(const Step *step, bool is_most);

/* Three-valued logic and comparisons: ops_logic.c. */
void ops_and(const Step *step);
void ops_or(const Step *step);
void ops_not(const Step *step);
void ops_at_least(const Step *step);
void ops_is_known(const Step *step);
void ops_compare(const Step *step);
void ops_compare_duration(const Step *step);
void ops_compare_yes_no(const Step *step);
void ops_one_of(const Step *step);

/* Arithmetic: ops_amount.c. */
void ops_add(const Step *step);
void ops_subtract(const Step *step);
void ops_multiply(const Step *step);
void ops_divide(const Step *step);
void ops_date_add(const Step *step, bool is_backwards);
void ops_date_difference(const Step *step);
void ops_pick(const Step *step, bool is_most);

/* Decisions: ops_decide.c. */
void ops_decide(const Step *step);

/* Whether `value` lies beyond `best` in the direction asked for; false in *is_comparable for durations of two units. */
bool ops_is_beyond(Type type, Value value, Value best, bool is_most, bool *is_comparable);

#endif
