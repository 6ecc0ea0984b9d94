/* compare.c - runs random programs on the engine and on the reference evaluator and compares what comes out.
 *
 * compare [--seed S] [--count N] [--seconds T] [--cases K] [--keep N] [--out FOLDER] [PROGRAM.proc CASE.case]
 * The same seed gives the same programs. A difference is made small and written to FOLDER as NUMBER.proc, NUMBER.case and
 * NUMBER.txt with both dumps; exit status 1. With a program and a case: compares only these and shows both dumps.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "reference/generate.h"
#include "reference/trial.h"

typedef struct Options {
    uint64_t seed, count, seconds, cases, keep;
    const char *folder;
    const char *files[2];
    size_t file_count;
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
        fprintf(stderr, "compare: %s: %s\n", path, strerror(errno));
        return;
    }
    fwrite(bytes.bytes, 1, bytes.length, file);
    fclose(file);
}

/* ---- one difference ---- */

static void write_only(Text *out, const char *mark, const Lines *lines, const Lines *others)
{
    for (size_t i = 0; i < lines->count; i++) {
        bool is_in_both = false;
        for (size_t k = 0; k < others->count; k++)
            is_in_both |= !strcmp(lines->items[i], others->items[k]);
        if (!is_in_both)
            text_add_format(out, "%s %s\n", mark, lines->items[i]);
    }
}

static Str describe(Arena *arena, const Trial *trial)
{
    Text out = text_in(arena);
    text_add(&out, "differences (- reference, + engine):\n");
    write_only(&out, "-", &trial->reference, &trial->engine);
    write_only(&out, "+", &trial->engine, &trial->reference);
    if (trial->unlisted)
        text_add_format(&out, "- presumed %s\n", trial->unlisted);
    text_add(&out, "\nreference:\n");
    lines_write(&out, &trial->reference);
    text_add(&out, "\nengine:\n");
    lines_write(&out, &trial->engine);
    return text_get(&out);
}

static void report_difference(const Options *options, uint64_t number, Str text, Str case_text, Value as_of)
{
    Arena *arena = arena_new();
    trial_shrink(arena, &text, &case_text, as_of);
    Text case_out = text_in(arena);
    text_add(&case_out, "# as of ");
    value_write_text(&case_out, (Type){TYPE_DATE, NULL}, NULL, as_of);
    text_add_format(&case_out, "\n%.*s", STR_ARG(case_text));
    Compiled compiled = trial_compile(arena, text);
    Trial trial = trial_run(arena, &compiled, case_text, as_of);
    Str words = describe(arena, &trial);
    mkdir(options->folder, 0777);
    write_file(arena_format(arena, "%s/%llu.proc", options->folder, (unsigned long long)number), text);
    write_file(arena_format(arena, "%s/%llu.case", options->folder, (unsigned long long)number),
               text_get(&case_out));
    write_file(arena_format(arena, "%s/%llu.txt", options->folder, (unsigned long long)number), words);
    printf("\n==== difference in program %llu: %s/%llu.proc\n%.*s\n---- case\n%.*s\n---- %.*s",
           (unsigned long long)number, options->folder, (unsigned long long)number, STR_ARG(text),
           STR_ARG(text_get(&case_out)), STR_ARG(words));
    arena_free(arena);
}

/* ---- many programs ---- */

static void report_refused(const Options *options, Tally *tally, uint64_t number, Str text, const Report *report)
{
    if (++tally->refused > options->keep)
        return;
    printf("\n==== program %llu was refused\n%.*s\n", (unsigned long long)number, STR_ARG(text));
    for (size_t i = 0; i < report->messages.count; i++)
        if (report->messages.items[i].kind->severity == SEVERITY_ERROR)
            printf("---- %s: %s\n     at: %.*s\n", report->messages.items[i].kind->code, report->messages.items[i].text,
                   STR_ARG(source_get_words(report->sources, report->messages.items[i].span)));
}

static void try_program(const Options *options, Tally *tally, uint64_t number)
{
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
        Trial trial = trial_run(arena, &compiled, case_text, as_of);
        tally->cases++;
        tally->lines += trial.reference.count;
        tally->wrong_cases += trial.case_text.length != case_text.length || !trial.is_case_right;
        if (!trial.is_case_right || trial.is_same)
            continue;
        if (++tally->differences <= options->keep)
            report_difference(options, number, text, case_text, as_of);
        break;
    }
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
    printf("compare --seed %llu\n", (unsigned long long)options->seed);
    fflush(stdout);
    for (uint64_t number = 0; !options->count || number < options->count; number++) {
        if (options->seconds && get_seconds() - start >= (double)options->seconds)
            break;
        if (tally.differences >= options->keep || tally.refused >= options->keep)
            break;
        try_program(options, &tally, number);
    }
    printf("%llu programs, %llu cases, %llu lines of outcomes compared in %.1f s: %llu differences, %llu programs refused, "
           "%llu cases wrong\n",
           (unsigned long long)tally.programs, (unsigned long long)tally.cases, (unsigned long long)tally.lines,
           get_seconds() - start, (unsigned long long)tally.differences, (unsigned long long)tally.refused,
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
    return value_read(as_of, (Type){TYPE_DATE, NULL}, NULL, str_slice(case_text, words.length, end)) == READ_OK;
}

static int run_one(const Options *options)
{
    Arena *arena = arena_new();
    Str text, case_text;
    Value as_of;
    if (!read_file(arena, options->files[0], &text) || !read_file(arena, options->files[1], &case_text) ||
        !read_as_of(case_text, &as_of)) {
        fprintf(stderr, "compare: cannot read the program, or the case that begins with '# as of DATE'\n");
        return 4;
    }
    Compiled compiled = trial_compile(arena, text);
    if (!compiled.code) {
        Tally tally = {0};
        report_refused(options, &tally, 0, text, compiled.report);
        return 1;
    }
    Trial trial = trial_run(arena, &compiled, case_text, as_of);
    printf("%.*s", STR_ARG(describe(arena, &trial)));
    bool is_same = trial.is_case_right && trial.is_same;
    arena_free(arena);
    return is_same ? 0 : 1;
}

static bool read_options(Options *options, int count, char **words)
{
    static const char *const names[] = {"--seed", "--count", "--seconds", "--cases", "--keep"};
    uint64_t *const numbers[] = {&options->seed, &options->count, &options->seconds, &options->cases, &options->keep};
    for (int i = 1; i < count; i++) {
        bool is_found = false;
        for (size_t k = 0; k < 5 && i + 1 < count && !is_found; k++) {
            if (strcmp(words[i], names[k]) != 0)
                continue;
            *numbers[k] = strtoull(words[++i], NULL, 10);
            is_found = true;
        }
        if (is_found)
            continue;
        if (!strcmp(words[i], "--out") && i + 1 < count)
            options->folder = words[++i];
        else if (words[i][0] != '-' && options->file_count < 2)
            options->files[options->file_count++] = words[i];
        else
            return false;
    }
    return options->file_count != 1;
}

int main(int count, char **words)
{
    Options options = {.seed = 1, .count = 0, .cases = 3, .keep = 1, .folder = "build/differences"};
    if (!read_options(&options, count, words)) {
        fprintf(stderr, "usage: compare [--seed S] [--count N] [--seconds T] [--cases K] [--keep N] [--out FOLDER] "
                        "[PROGRAM.proc CASE.case]\n");
        return 2;
    }
    if (options.file_count)
        return run_one(&options);
    if (!options.count && !options.seconds)
        options.count = 20000;
    return run_many(&options);
}
