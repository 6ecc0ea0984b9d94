/* lint_words.c - sets of places and of names, for the lint.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "check/lint_parts.h"

/* ---- places ---- */

/* A place as the bytes of its start; the end never differs. */
typedef struct PlaceKey {
    char bytes[2 * sizeof(uint32_t)];
} PlaceKey;

static Str place_key(PlaceKey *key, Span span)
{
    memcpy(key->bytes, &span.source, sizeof span.source);
    memcpy(key->bytes + sizeof span.source, &span.start, sizeof span.start);
    return (Str){key->bytes, sizeof key->bytes};
}

Places places_new(Arena *arena)
{
    return (Places){arena, map_new(arena)};
}

void places_add(Places *places, Span span)
{
    if (!places_has(places, span))
        map_set(places->map, place_key(ARENA_NEW(places->arena, PlaceKey), span), 0);
}

bool places_has(const Places *places, Span span)
{
    PlaceKey key;
    uint32_t number;
    return map_find(places->map, place_key(&key, span), &number);
}

/* ---- names ---- */

Words words_new(Arena *arena)
{
    return (Words){arena, map_new(arena)};
}

static bool is_of_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Where the quoted text or the comment that begins at `at` ends. */
static size_t skip(Str text, size_t at, char end)
{
    for (at++; at < text.length && text.bytes[at] != end; at++)
        if (text.bytes[at] == '\\' && end == '"')
            at++;
    return at + 1;
}

void words_add(Words *words, Str text)
{
    for (size_t i = 0; i < text.length;) {
        size_t start = i;
        if (text.bytes[i] == '"' || text.bytes[i] == '#') {
            i = skip(text, i, text.bytes[i] == '"' ? '"' : '\n');
            continue;
        }
        while (i < text.length && is_of_name(text.bytes[i]))
            i++;
        if (i > start)
            map_set(words->map, str_slice(text, start, i), 0);
        else
            i++;
    }
}

bool words_has(const Words *words, Str word)
{
    uint32_t number;
    return map_find(words->map, word, &number);
}
