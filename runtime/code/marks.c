/* marks.c - see code.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "base/vec.h"
#include "code/code.h"

static bool cites(const Citation *citations, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(citations[i].text, text))
            return true;
    return false;
}

Marks marks_join(Arena *arena, Marks first, Marks second)
{
    VEC(Citation) citations = {0};
    VEC(const char *) notes = {0};
    const Marks both[] = {first, second};
    for (size_t m = 0; m < 2; m++) {
        for (uint32_t i = 0; i < both[m].citation_count; i++)
            if (!cites(citations.items, citations.count, both[m].citations[i].text))
                VEC_PUSH(arena, &citations, both[m].citations[i]);
        for (uint32_t i = 0; i < both[m].note_count; i++)
            VEC_PUSH(arena, &notes, both[m].notes[i]);
    }
    return (Marks){citations.items, (uint32_t)citations.count, (uint32_t)notes.count, notes.items};
}
