/* batch_show.c - what `procc batch` tells people, on stderr: progress, rejected records, a summary.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <inttypes.h>

#include "cli/batch_parts.h"
#include "cli/clock.h"
#include "cli/output.h"

#define SECOND UINT64_C(1000000)

static void add_count(Text *text, uint64_t count)
{
    uint64_t group = 1;
    while (count / group >= 1000)
        group *= 1000;
    text_add_format(text, "%" PRIu64, count / group);
    for (; group > 1; group /= 1000)
        text_add_format(text, ",%03" PRIu64, count % group / (group / 1000));
}

/* 0:42, 1:02:03. */
static void add_duration(Text *text, uint64_t seconds)
{
    if (seconds >= 3600)
        text_add_format(text, "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64, seconds / 3600,
                        seconds / 60 % 60, seconds % 60);
    else
        text_add_format(text, "%" PRIu64 ":%02" PRIu64, seconds / 60, seconds % 60);
}

static uint64_t get_rate(const BatchShow *show, const BatchState *state, uint64_t now)
{
    uint64_t passed = now - show->start;
    return passed ? (state->records - show->begun_records) * SECOND / passed : 0;
}

void batch_show_start(BatchShow *show, const BatchFiles *files, const BatchState *state)
{
    *show = (BatchShow){.start = clock_get_microseconds(),
                        .input_size = files->input_size,
                        .begun_offset = state->offset,
                        .begun_records = state->records,
                        .input_name = files->input_name,
                        .are_rejects_kept = files->rejects_name != NULL};
    progress_begin(&show->progress);
}

/* How much of the input is done, and at this pace how long the rest takes. */
static void add_share(Text *line, const BatchShow *show, const BatchState *state, uint64_t now)
{
    uint64_t done = state->offset - show->begun_offset;
    if (show->input_size == 0 || done == 0 || state->offset > show->input_size)
        return;
    double left = (double)(show->input_size - state->offset) / (double)done *
                  (double)(now - show->start) / (double)SECOND;
    text_add_format(line, ", %" PRIu64 "%%, ", state->offset * 100 / show->input_size);
    add_duration(line, (uint64_t)left);
    text_add(line, " left");
}

void batch_show_progress(BatchShow *show, const BatchState *state)
{
    if (!progress_is_due(&show->progress))
        return;
    uint64_t now = clock_get_microseconds();
    Arena *arena = arena_new();
    Text line = text_in(arena);
    add_count(&line, state->records);
    text_add(&line, " records, ");
    add_count(&line, get_rate(show, state, now));
    text_add(&line, " a second");
    add_share(&line, show, state, now);
    if (state->rejected > 0) {
        text_add(&line, ", ");
        add_count(&line, state->rejected);
        text_add(&line, " rejected");
    }
    progress_show(&show->progress, &line);
    arena_free(arena);
}

void batch_show_reject(BatchShow *show, const BatchReject *reject)
{
    progress_end(&show->progress);
    show->reject_count++;
    output_complain("%s:%" PRIu64 ": %s: %s%s%s", show->input_name, reject->line, reject->code,
                    reject->text, reject->hint ? "; " : "", reject->hint ? reject->hint : "");
}

static void add_part(Text *text, uint64_t count, const char *what)
{
    if (count == 0)
        return;
    text_add(text, ", ");
    add_count(text, count);
    text_add(text, what);
}

/* Times only where they say something: a short run is told in the same words each time. */
static void add_time(Text *text, const BatchShow *show, const BatchState *state)
{
    uint64_t now = clock_get_microseconds();
    if (now - show->start < SECOND)
        return;
    text_add(text, "; ");
    add_duration(text, (now - show->start) / SECOND);
    text_add(text, ", ");
    add_count(text, get_rate(show, state, now));
    text_add(text, " a second");
}

void batch_show_summary(BatchShow *show, const BatchState *state)
{
    Arena *arena = arena_new();
    Text text = text_in(arena);
    progress_end(&show->progress);
    uint64_t told = show->reject_count;
    if (!show->are_rejects_kept && state->rejected > told && told > 0)
        output_complain("and %" PRIu64 " more; --rejects FILE keeps them all",
                        state->rejected - told);
    add_count(&text, state->records);
    text_add(&text, state->records == 1 ? " record: " : " records: ");
    add_count(&text, state->records - state->rejected);
    text_add(&text, " answered");
    add_part(&text, state->rejected, " rejected");
    add_part(&text, state->open, " with something undetermined");
    add_part(&text, state->contradictory, " with a conflict or a gap");
    add_time(&text, show, state);
    text_add_byte(&text, '\n');
    output_tell(&text);
    arena_free(arena);
}
