/* str.h - borrowed text, text being built, and likeness of names.
 *
 * A Str borrows bytes; it may hold any byte, NUL too. A Text grows in an arena and always ends with a NUL.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct Str {
    const char *bytes; /* NULL where there is none */
    size_t length;
} Str;

#define STR(literal) ((Str){(literal), sizeof(literal) - 1})
#define STR_NONE ((Str){NULL, 0})
/* For printf's "%.*s". */
#define STR_ARG(str) (int)((str).length), ((str).bytes ? (str).bytes : "")

Str str_from(const char *text);
bool str_is_equal(Str a, Str b);
bool str_is(Str a, const char *text);
bool str_has_prefix(Str a, const char *prefix);
int str_compare(Str a, Str b);
/* Without spaces, tabs and line ends around it. */
Str str_trim(Str a);
/* Index of the first `byte`, or a.length. */
size_t str_find_byte(Str a, char byte);
Str str_slice(Str a, size_t start, size_t end);
char *str_to_text(Arena *arena, Str a);

/* How many single-letter edits (insert, delete, replace, swap of neighbours) lead from a to b, without regard to
 * case; `limit` + 1 where it is more than `limit`. For "did you mean". */
size_t str_distance(Str a, Str b, size_t limit);

typedef struct Text {
    Arena *arena;
    char *bytes;
    size_t length;
    size_t capacity;
} Text;

Text text_in(Arena *arena);
void text_add(Text *text, const char *words);
void text_add_str(Text *text, Str str);
void text_add_byte(Text *text, char byte);
void text_add_repeat(Text *text, char byte, size_t count);
/* Makes room for `more` bytes and a NUL behind what is built. */
void text_grow(Text *text, size_t more);

/* For whoever writes much in small pieces: where `more` bytes and a NUL may be written behind what is built. text_end says where he
 * came to; nothing else is added in between. */
static inline char *text_reserve(Text *text, size_t more)
{
    if (more > text->capacity - text->length)
        text_grow(text, more);
    return text->bytes + text->length;
}

/* `end` is behind the last byte that was written where text_reserve said. */
static inline void text_end(Text *text, char *end)
{
    text->length = (size_t)(end - text->bytes);
    *end = '\0';
}
/* In decimal digits. */
void text_add_number(Text *text, uint64_t number);
void text_add_format(Text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void text_add_format_list(Text *text, const char *format, va_list arguments) PRINTF_LIKE(2, 0);
/* What was built; lives as long as the arena; later additions may leave it behind. */
Str text_get(const Text *text);

#endif
