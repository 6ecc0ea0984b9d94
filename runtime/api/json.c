/* json.c - one case as JSON in, its outcome as JSON out.
 *
 * Each call works on a copy of the Code's head whose list of texts also has the case: so threads share the rest, and
 * reasons can say where in the case a fact stands.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>

#include "api/api.h"

#define CASE_NAME "case"
#define KNOWN_FLAGS (PROCC_EXPLAIN_ALL | PROCC_ALL_NORMS)

/* An engine that has written more than this begins anew the next time. */
#define KEPT_BYTES_MOST ((size_t)4 << 20)

typedef struct Asking {
    const Code *code;
    Str json;
    Value as_of;
    int flags;
    JsonKept *kept; /* the engine's, or made on the way */
    char *room;     /* for the answer: NULL, or to be ended with free */
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

static JsonKept *make_kept(const Code *code)
{
    Arena *arena = arena_new();
    JsonKept *kept = ARENA_NEW(arena, JsonKept);
    *kept = (JsonKept){arena, explain_kept_new(arena, code), {0}};
    return kept;
}

void api_drop_json(ProccEngine *engine)
{
    if (engine->json)
        arena_free(engine->json->arena);
    engine->json = NULL;
}

static void write_outcome(Text *out, const Outcome *outcome, int flags, ExplainKept *kept)
{
    if (flags & PROCC_EXPLAIN) {
        ExplainOptions how = {.with_all = (flags & ~PROCC_EXPLAIN) != 0, .kept = kept};
        explain_write_json(out, outcome, &how);
    } else {
        OutcomeFilter filter = {.with_all = (flags & PROCC_ALL_NORMS) != 0};
        outcome_write_json(out, outcome, &filter);
    }
}

/* An answer is written where the host will have it, if it is about as long as the one before; else it is copied there. */
static Text start_answer(Arena *arena, Asking *it)
{
    size_t last = it->kept->last_lengths[it->flags], capacity = last + last / 8;
    it->room = capacity ? malloc(capacity + 1) : NULL;
    if (!it->room)
        return text_in(arena);
    it->room[0] = '\0';
    return (Text){arena, it->room, 0, capacity};
}

static void end_answer(Asking *it, const Text *text)
{
    it->kept->last_lengths[it->flags] = text->length;
    if (text->bytes == it->room && text->length >= text->capacity / 2) {
        it->outcome = it->room;
        it->room = NULL;
        return;
    }
    it->outcome = api_copy_text(text->bytes, text->length);
    if (!it->outcome)
        it->status = api_fail_memory(it->error);
}

static void answer(Arena *arena, Asking *it, const Code *code, const CaseTable *table)
{
    const Evaluation *evaluation = interpreter_run(arena, code, table);
    if (!it->kept)
        it->kept = make_kept(it->code);
    Text text = start_answer(arena, it);
    write_outcome(&text, outcome_new(arena, evaluation, 0), it->flags, it->kept->words);
    end_answer(it, &text);
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
    Asking asking = {.code = engine->code,
                     .json = {json, size},
                     .as_of = as_of_days,
                     .flags = flags,
                     .kept = engine->json,
                     .error = error};
    bool is_done = arena_guard(evaluate, &asking, 0);
    free(asking.room);
    if (!is_done) {
        api_drop_json(engine);
        return api_fail_memory(error);
    }
    engine->json = asking.kept;
    if (engine->json && arena_get_byte_count(engine->json->arena) > KEPT_BYTES_MOST)
        api_drop_json(engine);
    *outcome = asking.outcome;
    return asking.status;
}
