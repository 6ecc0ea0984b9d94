/* json.c - one case as JSON in, its outcome as JSON out.
 *
 * Each call works on a copy of the Code's head whose list of texts also has the case: so threads share the rest, and
 * reasons can say where in the case a fact stands.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "api/api.h"
#include "explain/explain.h"

#define CASE_NAME "case"
#define KNOWN_FLAGS (PROCC_EXPLAIN_ALL | PROCC_ALL_NORMS)

typedef struct Asking {
    const Code *code;
    Str json;
    Value as_of;
    int flags;
    char *outcome;
    char **error;
    ProccStatus status;
} Asking;

static Code *code_with_sources(Arena *arena, const Code *shared)
{
    Sources *sources = ARENA_NEW(arena, Sources);
    sources->arena = arena;
    for (size_t i = 0; i < shared->sources->list.count; i++)
        VEC_PUSH(arena, &sources->list, shared->sources->list.items[i]);
    Code *code = ARENA_NEW(arena, Code);
    *code = *shared;
    code->sources = sources;
    return code;
}

static void write_outcome(Text *out, const Outcome *outcome, int flags)
{
    if (flags & PROCC_EXPLAIN) {
        ExplainOptions how = {.with_all = (flags & ~PROCC_EXPLAIN) != 0, .only = NULL};
        explain_write_json(out, outcome, &how);
    } else {
        OutcomeFilter filter = {.with_all = (flags & PROCC_ALL_NORMS) != 0};
        outcome_write_json(out, outcome, &filter);
    }
}

static void answer(Arena *arena, Asking *it, const Code *code, const CaseTable *table)
{
    Text text = text_in(arena);
    const Evaluation *evaluation = interpreter_run(arena, code, table);
    write_outcome(&text, outcome_new(arena, evaluation, 0), it->flags);
    it->outcome = api_copy_text(text.bytes, text.length);
    if (!it->outcome)
        it->status = api_fail_memory(it->error);
}

static void evaluate(void *context)
{
    Asking *it = context;
    Arena *arena = arena_new();
    const Code *code = code_with_sources(arena, it->code);
    Report *report = report_new(arena, code->sources);
    CaseEntries entries = {0};
    case_read_json(&entries, report, source_add(code->sources, str_from(CASE_NAME), it->json));
    CaseTable *table = case_table_new(arena, code, &entries, it->as_of, report);
    if (report_has_errors(report))
        it->status = api_fail_report(it->error, PROCC_BAD_CASE, report);
    else
        answer(arena, it, code, table);
    arena_free(arena);
}

static const char *find_wrong_use(const ProccEngine *engine, const char *json, int32_t as_of_days,
                                  int flags, char **outcome)
{
    if (!engine || !json || !outcome)
        return "an argument is NULL";
    if (!api_is_date(as_of_days))
        return "the day lies outside the years 1 to 9999";
    return flags & ~KNOWN_FLAGS ? "a flag that there is not" : NULL;
}

ProccStatus procc_engine_evaluate_json(ProccEngine *engine, const char *json, size_t size,
                                       int32_t as_of_days, int flags, char **outcome, char **error)
{
    const char *wrong = find_wrong_use(engine, json, as_of_days, flags, outcome);
    if (wrong)
        return api_fail(error, PROCC_WRONG_USE, "procc_engine_evaluate_json: %s", wrong);
    *outcome = NULL;
    Asking asking = {engine->code, {json, size}, as_of_days, flags, NULL, error, PROCC_OK};
    if (!arena_guard(evaluate, &asking, 0))
        return api_fail_memory(error);
    *outcome = asking.outcome;
    return asking.status;
}
