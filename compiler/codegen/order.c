/* order.c - depth-first, with a stack of its own: a chain of 100,000 decisions must not end the C stack.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "codegen/order.h"

#include "base/bug.h"

typedef struct Visit {
    uint32_t number;
    uint32_t next; /* in the graph's targets */
} Visit;

typedef struct Sort {
    const Graph *graph;
    bool *is_seen;
    Visit *stack;
    uint32_t depth;
    uint32_t *order;
    uint32_t order_count;
} Sort;

Graph order_graph(Arena *arena, uint32_t count)
{
    Graph graph = {.arena = arena, .count = count};
    graph.starts = ARENA_ARRAY(arena, (size_t)count + 1, uint32_t);
    return graph;
}

/* starts[n + 1] counts the targets of n until order_sort adds them up. */
void order_add(Graph *graph, uint32_t from, uint32_t to)
{
    VEC_PUSH(graph->arena, &graph->targets, to);
    graph->starts[from + 1]++;
}

static void enter(Sort *sort, uint32_t number)
{
    if (sort->is_seen[number])
        return;
    sort->is_seen[number] = true;
    sort->stack[sort->depth++] = (Visit){number, sort->graph->starts[number]};
}

static void visit_all(Sort *sort)
{
    while (sort->depth) {
        Visit *top = &sort->stack[sort->depth - 1];
        if (top->next < sort->graph->starts[top->number + 1]) {
            enter(sort, sort->graph->targets.items[top->next++]);
        } else {
            sort->order[sort->order_count++] = top->number;
            sort->depth--;
        }
    }
}

uint32_t *order_sort(Graph *graph)
{
    for (uint32_t i = 0; i < graph->count; i++)
        graph->starts[i + 1] += graph->starts[i];
    Sort sort = {.graph = graph};
    sort.is_seen = ARENA_ARRAY(graph->arena, graph->count, bool);
    sort.stack = ARENA_ARRAY(graph->arena, graph->count, Visit);
    sort.order = ARENA_ARRAY(graph->arena, graph->count, uint32_t);
    for (uint32_t i = 0; i < graph->count; i++) {
        enter(&sort, i);
        visit_all(&sort);
    }
    return sort.order;
}
