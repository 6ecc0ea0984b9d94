/* engine.c - one case at a time: the engine against the same formulas as branch-free C, side by side in one process.
 *
 * The C is made from the same Code (to_c.c), compiled with -O3 and loaded. Both take cases whose facts stand ready, each in
 * its own form, and both must come to the same outcomes on every case. Prints nanoseconds a case (medians, of the processor's
 * time) and the ratio: for the procedure ending_a_plan.proc, and for made rules of 50 and 500 nodes.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: engine PROCEDURE COMPILER [RUNS]
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/planes.h"
#include "driver/driver.h"
#include "engine/engine.h"
#include "made.h"
#include "to_c.h"

#define CASES 32
#define RUNS_MOST 1000
#define OUTCOMES_MOST 1000

/* The same cases in both forms. */
typedef struct Cases {
    CaseTable *tables[CASES];
    unsigned char *facts[CASES];
    long long *values[CASES];
} Cases;

typedef struct Subject {
    const char *name;
    const Code *code;
    const uint32_t *outcomes;
    uint32_t outcome_count;
    MadeC *c;
} Subject;

static double get_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* ---- cases ---- */

static Value make_value(const CodeFact *fact, uint32_t *seed)
{
    switch (fact->type.kind) {
    case TYPE_YES_NO: return made_random(seed, 2);
    case TYPE_ENUMERATION: return made_random(seed, fact->type.enumeration->value_count);
    case TYPE_DATE: return fact->type.kind == TYPE_DATE ? made_random(seed, MADE_DAYS) : 0;
    case TYPE_MONEY: return made_random(seed, 3000000);
    case TYPE_NUMBER: return made_random(seed, 20) * NUMBER_ONE;
    case TYPE_DURATION:
    case TYPE_TEXT:
    case TYPE_LIST: break;
    }
    return 0;
}

/* One fact in eight is not given. Dates of the procedure lie around 1 January 2025, day 20089. */
static void make_case(Arena *arena, const Code *code, Cases *cases, uint32_t number, Value day,
                      uint32_t *seed)
{
    CaseTable *table = ARENA_NEW(arena, CaseTable);
    *table = (CaseTable){.code = code,
                         .case_count = 1,
                         .as_of = ARENA_NEW(arena, Value),
                         .frames = ARENA_ARRAY(arena, code->frame_count, CaseFrame),
                         .facts = ARENA_ARRAY(arena, code->fact_count, Column),
                         .done = ARENA_ARRAY(arena, code->action_count, Column),
                         .texts = texts_new(arena)};
    table->as_of[0] = 20500;
    table->frames[0].row_count = 1;
    cases->tables[number] = table;
    cases->facts[number] = ARENA_ARRAY(arena, code->fact_count, unsigned char);
    cases->values[number] = ARENA_ARRAY(arena, code->fact_count, long long);
    for (uint32_t i = 0; i < code->fact_count; i++) {
        const CodeFact *fact = &code->facts[i];
        bool is_yes_no = fact->type.kind == TYPE_YES_NO, is_given = made_random(seed, 8) > 0;
        Value value = make_value(fact, seed) + (fact->type.kind == TYPE_DATE ? day : 0);
        table->facts[i] = column_new(arena, is_yes_no, 1);
        if (is_given)
            column_give(&table->facts[i], 0, value);
        cases->facts[number][i] = (unsigned char)(!is_yes_no  ? is_given
                                                  : !is_given ? 1
                                                  : value     ? 3
                                                              : 0);
        cases->values[number][i] = value;
    }
}

/* ---- the C ---- */

static MadeC *compile(const char *compiler, const Subject *subject)
{
    char folder[] = "/tmp/engine.XXXXXX", path[64], command[400];
    if (!mkdtemp(folder))
        return NULL;
    snprintf(path, sizeof path, "%s/made.c", folder);
    FILE *file = fopen(path, "w");
    bool is_written =
        file && to_c_write(file, subject->code, subject->outcomes, subject->outcome_count, "made");
    if (!file || fclose(file) || !is_written)
        return NULL;
    snprintf(command, sizeof command, "%s -O3 -shared -fPIC -w -o %s/made.so %s", compiler, folder,
             path);
    if (system(command))
        return NULL;
    snprintf(command, sizeof command, "%s/made.so", folder);
    void *library = dlopen(command, RTLD_NOW);
    remove(command), remove(path), rmdir(folder);
    return library ? (MadeC *)(uintptr_t)dlsym(library, "made") : NULL;
}

/* ---- measuring ---- */

static bool is_same_outcome(const Subject *subject, Engine *engine, const Cases *cases)
{
    static unsigned char outcomes[OUTCOMES_MOST];
    for (uint32_t i = 0; i < CASES; i++) {
        const Evaluation *evaluation = engine_run(engine, cases->tables[i]);
        subject->c(cases->facts[i], cases->values[i], outcomes);
        for (uint32_t k = 0; k < subject->outcome_count; k++)
            if (evaluation_get_truth(evaluation, subject->outcomes[k], 0) != outcomes[k])
                return false;
    }
    return true;
}

static double time_engine(Engine *engine, const Subject *subject, const Cases *cases)
{
    static volatile uint64_t sink;
    double start = get_nanoseconds();
    for (uint32_t i = 0; i < CASES; i++) {
        const Evaluation *evaluation = engine_run(engine, cases->tables[i]);
        for (uint32_t k = 0; k < subject->outcome_count; k++)
            sink = (uint64_t)evaluation_get_truth(evaluation, subject->outcomes[k], 0);
    }
    return (get_nanoseconds() - start) / CASES + 0 * (double)sink;
}

static double time_c(const Subject *subject, const Cases *cases)
{
    static volatile unsigned char outcomes[OUTCOMES_MOST];
    double start = get_nanoseconds();
    for (uint32_t i = 0; i < CASES; i++)
        subject->c(cases->facts[i], cases->values[i], (unsigned char *)(uintptr_t)outcomes);
    return (get_nanoseconds() - start) / CASES;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static bool measure(const char *compiler, Subject *subject, Value day, uint32_t runs)
{
    static double engine_times[RUNS_MOST], c_times[RUNS_MOST];
    static Cases cases;
    Arena *arena = arena_new();
    uint32_t seed = 20260301;
    for (uint32_t i = 0; i < CASES; i++)
        make_case(arena, subject->code, &cases, i, day, &seed);
    subject->c = compile(compiler, subject);
    Engine *engine = engine_new(arena, subject->code);
    if (!subject->c || !is_same_outcome(subject, engine, &cases)) {
        fprintf(stderr, "engine: %s: %s\n", subject->name,
                subject->c ? "outcomes differ" : "cannot be compiled");
        return false;
    }
    for (uint32_t i = 0; i < runs; i++) {
        engine_times[i] = time_engine(engine, subject, &cases);
        c_times[i] = time_c(subject, &cases);
    }
    qsort(engine_times, runs, sizeof *engine_times, compare_doubles);
    qsort(c_times, runs, sizeof *c_times, compare_doubles);
    double engine_time = engine_times[runs / 2], c_time = c_times[runs / 2];
    printf(
        "%-16s %4u facts %4u outcomes %5u instructions  engine %8.1f ns  C %8.1f ns  ratio %5.2f  "
        "same outcomes\n",
        subject->name, subject->code->fact_count, subject->outcome_count,
        subject->code->instruction_count, engine_time, c_time, engine_time / c_time);
    fflush(stdout);
    arena_free(arena);
    return true;
}

static bool measure_procedure(const char *path, const char *compiler, uint32_t runs)
{
    DriverOptions options = {NULL, 0};
    Driver *driver = driver_new(&options);
    Program *program = driver_load(driver, path);
    uint32_t outcomes[OUTCOMES_MOST];
    if (!program || !program->code)
        return false;
    for (uint32_t i = 0; i < program->code->decision_count; i++)
        outcomes[i] = program->code->decisions[i].reg;
    Subject subject = {"ending a plan", program->code, outcomes, program->code->decision_count,
                       NULL};
    bool is_right = measure(compiler, &subject, 20089 - MADE_DAYS / 2, runs);
    driver_free(driver);
    return is_right;
}

static bool measure_made(uint32_t nodes, const char *compiler, uint32_t runs)
{
    char name[32];
    Arena *arena = arena_new();
    uint32_t outcomes = nodes / 25;
    Made made = made_rules(arena, (MadeShape){nodes / 20, nodes / 10, nodes, outcomes}, 7);
    snprintf(name, sizeof name, "%u nodes", nodes);
    Subject subject = {name, made.code, made.outcomes, made.outcome_count, NULL};
    bool is_right = measure(compiler, &subject, 0, runs);
    arena_free(arena);
    return is_right;
}

int main(int argc, char **argv)
{
    uint32_t runs = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 201;
    if (argc < 3 || runs < 1 || runs > RUNS_MOST) {
        fprintf(stderr, "usage: engine PROCEDURE COMPILER [RUNS]\n");
        return 2;
    }
    bool is_right = measure_procedure(argv[1], argv[2], runs);
    is_right = measure_made(50, argv[2], runs) && is_right;
    is_right = measure_made(500, argv[2], runs) && is_right;
    return is_right ? 0 : 1;
}
