/* explain_rule.c - why a norm applies or does not: its rule part by part, its own conditions, its dates.
 *
 * A part is one reason: the condition itself, with a word before it that says what it did to the rule. An overriding rule is
 * explained like the rule that it overrides.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "explain/parts.h"

static Truth negate(Truth truth)
{
    switch (truth) {
    case TRUTH_NO: return TRUTH_YES;
    case TRUTH_UNKNOWN: return TRUTH_UNKNOWN;
    case TRUTH_YES: return TRUTH_NO;
    }
    UNREACHABLE();
}

/* What a part does to the rule: yes lets it apply. */
static Truth effect_of(const Explain *it, const CodeRulePart *part, uint32_t row)
{
    Truth truth = evaluation_get_truth(it->evaluation, part->reg, row);
    bool is_bar = part->kind == RULE_PART_UNLESS || part->kind == RULE_PART_OVERRIDDEN_BY;
    return is_bar ? negate(truth) : truth;
}

static const char *part_role(RulePartKind kind)
{
    switch (kind) {
    case RULE_PART_WHERE: return "where";
    case RULE_PART_WHEN: return "when";
    case RULE_PART_UNLESS: return "unless";
    case RULE_PART_IN_FORCE:
    case RULE_PART_OVERRIDDEN_BY: return NULL;
    }
    UNREACHABLE();
}

static void push_rule(Explain *it, uint32_t rule, uint32_t row, Reason *into)
{
    ExplainTask task = {
        .is_rule = true, .with_all = it->with_all, .place = {rule, row}, .into = into};
    VEC_PUSH(it->scratch, &it->pending, task);
}

static bool is_ancestor(const Code *code, uint32_t frame, uint32_t outer)
{
    while (frame != outer && frame != 0)
        frame = code->frames[frame].parent;
    return frame == outer;
}

/* The rows of `frame` below one row of an ancestor. */
static void find_rows(const Explain *it, uint32_t frame, uint32_t outer, uint32_t outer_row,
                      uint32_t *first, uint32_t *end)
{
    uint32_t depth = 0;
    uint32_t *path = ARENA_ARRAY(it->scratch, code_get_depth(it->code, frame), uint32_t);
    for (; frame != outer; frame = it->code->frames[frame].parent)
        path[depth++] = frame;
    *first = outer_row;
    *end = outer_row + 1;
    while (depth > 0) {
        const uint32_t *first_row = it->evaluation->table->frames[path[--depth]].first_row;
        *first = first_row[*first];
        *end = first_row[*end];
    }
}

static void add_inner_rule(Explain *it, ReasonList *list, uint32_t rule, uint32_t row)
{
    const CodeRule *other = &it->code->rules[rule];
    Elements elements =
        outcome_elements(it->scratch, it->evaluation, other->frame, row, other->variables);
    Reason *reason = explain_add(it, list, keys_describe_elements(it->arena, &elements));
    reason->value = explain_truth_words(evaluation_get_truth(it->evaluation, other->reg, row));
    reason->source = REASON_LIST;
    reason->number = other->frame;
    push_rule(it, rule, row, reason);
}

static void add_no_rows(Explain *it, ReasonList *list, uint32_t frame)
{
    Reason *reason = explain_add(it, list, it->code->frames[frame].path);
    reason->value = "none";
    reason->source = REASON_LIST;
    reason->number = frame;
}

/* The row of the overriding rule that a part's register only carries here; false where it stands for several. */
static bool find_carried_row(const Explain *it, const CodeRulePart *part, uint32_t row,
                             uint32_t *carried)
{
    Place place = {part->reg, row};
    while (walk_get_kind(it->code->instructions[place.reg].opcode) == STEP_PASS)
        place = walk_get_target(it->evaluation, place);
    *carried = place.row;
    return place.reg == it->code->rules[part->rule].reg;
}

/* The overriding rule's own reasons: in its row where it has one, else in the rows that settled it. */
static void push_override(Explain *it, const CodeRule *rule, uint32_t row, const CodeRulePart *part,
                          Reason *into)
{
    const CodeRule *other = &it->code->rules[part->rule];
    ReasonList below = {{0}};
    uint32_t first, end, carried;
    if (find_carried_row(it, part, row, &carried)) {
        push_rule(it, part->rule, carried, into);
        return;
    }
    if (!is_ancestor(it->code, other->frame, rule->frame)) {
        explain_add_place(it, &below, (Place){part->reg, row}, NULL, NULL);
        explain_set_children(it, into, &below);
        return;
    }
    find_rows(it, other->frame, rule->frame, row, &first, &end);
    Truth wanted = evaluation_get_truth(it->evaluation, part->reg, row);
    for (uint32_t i = first; i < end; i++)
        if (it->with_all || evaluation_get_truth(it->evaluation, other->reg, i) == wanted)
            add_inner_rule(it, &below, part->rule, i);
    if (first == end)
        add_no_rows(it, &below, other->frame);
    explain_set_children(it, into, &below);
}

static const char *override_role(Truth effect)
{
    switch (effect) {
    case TRUTH_NO: return "overridden by";
    case TRUTH_UNKNOWN: return "perhaps overridden by";
    case TRUTH_YES: return "not overridden by";
    }
    UNREACHABLE();
}

static void add_part(Explain *it, ReasonList *list, const CodeRule *rule, uint32_t row,
                     const CodeRulePart *part)
{
    Truth effect = effect_of(it, part, row);
    if (part->kind != RULE_PART_OVERRIDDEN_BY) {
        explain_add_place(it, list, (Place){part->reg, row}, part_role(part->kind), &part->marks);
        return;
    }
    const CodeRule *other = &it->code->rules[part->rule];
    Reason *reason = explain_add(it, list, arena_format(it->arena, "rule %s", other->name));
    reason->role = override_role(effect);
    reason->label = other->label;
    reason->span = part->span;
    reason->marks = &other->marks;
    push_override(it, rule, row, part, reason);
}

static bool is_part_shown(const Explain *it, const CodeRulePart *part, uint32_t row, Truth rule)
{
    Truth effect = effect_of(it, part, row);
    if (it->with_all)
        return true;
    return effect == rule && !(part->kind == RULE_PART_IN_FORCE && effect == TRUTH_YES);
}

void explain_fill_rule(Explain *it, const ExplainTask *task)
{
    const CodeRule *rule = &it->code->rules[task->place.reg];
    uint32_t row = task->place.row;
    Truth truth = evaluation_get_truth(it->evaluation, rule->reg, row);
    if (!walk_set_add(it->rules_seen, task->place)) {
        task->into->from = arena_format(it->arena, "see the rule %s above", rule->name);
        return;
    }
    ReasonList children = {{0}};
    for (uint32_t i = 0; i < rule->part_count; i++)
        if (is_part_shown(it, &rule->parts[i], row, truth))
            add_part(it, &children, rule, row, &rule->parts[i]);
    explain_set_children(it, task->into, &children);
}

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
        into->text = arena_format(it->arena, "%s %s one of, by the rule %s",
                                  norm->actor ? norm->actor : "", modality, view->rule->name);
    else if (norm->modality == MODALITY_FOLLOW || !norm->actor)
        into->text = arena_format(it->arena, "%s %s", modality, what);
    else
        into->text = arena_format(it->arena, "%s %s %s", norm->actor, modality, what);
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
    Reason *reason = explain_add(it, list, arena_format(it->arena, "rule %s", rule->name));
    reason->label = rule->label;
    reason->value = truth == TRUTH_YES  ? "applies"
                    : truth == TRUTH_NO ? "does not apply"
                                        : "not settled";
    reason->marks = without_notes(it, &rule->marks);
    reason->span = rule->span;
    push_rule(it, view->norm->rule, view->row, reason);
}

static void add_own_condition(Explain *it, ReasonList *list, const NormView *view, uint32_t reg,
                              bool is_until)
{
    if (reg == REGISTER_NONE)
        return;
    Truth truth = evaluation_get_truth(it->evaluation, reg, view->row);
    Truth effect = is_until ? negate(truth) : truth;
    if (effect != norm_truth(view->outcome) && !it->with_all)
        return;
    const char *role = is_until ? "until" : "its own when";
    explain_add_place(it, list, (Place){reg, view->row}, role, NULL);
}

/* A choice applies only where one of its options is open. */
static void add_open_options(Explain *it, ReasonList *list, const NormView *view)
{
    Truth rule = evaluation_get_truth(it->evaluation, view->rule->reg, view->row);
    if (view->norm->option_count == 0 || rule == TRUTH_NO)
        return;
    Reason *reason = explain_add(it, list, "some option is open");
    reason->value = explain_truth_words(norm_truth(view->outcome));
    ReasonList below = {{0}};
    for (uint32_t i = 0; i < view->norm->option_count; i++) {
        const CodeNorm *option = &it->code->norms[view->norm->first_option + i];
        add_own_condition(it, &below, view, option->when, false);
        add_own_condition(it, &below, view, option->until, true);
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
    const uint32_t regs[] = {norm->when, norm->until};
    for (int i = 0; i < 2; i++) {
        if (regs[i] == REGISTER_NONE)
            continue;
        Truth truth = evaluation_get_truth(it->evaluation, regs[i], view->row);
        Truth effect = i == 1 ? negate(truth) : truth;
        if (is_none && effect != TRUTH_NO && !it->with_all)
            continue;
        explain_add_place(it, list, (Place){regs[i], view->row}, i == 1 ? "until" : "its own when",
                          NULL);
    }
}

static void add_option(Explain *it, ReasonList *list, const NormView *view, uint32_t number)
{
    const OutcomeOption *option = find_option(view->outcome, number);
    const CodeNorm *norm = &it->code->norms[number];
    const CodeAction *action = &it->code->actions[norm->action];
    Reason *reason = explain_add(it, list, arena_format(it->arena, "option %s", action->name));
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
    add_own_condition(it, &children, &view, code_norm->when, false);
    add_own_condition(it, &children, &view, code_norm->until, true);
    if (norm->status == NORM_APPLIES)
        add_life(it, &children, &view);
    else
        add_open_options(it, &children, &view);
    add_waiting(it, &children, norm);
    explain_set_children(it, into, &children);
}
