/* expected.h - what to say where a word does not fit, in words for people who never programmed.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_EXPECTED_H
#define SYNTAX_EXPECTED_H

#include "syntax/parse.h"

/* The token given out last does not fit; `names` are the names of those that would. Reports it, unless it follows from
 * a mistake already reported, and leaves out what cannot be read. */
void expected_report(Parse *parse, const char *const *names, size_t count);

#endif
