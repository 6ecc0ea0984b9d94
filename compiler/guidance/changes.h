/* changes.h - what a new edition of a document changes, and what in the procedures that touches.
 *
 * In: two editions, and the texts that cite the document. Out: each paragraph that was added, changed, moved or taken
 * away, with the declarations that cite it, and the scenarios and questions which that touches. Paragraphs are matched so: same number
 * and same fingerprint; then same fingerprint, the first unmatched one with it; then same number; then what follows
 * the same paragraph in both. It is one thing to do until it is acknowledged: a number and a fingerprint.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef GUIDANCE_CHANGES_H
#define GUIDANCE_CHANGES_H

#include "guidance/touched.h"

typedef enum ChangeKind {
    CHANGE_ADDED,
    CHANGE_CHANGED, /* other words */
    CHANGE_MOVED,   /* the same words with another number */
    CHANGE_GONE,
} ChangeKind;

typedef struct Change {
    ChangeKind kind;
    const Paragraph *before, *after; /* NULL for CHANGE_ADDED; for CHANGE_GONE */
    const CitedByList *cited_by;     /* by the number that the table has; NULL for none */
    bool is_acknowledged;
} Change;

typedef struct Changes {
    Arena *arena;
    const Citing *citing;
    const Guide *guide; /* of which these are editions; NULL where there is none */
    bool is_of_after;   /* its table has the new edition's numbers already */
    VEC(Change) items;  /* as in the new edition, what is gone last */
    Touched touched;    /* by what is not acknowledged and says something else now */
    uint32_t counts[CHANGE_GONE + 1];
    uint32_t open_count; /* not acknowledged */
} Changes;

/* `acknowledged_path` names a text of lines `number fingerprint`, others are passed over; NULL for none. NULL, and reported,
 * where that cannot be read, or a paragraph has no fingerprint. The editions are borrowed. */
Changes *changes_find(const Citing *citing, const Edition *before, const Edition *after,
                      const char *acknowledged_path);

void changes_write_text(Text *out, const Changes *changes);
void changes_write_json(Text *out, const Changes *changes);

#endif
