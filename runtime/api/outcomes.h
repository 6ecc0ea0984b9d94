/* outcomes.h - what came out of many cases, as columns for a host.
 *
 * One column a decision and one a norm, named as procc.h says. Outside lists each is a struct; inside a list it is a
 * list of structs, which also say for which elements they are.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef API_OUTCOMES_H
#define API_OUTCOMES_H

#include "api/api.h"
#include "api/arrow.h"

/* The form in which values of a type are given; a list of structs for lists. */
ArrowForm outcomes_get_form(TypeKind kind);

/* Begins `root` with all its columns, without rows. `arena` holds the names that they borrow. */
void outcomes_begin(Arena *arena, const ProccCode *code, ArrowColumn *root);
/* Appends what came out of every case of the evaluation's table. */
void outcomes_add(const ProccCode *code, ArrowColumn *root, const Evaluation *evaluation);

#endif
