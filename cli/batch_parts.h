/* batch_parts.h - what the files of `procc batch` share: the files of a run, and what people are shown of it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_BATCH_PARTS_H
#define CLI_BATCH_PARTS_H

#include "batch/batch.h"
#include "batch/journal.h"
#include "cli/options.h"
#include "cli/progress.h"

/* The input, the output, and what a later run needs to go on. */
typedef struct BatchFiles {
    Arena *arena;
    const char *input_name;
    const char *output_name;  /* NULL for standard output */
    const char *rejects_name; /* NULL for none */
    const char *journal_name; /* NULL where an interrupted run cannot go on */
    int input, output, rejects;
    uint64_t input_size; /* 0 where it is not known */
    Journal journal;
} BatchFiles;

/* Opens them, and with --resume goes back to where the journal says; `day` is then the day of that run, where the options name
 * none. Says what is wrong. `files` is zeroed but for the arena, and is to be closed whatever comes. */
ExitStatus batch_files_open(BatchFiles *files, const Code *code, const Options *options,
                            Value *day);
/* After it all that `state` speaks of is on disk, and a later run can go on from there. */
bool batch_files_save(BatchFiles *files, const BatchState *state);
/* The run is complete: no journal is needed. */
bool batch_files_finish(BatchFiles *files);
void batch_files_close(BatchFiles *files);

/* What people see. */
typedef struct BatchShow {
    Progress progress;
    uint64_t start; /* microseconds */
    uint64_t input_size, begun_offset, begun_records;
    uint64_t reject_count;
    const char *input_name;
    bool are_rejects_kept;
} BatchShow;

void batch_show_start(BatchShow *show, const BatchFiles *files, const BatchState *state);
void batch_show_progress(BatchShow *show, const BatchState *state);
void batch_show_reject(BatchShow *show, const BatchReject *reject);
void batch_show_summary(BatchShow *show, const BatchState *state);

#endif
