/* places.c - see places.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/places.h"

/* Longer words are cut: enough to know the place again. */
#define WORDS_MOST ((size_t)72)

void place_add(Text *out, Sources *sources, Span span)
{
    Position position = source_get_position(sources, span.source, span.start);
    text_add_format(out, "%.*s:%u: ", STR_ARG(sources->list.items[span.source].name),
                    position.line);
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

/* The bytes that go on with a character are not cut off from it. */
static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

const char *place_words(Arena *arena, const Sources *sources, Span span)
{
    Text words = text_in(arena);
    Str written = str_trim(source_get_words(sources, span));
    for (size_t i = 0; i < written.length; i++) {
        bool is_last = words.length >= WORDS_MOST && !goes_on(written.bytes[i]);
        if (is_last)
            text_add(&words, " ...");
        if (is_last)
            break;
        if (!is_space(written.bytes[i]))
            text_add_byte(&words, written.bytes[i]);
        else if (words.length && words.bytes[words.length - 1] != ' ')
            text_add_byte(&words, ' ');
    }
    return words.length ? words.bytes : "";
}

void place_add_cites(Text *out, const Marks *marks)
{
    for (uint32_t i = 0; i < marks->citation_count; i++)
        text_add_format(out, "%s%s", i ? ", " : " [", marks->citations[i].text);
    if (marks->citation_count)
        text_add_byte(out, ']');
}
