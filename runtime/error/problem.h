/* problem.h - the kinds of message about cases, files and values (codes C....), from problem.def.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ERROR_PROBLEM_H
#define ERROR_PROBLEM_H

#include "error/report.h"

typedef enum ProblemId {
#define PROBLEM(id, code, severity, name, explanation) PROBLEM_##id,
#include "error/problem.def"
#undef PROBLEM
} ProblemId;

/* Lives for ever; equal numbers give the same pointer. */
const MessageKind *problem_kind(ProblemId id);

/* The kind with `code`, such as C2001, or NULL where there is none. */
const MessageKind *problem_find_kind(Str code);

/* All kinds in the order of their codes, for listing. */
size_t problem_get_count(void);
/* `index` is under problem_get_count(). */
const MessageKind *problem_get(size_t index);

#endif
