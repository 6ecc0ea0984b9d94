/* lanes_body.h - the instructions that work on whole words, for tables of many rows; included by each lanes_*.c.
 *
 * The file that includes this defines LANES_NAME, LANES (an attribute for every function), LANES_WORDS (how many words the processor takes
 * at once) and, before it, the functions
 * pack64, pack32 and blend (see Lanes). Loops over planes need no
 * remainder: planes of our own are WORDS_A_BLOCK words long, or several times that. A column's planes and values are read no further than its rows.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "code/operands.h"
#include "engine/ops.h"

/* A chunk of a longer column is followed by the next one: while this one is read, the same part of the next is fetched. Where there
 * is none a fetch does nothing. */
#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch((const void *)(address), 0, 2)
#else
#define PREFETCH(address) ((void)(address))
#endif

/* As many words of planes as the processor takes at once: with GNU C a vector, which the same operators work on. */
#if defined(__GNUC__) && LANES_WORDS > 1
typedef uint64_t Words __attribute__((vector_size(LANES_WORDS * 8), aligned(8), may_alias));
#define WORDS_STEP LANES_WORDS
#else
typedef uint64_t Words;
#define WORDS_STEP 1
#endif
#define LOAD(plane, word) (*(const Words *)((plane) + (word)))
#define STORE(plane, word, words) (*(Words *)((plane) + (word)) = (words))

/* ---- logic ---- */

LANES static void set_words(uint64_t *out, uint32_t count, uint64_t word)
{
    for (uint32_t i = 0; i < count; i++)
        out[i] = word;
}

/* out = out & a, or out | a. */
LANES static inline void fold_more(uint64_t *out, const uint64_t *a, uint32_t count, bool is_and)
{
    for (uint32_t i = 0; i < count; i += WORDS_STEP)
        STORE(out, i, is_and ? LOAD(out, i) & LOAD(a, i) : LOAD(out, i) | LOAD(a, i));
}

LANES static inline void fold_two(uint64_t *out, const uint64_t *a, const uint64_t *b,
                                  uint32_t count, bool is_and)
{
    for (uint32_t i = 0; i < count; i += WORDS_STEP)
        STORE(out, i, is_and ? LOAD(a, i) & LOAD(b, i) : LOAD(a, i) | LOAD(b, i));
}

/* `surely` and `possibly` stand side by side: one loop for both. */
LANES static inline void fold_all(Engine *engine, const Group *group, bool is_and)
{
    const uint32_t count = 2 * engine->frames[group->frame].stride;
    const Register *registers = engine->registers;
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        uint64_t *out = registers[op->out].surely;
        const uint32_t *pool = engine->code->pool + op->a;
        if (op->b >= 2)
            fold_two(out, registers[pool[0]].surely, registers[pool[1]].surely, count, is_and);
        else
            set_words(out, count, is_and ? ~(uint64_t)0 : 0);
        if (op->b == 1)
            fold_more(out, registers[pool[0]].surely, count, is_and);
        for (uint32_t k = 2; k < op->b; k++)
            fold_more(out, registers[pool[k]].surely, count, is_and);
    }
}

LANES static void and_all(Engine *engine, const Group *group)
{
    fold_all(engine, group, true);
}

LANES static void or_all(Engine *engine, const Group *group)
{
    fold_all(engine, group, false);
}

LANES static void not_all(Engine *engine, const Group *group)
{
    const uint32_t count = engine->frames[group->frame].stride;
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out], *a = &engine->registers[op->a];
        for (uint32_t i = 0; i < count; i += WORDS_STEP) {
            STORE(out->surely, i, ~LOAD(a->possibly, i));
            STORE(out->possibly, i, ~LOAD(a->surely, i));
        }
    }
}

LANES static void compare_yes_no(Engine *engine, const Group *group)
{
    const uint32_t count = engine->frames[group->frame].stride;
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        const Register *a = &engine->registers[op->a], *b = &engine->registers[op->b];
        uint64_t turn = op->c == COMPARISON_IS ? ~(uint64_t)0 : 0;
        for (uint32_t i = 0; i < count; i += WORDS_STEP) {
            Words open = (LOAD(a->surely, i) ^ LOAD(a->possibly, i)) |
                         (LOAD(b->surely, i) ^ LOAD(b->possibly, i));
            Words yes = LOAD(a->surely, i) ^ LOAD(b->surely, i) ^ turn;
            STORE(out->surely, i, yes & ~open);
            STORE(out->possibly, i, yes | open);
        }
    }
}

LANES static void fact_truth(Engine *engine, const Group *group)
{
    const uint32_t count = engine->frames[group->frame].word_count;
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out];
        const Column *column = &engine->table->facts[op->a];
        uint32_t i = 0;
        for (; i + WORDS_STEP <= count; i += WORDS_STEP) {
            if (i % 8 == 0) {
                PREFETCH((uintptr_t)(column->given + i) + count * sizeof(uint64_t));
                PREFETCH((uintptr_t)(column->yes + i) + count * sizeof(uint64_t));
            }
            Words given = LOAD(column->given, i), yes = LOAD(column->yes, i);
            STORE(out->surely, i, yes & given);
            STORE(out->possibly, i, yes | ~given);
        }
        for (; i < count; i++) {
            out->surely[i] = column->yes[i] & column->given[i];
            out->possibly[i] = column->yes[i] | ~column->given[i];
        }
    }
}

/* Bit i of all counts of one plane: counters[i]. One more where `words` has a bit. */
LANES static inline void count_words(Words *counters, uint32_t counter_count, Words words)
{
    for (uint32_t i = 0; i < counter_count; i++) {
        Words carry = counters[i] & words;
        counters[i] ^= words;
        words = carry;
    }
}

/* Where the counters have reached `least`. */
LANES static inline Words has_reached(const Words *counters, uint32_t counter_count, uint32_t least,
                                      Words none)
{
    Words more = none, same = ~none;
    for (uint32_t i = counter_count; i-- > 0;) {
        Words wanted = least >> i & 1 ? ~none : none;
        more |= same & counters[i] & ~wanted;
        same &= ~(counters[i] ^ wanted);
    }
    return more | same;
}

static inline uint32_t count_digits(uint32_t number)
{
    uint32_t count = 0;
    for (; number; number >>= 1)
        count++;
    return count;
}

/* One plane of an op: that of `surely`, or of `possibly`. */
LANES static void reach_plane(const Engine *engine, const Op *op, uint32_t count, bool is_surely)
{
    const uint32_t digits = count_digits(op->b);
    const Register *out = &engine->registers[op->out];
    uint64_t *plane = is_surely ? out->surely : out->possibly;
    for (uint32_t word = 0; word < count; word += WORDS_STEP) {
        const Words none = {0};
        Words counters[32];
        for (uint32_t i = 0; i < digits; i++)
            counters[i] = none;
        for (uint32_t k = 0; k < op->b; k++) {
            const Register *operand = &engine->registers[engine->code->pool[op->a + k]];
            count_words(counters, digits,
                        LOAD(is_surely ? operand->surely : operand->possibly, word));
        }
        bool can_be = count_digits(op->c) <= digits;
        STORE(plane, word, can_be ? has_reached(counters, digits, op->c, none) : none);
    }
}

LANES static void at_least(Engine *engine, const Group *group)
{
    const uint32_t count = engine->frames[group->frame].stride;
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        reach_plane(engine, op, count, true);
        reach_plane(engine, op, count, false);
    }
}

/* ---- comparisons ---- */

/* The values of rows 64 * word to 64 * word + 63, in the column or in `room`; 0 beyond the last row. */
LANES static inline const Value *get_block(const Register *from, uint32_t word, uint32_t row_count,
                                           Value room[ROWS_A_WORD])
{
    const uint32_t first = word * ROWS_A_WORD;
    const uint32_t count = row_count - first < ROWS_A_WORD ? row_count - first : ROWS_A_WORD;
    if (!from->narrow && count == ROWS_A_WORD)
        return from->values + first;
    for (uint32_t i = 0; i < count; i++)
        room[i] = from->narrow ? from->narrow[first + i] : from->values[first + i];
    for (uint32_t i = count; i < ROWS_A_WORD; i++)
        room[i] = 0;
    return room;
}

/* The part of a range that an int32 can have; false where there is none. */
static inline bool narrow_range(const Range *range, uint32_t *start, uint32_t *span)
{
    int64_t first = (int64_t)range->start, last = (int64_t)(range->start + range->span);
    if (first > INT32_MAX || last < INT32_MIN)
        return false;
    first = first < INT32_MIN ? INT32_MIN : first;
    last = last > INT32_MAX ? INT32_MAX : last;
    *start = (uint32_t)(int32_t)first;
    *span = (uint32_t)(last - first);
    return true;
}

LANES static inline void put_match(const Register *out, uint32_t word, uint64_t match,
                                   uint64_t known)
{
    out->surely[word] = match & known;
    out->possibly[word] = match | ~known;
}

LANES static void match_narrow(const Register *out, const Register *from, const Range *range,
                               uint32_t row_count)
{
    uint32_t start = 0, span = 0, word = 0;
    bool is_any = narrow_range(range, &start, &span);
    for (; (word + 1) * ROWS_A_WORD <= row_count; word++) {
        const int32_t *values = from->narrow + (size_t)word * ROWS_A_WORD;
        for (uint32_t i = 0; i < ROWS_A_WORD; i += 64 / sizeof *values)
            PREFETCH((uintptr_t)(values + i) + row_count * sizeof *values);
        uint64_t match = is_any ? pack32(values, start, span) : 0;
        put_match(out, word, match ^ range->turn, from->known[word]);
    }
    if (word * ROWS_A_WORD < row_count) {
        int32_t room[ROWS_A_WORD] = {0};
        memcpy(room, from->narrow + (size_t)word * ROWS_A_WORD,
               (row_count - word * ROWS_A_WORD) * sizeof *room);
        uint64_t match = is_any ? pack32(room, start, span) : 0;
        put_match(out, word, match ^ range->turn, from->known[word]);
    }
}

LANES static void match_wide(const Register *out, const Register *from, const Range *range,
                             uint32_t row_count)
{
    Value room[ROWS_A_WORD];
    for (uint32_t word = 0; word * ROWS_A_WORD < row_count; word++) {
        const Value *values = get_block(from, word, row_count, room);
        for (uint32_t i = 0; i < ROWS_A_WORD; i += 64 / sizeof *values)
            PREFETCH((uintptr_t)(values + i) + row_count * sizeof *values);
        uint64_t match = pack64(values, range->start, range->span);
        put_match(out, word, match ^ range->turn, from->known[word]);
    }
}

LANES static void compare_range(Engine *engine, const Group *group)
{
    const uint32_t row_count = engine->frames[group->frame].row_count;
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *from = &engine->registers[op->a];
        if (from->narrow)
            match_narrow(&engine->registers[op->out], from, &engine->ranges[op->b], row_count);
        else
            match_wide(&engine->registers[op->out], from, &engine->ranges[op->b], row_count);
    }
}

/* Where the difference of the rows of one word lies in the range. Values of any type are less than half of all numbers apart. */
LANES static uint64_t match_pair(const Register *a, const Register *b, const Range *range,
                                 uint32_t word, uint32_t row_count)
{
    Value a_room[ROWS_A_WORD], b_room[ROWS_A_WORD], difference[ROWS_A_WORD];
    const Value *a_values = get_block(a, word, row_count, a_room);
    const Value *b_values = get_block(b, word, row_count, b_room);
    for (uint32_t i = 0; i < ROWS_A_WORD; i++)
        difference[i] = (Value)((uint64_t)a_values[i] - (uint64_t)b_values[i]);
    return pack64(difference, range->start, range->span) ^ range->turn;
}

LANES static void compare_pair(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *a = &engine->registers[op->a], *b = &engine->registers[op->b];
        for (uint32_t word = 0; word < rows->word_count; word++)
            put_match(&engine->registers[op->out], word,
                      match_pair(a, b, &engine->ranges[op->c], word, rows->row_count),
                      a->known[word] & b->known[word]);
    }
}

/* The `or` of comparisons with each operand: a known match settles it, whatever else is unknown. */
LANES static void one_of(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    const Range *same = &engine->ranges[COMPARISON_IS];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++) {
        const Register *out = &engine->registers[op->out], *left = &engine->registers[op->c];
        for (uint32_t word = 0; word < rows->word_count; word++) {
            uint64_t match = 0, open = 0;
            for (uint32_t k = 0; k < op->b; k++) {
                const Register *operand = &engine->registers[engine->code->pool[op->a + k]];
                match |=
                    match_pair(left, operand, same, word, rows->row_count) & operand->known[word];
                open |= ~operand->known[word];
            }
            out->surely[word] = match & left->known[word];
            out->possibly[word] = match | open | ~left->known[word];
        }
    }
}

/* ---- decisions ----
 *
 * What decide_settle says of the value, for 64 rows at once: it is that of every alternative that may hold down to the first
 * level at which one surely does, where they are known and the same. */

LANES static inline uint64_t get_surely(const Engine *engine, uint32_t condition, uint32_t word)
{
    return condition == REGISTER_NONE ? ~(uint64_t)0 : engine->registers[condition].surely[word];
}

LANES static inline uint64_t get_possibly(const Engine *engine, uint32_t condition, uint32_t word)
{
    return condition == REGISTER_NONE ? ~(uint64_t)0 : engine->registers[condition].possibly[word];
}

LANES static inline void decide_words(const Engine *engine, const Op *op, uint32_t word)
{
    const uint32_t *entry = engine->code->pool + op->a;
    const Register *out = &engine->registers[op->out];
    const Words none = {0};
    Words open = ~none;                        /* no level above held surely */
    Words holds = none;                        /* an alternative down to here holds surely */
    Words may_be_yes = none, may_be_no = none; /* an alternative that may hold may give it */
    for (uint32_t i = 0; i < op->b; i++, entry += ALTERNATIVE_SIZE) {
        const Register *value = &engine->registers[entry[2]];
        Words may_hold = open;
        if (entry[1] == REGISTER_NONE) {
            holds = ~none;
        } else {
            may_hold &= LOAD(engine->registers[entry[1]].possibly, word);
            holds |= LOAD(engine->registers[entry[1]].surely, word);
        }
        may_be_yes |= may_hold & LOAD(value->possibly, word);
        may_be_no |= may_hold & ~LOAD(value->surely, word);
        if (i + 1 == op->b || entry[ALTERNATIVE_SIZE] != entry[0])
            open &= ~holds;
    }
    STORE(out->surely, word, ~open & ~may_be_no);
    STORE(out->possibly, word, open | may_be_yes);
}

LANES static void decide_truth(Engine *engine, const Group *group)
{
    const uint32_t count = engine->frames[group->frame].stride;
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++)
        for (uint32_t word = 0; word < count; word += WORDS_STEP)
            decide_words(engine, op, word);
}

/* An alternative may hold in the rows `may_hold`: those that are new take its value, the others must have it already. Returns
 * the rows in which there is no value for sure. */
LANES static uint64_t join_value(const Register *from, Value *out, uint64_t may_hold, uint64_t seen,
                                 uint32_t word, uint32_t row_count)
{
    Value room[ROWS_A_WORD], difference[ROWS_A_WORD];
    uint64_t again = may_hold & seen, wrong = may_hold & ~from->known[word];
    const Value *values = get_block(from, word, row_count, room);
    if (again) {
        for (uint32_t i = 0; i < ROWS_A_WORD; i++)
            difference[i] = (Value)((uint64_t)values[i] - (uint64_t)out[i]);
        wrong |= again & ~pack64(difference, 0, 0);
    }
    blend(out, may_hold & ~seen, values);
    return wrong;
}

LANES static void decide_word(const Engine *engine, const Op *op, uint32_t word, uint32_t row_count)
{
    const uint32_t *entry = engine->code->pool + op->a;
    const Register *out = &engine->registers[op->out];
    uint64_t open = ~(uint64_t)0, holds = 0, seen = 0, wrong = 0;
    for (uint32_t i = 0; i < op->b && open; i++, entry += ALTERNATIVE_SIZE) {
        uint64_t may_hold = get_possibly(engine, entry[1], word) & open;
        holds |= get_surely(engine, entry[1], word);
        if (may_hold)
            wrong |= join_value(&engine->registers[entry[2]], out->values + word * ROWS_A_WORD,
                                may_hold, seen, word, row_count);
        seen |= may_hold;
        if (i + 1 == op->b || entry[ALTERNATIVE_SIZE] != entry[0])
            open &= ~holds;
    }
    out->known[word] = ~open & ~wrong;
}

LANES static void decide_value(Engine *engine, const Group *group)
{
    const FrameRows *rows = &engine->frames[group->frame];
    for (const Op *op = group->ops, *end = op + group->count; op < end; op++)
        for (uint32_t word = 0; word < rows->word_count; word++)
            decide_word(engine, op, word, rows->row_count);
}

/* The table that the including file hands out under its own name. */
#define LANES_TABLE                                                                                \
    {                                                                                              \
        .name = LANES_NAME, .pack64 = pack64, .pack32 = pack32, .blend = blend,                    \
        .fact_truth = fact_truth, .and_all = and_all, .or_all = or_all, .not = not_all,            \
        .compare_range = compare_range, .compare_pair = compare_pair,                              \
        .compare_yes_no = compare_yes_no, .one_of = one_of, .at_least = at_least,                  \
        .decide_truth = decide_truth, .decide_value = decide_value,                                \
    }
