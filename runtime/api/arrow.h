/* arrow.h - schemas and arrays of the Arrow C data interface as they are made: memory, growth, release.
 *
 * In: what is appended, row by row or plane by plane. Out: an ArrowArray and an ArrowSchema that belong to the host and
 * free themselves. Memory is the host's (malloc): where there is none the column remembers it, takes nothing more, and
 * arrow_finish says so.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef API_ARROW_H
#define API_ARROW_H

#include "include/procc.h"

/* The forms of column that are given, with Arrow's format in the schema. */
typedef enum ArrowForm {
    ARROW_BOOLEAN,
    ARROW_UINT32,
    ARROW_DATE,    /* date32 */
    ARROW_DECIMAL, /* decimal128(19, scale) */
    ARROW_TEXT,    /* utf8 */
    ARROW_CHOICE,  /* int32 indices into a dictionary of utf8 */
    ARROW_STRUCT,
    ARROW_LIST, /* of its one child */
} ArrowForm;

typedef struct ArrowBuffer {
    char *bytes;
    size_t length, capacity; /* bytes; for bits those that have one */
} ArrowBuffer;

typedef struct ArrowColumn ArrowColumn;
struct ArrowColumn {
    const char *name; /* borrowed: as long as the column */
    ArrowForm form;
    int scale; /* of a decimal */
    int64_t length, null_count;
    bool is_failed;
    ArrowBuffer validity, data;
    ArrowBuffer offsets; /* int32 for text and lists, one more than the rows */
    ArrowColumn *children;
    int64_t child_count;
    const char *const *choices; /* of ARROW_CHOICE: borrowed until arrow_finish */
    int32_t choice_count;
};

/* A column of no rows. `child_count` children are zeroed, for the caller to begin. */
void arrow_begin(ArrowColumn *column, const char *name, ArrowForm form, int64_t child_count);
/* Frees what a column holds that was not finished; its children too. */
void arrow_drop(ArrowColumn *column);

/* One row each. Of a struct and a list only the row itself: its children are appended on their own. */
void arrow_add_null(ArrowColumn *column); /* of a struct: one null row in each child as well */
void arrow_add_boolean(ArrowColumn *column, bool value);
void arrow_add_int(ArrowColumn *column, int32_t value); /* ARROW_UINT32, ARROW_DATE, ARROW_CHOICE */
void arrow_add_decimal(ArrowColumn *column, int64_t value);
void arrow_add_text(ArrowColumn *column, const char *bytes, size_t length);
void arrow_add_struct(ArrowColumn *column);
/* After the row's elements were appended to the child. */
void arrow_add_list(ArrowColumn *column);

/* `count` rows at once. */
void arrow_add_booleans(ArrowColumn *column, const uint64_t *yes, const uint64_t *known,
                        uint32_t count);
void arrow_add_same_int(ArrowColumn *column, int32_t value, uint32_t count);
void arrow_add_nulls(ArrowColumn *column, uint32_t count);
void arrow_add_structs(ArrowColumn *column, uint32_t count);

/* Moves the rows into `out`; false, with nothing moved, where memory was short. */
bool arrow_finish(ArrowColumn *column, struct ArrowArray *out);
/* The column's schema; false, with nothing in `out`, where memory is short. */
bool arrow_write_schema(const ArrowColumn *column, struct ArrowSchema *out);

#endif
