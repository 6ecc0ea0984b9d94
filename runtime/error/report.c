/* report.c - see report.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "error/report.h"

#include "base/map.h"

/* Twice what error/render.h shows. */
#define SEARCHES_MOST ((size_t)200)

Report *report_new(Arena *arena, Sources *sources)
{
    Report *report = ARENA_NEW(arena, Report);
    report->arena = arena;
    report->sources = sources;
    return report;
}

static const char *format_text(Report *report, const char *format, va_list arguments)
{
    Text text = text_in(report->arena);
    text_add_format_list(&text, format, arguments);
    return text.bytes;
}

size_t report_add(Report *report, const MessageKind *kind, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Message message = {kind, span, format_text(report, format, arguments), NULL, NULL};
    va_end(arguments);
    VEC_PUSH(report->arena, &report->messages, message);
    report->error_count += kind->severity == SEVERITY_ERROR;
    return report->messages.count - 1;
}

void report_hint(Report *report, size_t message, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report->messages.items[message].hint = format_text(report, format, arguments);
    va_end(arguments);
}

void report_note(Report *report, size_t message, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    Note *note = ARENA_NEW(report->arena, Note);
    *note = (Note){NULL, span, format_text(report, format, arguments)};
    va_end(arguments);
    Note **last = &report->messages.items[message].notes;
    while (*last)
        last = &(*last)->next;
    *last = note;
}

bool report_has_errors(const Report *report)
{
    return report->error_count > 0;
}

static Str message_key(Report *report, const Message *message)
{
    return str_from(arena_format(report->arena, "%s %u %u %u %s", message->kind->code,
                                 message->span.source, message->span.start, message->span.end,
                                 message->text));
}

void report_drop_repeated(Report *report, size_t first)
{
    if (first == report->messages.count)
        return;
    Map *seen = map_new(report->arena);
    uint32_t number;
    size_t kept = first;
    for (size_t i = 0; i < report->messages.count; i++) {
        Message message = report->messages.items[i];
        Str key = message_key(report, &message);
        if (i >= first && message.span.source != SOURCE_NONE && map_find(seen, key, &number))
            continue;
        map_set(seen, key, 0);
        if (i >= first)
            report->messages.items[kept++] = message;
    }
    report->messages.count = kept;
}

const char *report_find_nearest(const char *const *names, size_t count, Str name)
{
    size_t limit = name.length / 3 > 1 ? name.length / 3 : 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t distance = str_distance(name, str_from(names[i]), limit);
        if (distance <= limit && distance < name.length) {
            nearest = names[i];
            if (!distance)
                break;
            limit = distance - 1; /* only a nearer one replaces it */
        }
    }
    return nearest;
}

bool report_may_search(Report *report)
{
    return report->search_count++ < SEARCHES_MOST;
}
