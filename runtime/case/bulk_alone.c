/* bulk_alone.c - one record by the readers of single cases: exact, in their words, and slow.
 *
 * What a record holds besides facts (id, as-of date, ignored keys) is taken out of its entries before the table is made.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/bulk_parts.h"
#include "case/bulk_value.h"
#include "case/case_reader.h"

/* "name", or "name.…" for what an object of that name holds. */
static bool is_under(Str key, const char *name)
{
    Str wanted = str_from(name);
    return str_is_equal(str_slice(key, 0, wanted.length < key.length ? wanted.length : key.length),
                        wanted) &&
           (key.length == wanted.length || key.bytes[wanted.length] == '.');
}

static bool is_ignored(const BulkOptions *options, Str key)
{
    for (size_t i = 0; i < options->ignored_count; i++)
        if (is_under(key, options->ignored[i]))
            return true;
    return false;
}

static bool is_fact(const Code *code, Str key)
{
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].frame == 0 && str_is(key, code->facts[i].name))
            return true;
    return false;
}

/* In CSV all is text. */
static Str id_of(Arena *arena, BulkForm form, const CaseEntry *entry)
{
    if (!entry->is_text && form == BULK_JSON)
        return str_is(entry->words, "unknown") ? STR("null") : entry->words;
    Text text = text_in(arena);
    json_write_string(&text, entry->words);
    return text_get(&text);
}

static void report_day(Report *report, const CaseEntry *entry)
{
    size_t message =
        report_add(report, problem_kind(PROBLEM_RECORD_AS_OF), entry->value_span,
                   "the as-of date '%s' cannot be '%s'", case_problem_show(report, entry->key),
                   case_problem_show(report, entry->words));
    report_hint(report, message, "allowed: a date such as 3 February 2026");
}

/* Whether the entry stays one of the case. */
static bool take_special(Bulk *bulk, BulkRow *record, const CaseEntry *entry, Report *report)
{
    const BulkOptions *options = bulk->options;
    bool is_special = false;
    if (options->id && str_is(entry->key, options->id)) {
        record->id = id_of(bulk->table.scratch, options->form, entry);
        is_special = true;
    }
    if (options->as_of && str_is(entry->key, options->as_of)) {
        bool is_unknown = !entry->is_text && str_is(entry->words, "unknown");
        if (!is_unknown && !bulk_read_day(bulk, entry->words))
            report_day(report, entry);
        is_special = true;
    }
    if (is_ignored(options, entry->key))
        return false;
    return !is_special || is_fact(bulk->code, entry->key);
}

static void take_specials(Bulk *bulk, BulkRow *record, CaseEntries *entries, Report *report)
{
    size_t kept = 0;
    for (size_t i = 0; i < entries->list.count; i++)
        if (take_special(bulk, record, &entries->list.items[i], report))
            entries->list.items[kept++] = entries->list.items[i];
    entries->list.count = kept;
}

/* Cells become entries; the header gave their keys. */
static void read_cells(Bulk *bulk, CaseEntries *entries, Report *report, uint32_t source)
{
    CaseReader reader;
    BulkCell *cells = ARENA_ARRAY(report->arena, bulk->column_count, BulkCell);
    if (!case_reader_open(&reader, entries, report, source))
        return;
    Str words = report->sources->list.items[source].text;
    while (words.length > 0 && words.bytes[0] == '\n')
        words = str_slice(words, 1, words.length);
    uint32_t count = bulk_csv_split(bulk, words, cells, bulk->column_count, report);
    if (count > 0 && count != bulk->column_count) {
        size_t message = report_add(report, problem_kind(PROBLEM_RECORD_RAGGED), SPAN_NONE,
                                    "the record has %u cell%s, the header %u", (unsigned)count,
                                    count == 1 ? "" : "s", (unsigned)bulk->column_count);
        report_hint(report, message, "a cell with a delimiter inside stands in double quotes");
    }
    for (uint32_t i = 0; count == bulk->column_count && i < count; i++) {
        if (!str_trim(cells[i].words).length)
            continue;
        Span span = case_reader_get_span(&reader, cells[i].raw);
        bool is_unknown = str_is(str_trim(cells[i].words), "unknown");
        CaseEntry entry = {bulk->columns[i].key.name,
                           is_unknown ? STR("unknown") : cells[i].words,
                           false,
                           span,
                           span,
                           false};
        case_reader_add(&reader, entry);
    }
}

static void report_no_day(const Bulk *bulk, Report *report)
{
    size_t message = report_add(report, problem_kind(PROBLEM_RECORD_AS_OF), SPAN_NONE,
                                "the record has no as-of date '%s'", bulk->options->as_of);
    report_hint(report, message, "--as-of gives the day for records without one");
}

static void read_entries(Bulk *bulk, CaseEntries *entries, Report *report, uint32_t source)
{
    if (bulk->options->form == BULK_CSV)
        read_cells(bulk, entries, report, source);
    else
        case_read_json(entries, report, source);
}

static void report_too_long(Report *report)
{
    size_t message = report_add(report, problem_kind(PROBLEM_RECORD_TOO_LONG), SPAN_NONE,
                                "the record has more than %zu bytes", BULK_RECORD_MOST);
    report_hint(report, message, "a larger case is read by procc run, from a file of its own");
}

void bulk_alone_read(Bulk *bulk, BulkRow *record)
{
    Arena *arena = bulk->table.scratch;
    Sources *sources = ARENA_NEW(arena, Sources);
    sources->arena = arena;
    uint32_t source = source_add(sources, STR("record"), record->words);
    Report *report = report_new(arena, sources);
    CaseEntries entries = {{0}};
    if (bulk->is_too_long)
        report_too_long(report);
    else
        read_entries(bulk, &entries, report, source);
    take_specials(bulk, record, &entries, report);
    if (!bulk->has_day && !report_has_errors(report))
        report_no_day(bulk, report);
    record->alone = case_table_new(arena, bulk->code, &entries, bulk->day, report);
    record->report = report;
    record->place = report_has_errors(report) ? BULK_REJECTED : BULK_ALONE;
}

void bulk_read_one(Bulk *bulk, CaseEntries *entries, Report *report, uint32_t source, Value *day)
{
    BulkRow record = {.place = BULK_ALONE};
    bulk->has_day = bulk->options->has_day;
    bulk->day = bulk->options->day;
    read_entries(bulk, entries, report, source);
    take_specials(bulk, &record, entries, report);
    if (!bulk->has_day && !report_has_errors(report))
        report_no_day(bulk, report);
    *day = bulk->day;
}
