/* bulk_parts.h - what the files of bulk reading share. Only for case/bulk_*.c and bulk.c.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_BULK_PARTS_H
#define CASE_BULK_PARTS_H

#include "case/bulk.h"
#include "case/bulk_table.h"
#include "case/case_key.h"

/* What a key of an object, or a column, is; several at once where the id or the as-of date is a fact too. */
typedef struct BulkKey {
    Str name;
    uint32_t fact;   /* INDEX_NONE: none */
    Type type;       /* of the fact */
    Column *column;  /* of the fact; NULL for lists */
    uint32_t action; /* INDEX_NONE: none */
    bool is_done;    /* the object of what was done */
    bool is_id, is_as_of, is_ignored;
    bool is_plain;     /* a fact of one value, and nothing else */
    bool is_unread;    /* a fact that no instruction reads */
    uint64_t last_row; /* the record in which it stood last; not for facts and actions */
} BulkKey;

/* The keys that objects of one kind have: those of a frame, or the actions. */
typedef struct BulkKeys {
    BulkKey *items;
    uint32_t count;
    Map *numbers;
    uint32_t
        *after; /* for each key, and at `count` for none yet: the key that came after it last */
} BulkKeys;

/* A column of CSV. */
typedef struct BulkColumn {
    BulkKey key;
    bool is_odd; /* of a list or its elements: a record that fills it is read alone */
} BulkColumn;

typedef struct BulkCell {
    Str words; /* quotes taken away */
    Str raw;
} BulkCell;

struct Bulk {
    Arena *arena;
    const Code *code;
    const BulkOptions *options;
    BulkTable table;
    JsonIndexer *indexer; /* NULL: none */
    BulkKeys *keys;       /* JSON: one a frame, then the actions */
    BulkColumn *columns;  /* CSV */
    BulkCell *cells;
    uint32_t column_count;
    uint64_t row_number; /* of all records, so that BulkKey.last_row needs no clearing */
    VEC(BulkRow) rows;
    Str rest; /* of the chunk */
    const char *chunk;
    uint64_t line;
    bool is_too_long;
    const uint32_t *offsets; /* the chunk's index from `rest` on; NULL: none */
    const uint32_t *offsets_end;
    Value day; /* of the record being read */
    bool has_day;
    bool is_finished; /* the chunk */
};

/* Whether a key, as a single case writes it, is one that no fact is asked for. */
const BulkKey *bulk_find_special(const Bulk *bulk, Str key);

BulkKeys *bulk_json_make_keys(Bulk *bulk);
/* Reads the record into the table's open case. False: it is to be read alone. `base` is where the index counts from; *at is the
 * first offset of the record, and afterwards lies within it or behind. */
bool bulk_json_read(Bulk *bulk, BulkRow *record, const char *base, const uint32_t **at);
bool bulk_csv_read(Bulk *bulk, BulkRow *record);

/* Takes a record apart; the number of its cells, or 0 and a report where its quotes are wrong. */
uint32_t bulk_csv_split(Bulk *bulk, Str words, BulkCell *cells, uint32_t most, Report *report);

/* Reads the record by the reader of single cases: BULK_ALONE or BULK_REJECTED. */
void bulk_alone_read(Bulk *bulk, BulkRow *record);

/* The as-of date of a record, as its words say it; false where they say none. */
bool bulk_read_day(Bulk *bulk, Str words);

#endif
