/* html.h - the paragraphs of a page: what a reader of the HTML sees as headings, paragraphs and items of lists.
 *
 * In: the bytes of a page, however broken: it is read as browsers read it. Out: its blocks in their order. Scripts, styles,
 * navigation and what is hidden are none; where the page says which part is its main one, only that is read. Nothing is
 * fetched. A page comes from outside, and the parser is not ours: it works in a process of its own, with bounds on time and
 * memory, so that nothing in a page can end or stop this one.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef GUIDANCE_HTML_H
#define GUIDANCE_HTML_H

#include <stdbool.h>

#include "base/str.h"
#include "base/vec.h"

typedef enum BlockKind {
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_ITEM, /* of a list, at whatever depth */
    BLOCK_MORE, /* a further block of the same item */
} BlockKind;

typedef struct Block {
    BlockKind kind;
    Str words; /* never empty; white space is single spaces */
} Block;

typedef struct Blocks {
    VEC(Block) list;
} Blocks;

/* Guidance has some hundred kilobytes a page. */
#define HTML_BYTES_MOST ((size_t)8 << 20)

/* Whether a file is a page: by its name, or by how it begins. */
bool html_is_page(const char *path, Str text);

/* Reads the blocks of a page into `arena`; false where it cannot be read: then *why says so, in a few words. */
MUST_USE bool html_read(Blocks *out, Arena *arena, Str page, const char **why);

#endif
