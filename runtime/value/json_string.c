/* json_string.c - a JSON string (RFC 8259), always valid UTF-8 whatever comes in.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "value/utf8.h"
#include "value/value.h"

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

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x20 && (unsigned char)c < 0x7f && c != '"' && c != '\\';
}

/* Where the letters from `at` on end that stand for themselves. */
static size_t find_special(Str words, size_t at)
{
    while (at < words.length && is_plain(words.bytes[at]))
        at++;
    return at;
}

void json_write_string(Text *out, Str words)
{
    text_add_byte(out, '"');
    for (size_t at = 0; at < words.length;) {
        size_t end = find_special(words, at);
        text_add_str(out, str_slice(words, at, end));
        at = end;
        if (at == words.length)
            break;
        uint32_t code_point;
        size_t length = utf8_read(&code_point, words, at);
        if (!length)
            text_add_str(out, REPLACEMENT);
        else if (length == 1)
            write_ascii(out, words.bytes[at]);
        else
            text_add_str(out, str_slice(words, at, at + length));
        at += length ? length : 1;
    }
    text_add_byte(out, '"');
}
