/* feed.c - the reader: cuts the input into chunks of whole records.
 *
 * What was read and is in no chunk yet waits in one text, of which every byte is looked at for a record's end about once, whatever
 * it holds. A record without end is read on until it is too long; it is then a chunk of its own, of which the beginning is
 * kept, and all up to the next line end is skipped.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "batch/pipe.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define POLL_MILLISECONDS 100
/* Of a record that is too long as much as the rejects show. */
#define BEGINNING_KEPT ((size_t)1000)
/* From so many bytes on it is known whether a record is too long, with its line end. */
#define RECORD_WHOLE (BULK_RECORD_MOST + 2)

void feed_init(Feed *feed, Arena *arena, Pipe *pipe)
{
    *feed = (Feed){.pipe = pipe, .read = text_in(arena), .line = 1};
}

static bool is_stopped(Feed *feed)
{
    Pipe *pipe = feed->pipe;
    if (feed->asked && !pipe->options->go_on(pipe->options->context, feed->asked))
        return true;
    pthread_mutex_lock(&pipe->lock);
    bool is_stopped = pipe->is_stopped || pipe->is_broken;
    pthread_mutex_unlock(&pipe->lock);
    return is_stopped;
}

/* ------------------------------------------------------------------------------------------ what was read */

static Str get_rest(const Feed *feed)
{
    return str_slice(text_get(&feed->read), feed->start, feed->read.length);
}

static void take(Feed *feed, size_t length)
{
    feed->start += length;
    feed->offset += length;
    feed->scan.at = feed->scan.at > length ? feed->scan.at - length : 0;
}

/* What was taken goes when it is more than what is left, so that no byte is moved often. */
static void make_room(Feed *feed)
{
    Str rest = get_rest(feed);
    if (feed->start == 0 || feed->start < rest.length)
        return;
    memmove(feed->read.bytes, rest.bytes, rest.length);
    feed->read.length = rest.length;
    feed->start = 0;
}

/* Waits for input a while at a time, so that a pipe without any does not keep the run from ending. */
static bool wait_for_input(Feed *feed)
{
    struct pollfd wanted = {.fd = feed->pipe->options->input, .events = POLLIN};
    for (;;) {
        if (is_stopped(feed))
            return false;
        int ready = poll(&wanted, 1, POLL_MILLISECONDS);
        if (ready > 0 || (ready < 0 && errno != EINTR))
            return true; /* what is wrong, reading says */
    }
}

/* Reads up to `most` bytes more. False at an error or a stop. */
static bool read_more(Feed *feed, size_t most)
{
    Text *text = &feed->read;
    make_room(feed);
    while (!feed->is_ended) {
        if (!wait_for_input(feed))
            return false;
        size_t length = text->length;
        text_add_repeat(text, '\0', most);
        ssize_t count = read(feed->pipe->options->input, text->bytes + length, most);
        text->length = length + (count > 0 ? (size_t)count : 0);
        if (count > 0)
            return true;
        feed->is_ended = count == 0;
        if (count < 0 && errno != EINTR) {
            feed->pipe->read_error = errno;
            return false;
        }
    }
    return true;
}

static void drop_byte_order_mark(Feed *feed)
{
    if (feed->offset == 0 && str_has_prefix(get_rest(feed), BYTE_ORDER_MARK))
        take(feed, sizeof BYTE_ORDER_MARK - 1);
}

/* Where the record at `at` of the rest ends; the rest's length where its end has not been read. */
static size_t find_end(Feed *feed, Str rest, size_t at, size_t *next)
{
    *next = at;
    if (at == rest.length)
        return at;
    return bulk_find_end_on(&feed->pipe->options->bulk, rest, at, &feed->scan, next);
}

/* ------------------------------------------------------------------------------------------ chunks */

/* The length of as many whole records as make a chunk: 0 where the first has no end yet, or is too long. */
static size_t find_chunk(Feed *feed)
{
    size_t at = 0;
    Str rest = get_rest(feed);
    uint32_t wanted = feed->pipe->options->chunk_records;
    size_t most = rest.length < CHUNK_SIZE ? rest.length : CHUNK_SIZE;
    for (uint32_t i = 0; i < (wanted ? wanted : CHUNK_RECORDS) && at < most; i++) {
        size_t next, end = find_end(feed, rest, at, &next);
        bool has_end = end < rest.length || feed->is_ended;
        if (!has_end || end - at > BULK_RECORD_MOST)
            break;
        at = next;
    }
    return at;
}

static void end_chunk(Feed *feed, Slot *slot)
{
    slot->after = (BatchState){.offset = feed->offset, .line = feed->line};
}

static void take_chunk(Feed *feed, Slot *slot, size_t length)
{
    Str chunk = str_slice(get_rest(feed), 0, length);
    slot->line = feed->line;
    text_add_str(&slot->input, chunk);
    feed->line += bulk_count_lines(chunk);
    take(feed, length);
    end_chunk(feed, slot);
}

/* Without the last character where that was cut in two. */
static Str cut_beginning(Str record)
{
    size_t length = BEGINNING_KEPT;
    while (length > 0 && ((unsigned char)record.bytes[length] & 0xc0) == 0x80)
        length--;
    return str_slice(record, 0, length);
}

/* The record's beginning is the chunk; the rest goes, up to the line end. */
static bool skip_record(Feed *feed, Slot *slot)
{
    slot->is_too_long = true;
    slot->line = feed->line;
    text_add_str(&slot->input, cut_beginning(get_rest(feed)));
    for (;;) {
        Str rest = get_rest(feed);
        size_t end = str_find_byte(rest, '\n');
        bool is_found = end < rest.length;
        take(feed, is_found ? end + 1 : end);
        if (is_found || feed->is_ended)
            break;
        if (!read_more(feed, CHUNK_SIZE))
            return false;
    }
    feed->line++;
    end_chunk(feed, slot);
    return true;
}

/* A good part of a chunk, so that most are whole ones. */
static bool top_up(Feed *feed)
{
    if (get_rest(feed).length < CHUNK_SIZE / 2)
        while (!feed->is_ended && get_rest(feed).length < CHUNK_SIZE)
            if (!read_more(feed, CHUNK_SIZE))
                return false;
    drop_byte_order_mark(feed);
    return true;
}

/* False where nothing is left, or nothing more is to be read. */
static bool fill(Feed *feed, Slot *slot)
{
    if (!top_up(feed))
        return false;
    for (;;) {
        size_t length = find_chunk(feed), read = get_rest(feed).length;
        if (length > 0) {
            take_chunk(feed, slot, length);
            return true;
        }
        feed->is_complete = read == 0;
        if (feed->is_complete)
            return false;
        if (feed->is_ended || read > RECORD_WHOLE)
            return skip_record(feed, slot);
        if (!read_more(feed, read))
            return false;
    }
}

bool feed_read_header(Feed *feed, Arena *arena, Str *header)
{
    size_t next = 0, end = 0;
    do {
        if (!read_more(feed, CHUNK_SIZE))
            return false;
        drop_byte_order_mark(feed);
        end = find_end(feed, get_rest(feed), 0, &next);
    } while (!feed->is_ended && end == get_rest(feed).length && end <= RECORD_WHOLE);
    Str words = str_slice(get_rest(feed), 0, end);
    *header = (Str){arena_copy_text(arena, words.bytes, words.length), words.length};
    feed->line += bulk_count_lines(str_slice(get_rest(feed), 0, next));
    take(feed, next);
    return true;
}

void feed_go_to(Feed *feed, uint64_t offset, uint64_t line)
{
    feed->read.length = feed->start = 0;
    feed->scan = (BulkScan){0};
    feed->is_ended = false;
    feed->offset = offset;
    feed->line = line;
}

static void end_input(Pipe *pipe)
{
    pthread_mutex_lock(&pipe->lock);
    pipe->is_input_ended = true;
    pthread_cond_broadcast(&pipe->changed);
    pthread_mutex_unlock(&pipe->lock);
}

void *feed_run(void *argument)
{
    Feed *feed = argument;
    Pipe *pipe = feed->pipe;
    for (uint64_t number = 0;; number++) {
        Slot *slot = &pipe->slots[number % pipe->slot_count];
        if (!pipe_wait(pipe, number, SLOT_FREE) || is_stopped(feed) || !fill(feed, slot))
            break;
        pthread_mutex_lock(&pipe->lock);
        pipe->filled = number + 1; /* at once with the state: a worker may take the slot now */
        slot_move(slot, SLOT_FREE, SLOT_FILLED);
        pthread_cond_broadcast(&pipe->changed);
        pthread_mutex_unlock(&pipe->lock);
    }
    end_input(pipe);
    return NULL;
}
