/* lines.c - see lines.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/lines.h"

#include <stdlib.h>
#include <string.h>

void names_add(Arena *arena, Names *names, const char *name)
{
    size_t at = 0;
    while (at < names->count && strcmp(names->items[at], name) < 0)
        at++;
    if (at < names->count && !strcmp(names->items[at], name))
        return;
    /* Sets are passed by value and share their items: never changed in place. */
    const char **items = ARENA_ARRAY(arena, names->count + 1, const char *);
    for (size_t i = 0; i < names->count; i++)
        items[i + (i >= at)] = names->items[i];
    items[at] = name;
    *names = (Names){items, names->count + 1, names->count + 1};
}

void names_add_all(Arena *arena, Names *names, const Names *more)
{
    for (size_t i = 0; i < more->count; i++)
        names_add(arena, names, more->items[i]);
}

bool names_has(const Names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (!strcmp(names->items[i], name))
            return true;
    return false;
}

void names_write(Text *out, const char *what, const Names *names)
{
    if (!names->count)
        return;
    text_add_format(out, " %s", what);
    for (size_t i = 0; i < names->count; i++)
        text_add_format(out, "%s%s", i ? "," : " ", names->items[i]);
}

void lines_add(Arena *arena, Lines *lines, const Text *line)
{
    const char *words = line->bytes;
    VEC_PUSH(arena, lines, words);
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void lines_sort(Lines *lines)
{
    if (lines->count)
        qsort(lines->items, lines->count, sizeof *lines->items, compare_lines);
}

bool lines_are_equal(const Lines *a, const Lines *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i], b->items[i]) != 0)
            return false;
    return true;
}

Str lines_get_words(const char *line, int count)
{
    size_t end = 0;
    for (; line[end] && count; end++)
        count -= line[end] == ' ';
    return str_slice(str_from(line), 0, end);
}

const char *lines_find_only(const Lines *lines, Str about)
{
    const char *found = NULL;
    for (size_t i = 0; i < lines->count; i++) {
        if (strncmp(lines->items[i], about.bytes, about.length) != 0)
            continue;
        if (found)
            return NULL;
        found = lines->items[i];
    }
    return found;
}

void lines_write(Text *out, const Lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        text_add_format(out, "%s\n", lines->items[i]);
}

void lines_write_date(Text *out, const char *what, bool has, Value day)
{
    if (!has)
        return;
    text_add_format(out, " %s ", what);
    value_write_json(out, (Type){TYPE_DATE, NULL}, NULL, day);
}
