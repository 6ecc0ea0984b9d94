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
#include "data.h"
#include "made.h"

#define CHECKED_CHUNKS 20
#define RUNS_MOST 1000
/* Turns of a run: so short that whatever else the machine is doing disturbs all alike. */
#define TURNS 16

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

/* ---- evaluating ---- */

static const Evaluation *evaluate_chunk(const Subject *subject, uint32_t first, uint32_t end)
{
    uint32_t left = end - first;
    data_set_chunk(subject->table, subject->data, first,
                   left < subject->chunk ? left : subject->chunk);
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
            sink = sink + data_read(data, turn * count, count);
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
    Data data = data_make(made.code, 7);
    Module *module = open_or_stop(arena, made.code, words);
    bool *is_kept = ARENA_ARRAY(arena, made.code->instruction_count, bool);
    code_mark_outcomes(made.code, is_kept);
    if (!chunk)
        chunk = engine_get_keeping_chunk_rows(made.code);
    Subject subjects[2] = {{.made = &made, .data = &data, .chunk = chunk}};
    subjects[0].table = data_make_table(arena, made.code, chunk);
    subjects[1] = subjects[0];
    subjects[0].engine = engine_new_keeping(arena, made.code, is_kept);
    subjects[1].engine = machine_new_engine(arena, made.code, module, MACHINE_OUTCOMES);
    bool is_same = report(&subjects[0], &subjects[1], runs);
    module_close(module);
    data_free(&data);
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
