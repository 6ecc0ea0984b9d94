/* explain_rule.c - why a rule applies or does not: part by part.
 *
 * A part is one reason: the condition itself, with a word before it that says what it did to the rule. An overriding rule is
 * explained like the rule that it overrides.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/parts.h"

Truth explain_negate(Truth truth)
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
    return is_bar ? explain_negate(truth) : truth;
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

void explain_push_rule(Explain *it, uint32_t rule, uint32_t row, Reason *into)
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
    explain_push_rule(it, rule, row, reason);
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

/* What is settled for every element alike is said once. */
static void push_certain_override(Explain *it, uint32_t rule, Reason *into)
{
    ReasonList below = {{0}};
    uint32_t first, end;
    evaluation_get_rows(it->evaluation, it->code->rules[rule].frame, it->outcome->case_row, &first,
                        &end);
    if (first < end) {
        explain_push_rule(it, rule, first, into);
        return;
    }
    explain_add(it, &below, "it does not apply on that day, whatever the case says");
    explain_set_children(it, into, &below);
}

/* The overriding rule's own reasons: in its row where it has one, else in the rows that settled it. */
static void push_override(Explain *it, const CodeRule *rule, uint32_t row, const CodeRulePart *part,
                          Reason *into)
{
    const CodeRule *other = &it->code->rules[part->rule];
    ReasonList below = {{0}};
    uint32_t first, end, carried;
    if (find_carried_row(it, part, row, &carried)) {
        explain_push_rule(it, part->rule, carried, into);
        return;
    }
    if (explain_is_certain(it, part->reg)) {
        push_certain_override(it, part->rule, into);
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
    Reason *reason = explain_add(it, list, EXPLAIN_JOIN(it->arena, "rule ", other->name));
    reason->role = override_role(effect);
    reason->label = other->label;
    reason->span = part->span;
    reason->marks = &other->marks;
    push_override(it, rule, row, part, reason);
}

static bool is_part_shown(const Explain *it, const CodeRule *rule, const CodeRulePart *part,
                          uint32_t row, Truth truth)
{
    Truth effect = effect_of(it, part, row);
    if (it->with_all)
        return true;
    return effect == truth && !explain_is_idle_part(it, rule->reg, part->reg) &&
           !(part->kind == RULE_PART_IN_FORCE && effect == TRUTH_YES);
}

void explain_fill_rule(Explain *it, const ExplainTask *task)
{
    const CodeRule *rule = &it->code->rules[task->place.reg];
    uint32_t row = task->place.row;
    Truth truth = evaluation_get_truth(it->evaluation, rule->reg, row);
    if (!walk_set_add(it->rules_seen, task->place)) {
        task->into->from = EXPLAIN_JOIN(it->arena, "see the rule ", rule->name, " above");
        return;
    }
    ReasonList children = {{0}};
    for (uint32_t i = 0; i < rule->part_count; i++)
        if (is_part_shown(it, rule, &rule->parts[i], row, truth))
            add_part(it, &children, rule, row, &rule->parts[i]);
    explain_set_children(it, task->into, &children);
}
