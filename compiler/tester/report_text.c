/* report_text.c - results for people: what failed and why, then how many.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/json_writer.h"
#include "tester/reports.h"

static void add_item(Text *out, const TestList *list, const TestItem *item, bool is_full,
                     bool is_coloured)
{
    Sources *sources = driver_get_sources(list->driver);
    if (is_full && item->status == TEST_FAILED)
        scenario_write_text(out, item->result, sources, is_coloured);
    else
        text_add_format(out, "%sFAILED%s \"%s\"\n  %s:%u%s\n", is_coloured ? "\x1b[31m" : "",
                        is_coloured ? "\x1b[0m" : "", item->title, item->file, item->line,
                        item->status == TEST_WRONG && !item->message_count && item->scenario
                            ? ": " REPORT_OTHER_REASON
                            : "");
}

void report_write_text(Text *out, const TestList *list, bool is_coloured)
{
    size_t shown = 0;
    for (size_t i = 0; i < list->items.count; i++)
        if (list->items.items[i].status != TEST_PASSED)
            add_item(out, list, &list->items.items[i], ++shown <= REPORT_FULL_MOST, is_coloured);
    text_add_format(out, "%zu passed, %zu failed\n", list->passed_count, list->failed_count);
}

static void write_names_json(Text *out, const TestList *list)
{
    JsonWriter json = {.out = out};
    json_open(&json, NULL, '[', false);
    for (size_t i = 0; i < list->items.count; i++) {
        const TestItem *item = &list->items.items[i];
        json_open(&json, NULL, '{', true);
        json_add_text(&json, "file", item->file);
        json_add_number(&json, "line", item->line);
        json_add_text(&json, "title", item->title);
        json_close(&json, '}', true);
    }
    json_close(&json, ']', false);
    text_add_byte(out, '\n');
}

void report_write_names(Text *out, const TestList *list, bool is_json)
{
    if (is_json) {
        write_names_json(out, list);
        return;
    }
    for (size_t i = 0; i < list->items.count; i++) {
        const TestItem *item = &list->items.items[i];
        text_add_format(out, "%s:%u: %s\n", item->file, item->line, item->title);
    }
}
