/* test_lanes.c - every kind of lanes says what the portable one says; many rows say what each row alone says.
 *
 * Random Codes with every kind of yes/no step, comparisons, decisions and lists are run as one table of many rows by each kind of
 * lanes, and row by row; registers are compared one by one. Decisions are compared with decide_settle too.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code_builder.h"

#include <pthread.h>

#include "code/verify.h"
#include "engine/plan.h"

/* Around the edges of words and blocks. */
static const uint32_t ROW_COUNTS[] = {2, 63, 64, 65, 511, 512, 513, 1100};
#define ROWS_MOST 1100

/* ---- compare and pack */

static uint64_t pack_slowly(const int64_t *values, uint64_t start, uint64_t span)
{
    uint64_t word = 0;
    for (unsigned i = 0; i < 64; i++)
        word |= (uint64_t)((uint64_t)values[i] - start <= span) << i;
    return word;
}

static int64_t random_value(uint32_t *seed)
{
    static const int64_t edges[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT32_MAX, INT32_MIN};
    uint32_t choice = builder_random(seed, 10);
    if (choice < 7)
        return edges[choice];
    return (int64_t)((uint64_t)builder_random(seed, UINT32_MAX) << 32 |
                     builder_random(seed, UINT32_MAX));
}

static void packs_are_what_a_loop_says(void **state)
{
    const Lanes *lanes[LANES_MOST];
    uint32_t seed = 5, count = lanes_list(lanes);
    int64_t wide[68];
    int32_t narrow[68];
    (void)state;
    for (uint32_t trial = 0; trial < 4000; trial++) {
        uint32_t at = builder_random(&seed, 4); /* not at a boundary of vectors */
        uint64_t start = (uint64_t)random_value(&seed), span = (uint64_t)random_value(&seed);
        int64_t widened[64];
        for (uint32_t i = 0; i < 68; i++) {
            wide[i] = random_value(&seed);
            narrow[i] = (int32_t)random_value(&seed);
        }
        for (uint32_t i = 0; i < 64; i++)
            widened[i] = (int64_t)((uint32_t)narrow[at + i] - (uint32_t)start);
        for (uint32_t k = 0; k < count; k++) {
            assert_true(lanes[k]->pack64(wide + at, start, span) ==
                        pack_slowly(wide + at, start, span));
            assert_true(lanes[k]->pack32(narrow + at, (uint32_t)start, (uint32_t)span) ==
                        pack_slowly(widened, 0, (uint32_t)span));
        }
    }
}

static void blends_write_only_where_the_mask_has_a_bit(void **state)
{
    const Lanes *lanes[LANES_MOST];
    uint32_t seed = 6, count = lanes_list(lanes);
    (void)state;
    for (uint32_t k = 0; k < count; k++)
        for (uint32_t trial = 0; trial < 200; trial++) {
            uint64_t mask = (uint64_t)random_value(&seed);
            int64_t out[64], values[64];
            for (int64_t i = 0; i < 64; i++)
                out[i] = i, values[i] = -1 - i;
            lanes[k]->blend(out, mask, values);
            for (int64_t i = 0; i < 64; i++)
                assert_int_equal(out[i], mask >> i & 1 ? -1 - i : i);
        }
}

/* ---- random Codes */

/* Registers of frame 0 that later steps may read. */
typedef struct Pool {
    uint32_t items[BUILDER_ROOM];
    uint32_t count;
} Pool;

typedef struct Program {
    Code *code;
    Pool truths, numbers;
    uint32_t list_frame, inner_truth, inner_number;
    uint32_t seed;
} Program;

static uint32_t pick(Program *program, const Pool *pool)
{
    return pool->items[builder_random(&program->seed, pool->count)];
}

static void keep(Pool *pool, uint32_t reg)
{
    pool->items[pool->count++] = reg;
}

static uint32_t add_pool(Program *program, Opcode opcode, TypeKind kind, const Pool *from,
                         uint32_t c)
{
    uint32_t operands[6], count = builder_random(&program->seed, 6);
    for (uint32_t i = 0; i < count; i++)
        operands[i] = pick(program, from);
    return builder_pool(program->code, opcode, 0, kind, operands, count, c);
}

/* Up to five alternatives on up to three levels. */
static uint32_t add_decision(Program *program, TypeKind kind, const Pool *values)
{
    uint32_t entries[15], count = builder_random(&program->seed, 6), level = 0;
    for (uint32_t i = 0; i < count; i++) {
        level += builder_random(&program->seed, 2);
        entries[3 * i] = level;
        entries[3 * i + 1] =
            builder_random(&program->seed, 5) ? pick(program, &program->truths) : REGISTER_NONE;
        entries[3 * i + 2] = pick(program, values);
    }
    return builder_pool(program->code, OP_DECIDE, 0, kind, entries, count, 0);
}

/* One value under a condition, otherwise another: yes/no has a way of its own. */
static uint32_t add_otherwise(Program *program)
{
    uint32_t condition = pick(program, &program->truths);
    uint32_t first = pick(program, &program->truths), second = pick(program, &program->truths);
    const uint32_t entries[] = {0, condition, first, 1, REGISTER_NONE, second};
    return builder_pool(program->code, OP_DECIDE, 0, TYPE_YES_NO, entries, 2, 0);
}

static void add_truth(Program *program)
{
    Code *code = program->code;
    Pool *truths = &program->truths;
    uint32_t a = pick(program, truths), b = pick(program, truths);
    uint32_t x = pick(program, &program->numbers), y = pick(program, &program->numbers);
    uint32_t sign = builder_random(&program->seed, COMPARISON_AT_MOST + 1);
    switch (builder_random(&program->seed, 13)) {
    case 0: keep(truths, add_pool(program, OP_AND, TYPE_YES_NO, truths, 0)); return;
    case 1: keep(truths, add_pool(program, OP_OR, TYPE_YES_NO, truths, 0)); return;
    case 2: keep(truths, builder_emit(code, OP_NOT, 0, TYPE_YES_NO, a, 0, 0)); return;
    case 3:
        keep(truths, add_pool(program, OP_AT_LEAST, TYPE_YES_NO, truths,
                              builder_random(&program->seed, 9)));
        return;
    case 4: keep(truths, builder_emit(code, OP_IS_KNOWN, 0, TYPE_YES_NO, x, 0, 0)); return;
    case 5:
    case 6: keep(truths, builder_emit(code, OP_COMPARE, 0, TYPE_YES_NO, x, y, sign)); return;
    case 7:
        keep(truths, builder_emit(code, OP_COMPARE_YES_NO, 0, TYPE_YES_NO, a, b, sign % 2));
        return;
    case 8: keep(truths, add_pool(program, OP_ONE_OF, TYPE_YES_NO, &program->numbers, x)); return;
    case 9: keep(truths, add_decision(program, TYPE_YES_NO, truths)); return;
    case 10:
        keep(truths, builder_emit(code, builder_random(&program->seed, 2) ? OP_SOME : OP_EVERY, 0,
                                  TYPE_YES_NO, program->list_frame, program->inner_truth, 0));
        return;
    case 11: keep(truths, add_otherwise(program)); return;
    default:
        keep(truths, builder_emit(code, OP_ANY_ELEMENT, 0, TYPE_YES_NO, program->list_frame,
                                  program->inner_truth, 0));
    }
}

static void add_number(Program *program)
{
    Code *code = program->code;
    Pool *numbers = &program->numbers;
    uint32_t x = pick(program, numbers), y = pick(program, numbers);
    switch (builder_random(&program->seed, 6)) {
    case 0: keep(numbers, builder_emit(code, OP_ADD, 0, TYPE_NUMBER, x, y, 0)); return;
    case 1: keep(numbers, add_pool(program, OP_PICK_MOST, TYPE_NUMBER, numbers, 0)); return;
    case 2:
        keep(numbers, builder_emit(code, OP_COUNT, 0, TYPE_NUMBER, program->list_frame,
                                   program->inner_truth, 0));
        return;
    case 3:
        keep(numbers, builder_emit(code, OP_TOTAL, 0, TYPE_NUMBER, program->list_frame,
                                   program->inner_truth, program->inner_number));
        return;
    default: keep(numbers, add_decision(program, TYPE_NUMBER, numbers));
    }
}

static void add_list(Program *program)
{
    Code *code = program->code;
    program->list_frame = builder_list(code, 0);
    uint32_t own = builder_read(code, program->list_frame, TYPE_YES_NO);
    uint32_t from_case = builder_emit(code, OP_BROADCAST, program->list_frame, TYPE_YES_NO,
                                      program->truths.items[0], 0, 0);
    program->inner_truth = builder_pool(code, OP_OR, program->list_frame, TYPE_YES_NO,
                                        (uint32_t[]){own, from_case}, 2, 0);
    program->inner_number = builder_read(code, program->list_frame, TYPE_NUMBER);
}

static Program program_new(Arena *arena, uint32_t seed)
{
    Program program = {.code = builder_new(arena), .seed = seed};
    for (uint32_t i = 0; i < 5; i++) {
        keep(&program.truths, builder_read(program.code, 0, TYPE_YES_NO));
        keep(&program.numbers, builder_read(program.code, 0, TYPE_NUMBER));
        keep(&program.numbers, builder_constant(program.code, 0, TYPE_NUMBER, i));
    }
    keep(&program.truths, builder_constant(program.code, 0, TYPE_YES_NO, seed % 2));
    program.code->facts[0].is_presumed = program.code->facts[1].is_presumed = true;
    program.code->facts[0].presumed = (CodeConstant){type_of(TYPE_YES_NO), 1, NULL};
    program.code->facts[1].presumed = (CodeConstant){type_of(TYPE_NUMBER), 2, NULL};
    add_list(&program);
    for (uint32_t i = 0; i < 60; i++) {
        if (builder_random(&program.seed, 3))
            add_truth(&program);
        else
            add_number(&program);
    }
    return program;
}

/* ---- the same cases, together and alone */

static int count_by_row(uint32_t frame, uint32_t row)
{
    (void)frame;
    return row % 9 == 8 ? -1 : row % 9 == 7 ? 70 : (int)(row % 9 % 4);
}

static uint32_t alone_row;

static int count_alone(uint32_t frame, uint32_t row)
{
    (void)row;
    return count_by_row(frame, alone_row);
}

/* What the case says of a cell: nothing, unknown, or a small value; by fact, case and element. */
static void fill_cell(CaseTable *table, uint32_t fact, uint32_t row, uint32_t number,
                      uint32_t element)
{
    uint32_t seed = 1 + fact * 7919 + number * 104729 + element * 31;
    for (int i = 0; i < 4; i++)
        builder_random(&seed, 2);
    uint32_t choice = builder_random(&seed, 8);
    if (choice == 0)
        column_set_unknown(&table->facts[fact], row);
    else if (choice > 1)
        builder_give(
            table, fact, row,
            builder_random(&seed, table->code->facts[fact].type.kind == TYPE_YES_NO ? 2 : 5));
}

/* `first`: the number of the first case. */
static void fill_table(CaseTable *table, uint32_t first)
{
    const Code *code = table->code;
    for (uint32_t fact = 0; fact < code->fact_count; fact++) {
        const CaseFrame *frame = &table->frames[code->facts[fact].frame];
        for (uint32_t row = 0; code->facts[fact].type.kind != TYPE_LIST && row < frame->row_count;
             row++) {
            uint32_t parent = code->facts[fact].frame ? frame->parent_row[row] : row;
            uint32_t element = code->facts[fact].frame ? row - frame->first_row[parent] + 1 : 0;
            if (!planes_get(frame->is_phantom, row))
                fill_cell(table, fact, row, first + parent, element);
        }
    }
}

static void assert_same(const Evaluation *a, uint32_t a_row, const Evaluation *b, uint32_t b_row,
                        uint32_t reg)
{
    Value a_value = 0, b_value = 0;
    bool a_known = evaluation_find_value(a, reg, a_row, &a_value);
    bool b_known = evaluation_find_value(b, reg, b_row, &b_value);
    if (a_known != b_known || a_value != b_value)
        fail_msg("register %u, row %u: %d %lld, alone %d %lld", reg, a_row, a_known,
                 (long long)a_value, b_known, (long long)b_value);
}

/* What decide_settle says of a decision in one row of what stands. */
static void assert_settled(const Evaluation *evaluation, uint32_t reg, uint32_t row)
{
    const Instruction *of = &evaluation->code->instructions[reg];
    AlternativeState states[5];
    Value expected = 0, value = 0;
    for (uint32_t i = 0; i < of->b; i++) {
        const uint32_t *entry = evaluation->code->pool + of->a + (size_t)3 * i;
        states[i] = (AlternativeState){.level = entry[0], .condition = TRUTH_YES};
        if (entry[1] != REGISTER_NONE)
            states[i].condition = evaluation_get_truth(evaluation, entry[1], row);
        states[i].has_value = evaluation_find_value(evaluation, entry[2], row, &states[i].value);
    }
    bool is_value = decide_settle(states, of->b, &expected, NULL) == DECISION_VALUE;
    assert_int_equal(evaluation_find_value(evaluation, reg, row, &value), is_value);
    assert_int_equal(value, expected);
}

/* `is_kept`: the registers that are compared; NULL for all, decisions then once more by themselves. */
static void compare_with_alone(Arena *arena, const Code *code, const Evaluation *many,
                               uint32_t row_count, const bool *is_kept)
{
    Engine *engine = engine_new(arena, code);
    for (uint32_t row = 0; row < row_count; row += 1 + row / 80) {
        alone_row = row;
        CaseTable *table = builder_table(arena, code, 1, 20000, count_alone);
        fill_table(table, row);
        const Evaluation *alone = engine_run(engine, table);
        for (uint32_t reg = 0; reg < code->instruction_count; reg++) {
            uint32_t first, end, frame = code->instructions[reg].frame;
            evaluation_get_rows(many, frame, row, &first, &end);
            for (uint32_t i = first; i < end && (!is_kept || is_kept[reg]); i++)
                assert_same(many, i, alone, i - first, reg);
            if (!is_kept && code->instructions[reg].opcode == OP_DECIDE)
                assert_settled(many, reg, row);
        }
    }
}

/* The same engine runs tables of growing and falling numbers of rows. */
static void try_engine(Arena *arena, Engine *engine, const Code *code, uint32_t seed,
                       const bool *is_kept)
{
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t rows = ROW_COUNTS[(seed + 3 * i) % (sizeof ROW_COUNTS / sizeof *ROW_COUNTS)];
        CaseTable *table = builder_table(arena, code, rows, 20000, count_by_row);
        fill_table(table, 0);
        compare_with_alone(arena, code, engine_run(engine, table), rows, is_kept);
    }
}

static bool *keep_some(Arena *arena, const Code *code, uint32_t seed)
{
    bool *is_kept = ARENA_ARRAY(arena, code->instruction_count, bool);
    for (uint32_t i = 0; i < code->instruction_count; i++)
        is_kept[i] = builder_random(&seed, 5) == 0;
    return is_kept;
}

static void try_program(uint32_t seed)
{
    const Lanes *lanes[LANES_MOST];
    uint32_t count = lanes_list(lanes);
    Arena *arena = arena_new();
    Program program = program_new(arena, seed);
    const char *reason = "";
    if (!code_verify(program.code, arena, &reason))
        fail_msg("not verified: %s", reason);
    const bool *is_kept = keep_some(arena, program.code, seed);
    for (uint32_t k = 0; k < count; k++) {
        bool is_grouped = seed % 3 > 0;
        try_engine(arena, engine_new_for(arena, program.code, lanes[k], is_grouped, NULL),
                   program.code, seed, NULL);
        try_engine(arena, engine_new_for(arena, program.code, lanes[k], is_grouped, is_kept),
                   program.code, seed, is_kept);
    }
    arena_free(arena);
}

static void many_rows_are_what_each_alone_is(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 12; seed++)
        try_program(seed);
}

/* ---- one Code, several threads */

#define THREADS 4

static void *run_in_thread(void *context)
{
    const Code *code = context;
    Arena *arena = arena_new();
    Engine *engine = engine_new(arena, code);
    uintptr_t sum = 0;
    for (uint32_t rows = 1; rows <= ROWS_MOST; rows += 300) {
        CaseTable *table = builder_table(arena, code, rows, 20000, count_by_row);
        fill_table(table, 0);
        const Evaluation *evaluation = engine_run(engine, table);
        for (uint32_t reg = 0; reg < code->instruction_count; reg++)
            sum = 31 * sum + evaluation_is_known(evaluation, reg, 0);
    }
    arena_free(arena);
    return (void *)sum;
}

static void threads_share_a_code(void **state)
{
    Program program = program_new(*state, 77);
    pthread_t threads[THREADS];
    void *expected = run_in_thread(program.code), *result;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run_in_thread, program.code), 0);
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], &result);
        assert_true(result == expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(packs_are_what_a_loop_says),
        UNIT_TEST(blends_write_only_where_the_mask_has_a_bit),
        UNIT_TEST(many_rows_are_what_each_alone_is),
        UNIT_TEST(threads_share_a_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
