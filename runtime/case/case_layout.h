/* case_layout.h - from what a case mentions to the rows of every frame.
 *
 * In: entries and what their keys mean. Out: the table's frames, and for each entry the row it speaks of. Work and memory
 * grow with entries times depth of lists, and with rows; an element's number never decides how much is allocated.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_CASE_LAYOUT_H
#define CASE_CASE_LAYOUT_H

#include "case/case_key.h"

#define ROW_NONE UINT32_MAX

typedef struct CaseLayout {
    Arena *arena;
    const Code *code;
    Report *report;
    CaseTable *table;
    const CaseEntry *entries;
    const Target *targets;   /* one an entry */
    const uint32_t *numbers; /* the element numbers of all targets */
    uint32_t entry_count;
    uint32_t *
        rows; /* one an entry: the row of its target's frame; for a list as a whole that of its parent;
                              * ROW_NONE where it is left out, and for actions */
    uint32_t *next; /* one an entry: the next one that goes through the same frame */
    uint32_t *first,
        *last;        /* one a frame: entries that go through it, in order; INDEX_NONE for none */
    uint32_t *depths; /* one a frame: how many frames lie above it */
} CaseLayout;

/* Lays out all frames of `layout->table`, whose frames are zeroed; the caller has set what stands above `rows`. */
void case_layout_build(CaseLayout *layout);

/* Lays out a product frame; those with smaller numbers stand. `*budget` is one more than the rows that
 * product frames may still have, 0 where it was exceeded: that is reported once, and the frame has phantom rows instead. */
void case_layout_build_product(CaseLayout *layout, uint32_t frame, uint64_t *budget);

/* A zeroed plane of `count` bits. */
uint64_t *case_layout_new_plane(Arena *arena, uint32_t count);

#endif
