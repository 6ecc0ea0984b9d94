/* ops.h - what the instructions do, one function a kind of work, for a group of ops.
 *
 * Those named cell_… are for frames whose registers are cells: yes/no of up to 64 rows, or anything of one row. Those of
 * lanes_body.def are for planes of many words. All others work row by row, wherever registers stand. Operands are what
 * code_verify() proved.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ENGINE_OPS_H
#define ENGINE_OPS_H

#include "engine/plan.h"

/* Operand `index` of a POOL. */
static inline const Register *ops_get_operand(const Engine *engine, const Op *op, uint32_t index)
{
    return &engine->registers[engine->code->pool[op->a + index]];
}

static inline Type ops_get_type(const Engine *engine, uint32_t reg)
{
    return engine->code->instructions[reg].type;
}

static inline Value ops_get_value(const Register *from, uint32_t row)
{
    return from->narrow ? from->narrow[row] : from->values[row];
}

/* Makes a register that is not yes/no unknown in all rows. */
static inline void ops_clear(const FrameRows *rows, const Register *out)
{
    for (uint32_t i = 0; i < rows->word_count; i++)
        out->known[i] = 0;
}

/* Makes a yes/no register unknown in all rows. */
static inline void ops_clear_truth(const FrameRows *rows, const Register *out)
{
    for (uint32_t i = 0; i < rows->word_count; i++) {
        out->surely[i] = 0;
        out->possibly[i] = ~(uint64_t)0;
    }
}

/* A yes/no row that was unknown. */
static inline void ops_put_truth(const Register *out, uint32_t row, bool is_yes)
{
    if (is_yes)
        planes_set(out->surely, row);
    else
        planes_clear(out->possibly, row);
}

/* A row of another type that was unknown. */
static inline void ops_put(const Register *out, uint32_t row, Value value)
{
    out->values[row] = value;
    planes_set(out->known, row);
}

/* ops_cell.c: `fact` takes given and presumed values, `truth` is yes/no. */
Kernel cell_fact, cell_fact_presumed, cell_fact_truth, cell_fact_truth_presumed, cell_and, cell_or,
    cell_not, cell_at_least, cell_compare_yes_no, cell_compare_range, cell_compare_pair,
    cell_one_of, cell_decide_truth, cell_decide_otherwise, cell_decide_value;

/* ops_source.c: from the case and the program. */
Kernel ops_fact, ops_fact_presumed, ops_fact_truth_presumed, ops_constant, ops_parameter,
    ops_in_force, ops_done, ops_list_known;

/* ops_frame.c: between frames. */
Kernel ops_broadcast, ops_gather, ops_some, ops_every, ops_any_element, ops_count, ops_fold;

/* ops_logic.c: what is left of three-valued logic and comparisons. */
Kernel ops_is_known, ops_compare_duration;

/* ops_amount.c: arithmetic. */
Kernel ops_amount, ops_pick;

/* Whether `value` lies beyond `best` in the direction asked for; false in *is_comparable for durations of two units. */
bool ops_is_beyond(Type type, Value value, Value best, bool is_most, bool *is_comparable);

#endif
