/* drawing_parts.h - what the files of a drawing share while it is made.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef PAGE_DRAWING_PARTS_H
#define PAGE_DRAWING_PARTS_H

#include "base/map.h"
#include "outcome/walk.h"
#include "page/drawing.h"

typedef struct Sketch {
    Arena *arena;   /* of the drawing */
    Arena *scratch; /* ends with the making of it */
    const Code *code;
    const Outcome *outcome;              /* NULL without a case */
    const Evaluation *evaluation;        /* likewise */
    uint32_t *decision_of;               /* register -> decision or INDEX_NONE */
    uint32_t *node_of[DRAWING_DONE + 1]; /* number in the Code's table -> node or INDEX_NONE */
    VEC(DrawingNode) nodes;
    VEC(DrawingEdge) edges;
    Map *edge_of;   /* "from to" -> edge */
    uint32_t *seen; /* register -> the walk that saw it last */
    uint32_t walk;
    PlaceSet *places_seen; /* of the walk through one place's reasons */
    Places stack;          /* likewise */
} Sketch;

/* drawing_edges.c: all nodes and edges, from the instructions. */
void sketch_trace(Sketch *it);
uint32_t sketch_find_node(Sketch *it, DrawingKind kind, uint32_t number);
/* The node that a register is, INDEX_NONE where it is only a step on the way. */
uint32_t sketch_find_register(Sketch *it, uint32_t reg);
/* The edge, new or old. */
uint32_t sketch_add_edge(Sketch *it, uint32_t from, uint32_t to, bool is_override);
/* An edge to `to` from the list that the instruction looks at as a whole; INDEX_NONE where it looks at none. */
uint32_t sketch_add_list(Sketch *it, uint32_t reg, uint32_t to);

/* drawing_case.c: values, and the edges that the case rests on. */
void sketch_mark_case(Sketch *it);

#endif
