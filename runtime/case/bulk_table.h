/* bulk_table.h - a table of many cases that is filled row by row, and emptied to be filled again.
 *
 * In: rows as a reader meets them: a case is opened, its cells are given, elements of its lists are appended (those of one
 * list one after the other), and it is closed. Out: the CaseTable that the reader of single cases makes of each, side by side. Memory grows to
 * what the largest chunk needed and is used again.
 *
 * A case that turns out to be none, or too large to stand among others, is taken back.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_BULK_TABLE_H
#define CASE_BULK_TABLE_H

#include "case/case.h"

/* What belongs to one frame, and how much of it is in use. */
typedef struct BulkFrame {
    uint32_t row_count, capacity;
    uint32_t mark; /* rows before the case that is open */
    bool is_product;
    uint32_t weight; /* what each row costs: registers and answers */
    const uint32_t *facts, *actions;
    const uint32_t *lists; /* frames of the lists that its rows hold */
    uint32_t fact_count, action_count, list_count;
} BulkFrame;

typedef struct BulkTable {
    Arena *arena;   /* ends with the bulk table's owner */
    Arena *scratch; /* ends when the table is emptied: texts, product frames */
    const Code *code;
    CaseTable table;
    BulkFrame *frames;
    uint32_t as_of_capacity;
    uint32_t rows_most; /* cases, so that registers stay in the cache */
    uint64_t weight;    /* of all cases so far */
} BulkTable;

/* Lives in `arena`, `code` as long; bulk_table_deinit ends what it holds besides. */
void bulk_table_init(BulkTable *bulk, Arena *arena, const Code *code, uint32_t rows_most);
void bulk_table_deinit(BulkTable *bulk);

/* Empties the table. */
void bulk_table_start(BulkTable *bulk);
bool bulk_table_is_full(const BulkTable *bulk);

/* A new case; returns its row. */
uint32_t bulk_table_open_case(BulkTable *bulk);
/* A new element of a list: a row of `frame` below `parent`, the newest row of its parent frame. INDEX_NONE where the case has
 * too many to stand among others. */
uint32_t bulk_table_append(BulkTable *bulk, uint32_t frame, uint32_t parent);
/* No more is said of the row: lists of which nothing was said get their phantom rows. */
void bulk_table_close_row(BulkTable *bulk, uint32_t frame, uint32_t row);
/* False where it is too large: it is then to be taken back. */
bool bulk_table_close_case(BulkTable *bulk, Value as_of) MUST_USE;
/* The newest case, open or closed, was never there. */
void bulk_table_take_back(BulkTable *bulk);

/* The table, with its product frames; stands until bulk_table_start. */
const CaseTable *bulk_table_finish(BulkTable *bulk);

#endif
