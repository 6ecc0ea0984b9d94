/* ops_decide.c - a decision in each row: its alternatives' registers, settled by decide_settle.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/operands.h"
#include "engine/ops.h"

static void fill_alternatives(const Step *step, uint32_t row)
{
    const Evaluation *evaluation = step->run->evaluation;
    const uint32_t *entry = step->run->code->pool + step->instruction->a;
    for (uint32_t i = 0; i < step->instruction->b; i++, entry += ALTERNATIVE_SIZE) {
        AlternativeState *state = &step->run->alternatives[i];
        state->level = entry[0];
        state->condition =
            entry[1] == REGISTER_NONE ? TRUTH_YES : evaluation_get_truth(evaluation, entry[1], row);
        state->value = 0;
        state->has_value = evaluation_find_value(evaluation, entry[2], row, &state->value);
    }
}

void ops_decide(const Step *step)
{
    for (uint32_t row = 0; row < step->row_count; row++) {
        Value value;
        fill_alternatives(step, row);
        if (decide_settle(step->run->alternatives, step->instruction->b, &value, NULL) ==
            DECISION_VALUE)
            ops_put(step, row, value);
    }
}
