/* ops_frame.c - instructions that carry values between frames: outwards in, element by element, and folds of a list.
 *
 * A fold looks at the rows of its child frame that belong to each of its own rows; they follow each other, so that bits are
 * taken many at a time. Where the list is not given the child holds one phantom row; `list_known` tells, never the phantom
 * plane: below a phantom parent a given list has real rows.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/ops.h"

/* ---- inwards ---- */

static void copy_cell(const Register *out, const Register *from, bool is_yes_no, uint32_t from_row,
                      uint32_t row)
{
    if (!is_yes_no) {
        if (planes_get(from->known, from_row))
            ops_put(out, row, ops_get_value(from, from_row));
    } else if (planes_get(from->surely, from_row)) {
        ops_put_truth(out, row, true);
    } else if (!planes_get(from->possibly, from_row)) {
        ops_put_truth(out, row, false);
    }
}

static bool clear(const Engine *engine, const FrameRows *rows, const Op *op)
{
    bool is_yes_no = ops_get_type(engine, op->out).kind == TYPE_YES_NO;
    if (is_yes_no)
        ops_clear_truth(rows, &engine->registers[op->out]);
    else
        ops_clear(rows, &engine->registers[op->out]);
    return is_yes_no;
}

/* Sets, or clears, the bits from `first` up to `end`. */
static void put_bits(uint64_t *plane, uint32_t first, uint32_t end, bool is_set)
{
    while (first < end) {
        uint32_t shift = first % ROWS_A_WORD;
        uint32_t count = end - first < ROWS_A_WORD - shift ? end - first : ROWS_A_WORD - shift;
        uint64_t bits = ~(uint64_t)0 >> (ROWS_A_WORD - count) << shift;
        if (is_set)
            plane[first / ROWS_A_WORD] |= bits;
        else
            plane[first / ROWS_A_WORD] &= ~bits;
        first += count;
    }
}

/* From the parent frame, whose rows' elements follow each other. */
static void broadcast_truth(const Register *out, const Register *from, const CaseFrame *frame,
                            uint32_t parent_count)
{
    for (uint32_t row = 0; row < parent_count; row++) {
        if (planes_get(from->surely, row))
            put_bits(out->surely, frame->first_row[row], frame->first_row[row + 1], true);
        else if (!planes_get(from->possibly, row))
            put_bits(out->possibly, frame->first_row[row], frame->first_row[row + 1], false);
    }
}

void ops_broadcast(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    const uint32_t parent = engine->code->frames[group->frame].parent;
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out], *from = &engine->registers[op->a];
        uint32_t outer = engine->code->instructions[op->a].frame;
        bool is_yes_no = clear(engine, rows, op);
        if (is_yes_no && outer == parent)
            broadcast_truth(out, from, &engine->table->frames[group->frame],
                            engine->frames[parent].row_count);
        else
            for (uint32_t row = 0; row < rows->row_count; row++)
                copy_cell(out, from, is_yes_no,
                          evaluation_get_outer_row(&engine->evaluation, group->frame, row, outer),
                          row);
    }
}

void ops_gather(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    const uint32_t *element_row = engine->table->frames[group->frame].element_row;
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        bool is_yes_no = clear(engine, rows, op);
        for (uint32_t row = 0; row < rows->row_count; row++)
            copy_cell(&engine->registers[op->out], &engine->registers[op->a], is_yes_no,
                      element_row[row], row);
    }
}

/* ---- outwards: yes/no ---- */

/* The rows of the child frame that belong to one row. */
typedef struct Elements {
    uint32_t first, end;
    bool is_given;
} Elements;

static inline Elements get_elements(const CaseFrame *child, uint32_t row)
{
    return (Elements){child->first_row[row], child->first_row[row + 1],
                      planes_get(child->list_known, row)};
}

/* `count` bits from bit `first` on, 1 to 64 of them; no word is read that has none of them. */
static inline uint64_t get_bits(const uint64_t *plane, uint32_t first, uint32_t count)
{
    uint32_t word = first / ROWS_A_WORD, shift = first % ROWS_A_WORD;
    uint64_t bits = plane[word] >> shift;
    if (shift + count > ROWS_A_WORD)
        bits |= plane[word + 1] << (ROWS_A_WORD - shift);
    return bits & ~(uint64_t)0 >> (ROWS_A_WORD - count);
}

static inline uint32_t count_ahead(Elements elements, uint32_t first)
{
    return elements.end - first < ROWS_A_WORD ? elements.end - first : ROWS_A_WORD;
}

/* Whether any of the rows has a bit; with `turn` all ones: lacks it. */
static inline bool has_bit(const uint64_t *plane, Elements elements, uint64_t turn)
{
    for (uint32_t i = elements.first; i < elements.end; i += ROWS_A_WORD) {
        uint32_t count = count_ahead(elements, i);
        if ((get_bits(plane, i, count) ^ turn) << (ROWS_A_WORD - count))
            return true;
    }
    return false;
}

static inline void put_bit(uint64_t *plane, uint32_t row, bool is_set)
{
    if (row % ROWS_A_WORD == 0)
        plane[row / ROWS_A_WORD] = 0;
    plane[row / ROWS_A_WORD] |= (uint64_t)is_set << row % ROWS_A_WORD;
}

/* SOME: a row with a bit; EVERY (`is_every`): no row without one. */
static void quantify(const Engine *engine, const Group *group, const Op *op, bool is_every)
{
    const Register *out = &engine->registers[op->out], *body = &engine->registers[op->b];
    const CaseFrame *child = &engine->table->frames[op->a];
    const uint64_t turn = is_every ? ~(uint64_t)0 : 0;
    for (uint32_t row = 0; row < engine->frames[group->frame].row_count; row++) {
        Elements elements = get_elements(child, row);
        bool surely = has_bit(body->surely, elements, turn) != is_every;
        bool possibly = has_bit(body->possibly, elements, turn) != is_every;
        put_bit(out->surely, row, elements.is_given && surely);
        put_bit(out->possibly, row, !elements.is_given || possibly);
    }
}

void ops_some(Engine *engine, const Group *group)
{
    for (uint32_t i = 0; i < group->count; i++)
        quantify(engine, group, &group->ops[i], false);
}

void ops_every(Engine *engine, const Group *group)
{
    for (uint32_t i = 0; i < group->count; i++)
        quantify(engine, group, &group->ops[i], true);
}

void ops_any_element(Engine *engine, const Group *group)
{
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out], *body = &engine->registers[op->b];
        for (uint32_t row = 0; row < engine->frames[group->frame].row_count; row++) {
            Elements elements = get_elements(&engine->table->frames[op->a], row);
            put_bit(out->surely, row, elements.is_given && has_bit(body->surely, elements, 0));
            put_bit(out->possibly, row, has_bit(body->possibly, elements, 0));
        }
    }
}

/* ---- outwards: counts and folds ---- */

static inline uint32_t count_bits(uint64_t word)
{
    word -= word >> 1 & UINT64_C(0x5555555555555555);
    word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
    word = (word + (word >> 4)) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    return (uint32_t)(word * UINT64_C(0x0101010101010101) >> 56);
}

static uint32_t count_elements(const uint64_t *plane, Elements elements)
{
    uint32_t total = 0;
    for (uint32_t i = elements.first; i < elements.end; i += ROWS_A_WORD)
        total += count_bits(get_bits(plane, i, count_ahead(elements, i)));
    return total;
}

void ops_count(Engine *engine, const Group *group)
{
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out], *body = &engine->registers[op->b];
        for (uint32_t row = 0; row < engine->frames[group->frame].row_count; row++) {
            Elements elements = get_elements(&engine->table->frames[op->a], row);
            uint32_t surely = count_elements(body->surely, elements);
            put_bit(out->known, row,
                    elements.is_given && surely == count_elements(body->possibly, elements));
            out->values[row] = (Value)surely * NUMBER_ONE;
        }
    }
}

/* How a fold of values goes on: adds `value` to *result; false: no value comes of it. */
static bool combine(Opcode opcode, Type type, bool is_first, Value value, Value *result)
{
    bool is_comparable = true;
    if (!is_first && opcode == OP_TOTAL)
        return amount_add(result, type, *result, value);
    if (is_first || ops_is_beyond(type, value, *result, opcode == OP_MOST, &is_comparable))
        *result = value;
    return is_comparable;
}

/* Elements that the condition excludes do not matter; an unknown condition or value leaves all open (ruling 9). */
static bool fold_elements(const Engine *engine, Opcode opcode, const Op *op, Elements elements,
                          Value *result)
{
    const Register *condition = op->b == REGISTER_NONE ? NULL : &engine->registers[op->b];
    const Register *values = &engine->registers[op->c];
    const Type type = ops_get_type(engine, op->out);
    bool is_empty = true;
    for (uint32_t i = elements.first; i < elements.end; i++) {
        if (condition && !planes_get(condition->possibly, i))
            continue;
        if ((condition && !planes_get(condition->surely, i)) || !planes_get(values->known, i))
            return false;
        if (!combine(opcode, type, is_empty, ops_get_value(values, i), result))
            return false;
        is_empty = false;
    }
    return opcode == OP_TOTAL || !is_empty;
}

void ops_fold(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        ops_clear(rows, &engine->registers[op->out]);
        for (uint32_t row = 0; row < rows->row_count; row++) {
            Elements elements = get_elements(&engine->table->frames[op->a], row);
            Value result = 0;
            if (elements.is_given && fold_elements(engine, group->opcode, op, elements, &result))
                ops_put(&engine->registers[op->out], row, result);
        }
    }
}
