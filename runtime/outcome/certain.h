/* certain.h - what the program alone settles on that day: registers that hold what they hold whatever the case says.
 *
 * `f or yes` is yes whatever f is, and a rule that is not in force applies to nobody: no fact can have mattered to them, so
 * none is a reason for them. Reckoned from the program, its parameters and the as-of date, as if of the case nothing were
 * known; what `is known` rests on a fact never counts. One pass over the instructions, when it is first asked for: only
 * who asks why pays for it. Only for outcome/, page/ and explain/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OUTCOME_CERTAIN_H
#define OUTCOME_CERTAIN_H

#include "outcome/walk.h"

typedef struct Certain Certain;

/* For one case of an evaluation; both must stand as long as it is asked. Lives in `arena`, which the first question fills. */
Certain *certain_new(Arena *arena, const Evaluation *evaluation, uint32_t case_row);
/* Whether the register's value is settled so, in every row of the case. */
bool certain_has(Certain *certain, uint32_t reg);
/* Of a place that is settled so keeps the operands that are too, from number `first` on: the others could not have changed it. */
void certain_fold(Certain *certain, Place place, Places *operands, size_t first);

#endif
