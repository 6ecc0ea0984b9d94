/* case_problem.c - see case_problem.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_problem.h"

/* Bytes of a key or a value that a message shows. */
#define SHOWN_MOST ((size_t)80)

bool case_problem_is_full(Report *report)
{
    const MessageKind *kind = problem_kind(PROBLEM_TOO_MANY_PROBLEMS);
    if (report->error_count < PROBLEMS_MOST)
        return false;
    for (size_t i = 0; i < report->messages.count; i++)
        if (report->messages.items[i].kind == kind)
            return true;
    report_add(report, kind, SPAN_NONE, "over %zu things are wrong: the rest was not checked",
               PROBLEMS_MOST);
    return true;
}

const char *case_problem_show(const Report *report, Str words)
{
    if (words.length <= SHOWN_MOST)
        return str_to_text(report->arena, words);
    size_t end = SHOWN_MOST;
    while (end > 0 && ((unsigned char)words.bytes[end] & 0xc0) == 0x80) /* not within a character */
        end--;
    return arena_format(report->arena, "%.*s…", (int)end, words.bytes);
}

static bool is_before(Span a, Span b)
{
    return a.source != b.source ? a.source < b.source : a.start < b.start;
}

/* Insertion: there are at most about PROBLEMS_MOST, mostly in order. */
void case_problem_sort(Report *report, size_t first)
{
    Message *items = report->messages.items;
    for (size_t i = first; i < report->messages.count; i++) {
        Message message = items[i];
        size_t place = i;
        for (; place > first && is_before(message.span, items[place - 1].span); place--)
            items[place] = items[place - 1];
        items[place] = message;
    }
}
