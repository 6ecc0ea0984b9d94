/* answers.c - evaluates the case of the typed calls, and hands its answers out one by one.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "api/api.h"

bool api_is_date(int64_t days)
{
    return days >= DATE_LEAST && days <= DATE_MOST;
}

static void evaluate(void *context)
{
    ProccEngine *engine = context;
    engine->evaluation = engine_run(engine->engine, engine->table);
    engine->head = brief_begin(engine->evaluation, 0);
}

ProccStatus procc_engine_evaluate(ProccEngine *engine, int32_t as_of_days, char **error)
{
    if (!engine || !api_is_date(as_of_days))
        return api_fail(error, PROCC_WRONG_USE, "procc_engine_evaluate: %s",
                        engine ? "the day lies outside the years 1 to 9999"
                               : "an argument is NULL");
    if (api_open_case(engine) != PROCC_OK || !api_prepare_engine(engine))
        return api_fail_memory(error);
    engine->table->as_of[0] = as_of_days;
    if (arena_guard(evaluate, engine, 0))
        return PROCC_OK;
    api_reset_engine(engine);
    return api_fail_memory(error);
}

/* ---------------------------------------------------------------- decisions */

static ProccType type_of(TypeKind kind)
{
    switch (kind) {
    case TYPE_YES_NO: return PROCC_YES_NO;
    case TYPE_NUMBER: return PROCC_NUMBER;
    case TYPE_MONEY: return PROCC_MONEY;
    case TYPE_DATE: return PROCC_DATE;
    case TYPE_DURATION: return PROCC_DURATION;
    case TYPE_TEXT: return PROCC_TEXT;
    case TYPE_ENUMERATION: return PROCC_ENUMERATION;
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}

static ProccDecisionStatus status_of(DecisionStatus status)
{
    switch (status) {
    case DECISION_VALUE: return PROCC_HAS_VALUE;
    case DECISION_UNDETERMINED: return PROCC_UNDETERMINED;
    case DECISION_CONFLICT: return PROCC_CONFLICT;
    case DECISION_GAP: return PROCC_GAP;
    }
    UNREACHABLE();
}

static void put_value(const ProccEngine *engine, Type type, Value value, ProccDecision *out)
{
    out->number = value;
    if (type.kind == TYPE_ENUMERATION)
        out->text = type.enumeration->values[value].name;
    if (type.kind == TYPE_TEXT) {
        out->number = 0;
        out->text = texts_get(engine->table->texts, value).bytes;
    }
    if (type.kind == TYPE_DURATION) {
        out->number = duration_get_count(value);
        out->unit = (ProccUnit)duration_get_unit(value);
    }
}

typedef struct Reading {
    const ProccEngine *engine;
    uint32_t number;
    DecisionStatus status;
    Value value;
    OutcomeNorm norm;
} Reading;

static void read_decision(void *context)
{
    Reading *it = context;
    Arena *scratch = arena_new();
    it->status = brief_read_decision(scratch, &it->engine->head, it->number, 0, &it->value);
    arena_free(scratch);
}

ProccStatus procc_engine_get_decision(const ProccEngine *engine, int32_t decision,
                                      ProccDecision *out)
{
    if (!engine || !engine->evaluation || !out || decision < 0 ||
        (uint32_t)decision >= engine->code->decision_count ||
        engine->code->decisions[decision].frame != 0)
        return PROCC_WRONG_USE;
    const CodeDecision *it = &engine->code->decisions[decision];
    *out = (ProccDecision){.status = PROCC_HAS_VALUE, .type = type_of(it->type.kind)};
    Value value;
    if (evaluation_find_value(engine->evaluation, it->reg, 0, &value)) {
        put_value(engine, it->type, value, out);
        return PROCC_OK;
    }
    Reading reading = {.engine = engine, .number = (uint32_t)decision};
    if (!arena_guard(read_decision, &reading, 0))
        return PROCC_NO_MEMORY;
    out->status = status_of(reading.status);
    return PROCC_OK;
}

/* ---------------------------------------------------------------- norms */

static ProccNormState state_of(NormState state)
{
    switch (state) {
    case STATE_NONE: return PROCC_NO_STATE;
    case STATE_OWED: return PROCC_OWED;
    case STATE_OVERDUE: return PROCC_OVERDUE;
    case STATE_DONE: return PROCC_DONE;
    case STATE_DONE_LATE: return PROCC_DONE_LATE;
    case STATE_PERMITTED: return PROCC_PERMITTED;
    case STATE_BARRED: return PROCC_BARRED;
    case STATE_BREACHED: return PROCC_BREACHED;
    }
    UNREACHABLE();
}

static ProccNormStatus norm_status_of(NormStatus status)
{
    switch (status) {
    case NORM_APPLIES: return PROCC_APPLIES;
    case NORM_UNDETERMINED: return PROCC_OPEN;
    case NORM_DOES_NOT_APPLY: return PROCC_DOES_NOT_APPLY;
    }
    UNREACHABLE();
}

static int32_t days_of(OptionalDate date)
{
    return date.has ? (int32_t)date.day : PROCC_NO_DATE;
}

/* Only a choice takes memory, for its options. */
static void read_norm(void *context)
{
    Reading *it = context;
    Arena *scratch = it->engine->code->norms[it->number].option_count > 0 ? arena_new() : NULL;
    it->norm = brief_read_norm(scratch, &it->engine->head, it->number, 0);
    arena_free(scratch);
}

ProccStatus procc_engine_get_norm(const ProccEngine *engine, int32_t norm, ProccNorm *out)
{
    if (!engine || !engine->evaluation || !out || norm < 0 ||
        (uint32_t)norm >= engine->code->norm_count || !engine->owner->norm_names[norm] ||
        engine->code->rules[engine->code->norms[norm].rule].frame != 0)
        return PROCC_WRONG_USE;
    Reading reading = {.engine = engine, .number = (uint32_t)norm};
    if (!arena_guard(read_norm, &reading, 0))
        return PROCC_NO_MEMORY;
    *out = (ProccNorm){
        .status = norm_status_of(reading.norm.status),
        .state = state_of(reading.norm.state),
        .not_before = days_of(reading.norm.not_before),
        .due = days_of(reading.norm.due),
        .done_on = days_of(reading.norm.done_on),
        .next_due = days_of(reading.norm.next_due),
    };
    return PROCC_OK;
}
