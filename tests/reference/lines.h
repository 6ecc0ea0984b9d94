/* lines.h - sets of names, and outcomes as sorted lines of text that can be compared.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_LINES_H
#define REFERENCE_LINES_H

#include "base/str.h"
#include "base/vec.h"
#include "value/value.h"

/* A set of names: sorted, each once. */
typedef struct Names {
    const char **items;
    size_t count;
    size_t capacity;
} Names;

void names_add(Arena *arena, Names *names, const char *name);
void names_add_all(Arena *arena, Names *names, const Names *more);
bool names_has(const Names *names, const char *name);
void names_write(Text *out, const char *what, const Names *names);

typedef struct Lines {
    const char **items;
    size_t count;
    size_t capacity;
} Lines;

void lines_add(Arena *arena, Lines *lines, const Text *line);
void lines_sort(Lines *lines);
bool lines_are_equal(const Lines *a, const Lines *b);
/* The first `count` words of a line, with the spaces after them: what it is about. */
Str lines_get_words(const char *line, int count);
/* The one line that begins so; NULL where there is none, or several. */
const char *lines_find_only(const Lines *lines, Str about);
void lines_write(Text *out, const Lines *lines);
/* " due 2026-03-01", or nothing. */
void lines_write_date(Text *out, const char *what, bool has, Value day);

#endif
