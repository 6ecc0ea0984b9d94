/* order.h - which question comes next: the one after which the fewest are to be expected.
 *
 * In: an outcome, and which of its decisions and norms are wanted. Out: what can still be asked for them, and which of it to ask
 * first. Questions that share no goal cannot help each other, so that only those that hang together are weighed: for each
 * way in which they could be answered one variant of the case (ask/variants.h), all in one evaluation, and then backwards
 * from the settled ones how many questions are to be expected, every answer being as likely as the others. Where these
 * ways are too many, only the questions that look best by themselves are weighed. Lists come last: each costs at least two
 * questions.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ASK_ORDER_H
#define ASK_ORDER_H

#include "outcome/outcome.h"

/* What can be asked: a fact that is needed, that the case does not speak of. */
typedef struct Candidate {
    const MissingFact *missing;
    bool is_list;
} Candidate;

/* A wanted decision or norm that waits for candidates. */
typedef struct Goal {
    bool is_norm;
    uint32_t number; /* in code->norms or code->decisions */
    uint32_t row;    /* of its frame */
    uint32_t *candidates;
    uint32_t candidate_count;
} Goal;

typedef struct OpenQuestions {
    VEC(Candidate) candidates; /* in the order of outcome->missing */
    VEC(Goal) goals;
} OpenQuestions;

/* `wanted` are names of decisions, rules and actions; all outcomes where there is none. Lives in `arena`. */
OpenQuestions *order_find_open(Arena *arena, const Outcome *outcome, const char *const *wanted,
                               size_t wanted_count);

/* The number of the candidate to ask next; there is at least one. The same for the same outcome. */
uint32_t order_choose(Arena *arena, const Outcome *outcome, const OpenQuestions *open);

#endif
