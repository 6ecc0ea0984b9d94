/* engine.h - what an engine is: it fills every register of a Code for the rows of a case table.
 *
 * In: a Code that code_verify() accepted and a CaseTable made for it. Out: an Evaluation whose registers all stand, so
 * that outcomes and reasons are read off it afterwards. Evaluation cannot fail: what has no value is unknown.
 *
 * One implementation for one case and for many. An Engine is a Code prepared once; it belongs to one thread. The Code is only
 * read, so that any number of threads may each have an Engine of one Code.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "case/case.h"

typedef enum Truth {
    TRUTH_NO = 0,
    TRUTH_UNKNOWN = 1,
    TRUTH_YES = 3,
} Truth;

/* A register's rows, those of its instruction's frame. Planes have one bit a row (base/planes.h); bits and values beyond
 * the last row, and values that are not known, mean nothing. `known`, `values` and `narrow` may be the memory of a column of
 * the table, and several registers may share memory: only the engine writes them. */
typedef struct Register {
    uint64_t *surely;      /* yes/no: surely yes */
    uint64_t *possibly;    /* yes/no: possibly yes */
    Value *values;         /* other types; NULL where they stand in `narrow` */
    const int32_t *narrow; /* other types: a column's; else NULL */
    uint64_t *known;       /* other types */
} Register;

typedef struct Evaluation {
    const Code *code;
    const CaseTable *table;
    Register *registers; /* one an instruction */
} Evaluation;

typedef struct Engine Engine;

/* A Code made ready to run; lives in `arena`, and `code` as long. */
Engine *engine_new(Arena *arena, const Code *code);
/* One that is asked for certain registers only: `is_kept`, one flag an instruction. Where a table has more than 64 cases, the others
 * mean nothing after a run: registers that are not needed at the same time share memory, which is faster. */
Engine *engine_new_keeping(Arena *arena, const Code *code, const bool *is_kept);

/* Registers that something else than the engine fills: machine code (machine/machine.h). The engine goes phase by phase: it does
 * its own instructions of a phase, in order, and then has the others of that phase filled. */
typedef struct EngineOutside {
    const bool
        *is_outside; /* one an instruction; all that these read and write are planes of one frame */
    const uint32_t *steps;     /* the other instructions, by phase */
    const uint32_t *step_ends; /* one a phase */
    uint32_t phase_count;
    bool is_wide; /* planes have whole blocks of WORDS_A_BLOCK, however few the rows */
    /* Before each run; where registers have moved, and the first time, `has_moved`. */
    void (*find)(void *context, const Evaluation *evaluation, bool has_moved);
    void (*fill)(void *context, uint32_t phase);
    void *context;
} EngineOutside;

/* An engine that leaves some registers to somebody else; what `outside` leads to lives as long as the engine. */
Engine *engine_new_with(Arena *arena, const Code *code, const EngineOutside *outside);
/* Evaluates all cases of the table. What is returned stands until the next run of this engine, and the table, whose columns
 * it may borrow, must stand as long. A run takes no memory but where a table has more rows than those before; texts of the code
 * are entered into the table's. */
const Evaluation *engine_run(Engine *engine, const CaseTable *table);
/* How many cases a table best has where there are many: a multiple of 64, so that registers and columns stay in the
 * processor's second cache and a chunk of a longer column starts with a word of its planes. Tables of any size are right. */
uint32_t engine_get_chunk_rows(const Code *code);
/* The same for engine_new_keeping: more, as less stands in the caches. */
uint32_t engine_get_keeping_chunk_rows(const Code *code);

/* An engine for one run: everything lives in `arena`. */
Evaluation *interpreter_run(Arena *arena, const Code *code, const CaseTable *table);

Truth evaluation_get_truth(const Evaluation *evaluation, uint32_t reg, uint32_t row);
/* False where it is not known. For yes/no registers the value is 0 or 1. */
bool evaluation_find_value(const Evaluation *evaluation, uint32_t reg, uint32_t row, Value *value);
bool evaluation_is_known(const Evaluation *evaluation, uint32_t reg, uint32_t row);
bool evaluation_is_phantom(const Evaluation *evaluation, uint32_t frame, uint32_t row);
/* The row of `outer` (an ancestor of `frame`, or itself) that `row` of `frame` belongs to. */
uint32_t evaluation_get_outer_row(const Evaluation *evaluation, uint32_t frame, uint32_t row,
                                  uint32_t outer);
/* The row of the list frame that a row stands for. */
uint32_t evaluation_get_element_row(const Evaluation *evaluation, uint32_t frame, uint32_t row);
/* The first register and row in which two evaluations of one Code and table differ; false where they are the same. */
bool evaluation_find_difference(const Evaluation *a, const Evaluation *b, uint32_t *reg,
                                uint32_t *row);
/* Which element of its list a row stands for, from 1; 0 for a phantom row. */
uint32_t evaluation_get_element_number(const Evaluation *evaluation, uint32_t frame, uint32_t row);
/* The first of frame's rows that belong to case `root_row`, and one past the last; walks down the frames. */
void evaluation_get_rows(const Evaluation *evaluation, uint32_t frame, uint32_t root_row,
                         uint32_t *first, uint32_t *end);

/* What became of a decision in one row: read off the alternatives' registers. */
typedef enum DecisionStatus {
    DECISION_VALUE,
    DECISION_UNDETERMINED,
    DECISION_CONFLICT,
    DECISION_GAP,
} DecisionStatus;

/* The one place that says how alternatives settle (rulings 1 to 4); the engine, the outcome and the explanation all ask it.
 * `is_relevant`, one a flag an alternative, may be NULL: set for those whose condition or value the result rests on, or
 * waits for. */
typedef struct AlternativeState {
    uint32_t level;
    Truth condition;
    bool has_value;
    Value value;
} AlternativeState;

DecisionStatus decide_settle(const AlternativeState *alternatives, uint32_t count, Value *value,
                             bool *is_relevant);

#endif
