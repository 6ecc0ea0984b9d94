/* outcome_lines.h - the engine's Outcome in the form that the reference evaluator writes.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_OUTCOME_LINES_H
#define REFERENCE_OUTCOME_LINES_H

#include "outcome/outcome.h"
#include "reference/lines.h"

Lines outcome_to_lines(Arena *arena, const Outcome *outcome);
const char *outcome_decision_to_line(Arena *arena, const Outcome *outcome,
                                     const OutcomeDecision *decision);
const char *outcome_norm_to_line(Arena *arena, const Outcome *outcome, const OutcomeNorm *norm);

#endif
