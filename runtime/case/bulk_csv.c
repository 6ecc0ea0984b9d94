/* bulk_csv.c - records of CSV (RFC 4180): where they end, their cells, and cells into the open case of the table.
 *
 * A reader of our own and not a library's: that of the system's packages hands out copies, letter by letter, and neither
 * refuses a quote in the wrong place nor says where a cell stood; what is left to do here is small.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "case/bulk_parts.h"
#include "case/bulk_value.h"
#include "case/case_problem.h"
#include "value/utf8.h"

/* ------------------------------------------------------------------------------------------ records and cells */

/* Behind the closing quote of the cell that begins with one at `at`; one more than the length where it has none. */
static size_t skip_quoted(Str text, size_t at)
{
    for (at++; at < text.length; at++) {
        const char *quote = memchr(text.bytes + at, '"', text.length - at);
        if (!quote)
            break;
        at = (size_t)(quote - text.bytes) + 1;
        if (at == text.length || text.bytes[at] != '"')
            return at;
    }
    return text.length + 1;
}

/* False where the text ends first; its last quote may then be the first of two. */
static bool leave_quotes(Str text, BulkScan *scan)
{
    size_t end = skip_quoted(text, scan->at - 1);
    if (end >= text.length) {
        scan->at = end == text.length ? end - 1 : text.length;
        return false;
    }
    *scan = (BulkScan){end, BULK_CELL_PLAIN};
    return true;
}

/* A quote counts only where a cell begins: elsewhere it is a mistake of its record and of no other. */
static size_t scan_to_end(char delimiter, Str text, BulkScan *scan)
{
    for (;;) {
        if (scan->part == BULK_CELL_BEGINS && scan->at < text.length) {
            bool is_quoted = text.bytes[scan->at] == '"';
            scan->part = is_quoted ? BULK_CELL_QUOTED : BULK_CELL_PLAIN;
            scan->at += is_quoted;
        }
        if (scan->part == BULK_CELL_QUOTED && !leave_quotes(text, scan))
            return text.length;
        while (scan->at < text.length && text.bytes[scan->at] != delimiter &&
               text.bytes[scan->at] != '\n')
            scan->at++;
        if (scan->at >= text.length || text.bytes[scan->at] == '\n')
            return scan->at;
        *scan = (BulkScan){scan->at + 1, BULK_CELL_BEGINS};
    }
}

/* The first line, which ends at `line_end`, has quotes. */
static size_t find_csv_end(char delimiter, Str text, size_t start, size_t line_end, BulkScan *known)
{
    BulkScan scan = {start, BULK_CELL_BEGINS};
    Str line = str_slice(text, 0, line_end < text.length ? line_end + 1 : line_end);
    size_t end = scan_to_end(delimiter, line, &scan);
    if (end < line.length)
        return end;
    if (known->at > line_end)
        scan = *known;
    end = scan_to_end(delimiter, text, &scan);
    *known = scan;
    return end;
}

size_t bulk_find_end_on(const BulkOptions *options, Str text, size_t start, BulkScan *scan,
                        size_t *next)
{
    const char *newline = memchr(text.bytes + start, '\n', text.length - start);
    size_t end = newline ? (size_t)(newline - text.bytes) : text.length;
    if (options->form == BULK_CSV && memchr(text.bytes + start, '"', end - start))
        end = find_csv_end(options->delimiter, text, start, end, scan);
    *next = end < text.length ? end + 1 : end;
    bool has_return = end < text.length && end > start && text.bytes[end - 1] == '\r';
    return has_return ? end - 1 : end;
}

size_t bulk_find_end(const BulkOptions *options, Str text, size_t start, size_t *next)
{
    BulkScan scan = {0};
    return bulk_find_end_on(options, text, start, &scan, next);
}

static Str halve_quotes(Arena *arena, Str inside)
{
    char *bytes = arena_alloc(arena, inside.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < inside.length; i++) {
        bytes[length++] = inside.bytes[i];
        i += inside.bytes[i] == '"';
    }
    return (Str){bytes, length};
}

static bool read_quoted(Arena *arena, BulkCell *cell)
{
    size_t end = skip_quoted(cell->raw, 0);
    if (end != cell->raw.length)
        return false;
    cell->words = str_slice(cell->raw, 1, end - 1);
    if (memchr(cell->words.bytes, '"', cell->words.length))
        cell->words = halve_quotes(arena, cell->words);
    return true;
}

static bool read_cell(Arena *arena, BulkCell *cell)
{
    cell->words = cell->raw;
    if (!memchr(cell->raw.bytes, '"', cell->raw.length))
        return true;
    return cell->raw.bytes[0] == '"' && read_quoted(arena, cell);
}

static void report_quote(Report *report, uint32_t number, const BulkCell *cell)
{
    if (!report)
        return;
    size_t message = report_add(report, problem_kind(PROBLEM_CELL_QUOTE), SPAN_NONE,
                                "a double quote stands in the wrong place in cell %u: '%s'",
                                (unsigned)number, case_problem_show(report, cell->raw));
    report_hint(report, message,
                "a cell with quotes inside stands in quotes, each of its own quotes twice");
}

/* Where the cell that begins at `at` ends: at a delimiter or the record's end. */
static size_t find_cell_end(char delimiter, Str words, size_t at)
{
    if (at < words.length && words.bytes[at] == '"')
        at = skip_quoted(words, at);
    const char *end =
        at < words.length ? memchr(words.bytes + at, delimiter, words.length - at) : NULL;
    return end ? (size_t)(end - words.bytes) : words.length;
}

/* A record without quotes. */
static uint32_t split_plain(char delimiter, Str words, BulkCell *cells, uint32_t most)
{
    uint32_t count = 0;
    const char *at = words.bytes, *end = words.bytes + words.length;
    for (;; at++) {
        const char *start = at;
        while (at < end && *at != delimiter)
            at++;
        Str cell = {start, (size_t)(at - start)};
        if (count < most)
            cells[count] = (BulkCell){cell, cell};
        count++;
        if (at == end)
            return count;
    }
}

uint32_t bulk_csv_split(Bulk *bulk, Str words, BulkCell *cells, uint32_t most, Report *report)
{
    uint32_t count = 0;
    size_t at = 0;
    if (!words.length || !memchr(words.bytes, '"', words.length))
        return split_plain(bulk->options->delimiter, words, cells, most);
    for (;; at++) {
        size_t end = find_cell_end(bulk->options->delimiter, words, at);
        BulkCell cell = {STR_NONE, str_slice(words, at, end)};
        if (!read_cell(bulk->table.scratch, &cell)) {
            report_quote(report, count + 1, &cell);
            return 0;
        }
        if (count < most)
            cells[count] = cell;
        count++;
        at = end;
        if (at >= words.length)
            return count;
    }
}

/* ------------------------------------------------------------------------------------------ the header */

static bool is_called(const char *name, Str key)
{
    return name && str_is(key, name);
}

static void mark_specials(const BulkOptions *options, BulkKey *key)
{
    key->is_id = is_called(options->id, key->name);
    key->is_as_of = is_called(options->as_of, key->name);
    for (size_t i = 0; i < options->ignored_count; i++)
        key->is_ignored |= is_called(options->ignored[i], key->name);
}

/* What the column fills; reported where its name means nothing. */
static void find_column(Bulk *bulk, CaseKeys *keys, BulkColumn *column, Span span)
{
    BulkKey *key = &column->key;
    key->fact = key->action = INDEX_NONE;
    mark_specials(bulk->options, key);
    if (key->is_ignored)
        return;
    uint32_t fact;
    bool is_special = key->is_id || key->is_as_of;
    if (is_special && !map_find(keys->facts[0], key->name, &fact))
        return;
    CaseEntry entry = {key->name, STR(""), false, span, span, false};
    Target target = case_key_find_target(keys, &entry);
    column->is_odd = target.frame != 0 || target.kind == TARGET_LIST;
    if (target.kind == TARGET_FACT)
        key->fact = target.index;
    if (target.kind == TARGET_DONE)
        key->action = target.index;
    key->is_unread = key->fact != INDEX_NONE && bulk->code->facts[key->fact].reg == REGISTER_NONE;
}

static bool check_name(const Bulk *bulk, uint32_t number, Report *report, Span span)
{
    size_t errors = report->error_count;
    Str name = bulk->columns[number].key.name;
    if (!name.length)
        report_add(report, problem_kind(PROBLEM_KEY_MISSING), span, "column %u has no name",
                   (unsigned)number + 1);
    else if (name.length > CASE_KEY_BYTES_MOST)
        report_add(report, problem_kind(PROBLEM_KEY_TOO_LONG), span, "the key '%s' is too long",
                   case_problem_show(report, name));
    for (uint32_t i = 0; i < number; i++)
        if (name.length && str_is_equal(bulk->columns[i].key.name, name)) {
            report_add(report, problem_kind(PROBLEM_SAME_KEY_TWICE), span, "'%s' is given twice",
                       case_problem_show(report, name));
            break;
        }
    return report->error_count == errors;
}

/* What the options name must be there: else every record would be without it, and nobody told. */
static void check_column(const Bulk *bulk, const char *name, Report *report)
{
    for (uint32_t i = 0; i < bulk->column_count; i++)
        if (!name || str_is(bulk->columns[i].key.name, name))
            return;
    if (name)
        report_add(report, problem_kind(PROBLEM_UNKNOWN_KEY), SPAN_NONE,
                   "the header names no column '%s'", name);
}

/* Cells are looked for in each other's neighbourhood only as often as there are columns. */
#define COLUMNS_MOST ((uint32_t)10000)

bool bulk_read_header(Bulk *bulk, Report *report, uint32_t source)
{
    Str words = report->sources->list.items[source].text;
    size_t errors = report->error_count;
    BulkCell *cells = ARENA_ARRAY(bulk->arena, COLUMNS_MOST, BulkCell);
    uint32_t count = bulk_csv_split(bulk, words, cells, COLUMNS_MOST, report);
    if (count > COLUMNS_MOST) {
        report_add(report, problem_kind(PROBLEM_RECORD_RAGGED), SPAN_NONE,
                   "the header has %u cells; there are at most %u", (unsigned)count,
                   (unsigned)COLUMNS_MOST);
        return false;
    }
    bulk->columns = ARENA_ARRAY(bulk->arena, count, BulkColumn);
    bulk->cells = cells;
    bulk->column_count = count;
    CaseKeys *keys = case_key_new(bulk->arena, bulk->code, report);
    for (uint32_t i = 0; i < count; i++) {
        size_t start = (size_t)(cells[i].raw.bytes - words.bytes);
        Span span = {source, (uint32_t)start, (uint32_t)(start + cells[i].raw.length)};
        Str name = str_trim(cells[i].words);
        bulk->columns[i].key.name = (Str){str_to_text(bulk->arena, name), name.length};
        if (check_name(bulk, i, report, span))
            find_column(bulk, keys, &bulk->columns[i], span);
    }
    check_column(bulk, bulk->options->id, report);
    check_column(bulk, bulk->options->as_of, report);
    return report->error_count == errors;
}

/* ------------------------------------------------------------------------------------------ a record */

/* Nothing in it needs an escape in JSON. */
static bool is_plain(Str words)
{
    for (size_t i = 0; i < words.length; i++)
        if (words.bytes[i] < ' ' || words.bytes[i] == '"' || words.bytes[i] == '\\' ||
            words.bytes[i] > '~')
            return false;
    return true;
}

static void keep_id(Bulk *bulk, BulkRow *record, Str words)
{
    if (is_plain(words)) {
        char *bytes = arena_alloc(bulk->table.scratch, words.length + 2);
        bytes[0] = bytes[words.length + 1] = '"';
        memcpy(bytes + 1, words.bytes, words.length);
        record->id = (Str){bytes, words.length + 2};
        return;
    }
    Text text = text_in(bulk->table.scratch);
    json_write_string(&text, words);
    record->id = text_get(&text);
}

static bool fill_column(Bulk *bulk, const BulkColumn *column, uint32_t row, Str words,
                        bool is_unknown)
{
    static const Type date = {TYPE_DATE, NULL};
    const BulkKey *key = &column->key;
    CaseTable *table = &bulk->table.table;
    bool is_fact = key->fact != INDEX_NONE;
    Column *cells = is_fact ? &table->facts[key->fact] : &table->done[key->action];
    if (is_unknown)
        return bulk_value_set_unknown(cells, row);
    return bulk_value_give(cells, row, is_fact ? bulk->code->facts[key->fact].type : date,
                           table->texts, key->is_unread, words);
}

static bool has_blanks(Str words)
{
    return words.length > 0 && (words.bytes[0] <= ' ' || words.bytes[words.length - 1] <= ' ');
}

static bool read_column(Bulk *bulk, BulkRow *record, const BulkColumn *column, Str words)
{
    const BulkKey *key = &column->key;
    Str trimmed = has_blanks(words) ? str_trim(words) : words;
    if (!trimmed.length || key->is_ignored)
        return true;
    bool is_unknown = trimmed.bytes[0] == 'u' && str_is(trimmed, "unknown");
    if (is_unknown)
        words = trimmed;
    if (key->is_id)
        keep_id(bulk, record, words);
    if (key->is_as_of && !is_unknown && !bulk_read_day(bulk, words))
        return false;
    if (column->is_odd)
        return false;
    return (key->fact == INDEX_NONE && key->action == INDEX_NONE) ||
           fill_column(bulk, column, record->row, words, is_unknown);
}

/* Eight letters at a time: none has its high bit, and none is NUL. */
static bool is_ascii(Str words)
{
    const uint64_t ones = 0x0101010101010101, highs = ones << 7;
    uint64_t wrong = 0, eight;
    size_t at = 0;
    for (; at + sizeof eight <= words.length; at += sizeof eight) {
        memcpy(&eight, words.bytes + at, sizeof eight);
        wrong |= eight | (eight - ones);
    }
    for (; at < words.length; at++)
        wrong |= words.bytes[at] ? (unsigned char)words.bytes[at] : highs;
    return (wrong & highs) == 0;
}

static bool is_text(Str words)
{
    uint32_t code_point = 1;
    if (is_ascii(words))
        return true;
    for (size_t at = 0, length; at < words.length; at += length) {
        length = utf8_read(&code_point, words, at);
        if (!length || !code_point)
            return false;
    }
    return true;
}

bool bulk_csv_read(Bulk *bulk, BulkRow *record)
{
    uint32_t count = bulk_csv_split(bulk, record->words, bulk->cells, bulk->column_count, NULL);
    if (count != bulk->column_count || !is_text(record->words))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!read_column(bulk, record, &bulk->columns[i], bulk->cells[i].words))
            return false;
    return true;
}
