/* format.h - one layout for .proc texts.
 *
 * In: a text that parses. Out: the same words and comments in our layout; what the text means is untouched. The layout is
 * a function of the words, the blank lines and the few line breaks that are the author's to choose, so formatting what
 * was formatted changes nothing.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SYNTAX_FORMAT_H
#define SYNTAX_FORMAT_H

#include "syntax/ast.h"

/* Lays out the text of `source`; *formatted lives as long as `arena`. False, and reported, where it does not parse. Adds what
 * it wrote to report->sources: it is read again, and a tree or a comment that differs ends the process as a fault of ours. */
MUST_USE bool syntax_format(Str *formatted, Arena *arena, Report *report, uint32_t source);

#endif
