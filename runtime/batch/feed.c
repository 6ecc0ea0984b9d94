/* feed.c - the reader: cuts the input into chunks of whole records.
 *
 * What follows the last whole record of a block is kept for the next chunk. A record without end is read on until it is
 * too long; it is then a chunk of its own, of which the beginning is kept, and all up to the next line end is skipped.
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

void feed_init(Feed *feed, Arena *arena, Pipe *pipe)
{
    *feed = (Feed){.pipe = pipe, .rest = text_in(arena), .line = 1};
}

static bool is_stopped(Pipe *pipe)
{
    pthread_mutex_lock(&pipe->lock);
    bool is_stopped = pipe->is_stopped || pipe->is_broken;
    pthread_mutex_unlock(&pipe->lock);
    return is_stopped;
}

/* Waits for input a while, so that a pipe without any does not keep the run from ending. */
static bool wait_for_input(Pipe *pipe)
{
    struct pollfd wanted = {.fd = pipe->options->input, .events = POLLIN};
    while (poll(&wanted, 1, POLL_MILLISECONDS) == 0)
        if (is_stopped(pipe))
            return false;
    return true;
}

/* Reads up to `most` bytes behind `text`. False at an error or a stop. */
static bool read_more(Feed *feed, Text *text, size_t most)
{
    while (!feed->is_ended) {
        if (!wait_for_input(feed->pipe))
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

static void drop_byte_order_mark(Feed *feed, Text *text)
{
    size_t length = sizeof BYTE_ORDER_MARK - 1;
    if (feed->offset > 0 || !str_has_prefix(text_get(text), BYTE_ORDER_MARK))
        return;
    memmove(text->bytes, text->bytes + length, text->length - length);
    text->length -= length;
    feed->offset += length;
}

/* Behind the last line end; 0 where there is none. */
static size_t find_last_line_end(Str text)
{
    size_t at = text.length;
    while (at > 0 && text.bytes[at - 1] != '\n')
        at--;
    return at;
}

/* Behind the last whole record: quotes in CSV may hold line ends, so those records are gone through. */
static size_t find_last_end(const Feed *feed, Str text)
{
    const BulkOptions *options = &feed->pipe->options->bulk;
    if (options->form == BULK_JSON || !memchr(text.bytes, '"', text.length))
        return find_last_line_end(text);
    for (size_t at = 0, next;; at = next) {
        size_t end = bulk_find_end(options, text, at, &next);
        if (end >= text.length || next > text.length || text.bytes[next - 1] != '\n')
            return at;
        if (next == text.length)
            return next;
    }
}

static size_t find_whole(const Feed *feed, const Text *text)
{
    return feed->is_ended ? text->length : find_last_end(feed, text_get(text));
}

/* Of the first `whole` bytes as many records as make a chunk. */
static size_t cut_to_records(const Feed *feed, const Text *text, size_t whole)
{
    size_t at = 0;
    Str records = str_slice(text_get(text), 0, whole);
    for (int i = 0; i < CHUNK_RECORDS && at < whole; i++)
        bulk_find_end(&feed->pipe->options->bulk, records, at, &at);
    return at;
}

static bool is_first_too_long(const Feed *feed, const Text *text)
{
    size_t next;
    return text->length > BULK_RECORD_MOST &&
           bulk_find_end(&feed->pipe->options->bulk, text_get(text), 0, &next) > BULK_RECORD_MOST;
}

static void set_text(Text *text, Str words)
{
    text->length = 0;
    text_add_str(text, words);
}

/* The chunk is the first `length` bytes of the slot's input; what follows is kept. */
static void end_chunk(Feed *feed, Slot *slot, size_t length)
{
    Str all = text_get(&slot->input);
    slot->line = feed->line;
    set_text(&feed->rest, str_slice(all, length, all.length));
    slot->length = length;
    feed->offset += length;
    feed->line += bulk_count_lines(str_slice(all, 0, length));
    slot->after = (BatchState){.offset = feed->offset, .line = feed->line};
}

/* The record's beginning is the chunk; the rest goes, up to the line end. */
static bool skip_record(Feed *feed, Slot *slot)
{
    slot->is_too_long = true;
    slot->line = feed->line;
    Text *input = &slot->input;
    slot->length = BEGINNING_KEPT;
    while (slot->length > 0 && ((unsigned char)input->bytes[slot->length] & 0xc0) == 0x80)
        slot->length--;
    set_text(&feed->rest, text_get(input));
    for (;;) {
        size_t end = str_find_byte(text_get(&feed->rest), '\n');
        size_t gone = end < feed->rest.length ? end + 1 : end;
        bool is_found = end < feed->rest.length;
        feed->offset += gone;
        memmove(feed->rest.bytes, feed->rest.bytes + gone, feed->rest.length - gone);
        feed->rest.length -= gone;
        if (is_found || feed->is_ended)
            break;
        if (!read_more(feed, &feed->rest, CHUNK_SIZE))
            return false;
    }
    feed->line++;
    slot->after = (BatchState){.offset = feed->offset, .line = feed->line};
    return true;
}

/* False where nothing is left, or nothing more is to be read. */
static bool fill(Feed *feed, Slot *slot)
{
    set_text(&slot->input, text_get(&feed->rest));
    feed->rest.length = 0;
    while (!feed->is_ended && slot->input.length < CHUNK_SIZE)
        if (!read_more(feed, &slot->input, CHUNK_SIZE))
            return false;
    drop_byte_order_mark(feed, &slot->input);
    size_t whole = find_whole(feed, &slot->input);
    while (whole == 0 && !feed->is_ended && slot->input.length <= BULK_RECORD_MOST + 2) {
        if (!read_more(feed, &slot->input, slot->input.length))
            return false;
        whole = find_whole(feed, &slot->input);
    }
    feed->is_complete = slot->input.length == 0;
    if (feed->is_complete)
        return false;
    if (is_first_too_long(feed, &slot->input))
        return skip_record(feed, slot);
    end_chunk(feed, slot, cut_to_records(feed, &slot->input, whole));
    return true;
}

bool feed_read_header(Feed *feed, Arena *arena, Str *header)
{
    Text text = text_in(arena);
    size_t next = 0, end = 0;
    do {
        if (!read_more(feed, &text, CHUNK_SIZE))
            return false;
        drop_byte_order_mark(feed, &text);
        end =
            text.length ? bulk_find_end(&feed->pipe->options->bulk, text_get(&text), 0, &next) : 0;
    } while (!feed->is_ended && end >= text.length && text.length <= BULK_RECORD_MOST);
    *header = str_slice(text_get(&text), 0, end);
    feed->offset += next;
    feed->line += bulk_count_lines(str_slice(text_get(&text), 0, next));
    set_text(&feed->rest, str_slice(text_get(&text), next, text.length));
    return true;
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
        if (!pipe_wait(pipe, number, SLOT_FREE) || is_stopped(pipe) || !fill(feed, slot))
            break;
        pthread_mutex_lock(&pipe->lock);
        pipe->filled = number + 1; /* at once with the state: a worker may take the slot now */
        slot->state = SLOT_FILLED;
        pthread_cond_broadcast(&pipe->changed);
        pthread_mutex_unlock(&pipe->lock);
    }
    end_input(pipe);
    return NULL;
}
