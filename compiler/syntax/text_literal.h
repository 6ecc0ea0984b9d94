/* text_literal.h - what a text in quotes says.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_TEXT_LITERAL_H
#define SYNTAX_TEXT_LITERAL_H

#include "syntax/parse.h"

/* Decodes what stands between the quotes, `inside` at `span`; a wrong escape is reported and stands as written. */
Str text_literal_decode(Parse *parse, Span span);

#endif
