/* changes.h - what would change an outcome: the smallest sets of facts whose change would give another one.
 *
 * In: an outcome, and one decision or norm of it that is settled. Out: sets of facts that the case gives, or that are
 * presumed, and of doings, with the values that they would have; each set was evaluated and does change the outcome, and
 * no part of it does, whatever its values. What is declared `fixed` is in no set. Sets are sought by size, smallest first.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef EXPLAIN_CHANGES_H
#define EXPLAIN_CHANGES_H

#include "outcome/outcome.h"

/* Sets of more facts than CHANGES_SIZE_MORE are sought only while none was found, and none of more than CHANGES_SIZE_MOST. */
#define CHANGES_SIZE_MORE 3
#define CHANGES_SIZE_MOST 6
/* Cases evaluated for one outcome, and the steps of all of them together: some two seconds at most. */
#define CHANGES_CASES_MOST 20000
#define CHANGES_STEPS_MOST ((uint64_t)1 << 25)
/* Sets that are kept for one outcome. */
#define CHANGES_SETS_MOST 64

/* One fact, or one doing, with another value. */
typedef struct Change {
    const char *key;        /* "asked", "services.2.kind", "done.end_plan" */
    const char *label;      /* in the author's words, NULL if none */
    uint32_t fact;          /* in code->facts; INDEX_NONE for a doing */
    uint32_t action;        /* in code->actions; INDEX_NONE for a fact */
    uint32_t row;           /* of its frame */
    Type type;              /* of a doing TYPE_DATE */
    bool is_presumed;       /* the case is silent: `from` is what is presumed */
    bool has_from, has_to;  /* false for a doing that is not recorded, before or after */
    Value from, to;         /* texts: numbers in the evaluation's table */
    const char *from_words; /* for people: "no", "£12.50", "done on 3 February 2026" */
    const char *to_words; /* "yes", "£20.00", "not recorded as done", "done on 10 February 2026" */
    Span said;            /* where the case says it, SPAN_NONE if unknown */
} Change;

typedef struct ChangeSet {
    const Change *items; /* in the order of the program */
    uint32_t count;      /* 1 or more */
    const char *
        gives; /* what the outcome would be, for people: "no", "£20.00", "applies", "does not apply" */
    Value value; /* of a decision */
} ChangeSet;

/* Why the search ended. */
typedef enum ChangesEnd {
    CHANGES_ALL_TRIED, /* whatever set could change it was tried */
    CHANGES_AT_SIZE,   /* all sets of up to `size_tried` facts were tried; larger ones were not */
    CHANGES_AT_LIMIT, /* likewise, since CHANGES_CASES_MOST, _STEPS_MOST or _SETS_MOST was reached */
    CHANGES_NOT_SOUGHT, /* the outcome is open (what it needs says `needs`) or of a procedure out of force */
} ChangesEnd;

typedef struct Changes {
    const ChangeSet
        *sets; /* smallest first; of one fact with several values there is one set for each */
    uint32_t set_count;
    ChangesEnd end;
    uint32_t size_tried; /* all sets of up to so many facts were tried */
    uint32_t case_count; /* cases evaluated */
} Changes;

/* Live in `arena`. Never NULL; `set_count` is 0 where nothing was found. */
const Changes *changes_of_decision(Arena *arena, const Outcome *outcome,
                                   const OutcomeDecision *decision);
const Changes *changes_of_norm(Arena *arena, const Outcome *outcome, const OutcomeNorm *norm);

/* One set in words: "the person asks for it (asked): no instead of yes, and cost: £20.00 instead of £5.00". */
const char *changes_describe_set(Arena *arena, const ChangeSet *set);
/* Set number `*at` likewise, and where the sets after it are that one fact with further values that give the same, they too:
 * "the reason (reason): moved or died instead of recovered". `*at` is then the number of the next set. */
const char *changes_describe_sets(Arena *arena, const Changes *changes, uint32_t *at);
/* What must be said of how far was sought, NULL where that is all: "all sets of up to 3 facts were tried; larger sets were
 * not tried", "nothing that the case gives or that is presumed". */
const char *changes_describe_end(Arena *arena, const Changes *changes);

#endif
