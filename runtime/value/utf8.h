/* utf8.h - reading UTF-8 that may be broken, and showing text so that it cannot drive a terminal.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef VALUE_UTF8_H
#define VALUE_UTF8_H

#include <stdint.h>

#include "base/str.h"

/* How many bytes the character at `at` takes (at < words.length), its code point in *code_point; 0 where the bytes
 * there are not UTF-8 (overlong forms, surrogates, cut off), and then *code_point is untouched. */
size_t utf8_read(uint32_t *code_point, Str words, size_t at);

/* Whether all of it is UTF-8. */
bool utf8_is_valid(Str words);

/* Adds the character at `at` to `out` (nothing where `out` is NULL) as it may be shown: a tab as one space, control
 * characters and broken bytes as \x1b, characters that turn the direction of writing as \u{202e}. Returns the bytes
 * read, at least 1; *columns is the width of what was added. */
size_t utf8_show_next(Text *out, Str words, size_t at, size_t *columns);

/* All of `words`, shown so. */
void utf8_show(Text *out, Str words);

#endif
