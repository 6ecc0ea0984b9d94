/* graph.h - finds the cycles of a graph, without recursion: a chain of 100,000 decisions is no deeper than one.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CHECK_GRAPH_H
#define CHECK_GRAPH_H

#include "base/source.h"
#include "base/vec.h"

typedef struct Edge {
    uint32_t to;
    Span span; /* where the text says so */
} Edge;

typedef struct GraphNode {
    VEC(Edge) edges;
} GraphNode;

/* `edges[i]` leads from node i of the cycle to the next, the last one back to the first. */
typedef void GraphCycle(const uint32_t *nodes, const Edge *edges, size_t count, void *context);

/* Calls `cycle` once for each edge that closes a cycle, with the cycle it closes. Linear in nodes and edges but for the
 * cycles themselves. */
void graph_find_cycles(Arena *scratch, const GraphNode *nodes, size_t count, GraphCycle *cycle,
                       void *context);

#endif
