/* question.h - a question of an interview, as text for a terminal.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_QUESTION_H
#define CLI_QUESTION_H

#include "ask/interview.h"

/* How text is laid out: columns, and whether it may have colours. */
typedef struct Look {
    uint32_t width;
    bool is_coloured;
} Look;

/* The question in the author's words, and what may be answered. */
void question_write(Text *out, const Question *question, const Look *look);
/* What the answer can settle, what the question rests on, who judges it. */
void question_write_why(Text *out, const Question *question, const Outcome *outcome,
                        const Look *look);
/* What is settled so far of the outcomes wanted, and how much is open; no name: all of them. */
void question_write_settled(Text *out, const Outcome *outcome, const char *const *wanted,
                            size_t wanted_count, uint32_t open_count, const Look *look);

#endif
