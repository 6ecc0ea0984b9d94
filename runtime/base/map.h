/* map.h - from text to a number, in an arena.
 *
 * Open addressing; keys are borrowed and must live as long as the map. Order of insertion is kept by the
 * caller's own list: the map only finds. Hashing has no seed: a map never decides an order that is shown.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

typedef struct Map Map;

Map *map_new(Arena *arena);
/* Sets the number of `key`, new or old. */
void map_set(Map *map, Str key, uint32_t number);
/* False where there is no such key; then *number is untouched. */
bool map_find(const Map *map, Str key, uint32_t *number);
size_t map_get_count(const Map *map);

#endif
