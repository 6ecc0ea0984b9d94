/* batch.c - procc batch: many cases from a file to a file.
 *
 * A signal only raises a flag: the chunks that were read are finished, and what a later run needs is written. A second one
 * ends the process at once, which loses no more than killing it does: the time since the journal was written last.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/answer.h"
#include "cli/batch_parts.h"
#include "cli/clock.h"
#include "cli/engines.h"
#include "cli/output.h"
#include "cli/records.h"
#include "cli/session.h"

#define SAVE_MICROSECONDS UINT64_C(500000)
#define JOBS_MOST 1024L
#define SHOWN_MOST 10
#define LINK_LENGTH_MOST ((size_t)4096)

/* The one thing that a signal can reach. */
static volatile sig_atomic_t is_interrupted;

typedef struct Batch {
    Arena *arena;
    const Options *options;
    BatchFiles files;
    BatchShow show;
    BatchOptions run;
    BatchState state;
    Value day;
    uint64_t last_save;
} Batch;

static void interrupt(int signal)
{
    (void)signal;
    is_interrupted = 1;
}

static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
    const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction old;
        bool is_ignored = sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN;
        if (!is_ignored) /* as nohup has it */
            sigaction(signals[i], &action, NULL);
    }
}

/* ------------------------------------------------------------------------------------------ options */

static ExitStatus refuse_value(const Options *options, OptionId option, const char *allowed)
{
    output_complain("--%s '%s': %s", options_get_name(option), options->values[option], allowed);
    return STATUS_USAGE;
}

static bool is_value(const Options *options, OptionId option, const char *word)
{
    return options->values[option] && strcmp(options->values[option], word) == 0;
}

static ExitStatus read_format(Batch *batch)
{
    const Options *options = batch->options;
    LineOptions *line = &batch->run.line;
    line->is_csv = is_value(options, OPTION_FORMAT, "csv");
    line->has_id = options->is_given[OPTION_ID];
    line->with_needs = options->is_given[OPTION_NEEDS];
    line->is_full = options->is_given[OPTION_FULL];
    if (options->is_given[OPTION_FORMAT] && !line->is_csv &&
        !is_value(options, OPTION_FORMAT, "ndjson"))
        return refuse_value(options, OPTION_FORMAT, "write ndjson or csv");
    if (line->is_csv && (line->with_needs || line->is_full)) {
        output_complain("--%s is for NDJSON: CSV has a column for each outcome only",
                        line->is_full ? "full" : "needs");
        return STATUS_USAGE;
    }
    if (line->is_full && options->is_given[OPTION_ONLY]) {
        output_complain("--full and --only cannot be given together");
        return STATUS_USAGE;
    }
    return STATUS_WELL;
}

static ExitStatus read_jobs(Batch *batch)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    const char *words = batch->options->values[OPTION_JOBS];
    long count = processors > 0 ? processors : 1;
    if (words) {
        count = 0;
        for (const char *at = words; *at >= '0' && *at <= '9' && count <= JOBS_MOST; at++)
            count = count * 10 + (*at - '0');
        if (words[strspn(words, "0123456789")] || count < 1 || count > JOBS_MOST)
            return refuse_value(batch->options, OPTION_JOBS, "a number from 1 to 1024");
    }
    batch->run.job_count = (uint32_t)(count < JOBS_MOST ? count : JOBS_MOST);
    return STATUS_WELL;
}

/* The values of --only, which may name several, divided by commas. */
static void read_names(Batch *batch)
{
    VEC(const char *) only = {0};
    for (size_t i = 0; i < batch->options->given.count; i++) {
        const GivenOption *given = &batch->options->given.items[i];
        if (given->id != OPTION_ONLY)
            continue;
        for (const char *at = given->value; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
            VEC_PUSH(batch->arena, &only, arena_copy_text(batch->arena, at, strcspn(at, ",")));
    }
    batch->run.line.only = only.items;
    batch->run.line.only_count = only.count;
}

static ExitStatus read_options(Batch *batch)
{
    const Options *options = batch->options;
    BulkOptions *bulk = &batch->run.bulk;
    if (!records_read_options(bulk, batch->arena, options, options->operands.items[1]))
        return STATUS_USAGE;
    batch->day = bulk->has_day ? options->as_of : 0;
    read_names(batch);
    ExitStatus status = read_format(batch);
    return status == STATUS_WELL ? read_jobs(batch) : status;
}

static ExitStatus check_names(const Batch *batch, const Code *code)
{
    const char *unknown = line_find_unknown(code, &batch->run.line);
    return unknown ? answer_refuse_unknown(batch->arena, code, "only", unknown) : STATUS_WELL;
}

/* ------------------------------------------------------------------------------------------ simdjson */

/* Beside the program, or where it is installed: PREFIX/lib/procc. */
static const JsonIndexDoor *find_door(Arena *arena)
{
    static const char *const places[] = {"", "../lib/procc/"};
    char *program = arena_alloc(arena, LINK_LENGTH_MOST + 1);
    if (readlink("/proc/self/exe", program, LINK_LENGTH_MOST) < 0)
        return NULL;
    char *slash = strrchr(program, '/');
    if (!slash)
        return NULL;
    slash[1] = '\0';
    const JsonIndexDoor *door = NULL;
    for (size_t i = 0; !door && i < sizeof places / sizeof places[0]; i++)
        door = json_index_load(arena_format(arena, "%s%sprocc-json.so", program, places[i]));
    return door;
}

static void open_door(Batch *batch)
{
    BulkOptions *bulk = &batch->run.bulk;
    if (bulk->form != BULK_JSON)
        return;
    bulk->door = find_door(batch->arena);
    if (!bulk->door)
        output_complain(
            "procc-json.so, which reads JSON fast, cannot be loaded: this will take longer");
}

/* ------------------------------------------------------------------------------------------ the run */

static void save(Batch *batch, const BatchState *state)
{
    uint64_t now = clock_get_microseconds();
    if (!batch->files.journal_name || now - batch->last_save < SAVE_MICROSECONDS)
        return;
    /* Where it cannot be saved now, the last time still stands. */
    bool is_saved = batch_files_save(&batch->files, state);
    (void)is_saved;
    batch->last_save = now;
}

static bool go_on(void *context, const BatchState *state)
{
    Batch *batch = context;
    save(batch, state);
    batch_show_progress(&batch->show, state);
    return !is_interrupted;
}

static void tell_reject(void *context, const BatchReject *reject)
{
    Batch *batch = context;
    batch_show_reject(&batch->show, reject);
}

static ExitStatus end_interrupted(Batch *batch)
{
    batch_show_summary(&batch->show, &batch->state);
    if (batch_files_save(&batch->files, &batch->state))
        output_complain("interrupted; the same command with --resume goes on from here");
    else
        output_complain("interrupted");
    return STATUS_INTERRUPTED;
}

static ExitStatus end_done(Batch *batch)
{
    batch_show_summary(&batch->show, &batch->state);
    if (!batch_files_finish(&batch->files)) {
        output_complain("'%s' cannot be written: %s", batch->files.output_name, strerror(errno));
        return STATUS_FILE;
    }
    if (batch->state.rejected > 0)
        return STATUS_CASE;
    return batch->state.contradictory > 0 ? STATUS_NO_ANSWER : STATUS_WELL;
}

static ExitStatus end_broken(Batch *batch, const char *what, const char *name)
{
    int why = errno;
    output_complain("%s cannot be %s: %s",
                    name ? arena_format(batch->arena, "'%s'", name) : "standard output", what,
                    strerror(why));
    if (batch_files_save(&batch->files, &batch->state))
        output_complain("the same command with --resume goes on from line %llu",
                        (unsigned long long)batch->state.line);
    return STATUS_FILE;
}

static ExitStatus finish(Batch *batch, BatchEnd end)
{
    switch (end) {
    case BATCH_DONE: return end_done(batch);
    case BATCH_STOPPED: return end_interrupted(batch);
    case BATCH_HEADER_WRONG: batch_files_finish(&batch->files); return STATUS_CASE;
    case BATCH_CANNOT_READ: return end_broken(batch, "read", batch->files.input_name);
    case BATCH_CANNOT_WRITE: return end_broken(batch, "written", batch->files.output_name);
    case BATCH_CANNOT_WRITE_REJECTS: return end_broken(batch, "written", batch->files.rejects_name);
    case BATCH_NO_THREADS: return end_broken(batch, "worked on: no thread", "the input");
    }
    UNREACHABLE();
}

static Engine *make_engine(const void *engines, Arena *arena)
{
    return engines_new_engine(engines, arena);
}

static ExitStatus run_files(Batch *batch, const RunnableCode *runnable, Report *report)
{
    const Code *code = runnable->code;
    ExitStatus status = batch_files_open(&batch->files, code, batch->options, &batch->day);
    if (status != STATUS_WELL)
        return status;
    BatchOptions *run = &batch->run;
    run->bulk.day = batch->day;
    run->bulk.rows_most = engine_get_chunk_rows(code);
    run->input = batch->files.input;
    run->input_name = batch->files.input_name;
    run->output = batch->files.output;
    run->rejects = batch->files.rejects;
    run->shown_most = batch->files.rejects_name ? 0 : SHOWN_MOST;
    run->make_engine = make_engine;
    run->engines = runnable;
    run->context = batch;
    run->go_on = go_on;
    run->reject = tell_reject;
    batch->state = batch->files.journal.state;
    batch->last_save = clock_get_microseconds();
    open_door(batch);
    batch_show_start(&batch->show, &batch->files, &batch->state);
    watch_signals();
    return finish(batch, batch_run(code, run, &batch->state, report));
}

static ExitStatus load_and_run(Batch *batch, Driver *driver)
{
    Engines engines;
    if (!engines_init(&engines, batch->arena, batch->options, false))
        return STATUS_USAGE;
    Report *report = driver_get_report(driver);
    Program *program = driver_load_code(driver, batch->options->operands.items[0]);
    if (!program || report_has_errors(report))
        return output_get_status(report);
    ExitStatus status = check_names(batch, program->code);
    if (status != STATUS_WELL)
        return status;
    RunnableCode runnable = engines_load(&engines, program->code);
    status = run_files(batch, &runnable, report);
    engines_unload(&runnable);
    return status;
}

ExitStatus command_batch(Arena *arena, const Options *options)
{
    if (options->operands.count != 2) {
        output_complain("batch needs a procedure and a file of cases: procc batch PROC IN");
        return STATUS_USAGE;
    }
    Batch batch = {.arena = arena, .options = options, .files = {.arena = arena}};
    ExitStatus status = read_options(&batch);
    if (status != STATUS_WELL)
        return status;
    Driver *driver = session_new_driver(options);
    status = load_and_run(&batch, driver);
    if (report_has_errors(driver_get_report(driver)))
        output_report(driver_get_report(driver));
    batch_files_close(&batch.files);
    driver_free(driver);
    return status;
}
