/* json_string.c - a JSON string (RFC 8259), always valid UTF-8 whatever comes in.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "value/utf8.h"
#include "value/value.h"

/* Letters that are looked at together. */
#define BLOCK ((size_t)16)
#define HALF (BLOCK / 2)

#define REPLACEMENT STR("\xef\xbf\xbd") /* U+FFFD */

static void write_ascii(Text *out, char c)
{
    switch (c) {
    case '"': text_add(out, "\\\""); return;
    case '\\': text_add(out, "\\\\"); return;
    case '\b': text_add(out, "\\b"); return;
    case '\f': text_add(out, "\\f"); return;
    case '\n': text_add(out, "\\n"); return;
    case '\r': text_add(out, "\\r"); return;
    case '\t': text_add(out, "\\t"); return;
    }
    text_add_format(out, "\\u%04x", (unsigned)c);
}

/* 1 where the letter does not stand for itself. */
static unsigned char is_odd(unsigned char letter)
{
    return (unsigned char)((letter < 0x20) | (letter > 0x7e) | (letter == '"') | (letter == '\\'));
}

/* `count` is a constant, and there is no way out on the way, so that compilers look at all the letters at once. */
static inline bool are_plain(const char *letters, size_t count)
{
    unsigned char odd = 0;
    for (size_t i = 0; i < count; i++)
        odd |= is_odd((unsigned char)letters[i]);
    return !odd;
}

/* The last letters are looked at together with some before them, which are copied again. */
size_t json_copy_plain(char *to, Str words)
{
    const char *from = words.bytes;
    size_t at = 0;
    for (; words.length - at >= BLOCK && are_plain(from + at, BLOCK); at += BLOCK)
        memcpy(to + at, from + at, BLOCK);
    if (words.length - at >= HALF && are_plain(from + at, HALF)) {
        memcpy(to + at, from + at, HALF);
        at += HALF;
    }
    if (at > 0 && words.length - at < HALF && are_plain(from + words.length - HALF, HALF)) {
        memcpy(to + words.length - HALF, from + words.length - HALF, HALF);
        return words.length;
    }
    for (; at < words.length && !is_odd((unsigned char)from[at]); at++)
        to[at] = from[at];
    return at;
}

static size_t write_special(Text *out, Str words, size_t at)
{
    uint32_t code_point;
    size_t length = utf8_read(&code_point, words, at);
    if (!length)
        text_add_str(out, REPLACEMENT);
    else if (length == 1)
        write_ascii(out, words.bytes[at]);
    else
        text_add_str(out, str_slice(words, at, at + length));
    return at + (length ? length : 1);
}

/* What does not all stand for itself, from `at` on. */
static void write_rest(Text *out, Str words, size_t at)
{
    while (at < words.length) {
        at = write_special(out, words, at);
        Str rest = str_slice(words, at, words.length);
        char *to = text_reserve(out, rest.length);
        size_t plain = json_copy_plain(to, rest);
        text_end(out, to + plain);
        at += plain;
    }
    text_add_byte(out, '"');
}

void json_write_string(Text *out, Str words)
{
    char *to = text_reserve(out, words.length + 2);
    *to++ = '"';
    size_t plain = json_copy_plain(to, words);
    to += plain;
    if (plain == words.length)
        *to++ = '"';
    text_end(out, to);
    if (plain < words.length)
        write_rest(out, words, plain);
}
