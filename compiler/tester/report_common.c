/* report_common.c - what the forms of report share: words for what went wrong.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/places.h"
#include "tester/reports.h"

const char *report_status_to_key(TestStatus status)
{
    switch (status) {
    case TEST_PASSED: return "passed";
    case TEST_FAILED: return "failed";
    case TEST_WRONG: return "wrong";
    }
    UNREACHABLE();
}

const char *report_find_procedure(const TestItem *item)
{
    if (!item->subject)
        return NULL;
    const CoreProgram *core = item->subject->core;
    return core->procedure == INDEX_NONE ? NULL : core->procedures.items[core->procedure].name;
}

static const Message *find_message(const TestList *list, const TestItem *item)
{
    const Report *report = driver_get_report(list->driver);
    return item->message_count ? &report->messages.items[item->first_message] : NULL;
}

const char *report_summarise(Arena *arena, const TestList *list, const TestItem *item)
{
    const Message *message = find_message(list, item);
    if (item->status != TEST_FAILED)
        return message ? message->text : REPORT_OTHER_REASON;
    const ScenarioFailure *first = &item->result->failures.items[0];
    size_t others = item->result->failures.count - 1;
    Text words = text_in(arena);
    text_add_format(&words, "expected %s; found: %s", first->expected, first->found);
    if (others)
        text_add_format(&words, " (and %zu more)", others);
    return words.bytes;
}

static void add_lines(Text *out, const char *indent, const char *words)
{
    Str rest = str_from(words);
    while (rest.length) {
        size_t end = str_find_byte(rest, '\n');
        text_add_format(out, "%s%.*s\n", end ? indent : "", STR_ARG(str_slice(rest, 0, end)));
        rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
    }
}

static void add_failure(Text *out, Sources *sources, const ScenarioFailure *failure)
{
    place_add(out, sources, failure->span);
    text_add_format(out, "an expectation was not met\n  expected: %s\n  found:    %s\n",
                    failure->expected, failure->found);
    if (failure->reason && failure->reason[0])
        text_add(out, "  because:\n");
    if (failure->reason)
        add_lines(out, "    ", failure->reason);
}

static void add_message(Text *out, Sources *sources, const Message *message)
{
    if (message->span.source != SOURCE_NONE)
        place_add(out, sources, message->span);
    text_add_format(out, "%s: %s\n", message->kind->code, message->text);
    if (message->hint)
        text_add_format(out, "  %s\n", message->hint);
}

const char *report_describe(Arena *arena, const TestList *list, const TestItem *item)
{
    Text out = text_in(arena);
    const Report *report = driver_get_report(list->driver);
    for (size_t i = 0; item->result && i < item->result->failures.count; i++)
        add_failure(&out, report->sources, &item->result->failures.items[i]);
    for (size_t i = 0; i < item->message_count; i++)
        add_message(&out, report->sources, &report->messages.items[item->first_message + i]);
    return out.length ? out.bytes : REPORT_OTHER_REASON;
}
