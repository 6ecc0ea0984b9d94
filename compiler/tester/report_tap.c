/* report_tap.c - results in the Test Anything Protocol, version 14, which readers of version 13 understand too.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/reports.h"

/* `#` would begin a directive, and a line end a new line. */
static void add_description(Text *out, const char *words)
{
    for (; *words; words++) {
        if (*words == '#' || *words == '\\')
            text_add_byte(out, '\\');
        text_add_byte(out, (unsigned char)*words < ' ' ? ' ' : *words);
    }
}

/* A JSON string is a YAML string in double quotes. */
static void add_field(Text *out, const char *key, const char *words)
{
    text_add_format(out, "  %s: ", key);
    json_write_string(out, str_from(words));
    text_add_byte(out, '\n');
}

static void add_block(Text *out, const char *key, const char *words)
{
    Str rest = str_from(words);
    text_add_format(out, "  %s: |2\n", key);
    while (rest.length) {
        size_t end = str_find_byte(rest, '\n');
        text_add_format(out, "%s%.*s\n", end ? "    " : "", STR_ARG(str_slice(rest, 0, end)));
        rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
    }
}

static void add_diagnostic(Text *out, const TestList *list, const TestItem *item)
{
    text_add(out, "  ---\n");
    add_field(out, "message", report_summarise(out->arena, list, item));
    add_field(out, "severity", item->status == TEST_FAILED ? "fail" : "error");
    add_field(out, "file", item->file);
    text_add_format(out, "  line: %u\n", item->line);
    add_block(out, "details", report_describe(out->arena, list, item));
    text_add(out, "  ...\n");
}

static void add_comment(Text *out, const Text *comment)
{
    Str rest = text_get(comment);
    while (rest.length) {
        size_t end = str_find_byte(rest, '\n');
        text_add_format(out, "#%s%.*s\n", end ? " " : "", STR_ARG(str_slice(rest, 0, end)));
        rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
    }
}

void report_write_tap(Text *out, const TestList *list, const Text *comment)
{
    text_add_format(out, "TAP version 14\n1..%zu%s\n", list->items.count,
                    list->items.count ? "" : " # SKIP there is no scenario");
    for (size_t i = 0; i < list->items.count; i++) {
        const TestItem *item = &list->items.items[i];
        text_add_format(out, "%s %zu - ", item->status == TEST_PASSED ? "ok" : "not ok", i + 1);
        add_description(out, item->title);
        text_add_byte(out, '\n');
        if (item->status != TEST_PASSED)
            add_diagnostic(out, list, item);
    }
    if (comment)
        add_comment(out, comment);
}
