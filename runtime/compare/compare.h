/* compare.h - what several procedures make of one case, side by side: the same, different, or heard of in one alone.
 *
 * In: their outcomes, of one as-of date. Out: each decision and each action once, by its name and elements, with what
 * every procedure has to say of it; and where one hands over to another. Names decide what belongs together: where two
 * procedures mean the same by different names, nothing here can know.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef COMPARE_COMPARE_H
#define COMPARE_COMPARE_H

#include "compare/fit.h"
#include "outcome/outcome.h"

/* What one procedure says of a name. */
typedef struct ComparedSide {
    bool is_known; /* it has the decision or the action, whatever it says in this case */
    const OutcomeDecision *decision; /* NULL where it has none for these elements */
    VEC(const OutcomeNorm *) norms;  /* those that apply or are not settled */
    const char *sign;                /* the same where the same is said; "" where nothing is */
} ComparedSide;

typedef struct ComparedItem {
    bool is_decision;
    const char *
        name; /* the decision's key, or what the norms are about: action, rule of a choice, or procedure */
    const char *label;    /* of the first procedure that has one; NULL if none */
    Elements elements;    /* of a norm's loops */
    ComparedSide *sides;  /* one a procedure */
    uint32_t known_count; /* of the sides */
    bool is_different;    /* among those that know it */
} ComparedItem;

/* A `follow` that applies or is not settled. */
typedef struct HandOver {
    uint32_t from; /* the procedure that hands over */
    const OutcomeNorm *norm;
    const char *to;
    uint32_t
        given; /* the procedure that is followed, INDEX_NONE where it is not among those compared */
    bool is_external; /* it is declared to live elsewhere */
} HandOver;

typedef struct ComparedProcedure {
    const Outcome *outcome;
    const char *
        called; /* its name; with its source's, or the word that it was asked for by, where others have it too */
    const FittedCase *fitted; /* what it was told */
} ComparedProcedure;

typedef struct Compared {
    Arena *arena;
    ComparedProcedure *procedures;
    uint32_t count;
    VEC(ComparedItem) items; /* in the order of the first procedure, then of the second, … */
    VEC(HandOver) hand_overs;
} Compared;

/* `words` are what the procedures were asked for by, `fitted` what fit_entries gave. Lives in `arena`, as long as the
 * outcomes at most. */
Compared *compare_new(Arena *arena, const Outcome *const *outcomes, const char *const *words,
                      const FittedCase *fitted, uint32_t count);

/* For people; `width` columns. */
void compare_write_text(Text *out, const Compared *comparison, bool is_coloured, uint32_t width);
/* `outcomes` are the JSON documents of the outcomes, in their order. Keys are stable. */
void compare_write_json(Text *out, const Compared *comparison, const Str *outcomes);

#endif
