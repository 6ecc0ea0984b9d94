/* pipe.h - the chunks between reader, workers and writer. Only for batch/.
 *
 * A ring of slots; chunk n stands in slot n modulo their number. A slot goes from free to filled (by the reader), in work, done
 * (by a worker), and free again (by the writer). Who holds a slot by its state alone touches what is in it: the
 * lock guards states and numbers only.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BATCH_PIPE_H
#define BATCH_PIPE_H

#include <pthread.h>

#include "batch/batch.h"

typedef enum SlotState {
    SLOT_FREE,
    SLOT_FILLED,
    SLOT_IN_WORK,
    SLOT_DONE,
} SlotState;

/* Whole records, or one that is too long. */
typedef struct Slot {
    SlotState state;
    Arena *arena; /* of the texts; made anew where a chunk was very large */
    Text input, output, rejects;
    size_t length; /* of the input's whole records */
    uint64_t line; /* of the first */
    bool is_too_long;
    BatchState after;   /* offset and line behind the chunk; counts of this chunk alone */
    BatchReject *shown; /* the first few */
    uint32_t shown_count;
} Slot;

typedef struct Pipe {
    const Code *code;
    const BatchOptions *options;
    const LineShape *shape;
    Str header; /* CSV's, without line end */
    pthread_mutex_t lock;
    pthread_cond_t changed; /* some slot's state, or what stands below */
    Slot *slots;
    uint32_t slot_count;
    uint64_t filled;     /* chunks so far */
    uint64_t taken;      /* … by workers */
    bool is_input_ended; /* no chunk will be filled */
    bool is_stopped;     /* the reader is to end */
    bool is_broken;      /* everybody is to end */
    int read_error;      /* errno, 0 for none */
} Pipe;

/* A chunk is about so many bytes, and at most so many records: short ones may have long outcomes. */
#define CHUNK_SIZE ((size_t)256 << 10)
#define CHUNK_RECORDS 1024

void slot_init(Slot *slot);
void slot_deinit(Slot *slot);
/* Empties it for the next chunk. */
void slot_clear(Slot *slot);

/* Waits until the slot of chunk `number` has `state`. False where everybody is to end. */
bool pipe_wait(Pipe *pipe, uint64_t number, SlotState state);
void pipe_set(Pipe *pipe, Slot *slot, SlotState state);

/* What the reader holds between chunks. */
typedef struct Feed {
    Pipe *pipe;
    Text rest; /* read, and not yet in a chunk */
    uint64_t offset;
    uint64_t line;
    bool is_ended;    /* the file has no more */
    bool is_complete; /* all of it went into chunks */
} Feed;

void feed_init(Feed *feed, Arena *arena, Pipe *pipe);
/* CSV: reads the first record; its text lives in `arena`. False where the input cannot be read. A record that is too long is
 * as long as that: the caller looks. */
bool feed_read_header(Feed *feed, Arena *arena, Str *header);
/* A thread: reads the input into slots. */
void *feed_run(void *feed);

/* A thread: works on slots. */
void *work_run(void *pipe);

#endif
