/* flips.h - whether what would change an outcome does, and nothing smaller or left out does.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_FLIPS_H
#define REFERENCE_FLIPS_H

#include "case/case.h"
#include "core/core.h"
#include "outcome/outcome.h"
#include "reference/lines.h"

/* How many changed cases are evaluated at most to find a set that was left out. */
#define FLIPS_TRIED 60

/* A sentence about a set of changes that is wrong, not smallest, or missing; NULL where there is none. `lines` is the
 * reference evaluator's outcome. */
const char *flips_find_wrong(Arena *arena, const CoreProgram *program, const CaseEntries *entries,
                             const Outcome *outcome, const Lines *lines, Value as_of);

#endif
