/* progress.c - see progress.h. A terminal gets one line that changes; a log a line every ten seconds.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/progress.h"

#include "cli/clock.h"
#include "cli/output.h"

#define SECOND UINT64_C(1000000)
#define LINE_WIDTH 60

static uint64_t get_pause(const Progress *progress)
{
    if (!output_is_watched())
        return 10 * SECOND;
    return progress->is_shown ? SECOND / 5 : SECOND;
}

static void show(const char *what, size_t done, size_t total)
{
    Arena *arena = arena_new();
    Text line = text_in(arena);
    text_add_format(&line, "%s: %zu of %zu", what, done, total);
    if (output_is_watched()) {
        text_add_repeat(&line, ' ', line.length < LINE_WIDTH ? LINE_WIDTH - line.length : 0);
        text_add_byte(&line, '\r');
    } else {
        text_add_byte(&line, '\n');
    }
    output_tell(&line);
    arena_free(arena);
}

static void tell(void *context, const char *what, size_t done, size_t total)
{
    Progress *progress = context;
    uint64_t now = clock_get_microseconds();
    if (now - progress->last < get_pause(progress))
        return;
    show(what, done, total);
    progress->last = now;
    progress->is_shown = true;
}

static uint64_t get_microseconds(void *context)
{
    (void)context;
    return clock_get_microseconds();
}

TestWatch progress_watch(Progress *progress)
{
    progress->last = clock_get_microseconds();
    progress->is_shown = false;
    return (TestWatch){tell, get_microseconds, progress};
}

void progress_end(Progress *progress)
{
    if (!progress->is_shown || !output_is_watched())
        return;
    Arena *arena = arena_new();
    Text line = text_in(arena);
    text_add_repeat(&line, ' ', LINE_WIDTH);
    text_add_byte(&line, '\r');
    output_tell(&line);
    arena_free(arena);
}
