/* json_writer.c - see json_writer.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/json_writer.h"

/* Nobody reads an indentation deeper than this; two spaces each. */
#define INDENT_MOST 40

static void start_line(JsonWriter *json)
{
    text_add_byte(json->out, '\n');
    text_add_repeat(json->out, ' ', 2 * (json->depth < INDENT_MOST ? json->depth : INDENT_MOST));
}

static void start_item(JsonWriter *json, const char *key)
{
    if (json->has_sibling)
        text_add_byte(json->out, ',');
    if (json->inline_depth == 0 && json->depth > 0)
        start_line(json);
    else if (json->has_sibling)
        text_add_byte(json->out, ' ');
    if (key) {
        json_write_string(json->out, str_from(key));
        text_add(json->out, ": ");
    }
    json->has_sibling = true;
}

void json_open(JsonWriter *json, const char *key, char bracket, bool is_inline)
{
    start_item(json, key);
    text_add_byte(json->out, bracket);
    json->depth++;
    json->inline_depth += is_inline;
    json->has_sibling = false;
}

void json_close(JsonWriter *json, char bracket, bool is_inline)
{
    bool is_empty = !json->has_sibling;
    json->depth--;
    if (json->inline_depth == 0 && !is_empty)
        start_line(json);
    json->inline_depth -= is_inline;
    text_add_byte(json->out, bracket);
    json->has_sibling = true;
}

void json_add_raw(JsonWriter *json, const char *key, const char *words)
{
    start_item(json, key);
    text_add(json->out, words);
}

void json_add_text(JsonWriter *json, const char *key, const char *text)
{
    start_item(json, key);
    if (text)
        json_write_string(json->out, str_from(text));
    else
        text_add(json->out, "null");
}

void json_add_number(JsonWriter *json, const char *key, uint32_t number)
{
    start_item(json, key);
    text_add_format(json->out, "%u", number);
}

void json_add_value(JsonWriter *json, const char *key, Type type, const Texts *texts, Value value)
{
    start_item(json, key);
    value_write_json(json->out, type, texts, value);
}

void json_add_date(JsonWriter *json, const char *key, OptionalDate date)
{
    if (date.has)
        json_add_value(json, key, (Type){TYPE_DATE, NULL}, NULL, date.day);
    else
        json_add_raw(json, key, "null");
}

void json_add_keys(JsonWriter *json, const char *key, Keys keys)
{
    json_open(json, key, '[', true);
    for (uint32_t i = 0; i < keys.count; i++)
        json_add_text(json, NULL, keys.items[i]);
    json_close(json, ']', true);
}

void json_add_cites(JsonWriter *json, const char *key, const Marks *marks)
{
    json_open(json, key, '[', true);
    for (uint32_t i = 0; marks && i < marks->citation_count; i++)
        json_add_text(json, NULL, marks->citations[i].text);
    json_close(json, ']', true);
}
