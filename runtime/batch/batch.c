/* batch.c - see batch.h: the threads, and the writer.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "batch/batch.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "batch/pipe.h"
#include "error/problem.h"

/* Chunks for each worker, so that none waits for the writer or the reader. */
#define SLOTS_A_WORKER 2
#define TICK_NANOSECONDS 100000000L
/* Texts of a slot above this are given back after use. */
#define SLOT_KEPT ((size_t)4 << 20)

/* ------------------------------------------------------------------------------------------ slots */

void slot_init(Slot *slot)
{
    slot->arena = arena_new();
    slot->input = text_in(slot->arena);
    slot->output = text_in(slot->arena);
    slot->rejects = text_in(slot->arena);
}

void slot_deinit(Slot *slot)
{
    arena_free(slot->arena);
}

void slot_clear(Slot *slot)
{
    slot->input.length = slot->output.length = slot->rejects.length = 0;
    slot->shown_count = 0;
    slot->is_too_long = false;
    if (arena_get_byte_count(slot->arena) > SLOT_KEPT) {
        slot_deinit(slot);
        slot_init(slot);
    }
}

void slot_move(Slot *slot, SlotState from, SlotState to)
{
    BUG_IF(slot->state != from);
    slot->state = to;
}

bool pipe_wait(Pipe *pipe, uint64_t number, SlotState state)
{
    pthread_mutex_lock(&pipe->lock);
    const Slot *slot = &pipe->slots[number % pipe->slot_count];
    while (!pipe->is_broken && slot->state != state)
        pthread_cond_wait(&pipe->changed, &pipe->lock);
    bool is_met = !pipe->is_broken;
    pthread_mutex_unlock(&pipe->lock);
    return is_met;
}

void pipe_move(Pipe *pipe, Slot *slot, SlotState from, SlotState to)
{
    pthread_mutex_lock(&pipe->lock);
    slot_move(slot, from, to);
    pthread_cond_broadcast(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
}

/* ------------------------------------------------------------------------------------------ the writer */

typedef struct Writer {
    Pipe *pipe;
    BatchState *state;
    uint32_t shown_count;
    BatchEnd end;
} Writer;

static void show_rejects(Writer *writer, const Slot *slot)
{
    const BatchOptions *options = writer->pipe->options;
    for (uint32_t i = 0; i < slot->shown_count && writer->shown_count < options->shown_most; i++) {
        options->reject(options->context, &slot->shown[i]);
        writer->shown_count++;
    }
}

static void add_to_state(BatchState *state, const Slot *slot)
{
    state->offset = slot->after.offset;
    state->line = slot->after.line;
    state->records += slot->after.records;
    state->rejected += slot->after.rejected;
    state->open += slot->after.open;
    state->contradictory += slot->after.contradictory;
    state->output_size += slot->output.length;
    state->rejects_size += slot->rejects.length;
}

static bool write_slot(Writer *writer, const Slot *slot)
{
    const BatchOptions *options = writer->pipe->options;
    if (!file_write_all(options->output, text_get(&slot->output)))
        writer->end = BATCH_CANNOT_WRITE;
    else if (slot->rejects.length && !file_write_all(options->rejects, text_get(&slot->rejects)))
        writer->end = BATCH_CANNOT_WRITE_REJECTS;
    else {
        add_to_state(writer->state, slot);
        show_rejects(writer, slot);
        return true;
    }
    return false;
}

static void ask(Writer *writer)
{
    const BatchOptions *options = writer->pipe->options;
    if (options->go_on(options->context, writer->state))
        return;
    pthread_mutex_lock(&writer->pipe->lock);
    writer->pipe->is_stopped = true;
    pthread_mutex_unlock(&writer->pipe->lock);
}

/* Waits for chunk `number`, asking the caller now and then; NULL where there is none. */
static Slot *wait_for_slot(Writer *writer, uint64_t number)
{
    Pipe *pipe = writer->pipe;
    Slot *slot = &pipe->slots[number % pipe->slot_count];
    for (;;) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += TICK_NANOSECONDS;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        int result = 0;
        pthread_mutex_lock(&pipe->lock);
        while (result == 0 && slot->state != SLOT_DONE &&
               !(pipe->is_input_ended && number >= pipe->filled))
            result = pthread_cond_timedwait(&pipe->changed, &pipe->lock, &until);
        bool is_done = slot->state == SLOT_DONE;
        bool is_over = pipe->is_input_ended && number >= pipe->filled;
        pthread_mutex_unlock(&pipe->lock);
        if (is_done || is_over)
            return is_done ? slot : NULL;
        ask(writer);
    }
}

static void break_off(Pipe *pipe)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->is_broken = true;
    pthread_cond_broadcast(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
}

static void write_slots(Writer *writer)
{
    for (uint64_t number = 0;; number++) {
        Slot *slot = wait_for_slot(writer, number);
        if (!slot)
            return;
        if (!write_slot(writer, slot)) {
            int why = errno;
            break_off(writer->pipe);
            errno = why;
            return;
        }
        slot_clear(slot);
        pipe_move(writer->pipe, slot, SLOT_DONE, SLOT_FREE);
        ask(writer);
    }
}

/* ------------------------------------------------------------------------------------------ the run */

/* Places in texts are found by tables that are made when first asked for: before there are threads. */
static void prepare_sources(const Code *code)
{
    if (!code->sources)
        return;
    for (uint32_t i = 0; i < code->sources->list.count; i++)
        source_get_position(code->sources, i, 0);
}

static void init_pipe(Pipe *pipe, Arena *arena, const Code *code, const BatchOptions *options)
{
    uint32_t slots = options->job_count * SLOTS_A_WORKER + 2;
    *pipe = (Pipe){.code = code, .options = options, .slot_count = slots};
    pipe->shape = line_shape_new(arena, code, &options->line);
    pipe->slots = ARENA_ARRAY(arena, slots, Slot);
    for (uint32_t i = 0; i < slots; i++) {
        slot_init(&pipe->slots[i]);
        pipe->slots[i].shown = ARENA_ARRAY(arena, options->shown_most, BatchReject);
    }
    BUG_IF(pthread_mutex_init(&pipe->lock, NULL) != 0);
    BUG_IF(pthread_cond_init(&pipe->changed, NULL) != 0);
    prepare_sources(code);
}

static void deinit_pipe(Pipe *pipe)
{
    for (uint32_t i = 0; i < pipe->slot_count; i++)
        slot_deinit(&pipe->slots[i]);
    pthread_cond_destroy(&pipe->changed);
    pthread_mutex_destroy(&pipe->lock);
}

/* Whether CSV's header names columns that mean something. */
static bool check_header(const Pipe *pipe, Report *report)
{
    if (pipe->header.length > BULK_RECORD_MOST) {
        report_add(report, problem_kind(PROBLEM_RECORD_TOO_LONG), SPAN_NONE,
                   "the first line, which names the keys, has more than %zu bytes",
                   BULK_RECORD_MOST);
        return false;
    }
    if (!str_trim(pipe->header).length) {
        report_add(report, problem_kind(PROBLEM_KEY_MISSING), SPAN_NONE,
                   "the first line names no keys");
        return false;
    }
    Str header = {arena_copy_text(report->arena, pipe->header.bytes, pipe->header.length),
                  pipe->header.length};
    uint32_t source = source_add(report->sources, str_from(pipe->options->input_name), header);
    Bulk *bulk = bulk_new(pipe->code, &pipe->options->bulk);
    bool is_right = bulk_read_header(bulk, report, source);
    bulk_free(bulk);
    return is_right;
}

/* Reads the header, and goes to where the run goes on. */
static BatchEnd find_start(Feed *feed, Arena *arena, BatchState *state, Report *report)
{
    Pipe *pipe = feed->pipe;
    bool is_start = state->offset == 0;
    if (pipe->options->bulk.form == BULK_CSV) {
        feed->asked = state;
        bool is_read = feed_read_header(feed, arena, &pipe->header);
        feed->asked = NULL;
        if (!is_read)
            return pipe->read_error ? BATCH_CANNOT_READ : BATCH_STOPPED;
        if (!check_header(pipe, report))
            return BATCH_HEADER_WRONG;
    }
    if (is_start)
        return BATCH_DONE;
    if (lseek(pipe->options->input, (off_t)state->offset, SEEK_SET) < 0) {
        pipe->read_error = errno;
        return BATCH_CANNOT_READ;
    }
    feed_go_to(feed, state->offset, state->line);
    return BATCH_DONE;
}

static BatchEnd write_header(const Pipe *pipe, Arena *arena, BatchState *state)
{
    Text text = text_in(arena);
    if (state->output_size > 0)
        return BATCH_DONE;
    line_write_header(&text, pipe->shape);
    if (!file_write_all(pipe->options->output, text_get(&text)))
        return BATCH_CANNOT_WRITE;
    state->output_size = text.length;
    return BATCH_DONE;
}

static BatchEnd run_threads(Pipe *pipe, Arena *arena, Feed *feed, BatchState *state)
{
    uint32_t job_count = pipe->options->job_count, started = 0;
    pthread_t reader, *workers = ARENA_ARRAY(arena, job_count, pthread_t);
    Writer writer = {.pipe = pipe, .state = state, .end = BATCH_DONE};
    if (pthread_create(&reader, NULL, feed_run, feed) != 0)
        return BATCH_NO_THREADS;
    while (started < job_count && pthread_create(&workers[started], NULL, work_run, pipe) == 0)
        started++;
    if (started > 0)
        write_slots(&writer);
    else
        break_off(pipe);
    int why = errno;
    for (uint32_t i = 0; i < started; i++)
        pthread_join(workers[i], NULL);
    pthread_join(reader, NULL);
    errno = why;
    if (started == 0)
        return BATCH_NO_THREADS;
    if (writer.end == BATCH_DONE && pipe->read_error) {
        errno = pipe->read_error;
        return BATCH_CANNOT_READ;
    }
    return writer.end == BATCH_DONE && !feed->is_complete ? BATCH_STOPPED : writer.end;
}

BatchEnd batch_run(const Code *code, const BatchOptions *options, BatchState *state, Report *report)
{
    Arena *arena = arena_new();
    Pipe pipe;
    Feed feed;
    init_pipe(&pipe, arena, code, options);
    feed_init(&feed, arena, &pipe);
    BatchEnd end = find_start(&feed, arena, state, report);
    if (end == BATCH_DONE)
        end = write_header(&pipe, arena, state);
    if (end == BATCH_DONE)
        end = run_threads(&pipe, arena, &feed, state);
    if (end == BATCH_CANNOT_READ)
        errno = pipe.read_error;
    int why = errno;
    deinit_pipe(&pipe);
    arena_free(arena);
    errno = why;
    return end;
}
