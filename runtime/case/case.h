/* case.h - the facts of one case or many, typed and checked, laid out as the engine reads them.
 *
 * A CaseTable has one row a case in frame 0 and the rows of every list below it. Each cell is absent (not asked yet),
 * unknown (asked and not known) or given. Entries are added by dotted key (`carers.1.willing`, `done.end_plan`); every
 * wrong one is reported with its place and left out, and the next one is read.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_CASE_H
#define CASE_CASE_H

#include "case/column.h"
#include "code/code.h"
#include "error/report.h"
#include "value/value.h"

/* The rows of one frame of the code: frame 0, a list's, or a product's (see code.h). Frame 0 has only row_count and
 * is_phantom; the rest is NULL there. Planes have one bit an item. */
typedef struct CaseFrame {
    uint32_t row_count;    /* phantom rows included */
    uint32_t *parent_row;  /* one a row */
    uint32_t *element_row; /* one a row: the list frame's row it stands for; NULL for list frames */
    uint32_t *first_row;   /* one a parent row, and one past the last */
    uint8_t *list_states;  /* CellState of the list, one a parent row; NULL for product frames */
    Span *list_spans;      /* one a parent row; NULL for product frames and bulk data */
    uint64_t *list_known;  /* plane over the parent's rows */
    uint64_t *is_phantom;  /* plane over the rows; also where the parent's row is a phantom */
} CaseFrame;

typedef struct CaseTable {
    const Code *code;
    uint32_t case_count;
    Value *as_of;      /* one a case */
    CaseFrame *frames; /* one a frame of the code; product frames are laid out here too */
    Column *facts;     /* one a fact of the code; lists have no column */
    Column *done;      /* one an action: dates, one a row of the action's frame */
    Texts *texts;
} CaseTable;

/* Limits on what comes from outside: a text of one case, a key with all its parts, and the rows of all product frames of
 * a table together (they are the one thing that grows faster than the text). */
#define CASE_BYTES_MOST ((size_t)64 << 20)
#define CASE_KEY_BYTES_MOST ((size_t)400)
/* Things that one case says; a table of so many takes some 2 GB. */
#define CASE_ENTRIES_MOST ((size_t)2000000)
#define CASE_PRODUCT_ROWS_MOST ((uint64_t)1 << 22)
/* Likewise on what is worked out from them, since a short program can ask much of each element: registers and answers, each
 * in every row. Together some 20 seconds and 3 GB (tests/hostile measures it). */
#define CASE_STEPS_MOST ((uint64_t)1 << 26)
#define CASE_ANSWERS_MOST ((uint64_t)1 << 22)

/* One fact of a case as it was said. Words that are not said in quotes may be "unknown", for a list "none" or "[]" (known
 * to be empty), and for an element of a list "{}" (it exists, and none of its fields is said here). */
typedef struct CaseEntry {
    Str key;         /* dotted, elements from 1 */
    Str words;       /* the value as said */
    bool is_text;    /* said in quotes: never the words unknown, none, [] or {} */
    Span span;       /* of the whole entry, or SPAN_NONE */
    Span value_span; /* of the value */
    bool is_literal; /* in JSON a number, true or false: no text is said so */
} CaseEntry;

typedef struct CaseEntries {
    VEC(CaseEntry) list;
} CaseEntries;

/* What a source is called that is one word of the command line. */
#define CASE_ARGUMENT "<argument>"

/* The ways in: each appends to `entries`; what is wrong is reported and left out. Texts borrow from the source or live in
 * the report's arena. */

/* `key=value` arguments: the source's text is the arguments, one a line. */
void case_read_words(CaseEntries *entries, Report *report, uint32_t source);
/* A .case file: `key = value` lines, blank lines, comments from # at the start of a line or after a blank. */
void case_read_lines(CaseEntries *entries, Report *report, uint32_t source);
/* A JSON object. */
void case_read_json(CaseEntries *entries, Report *report, uint32_t source);

/* Checks the entries against the code and lays them out: one case. Later duplicates are errors (ruling 56). Reports all that
 * is wrong; the table holds what was right. Never NULL. Lives in `arena`. */
CaseTable *case_table_new(Arena *arena, const Code *code, const CaseEntries *entries, Value as_of,
                          Report *report);

#endif
