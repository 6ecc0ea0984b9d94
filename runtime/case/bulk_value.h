/* bulk_value.h - values in the forms that programs write, read fast; all others as value_read reads them.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_BULK_VALUE_H
#define CASE_BULK_VALUE_H

#include "case/column.h"
#include "value/value.h"

/* Puts what `words` say into the cell. False where the cell is taken already or they are no value of `type`: the cell is
 * then as before. `unread` is for texts that nothing reads: their words are not kept. */
bool bulk_value_give(Column *column, uint32_t row, Type type, Texts *texts, bool is_unread,
                     Str words);
/* For yes/no. */
bool bulk_value_give_truth(Column *column, uint32_t row, bool is_yes);
/* As asked, and not known. False where the cell is taken. */
bool bulk_value_set_unknown(Column *column, uint32_t row);

bool bulk_value_read(Value *out, Type type, Texts *texts, Str words) MUST_USE;

#endif
