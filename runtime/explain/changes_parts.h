/* changes_parts.h - what the files of the search for changes share. Only for them.
 *
 * A move gives one fact, or one doing, another value. Cases with moves are evaluated many at a time: as copies of one case
 * that follow each other in one table. Rows of a case are counted from its own first row of each frame, so that the same
 * number means the same element in every copy.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef EXPLAIN_CHANGES_PARTS_H
#define EXPLAIN_CHANGES_PARTS_H

#include "explain/changes.h"
#include "outcome/walk.h"

/* A fact or a doing of the case. */
typedef struct Spot {
    bool is_doing;
    uint32_t number; /* in code->facts or code->actions */
    uint32_t row;    /* of the case */
} Spot;

typedef struct Move {
    Spot spot;
    bool is_taken_back; /* a doing that is not recorded any more */
    Value value;        /* else */
} Move;

typedef struct Moves {
    VEC(Move) list;
} Moves;

/* changes_copies.c: one case many times over. */
typedef struct CaseCopies {
    CaseTable *table;
    const uint32_t *row_counts; /* of one copy, one a frame */
    const uint32_t
        *first_rows; /* of the case in the evaluation that it was copied from, one a frame */
} CaseCopies;

/* Copies of case `case_row` of `evaluation`, all alike; shares its texts. */
CaseCopies changes_copy_case(Arena *arena, const Evaluation *evaluation, uint32_t case_row,
                             uint32_t count);
void changes_make_move(const CaseCopies *copies, uint32_t copy, const Move *move);
/* Registers that one evaluation of the case fills, one a row. */
uint64_t changes_count_steps(Arena *arena, const Evaluation *evaluation, uint32_t case_row);

/* changes_moves.c: every move that could change what stands at `place`, as long as nothing else changes: adds one for
 * each other value worth trying of each fact and doing that the place rests on. Rows of `place` and of the moves are
 * those of the evaluation. Nothing that is fixed, not known, or of an element that there only may be. False
 * where not all values worth trying are among them: there are too many. */
bool changes_find_moves(Arena *arena, Moves *out, const Evaluation *evaluation, Place place);

/* changes_values.c: the values of an amount, a date or a text worth trying: one of each stretch between the values that it is
 * compared with, and those themselves. Wholes first, then the nearest first. `texts` may be added to. */
typedef struct Values {
    VEC(Value) list;
} Values;
void changes_find_values(Arena *arena, Values *out, Type type, Texts *texts, Value current,
                         const Values *compared);

/* changes_words.c */
const char *changes_describe_value(Arena *arena, const Outcome *outcome, Type type, Value value);
/* The row of the move is one of the case. */
Change changes_describe_move(Arena *arena, const Outcome *outcome, const Move *move);

#endif
