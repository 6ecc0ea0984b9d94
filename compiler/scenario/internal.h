/* internal.h - what the files of scenario/ share. Not for other rooms.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SCENARIO_INTERNAL_H
#define SCENARIO_INTERNAL_H

#include "base/map.h"
#include "diag/diag.h"
#include "outcome/outcome.h"
#include "scenario/scenario.h"

/* Longer chains of `like` are an error: nobody can follow them. */
#define LIKE_MOST 100

typedef struct Run {
    Arena *arena;
    const CoreProgram *program; /* where the scenario stands */
    const Code *code;
    Report *report;
    const CoreScenario *scenario;
    const Outcome *outcome;
    ScenarioResult *result;
    const Map *fact_paths, *decision_keys, *actions, *rules; /* NULL until asked for */
} Run;

/* given.c: what the scenario gives, with what it is like; false where it is wrong: reported. */
bool scenario_collect(Run *run, CaseEntries *entries, Value *as_of);
const CoreScenario *scenario_find(const CoreProgram *program, Str title);
/* The scenario that this one is like, or NULL; *like is set to its clause where there is one. */
const CoreScenario *scenario_find_like(const CoreProgram *program, const CoreScenario *scenario,
                                       const Ast **like);

/* given.c: the name of the list that a frame of loops goes through last. */
const char *scenario_list_of(const Code *code, uint32_t frame);
/* Reports a list that the action is not done for elements of. */
void scenario_check_list(Run *run, uint32_t action, Token list);

/* expect.c */
void scenario_expect(Run *run, const Ast *expectation);

/* found.c: what came out instead, in words. */
const char *found_norms(Run *run, uint32_t action, Modality modality);
const char *found_decision(Run *run, const OutcomeDecision *decision);
void scenario_fail(Run *run, const Ast *expectation, const char *found, const char *name);

/* A name of several parts as one text: "services.2.is_care_home". */
const char *scenario_key(Arena *arena, const Ast *name);

#endif
