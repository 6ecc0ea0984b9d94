/* parts.h - what the files of outcome/ share while one outcome is built.
 *
 * Needs and assumes are collected in sets that one outcome after the other reuses; the states of norms and the conflicts
 * between them are filled into lists that already stand. Only for outcome/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OUTCOME_PARTS_H
#define OUTCOME_PARTS_H

#include "outcome/keys.h"
#include "outcome/walk.h"

/* What one row of a decision was found to wait for and to rest on. */
typedef struct DecisionMemo {
    bool is_set;
    const Need *needs;
    uint32_t need_count;
    Keys blocked_by;
    const Place *facts; /* presumed ones: fact and row */
    uint32_t fact_count;
} DecisionMemo;

typedef struct Memos Memos;
Memos *memos_new(Arena *arena, const Evaluation *evaluation, uint32_t case_row);
/* The decision whose register it is, or INDEX_NONE. */
uint32_t memos_get_decision(const Memos *memos, uint32_t reg);
/* NULL where the place is no decision's, or of another case. */
DecisionMemo *memos_find(const Memos *memos, Place place);
/* The decisions in the order of their registers. */
uint32_t *memos_get_order(Arena *arena, const Code *code);

/* Walks that reach a decision whose memo is set stop there and take what it says; `memos` may be NULL. */
void needs_use_memos(NeedsSet *needs, const Memos *memos);

void needs_add_done(NeedsSet *needs, uint32_t action, uint32_t row);
/* Every list that is not given among those whose elements a row of `frame` stands for. */
void needs_add_missing_lists(NeedsSet *needs, uint32_t frame, uint32_t row);
void needs_add_blocked_by(NeedsSet *needs, const char *what);

/* The presumed facts that places rest on (ruling 52). */
typedef struct AssumesSet AssumesSet;
AssumesSet *assumes_new(Arena *arena, const Evaluation *evaluation);
void assumes_use_memos(AssumesSet *assumes, const Memos *memos);
void assumes_clear(AssumesSet *assumes);
void assumes_add_register(AssumesSet *assumes, uint32_t reg, uint32_t row);
/* Facts and rows, each once; lives until the next assumes_clear. */
const Places *assumes_get_facts(const AssumesSet *assumes);
Keys assumes_take(AssumesSet *assumes, Arena *arena);

/* Fills the state, dates and options of a norm whose status stands; adds what they wait for to `needs`. */
void states_fill(Arena *arena, OutcomeNorm *norm, const Outcome *outcome, NeedsSet *needs);

/* Fills outcome->conflicts and outcome->gaps. */
void conflicts_find(Arena *arena, Outcome *outcome);

#endif
