/* lexemes.h - the actions of lexer.l: what a piece of text is, and what to say where it is nothing.
 *
 * In: the piece, in parse->span. Out: a token of parser.h; in parse->decoded and parse->pending what it means beyond
 * what is written. lexemes.c: words, numbers, dates; lexemes_signs.c: signs, dashes, spaces; text_literal.c: texts.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_LEXEMES_H
#define SYNTAX_LEXEMES_H

#include "syntax/parse.h"

/* Bytes of a name or number, and of a text or citation; longer ones are reported. */
#define LEXEMES_WORD_MAX ((size_t)200)
#define LEXEMES_TEXT_MAX ((size_t)65536)

/* A piece of `length` bytes at `matched`, in the scanner's buffer, was found. */
void lexemes_begin(Parse *parse, const char *matched, size_t length);
/* As many bytes of it are used as given; returns that as an int, for yyless. */
int lexemes_use_only(Parse *parse, size_t length);
/* The piece as written. */
Str lexemes_get_piece(const Parse *parse);
/* Reports about the piece; the same kind on the same line is reported once. SIZE_MAX where it is not. */
size_t lexemes_report(Parse *parse, DiagId kind, Span span, const char *format, ...)
    PRINTF_LIKE(4, 5);
bool lexemes_is_first(const Parse *parse);
/* The first of parse->pending, taken out. */
int lexemes_get_kind(Parse *parse);

void lexemes_end_line(Parse *parse);
void lexemes_add_comment(Parse *parse);

int lexemes_get_word(Parse *parse);
int lexemes_get_dotted(Parse *parse);
/* A name with letters of other alphabets, or with a digit in front. */
int lexemes_get_odd_name(Parse *parse);
int lexemes_get_number(Parse *parse);
int lexemes_get_money(Parse *parse);
int lexemes_get_wrong_money(Parse *parse);
int lexemes_get_date(Parse *parse);
int lexemes_get_wrong_date(Parse *parse);
/* Number, word, number: a date, or only a number. The token is pending; returns the bytes used. */
int lexemes_get_like_date(Parse *parse);

int lexemes_get_text(Parse *parse);
int lexemes_get_curved_text(Parse *parse);
int lexemes_get_unclosed_text(Parse *parse);
int lexemes_get_mark(Parse *parse);
int lexemes_get_unclosed_mark(Parse *parse);

int lexemes_get_dash(Parse *parse);
int lexemes_get_odd_dash(Parse *parse);
int lexemes_get_bar(Parse *parse);
/* A line of dashes between a table's header and rows is left out; in a row only its bar counts, which is then pending.
 * Returns the bytes used. */
int lexemes_skip_rule_line(Parse *parse);
/* Reports a sign from elsewhere; true if our words for it are pending, false if it is left out. */
bool lexemes_is_sign(Parse *parse);
void lexemes_report_space(Parse *parse);
void lexemes_report_unknown(Parse *parse);

#endif
