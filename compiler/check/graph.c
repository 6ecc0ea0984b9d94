/* graph.c - depth-first search with a stack of its own.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/graph.h"

typedef enum Mark {
    MARK_NEW,
    MARK_OPEN, /* on the path being followed */
    MARK_CLOSED,
} Mark;

typedef struct Step {
    uint32_t node;
    size_t next; /* which of its edges is followed next */
} Step;

typedef struct Search {
    Arena *scratch;
    const GraphNode *nodes;
    uint8_t *marks;
    Step *path;
    size_t length;
    GraphCycle *cycle;
    void *context;
} Search;

static void report_cycle(Search *search, Edge closing)
{
    size_t first = search->length;
    while (search->path[first - 1].node != closing.to)
        first--;
    first--;
    size_t count = search->length - first;
    uint32_t *nodes = ARENA_ARRAY(search->scratch, count, uint32_t);
    Edge *edges = ARENA_ARRAY(search->scratch, count, Edge);
    for (size_t i = 0; i < count; i++) {
        const Step *step = &search->path[first + i];
        nodes[i] = step->node;
        edges[i] = i + 1 < count ? search->nodes[step->node].edges.items[step->next - 1] : closing;
    }
    search->cycle(nodes, edges, count, search->context);
}

static void follow(Search *search, Edge edge)
{
    if (search->marks[edge.to] == MARK_OPEN)
        report_cycle(search, edge);
    if (search->marks[edge.to] != MARK_NEW)
        return;
    search->marks[edge.to] = MARK_OPEN;
    search->path[search->length++] = (Step){edge.to, 0};
}

static void search_from(Search *search, uint32_t start)
{
    search->marks[start] = MARK_OPEN;
    search->path[search->length++] = (Step){start, 0};
    while (search->length) {
        Step *step = &search->path[search->length - 1];
        const GraphNode *node = &search->nodes[step->node];
        if (step->next < node->edges.count) {
            follow(search, node->edges.items[step->next++]);
        } else {
            search->marks[step->node] = MARK_CLOSED;
            search->length--;
        }
    }
}

void graph_find_cycles(Arena *scratch, const GraphNode *nodes, size_t count, GraphCycle *cycle,
                       void *context)
{
    Search search = {
        scratch, nodes,  ARENA_ARRAY(scratch, count, uint8_t), ARENA_ARRAY(scratch, count, Step), 0,
        cycle,   context};
    for (uint32_t i = 0; i < count; i++)
        if (search.marks[i] == MARK_NEW)
            search_from(&search, i);
}
