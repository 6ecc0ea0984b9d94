/* case_key.h - what a dotted key of a case means in a Code.
 *
 * In: a key such as carers.1.willing or done.end_plan. Out: the fact, list, element or action it names, with the element
 * numbers on the way. Nothing is known here of what elements there are. What is wrong is reported, with the nearest name.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_CASE_KEY_H
#define CASE_CASE_KEY_H

#include "base/map.h"
#include "case/case.h"

typedef enum TargetKind {
    TARGET_NONE,    /* nothing, or something wrong that was reported */
    TARGET_FACT,    /* a fact of one value */
    TARGET_LIST,    /* a list as a whole: none or unknown */
    TARGET_ELEMENT, /* an element said to exist */
    TARGET_DONE,    /* an action */
} TargetKind;

typedef struct Target {
    TargetKind kind;
    uint32_t index; /* of the fact, or for TARGET_DONE the action */
    uint32_t
        frame; /* the fact's, the element's or the action's; for TARGET_LIST that of its elements */
    uint32_t
        first_number; /* in the keys' numbers: one a frame from the outermost in, without frame 0 */
    uint32_t number_count;
} Target;

typedef struct CaseKeys {
    const Code *code;
    Report *report;
    Arena *arena;
    Map **facts;  /* one a frame: the facts of that frame by name */
    Map *actions; /* by name */
    VEC(uint32_t) numbers;
} CaseKeys;

/* Lives in `arena`, as long as `code` at most. */
CaseKeys *case_key_new(Arena *arena, const Code *code, Report *report);

Target case_key_find_target(CaseKeys *keys, const CaseEntry *entry);

/* Numbers above this are refused where they are read. */
#define CASE_ELEMENT_MOST ((uint32_t)999999999)

#endif
