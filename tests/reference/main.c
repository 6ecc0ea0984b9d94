/* main.c - compares the engine with the reference evaluator.
 *
 * reference [--seed S] [--count N] [--seconds T] [--cases K] [--keep N] [--reasons-every M] [--idle 0] [--out FOLDER]
 *     random programs, K cases each; the reasons of one program in M (0: of none) are put to the test, with --idle 0 not for idle facts; the same seed gives the same ones. A difference is made small and written to FOLDER as
 *     NUMBER.proc, NUMBER.case and NUMBER.txt with both dumps.
 * reference PROGRAM.proc CASE.case
 *     only these; the case's first line is `# as of DATE`. Shows both dumps.
 * reference PATH...
 *     every scenario of these texts and folders.
 * Exit status 0 where both say the same, 1 where they do not.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "reference/generate.h"
#include "reference/idle.h"
#include "reference/joined.h"
#include "reference/scenarios.h"
#include "reference/trial.h"

/* Reasons are written for one program in so many: that takes ten times as long as the rest. */
#define SHOWN_EVERY 10
/* They are put to the test for one program in so many: that takes some hundred times as long. */
#define REASONS_EVERY 40

/* The cases of one program in so many are evaluated together too, as a table of up to this many rows. */
#define JOINED_EVERY 5
#define JOINED_ROWS_MOST 150
#define JOINED_CASES_MOST 16

typedef struct Options {
    uint64_t seed, count, seconds, cases, keep, reasons_every, idle;
    const char *folder;
    const char *const *paths;
    size_t path_count;
} Options;

typedef struct Tally {
    uint64_t programs, refused, cases, wrong_cases, differences, lines;
} Tally;

static bool read_file(Arena *arena, const char *path, Str *bytes)
{
    FILE *file = fopen(path, "rb");
    Text out = text_in(arena);
    int byte;
    if (!file)
        return false;
    text_add(&out, "");
    while ((byte = fgetc(file)) != EOF)
        text_add_byte(&out, (char)byte);
    fclose(file);
    *bytes = text_get(&out);
    return true;
}

static void write_file(const char *path, Str bytes)
{
    FILE *file = fopen(path, "wb");
    if (!file) {
        fprintf(stderr, "reference: %s: %s\n", path, strerror(errno));
        return;
    }
    fwrite(bytes.bytes, 1, bytes.length, file);
    fclose(file);
}

/* ---- one difference ---- */

static void report_difference(const Options *options, uint64_t number, Str text, Str case_text,
                              Value as_of)
{
    Arena *arena = arena_new();
    trial_shrink(arena, &text, &case_text, as_of);
    Text case_out = text_in(arena);
    text_add(&case_out, "# as of ");
    value_write_text(&case_out, (Type){TYPE_DATE, NULL}, NULL, as_of);
    text_add_format(&case_out, "\n%.*s", STR_ARG(case_text));
    Compiled compiled = trial_compile(arena, text);
    Trial trial = trial_run(arena, &compiled, case_text, as_of, true);
    Str words = trial_describe(arena, &trial);
    mkdir(options->folder, 0777);
    write_file(arena_format(arena, "%s/%llu.proc", options->folder, (unsigned long long)number),
               text);
    write_file(arena_format(arena, "%s/%llu.case", options->folder, (unsigned long long)number),
               text_get(&case_out));
    write_file(arena_format(arena, "%s/%llu.txt", options->folder, (unsigned long long)number),
               words);
    printf("\n==== difference in program %llu: %s/%llu.proc\n%.*s\n---- case\n%.*s\n---- %.*s",
           (unsigned long long)number, options->folder, (unsigned long long)number, STR_ARG(text),
           STR_ARG(text_get(&case_out)), STR_ARG(words));
    arena_free(arena);
}

/* ---- many programs ---- */

static void report_refused(const Options *options, Tally *tally, uint64_t number, Str text,
                           const Report *report)
{
    if (++tally->refused > options->keep)
        return;
    printf("\n==== program %llu was refused\n%.*s\n", (unsigned long long)number, STR_ARG(text));
    for (size_t i = 0; i < report->messages.count; i++)
        if (report->messages.items[i].kind->severity == SEVERITY_ERROR)
            printf("---- %s: %s\n     at: %.*s\n", report->messages.items[i].kind->code,
                   report->messages.items[i].text,
                   STR_ARG(source_get_words(report->sources, report->messages.items[i].span)));
}

static void try_joined(Tally *tally, uint64_t number, Arena *arena, const Evaluation *const *alone,
                       uint32_t count)
{
    if (count == 0 || number % JOINED_EVERY != 0)
        return;
    uint32_t row_count = 2 + (uint32_t)(number / JOINED_EVERY * 37 % (JOINED_ROWS_MOST - 1));
    const char *difference = joined_find_difference(arena, alone, count, row_count);
    if (!difference)
        return;
    tally->differences++;
    printf("\n==== program %llu: %u cases together: %s\n", (unsigned long long)number,
           (unsigned)row_count, difference);
}

static void try_program(const Options *options, Tally *tally, uint64_t number)
{
    const Evaluation *alone[JOINED_CASES_MOST];
    uint32_t alone_count = 0;
    Arena *arena = arena_new();
    Random random = {options->seed * UINT64_C(1000003) + number};
    Str text = generate_program(arena, &random);
    Compiled compiled = trial_compile(arena, text);
    tally->programs++;
    if (!compiled.code)
        report_refused(options, tally, number, text, compiled.report);
    for (uint64_t i = 0; compiled.code && i < options->cases; i++) {
        Value as_of;
        Str case_text = generate_case(arena, &random, compiled.core, &as_of);
        Trial trial = trial_run(arena, &compiled, case_text, as_of,
                                options->reasons_every && number % options->reasons_every == 0);
        tally->cases++;
        tally->lines += trial.reference.count;
        tally->wrong_cases += trial.case_text.length != case_text.length || !trial.is_case_right;
        if (trial.is_case_right && alone_count < JOINED_CASES_MOST)
            alone[alone_count++] = trial.outcome->evaluation;
        if (number % SHOWN_EVERY == 0 && i == 0)
            trial_show(arena, &trial);
        if (!trial.is_case_right || trial.is_same)
            continue;
        if (++tally->differences <= options->keep)
            report_difference(options, number, text, case_text, as_of);
        break;
    }
    try_joined(tally, number, arena, alone, alone_count);
    arena_free(arena);
}

static double get_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int run_many(const Options *options)
{
    Tally tally = {0};
    double start = get_seconds();
    printf("reference --seed %llu\n", (unsigned long long)options->seed);
    fflush(stdout);
    for (uint64_t number = 0; !options->count || number < options->count; number++) {
        if (options->seconds && get_seconds() - start >= (double)options->seconds)
            break;
        if (tally.differences >= options->keep || tally.refused >= options->keep)
            break;
        try_program(options, &tally, number);
    }
    printf("%llu programs, %llu cases, %llu lines of outcomes compared in %.1f s: %llu "
           "differences, %llu programs refused, "
           "%llu cases wrong\n",
           (unsigned long long)tally.programs, (unsigned long long)tally.cases,
           (unsigned long long)tally.lines, get_seconds() - start,
           (unsigned long long)tally.differences, (unsigned long long)tally.refused,
           (unsigned long long)tally.wrong_cases);
    return tally.differences || tally.refused || tally.wrong_cases ? 1 : 0;
}

/* ---- one program ---- */

static bool read_as_of(Str case_text, Value *as_of)
{
    Str words = STR("# as of ");
    if (!str_has_prefix(case_text, "# as of "))
        return false;
    size_t end = str_find_byte(case_text, '\n');
    return value_read(as_of, (Type){TYPE_DATE, NULL}, NULL,
                      str_slice(case_text, words.length, end)) == READ_OK;
}

static int run_one(const Options *options)
{
    Arena *arena = arena_new();
    Str text, case_text;
    Value as_of;
    if (!read_file(arena, options->paths[0], &text) ||
        !read_file(arena, options->paths[1], &case_text) || !read_as_of(case_text, &as_of)) {
        fprintf(
            stderr,
            "reference: cannot read the program, or the case that begins with '# as of DATE'\n");
        return 4;
    }
    Compiled compiled = trial_compile(arena, text);
    if (!compiled.code) {
        Tally tally = {0};
        report_refused(options, &tally, 0, text, compiled.report);
        return 1;
    }
    Trial trial = trial_run(arena, &compiled, case_text, as_of, true);
    printf("%.*s", STR_ARG(trial_describe(arena, &trial)));
    bool is_same = trial.is_case_right && trial.is_same;
    arena_free(arena);
    return is_same ? 0 : 1;
}

static bool is_case(const char *path)
{
    size_t length = strlen(path);
    return length > 5 && !strcmp(path + length - 5, ".case");
}

static bool read_number(Options *options, const char *name, const char *words)
{
    static const char *const names[] = {"--seed", "--count",         "--seconds", "--cases",
                                        "--keep", "--reasons-every", "--idle"};
    uint64_t *const numbers[] = {&options->seed,  &options->count, &options->seconds,
                                 &options->cases, &options->keep,  &options->reasons_every,
                                 &options->idle};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) != 0)
            continue;
        char *end;
        *numbers[i] = strtoull(words, &end, 10);
        return *words && !*end;
    }
    if (strcmp(name, "--out") != 0)
        return false;
    options->folder = words;
    return true;
}

static bool read_options(Options *options, int count, const char *const *words)
{
    int at = 1;
    for (; at < count && words[at][0] == '-'; at += 2)
        if (at + 1 == count || !read_number(options, words[at], words[at + 1]))
            return false;
    options->paths = words + at;
    options->path_count = (size_t)(count - at);
    return true;
}

int main(int count, char **words)
{
    Options options = {.seed = 1,
                       .cases = 3,
                       .keep = 1,
                       .reasons_every = REASONS_EVERY,
                       .idle = 1,
                       .folder = "build/differences"};
    if (!read_options(&options, count, (const char *const *)words)) {
        fprintf(stderr, "usage: reference [--seed S] [--count N] [--seconds T] [--cases K] [--keep "
                        "N] [--reasons-every M] [--idle 0] [--out FOLDER]\n"
                        "       reference PROGRAM.proc CASE.case\n       reference PATH...\n");
        return 2;
    }
    if (!options.path_count && !options.idle)
        idle_leave_out();
    if (options.path_count == 2 && is_case(options.paths[1]))
        return run_one(&options);
    if (options.path_count)
        return scenarios_compare(options.paths, options.path_count, options.reasons_every) ? 0 : 1;
    if (!options.count && !options.seconds)
        options.count = 20000;
    return run_many(&options);
}
