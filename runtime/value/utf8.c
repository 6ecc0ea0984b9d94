/* utf8.c - see utf8.h.
 *
 * Widths follow what terminals do with the scripts likely to occur here: combining marks take no column, East Asian
 * wide forms and emoji take two. The table is coarse on purpose; an error moves an underline, nothing else.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "value/utf8.h"

#include <stdbool.h>

typedef struct Range {
    uint32_t first;
    uint32_t last;
} Range;

/* C1 controls, and what changes the order of the characters around it. */
static const Range hidden[] = {
    {0x80, 0x9f},
    {0x200e, 0x200f},
    {0x2028, 0x202e},
    {0x2066, 0x2069},
};

static const Range without_width[] = {
    {0x300, 0x36f},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200d},
    {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff},
};

static const Range double_width[] = {
    {0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
    {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1faff}, {0x20000, 0x3fffd},
};

static bool is_in(uint32_t code_point, const Range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return true;
    return false;
}

#define IS_IN(code_point, ranges) is_in((code_point), (ranges), sizeof(ranges) / sizeof(ranges)[0])

/* Bytes of the sequence that `lead` begins; 0 where none can begin so. */
static size_t length_from_lead(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf) /* 0xc0 and 0xc1 could only begin overlong forms */
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/* Neither overlong, nor a surrogate, nor past the last code point. */
static bool is_proper(uint32_t code_point, size_t length)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    bool is_surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
    return code_point >= least[length] && code_point <= 0x10ffff && !is_surrogate;
}

size_t utf8_read(uint32_t *code_point, Str words, size_t at)
{
    static const unsigned char lead_bits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    unsigned char lead = (unsigned char)words.bytes[at];
    size_t length = length_from_lead(lead);
    if (!length || length > words.length - at)
        return 0;
    uint32_t read = lead & lead_bits[length];
    for (size_t i = 1; i < length; i++) {
        unsigned char tail = (unsigned char)words.bytes[at + i];
        if ((tail & 0xc0) != 0x80)
            return 0;
        read = read << 6 | (tail & 0x3f);
    }
    if (!is_proper(read, length))
        return 0;
    *code_point = read;
    return length;
}

bool utf8_is_valid(Str words)
{
    uint32_t code_point;
    for (size_t at = 0, length; at < words.length; at += length) {
        length = (unsigned char)words.bytes[at] < 0x80 ? 1 : utf8_read(&code_point, words, at);
        if (!length)
            return false;
    }
    return true;
}

static size_t show_broken_byte(Text *out, unsigned char byte)
{
    if (out)
        text_add_format(out, "\\x%02x", byte);
    return 4;
}

/* The escape of a character that must not reach a terminal, at most "\u{2069}". */
static size_t show_hidden(Text *out, uint32_t code_point)
{
    if (code_point < 0x80)
        return show_broken_byte(out, (unsigned char)code_point);
    if (out)
        text_add_format(out, "\\u{%x}", (unsigned)code_point);
    return code_point < 0x100 ? 6 : 8;
}

static size_t width_of(uint32_t code_point)
{
    if (IS_IN(code_point, without_width))
        return 0;
    return IS_IN(code_point, double_width) ? 2 : 1;
}

size_t utf8_show_next(Text *out, Str words, size_t at, size_t *columns)
{
    uint32_t code_point;
    size_t length = utf8_read(&code_point, words, at);
    if (!length) {
        *columns = show_broken_byte(out, (unsigned char)words.bytes[at]);
        return 1;
    }
    Str shown = code_point == '\t' ? STR(" ") : str_slice(words, at, at + length);
    bool is_control = (code_point < 0x20 && code_point != '\t') || code_point == 0x7f;
    if (is_control || IS_IN(code_point, hidden)) {
        *columns = show_hidden(out, code_point);
    } else {
        *columns = width_of(code_point);
        if (out)
            text_add_str(out, shown);
    }
    return length;
}

void utf8_show(Text *out, Str words)
{
    size_t columns;
    for (size_t at = 0; at < words.length;)
        at += utf8_show_next(out, words, at, &columns);
}
