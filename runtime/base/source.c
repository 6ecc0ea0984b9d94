/* source.c - see source.h. The tables of line starts and of characters are made once a source, when first needed: a text may
 * be one line of many megabytes, with a message at every word.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/source.h"

#include <string.h>

#include "base/bug.h"

/* Bytes between two places whose characters are counted beforehand. */
#define BLOCK_BYTES ((uint32_t)1024)

uint32_t source_add(Sources *sources, Str name, Str text)
{
    BUG_IF(text.length >= UINT32_MAX);
    Source source = {name, text, NULL, 0, NULL};
    VEC_PUSH(sources->arena, &sources->list, source);
    return (uint32_t)(sources->list.count - 1);
}

static bool begins_character(const Source *source, uint32_t offset)
{
    return ((unsigned char)source->text.bytes[offset] & 0xc0) != 0x80; /* not a UTF-8 tail byte */
}

static void count_blocks(Sources *sources, Source *source)
{
    uint32_t blocks = (uint32_t)source->text.length / BLOCK_BYTES; /* whole ones */
    source->characters = ARENA_ARRAY(sources->arena, (size_t)blocks + 1, uint32_t);
    for (uint32_t block = 0; block < blocks; block++) {
        uint32_t count = source->characters[block];
        for (uint32_t i = 0; i < BLOCK_BYTES; i++)
            count += begins_character(source, block * BLOCK_BYTES + i);
        source->characters[block + 1] = count;
    }
}

/* The characters before `offset`, which is not behind the text's end. */
static uint32_t count_characters(const Source *source, uint32_t offset)
{
    uint32_t count = source->characters[offset / BLOCK_BYTES];
    for (uint32_t i = offset / BLOCK_BYTES * BLOCK_BYTES; i < offset; i++)
        count += begins_character(source, i);
    return count;
}

/* The characters of a line before `offset`: counted where the line is short, else told by its blocks. */
static uint32_t count_in_line(const Source *source, uint32_t start, uint32_t offset)
{
    if (offset - start > BLOCK_BYTES)
        return count_characters(source, offset) - count_characters(source, start);
    uint32_t count = 0;
    for (uint32_t i = start; i < offset; i++)
        count += begins_character(source, i);
    return count;
}

/* Behind the next line end; 0 where there is none. */
static size_t find_line_end(Str text, size_t at)
{
    const char *found = at < text.length ? memchr(text.bytes + at, '\n', text.length - at) : NULL;
    return found ? (size_t)(found - text.bytes) + 1 : 0;
}

static void find_lines(Sources *sources, Source *source)
{
    count_blocks(sources, source);
    uint32_t count = 1;
    for (size_t at = find_line_end(source->text, 0); at > 0; at = find_line_end(source->text, at))
        count++;
    source->line_starts = ARENA_ARRAY(sources->arena, count, uint32_t);
    source->line_count = 1;
    for (size_t at = find_line_end(source->text, 0); at > 0; at = find_line_end(source->text, at))
        source->line_starts[source->line_count++] = (uint32_t)at;
}

/* The number of the line (from 0) that holds `offset`. */
static uint32_t find_line(Sources *sources, uint32_t number, uint32_t offset)
{
    BUG_IF(number >= sources->list.count);
    Source *source = &sources->list.items[number];
    if (!source->line_starts)
        find_lines(sources, source);
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

Position source_get_position(Sources *sources, uint32_t source, uint32_t offset)
{
    uint32_t line = find_line(sources, source, offset);
    const Source *found = &sources->list.items[source];
    if (offset > found->text.length)
        offset = (uint32_t)found->text.length;
    return (Position){line + 1, 1 + count_in_line(found, found->line_starts[line], offset)};
}

uint32_t source_get_line_number(Sources *sources, uint32_t source, uint32_t offset)
{
    return find_line(sources, source, offset) + 1;
}

Str source_get_line(Sources *sources, uint32_t source, uint32_t offset)
{
    uint32_t line = find_line(sources, source, offset);
    const Source *found = &sources->list.items[source];
    size_t start = found->line_starts[line];
    size_t end =
        line + 1 < found->line_count ? found->line_starts[line + 1] - 1 : found->text.length;
    if (end > start && found->text.bytes[end - 1] == '\r')
        end--;
    return str_slice(found->text, start, end);
}

Str source_get_words(const Sources *sources, Span span)
{
    if (span.source == SOURCE_NONE)
        return STR_NONE;
    return str_slice(sources->list.items[span.source].text, span.start, span.end);
}

Span span_join(Span first, Span last)
{
    if (first.source == SOURCE_NONE)
        return last;
    if (last.source != first.source)
        return first;
    return (Span){first.source, first.start < last.start ? first.start : last.start,
                  first.end > last.end ? first.end : last.end};
}
