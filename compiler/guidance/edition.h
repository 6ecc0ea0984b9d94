/* edition.h - one edition of a document: its paragraphs with numbers and fingerprints.
 *
 * In: a table (a first line with the column `number`, tabs between columns), a text whose paragraphs are numbered
 * (`[p12.3] words`), a plain text, which is numbered here (number.h), or a page (html.h), likewise. Out: an Edition; what is wrong with the file is
 * reported. It lives in the arena given.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef GUIDANCE_EDITION_H
#define GUIDANCE_EDITION_H

#include "base/map.h"
#include "error/report.h"

typedef struct Paragraph {
    const char *number;      /* "p12.3" */
    const char *words;       /* NULL where it came from a table */
    const char *section;     /* this and the next four: NULL where the table does not say */
    const char *kind;        /* "rule", "heading" */
    const char *modality;    /* "must", "-" */
    const char *summary;     /* in the words of the one who read it */
    const char *not_encoded; /* the reason */
    const char *fingerprint; /* NULL where the table has none */
    Span span;               /* its line or lines in the file */
} Paragraph;

typedef struct Edition {
    const char *path;
    bool is_table;
    VEC(Paragraph) paragraphs; /* in the order of the document */
    Map *numbers;              /* -> paragraphs */
} Edition;

/* False, and reported, where the file cannot be read, is no table of paragraphs, holds none or one number twice. */
MUST_USE bool edition_read(Edition *out, Arena *arena, Report *report, const char *path);

/* Adds a paragraph; reports a number that is there already. For those who read one. */
void edition_add(Edition *edition, Arena *arena, Report *report, Paragraph paragraph);

/* The next line of `text` from `*at` on, without its end; *span is where it stands in `source`. */
Str edition_next_line(Str text, uint32_t source, size_t *at, Span *span);

#endif
