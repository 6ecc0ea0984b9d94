/* api.h - what the files of api/ share: what stands behind the public types.
 *
 * Work that allocates is done behind arena_guard, so that a host without memory gets an error and goes on. What an engine keeps
 * between calls lives in arenas of its own, which are dropped and made anew after such a failure.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef API_API_H
#define API_API_H

#include "base/map.h"
#include "case/case.h"
#include "explain/explain.h"
#include "include/procc.h"
#include "outcome/outcome.h"

struct ProccCode {
    Arena *arena;
    const Code *code;
    const char **norm_names; /* one a norm: RULE.ACTION; NULL for the options of a choice */
    Map *facts, *actions, *decisions, *norms; /* what is outside every list, by name */
};

/* What answers in JSON use again and again. */
typedef struct JsonKept {
    Arena *arena;
    ExplainKept *words; /* of reasons */
    size_t last_lengths[PROCC_ALL_NORMS *
                        2]; /* by flags, in bytes: the next answer will be about as long */
} JsonKept;

struct ProccEngine {
    const ProccCode *owner;
    const Code *code;
    Arena *arena; /* the engine; NULL where it has yet to be made */
    Engine *engine;
    Arena *case_arena; /* the case of the typed calls; NULL where nothing was said */
    CaseTable *table;
    const Evaluation *evaluation; /* NULL where facts were set since */
    Outcome head;                 /* of that evaluation */
    JsonKept *json;               /* NULL where it has yet to be made */
};

/* Puts a message into *error, where there is one to be put, and returns `status`. */
ProccStatus api_fail(char **error, ProccStatus status, const char *format, ...) PRINTF_LIKE(3, 4);
/* The same with all that is wrong in a report. */
ProccStatus api_fail_report(char **error, ProccStatus status, const Report *report);
ProccStatus api_fail_memory(char **error);
/* A copy that procc_free ends; NULL where there is no memory. */
char *api_copy_text(const char *bytes, size_t length);

bool api_is_date(int64_t days);
/* Makes the engine, where it has yet to be made; false where memory is short. Not within a guard: what it makes is to stay. */
bool api_prepare_engine(ProccEngine *engine);
/* The case of the typed calls stands afterwards, and is open to be changed; or PROCC_NO_MEMORY. */
ProccStatus api_open_case(ProccEngine *engine);
/* Drops what answers in JSON use. */
void api_drop_json(ProccEngine *engine);
/* Drops what a failure may have left half done. */
void api_reset_engine(ProccEngine *engine);

#endif
