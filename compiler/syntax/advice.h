/* advice.h - what to do about a word that does not fit, where the likeliest slip can be told.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_ADVICE_H
#define SYNTAX_ADVICE_H

#include "syntax/describe.h"

/* A sentence for the help beside a message, or NULL. `found` does not fit behind `last`; `expected` would. */
const char *advice_find(const Expected *expected, const Lexeme *last, const Lexeme *found);

/* Likewise about a word that was taken for a name although it is the slip itself. */
const char *advice_find_word(const Lexeme *word, const Lexeme *next);

#endif
