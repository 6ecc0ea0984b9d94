/* report_github.c - results as GitHub's workflow commands, which show them beside the lines that they are about.
 *
 * Of the value `%` and line ends are escaped, of a property `:` and `,` too.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/reports.h"

static const char *find_escape(char byte, bool is_property)
{
    switch (byte) {
    case '%': return "%25";
    case '\r': return "%0D";
    case '\n': return "%0A";
    case ':': return is_property ? "%3A" : NULL;
    case ',': return is_property ? "%2C" : NULL;
    default: return NULL;
    }
}

static void add_escaped(Text *out, const char *words, bool is_property)
{
    for (; *words; words++) {
        const char *escape = find_escape(*words, is_property);
        if (escape)
            text_add(out, escape);
        else
            text_add_byte(out, *words);
    }
}

static void add_command(Text *out, const char *file, uint32_t line, const char *title,
                        const char *words)
{
    text_add(out, "::error file=");
    add_escaped(out, file, true);
    text_add_format(out, ",line=%u,title=", line);
    add_escaped(out, title, true);
    text_add(out, "::");
    add_escaped(out, words, false);
    text_add_byte(out, '\n');
}

static void add_failure(Text *out, Sources *sources, const TestItem *item,
                        const ScenarioFailure *failure)
{
    const Source *source = &sources->list.items[failure->span.source];
    Position position = source_get_position(sources, failure->span.source, failure->span.start);
    add_command(
        out, str_to_text(out->arena, source->name), position.line, item->title,
        arena_format(out->arena, "expected: %s\nfound: %s", failure->expected, failure->found));
}

static void add_message(Text *out, Sources *sources, const Message *message)
{
    if (message->kind->severity != SEVERITY_ERROR)
        return;
    if (message->span.source == SOURCE_NONE) {
        text_add_format(out, "::error title=%s::", message->kind->code);
        add_escaped(out, message->text, false);
        text_add_byte(out, '\n');
        return;
    }
    const Source *source = &sources->list.items[message->span.source];
    Position position = source_get_position(sources, message->span.source, message->span.start);
    add_command(out, str_to_text(out->arena, source->name), position.line, message->kind->code,
                message->text);
}

void report_write_github(Text *out, const TestList *list)
{
    const Report *report = driver_get_report(list->driver);
    for (size_t i = 0; i < list->items.count; i++) {
        const TestItem *item = &list->items.items[i];
        for (size_t k = 0; item->result && k < item->result->failures.count; k++)
            add_failure(out, report->sources, item, &item->result->failures.items[k]);
    }
    for (size_t i = 0; i < report->messages.count; i++)
        add_message(out, report->sources, &report->messages.items[i]);
}
