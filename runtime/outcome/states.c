/* states.c - the life of a norm that applies: its dates and its state (rulings 26 to 34, 43, 44, 50).
 *
 * In: the norm's registers and what the case says was done. Out: due, not before, done on, next due, the state. A date
 * that is not known leaves the state as it is without one and is needed; a doing that is not known leaves no state.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/parts.h"

#include "calendar/calendar.h"

typedef struct States {
    Arena *arena;
    const Outcome *outcome;
    const Evaluation *evaluation;
    NeedsSet *needs; /* NULL where nothing may be added: the norm's status itself is open */
    uint32_t frame;  /* of the rule */
    uint32_t row;
} States;

/* What the case says of a doing, on the as-of date. */
typedef struct Doing {
    bool is_known;
    OptionalDate on;
} Doing;

static OptionalDate read_date(States *states, uint32_t reg)
{
    OptionalDate date = {false, 0};
    if (reg == REGISTER_NONE)
        return date;
    date.has = evaluation_find_value(states->evaluation, reg, states->row, &date.day);
    if (!date.has && states->needs)
        needs_add_register(states->needs, reg, states->row);
    return date;
}

/* The earlier of `by` and `within`; none where one of them is unknown. */
static OptionalDate read_due(States *states, const CodeNorm *norm)
{
    OptionalDate by = read_date(states, norm->by);
    OptionalDate within = read_date(states, norm->within_date);
    if (norm->by == REGISTER_NONE)
        return within;
    if (norm->within_date == REGISTER_NONE)
        return by;
    if (!by.has || !within.has)
        return (OptionalDate){false, 0};
    return by.day < within.day ? by : within;
}

static uint32_t find_done_row(const States *states, uint32_t action)
{
    uint32_t frame = states->evaluation->code->actions[action].frame;
    if (frame == states->frame)
        return states->row;
    return evaluation_get_outer_row(states->evaluation, states->frame, states->row, frame);
}

/* A date after the as-of date counts as not done (ruling 26). */
static Doing read_doing(const States *states, uint32_t action)
{
    const Column *column = &states->evaluation->table->done[action];
    uint32_t row = find_done_row(states, action);
    CellState cell = column_get_state(column, row);
    Doing doing = {cell != CELL_UNKNOWN, {false, 0}};
    if (cell == CELL_GIVEN && column_get_value(column, row) <= states->outcome->as_of)
        doing.on = (OptionalDate){true, column_get_value(column, row)};
    return doing;
}

static void need_doing(States *states, uint32_t action)
{
    if (states->needs)
        needs_add_done(states->needs, action, find_done_row(states, action));
}

static NormState duty_state(OptionalDate done_on, OptionalDate due, Value as_of)
{
    if (done_on.has)
        return due.has && done_on.day > due.day ? STATE_DONE_LATE : STATE_DONE;
    return due.has && as_of > due.day ? STATE_OVERDUE : STATE_OWED;
}

static OptionalDate add_period(States *states, const CodeNorm *norm, Value from, Value duration)
{
    OptionalDate date = {false, 0};
    DateResult result = calendar_add(&date.day, from, duration, false, NULL);
    date.has = result == DATE_OK;
    if (!date.has && states->needs)
        needs_add_blocked_by(
            states->needs,
            arena_format(states->arena, "%s at %s",
                         result == DATE_OUTSIDE_DATA ? "outside the bank-holiday data"
                                                     : "beyond the range",
                         keys_describe_place(states->arena, states->evaluation->code, norm->span)));
    return date;
}

/* Due at D + P; once done on a day t, not before D, at t + P (ruling 29). */
static void fill_repeated(States *states, OutcomeNorm *it, const CodeNorm *norm, Doing doing)
{
    Value duration = 0;
    OptionalDate from = read_date(states, norm->repeat_from);
    bool has_duration =
        evaluation_find_value(states->evaluation, norm->repeat_duration, states->row, &duration);
    if (!has_duration && states->needs)
        needs_add_register(states->needs, norm->repeat_duration, states->row);
    if (!doing.is_known)
        return;
    if (from.has && has_duration) {
        bool counts = doing.on.has && doing.on.day >= from.day;
        it->next_due = add_period(states, norm, counts ? doing.on.day : from.day, duration);
    }
    it->state = duty_state((OptionalDate){false, 0}, it->next_due, states->outcome->as_of);
}

static void fill_single(States *states, OutcomeNorm *it, const CodeNorm *norm)
{
    Doing doing = read_doing(states, norm->action);
    it->due = read_due(states, norm);
    it->done_on = doing.on;
    bool is_permission = !modality_is_duty(norm->modality) && !modality_is_ban(norm->modality);
    if (!doing.is_known && !is_permission)
        need_doing(states, norm->action);
    if (norm->repeat_from != REGISTER_NONE)
        fill_repeated(states, it, norm, doing);
    else if (is_permission)
        it->state = STATE_PERMITTED;
    else if (!doing.is_known)
        it->state = STATE_NONE;
    else if (modality_is_ban(norm->modality))
        it->state = doing.on.has ? STATE_BREACHED : STATE_BARRED;
    else
        it->state = duty_state(doing.on, it->due, states->outcome->as_of);
}

/* Whether an option is one: its own `when` holds and its `until` has not come. */
static Truth read_openness(const States *states, const CodeNorm *option)
{
    Truth when = TRUTH_YES;
    Truth until = TRUTH_NO;
    if (option->when != REGISTER_NONE)
        when = evaluation_get_truth(states->evaluation, option->when, states->row);
    if (option->until != REGISTER_NONE)
        until = evaluation_get_truth(states->evaluation, option->until, states->row);
    if (when == TRUTH_NO || until == TRUTH_YES)
        return TRUTH_NO;
    return when == TRUTH_YES && until == TRUTH_NO ? TRUTH_YES : TRUTH_UNKNOWN;
}

static void need_register(States *states, uint32_t reg)
{
    if (states->needs && reg != REGISTER_NONE)
        needs_add_register(states->needs, reg, states->row);
}

static void add_option(States *states, OutcomeNorm *it, uint32_t number)
{
    const CodeNorm *norm = &states->evaluation->code->norms[number];
    Truth openness = read_openness(states, norm);
    if (openness == TRUTH_NO)
        return;
    if (openness == TRUTH_UNKNOWN) {
        need_register(states, norm->when);
        need_register(states, norm->until);
    }
    Doing doing = read_doing(states, norm->action);
    it->options[it->option_count++] = (OutcomeOption){
        .norm = number,
        .is_open = openness == TRUTH_YES,
        .is_done_known = doing.is_known,
        .not_before = read_date(states, norm->not_before),
        .due = read_due(states, norm),
        .done_on = doing.on,
    };
}

static void collect_options(States *states, OutcomeNorm *it, const CodeNorm *choice)
{
    it->options = ARENA_ARRAY(states->arena, choice->option_count, OutcomeOption);
    for (uint32_t i = 0; i < choice->option_count; i++)
        add_option(states, it, choice->first_option + i);
}

/* The last option's date; none where one option has none, or may be no option (ruling 43). */
static OptionalDate last_due(const OutcomeNorm *it)
{
    OptionalDate last = {false, 0};
    for (uint32_t i = 0; i < it->option_count; i++) {
        const OutcomeOption *option = &it->options[i];
        if (!option->due.has || !option->is_open)
            return (OptionalDate){false, 0};
        if (!last.has || option->due.day > last.day)
            last = option->due;
    }
    return last;
}

static void need_option_doings(States *states, const OutcomeNorm *it)
{
    for (uint32_t i = 0; i < it->option_count; i++)
        if (!it->options[i].is_done_known)
            need_doing(states, states->evaluation->code->norms[it->options[i].norm].action);
}

static void fill_choice(States *states, OutcomeNorm *it, const CodeNorm *norm)
{
    collect_options(states, it, norm);
    it->due = last_due(it);
    bool is_open =
        false; /* an option may have been done, and it is not known whether that counts */
    for (uint32_t i = 0; i < it->option_count; i++) {
        const OutcomeOption *option = &it->options[i];
        is_open |= !option->is_done_known || (!option->is_open && option->done_on.has);
        if (option->is_open && option->done_on.has &&
            (!it->done_on.has || option->done_on.day < it->done_on.day))
            it->done_on = option->done_on;
    }
    it->state = duty_state(it->done_on, it->due, states->outcome->as_of);
    if (is_open && it->state != STATE_DONE) {
        it->state = STATE_NONE;
        need_option_doings(states, it);
    }
}

void states_fill(Arena *arena, OutcomeNorm *norm, const Outcome *outcome, NeedsSet *needs)
{
    const Code *code = outcome->code;
    const CodeNorm *it = &code->norms[norm->norm];
    States states = {arena,
                     outcome,
                     outcome->evaluation,
                     norm->status == NORM_APPLIES ? needs : NULL,
                     code->rules[it->rule].frame,
                     norm->row};
    if (norm->status == NORM_DOES_NOT_APPLY || it->modality == MODALITY_FOLLOW)
        return;
    norm->not_before = read_date(&states, it->not_before);
    if (it->option_count > 0)
        fill_choice(&states, norm, it);
    else if (it->action != INDEX_NONE)
        fill_single(&states, norm, it);
    if (norm->status != NORM_APPLIES)
        norm->state = STATE_NONE;
}
