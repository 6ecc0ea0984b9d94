/* ops_logic.c - what is left of three-valued logic and comparisons: is known, and durations.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/ops.h"

/* Of an element that there may be nobody can say whether its facts are known (ruling 8). */
void ops_is_known(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out], *operand = &engine->registers[op->a];
        bool is_yes_no = ops_get_type(engine, op->a).kind == TYPE_YES_NO;
        for (uint32_t i = 0; i < rows->word_count; i++) {
            uint64_t known =
                is_yes_no ? ~(operand->surely[i] ^ operand->possibly[i]) : operand->known[i];
            out->surely[i] = known;
            out->possibly[i] = known | rows->is_phantom[i];
        }
    }
}

static bool is_true(Comparison comparison, int64_t a, int64_t b)
{
    switch (comparison) {
    case COMPARISON_IS: return a == b;
    case COMPARISON_IS_NOT: return a != b;
    case COMPARISON_MORE_THAN:
    case COMPARISON_AFTER: return a > b;
    case COMPARISON_LESS_THAN:
    case COMPARISON_BEFORE: return a < b;
    case COMPARISON_AT_LEAST:
    case COMPARISON_ON_OR_AFTER: return a >= b;
    case COMPARISON_AT_MOST:
    case COMPARISON_ON_OR_BEFORE: return a <= b;
    }
    UNREACHABLE();
}

static void compare_row(const Register *out, Comparison comparison, uint32_t row, Value a, Value b)
{
    if (duration_get_unit(a) == duration_get_unit(b))
        ops_put_truth(out, row, is_true(comparison, duration_get_count(a), duration_get_count(b)));
}

void ops_compare_duration(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        const Register *a = &engine->registers[op->a], *b = &engine->registers[op->b];
        ops_clear_truth(rows, out);
        for (uint32_t row = 0; row < rows->row_count; row++)
            if (planes_get(a->known, row) && planes_get(b->known, row))
                compare_row(out, (Comparison)op->c, row, ops_get_value(a, row),
                            ops_get_value(b, row));
    }
}
