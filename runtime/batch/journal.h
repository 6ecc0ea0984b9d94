/* journal.h - how far an interrupted run had come: a small file beside its output.
 *
 * It is written anew, all of it or none, after what it speaks of is on disk. Who goes on with a run compares what the run was
 * begun with; text, options and input must be the same, or its two parts would not belong together.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BATCH_JOURNAL_H
#define BATCH_JOURNAL_H

#include "base/sha256.h"
#include "batch/batch.h"

typedef struct Journal {
    char code[SHA256_HEX_SIZE]; /* of the Code */
    Str options;                /* one line: all that changes a byte of what is written */
    Value day;                  /* the as-of date of records without one; 0 where there is none */
    uint64_t input_size;
    char input_begin[SHA256_HEX_SIZE];  /* of the input's first bytes */
    char input_before[SHA256_HEX_SIZE]; /* of those before state.offset */
    BatchState state;
} Journal;

/* What identifies the input, for a run that has come to state.offset. False where it cannot be read. */
bool journal_look_at_input(Journal *journal, int input) MUST_USE;

/* False, and errno, where it cannot be written. */
bool journal_write(const char *path, const Journal *journal) MUST_USE;

typedef enum JournalRead {
    JOURNAL_READ,
    JOURNAL_NONE,       /* there is no such file */
    JOURNAL_UNREADABLE, /* errno */
    JOURNAL_DAMAGED,
} JournalRead;

/* Texts live in `arena`. */
JournalRead journal_read(Journal *out, Arena *arena, const char *path) MUST_USE;

/* In what the run that is to go on differs from the one that began: a sentence's end such as "the procedure is
 * another"; NULL where in nothing. `now` was looked at with `begun`'s state. Lives in `arena`. */
const char *journal_find_difference(Arena *arena, const Journal *begun, const Journal *now);

#endif
