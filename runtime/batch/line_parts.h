/* line_parts.h - what the files that write lines share. Only for batch/line*.c.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BATCH_LINE_PARTS_H
#define BATCH_LINE_PARTS_H

#include <string.h>

#include "batch/line.h"

/* A decision or norm that is written, and the text that stands before what changes from case to case. */
typedef struct LineItem {
    uint32_t number; /* in code->decisions or code->norms */
    uint32_t frame;
    Type type;  /* of a decision */
    Str before; /* JSON: `"name":{` or `{"rule":"…","actor":…`; CSV: the column's name */
} LineItem;

typedef struct LineItems {
    LineItem *items;
    uint32_t count;
} LineItems;

struct LineShape {
    const Code *code;
    const LineOptions *options;
    LineItems decisions, norms;
    LineItems bans; /* norms that forbid what another norm, or an option of one, tells to do */
};

/* The line being written. */
typedef struct Line {
    Text *out;
    const LineShape *shape;
    Arena *scratch;
    Outcome head;
    const Outcome *whole; /* NULL until it is needed */
    LineFindings findings;
} Line;

/* text_add_str where there is room, as there mostly is, without a call: a line is made of some hundred pieces. */
static inline void line_add(Text *out, Str words)
{
    if (out->capacity - out->length < words.length) {
        text_add_str(out, words);
        return;
    }
    memcpy(out->bytes + out->length, words.bytes, words.length);
    out->length += words.length;
    out->bytes[out->length] = '\0';
}

const Outcome *line_get_whole(Line *line);
/* "key":"words", or null. */
void line_add_member(Text *out, const char *key, const char *words);
/* A date, 2026-03-02. */
void line_add_date(Text *out, Value day);
void line_add_number(Text *out, uint64_t number);

void line_write_csv_header(Text *out, const LineShape *shape);
void line_write_csv(Line *line, uint64_t number, Str id);

#endif
