/* answers.h - the answers to a question that may lead to different outcomes.
 *
 * Of yes/no and enumerations every value; of others one below, one at and one above the figures that the program itself names, as
 * it can only compare them. Only for ask/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ASK_ANSWERS_H
#define ASK_ANSWERS_H

#include "engine/engine.h"

typedef struct Answers {
    Value *values;
    uint32_t count; /* at least 1 */
} Answers;

/* Lives in `arena`. For a list, which has no values, see weigh.c. */
Answers answers_find(Arena *arena, const Evaluation *evaluation, uint32_t fact);

#endif
