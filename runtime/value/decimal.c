/* decimal.c - see decimal.h.
 *
 * The figure is never held as a number before it is known to fit: zeros at both ends are put aside, the rest is D times
 * 10^e with D ending in a digit other than 0. Then D * 10^(e + decimals) is whole exactly where e + decimals >= 0, and
 * its length in digits is known before a digit is added up.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "value/decimal.h"

/* 10^19 - 1 fits 64 bits. */
#define MOST_DIGITS 19
/* An exponent larger than this is read as this: longer than any text, so that no run of zeros can make up for it. */
#define EXPONENT_MOST ((int64_t)1 << 48)

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t decimal_count_digits(Str words, size_t at)
{
    size_t count = 0;
    while (at + count < words.length && is_digit(words.bytes[at + count]))
        count++;
    return count;
}

bool decimal_has_exponent(Str words)
{
    return str_find_byte(words, 'e') < words.length || str_find_byte(words, 'E') < words.length;
}

/* Where the whole part ends: digits alone, or one to three and then groups of three after commas. 0: not so. */
static size_t find_whole_end(Str words)
{
    size_t at = decimal_count_digits(words, 0);
    bool is_grouped = at < words.length && words.bytes[at] == ',';
    if (is_grouped && (at == 0 || at > 3 || words.bytes[0] == '0'))
        return 0;
    while (at < words.length && words.bytes[at] == ',') {
        if (decimal_count_digits(words, at + 1) != 3)
            return 0;
        at += 4;
    }
    return at;
}

/* Where the part after the point ends; `whole_end` where there is none. 0: a point without digits. */
static size_t find_fraction_end(Str words, size_t whole_end)
{
    if (whole_end == words.length || words.bytes[whole_end] != '.')
        return whole_end;
    size_t digit_count = decimal_count_digits(words, whole_end + 1);
    return digit_count ? whole_end + 1 + digit_count : 0;
}

/* "", "e3", "E+3", "e-3". */
static bool read_exponent(int64_t *out, Str words)
{
    *out = 0;
    if (!words.length)
        return true;
    bool has_sign = words.length > 1 && (words.bytes[1] == '-' || words.bytes[1] == '+');
    size_t start = has_sign ? 2 : 1;
    if ((words.bytes[0] != 'e' && words.bytes[0] != 'E') || start == words.length ||
        decimal_count_digits(words, start) != words.length - start)
        return false;
    for (size_t i = start; i < words.length; i++)
        if (*out < EXPONENT_MOST)
            *out = *out * 10 + (words.bytes[i] - '0');
    if (*out > EXPONENT_MOST)
        *out = EXPONENT_MOST;
    if (words.bytes[1] == '-')
        *out = -*out;
    return true;
}

/* Digits in a part of the figure that may hold commas and a point. */
static int64_t count_digits_between(Str figure, size_t start, size_t end)
{
    int64_t count = 0;
    for (size_t i = start; i < end; i++)
        count += is_digit(figure.bytes[i]);
    return count;
}

static bool is_zero_or_mark(char c)
{
    return c == '0' || c == ',' || c == '.';
}

/* The figure times 10^exponent as a whole number. `whole_end` is where its point stands or would stand. */
static ReadResult count_units(uint64_t *out, Str figure, size_t whole_end, int64_t exponent)
{
    size_t start = 0, end = figure.length;
    while (start < end && is_zero_or_mark(figure.bytes[start]))
        start++;
    while (end > start && is_zero_or_mark(figure.bytes[end - 1]))
        end--;
    *out = 0;
    if (start == end)
        return READ_OK;
    exponent += end <= whole_end ? count_digits_between(figure, end, whole_end)
                                 : -(int64_t)(end - whole_end - 1);
    if (count_digits_between(figure, start, end) + exponent > MOST_DIGITS)
        return READ_OUT_OF_RANGE;
    if (exponent < 0)
        return READ_TOO_FINE;
    for (size_t i = start; i < end; i++)
        if (is_digit(figure.bytes[i]))
            *out = *out * 10 + (uint64_t)(figure.bytes[i] - '0');
    while (exponent-- > 0)
        *out *= 10;
    return READ_OK;
}

ReadResult decimal_read(int64_t *out, Str words, int decimals, int64_t most)
{
    int64_t exponent;
    size_t whole_end = find_whole_end(words);
    size_t figure_end = whole_end ? find_fraction_end(words, whole_end) : 0;
    if (!figure_end || !read_exponent(&exponent, str_slice(words, figure_end, words.length)))
        return READ_WRONG_FORM;
    uint64_t units;
    Str figure = str_slice(words, 0, figure_end);
    ReadResult result = count_units(&units, figure, whole_end, exponent + decimals);
    if (result != READ_OK)
        return result;
    if (units > (uint64_t)most)
        return READ_OUT_OF_RANGE;
    *out = (int64_t)units;
    return READ_OK;
}
