/* work.c - a worker: records of a chunk become lines.
 *
 * Each has a bulk reader and an engine of its own. Records that stand in a table together are evaluated at once; one
 * that stands alone is evaluated alone, in its turn.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "batch/pipe.h"

/* Messages about one record that the rejects hold. */
#define MESSAGES_MOST ((size_t)20)
/* Rows of a record alone above which it is evaluated in memory of its own, which then ends. */
#define LARGE_ALONE ((uint32_t)10000)

typedef struct Worker {
    Pipe *pipe;
    Arena *arena;
    Bulk *bulk;
    Engine *engine, *engine_alone;
    Slot *slot;
} Worker;

static void add_member(Text *out, const char *key, const char *words)
{
    text_add_format(out, ",\"%s\":", key);
    json_write_string(out, str_from(words));
}

static void write_reject(Text *out, const BulkRow *row)
{
    text_add_byte(out, '{');
    line_add_place(out, row->line, row->id);
    text_add(out, ",\"errors\":[");
    for (size_t i = 0; i < row->report->messages.count && i < MESSAGES_MOST; i++) {
        const Message *message = &row->report->messages.items[i];
        text_add(out, i > 0 ? ",{" : "{");
        text_add_format(out, "\"code\":\"%s\"", message->kind->code);
        add_member(out, "message", message->text);
        if (message->hint)
            add_member(out, "hint", message->hint);
        text_add_byte(out, '}');
    }
    text_add(out, "],\"record\":");
    json_write_string(out, row->words);
    text_add(out, "}\n");
}

static const char *copy_text(Slot *slot, const char *text)
{
    return text ? str_to_text(slot->arena, str_from(text)) : NULL;
}

static void reject(Worker *worker, const BulkRow *row)
{
    Slot *slot = worker->slot;
    slot->after.rejected++;
    if (worker->pipe->options->rejects >= 0)
        write_reject(&slot->rejects, row);
    if (slot->shown_count == worker->pipe->options->shown_most)
        return;
    const Message *message = &row->report->messages.items[0];
    slot->shown[slot->shown_count++] =
        (BatchReject){row->line, message->kind->code, copy_text(slot, message->text),
                      copy_text(slot, message->hint)};
}

static void answer(Worker *worker, const BulkRow *row, const Evaluation *evaluation,
                   uint32_t case_row, Arena *scratch)
{
    Slot *slot = worker->slot;
    LineFindings findings = line_write(&slot->output, worker->pipe->shape, scratch, evaluation,
                                       case_row, row->line, row->id);
    slot->after.open += findings.is_open;
    slot->after.contradictory += findings.is_contradictory;
}

static bool is_large(const CaseTable *table)
{
    uint64_t rows = 0;
    for (uint32_t i = 0; i < table->code->frame_count; i++)
        rows += table->frames[i].row_count;
    return rows > LARGE_ALONE;
}

static void answer_alone(Worker *worker, const BulkRow *row, Arena *scratch)
{
    if (!is_large(row->alone)) {
        answer(worker, row, engine_run(worker->engine_alone, row->alone), 0, scratch);
        return;
    }
    Arena *arena = arena_new();
    answer(worker, row, interpreter_run(arena, worker->pipe->code, row->alone), 0, arena);
    arena_free(arena);
}

static void work_on_rows(Worker *worker)
{
    size_t count;
    const BulkRow *rows = bulk_get_rows(worker->bulk, &count);
    const CaseTable *table = bulk_get_table(worker->bulk);
    const Evaluation *evaluation = table->case_count ? engine_run(worker->engine, table) : NULL;
    Arena *scratch = arena_new();
    for (size_t i = 0; i < count; i++) {
        worker->slot->after.records++;
        if (rows[i].place == BULK_IN_TABLE)
            answer(worker, &rows[i], evaluation, rows[i].row, scratch);
        else if (rows[i].place == BULK_ALONE)
            answer_alone(worker, &rows[i], scratch);
        else
            reject(worker, &rows[i]);
    }
    arena_free(scratch);
}

static void work_on(Worker *worker, Slot *slot)
{
    Str chunk = text_get(&slot->input);
    worker->slot = slot;
    if (slot->is_too_long)
        bulk_start_too_long(worker->bulk, chunk, slot->line);
    else
        bulk_start(worker->bulk, chunk, slot->line);
    while (bulk_next(worker->bulk))
        work_on_rows(worker);
}

/* The next chunk that nobody works on; NULL at the end. */
static Slot *take(Pipe *pipe)
{
    Slot *slot = NULL;
    pthread_mutex_lock(&pipe->lock);
    while (!pipe->is_broken && pipe->taken == pipe->filled && !pipe->is_input_ended)
        pthread_cond_wait(&pipe->changed, &pipe->lock);
    if (!pipe->is_broken && pipe->taken < pipe->filled) {
        slot = &pipe->slots[pipe->taken++ % pipe->slot_count];
        slot_move(slot, SLOT_FILLED, SLOT_IN_WORK);
    }
    pthread_mutex_unlock(&pipe->lock);
    return slot;
}

/* The header was found right before. */
static void read_header(Worker *worker)
{
    Sources *sources = ARENA_NEW(worker->arena, Sources);
    sources->arena = worker->arena;
    uint32_t source = source_add(sources, STR("header"), worker->pipe->header);
    bool is_right = bulk_read_header(worker->bulk, report_new(worker->arena, sources), source);
    BUG_IF(!is_right);
}

static Engine *make_engine(const Worker *worker)
{
    const BatchOptions *options = worker->pipe->options;
    return options->make_engine ? options->make_engine(options->engines, worker->arena)
                                : engine_new(worker->arena, worker->pipe->code);
}

void *work_run(void *argument)
{
    Pipe *pipe = argument;
    Worker worker = {.pipe = pipe, .arena = arena_new()};
    worker.bulk = bulk_new(pipe->code, &pipe->options->bulk);
    worker.engine = make_engine(&worker);
    worker.engine_alone = make_engine(&worker);
    if (pipe->options->bulk.form == BULK_CSV)
        read_header(&worker);
    for (Slot *slot = take(pipe); slot; slot = take(pipe)) {
        work_on(&worker, slot);
        pipe_move(pipe, slot, SLOT_IN_WORK, SLOT_DONE);
    }
    bulk_free(worker.bulk);
    arena_free(worker.arena);
    return NULL;
}
