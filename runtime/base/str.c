/* str.c - see str.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/str.h"

#include <stdio.h>
#include <string.h>

#include "base/bug.h"

/* Names longer than this are not compared for likeness; the table of str_distance stands on the stack. */
#define LONGEST_COMPARED ((size_t)64)

Str str_from(const char *text)
{
    return (Str){text, text ? strlen(text) : 0};
}

bool str_is_equal(Str a, Str b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

bool str_is(Str a, const char *text)
{
    return str_is_equal(a, str_from(text));
}

bool str_has_prefix(Str a, const char *prefix)
{
    size_t length = strlen(prefix);
    return a.length >= length && memcmp(a.bytes, prefix, length) == 0;
}

int str_compare(Str a, Str b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;
    return order ? order : (a.length > b.length) - (a.length < b.length);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Str str_trim(Str a)
{
    size_t start = 0, end = a.length;
    while (start < end && is_space(a.bytes[start]))
        start++;
    while (end > start && is_space(a.bytes[end - 1]))
        end--;
    return str_slice(a, start, end);
}

size_t str_find_byte(Str a, char byte)
{
    const char *found = a.length ? memchr(a.bytes, byte, a.length) : NULL;
    return found ? (size_t)(found - a.bytes) : a.length;
}

Str str_slice(Str a, size_t start, size_t end)
{
    BUG_IF(start > end || end > a.length);
    return (Str){a.bytes ? a.bytes + start : NULL, end - start};
}

char *str_to_text(Arena *arena, Str a)
{
    return arena_copy_text(arena, a.bytes, a.length);
}

static char lower_case(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance; three rows of the usual table. */
size_t str_distance(Str a, Str b, size_t limit)
{
    if (a.length > LONGEST_COMPARED || b.length > LONGEST_COMPARED)
        return limit + 1;
    size_t rows[3][LONGEST_COMPARED + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b.length; j++)
        last[j] = j;
    memset(before, 0, sizeof rows[0]);
    for (size_t i = 1; i <= a.length; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            char x = lower_case(a.bytes[i - 1]), y = lower_case(b.bytes[j - 1]);
            now[j] = least_of(least_of(last[j], now[j - 1]) + 1, last[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == lower_case(b.bytes[j - 2]) &&
                lower_case(a.bytes[i - 2]) == y)
                now[j] = least_of(now[j], before[j - 2] + 1);
        }
        size_t *oldest = before;
        before = last;
        last = now;
        now = oldest;
    }
    return least_of(last[b.length], limit + 1);
}

Text text_in(Arena *arena)
{
    return (Text){arena, arena_copy_text(arena, "", 0), 0, 0};
}

void text_grow(Text *text, size_t more)
{
    BUG_IF(more > SIZE_MAX / 4 || text->length > SIZE_MAX / 4);
    size_t capacity = text->capacity ? text->capacity : 64;
    while (capacity < text->length + more)
        capacity *= 2;
    char *bytes = arena_alloc(text->arena, capacity + 1);
    memcpy(bytes, text->bytes, text->length + 1);
    text->bytes = bytes;
    text->capacity = capacity;
}

void text_add_str(Text *text, Str str)
{
    if (!str.length)
        return;
    char *to = text_reserve(text, str.length);
    memcpy(to, str.bytes, str.length);
    text_end(text, to + str.length);
}

void text_add(Text *text, const char *words)
{
    text_add_str(text, str_from(words));
}

void text_add_byte(Text *text, char byte)
{
    char *to = text_reserve(text, 1);
    *to = byte;
    text_end(text, to + 1);
}

void text_add_repeat(Text *text, char byte, size_t count)
{
    char *to = text_reserve(text, count);
    memset(to, byte, count);
    text_end(text, to + count);
}

void text_add_number(Text *text, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    text_add_str(text, (Str){digits + at, sizeof digits - at});
}

void text_add_format_list(Text *text, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    BUG_IF(length < 0);
    vsnprintf(text_reserve(text, (size_t)length), (size_t)length + 1, format, arguments);
    text->length += (size_t)length;
}

void text_add_format(Text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(text, format, arguments);
    va_end(arguments);
}

Str text_get(const Text *text)
{
    return (Str){text->bytes, text->length};
}
