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
/* Under the lock. A slot that is in another state than `from` is in two hands, which would end in a run that waits for ever. */
void slot_move(Slot *slot, SlotState from, SlotState to);

/* Waits until the slot of chunk `number` has `state`. False where everybody is to end. */
bool pipe_wait(Pipe *pipe, uint64_t number, SlotState state);
/* slot_move under the lock, told to all who wait. */
void pipe_move(Pipe *pipe, Slot *slot, SlotState from, SlotState to);

/* What the reader holds between chunks. */
typedef struct Feed {
    Pipe *pipe;
    Text read;       /* what has been read last */
    size_t start;    /* … of which what begins here is in no chunk yet: the rest */
    BulkScan scan;   /* of the rest */
    uint64_t offset; /* of the rest in the input */
    uint64_t line;
    const BatchState
        *asked;       /* go_on is asked with it while input is waited for; NULL in a thread */
    bool is_ended;    /* the file has no more */
    bool is_complete; /* all of it went into chunks */
} Feed;

void feed_init(Feed *feed, Arena *arena, Pipe *pipe);
/* CSV: reads the first record; its text lives in `arena`. False where the input cannot be read, or go_on said no. A record that
 * is too long is as long as that: the caller looks. */
bool feed_read_header(Feed *feed, Arena *arena, Str *header);
/* The input has been moved to `offset`, where line `line` begins. */
void feed_go_to(Feed *feed, uint64_t offset, uint64_t line);
/* A thread: reads the input into slots. */
void *feed_run(void *feed);

/* A thread: works on slots. */
void *work_run(void *pipe);

#endif
