/* layout.h - columns to tokens, between the lexer and the parser.
 *
 * In: words with their columns. Out: the parser's tokens: a bullet deeper than those around it is LIST_OPEN BULLET, one
 * in the column of an open list BULLET; a word at or left of a list's bullets, a `)` that closes a bracket round the
 * list, and the end of the text are LIST_CLOSE. Opens and closes always match.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_LAYOUT_H
#define SYNTAX_LAYOUT_H

#include "parser.h"

/* bison's source of tokens. */
int yylex(YYSTYPE *value, Span *span, Parse *parse);

/* The token just given out does not fit: takes it back. */
void layout_take_back(Parse *parse);
/* The word that comes next. */
const Lexeme *layout_peek(Parse *parse);
/* Whether the word that comes next is the one at which reading went on after the last mistake. */
bool layout_is_resumed(Parse *parse);
/* Leaves out words up to the next line that can go on; RESYNC comes before its first word. */
void layout_resync(Parse *parse);

#endif
