/* walk.h - walking backwards over the registers: from what came out to what it rests on or waits for.
 *
 * A place is a register in one row. Its operands are places of smaller registers, so that every walk ends; each
 * walk keeps a stack of its own and a set of the places it has seen, so that it is linear and never deep. Only for outcome/
 * and explain/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OUTCOME_WALK_H
#define OUTCOME_WALK_H

#include "engine/engine.h"

typedef struct Place {
    uint32_t reg;
    uint32_t row;
} Place;

typedef struct Places {
    VEC(Place) list;
} Places;

/* A set that is emptied at once, for walk after walk. */
typedef struct PlaceSet PlaceSet;
PlaceSet *walk_set_new(Arena *arena);
void walk_set_clear(PlaceSet *set);
/* True where the place was not in the set. */
bool walk_set_add(PlaceSet *set, Place place);

/* What kind of step an instruction is, as walks see it. */
typedef enum StepKind {
    STEP_SOURCE,   /* reads no register */
    STEP_PASS,     /* the same value in another frame */
    STEP_LOGIC,    /* what equals the result made it */
    STEP_ELEMENTS, /* SOME, EVERY, ANY_ELEMENT: likewise, over a list's rows */
    STEP_FOLD,     /* COUNT, TOTAL, MOST, LEAST */
    STEP_KNOWN,    /* IS_KNOWN */
    STEP_DECIDE,
    STEP_PLAIN, /* every operand counts */
} StepKind;

StepKind walk_get_kind(Opcode opcode);

typedef enum WalkReach {
    WALK_MATTERING, /* of a known place what settled it; of an unknown one what it waits for */
    WALK_SETTLED,   /* of any place what settled it, or kept it from having a value */
    WALK_ALL,
} WalkReach;

/* Adds the operands of `place` to `out`. Nothing is added for a list that is not given, but for ANY_ELEMENT its possible
 * element. `scratch` is for the alternatives of decisions. */
void walk_add_operands(Places *out, Arena *arena, const Evaluation *evaluation, Place place,
                       WalkReach reach);
/* Whether `place` folds a list that is not given. */
bool walk_is_list_missing(const Evaluation *evaluation, Place place);
/* The rows of the child frame `child` under `row`. */
void walk_get_child_rows(const Evaluation *evaluation, uint32_t child, uint32_t row,
                         uint32_t *first, uint32_t *end);
/* The one operand of a STEP_PASS. */
Place walk_get_target(const Evaluation *evaluation, Place place);

/* The alternatives of a DECIDE in one row. Lives in the arena given. */
typedef struct Settlement {
    DecisionStatus status;
    Value value;
    uint32_t level; /* the first at which an alternative holds; UINT32_MAX where none does */
    AlternativeState *alternatives;
    bool *is_relevant;
    uint32_t count;
} Settlement;

Settlement walk_settle(Arena *arena, const Evaluation *evaluation, Place place);
/* What of alternative `i` the decision rests on, or waits for: of one that holds both; of one that does not, or may not, as
 * much as keeps it from giving another value; nothing of one that is written to give the same. */
typedef struct AlternativeParts {
    bool condition, value;
} AlternativeParts;
AlternativeParts walk_get_parts(const Code *code, uint32_t reg, const Settlement *settled,
                                uint32_t i);
uint32_t walk_get_condition(const Code *code, uint32_t reg, uint32_t alternative);
uint32_t walk_get_value(const Code *code, uint32_t reg, uint32_t alternative);

/* Why an instruction whose operands are known has no value: "division by zero", "beyond the range", … */
const char *walk_describe_failure(const Evaluation *evaluation, Place place);

#endif
