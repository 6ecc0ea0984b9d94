/* vec.h - a list that grows in an arena, one macro a type.
 *
 * VEC(Type) names fields `items`, `count`, `capacity`. The items move when the list grows: keep numbers, not
 * pointers, into a list that is still growing. Nothing is freed before the arena.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

#include "base/arena.h"

#define VEC(Type)                                                                                  \
    struct {                                                                                       \
        Type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

/* Makes room for one more item of `size` bytes; used by VEC_PUSH. Returns the items, moved or not. */
void *vec_grow(Arena *arena, void *items, size_t count, size_t *capacity, size_t size);

#define VEC_PUSH(arena, vec, item)                                                                 \
    do {                                                                                           \
        if ((vec)->count == (vec)->capacity)                                                       \
            (vec)->items = vec_grow((arena), (vec)->items, (vec)->count, &(vec)->capacity,         \
                                    sizeof *(vec)->items);                                         \
        (vec)->items[(vec)->count++] = (item);                                                     \
    } while (0)

#endif
