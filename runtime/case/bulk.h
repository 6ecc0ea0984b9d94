/* bulk.h - cases in bulk: records of a text, one JSON object or one row of CSV each, become rows of one CaseTable.
 *
 * In: a chunk of whole records. Out, table after table: for each record the row in which it stands; or a table of its own,
 * where it is too unusual or too large to stand among others; or what is wrong with it. Each record means what it means as
 * a single case (case.h), and has the same faults in the same words: what the fast way does not know, the readers of
 * single cases read. Memory is used again chunk after chunk.
 *
 * CSV is RFC 4180 with any delimiter: the first record names the keys; an empty cell was not asked; quotes mean nothing
 * but that delimiters, quotes ("") and line ends may stand inside. So in CSV `unknown` is always the word.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_BULK_H
#define CASE_BULK_H

#include "case/case.h"
#include "case/json_index.h"

typedef enum BulkForm {
    BULK_JSON, /* one object a line */
    BULK_CSV,
} BulkForm;

typedef struct BulkOptions {
    BulkForm form;
    char delimiter; /* CSV */
    const char *id; /* the key that is copied to the outcome; NULL for none. It may be a fact too */
    const char *as_of; /* the key that holds the as-of date; NULL for none. It may be a fact too */
    const char *const *ignored; /* keys of which nothing is read */
    size_t ignored_count;
    bool has_day; /* `day` is the as-of date where the record has none */
    Value day;
    uint32_t rows_most;        /* of a table; engine_get_chunk_rows says how many are best */
    const JsonIndexDoor *door; /* NULL: every record of JSON is read alone */
    bool is_all_alone; /* every record is, whatever its form: for tests that compare the two ways */
} BulkOptions;

typedef enum BulkPlace {
    BULK_IN_TABLE,
    BULK_ALONE,
    BULK_REJECTED,
} BulkPlace;

/* One record. What it points to lives until the next bulk_next. */
typedef struct BulkRow {
    BulkPlace place;
    uint64_t line;          /* its first, from 1 */
    uint32_t row;           /* BULK_IN_TABLE */
    const CaseTable *alone; /* BULK_ALONE: its one case is row 0 */
    const Report *report;   /* BULK_REJECTED */
    Str words;              /* as they stand, without line end */
    Str id;                 /* as JSON; bytes NULL where it has none */
} BulkRow;

/* The longest record, so that memory stays bounded. */
#define BULK_RECORD_MOST ((size_t)4 << 20)

typedef struct Bulk Bulk;

/* `code` and `options` live as long. One belongs to one thread. The caller ends it with bulk_free. */
Bulk *bulk_new(const Code *code, const BulkOptions *options);
void bulk_free(Bulk *bulk);

/* CSV: the first record, without its line end, before any chunk. What is wrong with it is reported, with its place in `source`:
 * then no record can be read. Lives as long as the bulk. */
bool bulk_read_header(Bulk *bulk, Report *report, uint32_t source) MUST_USE;

/* A chunk of whole records, the first of which begins in `first_line`. The bytes must stand until bulk_next gives false. */
void bulk_start(Bulk *bulk, Str chunk, uint64_t first_line);
/* A record of more than BULK_RECORD_MOST bytes: `chunk` is what is known of it. */
void bulk_start_too_long(Bulk *bulk, Str chunk, uint64_t first_line);
/* Reads on, until a table is full. False where nothing is left. */
bool bulk_next(Bulk *bulk);

/* One record as entries of a case, what stands in it besides facts taken out: the whole text of a source, in which line ends may
 * stand before it. *day is set to its as-of date. What is wrong is reported. */
void bulk_read_one(Bulk *bulk, CaseEntries *entries, Report *report, uint32_t source, Value *day);

/* What was read last: the table of those BULK_IN_TABLE, and all records in their order. */
const CaseTable *bulk_get_table(const Bulk *bulk);
const BulkRow *bulk_get_rows(const Bulk *bulk, size_t *count);

/* Line ends in `words`. */
uint64_t bulk_count_lines(Str words);

/* How far one has looked for a record's end: up to `at`, in such a part of a cell of CSV. */
typedef enum BulkCellPart {
    BULK_CELL_BEGINS,
    BULK_CELL_PLAIN, /* a quote means nothing here */
    BULK_CELL_QUOTED,
} BulkCellPart;

typedef struct BulkScan {
    size_t at;
    BulkCellPart part;
} BulkScan;

/* Where the record that begins at `start` ends, before its line end; `text.length` where it has none yet. *next is where
 * the next one begins. */
size_t bulk_find_end(const BulkOptions *options, Str text, size_t start, size_t *next);

/* Likewise, and where quotes that are not closed make a record long, nothing is gone through twice: *scan, which begins as {0},
 * keeps how far that was. It holds for the same record when more of it has been read, and for every later one, since line
 * ends that one of two records has in quotes, the other has in quotes too, from its first such on. Who takes bytes away at the
 * beginning of the text takes as many from `at`, at most all. */
size_t bulk_find_end_on(const BulkOptions *options, Str text, size_t start, BulkScan *scan,
                        size_t *next);

#endif
