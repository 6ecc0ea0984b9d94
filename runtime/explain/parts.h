/* parts.h - what the files of explain/ share while one reason tree is built.
 *
 * A tree is built without recursion: a task says what fills a Reason that already hangs in its place; filling it may put
 * further tasks on the stack, which are done from the first to the last, so that "above" is always above. What has been
 * explained once in a tree is referred to afterwards. One Explain may build the trees of an outcome one after the other. Only for
 * explain/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef EXPLAIN_PARTS_H
#define EXPLAIN_PARTS_H

#include "base/map.h"
#include "explain/explain.h"
#include "outcome/certain.h"
#include "outcome/keys.h"
#include "outcome/walk.h"

/* Reasons of all outcomes together: each tree is linear in the program, but there may be as many trees as it has lines. Past
 * it no tree is built any more, and no tree is larger than so many reasons. */
#define EXPLAIN_BYTES_MOST ((size_t)64 << 20)
#define EXPLAIN_REASONS_MOST ((uint32_t)1 << 18)

typedef struct ReasonList {
    VEC(Reason *) list;
} ReasonList;

typedef struct ExplainTask {
    bool is_rule;       /* a rule in a row; else a register in a row */
    bool with_all;      /* what did not matter too */
    Place place;        /* reg: the rule's number where is_rule */
    const char *role;   /* Reason.role */
    const Marks *marks; /* rather than the condition's own; NULL for none */
    bool
        is_hoisted; /* `into` has words of its own, which say the condition: only what is below it is added */
    Reason *into;
} ExplainTask;

/* What explain_at said last. */
typedef struct LastAt {
    const char *words; /* NULL for nothing */
    uint32_t source, line;
    const char *text;
} LastAt;

typedef struct Explain {
    Arena *arena;   /* of the reasons */
    Arena *scratch; /* ends with the building of the tree */
    const Outcome *outcome;
    const Evaluation *evaluation;
    const Code *code;
    bool wants_all; /* asked for */
    bool with_all;  /* of the reason being filled: also what did not matter */
    PlaceSet *places_seen;
    PlaceSet *wholly_seen; /* with all that is below them */
    PlaceSet *rules_seen;
    uint32_t reason_count, reason_most;
    VEC(ExplainTask) stack;
    VEC(ExplainTask) pending; /* of the Reason being filled, first to last */
    uint32_t *decision_of;    /* register -> decision or INDEX_NONE; NULL until asked for */
    LastAt last_at;
    ExplainKept *kept;
    Map *missing; /* key -> number in outcome->missing; NULL until asked for */
} Explain;

/* explain.c: trees of one outcome, one after the other. Reasons live in `arena`, all else in `scratch`. */
Explain *explain_new(Arena *arena, Arena *scratch, const Outcome *outcome,
                     const ExplainOptions *options);
Reason *explain_next_decision(Explain *it, const OutcomeDecision *decision);
Reason *explain_next_norm(Explain *it, const OutcomeNorm *norm);

/* explain.c: what fills one tree. */
Reason *explain_add(Explain *it, ReasonList *list, const char *text);
void explain_add_place(Explain *it, ReasonList *list, Place place, const char *role,
                       const Marks *marks);
/* Whether a place is explained for the first time; else it is referred to. */
bool explain_is_new(Explain *it, Place place);
void explain_set_children(Explain *it, Reason *into, const ReasonList *children);

/* Whether the program alone settles the register (outcome/certain.h), and of it only what matters is to be shown. */
bool explain_is_certain(const Explain *it, uint32_t reg);
/* Whether it is settled so, and `part` is nothing that settled it. */
bool explain_is_idle_part(const Explain *it, uint32_t whole, uint32_t part);
/* The decision that a register holds, INDEX_NONE where none. */
uint32_t explain_find_decision(Explain *it, uint32_t reg);

/* explain_place.c: fills the reason of a register in a row. */
void explain_fill_place(Explain *it, const ExplainTask *task);
/* explain_source.c: facts, parameters and the like, which rest on nothing else. */
void explain_fill_source(Explain *it, Place place, Reason *into);
/* A leaf for a list: not given, said to be unknown, known to be empty. */
void explain_fill_list(Explain *it, uint32_t fact, uint32_t row, Reason *into);
/* explain_rule.c: the parts of a rule. */
void explain_fill_rule(Explain *it, const ExplainTask *task);
/* Has the reasons of a rule in a row put below `into`. */
void explain_push_rule(Explain *it, uint32_t rule, uint32_t row, Reason *into);
Truth explain_negate(Truth truth);
/* explain_norm.c: what a norm adds to its rule. */
void explain_fill_norm(Explain *it, const OutcomeNorm *norm, Reason *into);
/* explain_dates.c: how `date` plus or minus `duration` was reckoned, as leaves. */
void explain_add_date_notes(Explain *it, ReasonList *list, Value date, Value duration,
                            bool is_backwards);

/* explain_text.c: the one thing that stopped a norm: the first below it, or below its rule. */
const Reason *explain_find_stop(const Reason *root);

/* explain_kept.c */
/* The source's words of a span in one line: no comments, marks or bullets; at most about 160 characters. NULL for none. */
const char *explain_words(Explain *it, Span span);
/* Where it stands, as JSON. */
Str explain_span_json(Explain *it, Span span);

/* explain_words.c */
/* As explain_words, made anew. */
const char *explain_make_words(Arena *arena, const Code *code, Span span);
/* "given at case:3", or "given" where the place is not known. `words` are not made for this call. */
const char *explain_at(Explain *it, const char *words, Span span);
/* The parts up to NULL, one after the other: much faster than arena_format, and needed for every reason. */
const char *explain_join(Arena *arena, const char *const *parts);
#define EXPLAIN_JOIN(arena, ...) explain_join((arena), (const char *const[]){__VA_ARGS__, NULL})
const char *explain_truth_words(Truth truth);
/* "yes", "3 February 2026", "unknown". */
const char *explain_value_words(Explain *it, Place place);
const char *explain_date_words(Arena *arena, Value day);

#endif
