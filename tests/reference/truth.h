/* truth.h - whether what an explanation names is enough for the outcome that it explains, and nothing of it idle.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_TRUTH_H
#define REFERENCE_TRUTH_H

#include "case/case.h"
#include "core/core.h"
#include "outcome/outcome.h"
#include "reference/lines.h"

/* A sentence about an outcome that is another one where all that its explanation does not name is unknown, or about a named fact that helps
 * nothing (idle.h); NULL where there is none. `lines` is the reference evaluator's outcome. */
const char *truth_find_wrong(Arena *arena, const CoreProgram *program, const Outcome *outcome,
                             const Lines *lines, Value as_of);

#endif
