/* columns.h - a host's columns, understood: which fact each is for, and how a cell is read.
 *
 * In: schema and array of the Arrow C data interface, which may be of anybody's making. Out: inputs that the evaluation reads
 * chunk by chunk. What is wrong is collected, with the first rows that show it; nothing is skipped.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef API_COLUMNS_H
#define API_COLUMNS_H

#include "api/api.h"
#include "case/bulk_table.h"

typedef enum InputKind {
    INPUT_FACT,
    INPUT_UNKNOWN, /* whether a fact was asked and is not known */
    INPUT_DONE,
    INPUT_AS_OF,
    INPUT_LIST,
} InputKind;

typedef enum InputForm {
    FORM_NOTHING, /* null in every row */
    FORM_BOOLEAN,
    FORM_INT, /* signed, `width` bytes */
    FORM_FLOAT,
    FORM_DECIMAL,
    FORM_DATE,
    FORM_TEXT,       /* utf8; large_utf8 where `width` is 8 */
    FORM_DICTIONARY, /* signed indices of `width` bytes into words */
    FORM_LIST,       /* large_list where `width` is 8 */
} InputForm;

typedef struct Input Input;

/* The columns of one frame. */
typedef struct InputFrame {
    uint32_t frame;
    const struct ArrowArray *rows; /* the struct array */
    Input *inputs;
    uint32_t count;
} InputFrame;

/* A word of a dictionary, read once. */
typedef struct InputWord {
    CellState state; /* CELL_ABSENT: no value of the type */
    Value value;
} InputWord;

struct Input {
    InputKind kind;
    uint32_t number; /* of the fact or action */
    Type type;
    const char *name;
    const struct ArrowArray *array;
    InputForm form;
    int width, scale;
    const Input *words_input; /* FORM_DICTIONARY: the words as a column of texts */
    InputWord *words;         /* FORM_DICTIONARY of other types than text */
    bool is_plain_dictionary; /* its words are the enumeration's values in their order */
    InputFrame *elements;     /* INPUT_LIST */
    const Input *unknown; /* INPUT_FACT: the column that says where it is unknown; NULL for none */
};

typedef struct Columns {
    Arena *arena; /* of the call */
    const Code *code;
    InputFrame top;
    const Input *as_of; /* NULL for none */
    Text complaints;
    uint32_t complaint_count;
} Columns;

/* Adds a line; past a few only their number counts. */
void columns_complain(Columns *columns, const char *format, ...) PRINTF_LIKE(2, 3);
#define COLUMNS_COMPLAINTS_MOST 20

/* Understands the whole of it, or complains. */
void columns_bind(Columns *columns, const struct ArrowSchema *schema,
                  const struct ArrowArray *array);

/* input.c: how one column is made, and its cells. */
bool input_bind(Columns *columns, Input *input, const struct ArrowSchema *schema,
                const struct ArrowArray *array);
bool input_is_null(const Input *input, int64_t row);
/* CELL_GIVEN with a value, CELL_UNKNOWN, or CELL_ABSENT: null, or no value of the type, which is complained of. */
CellState input_read(Columns *columns, const Input *input, int64_t row, Texts *texts, Value *value);
/* The elements of a list that is not null. */
void input_get_elements(const Input *input, int64_t row, int64_t *first, int64_t *end);

/* The table of rows `first` to `first + count`, whose columns may lie in the host's memory; it stands until the next. */
typedef struct ColumnsChunk {
    Columns *columns;
    BulkTable bulk;
    bool has_lists;
    CaseTable table;
    Arena *scratch; /* of one chunk */
} ColumnsChunk;

void chunk_init(ColumnsChunk *chunk, Columns *columns, uint32_t rows_most);
void chunk_deinit(ColumnsChunk *chunk);
const CaseTable *chunk_read(ColumnsChunk *chunk, int64_t first, uint32_t count, Value as_of);

#endif
