/* case_problem.h - what the readers of cases and the table share in reporting: limits, and words cut to be shown.
 *
 * A case comes from outside. Its words are shown short, and after PROBLEMS_MOST messages the rest is not checked: a
 * file of another kind would otherwise cost more memory in messages than it has bytes.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_CASE_PROBLEM_H
#define CASE_CASE_PROBLEM_H

#include "error/problem.h"
#include "error/report.h"

/* Ten times what error/render.h shows. */
#define PROBLEMS_MOST ((size_t)1000)

/* Whether to stop: the report holds PROBLEMS_MOST errors. Says so in the report, once. */
bool case_problem_is_full(Report *report);

/* `words` as far as a message shows them, with `…` for the rest; lives in the report's arena. */
const char *case_problem_show(const Report *report, Str words);

/* Orders the messages from `first` on by their places; those without a place come last. */
void case_problem_sort(Report *report, size_t first);

#endif
