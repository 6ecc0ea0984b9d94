/* keywords.h - the words of the language.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_KEYWORDS_H
#define SYNTAX_KEYWORDS_H

#include <stdbool.h>

#include "base/str.h"

typedef struct Keyword {
    const char *word;
    int token;           /* of parser.h */
    const char *instead; /* a name to suggest; NULL if the word itself can be a name */
} Keyword;

/* The keyword that `word` is, in small letters, or NULL. */
const Keyword *keywords_find(Str word);
/* Likewise without regard to case. */
const Keyword *keywords_find_any_case(Str word);
/* fact, rule, and the other words that begin a declaration. */
bool keywords_begins_declaration(int token);
bool keywords_is_modality(int token);
/* The keyword of a token of parser.h, or NULL. */
const Keyword *keywords_find_token(int token);
/* The reserved word that `word` is a slip of the pen away from, or NULL. */
const char *keywords_find_nearest(Str word);
/* Likewise among the words that stand before 'of': all, any, list, total, … */
const char *keywords_find_before_of(Str word);
/* The word of the language for a word from elsewhere ("if", "shall", "greater"), or NULL. */
const char *keywords_find_ours(Str word);

#endif
