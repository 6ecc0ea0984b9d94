/* case_cell.h - one value of a case, read and put in its cell.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_CASE_CELL_H
#define CASE_CASE_CELL_H

#include "case/case.h"

/* Reads the entry's value as one of `type` into a row of the column. A cell that is filled already, and a value that the
 * type does not have, are reported; the cell then stays as it was. */
void case_cell_fill(const CaseTable *table, Report *report, Column *column, uint32_t row, Type type,
                    const CaseEntry *entry);

#endif
