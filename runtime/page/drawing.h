/* drawing.h - what leads to what: facts, decisions, rules and what they call for, as a drawing.
 *
 * In: a Code, and where there is one the outcome of a case. Out: nodes and edges, written as Graphviz's text or as a list in a
 * page. Where there is an outcome, what it rests on is marked: thick lines, the value in words, and the word "decided" in the
 * list. Nothing is drawn here: Graphviz is a program that the command line runs.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef PAGE_DRAWING_H
#define PAGE_DRAWING_H

#include "outcome/outcome.h"
#include "page/html.h"

typedef enum DrawingKind {
    DRAWING_FACT,
    DRAWING_PARAMETER,
    DRAWING_DECISION,
    DRAWING_RULE,
    DRAWING_NORM,
    DRAWING_DONE, /* whether an action was done */
} DrawingKind;

typedef struct DrawingNode {
    DrawingKind kind;
    uint32_t number;   /* in the Code's table of its kind; for DRAWING_DONE of the actions */
    const char *label; /* in the author's words, else the name */
    const char *name;
    const char *value; /* "yes", "unknown", "yes, no" for elements; NULL without an outcome */
    bool is_decided;   /* what came out rests on it */
} DrawingNode;

typedef struct DrawingEdge {
    uint32_t from, to; /* nodes */
    bool is_override;  /* a rule that stops another */
    bool is_decided;   /* what came out rests on it */
} DrawingEdge;

/* Larger drawings nobody reads, and Graphviz does not finish: they have no nodes, and say how many there would be. */
#define DRAWING_NODES_MOST ((uint32_t)400)

typedef struct Drawing {
    const char *title;
    bool has_case;
    DrawingNode *nodes;
    uint32_t node_count;
    uint32_t left_out; /* nodes of a drawing that is too large; else 0 */
    DrawingEdge *edges;
    uint32_t edge_count;
} Drawing;

typedef struct DrawingOptions {
    const char *only; /* one decision, rule or action by name and what leads to it; NULL: all */
    const Outcome *outcome; /* NULL: the procedure without a case */
    bool with_all;          /* with an outcome and without `only`: also what it does not rest on */
} DrawingOptions;

/* Lives in `arena`, and no longer than `code` and the outcome. */
Drawing *drawing_new(Arena *arena, const Code *code, const DrawingOptions *options);
/* Graphviz's text. */
void drawing_write_dot(Text *out, const Drawing *drawing);
/* "it would have 812 boxes: ask for one outcome by its name"; NULL unless it is too large. Lives in `arena`. */
const char *drawing_describe_limit(Arena *arena, const Drawing *drawing);
/* A figure with `svg`, or where that is empty the same as a list. */
void drawing_write_html(Html *html, const Drawing *drawing, Str svg);

#endif
