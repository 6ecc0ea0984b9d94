/* batch.h - many cases from a file to a file: a reader, workers on all processors, and results in the order of the input.
 *
 * In: a verified Code and open files. Out: a line for each record that is answered, a line in the rejects for each that is not. The input
 * is read in chunks of whole records; each worker has an engine and a table of its own, whose memory it uses again. Memory
 * does not grow with the input: there are only so many chunks, and a record has a largest size.
 *
 *      reader ──▶ chunks, numbered ──▶ workers ──▶ chunks, done ──▶ writer, in order
 *
 * The caller's thread writes. Between chunks it tells the caller how far it has come: everything before that place of the input
 * has been answered and written, nothing behind it has. A later run that begins there, with files cut to the sizes told,
 * writes the same bytes as one that was never interrupted.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BATCH_BATCH_H
#define BATCH_BATCH_H

#include "batch/line.h"
#include "case/bulk.h"

/* How far a run has come. */
typedef struct BatchState {
    uint64_t offset; /* bytes of the input */
    uint64_t line;   /* the next one, from 1 */
    uint64_t records, rejected, open, contradictory;
    uint64_t output_size, rejects_size; /* bytes */
} BatchState;

#define BATCH_START ((BatchState){.line = 1})

/* A record that was rejected, as it is shown to people while the run goes on. */
typedef struct BatchReject {
    uint64_t line;
    const char *code, *text, *hint; /* hint NULL for none */
} BatchReject;

typedef struct BatchOptions {
    BulkOptions bulk;
    LineOptions line;
    const char *input_name; /* as messages show it */
    int input, output;
    int rejects; /* -1 for none */
    uint32_t job_count;
    uint32_t chunk_records; /* the most that a chunk holds; 0 for what is best. Tests ask for few */
    /* NULL: engine_new. Called in each worker's thread; what it gives lives in the arena. */
    Engine *(*make_engine)(const void *engines, Arena *arena);
    const void *engines;
    uint32_t shown_most; /* rejects that `reject` is told */
    void *context;       /* of the functions, all called in the caller's thread */
    /* After each chunk, and some times a second while there is none; false: no more is read, what was read is finished. */
    bool (*go_on)(void *context, const BatchState *state);
    void (*reject)(void *context, const BatchReject *reject);
} BatchOptions;

typedef enum BatchEnd {
    BATCH_DONE,
    BATCH_STOPPED, /* go_on said so */
    BATCH_HEADER_WRONG,
    BATCH_CANNOT_READ,
    BATCH_CANNOT_WRITE, /* the output */
    BATCH_CANNOT_WRITE_REJECTS,
    BATCH_NO_THREADS,
} BatchEnd;

/* Goes on from `state`, to whose offset the input is moved, where it is not the start; it then says how far the run has come.
 * What is wrong with CSV's header is reported. errno says why something cannot be read or written. */
BatchEnd batch_run(const Code *code, const BatchOptions *options, BatchState *state,
                   Report *report);

#endif
