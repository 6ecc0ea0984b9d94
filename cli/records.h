/* records.h - how the records of a file of cases are read, as the options say; one record of such a file.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_RECORDS_H
#define CLI_RECORDS_H

#include "case/bulk.h"
#include "cli/options.h"

/* Form and delimiter by --from and --delimiter, else by the name of the file; id, as-of date and ignored keys. False after it
 * has said what is wrong. What it holds lives as long as `arena` and the options. */
bool records_read_options(BulkOptions *out, Arena *arena, const Options *options,
                          const char *name) MUST_USE;

/* The record that begins in line `number` of the file, from 1, as a source of its own in which it stands in that line; for CSV
 * *header is the first record. False where there is none or the file cannot be read: said. */
bool records_find(Sources *sources, const BulkOptions *options, const char *name, uint64_t number,
                  uint32_t *record, uint32_t *header) MUST_USE;

#endif
