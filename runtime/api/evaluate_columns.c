/* evaluate_columns.c - many cases, as columns in and out: the door for hosts that think in columns.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "api/columns.h"
#include "api/outcomes.h"

typedef struct Evaluating {
    ProccEngine *engine;
    const struct ArrowSchema *schema;
    const struct ArrowArray *facts;
    Value as_of;
    ArrowColumn root; /* malloc'ed: outside the guard */
    struct ArrowArray *out;
    ProccStatus status;
    char **error;
} Evaluating;

static void fail(Evaluating *it, const Columns *columns)
{
    uint32_t more = columns->complaint_count > COLUMNS_COMPLAINTS_MOST
                        ? columns->complaint_count - COLUMNS_COMPLAINTS_MOST
                        : 0;
    it->status = PROCC_BAD_CASE;
    if (more > 0)
        api_fail(it->error, PROCC_BAD_CASE, "%sand %u more\n", columns->complaints.bytes, more);
    else
        api_fail(it->error, PROCC_BAD_CASE, "%s", columns->complaints.bytes);
}

/* All rows, chunk after chunk; false where something is wrong with one. */
static bool evaluate_rows(Evaluating *it, Columns *columns)
{
    uint32_t rows_most = engine_get_keeping_chunk_rows(it->engine->code);
    int64_t row_count = columns->top.rows->length;
    ColumnsChunk chunk;
    chunk_init(&chunk, columns, rows_most);
    for (int64_t first = 0; first < row_count; first += rows_most) {
        int64_t left = row_count - first;
        uint32_t count = left < rows_most ? (uint32_t)left : rows_most;
        const CaseTable *table = chunk_read(&chunk, first, count, it->as_of);
        if (!table)
            break;
        outcomes_add(it->engine->owner, &it->root, engine_run(it->engine->engine, table));
    }
    chunk_deinit(&chunk);
    return columns->complaint_count == 0;
}

static void evaluate(void *context)
{
    Evaluating *it = context;
    Arena *arena = arena_new();
    Columns columns = {.arena = arena, .code = it->engine->code};
    outcomes_begin(arena, it->engine->owner, &it->root);
    columns_bind(&columns, it->schema, it->facts);
    if (columns.complaint_count > 0 || !evaluate_rows(it, &columns))
        fail(it, &columns);
    else
        it->status = arrow_finish(&it->root, it->out) ? PROCC_OK : api_fail_memory(it->error);
    arena_free(arena);
}

ProccStatus procc_engine_evaluate_columns(ProccEngine *engine, const struct ArrowSchema *schema,
                                          const struct ArrowArray *facts, int32_t as_of_days,
                                          struct ArrowArray *out, char **error)
{
    if (!engine || !schema || !facts || !out || !api_is_date(as_of_days))
        return api_fail(error, PROCC_WRONG_USE, "procc_engine_evaluate_columns: %s",
                        engine && schema && facts && out
                            ? "the day lies outside the years 1 to 9999"
                            : "an argument is NULL");
    Evaluating it = {.engine = engine,
                     .schema = schema,
                     .facts = facts,
                     .as_of = as_of_days,
                     .out = out,
                     .error = error};
    engine->evaluation = NULL;
    if (!api_prepare_engine(engine))
        return api_fail_memory(error);
    bool is_done = arena_guard(evaluate, &it, 0);
    arrow_drop(&it.root);
    if (is_done)
        return it.status;
    api_reset_engine(engine);
    return api_fail_memory(error);
}
