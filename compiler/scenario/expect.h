/* expect.h - what the files that compare expectations share. Not for other rooms.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SCENARIO_EXPECT_H
#define SCENARIO_EXPECT_H

#include "scenario/internal.h"

/* What an expectation says of a norm besides its modality and action. */
typedef struct Clauses {
    const Ast *by, *not_before, *because, *needing;
    const Ast *fors[8];
    size_t for_count;
} Clauses;

/* expect_names.c: what an expectation names. Whatever is not there is reported, and the result marked as wrong. */
Clauses expect_read_clauses(const AstList *list);
size_t expect_report_unknown(Run *run, Span span, const char *what, Str name,
                             const char *const *names, size_t count);
/* INDEX_NONE where there is no such action. */
uint32_t expect_find_action(Run *run, Token name);
/* False where a rule is named that is not there; *rule is INDEX_NONE where none is named. */
bool expect_find_rule(Run *run, const Ast *because, uint32_t *rule);
/* NULL, and nothing reported, where there is no such decision. */
const OutcomeDecision *expect_find_decision(Run *run, const char *key);
/* NULL, reported, where there is no such decision. */
const OutcomeDecision *expect_get_decision(Run *run, const Ast *name);
bool expect_read_date(Run *run, const Ast *ast, Value *day);
void expect_check_needing(Run *run, const Ast *needing);
/* Whether the needs are exactly those named; anything goes where none are (ruling 53). */
bool expect_needs_match(Run *run, const Keys *needs, const Ast *needing);
bool expect_elements_match(const Elements *elements, const Clauses *clauses);

/* expect_norms.c: one expectation about an action. */
void expect_norm(Run *run, const Ast *ast);
void expect_state(Run *run, const Ast *ast);

/* expect.c: whether a decision has the value that `words` say. */
void expect_value_words(Run *run, const Ast *ast, const OutcomeDecision *decision, Str words);

#endif
