/* explain_norm.c - why a norm applies or does not: its rule, its own conditions, what there is to choose from, its dates.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/parts.h"

/* What is being explained: one norm in its row. */
typedef struct NormView {
    const OutcomeNorm *outcome;
    const CodeNorm *norm;
    const CodeRule *rule;
    uint32_t row;
} NormView;

static const char *status_words(const OutcomeNorm *norm)
{
    switch (norm->status) {
    case NORM_APPLIES: return norm->state == STATE_NONE ? "applies" : state_to_words(norm->state);
    case NORM_UNDETERMINED: return "not settled";
    case NORM_DOES_NOT_APPLY: return "does not apply";
    }
    UNREACHABLE();
}

static Truth norm_truth(const OutcomeNorm *norm)
{
    switch (norm->status) {
    case NORM_APPLIES: return TRUTH_YES;
    case NORM_UNDETERMINED: return TRUTH_UNKNOWN;
    case NORM_DOES_NOT_APPLY: return TRUTH_NO;
    }
    UNREACHABLE();
}

static void fill_norm_head(Explain *it, const NormView *view, Reason *into)
{
    const CodeNorm *norm = view->norm;
    const char *what = keys_of_norm(it->code, view->outcome->norm);
    const char *modality = modality_to_words(norm->modality);
    if (norm->option_count > 0)
        into->text = EXPLAIN_JOIN(it->arena, norm->actor ? norm->actor : "", " ", modality,
                                  " one of, by the rule ", view->rule->name);
    else if (norm->modality == MODALITY_FOLLOW || !norm->actor)
        into->text = EXPLAIN_JOIN(it->arena, modality, " ", what);
    else
        into->text = EXPLAIN_JOIN(it->arena, norm->actor, " ", modality, " ", what);
    into->label = norm->label;
    if (!into->label && norm->action != INDEX_NONE)
        into->label = it->code->actions[norm->action].label;
    into->value = status_words(view->outcome);
    into->marks = &norm->marks;
    into->span = norm->span;
}

/* The norm bears its rule's notes already. */
static const Marks *without_notes(Explain *it, const Marks *marks)
{
    Marks *copy = ARENA_NEW(it->arena, Marks);
    *copy = *marks;
    copy->note_count = 0;
    return copy;
}

static void add_rule(Explain *it, ReasonList *list, const NormView *view)
{
    const CodeRule *rule = view->rule;
    Truth truth = evaluation_get_truth(it->evaluation, rule->reg, view->row);
    bool matters = truth == norm_truth(view->outcome) || it->with_all;
    if (!matters && view->outcome->status != NORM_APPLIES)
        return;
    if (explain_is_idle_part(it, view->norm->reg, rule->reg))
        return;
    Reason *reason = explain_add(it, list, EXPLAIN_JOIN(it->arena, "rule ", rule->name));
    reason->label = rule->label;
    reason->value = truth == TRUTH_YES  ? "applies"
                    : truth == TRUTH_NO ? "does not apply"
                                        : "not settled";
    reason->marks = without_notes(it, &rule->marks);
    reason->span = rule->span;
    explain_push_rule(it, view->norm->rule, view->row, reason);
}

static uint32_t get_own_condition(const CodeNorm *norm, bool is_until)
{
    return is_until ? norm->until : norm->when;
}

/* What one of its own conditions does to a norm or an option: yes lets it apply. */
static Truth own_effect(const Explain *it, const NormView *view, const CodeNorm *of, bool is_until)
{
    uint32_t reg = get_own_condition(of, is_until);
    if (reg == REGISTER_NONE)
        return TRUTH_YES;
    Truth truth = evaluation_get_truth(it->evaluation, reg, view->row);
    return is_until ? explain_negate(truth) : truth;
}

/* Of a norm, or of one of its options, a condition that made it what the norm is. */
static void add_own_condition(Explain *it, ReasonList *list, const NormView *view,
                              const CodeNorm *of, bool is_until)
{
    uint32_t reg = get_own_condition(of, is_until);
    bool matters = own_effect(it, view, of, is_until) == norm_truth(view->outcome);
    if (reg == REGISTER_NONE || (!it->with_all && !matters) ||
        explain_is_idle_part(it, of->reg, reg))
        return;
    explain_add_place(it, list, (Place){reg, view->row}, is_until ? "until" : "its own when", NULL);
}

static Truth option_truth(const Explain *it, const NormView *view, const CodeNorm *option)
{
    Truth when = own_effect(it, view, option, false), until = own_effect(it, view, option, true);
    return when < until ? when : until;
}

static bool is_surely_closed(const Explain *it, const NormView *view, const CodeNorm *option)
{
    for (int i = 0; i < 2; i++)
        if (own_effect(it, view, option, i == 1) == TRUTH_NO &&
            explain_is_certain(it, get_own_condition(option, i == 1)))
            return true;
    return false;
}

/* Whether some option is open; and whether that is settled by the program alone where it is none. */
static Truth find_openness(const Explain *it, const NormView *view, bool *is_certain)
{
    Truth open = TRUTH_NO;
    *is_certain = true;
    for (uint32_t i = 0; i < view->norm->option_count; i++) {
        const CodeNorm *option = &it->code->norms[view->norm->first_option + i];
        Truth truth = option_truth(it, view, option);
        open = truth > open ? truth : open;
        *is_certain &= is_surely_closed(it, view, option);
    }
    return open;
}

/* A choice applies only where one of its options is open. */
static void add_open_options(Explain *it, ReasonList *list, const NormView *view)
{
    bool is_certain;
    Truth open = find_openness(it, view, &is_certain);
    bool is_idle = explain_is_certain(it, view->norm->reg) && !is_certain;
    if (view->norm->option_count == 0 ||
        (!it->with_all && (open != norm_truth(view->outcome) || is_idle)))
        return;
    Reason *reason = explain_add(it, list, "some option is open");
    reason->value = explain_truth_words(open);
    ReasonList below = {{0}};
    for (uint32_t i = 0; i < view->norm->option_count; i++) {
        const CodeNorm *option = &it->code->norms[view->norm->first_option + i];
        add_own_condition(it, &below, view, option, false);
        add_own_condition(it, &below, view, option, true);
    }
    explain_set_children(it, reason, &below);
}

static void add_date(Explain *it, ReasonList *list, const NormView *view, uint32_t reg,
                     const char *role)
{
    if (reg == REGISTER_NONE)
        return;
    if (it->code->instructions[reg].opcode == OP_CONSTANT) {
        Reason *leaf = explain_add(it, list, explain_value_words(it, (Place){reg, view->row}));
        leaf->role = role;
        leaf->span = it->code->spans[reg];
        return;
    }
    explain_add_place(it, list, (Place){reg, view->row}, role, NULL);
}

static void add_repeat(Explain *it, ReasonList *list, const NormView *view)
{
    const CodeNorm *norm = view->norm;
    Value from, duration;
    if (norm->repeat_from == REGISTER_NONE)
        return;
    add_date(it, list, view, norm->repeat_duration, "every");
    add_date(it, list, view, norm->repeat_from, "from");
    if (!view->outcome->next_due.has ||
        !evaluation_find_value(it->evaluation, norm->repeat_from, view->row, &from) ||
        !evaluation_find_value(it->evaluation, norm->repeat_duration, view->row, &duration))
        return;
    OptionalDate done = view->outcome->done_on;
    Reason *next = explain_add(it, list, "next due");
    next->value = explain_date_words(it->arena, view->outcome->next_due.day);
    ReasonList below = {{0}};
    bool counts = done.has && done.day >= from;
    explain_add_date_notes(it, &below, counts ? done.day : from, duration, false);
    explain_set_children(it, next, &below);
}

/* A choice has no doing of its own. */
static void name_doing(Reason *reason, const CodeNorm *norm, uint32_t row)
{
    if (norm->action == INDEX_NONE)
        return;
    reason->source = REASON_DOING;
    reason->number = norm->action;
    reason->row = row;
}

static void add_done(Explain *it, ReasonList *list, const NormView *view)
{
    OptionalDate done = view->outcome->done_on;
    Modality modality = view->norm->modality;
    Reason *leaf = NULL;
    if (done.has) {
        leaf = explain_add(it, list, "done on");
        leaf->value = explain_date_words(it->arena, done.day);
    } else if (view->outcome->state == STATE_NONE && modality != MODALITY_FOLLOW) {
        leaf = explain_add(it, list, "whether it was done is not known");
    } else if (modality_is_duty(modality) || modality_is_ban(modality)) {
        leaf = explain_add(it, list, "not recorded as done");
    }
    if (leaf)
        name_doing(leaf, view->norm, view->row);
}

static const OutcomeOption *find_option(const OutcomeNorm *choice, uint32_t norm)
{
    for (uint32_t i = 0; i < choice->option_count; i++)
        if (choice->options[i].norm == norm)
            return &choice->options[i];
    return NULL;
}

static const char *option_value(Explain *it, const OutcomeOption *option)
{
    if (!option)
        return "not an option";
    if (!option->is_done_known)
        return "not known whether it was done";
    if (!option->done_on.has)
        return "not done";
    return arena_format(it->arena, "done on %s",
                        explain_date_words(it->arena, option->done_on.day));
}

/* Why it is an option, is none, or may be one. */
static void add_option_conditions(Explain *it, ReasonList *list, const NormView *view,
                                  const CodeNorm *norm, bool is_none)
{
    for (int i = 0; i < 2; i++) {
        uint32_t reg = get_own_condition(norm, i == 1);
        bool is_idle = own_effect(it, view, norm, i == 1) != TRUTH_NO ||
                       explain_is_idle_part(it, norm->reg, reg);
        if (reg == REGISTER_NONE || (is_none && is_idle && !it->with_all))
            continue;
        explain_add_place(it, list, (Place){reg, view->row}, i == 1 ? "until" : "its own when",
                          NULL);
    }
}

static void add_option(Explain *it, ReasonList *list, const NormView *view, uint32_t number)
{
    const OutcomeOption *option = find_option(view->outcome, number);
    const CodeNorm *norm = &it->code->norms[number];
    const CodeAction *action = &it->code->actions[norm->action];
    Reason *reason = explain_add(it, list, EXPLAIN_JOIN(it->arena, "option ", action->name));
    reason->label = norm->label ? norm->label : action->label;
    reason->marks = &norm->marks;
    reason->span = norm->span;
    reason->value = option_value(it, option);
    ReasonList below = {{0}};
    add_option_conditions(it, &below, view, norm, !option);
    if (option) {
        name_doing(reason, norm, view->row);
        add_date(it, &below, view, norm->not_before, "not before");
        add_date(it, &below, view, norm->by, "by");
        add_date(it, &below, view, norm->within_date, "within");
    }
    explain_set_children(it, reason, &below);
}

static void add_options(Explain *it, ReasonList *list, const NormView *view)
{
    for (uint32_t i = 0; i < view->norm->option_count; i++)
        add_option(it, list, view, view->norm->first_option + i);
}

static void add_life(Explain *it, ReasonList *list, const NormView *view)
{
    const CodeNorm *norm = view->norm;
    add_date(it, list, view, norm->not_before, "not before");
    add_date(it, list, view, norm->by, "by");
    add_date(it, list, view, norm->within_date, "within");
    add_repeat(it, list, view);
    if (norm->by_text)
        explain_add(it, list, arena_format(it->arena, "by %s: no date is reckoned", norm->by_text));
    add_options(it, list, view);
    add_done(it, list, view);
}

static const MissingFact *find_missing(Explain *it, const char *key)
{
    const Outcome *outcome = it->outcome;
    if (!it->missing) {
        it->missing = map_new(it->scratch);
        for (size_t i = 0; i < outcome->missing.count; i++)
            map_set(it->missing, str_from(outcome->missing.items[i].key), (uint32_t)i);
    }
    uint32_t number;
    return map_find(it->missing, str_from(key), &number) ? &outcome->missing.items[number] : NULL;
}

static void add_waiting(Explain *it, ReasonList *list, const OutcomeNorm *norm)
{
    if (norm->needs.count + norm->blocked_by.count == 0)
        return;
    Reason *reason = explain_add(it, list, "what is missing");
    ReasonList below = {{0}};
    for (uint32_t i = 0; i < norm->needs.count; i++) {
        const MissingFact *fact = find_missing(it, norm->needs.items[i]);
        Reason *leaf = explain_add(it, &below, norm->needs.items[i]);
        leaf->label = fact ? fact->ask ? fact->ask : fact->label : NULL;
        leaf->from = fact && fact->is_known_unknown ? "said to be unknown" : NULL;
    }
    for (uint32_t i = 0; i < norm->blocked_by.count; i++)
        explain_add(it, &below,
                    arena_format(it->arena, "blocked by %s", norm->blocked_by.items[i]));
    explain_set_children(it, reason, &below);
}

static void add_missing_list(Explain *it, ReasonList *list, const NormView *view)
{
    uint32_t row = 0;
    uint32_t fact = keys_find_missing_fact(it->evaluation, view->rule->frame, view->row, &row);
    if (fact != INDEX_NONE)
        explain_fill_list(it, fact, row, explain_add(it, list, NULL));
}

void explain_fill_norm(Explain *it, const OutcomeNorm *norm, Reason *into)
{
    const CodeNorm *code_norm = &it->code->norms[norm->norm];
    NormView view = {norm, code_norm, &it->code->rules[code_norm->rule], norm->row};
    ReasonList children = {{0}};
    fill_norm_head(it, &view, into);
    if (!it->outcome->is_in_force)
        explain_add(it, &children,
                    arena_format(it->arena, "the procedure %s is not in force on %s",
                                 it->code->procedures[it->code->procedure].name,
                                 explain_date_words(it->arena, it->outcome->as_of)));
    if (norm->status == NORM_UNDETERMINED)
        add_missing_list(it, &children, &view);
    add_rule(it, &children, &view);
    add_own_condition(it, &children, &view, code_norm, false);
    add_own_condition(it, &children, &view, code_norm, true);
    if (norm->status == NORM_APPLIES)
        add_life(it, &children, &view);
    else
        add_open_options(it, &children, &view);
    add_waiting(it, &children, norm);
    explain_set_children(it, into, &children);
}
