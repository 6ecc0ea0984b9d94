/* evaluate_times.c - the dates of an effect, and what state they give together with what was done (rulings 27 to 33, 43, 44,
 * 50).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/evaluate.h"

/* ---- dates ---- */

static Answer add_duration(Reference *reference, Answer date, Answer duration)
{
    Answer parts[2] = {date, duration};
    Value day;
    if (!date.is_known || !duration.is_known)
        return answer_strict(reference, parts, 2);
    if (calendar_add(&day, date.value, duration.value, false, NULL) != DATE_OK)
        return answer_nothing();
    return answer_value(day);
}

static Answer earlier(Reference *reference, Answer a, Answer b)
{
    Answer parts[2] = {a, b};
    if (!a.is_known || !b.is_known)
        return answer_strict(reference, parts, 2);
    return a.value < b.value ? a : b;
}

RefDate reference_get_due(Reference *reference, const CoreTiming *timing, const Env *env)
{
    RefDate due = {0};
    if (timing->by)
        due = (RefDate){true, reference_evaluate_expr(reference, env, timing->by)};
    if (!timing->within)
        return due;
    Answer within =
        add_duration(reference, reference_evaluate_expr(reference, env, timing->within_of),
                     reference_evaluate_expr(reference, env, timing->within));
    /* Two deadlines: the earlier one. */
    return (RefDate){true, timing->by ? earlier(reference, due.answer, within) : within};
}

RefDate reference_get_not_before(Reference *reference, const CoreTiming *timing, const Env *env)
{
    if (!timing->not_before)
        return (RefDate){0};
    return (RefDate){true, reference_evaluate_expr(reference, env, timing->not_before)};
}

RefDate reference_get_next_due(Reference *reference, const CoreTiming *timing, const Env *env,
                               const Doing *doing)
{
    if (!timing->repeat)
        return (RefDate){0};
    Answer from = reference_evaluate_expr(reference, env, timing->repeat_from);
    Answer period = reference_evaluate_expr(reference, env, timing->repeat);
    Answer parts[3] = {from, period, doing->answer};
    if (!from.is_known || !period.is_known || doing->kind == DOING_NOT_KNOWN)
        return (RefDate){true, answer_strict(reference, parts, 3)};
    Answer start =
        doing->kind == DOING_DONE && doing->day >= from.value ? answer_value(doing->day) : from;
    return (RefDate){true, add_duration(reference, start, period)};
}

/* What is not known of a norm that applies. */
void reference_add_open(Reference *reference, RefNorm *norm, Answer answer)
{
    if (answer.is_known)
        return;
    names_add_all(reference->arena, &norm->needs, &answer.needs);
    names_add_all(reference->arena, &norm->blocked_by, &answer.blocked_by);
}

static void add_date(Reference *reference, RefNorm *norm, const RefDate *date)
{
    if (date->is_written)
        reference_add_open(reference, norm, date->answer);
}

static bool is_past(const RefDate *date, Value day)
{
    return date->is_written && date->answer.is_known && day > date->answer.value;
}

/* ---- states ---- */

static NormState duty_state(const Reference *reference, const RefNorm *norm, const Doing *doing)
{
    if (norm->next_due.is_written)
        return is_past(&norm->next_due, reference->as_of) ? STATE_OVERDUE : STATE_OWED;
    if (doing->kind == DOING_DONE)
        return is_past(&norm->due, doing->day) ? STATE_DONE_LATE : STATE_DONE;
    return is_past(&norm->due, reference->as_of) ? STATE_OVERDUE : STATE_OWED;
}

static bool is_permission(Modality modality)
{
    return modality == MODALITY_MAY || modality == MODALITY_MAY_CONSIDER;
}

static bool is_ban(Modality modality)
{
    return modality == MODALITY_MUST_NOT || modality == MODALITY_SHOULD_NOT;
}

static NormState find_state(const Reference *reference, const RefNorm *norm, const Doing *doing)
{
    if (is_permission(norm->norm->modality))
        return STATE_PERMITTED;
    if (doing->kind == DOING_NOT_KNOWN)
        return STATE_NONE;
    if (is_ban(norm->norm->modality))
        return doing->kind == DOING_DONE ? STATE_BREACHED : STATE_BARRED;
    return duty_state(reference, norm, doing);
}

static Doing find_doing(Reference *reference, const CoreNorm *norm, const Env *env)
{
    return reference_get_doing(reference, norm->action,
                               reference_row_elements(reference, norm->rule, env));
}

void reference_settle_single(Reference *reference, RefNorm *norm)
{
    const CoreTiming *timing = &norm->norm->timing;
    if (norm->norm->modality == MODALITY_FOLLOW)
        return; /* ruling 34 */
    Doing doing = find_doing(reference, norm->norm, norm->env);
    norm->due = reference_get_due(reference, timing, norm->env);
    norm->not_before = reference_get_not_before(reference, timing, norm->env);
    norm->next_due = reference_get_next_due(reference, timing, norm->env, &doing);
    norm->state = find_state(reference, norm, &doing);
    norm->has_done_on = doing.kind == DOING_DONE;
    norm->done_on = doing.day;
    add_date(reference, norm, &norm->due);
    add_date(reference, norm, &norm->not_before);
    add_date(reference, norm, &norm->next_due);
    if (!is_permission(norm->norm->modality)) /* ruling 44 */
        reference_add_open(reference, norm, doing.answer);
}

/* ---- choices ---- */

Answer reference_is_open(Reference *reference, const CoreNorm *norm, const Env *env)
{
    Answer answers[2] = {answer_truth(true), answer_truth(true)};
    if (norm->when)
        answers[0] = reference_evaluate_expr(reference, env, norm->when);
    if (norm->timing.until)
        answers[1] = answer_not(reference_evaluate_expr(reference, env, norm->timing.until));
    return answer_and(reference, answers, 2);
}

typedef struct Option {
    Answer is_open;
    Doing doing;
    RefDate due, not_before;
} Option;

/* The last of the options' dates; none where an option has none, or may be none (ruling 43). */
static RefDate last_due(const Option *options, size_t count)
{
    RefDate last = {false, answer_nothing()};
    for (size_t i = 0; i < count; i++) {
        const RefDate *due = &options[i].due;
        if (!options[i].is_open.is_known || !due->is_written || !due->answer.is_known)
            return (RefDate){0};
        if (!last.is_written || due->answer.value > last.answer.value)
            last = *due;
    }
    return last;
}

/* Done when one is; on the first day known. */
static Doing join_doings(Reference *reference, const Option *options, size_t count)
{
    Doing doing = {DOING_NOT_DONE, 0, answer_truth(false)};
    for (size_t i = 0; i < count; i++) {
        if (!answer_is_yes(options[i].is_open) || options[i].doing.kind != DOING_DONE)
            continue;
        if (doing.kind == DOING_NOT_DONE || options[i].doing.day < doing.day)
            doing.day = options[i].doing.day;
        doing.kind = DOING_DONE;
    }
    /* What else may have been done: it could be the first, and in time. */
    for (size_t i = 0; i < count; i++) {
        Answer parts[2] = {options[i].is_open, options[i].doing.answer};
        Answer answer = answer_and(reference, parts, 2);
        if (answer.is_known)
            continue;
        Answer both[2] = {doing.answer.is_known ? answer_nothing() : doing.answer, answer};
        doing.answer = answer_strict(reference, both, 2);
    }
    return doing;
}

/* An option's own dates are shown with it: what they need is listed, and what decides whether it is one. */
static void add_option(Reference *reference, RefNorm *norm, const Option *option)
{
    reference_add_open(reference, norm, option->is_open);
    add_date(reference, norm, &option->due);
    add_date(reference, norm, &option->not_before);
}

void reference_settle_choice(Reference *reference, RefNorm *norm)
{
    size_t count = norm->options.count;
    Option *options = ARENA_ARRAY(reference->arena, count, Option);
    for (size_t i = 0; i < count; i++) {
        const CoreNorm *option = norm->options.items[i];
        options[i].is_open = reference_is_open(reference, option, norm->env);
        options[i].doing = find_doing(reference, option, norm->env);
        options[i].due = reference_get_due(reference, &option->timing, norm->env);
        options[i].not_before = reference_get_not_before(reference, &option->timing, norm->env);
        add_option(reference, norm, &options[i]);
    }
    norm->due = last_due(options, count);
    Doing doing = join_doings(reference, options, count);
    norm->state = duty_state(reference, norm, &doing);
    norm->has_done_on = doing.kind == DOING_DONE;
    norm->done_on = doing.day;
    if (doing.answer.is_known || norm->state == STATE_DONE)
        return;
    norm->state = STATE_NONE; /* ruling 28 */
    reference_add_open(reference, norm, doing.answer);
}
