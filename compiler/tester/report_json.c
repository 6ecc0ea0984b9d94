/* report_json.c - results as JSON, for programs.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/json_writer.h"
#include "tester/reports.h"

static void write_place(JsonWriter *json, Sources *sources, Span span)
{
    if (span.source == SOURCE_NONE) {
        json_add_raw(json, "file", "null");
        json_add_raw(json, "line", "null");
        return;
    }
    Arena *arena = json->out->arena;
    json_add_text(json, "file", str_to_text(arena, sources->list.items[span.source].name));
    json_add_number(json, "line", source_get_position(sources, span.source, span.start).line);
}

static void write_failures(JsonWriter *json, Sources *sources, const TestItem *item)
{
    json_open(json, "failures", '[', false);
    for (size_t i = 0; item->result && i < item->result->failures.count; i++) {
        const ScenarioFailure *failure = &item->result->failures.items[i];
        json_open(json, NULL, '{', false);
        write_place(json, sources, failure->span);
        json_add_text(json, "expected", failure->expected);
        json_add_text(json, "found", failure->found);
        json_add_text(json, "reason", failure->reason);
        json_close(json, '}', false);
    }
    json_close(json, ']', false);
}

static void write_messages(JsonWriter *json, const Report *report, const TestItem *item)
{
    json_open(json, "messages", '[', false);
    for (size_t i = 0; i < item->message_count; i++) {
        const Message *message = &report->messages.items[item->first_message + i];
        json_open(json, NULL, '{', false);
        write_place(json, report->sources, message->span);
        json_add_text(json, "code", message->kind->code);
        json_add_text(json, "message", message->text);
        json_close(json, '}', false);
    }
    json_close(json, ']', false);
}

static void write_item(JsonWriter *json, const Report *report, const TestItem *item)
{
    json_open(json, NULL, '{', false);
    json_add_text(json, "file", item->file);
    json_add_number(json, "line", item->line);
    json_add_text(json, "title", item->title);
    json_add_text(json, "procedure", report_find_procedure(item));
    json_add_text(json, "status", report_status_to_key(item->status));
    write_failures(json, report->sources, item);
    write_messages(json, report, item);
    json_close(json, '}', false);
}

void report_write_json(Text *out, const TestList *list)
{
    JsonWriter json = {.out = out};
    json_open(&json, NULL, '[', false);
    for (size_t i = 0; i < list->items.count; i++)
        write_item(&json, driver_get_report(list->driver), &list->items.items[i]);
    json_close(&json, ']', false);
    text_add_byte(out, '\n');
}
