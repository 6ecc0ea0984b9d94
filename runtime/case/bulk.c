/* bulk.c - see bulk.h: a chunk is taken apart into records, each of which is read the fast way or alone.
 *
 * A record that the fast way gives up is taken back from the table, so that nothing of it is left there.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/bulk.h"

#include <string.h>

#include "case/bulk_parts.h"
#include "case/bulk_value.h"

/* Whether the keys of all facts are short enough whatever the numbers of elements in them: then none needs a look. */
static bool has_short_keys(Arena *arena, const Code *code)
{
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (strlen(code_fact_to_path(arena, code, i)) +
                10 * (size_t)code_get_depth(code, code->facts[i].frame) >
            CASE_KEY_BYTES_MOST)
            return false;
    return true;
}

Bulk *bulk_new(const Code *code, const BulkOptions *options)
{
    Arena *arena = arena_new();
    Bulk *bulk = ARENA_NEW(arena, Bulk);
    *bulk = (Bulk){.arena = arena, .code = code, .options = options};
    bulk_table_init(&bulk->table, arena, code, options->rows_most);
    bool is_json = options->form == BULK_JSON;
    if (is_json && options->door && has_short_keys(arena, code))
        bulk->indexer = options->door->make();
    if (is_json)
        bulk->keys = bulk_json_make_keys(bulk);
    return bulk;
}

void bulk_free(Bulk *bulk)
{
    if (!bulk)
        return;
    if (bulk->indexer)
        bulk->options->door->free(bulk->indexer);
    bulk_table_deinit(&bulk->table);
    arena_free(bulk->arena);
}

bool bulk_read_day(Bulk *bulk, Str words)
{
    static const Type date = {TYPE_DATE, NULL};
    bool is_read = bulk_value_read(&bulk->day, date, NULL, words);
    bulk->has_day |= is_read;
    return is_read;
}

static bool make_index(Bulk *bulk, Str text)
{
    size_t count;
    bulk->offsets = NULL;
    if (!bulk->indexer ||
        !bulk->options->door->index(bulk->indexer, text.bytes, text.length, &bulk->offsets, &count))
        return false;
    bulk->offsets_end = bulk->offsets + count;
    return true;
}

void bulk_start(Bulk *bulk, Str chunk, uint64_t first_line)
{
    bulk->chunk = chunk.bytes;
    bulk->rest = chunk;
    bulk->line = first_line;
    bulk->is_finished = false;
    bulk->is_too_long = false;
    if (!make_index(bulk, chunk))
        bulk->offsets = NULL;
}

void bulk_start_too_long(Bulk *bulk, Str chunk, uint64_t first_line)
{
    bulk_start(bulk, STR_NONE, first_line);
    bulk->rest = chunk;
    bulk->is_too_long = true;
}

/* The next record that is not blank. */
static bool take_record(Bulk *bulk, BulkRow *record)
{
    while (bulk->rest.length) {
        size_t next;
        size_t end = bulk->is_too_long ? bulk->rest.length
                                       : bulk_find_end(bulk->options, bulk->rest, 0, &next);
        next = bulk->is_too_long ? bulk->rest.length : next;
        *record = (BulkRow){.line = bulk->line, .words = str_slice(bulk->rest, 0, end)};
        bulk->line +=
            bulk->options->form == BULK_CSV ? bulk_count_lines(str_slice(bulk->rest, 0, next)) : 1;
        bulk->rest = str_slice(bulk->rest, next, bulk->rest.length);
        if (str_trim(record->words).length)
            return true;
    }
    return false;
}

/* By the index of the chunk, or where the chunk has none, as one bad line spoils it, by one of the line's own. */
static bool read_json(Bulk *bulk, BulkRow *record)
{
    const uint32_t *line_at;
    uint32_t start = (uint32_t)(record->words.bytes - bulk->chunk);
    uint32_t end = start + (uint32_t)record->words.length;
    if (!bulk->offsets) {
        bool is_read = make_index(bulk, record->words);
        line_at = bulk->offsets;
        bulk->offsets = NULL;
        return is_read && bulk_json_read(bulk, record, record->words.bytes, &line_at);
    }
    while (bulk->offsets < bulk->offsets_end && *bulk->offsets < start)
        bulk->offsets++;
    line_at = bulk->offsets;
    bool is_read = bulk_json_read(bulk, record, bulk->chunk, &line_at);
    bulk->offsets = line_at;
    while (bulk->offsets < bulk->offsets_end && *bulk->offsets < end)
        bulk->offsets++;
    return is_read;
}

static bool read_fast(Bulk *bulk, BulkRow *record)
{
    if (bulk->is_too_long || bulk->options->is_all_alone)
        return false;
    record->row = bulk_table_open_case(&bulk->table);
    bool is_read =
        bulk->options->form == BULK_JSON ? read_json(bulk, record) : bulk_csv_read(bulk, record);
    if (is_read && bulk->has_day && bulk_table_close_case(&bulk->table, bulk->day))
        return true;
    bulk_table_take_back(&bulk->table);
    return false;
}

static void start_day(Bulk *bulk)
{
    bulk->has_day = bulk->options->has_day;
    bulk->day = bulk->options->day;
}

static void read_record(Bulk *bulk, BulkRow *record)
{
    bulk->row_number++;
    start_day(bulk);
    if (read_fast(bulk, record))
        return;
    start_day(bulk);
    record->id = STR_NONE;
    bulk_alone_read(bulk, record);
}

uint64_t bulk_count_lines(Str words)
{
    uint64_t count = 0;
    const char *end = words.bytes + words.length;
    for (const char *at = words.bytes; at < end; at++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (!at)
            break;
        count++;
    }
    return count;
}

bool bulk_next(Bulk *bulk)
{
    BulkRow record;
    bulk_table_start(&bulk->table);
    bulk->rows.count = 0;
    while (!bulk_table_is_full(&bulk->table) && bulk->rows.count < bulk->options->rows_most &&
           take_record(bulk, &record)) {
        read_record(bulk, &record);
        VEC_PUSH(bulk->arena, &bulk->rows, record);
    }
    bulk_table_finish(&bulk->table);
    return bulk->rows.count > 0;
}

const CaseTable *bulk_get_table(const Bulk *bulk)
{
    return &bulk->table.table;
}

const BulkRow *bulk_get_rows(const Bulk *bulk, size_t *count)
{
    *count = bulk->rows.count;
    return bulk->rows.items;
}
