/* wide.h - 64-bit multiplication and division through an exact 128-bit product.
 *
 * Money times a rate needs more than 64 bits in between. Written portably rather than with __int128, so that one path
 * runs everywhere; where the product fits 64 bits, which is nearly always, it costs one ordinary division.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef VALUE_WIDE_H
#define VALUE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bug.h"

typedef struct Wide {
    uint64_t high;
    uint64_t low;
} Wide;

Wide wide_multiply(uint64_t a, uint64_t b);

/* False where `divisor` is 0 or the quotient has more than 64 bits. */
bool wide_divide(uint64_t *quotient, uint64_t *remainder, Wide dividend, uint64_t divisor) MUST_USE;

/* |value|, also of INT64_MIN. */
uint64_t wide_magnitude(int64_t value);

/* a * b / divisor, rounded half away from zero. False, *out untouched, where `divisor` is 0 or the result lies beyond
 * ±most. */
bool wide_scale(int64_t *out, int64_t a, int64_t b, int64_t divisor, int64_t most) MUST_USE;

#endif
