/* weigh.h - of questions that hang together, the one after which the fewest are to be expected.
 * Only for ask/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ASK_WEIGH_H
#define ASK_WEIGH_H

#include "ask/order.h"

/* The number of the candidate in `part`, which has at least one. */
uint32_t weigh_choose(Arena *arena, const Outcome *outcome, const OpenQuestions *part);

#endif
