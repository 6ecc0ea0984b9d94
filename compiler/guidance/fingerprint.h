/* fingerprint.h - what a paragraph is known by, whatever its number: the same words have the same fingerprint.
 *
 * The rule: white space folded to single spaces and trimmed, lower-cased, UTF-8; of that the first 16 hexadecimal digits
 * of the SHA-256. Capitals of the Latin script are lower-cased up to U+017F, others are left as they are.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef GUIDANCE_FINGERPRINT_H
#define GUIDANCE_FINGERPRINT_H

#include "base/str.h"

/* The text without its number; the fingerprint lives in `arena`. */
const char *fingerprint_of(Arena *arena, Str words);

#endif
