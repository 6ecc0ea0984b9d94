/* columns.c - the interpreter on columns, against reading the same bytes, side by side in one run.
 *
 * Dates stand as int32 with a plane of given bits, yes/no facts as two planes, as a host has them. In short turns: a part of every
 * column is read (and summed), and the engine evaluates the cases of another part chunk by chunk, once so that every register
 * stands afterwards and once for the outcomes alone. Some cases are evaluated alone as well, and must come to the same.
 * Prints, for each number of facts, the bytes a case takes, both rates, and the ratio of the medians.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: columns [RUNS [CHUNK_ROWS]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "code/verify.h"
#include "engine/plan.h"
#include "data.h"
#include "made.h"

#define CHECKED_CASES 2000
#define RUNS_MOST 1000
/* Turns of a run: so short that whatever else the machine is doing disturbs reading and evaluating alike. */
#define TURNS 16

static double get_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- evaluating ---- */

/* An engine, and chunk by chunk what it is given. */
typedef struct Subject {
    const Lanes *lanes;
    const Made *made;
    const Data *data;
    const bool *is_kept; /* NULL: all registers */
    Engine *engine;
    CaseTable *table;
    uint32_t chunk;
} Subject;

static uint64_t evaluate_cases(const Subject *subject, uint32_t first, uint32_t count)
{
    uint64_t sum = 0;
    for (uint32_t end = first + count; first < end; first += subject->chunk) {
        uint32_t left = end - first;
        data_set_chunk(subject->table, subject->data, first,
                       left < subject->chunk ? left : subject->chunk);
        const Evaluation *evaluation = engine_run(subject->engine, subject->table);
        for (uint32_t i = 0; i < subject->made->outcome_count; i++)
            sum += evaluation->registers[subject->made->outcomes[i]].surely[0];
    }
    return sum;
}

/* ---- the same, a case at a time ---- */

static void take_case(CaseTable *table, const Data *data, uint64_t words[][2], int32_t *dates,
                      uint32_t row)
{
    for (uint32_t i = 0; i < data->code->fact_count; i++) {
        const Column *from = &data->columns[i];
        Column *to = &table->facts[i];
        words[i][0] = planes_get(from->given, row);
        words[i][1] = from->yes ? planes_get(from->yes, row) : 0;
        dates[i] = from->narrow ? from->narrow[row] : 0;
        *to = (Column){.given = &words[i][0],
                       .yes = from->yes ? &words[i][1] : NULL,
                       .narrow = from->narrow ? &dates[i] : NULL};
    }
}

static bool is_compared(const Subject *subject, uint32_t reg)
{
    return subject->made->code->instructions[reg].type.kind == TYPE_YES_NO &&
           (!subject->is_kept || subject->is_kept[reg]);
}

static bool check_cases(Arena *arena, const Subject *subject)
{
    const Data *data = subject->data;
    const Code *code = data->code;
    Engine *one = engine_new(arena, code);
    CaseTable *alone = data_make_table(arena, code, 1);
    uint64_t(*words)[2] = arena_alloc_array(arena, code->fact_count, sizeof *words);
    int32_t *dates = ARENA_ARRAY(arena, code->fact_count, int32_t);
    alone->case_count = alone->frames[0].row_count = 1;
    for (uint32_t row = 0; row < CHECKED_CASES; row++) {
        uint32_t first = row / subject->chunk * subject->chunk;
        if (row == first)
            evaluate_cases(subject, first, subject->chunk);
        take_case(alone, data, words, dates, row);
        const Evaluation *evaluation = engine_run(one, alone);
        for (uint32_t i = 0; i < code->instruction_count; i++)
            if (is_compared(subject, i) &&
                evaluation_get_truth(evaluation, i, 0) !=
                    evaluation_get_truth(&subject->engine->evaluation, i, row - first))
                return false;
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

/* The medians of `runs`, in seconds for all cases. */
static void measure(const Subject *subject, size_t runs, double *read, double *evaluated)
{
    static double reading[RUNS_MOST], evaluating[RUNS_MOST];
    static volatile uint64_t sink;
    const uint32_t count = subject->data->case_count / TURNS;
    for (size_t i = 0; i < runs; i++) {
        reading[i] = evaluating[i] = 0;
        for (uint32_t turn = 0; turn < TURNS; turn++) {
            uint32_t other = (turn + TURNS / 2) % TURNS;
            double start = get_seconds();
            sink = sink + data_read(subject->data, turn * count, count);
            double middle = get_seconds();
            sink = sink ^ evaluate_cases(subject, other * count, count);
            reading[i] += middle - start;
            evaluating[i] += get_seconds() - middle;
        }
    }
    *read = get_median(reading, runs);
    *evaluated = get_median(evaluating, runs);
}

static bool report(Arena *arena, const Subject *subject, size_t runs)
{
    double read, evaluated;
    const Data *data = subject->data;
    bool is_right = check_cases(arena, subject);
    measure(subject, runs, &read, &evaluated);
    printf(
        "%4u facts %4u outcomes %5u instructions %4.0f B a case  %-8s %-9s chunk %5u  read %6.1f "
        "M/s (%4.1f GB/s)  evaluate %6.1f M/s  ratio %.2f  %s\n",
        data->code->fact_count, subject->made->outcome_count, data->code->instruction_count,
        (double)data->byte_count / data->case_count, subject->lanes->name,
        subject->is_kept ? "outcomes" : "registers", subject->chunk, data->case_count / read / 1e6,
        (double)data->byte_count / read / 1e9, data->case_count / evaluated / 1e6, read / evaluated,
        is_right ? "same as alone" : "OTHERWISE THAN ALONE");
    fflush(stdout);
    return is_right;
}

static bool *mark_outcomes(Arena *arena, const Made *made)
{
    bool *is_kept = ARENA_ARRAY(arena, made->code->instruction_count, bool);
    for (uint32_t i = 0; i < made->outcome_count; i++)
        is_kept[made->outcomes[i]] = true;
    return is_kept;
}

/* With lanes of each kind, for all registers and for the outcomes; `chunk` 0: as many rows as the engine says. */
static bool try_shape(MadeShape shape, size_t runs, uint32_t chunk)
{
    const Lanes *lanes[LANES_MOST];
    const uint32_t count = lanes_list(lanes);
    Arena *arena = arena_new();
    Made made = made_rules(arena, shape, 20260301);
    const char *reason;
    bool is_right = code_verify(made.code, arena, &reason);
    if (!is_right)
        fprintf(stderr, "columns: %s\n", reason);
    Data data = data_make(made.code, 7);
    for (uint32_t i = 0; is_right && i < 2 * count; i++) {
        Subject subject = {.lanes = lanes[i / 2], .made = &made, .data = &data};
        subject.is_kept = i % 2 ? mark_outcomes(arena, &made) : NULL;
        subject.chunk = chunk        ? chunk
                        : i % 2 == 0 ? engine_get_chunk_rows(made.code)
                                     : engine_get_keeping_chunk_rows(made.code);
        subject.engine = engine_new_for(arena, made.code, subject.lanes, true, subject.is_kept);
        subject.table = data_make_table(arena, made.code, subject.chunk);
        is_right = report(arena, &subject, runs);
    }
    data_free(&data);
    arena_free(arena);
    return is_right;
}

int main(int argc, char **argv)
{
    static const MadeShape shapes[] = {{13, 17, 300, 12}, {130, 170, 5000, 200}};
    size_t runs = argc > 1 ? strtoul(argv[1], NULL, 10) : 9;
    uint32_t chunk = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0;
    bool is_right = true;
    if (runs < 1 || runs > RUNS_MOST || chunk % 64) {
        fprintf(stderr, "usage: columns [RUNS [CHUNK_ROWS]]\n");
        return 2;
    }
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        is_right = try_shape(shapes[i], runs, chunk) && is_right;
    return is_right ? 0 : 1;
}
