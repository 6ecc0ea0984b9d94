/* engine.h - what an engine is: it fills every register of a Code for the rows of a case table.
 *
 * In: a Code that code_verify() accepted and a CaseTable made for it. Out: an Evaluation whose registers all stand, so
 * that outcomes and reasons are read off it afterwards. Evaluation cannot fail: what has no value is unknown.
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

typedef struct Register {
    uint64_t *surely;   /* yes/no: surely yes */
    uint64_t *possibly; /* yes/no: possibly yes */
    Value *values;      /* other types; 0 where not known */
    uint64_t *known;    /* other types */
} Register;

typedef struct Evaluation {
    const Code *code;
    const CaseTable *table;
    Register *registers;
} Evaluation;

/* Evaluates all cases of the table; everything lives in `arena`. */
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
