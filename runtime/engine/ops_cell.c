/* ops_cell.c - instructions on cells: one case, or yes/no of up to 64 rows.
 *
 * no = 00, unknown = 01, yes = 11 (surely, possibly): `and` is & and `or` is | on both words, `not` swaps them and
 * complements. Nothing here branches on what a case says, so that the time is the same for every case.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/operands.h"
#include "engine/ops.h"

#define FOR_EACH_OP(op, group)                                                                     \
    for (const Op *op = (group)->ops, *end = op + (group)->count; op < end; op++)

/* All ones where the lowest bit is set, else 0. */
static inline uint64_t spread(uint64_t word)
{
    return -(word & 1);
}

/* ---- facts ---- */

static inline uint64_t get_absent(const Engine *engine, const Group *group, const Column *column)
{
    uint64_t unknown = column->unknown ? column->unknown[0] : 0;
    return ~(column->given[0] | unknown | engine->frames[group->frame].is_phantom[0]);
}

void cell_fact_truth(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        const Column *column = &engine->table->facts[op->a];
        uint64_t given = column->given[0], yes = column->yes[0];
        engine->cells[op->out].surely = yes & given;
        engine->cells[op->out].possibly = yes | ~given;
    }
}

void cell_fact(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        const Column *column = &engine->table->facts[op->a];
        engine->cells[op->out].known = spread(column->given[0]);
        engine->cells[op->out].value = column->narrow ? column->narrow[0] : column->values[0];
    }
}

void cell_fact_presumed(Engine *engine, const Group *group)
{
    cell_fact(engine, group);
    FOR_EACH_OP(op, group)
    {
        const Column *column = &engine->table->facts[op->a];
        Cell *out = &engine->cells[op->out];
        uint64_t absent = spread(get_absent(engine, group, column));
        out->value = absent ? engine->constants[op->c] : out->value;
        out->known |= absent;
    }
}

/* A presumption speaks only where the case is silent and the row is a real element (ruling 12). */
void cell_fact_truth_presumed(Engine *engine, const Group *group)
{
    cell_fact_truth(engine, group);
    FOR_EACH_OP(op, group)
    {
        Cell *out = &engine->cells[op->out];
        uint64_t absent = get_absent(engine, group, &engine->table->facts[op->a]);
        uint64_t presumed = -(uint64_t)(engine->constants[op->c] != 0);
        out->surely |= absent & presumed;
        out->possibly &= ~absent | presumed;
    }
}

/* ---- logic ---- */

static inline void fold(Engine *engine, const Group *group, uint32_t count, bool is_and)
{
    FOR_EACH_OP(op, group)
    {
        const uint32_t *pool = engine->code->pool + op->a;
        uint64_t start = is_and ? ~(uint64_t)0 : 0;
        Cell out = {{start, start}};
        for (uint32_t k = 0; k < (count ? count : op->b); k++) {
            const Cell *operand = &engine->cells[pool[k]];
            out.surely = is_and ? out.surely & operand->surely : out.surely | operand->surely;
            out.possibly =
                is_and ? out.possibly & operand->possibly : out.possibly | operand->possibly;
        }
        engine->cells[op->out] = out;
    }
}

/* The commonest lengths have loops of their own, which the compiler unrolls. */
static inline void fold_by_length(Engine *engine, const Group *group, bool is_and)
{
    if (group->shape == SHAPE_TWO)
        fold(engine, group, 2, is_and);
    else if (group->shape == SHAPE_THREE)
        fold(engine, group, 3, is_and);
    else if (group->shape == SHAPE_FOUR)
        fold(engine, group, 4, is_and);
    else
        fold(engine, group, 0, is_and);
}

void cell_and(Engine *engine, const Group *group)
{
    fold_by_length(engine, group, true);
}

void cell_or(Engine *engine, const Group *group)
{
    fold_by_length(engine, group, false);
}

void cell_not(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        Cell operand = engine->cells[op->a];
        engine->cells[op->out].surely = ~operand.possibly;
        engine->cells[op->out].possibly = ~operand.surely;
    }
}

void cell_compare_yes_no(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        Cell a = engine->cells[op->a], b = engine->cells[op->b];
        uint64_t turn = op->c == COMPARISON_IS ? ~(uint64_t)0 : 0;
        uint64_t open = (a.surely ^ a.possibly) | (b.surely ^ b.possibly);
        uint64_t yes = a.surely ^ b.surely ^ turn;
        engine->cells[op->out].surely = yes & ~open;
        engine->cells[op->out].possibly = yes | open;
    }
}

static uint32_t count_digits(uint32_t number)
{
    uint32_t count = 0;
    for (; number; number >>= 1)
        count++;
    return count;
}

/* Where at least `c` of the operands have a bit; counters[i] holds bit i of all 64 counts. */
static uint64_t count_words(const Engine *engine, const Op *op, uint32_t digits, bool is_surely)
{
    uint64_t counters[32], more = 0, same = ~(uint64_t)0;
    for (uint32_t i = 0; i < digits; i++)
        counters[i] = 0;
    for (uint32_t k = 0; k < op->b; k++) {
        const Cell *operand = &engine->cells[engine->code->pool[op->a + k]];
        uint64_t carry = is_surely ? operand->surely : operand->possibly;
        for (uint32_t i = 0; i < digits; i++) {
            uint64_t next = counters[i] & carry;
            counters[i] ^= carry;
            carry = next;
        }
    }
    for (uint32_t i = digits; i-- > 0;) {
        uint64_t wanted = -(uint64_t)(op->c >> i & 1);
        more |= same & counters[i] & ~wanted;
        same &= ~(counters[i] ^ wanted);
    }
    return more | same;
}

void cell_at_least(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        uint32_t digits = count_digits(op->b > op->c ? op->b : op->c);
        engine->cells[op->out].surely = count_words(engine, op, digits, true);
        engine->cells[op->out].possibly = count_words(engine, op, digits, false);
    }
}

/* ---- comparisons ---- */

static inline uint64_t is_in(const Range *range, uint64_t value)
{
    return -(uint64_t)(value - range->start <= range->span) ^ range->turn;
}

void cell_compare_range(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        Cell a = engine->cells[op->a];
        uint64_t match = is_in(&engine->ranges[op->b], (uint64_t)a.value);
        engine->cells[op->out].surely = match & a.known;
        engine->cells[op->out].possibly = match | ~a.known;
    }
}

void cell_compare_pair(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        Cell a = engine->cells[op->a], b = engine->cells[op->b];
        uint64_t known = a.known & b.known;
        uint64_t match = is_in(&engine->ranges[op->c], (uint64_t)a.value - (uint64_t)b.value);
        engine->cells[op->out].surely = match & known;
        engine->cells[op->out].possibly = match | ~known;
    }
}

void cell_one_of(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        const uint32_t *pool = engine->code->pool + op->a;
        Cell left = engine->cells[op->c];
        uint64_t match = 0, open = ~left.known;
        for (uint32_t k = 0; k < op->b; k++) {
            Cell operand = engine->cells[pool[k]];
            match |= -(uint64_t)(operand.value == left.value) & operand.known;
            open |= ~operand.known;
        }
        engine->cells[op->out].surely = match & left.known;
        engine->cells[op->out].possibly = match | open;
    }
}

/* ---- decisions: see lanes_body.def ---- */

static const Cell ALWAYS = {{UINT64_MAX, UINT64_MAX}};

static inline Cell get_condition(const Engine *engine, uint32_t reg)
{
    return reg == REGISTER_NONE ? ALWAYS : engine->cells[reg];
}

static inline uint64_t is_level_end(const Op *op, const uint32_t *entry, uint32_t i)
{
    return -(uint64_t)(i + 1 == op->b || entry[ALTERNATIVE_SIZE] != entry[0]);
}

void cell_decide_truth(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        const uint32_t *entry = engine->code->pool + op->a;
        uint64_t open = ~(uint64_t)0, holds = 0, yes = 0, no = 0;
        for (uint32_t i = 0; i < op->b; i++, entry += ALTERNATIVE_SIZE) {
            Cell condition = get_condition(engine, entry[1]), value = engine->cells[entry[2]];
            uint64_t may_hold = condition.possibly & open;
            holds |= condition.surely;
            yes |= may_hold & value.possibly;
            no |= may_hold & ~value.surely;
            open &= ~(holds & is_level_end(op, entry, i));
        }
        engine->cells[op->out].surely = ~open & ~no;
        engine->cells[op->out].possibly = open | yes;
    }
}

void cell_decide_otherwise(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        const uint32_t *entry = engine->code->pool + op->a;
        Cell condition = engine->cells[entry[1]];
        Cell first = engine->cells[entry[2]], second = engine->cells[entry[5]];
        uint64_t may_hold = condition.possibly, may_not = ~condition.surely;
        engine->cells[op->out].surely = ~((may_hold & ~first.surely) | (may_not & ~second.surely));
        engine->cells[op->out].possibly = (may_hold & first.possibly) | (may_not & second.possibly);
    }
}

void cell_decide_value(Engine *engine, const Group *group)
{
    FOR_EACH_OP(op, group)
    {
        const uint32_t *entry = engine->code->pool + op->a;
        uint64_t open = ~(uint64_t)0, holds = 0, seen = 0, wrong = 0, value = 0;
        for (uint32_t i = 0; i < op->b; i++, entry += ALTERNATIVE_SIZE) {
            Cell condition = get_condition(engine, entry[1]), given = engine->cells[entry[2]];
            uint64_t may_hold = spread(condition.possibly) & open;
            uint64_t differs = -(uint64_t)(value != (uint64_t)given.value);
            holds |= spread(condition.surely);
            wrong |= may_hold & (~spread(given.known) | (seen & differs));
            value = (value & ~may_hold) | ((uint64_t)given.value & may_hold);
            seen |= may_hold;
            open &= ~(holds & is_level_end(op, entry, i));
        }
        engine->cells[op->out].known = ~open & ~wrong;
        engine->cells[op->out].value = (Value)value;
    }
}
