/* ops_logic.c - Kleene's three values on planes, and comparisons.
 *
 * no = 00, unknown = 01, yes = 11 (surely, possibly): `and` is & and `or` is | on both planes, `not` swaps them and
 * complements.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "engine/ops.h"

void ops_and(const Step *step)
{
    size_t byte_count = step->word_count * sizeof(uint64_t);
    memset(step->out->surely, 0xff, byte_count);
    memset(step->out->possibly, 0xff, byte_count);
    for (uint32_t k = 0; k < step->instruction->b; k++) {
        const Register *operand = ops_get_operand(step, k);
        for (size_t i = 0; i < step->word_count; i++) {
            step->out->surely[i] &= operand->surely[i];
            step->out->possibly[i] &= operand->possibly[i];
        }
    }
}

void ops_or(const Step *step)
{
    size_t byte_count = step->word_count * sizeof(uint64_t);
    memset(step->out->surely, 0, byte_count);
    memset(step->out->possibly, 0, byte_count);
    for (uint32_t k = 0; k < step->instruction->b; k++) {
        const Register *operand = ops_get_operand(step, k);
        for (size_t i = 0; i < step->word_count; i++) {
            step->out->surely[i] |= operand->surely[i];
            step->out->possibly[i] |= operand->possibly[i];
        }
    }
}

void ops_not(const Step *step)
{
    const Register *operand = ops_get_register(step, step->instruction->a);
    for (size_t i = 0; i < step->word_count; i++) {
        step->out->surely[i] = ~operand->possibly[i];
        step->out->possibly[i] = ~operand->surely[i];
    }
}

void ops_at_least(const Step *step)
{
    const uint32_t least = step->instruction->c;
    for (uint32_t row = 0; row < step->row_count; row++) {
        uint32_t surely = 0, possibly = 0;
        for (uint32_t k = 0; k < step->instruction->b; k++) {
            surely += planes_get(ops_get_operand(step, k)->surely, row);
            possibly += planes_get(ops_get_operand(step, k)->possibly, row);
        }
        if (surely >= least)
            ops_put_truth(step, row, true);
        else if (possibly < least)
            ops_put_truth(step, row, false);
    }
}

/* Of an element that there may be nobody can say whether its facts are known (ruling 8). */
void ops_is_known(const Step *step)
{
    const Instruction *instruction = step->instruction;
    const uint64_t *is_phantom = step->run->table->frames[instruction->frame].is_phantom;
    const Register *operand = ops_get_register(step, instruction->a);
    bool is_yes_no = step->run->code->instructions[instruction->a].type.kind == TYPE_YES_NO;
    for (size_t i = 0; i < step->word_count; i++) {
        uint64_t known =
            is_yes_no ? ~(operand->surely[i] ^ operand->possibly[i]) : operand->known[i];
        step->out->surely[i] = known;
        step->out->possibly[i] = known | is_phantom[i];
    }
}

static bool is_true(Comparison comparison, Value a, Value b)
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

static bool is_known_in(const Register *a, const Register *b, uint32_t row)
{
    return planes_get(a->known, row) && planes_get(b->known, row);
}

void ops_compare(const Step *step)
{
    const Register *a = ops_get_register(step, step->instruction->a);
    const Register *b = ops_get_register(step, step->instruction->b);
    Comparison comparison = (Comparison)step->instruction->c;
    for (uint32_t row = 0; row < step->row_count; row++)
        if (is_known_in(a, b, row))
            ops_put_truth(step, row, is_true(comparison, a->values[row], b->values[row]));
}

void ops_compare_duration(const Step *step)
{
    const Register *a = ops_get_register(step, step->instruction->a);
    const Register *b = ops_get_register(step, step->instruction->b);
    Comparison comparison = (Comparison)step->instruction->c;
    for (uint32_t row = 0; row < step->row_count; row++)
        if (is_known_in(a, b, row) &&
            duration_get_unit(a->values[row]) == duration_get_unit(b->values[row]))
            ops_put_truth(step, row,
                          is_true(comparison, duration_get_count(a->values[row]),
                                  duration_get_count(b->values[row])));
}

void ops_compare_yes_no(const Step *step)
{
    const Register *a = ops_get_register(step, step->instruction->a);
    const Register *b = ops_get_register(step, step->instruction->b);
    uint64_t turn = step->instruction->c == COMPARISON_IS ? ~(uint64_t)0 : 0;
    for (size_t i = 0; i < step->word_count; i++) {
        uint64_t unknown = (a->surely[i] ^ a->possibly[i]) | (b->surely[i] ^ b->possibly[i]);
        uint64_t yes = a->surely[i] ^ b->surely[i] ^ turn;
        step->out->surely[i] = yes & ~unknown;
        step->out->possibly[i] = yes | unknown;
    }
}

/* The `or` of comparisons with each operand: a known match settles it, whatever else is unknown. */
static void match_row(const Step *step, const Register *left, uint32_t row)
{
    bool is_open = false;
    for (uint32_t k = 0; k < step->instruction->b; k++) {
        const Register *operand = ops_get_operand(step, k);
        bool is_known = planes_get(operand->known, row);
        is_open = is_open || !is_known;
        if (is_known && operand->values[row] == left->values[row]) {
            ops_put_truth(step, row, true);
            return;
        }
    }
    if (!is_open)
        ops_put_truth(step, row, false);
}

void ops_one_of(const Step *step)
{
    const Register *left = ops_get_register(step, step->instruction->c);
    for (uint32_t row = 0; row < step->row_count; row++)
        if (planes_get(left->known, row))
            match_row(step, left, row);
}
