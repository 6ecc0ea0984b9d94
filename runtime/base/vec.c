/* vec.c - growth by doubling.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/vec.h"

#include <string.h>

void *vec_grow(Arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    *capacity = *capacity ? *capacity * 2 : 4;
    void *moved = arena_alloc_array(arena, *capacity, size);
    if (count)
        memcpy(moved, items, count * size);
    return moved;
}
