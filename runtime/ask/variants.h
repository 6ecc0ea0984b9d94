/* variants.h - one case many times over, each time with something more said: what would follow from an answer.
 *
 * In: the table of one case. Out: a table of `count` cases, all of them like it; then cells are given in single ones. Since a
 * case is a batch of one, all variants are evaluated at once. Lists stay as long as they are.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ASK_VARIANTS_H
#define ASK_VARIANTS_H

#include "case/case.h"

/* Lives in `arena`; the texts are those of `base`, which has one case and outlives it. */
CaseTable *variants_new(Arena *arena, const CaseTable *base, uint32_t count);

/* Gives the cell of `fact` in `row` of the base, in one variant. */
void variants_give(CaseTable *table, const CaseTable *base, uint32_t variant, uint32_t fact,
                   uint32_t row, Value value);

#endif
