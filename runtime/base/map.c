/* map.c - see map.h. FNV-1a; the table doubles at two thirds full.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/map.h"

typedef struct Entry {
    Str key; /* bytes NULL: empty */
    uint64_t hash;
    uint32_t number;
} Entry;

struct Map {
    Arena *arena;
    Entry *entries;
    size_t capacity; /* a power of two */
    size_t count;
};

static uint64_t hash_of(Str key)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a, 64 bit: offset basis and prime */
    for (size_t i = 0; i < key.length; i++)
        hash = (hash ^ (unsigned char)key.bytes[i]) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

Map *map_new(Arena *arena)
{
    Map *map = ARENA_NEW(arena, Map);
    *map = (Map){arena, ARENA_ARRAY(arena, 16, Entry), 16, 0};
    return map;
}

static Entry *place_of(Entry *entries, size_t capacity, Str key, uint64_t hash)
{
    size_t i = hash & (capacity - 1);
    while (entries[i].key.bytes && !(entries[i].hash == hash && str_is_equal(entries[i].key, key)))
        i = (i + 1) & (capacity - 1);
    return &entries[i];
}

static void grow(Map *map)
{
    size_t capacity = map->capacity * 2;
    Entry *entries = ARENA_ARRAY(map->arena, capacity, Entry);
    for (size_t i = 0; i < map->capacity; i++) {
        Entry *old = &map->entries[i];
        if (old->key.bytes)
            *place_of(entries, capacity, old->key, old->hash) = *old;
    }
    map->entries = entries;
    map->capacity = capacity;
}

void map_set(Map *map, Str key, uint32_t number)
{
    if (!key.bytes)
        key.bytes = "";
    uint64_t hash = hash_of(key);
    Entry *place = place_of(map->entries, map->capacity, key, hash);
    if (place->key.bytes) {
        place->number = number;
        return;
    }
    *place = (Entry){key, hash, number};
    if (++map->count * 3 > map->capacity * 2)
        grow(map);
}

bool map_find(const Map *map, Str key, uint32_t *number)
{
    if (!key.bytes)
        key.bytes = "";
    const Entry *place = place_of(map->entries, map->capacity, key, hash_of(key));
    if (!place->key.bytes)
        return false;
    *number = place->number;
    return true;
}

size_t map_get_count(const Map *map)
{
    return map->count;
}
