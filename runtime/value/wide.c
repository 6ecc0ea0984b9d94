/* wide.c - see wide.h. Multiplies in halves of 32 bits, divides bit by bit.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "value/wide.h"

#define LOW_HALF ((uint64_t)UINT32_MAX)

/* (a1 * 2^32 + a0)(b1 * 2^32 + b0). A product of two halves leaves room for one more half: (2^32 - 1)^2 + 2^32 - 1 is
 * still below 2^64, so neither middle sum overflows. */
Wide wide_multiply(uint64_t a, uint64_t b)
{
    uint64_t a0 = a & LOW_HALF, a1 = a >> 32;
    uint64_t b0 = b & LOW_HALF, b1 = b >> 32;
    uint64_t lowest = a0 * b0;
    uint64_t middle = a1 * b0 + (lowest >> 32);
    uint64_t middle_too = a0 * b1 + (middle & LOW_HALF);
    Wide product = {a1 * b1 + (middle >> 32) + (middle_too >> 32),
                    middle_too << 32 | (lowest & LOW_HALF)};
    return product;
}

/* Long division in base 2. `rest` stays below `divisor`; shifted it may need a 65th bit, which `carry` holds. */
static uint64_t divide_by_bits(uint64_t *remainder, Wide dividend, uint64_t divisor)
{
    uint64_t rest = dividend.high, quotient = 0;
    for (int bit = 63; bit >= 0; bit--) {
        bool carry = rest >> 63;
        rest = rest << 1 | (dividend.low >> bit & 1);
        quotient <<= 1;
        if (carry || rest >= divisor) {
            rest -= divisor;
            quotient |= 1;
        }
    }
    *remainder = rest;
    return quotient;
}

bool wide_divide(uint64_t *quotient, uint64_t *remainder, Wide dividend, uint64_t divisor)
{
    if (dividend.high >= divisor) /* also where the divisor is 0 */
        return false;
    if (dividend.high == 0) {
        *quotient = dividend.low / divisor;
        *remainder = dividend.low % divisor;
    } else {
        *quotient = divide_by_bits(remainder, dividend, divisor);
    }
    return true;
}

uint64_t wide_magnitude(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

bool wide_scale(int64_t *out, int64_t a, int64_t b, int64_t divisor, int64_t most)
{
    uint64_t limit = (uint64_t)most;
    uint64_t unsigned_divisor = wide_magnitude(divisor), quotient, remainder;
    Wide product = wide_multiply(wide_magnitude(a), wide_magnitude(b));
    if (!wide_divide(&quotient, &remainder, product, unsigned_divisor) || quotient > limit)
        return false;
    if (remainder >= unsigned_divisor - remainder)
        quotient++;
    if (quotient > limit)
        return false;
    bool is_negative = ((a < 0) != (b < 0)) != (divisor < 0);
    *out = is_negative ? -(int64_t)quotient : (int64_t)quotient;
    return true;
}
