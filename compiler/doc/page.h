/* page.h - a page for people, before it is HTML or Markdown: blocks in blocks, and runs of words in them.
 *
 * In: from the files that put a procedure into words. Out: to html.c and markdown.c, which know nothing of procedures. Words
 * come from anywhere and are escaped by whoever writes them. Everything lives in the arena of the site.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DOC_PAGE_H
#define DOC_PAGE_H

#include "base/vec.h"
#include "page/drawing.h"

typedef enum DocRunKind {
    DOC_PLAIN,
    DOC_STRONG,
    DOC_LINK,      /* to `address`, an id of this page */
    DOC_PAGE_LINK, /* to `address`, another page of the site: its place, without suffix */
} DocRunKind;

typedef struct DocRun {
    DocRunKind kind;
    const char *words;
    const char *address; /* of links */
    const char *hint;    /* what a link leads to, in a few words; NULL for none */
} DocRun;

typedef enum DocBlockKind {
    DOC_SECTION,   /* words: the heading; sections in it go one level down */
    DOC_PARAGRAPH, /* words, then lists that continue the sentence */
    DOC_NOTE,      /* words: how something was read */
    DOC_LIST,      /* of items */
    DOC_ENTRIES,   /* of items that stand apart from each other */
    DOC_ITEM,      /* words, then blocks */
    DOC_TABLE,     /* words: the caption; of rows, the first one its headings */
    DOC_ROW,       /* of cells */
    DOC_CELL,      /* words */
    DOC_DRAWING,   /* the page's drawing */
} DocBlockKind;

typedef struct DocBlock DocBlock;
struct DocBlock {
    DocBlockKind kind;
    const char *id; /* NULL for none */
    VEC(DocRun) words;
    VEC(DocBlock *) children;
    DocBlock *parent;
};

typedef struct DocPage {
    const char *place; /* where in the site, without suffix: "croydon/ending_a_plan" */
    const char *title;
    DocBlock *head;         /* what comes before the contents: no section */
    DocBlock *body;         /* sections */
    const Drawing *drawing; /* NULL for none */
    Str svg;                /* the drawing, for a page; empty where nobody drew it */
    bool has_drawing_file;  /* there is a file of the drawing beside the page: place.svg */
} DocPage;

/* The page as one file that needs nothing else. `maker` is named at its end. */
void doc_write_html(Text *out, const DocPage *page, const char *maker);
/* CommonMark with tables; ids are anchors of HTML. */
void doc_write_markdown(Text *out, const DocPage *page, const char *maker);

/* The address that leads from `page` to the file at `place` with `suffix`. Lives in `arena`. */
const char *doc_find_address(Arena *arena, const DocPage *page, const char *place,
                             const char *suffix);

#endif
