/* journal.c - see journal.h. A line `key value` each; a digest of them all stands last, so that a torn file is noticed.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "batch/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define LOOKED_AT ((size_t)64 << 10)
#define JOURNAL_MOST ((size_t)1 << 20)
#define FIRST_LINE "procc batch, interrupted or running: form 1\n"

/* ------------------------------------------------------------------------------------------ the input */

static bool digest(char hex[SHA256_HEX_SIZE], int input, uint64_t from, uint64_t end)
{
    char bytes[4096];
    Sha256 sha;
    sha256_init(&sha);
    while (from < end) {
        size_t most = end - from < sizeof bytes ? (size_t)(end - from) : sizeof bytes;
        ssize_t count = pread(input, bytes, most, (off_t)from);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        if (count == 0)
            break;
        sha256_add(&sha, bytes, (size_t)count);
        from += (uint64_t)count;
    }
    sha256_to_hex(&sha, hex);
    return true;
}

bool journal_look_at_input(Journal *journal, int input)
{
    struct stat it;
    uint64_t offset = journal->state.offset;
    if (fstat(input, &it) != 0)
        return false;
    journal->input_size = (uint64_t)it.st_size;
    uint64_t begin = journal->input_size < LOOKED_AT ? journal->input_size : LOOKED_AT;
    return digest(journal->input_begin, input, 0, begin) &&
           digest(journal->input_before, input, offset > LOOKED_AT ? offset - LOOKED_AT : 0,
                  offset);
}

/* ------------------------------------------------------------------------------------------ writing */

typedef struct Counter {
    const char *key;
    uint64_t *value;
} Counter;

#define COUNTER_COUNT 10

static void list_counters(Counter list[COUNTER_COUNT], Journal *journal)
{
    BatchState *state = &journal->state;
    const Counter counters[COUNTER_COUNT] = {
        {"input-size", &journal->input_size},
        {"offset", &state->offset},
        {"line", &state->line},
        {"records", &state->records},
        {"rejected", &state->rejected},
        {"open", &state->open},
        {"contradictory", &state->contradictory},
        {"output-size", &state->output_size},
        {"rejects-size", &state->rejects_size},
        {NULL, NULL},
    };
    memcpy(list, counters, sizeof counters);
}

static void add_digest(Text *text)
{
    char hex[SHA256_HEX_SIZE];
    Sha256 sha;
    sha256_init(&sha);
    sha256_add(&sha, text->bytes, text->length);
    sha256_to_hex(&sha, hex);
    text_add_format(text, "digest %s\n", hex);
}

static void write_text(Text *out, const Journal *journal)
{
    Journal copy = *journal;
    Counter counters[COUNTER_COUNT];
    list_counters(counters, &copy);
    text_add(out, FIRST_LINE);
    text_add_format(out, "code %s\noptions %.*s\nday %" PRId64 "\n", journal->code,
                    STR_ARG(journal->options), journal->day);
    text_add_format(out, "input-begin %s\ninput-before %s\n", journal->input_begin,
                    journal->input_before);
    for (const Counter *counter = counters; counter->key; counter++)
        text_add_format(out, "%s %" PRIu64 "\n", counter->key, *counter->value);
    add_digest(out);
}

static bool write_file(const char *path, Str bytes)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (file < 0)
        return false;
    bool is_written = file_write_all(file, bytes) && fsync(file) == 0;
    return close(file) == 0 && is_written;
}

bool journal_write(const char *path, const Journal *journal)
{
    Arena *arena = arena_new();
    const char *beside = arena_format(arena, "%s.new", path);
    Text text = text_in(arena);
    write_text(&text, journal);
    bool is_written = write_file(beside, text_get(&text)) && rename(beside, path) == 0;
    int why = errno;
    if (!is_written)
        unlink(beside);
    arena_free(arena);
    errno = why;
    return is_written;
}

/* ------------------------------------------------------------------------------------------ reading */

/* The value of a line `key value` in `text`; bytes NULL where there is none. */
static Str find_line(Str text, const char *key)
{
    size_t length = strlen(key);
    while (text.length) {
        size_t end = str_find_byte(text, '\n');
        Str line = str_slice(text, 0, end);
        if (str_has_prefix(line, key) && line.length > length && line.bytes[length] == ' ')
            return str_slice(line, length + 1, line.length);
        text = str_slice(text, end < text.length ? end + 1 : end, text.length);
    }
    return STR_NONE;
}

static bool read_hex(char hex[SHA256_HEX_SIZE], Str value)
{
    if (value.length != SHA256_HEX_SIZE - 1)
        return false;
    memcpy(hex, value.bytes, value.length);
    hex[value.length] = '\0';
    return true;
}

static bool read_counter(const Counter *counter, Str text)
{
    Str value = find_line(text, counter->key);
    uint64_t number = 0;
    if (!value.length || value.length > 19)
        return false;
    for (size_t i = 0; i < value.length; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(value.bytes[i] - '0');
    }
    *counter->value = number;
    return true;
}

static bool is_whole(Arena *arena, Str text)
{
    size_t tail = SHA256_HEX_SIZE + sizeof "digest"; /* with the blank and the line end */
    if (!str_has_prefix(text, FIRST_LINE) || text.length < tail)
        return false;
    Text again = text_in(arena);
    text_add_str(&again, str_slice(text, 0, text.length - tail));
    add_digest(&again);
    return str_is_equal(text_get(&again), text);
}

static bool read_text(Journal *out, Arena *arena, Str text)
{
    Counter counters[COUNTER_COUNT];
    if (!is_whole(arena, text))
        return false;
    list_counters(counters, out);
    for (const Counter *counter = counters; counter->key; counter++)
        if (!read_counter(counter, text))
            return false;
    out->options = find_line(text, "options");
    Str day = find_line(text, "day");
    out->day = day.length ? strtoll(str_to_text(arena, day), NULL, 10) : 0;
    return read_hex(out->code, find_line(text, "code")) &&
           read_hex(out->input_begin, find_line(text, "input-begin")) &&
           read_hex(out->input_before, find_line(text, "input-before")) && out->options.bytes;
}

JournalRead journal_read(Journal *out, Arena *arena, const char *path)
{
    *out = (Journal){.state = BATCH_START};
    FILE *file = fopen(path, "rb");
    if (!file)
        return errno == ENOENT ? JOURNAL_NONE : JOURNAL_UNREADABLE;
    char *bytes = arena_alloc(arena, JOURNAL_MOST);
    size_t length = fread(bytes, 1, JOURNAL_MOST, file);
    bool is_read = !ferror(file);
    fclose(file);
    if (!is_read)
        return JOURNAL_UNREADABLE;
    return read_text(out, arena, (Str){bytes, length}) ? JOURNAL_READ : JOURNAL_DAMAGED;
}

/* ------------------------------------------------------------------------------------------ comparing */

const char *journal_find_difference(Arena *arena, const Journal *begun, const Journal *now)
{
    if (strcmp(begun->code, now->code) != 0)
        return "the procedure is another";
    if (!str_is_equal(begun->options, now->options))
        return arena_format(arena, "it was begun with the options '%.*s', not '%.*s'",
                            STR_ARG(begun->options), STR_ARG(now->options));
    if (begun->input_size != now->input_size)
        return arena_format(arena, "the input had %" PRIu64 " bytes, and has %" PRIu64,
                            begun->input_size, now->input_size);
    if (strcmp(begun->input_begin, now->input_begin) != 0 ||
        strcmp(begun->input_before, now->input_before) != 0)
        return "the input is another";
    return NULL;
}
