/* scenario.h - runs the scenarios of a program and compares what came out with what was expected.
 *
 * In: a Program's Core (the scenarios as written) and its Code. Out: a result a scenario, with every expectation that was not
 * met, where it stands, what came out instead, and the engine's reason. What a scenario names wrongly is reported as a
 * message (P6...), never counted as passed (rulings 53, 54).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SCENARIO_SCENARIO_H
#define SCENARIO_SCENARIO_H

#include "core/core.h"
#include "engine/engine.h"
#include "error/report.h"

typedef struct ScenarioFailure {
    Span span;            /* of the expectation */
    const char *expected; /* its words */
    const char *found;    /* what came out: "may end_plan is undetermined, needing at_risk" */
    const char *reason;   /* the engine's reason, several lines; NULL where there is none */
} ScenarioFailure;

typedef struct ScenarioResult {
    const char *title;
    Span span; /* of the title */
    Value as_of;
    bool has_errors; /* the scenario itself is wrong: reported */
    uint32_t expectation_count;
    VEC(ScenarioFailure) failures;
    const CaseTable *table;       /* its case; NULL with has_errors */
    const Evaluation *evaluation; /* of its case; NULL where it could not be evaluated */
} ScenarioResult;

/* The procedure that the scenario, or what it is like, is `of`, and where it says so; NULL where nothing says. */
const char *scenario_find_procedure(const CoreProgram *program, const CoreScenario *scenario,
                                    Span *span);

/* Checks all scenarios of the program's first module without running them: names, values, `like`. `code` is of the
 * procedure that the scenarios are of. */
void scenario_check(Arena *arena, const CoreProgram *program, const CoreScenario *scenario,
                    const Code *code, Report *report);

/* What evaluates a case: NULL for the interpreter. What is returned lives in `arena` or longer. */
typedef struct ScenarioEngine {
    const Evaluation *(*evaluate)(void *context, Arena *arena, const Code *code,
                                  const CaseTable *table);
    void *context;
} ScenarioEngine;

/* Runs one. `default_as_of` is used where neither it nor what it is like says a day. Lives in `arena`. */
ScenarioResult *scenario_run(Arena *arena, const CoreProgram *program, const CoreScenario *scenario,
                             const Code *code, Value default_as_of, const ScenarioEngine *engine,
                             Report *report);

/* How the result is shown to people: failures with place, expectation, what came out, why. */
void scenario_write_text(Text *out, const ScenarioResult *result, Sources *sources,
                         bool is_coloured);

#endif
