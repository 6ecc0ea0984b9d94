/* join.h - many cases as one table.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef NATIVE_JOIN_H
#define NATIVE_JOIN_H

#include "case/case.h"

/* One table with the cases of all of `tables`, each of one case and made for `code`, again and again up to `case_count`. */
CaseTable *join_tables(Arena *arena, const Code *code, CaseTable *const *tables, size_t table_count,
                       uint32_t case_count);

#endif
