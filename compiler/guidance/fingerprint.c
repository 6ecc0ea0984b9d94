/* fingerprint.c - see fingerprint.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/fingerprint.h"

#include <stdbool.h>

#include "base/sha256.h"
#include "value/utf8.h"

#define DIGITS ((size_t)16)

/* White space as Unicode has it, the separators of ASCII (U+001C to U+001F) too. */
static bool is_space(uint32_t c)
{
    return (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x20) || c == 0x85 || c == 0xa0 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
           c == 0x202f || c == 0x205f || c == 0x3000;
}

/* U+0100 to U+017F: capital and small letter follow each other, in one stretch the capital is the odd one. */
static uint32_t lower_extended(uint32_t c)
{
    bool is_odd_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e);
    if (c == 0x130 || c == 0x138 || c == 0x149 || c == 0x17f)
        return c;
    if (c == 0x178)
        return 0xff;
    return (c & 1) == is_odd_capital ? c + 1 : c;
}

static uint32_t to_lower(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7))
        return c + 0x20;
    return c >= 0x100 && c <= 0x17f ? lower_extended(c) : c;
}

static void add_lower(Sha256 *sha, uint32_t c, Str written)
{
    uint32_t lower = to_lower(c);
    if (lower == c) {
        sha256_add(sha, written.bytes, written.length);
        return;
    }
    const uint8_t two[] = {(uint8_t)(0xc0 | lower >> 6), (uint8_t)(0x80 | (lower & 0x3f))};
    const uint8_t one = (uint8_t)lower;
    if (lower < 0x80)
        sha256_add(sha, &one, 1);
    else
        sha256_add(sha, two, 2); /* what to_lower changes stays under U+0800 */
}

const char *fingerprint_of(Arena *arena, Str words)
{
    Sha256 sha;
    char hex[SHA256_HEX_SIZE];
    bool has_words = false, has_gap = false;
    sha256_init(&sha);
    for (size_t at = 0; at < words.length;) {
        uint32_t c = 0;
        size_t count = utf8_read(&c, words, at);
        Str written = str_slice(words, at, at + (count ? count : 1));
        at += written.length;
        if (count && is_space(c)) {
            has_gap = true;
            continue;
        }
        if (has_gap && has_words)
            sha256_add(&sha, " ", 1);
        has_gap = false;
        has_words = true;
        add_lower(&sha, c, written);
    }
    sha256_to_hex(&sha, hex);
    return arena_copy_text(arena, hex, DIGITS);
}
