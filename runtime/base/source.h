/* source.h - texts, and where in them something stands.
 *
 * A Span is a half-open range of byte offsets in one source; line and column are worked out only when printed.
 * The texts a program was made from travel with its Code, so that a reason can always show the very words.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

/* No source: the span of something that stands nowhere. */
#define SOURCE_NONE UINT32_MAX

typedef struct Span {
    uint32_t source; /* number in the Sources, or SOURCE_NONE */
    uint32_t start;  /* bytes */
    uint32_t end;    /* one past the last byte */
} Span;

#define SPAN_NONE ((Span){SOURCE_NONE, 0, 0})

typedef struct Source {
    Str name; /* as shown: a path, "<arguments>", "stdlib/capacity.proc" */
    Str text;
    uint32_t *line_starts; /* made when first asked for; NULL until then */
    uint32_t line_count;
    uint32_t *characters; /* before each block of the text; made with line_starts */
} Source;

typedef struct Sources {
    Arena *arena;
    VEC(Source) list;
} Sources;

typedef struct Position {
    uint32_t line;   /* from 1 */
    uint32_t column; /* from 1, in characters (code points), not bytes */
} Position;

/* Adds a source; name and text are borrowed and must live as long as `sources`. Returns its number. */
uint32_t source_add(Sources *sources, Str name, Str text);
Position source_get_position(Sources *sources, uint32_t source, uint32_t offset);
/* The line alone, without counting characters. */
uint32_t source_get_line_number(Sources *sources, uint32_t source, uint32_t offset);
/* The whole line that holds `offset`, without its line end. */
Str source_get_line(Sources *sources, uint32_t source, uint32_t offset);
/* The words of a span; empty for SPAN_NONE. */
Str source_get_words(const Sources *sources, Span span);
Span span_join(Span first, Span last);

#endif
