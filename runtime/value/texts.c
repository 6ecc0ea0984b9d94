/* texts.c - the texts of one evaluation, numbered in the order in which they were first seen.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/map.h"
#include "base/vec.h"
#include "value/value.h"

struct Texts {
    Arena *arena;
    Map *numbers; /* text -> index in `list` */
    VEC(Str) list;
};

Texts *texts_new(Arena *arena)
{
    Texts *texts = ARENA_NEW(arena, Texts);
    texts->arena = arena;
    texts->numbers = map_new(arena);
    return texts;
}

Value texts_add(Texts *texts, Str text)
{
    uint32_t number;
    if (map_find(texts->numbers, text, &number))
        return number;
    BUG_IF(texts->list.count >= UINT32_MAX);
    number = (uint32_t)texts->list.count;
    Str copy = {str_to_text(texts->arena, text), text.length};
    VEC_PUSH(texts->arena, &texts->list, copy);
    map_set(texts->numbers, copy, number);
    return number;
}

Str texts_get(const Texts *texts, Value text)
{
    BUG_IF(text < 0 || (uint64_t)text >= texts->list.count);
    return texts->list.items[text];
}

size_t texts_get_count(const Texts *texts)
{
    return texts->list.count;
}
