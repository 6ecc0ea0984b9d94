/* reply.h - what was typed, as the words of a case. Only for ask/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ASK_REPLY_H
#define ASK_REPLY_H

#include "ask/interview.h"

/* The words of a case, `key=value`, that an answer to the question stands for. NULL, and a sentence, where it is none; what a
 * case itself would refuse is not looked for. */
typedef struct Reply {
    VEC(Str) words;
} Reply;

Reply *reply_read(Arena *arena, const Question *question, Str answer, const char **complaint);

#endif
