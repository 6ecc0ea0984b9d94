/* test_batch.c - batch_run with chunks so small that workers are faster than the reader: nothing waits for ever, nothing is lost,
 * nothing comes twice; it stops where it is told to and goes on from there; and records of CSV end where a plain reading
 * of RFC 4180 says, however they come in.
 *
 * What must come is written by the test itself, record by record. A run that does not end is ended by an alarm.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome_unit.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch/batch.h"
#include "code_builder.h"

/* However slow the machine; a run that hangs takes longer. */
#define SECONDS_MOST 300

static const Code *make_code(void **state)
{
    Build it = build_start(state);
    make_yes_when(&it, "d", make_fact(&it, 0, "a", YES_NO));
    return build_code(&it);
}

/* ---- files */

/* A file that is gone when it is closed. */
static int make_file(Str bytes)
{
    char name[] = "/tmp/procc-test-XXXXXX";
    int file = mkstemp(name);
    assert_true(file >= 0);
    unlink(name);
    assert_true(write(file, bytes.bytes, bytes.length) == (ssize_t)bytes.length);
    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    return file;
}

static const char *read_file(Arena *arena, int file)
{
    Text text = text_in(arena);
    char bytes[4096];
    assert_int_equal(lseek(file, 0, SEEK_SET), 0);
    for (ssize_t count; (count = read(file, bytes, sizeof bytes)) > 0;)
        text_add_str(&text, (Str){bytes, (size_t)count});
    return str_to_text(arena, text_get(&text));
}

/* ---- cases */

typedef struct Cases {
    Text input, output, rejects;
    uint32_t rejected;
} Cases;

/* Records of all kinds, and what is to be answered to each: right ones in one line and in two, wrong ones, blank lines. */
static Cases make_cases(Arena *arena, uint32_t count)
{
    Cases it = {text_in(arena), text_in(arena), text_in(arena), 0};
    unsigned line = 2;
    text_add(&it.input, "id,a\n");
    for (uint32_t i = 0; i < count; i++, line++) {
        const char *value = i % 3 ? "true" : "false";
        if (i % 50 == 7) {
            text_add_format(&it.input, "%u,perhaps\n", i);
            text_add_format(&it.rejects, "%u\n", line);
            it.rejected++;
            continue;
        }
        text_add_format(&it.output, "{\"line\":%u,\"id\":", line);
        if (i % 40 == 9) {
            text_add_format(&it.input, "\"%u\n\",%s\n", i, i % 3 ? "yes" : "no");
            text_add_format(&it.output, "\"%u\\n\"", i);
            line++;
        } else {
            text_add_format(&it.input, "%u,%s\n", i, i % 3 ? "yes" : "no");
            text_add_format(&it.output, "\"%u\"", i);
        }
        text_add_format(&it.output, ",\"decisions\":{\"d\":{\"value\":%s}},\"norms\":[]}\n", value);
        if (i % 30 == 11) {
            text_add(&it.input, "\r\n");
            line++;
        }
    }
    return it;
}

/* ---- runs */

typedef struct Run {
    BatchOptions options;
    BatchState at;
    uint32_t calls_left; /* of go_on, until it says no */
    Text told;           /* the lines of what was rejected */
} Run;

static bool go_on(void *context, const BatchState *state)
{
    Run *run = context;
    assert_true(state->offset >= run->at.offset);
    if (run->calls_left == 0)
        return false;
    run->calls_left--;
    return true;
}

static void tell(void *context, const BatchReject *reject)
{
    Run *run = context;
    text_add_format(&run->told, "%u\n", (unsigned)reject->line);
}

static void init_run(Run *run, void **state, int input)
{
    *run = (Run){.at = BATCH_START, .calls_left = UINT32_MAX, .told = text_in(*state)};
    run->options = (BatchOptions){
        .bulk = {.form = BULK_CSV,
                 .delimiter = ',',
                 .id = "id",
                 .has_day = true,
                 .day = AS_OF,
                 .rows_most = 64},
        .line = {.has_id = true},
        .input_name = "cases",
        .input = input,
        .output = make_file(STR("")),
        .rejects = -1,
        .shown_most = 1000000,
        .context = run,
        .go_on = go_on,
        .reject = tell,
    };
}

static BatchEnd begin(Run *run, void **state, const Code *code, uint32_t jobs, uint32_t records)
{
    Report *report = report_new(*state, code->sources);
    run->options.job_count = jobs;
    run->options.chunk_records = records;
    return batch_run(code, &run->options, &run->at, report);
}

static void assert_answered(const Run *run, void **state, const Cases *cases)
{
    assert_string_equal(read_file(*state, run->options.output),
                        str_to_text(*state, text_get(&cases->output)));
    assert_string_equal(str_to_text(*state, text_get(&run->told)),
                        str_to_text(*state, text_get(&cases->rejects)));
    assert_int_equal(run->at.rejected, cases->rejected);
    close(run->options.output);
    close(run->options.input);
}

/* A worker may be done before the reader looks up again; so many chunks that this happens. */
static void workers_are_faster_than_the_reader(void **state)
{
    const Code *code = make_code(state);
    Cases cases = make_cases(*state, 40000);
    static const uint32_t jobs[] = {2, 8, 3};
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        Run run;
        init_run(&run, state, make_file(text_get(&cases.input)));
        assert_int_equal(begin(&run, state, code, jobs[i], 1), BATCH_DONE);
        assert_int_equal(run.at.offset, cases.input.length);
        assert_answered(&run, state, &cases);
    }
}

/* What was stopped at any chunk goes on with the same bytes. */
static void a_run_stops_and_goes_on(void **state)
{
    const Code *code = make_code(state);
    Cases cases = make_cases(*state, 500);
    Run run;
    uint32_t stops = 0;
    init_run(&run, state, make_file(text_get(&cases.input)));
    for (;;) {
        run.calls_left = 1 + stops % 7;
        BatchEnd end = begin(&run, state, code, 3, 3);
        if (end == BATCH_DONE)
            break;
        assert_int_equal(end, BATCH_STOPPED);
        assert_int_equal(lseek(run.options.output, 0, SEEK_END), run.at.output_size);
        assert_int_equal(lseek(run.options.input, 0, SEEK_SET), 0);
        assert_true(++stops < 1000);
    }
    assert_true(stops > 3);
    assert_answered(&run, state, &cases);
}

/* Each of the first lines opens a quote that nothing closes for more than a record has room for; then a line that is itself too
 * long. They are given up line by line, and what follows is answered, records of two lines too. */
static void quotes_that_are_never_closed(void **state)
{
    const Code *code = make_code(state);
    Cases cases = make_cases(*state, 0);
    unsigned line = 2;
    for (; line < 60; line++) {
        text_add(&cases.input, "a\",\"\n");
        text_add_format(&cases.rejects, "%u\n", line);
        cases.rejected++;
    }
    text_add_repeat(&cases.input, 'z', BULK_RECORD_MOST + 10);
    text_add(&cases.input, "\n");
    text_add_format(&cases.rejects, "%u\n", line++);
    cases.rejected++;
    for (uint32_t i = 0; i < 300; i++, line += 2) {
        text_add(&cases.input, "\"7\n\",yes\n");
        text_add_format(&cases.output,
                        "{\"line\":%u,\"id\":\"7\\n\",\"decisions\":{\"d\":{\"value\":true}},"
                        "\"norms\":[]}\n",
                        line);
    }
    for (uint32_t jobs = 1; jobs <= 2; jobs++) {
        Run run;
        init_run(&run, state, make_file(text_get(&cases.input)));
        assert_int_equal(begin(&run, state, code, jobs, 0), BATCH_DONE);
        assert_answered(&run, state, &cases);
    }
}

static void an_output_that_takes_no_more(void **state)
{
    const Code *code = make_code(state);
    Cases cases = make_cases(*state, 3000);
    static const uint32_t jobs[] = {1, 4, 8};
    for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
        Run run;
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        init_run(&run, state, make_file(text_get(&cases.input)));
        close(run.options.output);
        close(ends[0]);
        run.options.output = ends[1];
        assert_int_equal(begin(&run, state, code, jobs[i], 1), BATCH_CANNOT_WRITE);
        assert_int_equal(run.at.records, 0);
        close(ends[1]);
        close(run.options.input);
    }
}

/* ---- pipes */

typedef struct Trickle {
    int end;
    Str bytes;
} Trickle;

/* First byte by byte, so that everything is cut in two once, then in pieces. */
static void *trickle(void *argument)
{
    const Trickle *source = argument;
    for (size_t at = 0; at < source->bytes.length;) {
        size_t most = at < 30 ? 1 : 977;
        Str piece = str_slice(source->bytes, at,
                              at + most < source->bytes.length ? at + most : source->bytes.length);
        if (write(source->end, piece.bytes, piece.length) != (ssize_t)piece.length)
            break;
        at += piece.length;
    }
    close(source->end);
    return NULL;
}

static void input_that_comes_little_by_little(void **state)
{
    const Code *code = make_code(state);
    Cases cases = make_cases(*state, 2000);
    Text input = text_in(*state);
    Run run;
    int ends[2];
    pthread_t thread;
    assert_int_equal(pipe(ends), 0);
    text_add(&input, "\xef\xbb\xbf");
    text_add_str(&input, text_get(&cases.input));
    Trickle source = {ends[1], text_get(&input)};
    init_run(&run, state, ends[0]);
    assert_int_equal(pthread_create(&thread, NULL, trickle, &source), 0);
    assert_int_equal(begin(&run, state, code, 2, 0), BATCH_DONE);
    pthread_join(thread, NULL);
    assert_int_equal(run.at.offset, input.length);
    assert_answered(&run, state, &cases);
}

/* Neither the header nor a record comes: who waits is asked, and may say that it is enough. */
static void nothing_comes(void **state)
{
    const Code *code = make_code(state);
    static const char *const begun[] = {"", "id,a\n", "id,a\n1,yes\n2,"};
    for (size_t i = 0; i < sizeof begun / sizeof begun[0]; i++) {
        Run run;
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        init_run(&run, state, ends[0]);
        run.calls_left = 3;
        assert_true(write(ends[1], begun[i], strlen(begun[i])) == (ssize_t)strlen(begun[i]));
        assert_int_equal(begin(&run, state, code, 2, 1), BATCH_STOPPED);
        assert_int_equal(run.at.records, 0);
        close(ends[0]);
        close(ends[1]);
        close(run.options.output);
    }
}

/* ---- where records end */

/* Letter by letter from the beginning, each time anew. */
static size_t end_slowly(Str text, size_t start)
{
    bool is_in_quotes = false, begins = true;
    for (size_t i = start; i < text.length; i++) {
        char byte = text.bytes[i];
        bool was_first = begins;
        begins = false;
        if (is_in_quotes && byte == '"' && i + 1 < text.length && text.bytes[i + 1] == '"')
            i++;
        else if (is_in_quotes)
            is_in_quotes = byte != '"';
        else if (byte == '\n')
            return i;
        else if (byte == '"')
            is_in_quotes = was_first;
        else
            begins = byte == ',';
    }
    return text.length;
}

static Str make_quotes(Arena *arena, uint32_t *seed)
{
    static const char *const pieces[] = {"\"", "\n", ",", "a", "a\",\"\n", "\"\"", "x\r\n", ",\""};
    Text text = text_in(arena);
    for (uint32_t i = 1 + builder_random(seed, 40); i > 0; i--)
        text_add(&text, pieces[builder_random(seed, 8)]);
    return text_get(&text);
}

/* The text grows at its end and is taken away at its beginning, as a reader does; after a record either the next one
 * follows or, as after one that is too long, the next line. */
static void records_end_where_a_plain_reading_says(void **state)
{
    static const BulkOptions options = {.form = BULK_CSV, .delimiter = ','};
    uint32_t seed = 11;
    for (uint32_t trial = 0; trial < 30000; trial++) {
        Arena *arena = arena_new();
        Str all = make_quotes(arena, &seed);
        BulkScan scan = {0};
        size_t known = 1, taken = 0;
        while (taken < all.length) {
            Str text = str_slice(all, taken, known);
            size_t next, end = bulk_find_end_on(&options, text, 0, &scan, &next);
            size_t wanted = end_slowly(text, 0);
            bool has_end = wanted < text.length, is_last = known == all.length;
            bool has_return = has_end && wanted > 0 && text.bytes[wanted - 1] == '\r';
            assert_int_equal(end, wanted - has_return);
            assert_int_equal(next, wanted + has_end);
            size_t line = str_find_byte(text, '\n');
            size_t gone = next;
            if (builder_random(&seed, 3) == 0 && line < text.length)
                gone = line + 1;
            else if (!has_end && !is_last)
                gone = 0;
            taken += gone;
            scan.at = scan.at > gone ? scan.at - gone : 0;
            known += builder_random(&seed, 9);
            known = known <= taken ? taken + 1 : known;
            known = known > all.length ? all.length : known;
        }
        arena_free(arena);
    }
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(workers_are_faster_than_the_reader),     UNIT_TEST(a_run_stops_and_goes_on),
        UNIT_TEST(quotes_that_are_never_closed),           UNIT_TEST(an_output_that_takes_no_more),
        UNIT_TEST(input_that_comes_little_by_little),      UNIT_TEST(nothing_comes),
        UNIT_TEST(records_end_where_a_plain_reading_says),
    };
    signal(SIGPIPE, SIG_IGN);
    alarm(SECONDS_MOST);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
