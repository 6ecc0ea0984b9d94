/* engine.c - an engine for hosts, and the facts of the one case that typed calls tell it.
 *
 * The case is a table of one row whose lists are not given. What is said is written straight into its columns.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "value/utf8.h"

/* A case of typed calls that has met so many texts is made anew when it is cleared. */
#define TEXTS_KEPT_MOST 256

ProccStatus procc_engine_new(const ProccCode *code, ProccEngine **engine, char **error)
{
    if (!code || !engine)
        return api_fail(error, PROCC_WRONG_USE, "procc_engine_new: an argument is NULL");
    *engine = calloc(1, sizeof **engine);
    if (!*engine)
        return api_fail_memory(error);
    (*engine)->owner = code;
    (*engine)->code = code->code;
    return PROCC_OK;
}

void api_reset_engine(ProccEngine *engine)
{
    arena_free(engine->arena);
    engine->arena = NULL;
    engine->engine = NULL;
    engine->evaluation = NULL;
}

static void drop_case(ProccEngine *engine)
{
    arena_free(engine->case_arena);
    engine->case_arena = NULL;
    engine->table = NULL;
    engine->evaluation = NULL;
}

void procc_engine_free(ProccEngine *engine)
{
    if (!engine)
        return;
    api_reset_engine(engine);
    api_drop_json(engine);
    drop_case(engine);
    free(engine);
}

/* Columns want the answers alone; of a single case every register stands. */
static void make_engine(void *context)
{
    ProccEngine *engine = context;
    Arena *arena = arena_new();
    bool *is_kept = ARENA_ARRAY(arena, engine->code->instruction_count, bool);
    brief_mark_registers(engine->code, is_kept);
    engine->engine = engine_new_keeping(arena, engine->code, is_kept);
    engine->arena = arena;
}

bool api_prepare_engine(ProccEngine *engine)
{
    if (engine->engine || arena_guard(make_engine, engine, 0))
        return true;
    engine->engine = NULL;
    return false;
}

/* ---------------------------------------------------------------- what is said */

static void make_case(void *context)
{
    ProccEngine *engine = context;
    Arena *arena = arena_new();
    Sources *sources = ARENA_NEW(arena, Sources);
    sources->arena = arena;
    CaseEntries none = {0};
    engine->table = case_table_new(arena, engine->code, &none, 0, report_new(arena, sources));
    engine->case_arena = arena;
}

ProccStatus api_open_case(ProccEngine *engine)
{
    engine->evaluation = NULL;
    if (engine->table || arena_guard(make_case, engine, 0))
        return PROCC_OK;
    engine->table = NULL;
    return PROCC_NO_MEMORY;
}

/* A column outside all lists has one row: one word of each plane. */
static void forget(Column *column)
{
    *column->given = 0;
    *column->unknown = 0;
}

ProccStatus procc_engine_clear(ProccEngine *engine)
{
    if (!engine)
        return PROCC_WRONG_USE;
    engine->evaluation = NULL;
    if (!engine->table)
        return PROCC_OK;
    if (texts_get_count(engine->table->texts) > TEXTS_KEPT_MOST) {
        drop_case(engine);
        return PROCC_OK;
    }
    for (uint32_t i = 0; i < engine->code->fact_count; i++)
        if (engine->code->facts[i].frame == 0 && engine->code->facts[i].type.kind != TYPE_LIST)
            forget(&engine->table->facts[i]);
    for (uint32_t i = 0; i < engine->code->action_count; i++)
        if (engine->code->actions[i].frame == 0)
            forget(&engine->table->done[i]);
    return PROCC_OK;
}

static bool is_fact(const ProccEngine *engine, int32_t fact)
{
    return engine && fact >= 0 && (uint32_t)fact < engine->code->fact_count &&
           engine->code->facts[fact].frame == 0 && engine->code->facts[fact].type.kind != TYPE_LIST;
}

static bool is_action(const ProccEngine *engine, int32_t action)
{
    return engine && action >= 0 && (uint32_t)action < engine->code->action_count &&
           engine->code->actions[action].frame == 0;
}

static void give(Column *column, Value value)
{
    *column->unknown = 0;
    column_give(column, 0, value);
}

static ProccStatus set(ProccEngine *engine, int32_t fact, TypeKind kind, Value value)
{
    if (!is_fact(engine, fact) || engine->code->facts[fact].type.kind != kind ||
        !value_is_valid(engine->code->facts[fact].type, NULL, value))
        return PROCC_WRONG_USE;
    ProccStatus status = api_open_case(engine);
    if (status == PROCC_OK)
        give(&engine->table->facts[fact], value);
    return status;
}

ProccStatus procc_engine_set_yes_no(ProccEngine *engine, int32_t fact, bool value)
{
    return set(engine, fact, TYPE_YES_NO, value);
}

ProccStatus procc_engine_set_number(ProccEngine *engine, int32_t fact, int64_t millionths)
{
    return set(engine, fact, TYPE_NUMBER, millionths);
}

ProccStatus procc_engine_set_money(ProccEngine *engine, int32_t fact, int64_t pence)
{
    return set(engine, fact, TYPE_MONEY, pence);
}

ProccStatus procc_engine_set_date(ProccEngine *engine, int32_t fact, int32_t days)
{
    return set(engine, fact, TYPE_DATE, days);
}

ProccStatus procc_engine_set_enumeration(ProccEngine *engine, int32_t fact, int32_t value)
{
    return set(engine, fact, TYPE_ENUMERATION, value);
}

typedef struct Saying {
    ProccEngine *engine;
    int32_t fact;
    Str words;
    Value value;
    ReadResult result;
} Saying;

static void read_words(void *context)
{
    Saying *it = context;
    it->result = value_read(&it->value, it->engine->code->facts[it->fact].type,
                            it->engine->table->texts, it->words);
}

ProccStatus procc_engine_set_words(ProccEngine *engine, int32_t fact, const char *words)
{
    if (!is_fact(engine, fact) || !words || !utf8_is_valid(str_from(words)))
        return PROCC_WRONG_USE;
    ProccStatus status = api_open_case(engine);
    if (status != PROCC_OK)
        return status;
    Saying saying = {engine, fact, str_from(words), 0, READ_OK};
    if (!arena_guard(read_words, &saying, 0)) {
        drop_case(engine);
        return PROCC_NO_MEMORY;
    }
    if (saying.result != READ_OK)
        return PROCC_WRONG_USE;
    give(&engine->table->facts[fact], saying.value);
    return PROCC_OK;
}

/* Nothing said of the cell; with a case that stands. NULL where there is no such cell or no memory. */
static Column *open_fact(ProccEngine *engine, int32_t fact, ProccStatus *status)
{
    *status = is_fact(engine, fact) ? api_open_case(engine) : PROCC_WRONG_USE;
    if (*status != PROCC_OK)
        return NULL;
    forget(&engine->table->facts[fact]);
    return &engine->table->facts[fact];
}

ProccStatus procc_engine_set_unknown(ProccEngine *engine, int32_t fact)
{
    ProccStatus status;
    Column *column = open_fact(engine, fact, &status);
    if (column)
        column_set_unknown(column, 0);
    return status;
}

ProccStatus procc_engine_unset(ProccEngine *engine, int32_t fact)
{
    ProccStatus status;
    open_fact(engine, fact, &status);
    return status;
}

ProccStatus procc_engine_set_done(ProccEngine *engine, int32_t action, int32_t days)
{
    if (!is_action(engine, action) || !api_is_date(days))
        return PROCC_WRONG_USE;
    ProccStatus status = api_open_case(engine);
    if (status == PROCC_OK)
        give(&engine->table->done[action], days);
    return status;
}

ProccStatus procc_engine_set_done_unknown(ProccEngine *engine, int32_t action)
{
    ProccStatus status = is_action(engine, action) ? api_open_case(engine) : PROCC_WRONG_USE;
    if (status != PROCC_OK)
        return status;
    forget(&engine->table->done[action]);
    column_set_unknown(&engine->table->done[action], 0);
    return PROCC_OK;
}
