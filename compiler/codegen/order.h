/* order.h - what must come first: numbers sorted so that each follows those it depends on.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODEGEN_ORDER_H
#define CODEGEN_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"

/* From each of `count` numbers to those it depends on; filled with order_add in the order of `from`. */
typedef struct Graph {
    Arena *arena;
    uint32_t count;
    uint32_t *starts; /* count + 1: where the targets of each number begin */
    VEC(uint32_t) targets;
} Graph;

Graph order_graph(Arena *arena, uint32_t count);
/* `from` is never less than in the call before. */
void order_add(Graph *graph, uint32_t from, uint32_t to);
/* All numbers, in their own order but for what they depend on, which comes before them. The graph has no cycle. */
uint32_t *order_sort(Graph *graph);

#endif
