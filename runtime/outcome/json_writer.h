/* json_writer.h - JSON as it is written, with commas, lines and indentation kept right.
 *
 * Opened with json_open and closed with json_close; inside an inline container everything stands on one line. Indentation
 * stops growing at a depth where nobody reads it any more, so that deep trees stay linear in size.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OUTCOME_JSON_WRITER_H
#define OUTCOME_JSON_WRITER_H

#include "outcome/outcome.h"

struct JsonWriter {
    Text *out;
    uint32_t depth;
    uint32_t inline_depth; /* how many of the open containers are inline */
    bool has_sibling;      /* something stands before in the container */
};

/* A key that stands in the program, as it is written, for what is written very often. */
typedef struct JsonKey {
    char bytes[16];
    size_t length;
} JsonKey;

/* `name` is a literal of at most 11 letters that stand for themselves. */
#define JSON_KEY(name)                                                                             \
    {                                                                                              \
        "\"" name "\": ", sizeof(name) + 3                                                         \
    }

/* `bracket` is '{' or '['; `key` NULL inside arrays and at the top. */
void json_open(JsonWriter *json, const char *key, char bracket, bool is_inline);
void json_close(JsonWriter *json, char bracket, bool is_inline);
/* NULL text: null. */
void json_add_text(JsonWriter *json, const char *key, const char *text);
void json_add_str(JsonWriter *json, const char *key, Str text);
/* `words` as they are: numbers, true, null. */
void json_add_raw(JsonWriter *json, const char *key, const char *words);
void json_add_number(JsonWriter *json, const char *key, uint32_t number);
void json_add_value(JsonWriter *json, const char *key, Type type, const Texts *texts, Value value);
void json_add_date(JsonWriter *json, const char *key, OptionalDate date);
void json_add_keys(JsonWriter *json, const char *key, Keys keys);
/* The citations' texts. */
void json_add_cites(JsonWriter *json, const char *key, const Marks *marks);

/* As json_open, json_add_text, json_add_raw and json_add_cites. */
void json_put_open(JsonWriter *json, const JsonKey *key, char bracket, bool is_inline);
void json_put_text(JsonWriter *json, const JsonKey *key, const char *text);
void json_put_raw(JsonWriter *json, const JsonKey *key, Str words);
void json_put_cites(JsonWriter *json, const JsonKey *key, const Marks *marks);

#endif
