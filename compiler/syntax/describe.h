/* describe.h - the tokens that would fit, in a handful of plain words: "a condition, 'then' or a citation".
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_DESCRIBE_H
#define SYNTAX_DESCRIBE_H

#include "syntax/parse.h"

/* Names of tokens as parser.y writes them. */
typedef struct Expected {
    const char *const *names;
    size_t count;
} Expected;

bool describe_has(const Expected *expected, const char *name);

const char *describe_expected(Parse *parse, const Expected *expected);

/* The word of the language among those expected that is most like `word`, or NULL. The words that begin declarations
 * count only where `with_declarations`. */
const char *describe_find_nearest(Parse *parse, const Expected *expected, Str word,
                                  bool with_declarations);

#endif
