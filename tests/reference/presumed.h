/* presumed.h - whether all that rests on presumed facts says so (rulings 12, 52).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_PRESUMED_H
#define REFERENCE_PRESUMED_H

#include "case/case.h"
#include "core/core.h"
#include "outcome/outcome.h"
#include "reference/lines.h"

/* A presumed fact, and an outcome that its being unknown would change, where the engine's outcome does not say that it
 * rests on it: "f1 in decision d2"; NULL where there is none. `lines` is the reference evaluator's. */
const char *presumed_find_unlisted(Arena *arena, const CoreProgram *program,
                                   const CaseEntries *entries, const Outcome *outcome,
                                   const Lines *lines, Value as_of);

#endif
