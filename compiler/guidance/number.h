/* number.h - gives the paragraphs of a plain text their numbers, or reads those that stand there.
 *
 * Numbered: each paragraph begins with `[NUMBER] ` at the start of a line, and other lines go on with it. Plain: where the
 * text has an empty line between others, paragraphs are what stands between empty lines; else each line is one. A line that begins
 * with a bullet or with `(a)` is an item of the paragraph before; one that begins with `1.` is one where that paragraph
 * ends in a colon, or where such an item stands before it: elsewhere it is a heading. The bullet is no part of the
 * item's words, `(a)` and `1.` are: people cite them. Paragraphs are p1, p2, …; items p1.1, p1.2, ….
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef GUIDANCE_NUMBER_H
#define GUIDANCE_NUMBER_H

#include "guidance/edition.h"
#include "guidance/html.h"

/* Adds the paragraphs of the text `source` to `out`. */
void number_text(Edition *out, Arena *arena, Report *report, uint32_t source);
/* Likewise of the blocks of a page: a heading is a paragraph whatever it begins with, an item of a list is an item. A block that
 * begins with `(a)` is one too, as in a text; and numbers that stand there are kept. */
void number_blocks(Edition *out, Arena *arena, Report *report, const Blocks *blocks);

/* "number<TAB>fingerprint" with its heading: a table that edition_read reads. */
void number_write_table(Text *out, const Edition *edition);
/* "[p1] words": a text that edition_read reads. */
void number_write_text(Text *out, const Edition *edition);
void number_write_json(Text *out, const Edition *edition);

#endif
