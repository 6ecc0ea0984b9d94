/* named.h - what an explanation names, and the case with only that, or with less of it.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_NAMED_H
#define REFERENCE_NAMED_H

#include "case/case.h"
#include "core/core.h"
#include "explain/explain.h"
#include "outcome/outcome.h"

/* A fact, a doing, or that a list has its elements. */
typedef struct NamedThing {
    ReasonSource source;  /* never REASON_WORKED_OUT */
    uint32_t number, row; /* as in Reason */
    const char *key;      /* "carers.1.hours", "done.call", "list carers" */
} NamedThing;

typedef struct Named {
    Arena *arena;
    const CoreProgram *program;
    const Evaluation *evaluation;
    const Code *code;
    Value as_of;
    uint32_t frame; /* of the outcome: its elements are there, whatever is named */
    VEC(NamedThing)
    things; /* each once, in the order in which the explanation names them, the last first */
} Named;

/* What a reason itself names; NULL where that is nothing. */
const char *named_get_key(const Named *named, const Reason *reason);
/* Adds to `things` what the reasons from `root` down name; all else of `named` is set. */
void named_add_all(Named *named, const Reason *root);
/* Whether the thing has a value in the case that can be made unknown. A list has none of its own where something of its elements
 * is named. */
bool named_can_go(const Named *named, size_t at);
/* The case in which all but the named things is unknown, in `arena`; without those of which `is_away` (one a thing; NULL:
 * none). */
CaseEntries named_to_entries(Arena *arena, const Named *named, const bool *is_away);
/* What the reference evaluator says of that case in the one line that begins with `about`; NULL where there is none. */
const char *named_evaluate(Arena *arena, const Named *named, const bool *is_away, Str about);

#endif
