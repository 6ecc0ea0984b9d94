/* json_writer.c - see json_writer.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/json_writer.h"

#include <string.h>

/* Nobody reads an indentation deeper than this; two spaces each. */
#define INDENT_MOST 40

/* A line end and the deepest indentation: copied in pieces of fixed size, which is faster than counting, and used as far as wanted. */
static const char line_start[1 + 2 * INDENT_MOST + 1] =
    "\n                                                                                ";
#define PIECE ((size_t)32)

static char *start_line(const JsonWriter *json, char *to)
{
    size_t width = 1 + 2 * (json->depth < INDENT_MOST ? json->depth : INDENT_MOST);
    memcpy(to, line_start, PIECE);
    if (width > PIECE)
        memcpy(to + PIECE, line_start + PIECE, sizeof line_start - PIECE);
    return to + width;
}

/* What stands between two items. */
static char *put_separator(JsonWriter *json, char *to)
{
    if (json->has_sibling)
        *to++ = ',';
    if (json->inline_depth == 0 && json->depth > 0)
        to = start_line(json, to);
    else if (json->has_sibling)
        *to++ = ' ';
    json->has_sibling = true;
    return to;
}

static void start_item(JsonWriter *json, const char *key)
{
    char *to = text_reserve(json->out, 1 + sizeof line_start);
    text_end(json->out, put_separator(json, to));
    if (key) {
        json_write_string(json->out, str_from(key));
        text_add_str(json->out, STR(": "));
    }
}

/* Where the item's own words go, `more` bytes of which there is room for. */
static char *put_start(JsonWriter *json, const JsonKey *key, size_t more)
{
    char *to = text_reserve(json->out, 1 + sizeof line_start + sizeof key->bytes + more);
    to = put_separator(json, to);
    memcpy(to, key->bytes, sizeof key->bytes);
    return to + key->length;
}

void json_put_raw(JsonWriter *json, const JsonKey *key, Str words)
{
    char *to = put_start(json, key, words.length);
    memcpy(to, words.bytes, words.length);
    text_end(json->out, to + words.length);
}

void json_put_text(JsonWriter *json, const JsonKey *key, const char *text)
{
    Str words = str_from(text);
    char *start = put_start(json, key, words.length + sizeof "null");
    if (!text) {
        memcpy(start, "null", 4);
        text_end(json->out, start + 4);
        return;
    }
    size_t plain = json_copy_plain(start + 1, words);
    start[0] = start[1 + plain] = '"';
    bool is_whole = plain == words.length;
    text_end(json->out, is_whole ? start + plain + 2 : start);
    if (!is_whole)
        json_write_string(json->out, words);
}

static void enter(JsonWriter *json, bool is_inline)
{
    json->depth++;
    json->inline_depth += is_inline;
    json->has_sibling = false;
}

void json_put_open(JsonWriter *json, const JsonKey *key, char bracket, bool is_inline)
{
    json_put_raw(json, key, (Str){&bracket, 1});
    enter(json, is_inline);
}

void json_open(JsonWriter *json, const char *key, char bracket, bool is_inline)
{
    start_item(json, key);
    text_add_byte(json->out, bracket);
    enter(json, is_inline);
}

void json_close(JsonWriter *json, char bracket, bool is_inline)
{
    bool is_empty = !json->has_sibling;
    json->depth--;
    char *to = text_reserve(json->out, 1 + sizeof line_start);
    if (json->inline_depth == 0 && !is_empty)
        to = start_line(json, to);
    json->inline_depth -= is_inline;
    *to++ = bracket;
    text_end(json->out, to);
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
        text_add_str(json->out, STR("null"));
}

void json_add_str(JsonWriter *json, const char *key, Str text)
{
    start_item(json, key);
    json_write_string(json->out, text);
}

void json_add_number(JsonWriter *json, const char *key, uint32_t number)
{
    start_item(json, key);
    text_add_number(json->out, number);
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

void json_put_cites(JsonWriter *json, const JsonKey *key, const Marks *marks)
{
    json_put_raw(json, key, STR("["));
    for (uint32_t i = 0; marks && i < marks->citation_count; i++) {
        text_add_str(json->out, i > 0 ? STR(", ") : STR_NONE);
        json_write_string(json->out, str_from(marks->citations[i].text));
    }
    text_add_byte(json->out, ']');
}

void json_add_cites(JsonWriter *json, const char *key, const Marks *marks)
{
    json_open(json, key, '[', true);
    for (uint32_t i = 0; marks && i < marks->citation_count; i++)
        json_add_text(json, NULL, marks->citations[i].text);
    json_close(json, ']', true);
}
