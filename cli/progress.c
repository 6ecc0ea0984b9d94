/* progress.c - see progress.h. A terminal gets one line that changes; a log a line every ten seconds.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/progress.h"

#include "cli/clock.h"
#include "cli/output.h"

#define SECOND UINT64_C(1000000)
#define LINE_WIDTH 78

static uint64_t get_pause(const Progress *progress)
{
    if (!output_is_watched())
        return 10 * SECOND;
    return progress->is_shown ? SECOND / 5 : SECOND;
}

void progress_begin(Progress *progress)
{
    *progress = (Progress){clock_get_microseconds(), false};
}

bool progress_is_due(const Progress *progress)
{
    return clock_get_microseconds() - progress->last >= get_pause(progress);
}

static void add_end(Text *line)
{
    if (output_is_watched()) {
        text_add_repeat(line, ' ', line->length < LINE_WIDTH ? LINE_WIDTH - line->length : 0);
        text_add_byte(line, '\r');
    } else {
        text_add_byte(line, '\n');
    }
}

void progress_show(Progress *progress, Text *line)
{
    add_end(line);
    output_tell(line);
    *progress = (Progress){clock_get_microseconds(), true};
}

void progress_end(Progress *progress)
{
    if (!progress->is_shown || !output_is_watched())
        return;
    Arena *arena = arena_new();
    Text line = text_in(arena);
    add_end(&line);
    output_tell(&line);
    arena_free(arena);
    progress->is_shown = false;
}

static void tell(void *context, const char *what, size_t done, size_t total)
{
    Progress *progress = context;
    if (!progress_is_due(progress))
        return;
    Arena *arena = arena_new();
    Text line = text_in(arena);
    text_add_format(&line, "%s: %zu of %zu", what, done, total);
    progress_show(progress, &line);
    arena_free(arena);
}

static uint64_t get_microseconds(void *context)
{
    (void)context;
    return clock_get_microseconds();
}

TestWatch progress_watch(Progress *progress)
{
    progress_begin(progress);
    return (TestWatch){tell, get_microseconds, progress};
}
