/* mutate.h - changes a procedure one thing at a time and asks which changes no scenario notices.
 *
 * In: a list that was run and passed. Out: every change with whether it was noticed. What the changes are is defined in
 * docs/testing.md.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTER_MUTATE_H
#define TESTER_MUTATE_H

#include "tester/coverage.h"
#include "tester/mutants.h"

typedef struct Change {
    const Mutant *mutant;
    const char *noticed_by; /* a scenario's title; NULL where none does */
} Change;

typedef struct Mutation {
    VEC(Change) changes; /* in the order of files and places */
    size_t noticed_count;
} Mutation;

/* Tries every change to the texts that count, on all processors. A scenario that does not pass unchanged is left out.
 * Lives in `arena`. */
Mutation *mutate_run(Arena *arena, const TestList *list, const Coverage *coverage, Value as_of,
                     const TestWatch *watch);

/* The score and each change that nothing noticed. */
void mutate_write_text(Text *out, const Mutation *mutation, Sources *sources);

#endif
