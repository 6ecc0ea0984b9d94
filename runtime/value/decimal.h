/* decimal.h - reading written figures exactly, whatever their length.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef VALUE_DECIMAL_H
#define VALUE_DECIMAL_H

#include "value/value.h"

/* How many digits 0 to 9 stand in `words` from `at` on. */
size_t decimal_count_digits(Str words, size_t at);

/* Reads an unsigned figure such as 12, 1,234.50 or 1.5e3 as a count of units of 10^-decimals: READ_OK, READ_WRONG_FORM,
 * READ_TOO_FINE where it is no whole count, READ_OUT_OF_RANGE beyond `most`. */
ReadResult decimal_read(int64_t *out, Str words, int decimals, int64_t most) MUST_USE;

/* Whether `words` has the letter of an exponent. */
bool decimal_has_exponent(Str words);

#endif
