/* native_columns.c - machine code of the kind `outcomes` on columns, against the interpreter and against reading the same bytes.
 *
 * The shapes, columns and turns of columns.c: in each turn one part of all columns is read (and summed), another is evaluated
 * by the interpreter for the outcomes alone, a third by machine code. Of the first cases all outcomes must be the same. Prints
 * the rate of each, and the ratios of the medians to reading. The times are the processor's.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: native_columns HELPER FOLDER [RUNS [CHUNK_ROWS]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/planes.h"
#include "code/hash.h"
#include "code/verify.h"
#include "machine/cache.h"
#include "machine/machine.h"
#include "made.h"

/* All columns together: several times the largest cache. */
#define DATA_BYTES ((size_t)200 << 20)
#define CHECKED_CHUNKS 20
#define RUNS_MOST 1000
/* Turns of a run: so short that whatever else the machine is doing disturbs all alike. */
#define TURNS 16

typedef struct Data {
    const Code *code;
    uint32_t case_count;
    Column *columns;
    size_t byte_count;
} Data;

typedef struct Subject {
    const Made *made;
    const Data *data;
    Engine *engine;
    CaseTable *table;
    uint32_t chunk;
} Subject;

static double get_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- the data ---- */

static void *take_pages(size_t size)
{
    void *memory = aligned_alloc(4096, (size + 8191) / 4096 * 4096);
    if (!memory)
        exit(1);
    return memory;
}

static uint64_t *make_plane(uint32_t count, uint32_t *seed)
{
    uint64_t *plane = take_pages(planes_count_words(count) * 8);
    for (size_t i = 0; i < planes_count_words(count); i++)
        plane[i] = (uint64_t)made_random(seed, UINT32_MAX) << 32 | made_random(seed, UINT32_MAX);
    return plane;
}

static int32_t *make_dates(uint32_t count, uint32_t *seed)
{
    int32_t *dates = take_pages((size_t)count * sizeof *dates);
    for (uint32_t i = 0; i < count; i++)
        dates[i] = (int32_t)made_random(seed, MADE_DAYS);
    return dates;
}

static Data make_data(const Code *code, uint32_t seed)
{
    uint64_t bits = 0;
    for (uint32_t i = 0; i < code->fact_count; i++)
        bits += code->facts[i].type.kind == TYPE_YES_NO ? 2 : 33;
    Data data = {.code = code, .case_count = (uint32_t)(DATA_BYTES * 8 / bits / 65536 * 65536)};
    data.byte_count = data.case_count * bits / 8;
    data.columns = take_pages(code->fact_count * sizeof *data.columns);
    for (uint32_t i = 0; i < code->fact_count; i++) {
        data.columns[i] = (Column){.given = make_plane(data.case_count, &seed)};
        if (code->facts[i].type.kind == TYPE_YES_NO)
            data.columns[i].yes = make_plane(data.case_count, &seed);
        else
            data.columns[i].narrow = make_dates(data.case_count, &seed);
    }
    return data;
}

static void free_data(const Data *data)
{
    for (uint32_t i = 0; i < data->code->fact_count; i++) {
        free(data->columns[i].given);
        free(data->columns[i].yes);
        free((void *)(uintptr_t)data->columns[i].narrow);
    }
    free(data->columns);
}

/* The last node of each expression as a rule, so that it is an outcome to whoever reads the Code. */
static void add_rules(Arena *arena, const Made *made)
{
    Code *code = made->code;
    code->rules = ARENA_ARRAY(arena, made->outcome_count, CodeRule);
    code->rule_count = made->outcome_count;
    for (uint32_t i = 0; i < made->outcome_count; i++)
        code->rules[i] = (CodeRule){
            .name = "rule", .reg = made->outcomes[i], .procedure = INDEX_NONE, .span = SPAN_NONE};
}

/* ---- reading ---- */

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2")))
#endif
static uint64_t
read_bytes(const void *bytes, size_t size)
{
    const uint64_t *words = bytes;
    uint64_t sums[16] = {0};
    for (size_t i = 0; i + 16 <= size / 8; i += 16)
        for (size_t k = 0; k < 16; k++)
            sums[k] += words[i + k];
    uint64_t sum = 0;
    for (size_t k = 0; k < 16; k++)
        sum += sums[k];
    return sum;
}

static uint64_t read_cases(const Data *data, uint32_t first, uint32_t count)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < data->code->fact_count; i++) {
        const Column *column = &data->columns[i];
        sum += read_bytes(column->given + first / 64, count / 8);
        if (column->yes)
            sum += read_bytes(column->yes + first / 64, count / 8);
        else
            sum += read_bytes(column->narrow + first, (size_t)count * 4);
    }
    return sum;
}

/* ---- evaluating ---- */

/* The cases from `first` on, as a table of its own; `first` is a multiple of 64. */
static void set_chunk(CaseTable *table, const Data *data, uint32_t first, uint32_t count)
{
    table->case_count = table->frames[0].row_count = count;
    for (uint32_t i = 0; i < data->code->fact_count; i++) {
        const Column *from = &data->columns[i];
        Column *to = &table->facts[i];
        to->given = from->given + first / 64;
        to->yes = from->yes ? from->yes + first / 64 : NULL;
        to->narrow = from->narrow ? from->narrow + first : NULL;
    }
}

static CaseTable *make_table(Arena *arena, const Code *code, uint32_t rows)
{
    CaseTable *table = ARENA_NEW(arena, CaseTable);
    *table = (CaseTable){.code = code,
                         .as_of = ARENA_ARRAY(arena, rows, Value),
                         .frames = ARENA_ARRAY(arena, code->frame_count, CaseFrame),
                         .facts = ARENA_ARRAY(arena, code->fact_count, Column),
                         .texts = texts_new(arena)};
    return table;
}

static const Evaluation *evaluate_chunk(const Subject *subject, uint32_t first, uint32_t end)
{
    uint32_t left = end - first;
    set_chunk(subject->table, subject->data, first, left < subject->chunk ? left : subject->chunk);
    return engine_run(subject->engine, subject->table);
}

static uint64_t evaluate_cases(const Subject *subject, uint32_t first, uint32_t count)
{
    uint64_t sum = 0;
    for (uint32_t end = first + count; first < end; first += subject->chunk) {
        const Evaluation *evaluation = evaluate_chunk(subject, first, end);
        for (uint32_t i = 0; i < subject->made->outcome_count; i++)
            sum += evaluation->registers[subject->made->outcomes[i]].surely[0];
    }
    return sum;
}

static bool check_cases(const Subject *interpreted, const Subject *native)
{
    const uint32_t chunk = interpreted->chunk, words = chunk / ROWS_A_WORD;
    for (uint32_t i = 0; i < CHECKED_CHUNKS; i++) {
        const uint32_t first = i * chunk;
        const Evaluation *a = evaluate_chunk(interpreted, first, first + chunk);
        const Evaluation *b = evaluate_chunk(native, first, first + chunk);
        for (uint32_t k = 0; k < native->made->outcome_count; k++) {
            uint32_t reg = native->made->outcomes[k];
            const Register *x = &a->registers[reg], *y = &b->registers[reg];
            if (memcmp(x->surely, y->surely, words * 8) ||
                memcmp(x->possibly, y->possibly, words * 8))
                return false;
        }
    }
    return true;
}

/* ---- measuring ---- */

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double get_median(double *times, size_t count)
{
    qsort(times, count, sizeof *times, compare_doubles);
    return times[count / 2];
}

typedef struct Times {
    double reading[RUNS_MOST], interpreting[RUNS_MOST], native[RUNS_MOST];
} Times;

static void measure(const Subject *interpreted, const Subject *native, size_t runs, Times *times)
{
    static volatile uint64_t sink;
    const Data *data = native->data;
    const uint32_t count = data->case_count / TURNS;
    for (size_t i = 0; i < runs; i++) {
        times->reading[i] = times->interpreting[i] = times->native[i] = 0;
        for (uint32_t turn = 0; turn < TURNS; turn++) {
            double start = get_seconds();
            sink = sink + read_cases(data, turn * count, count);
            double read = get_seconds();
            sink = sink ^ evaluate_cases(interpreted, (turn + 5) % TURNS * count, count);
            double done = get_seconds();
            sink = sink ^ evaluate_cases(native, (turn + 10) % TURNS * count, count);
            times->native[i] += get_seconds() - done;
            times->interpreting[i] += done - read;
            times->reading[i] += read - start;
        }
    }
}

static bool report(const Subject *interpreted, const Subject *native, size_t runs)
{
    static Times times;
    const Data *data = native->data;
    bool is_same = check_cases(interpreted, native);
    measure(interpreted, native, runs, &times);
    double read = get_median(times.reading, runs), machine = get_median(times.native, runs);
    double interpreter = get_median(times.interpreting, runs);
    printf("%4u facts %4u outcomes %5u instructions %4.0f B a case  chunk %5u  read %6.1f M/s  "
           "interpreter %6.1f M/s (%.2f)  native %6.1f M/s (%.2f)  %s\n",
           data->code->fact_count, native->made->outcome_count, data->code->instruction_count,
           (double)data->byte_count / data->case_count, native->chunk,
           data->case_count / read / 1e6, data->case_count / interpreter / 1e6, read / interpreter,
           data->case_count / machine / 1e6, read / machine, is_same ? "same" : "DIFFERENT");
    fflush(stdout);
    return is_same;
}

static Module *open_or_stop(Arena *arena, const Code *code, char **words)
{
    const MachineSettings settings = {
        .folder = words[2], .program = words[1], .kind = MACHINE_OUTCOMES};
    const char *reason = NULL;
    Module *module = machine_open(arena, code, &settings, &reason);
    if (module)
        return module;
    fprintf(stderr, "native_columns: %s\n", reason ? reason : "no machine code");
    exit(1);
}

static bool try_shape(MadeShape shape, char **words, size_t runs, uint32_t chunk)
{
    Arena *arena = arena_new();
    Made made = made_rules(arena, shape, 20260301);
    const char *reason;
    add_rules(arena, &made);
    hash_code(made.code);
    if (!code_verify(made.code, arena, &reason)) {
        fprintf(stderr, "native_columns: %s\n", reason);
        exit(1);
    }
    Data data = make_data(made.code, 7);
    Module *module = open_or_stop(arena, made.code, words);
    bool *is_kept = ARENA_ARRAY(arena, made.code->instruction_count, bool);
    code_mark_outcomes(made.code, is_kept);
    if (!chunk)
        chunk = engine_get_keeping_chunk_rows(made.code);
    Subject subjects[2] = {{.made = &made, .data = &data, .chunk = chunk}};
    subjects[0].table = make_table(arena, made.code, chunk);
    subjects[1] = subjects[0];
    subjects[0].engine = engine_new_keeping(arena, made.code, is_kept);
    subjects[1].engine = machine_new_engine(arena, made.code, module, MACHINE_OUTCOMES);
    bool is_same = report(&subjects[0], &subjects[1], runs);
    module_close(module);
    free_data(&data);
    arena_free(arena);
    return is_same;
}

int main(int count, char **words)
{
    static const MadeShape shapes[] = {{13, 17, 300, 12}, {130, 170, 5000, 200}};
    size_t runs = count > 3 ? strtoul(words[3], NULL, 10) : 9;
    uint32_t chunk = count > 4 ? (uint32_t)strtoul(words[4], NULL, 10) : 0;
    bool is_same = true;
    if (count < 3 || runs < 1 || runs > RUNS_MOST || chunk % 64) {
        fprintf(stderr, "usage: native_columns HELPER FOLDER [RUNS [CHUNK_ROWS]]\n");
        return 2;
    }
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        is_same = try_shape(shapes[i], words, runs, chunk) && is_same;
    return is_same ? 0 : 1;
}
