/* explain_place.c - why a register holds what it holds in a row: one reason, and tasks for what it rests on.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "explain/parts.h"

/* Values that only change frames, and lists of one condition, say nothing of their own. */
static Place follow_to_meaning(const Explain *it, Place place)
{
    for (;;) {
        const Instruction *step = &it->code->instructions[place.reg];
        StepKind kind = walk_get_kind(step->opcode);
        if (kind == STEP_PASS)
            place = walk_get_target(it->evaluation, place);
        else if (kind == STEP_LOGIC && step->opcode != OP_AT_LEAST && step->b == 1)
            place.reg = it->code->pool[step->a];
        else
            return place;
    }
}

/* What is cited on the way there: a bullet that is one fact or decision cites its own paragraph. */
static Marks marks_on_the_way(const Explain *it, Place place, Place meaning)
{
    Marks marks = {NULL, 0, 0, NULL};
    while (it->code->condition_marks && place.reg != meaning.reg) {
        const Instruction *step = &it->code->instructions[place.reg];
        marks = marks_join(it->arena, marks, it->code->condition_marks[place.reg]);
        place = walk_get_kind(step->opcode) == STEP_PASS
                    ? walk_get_target(it->evaluation, place)
                    : (Place){it->code->pool[step->a], place.row};
    }
    return marks;
}

static void put_marks_first(Explain *it, Marks first, Reason *into)
{
    if (!first.citation_count && !first.note_count)
        return;
    Marks *joined = ARENA_NEW(it->arena, Marks);
    *joined = into->marks ? marks_join(it->arena, first, *into->marks) : first;
    into->marks = joined;
}

static bool is_constant(const Explain *it, Place place)
{
    return it->code->instructions[follow_to_meaning(it, place).reg].opcode == OP_CONSTANT;
}

/* Whether it has no value though nothing is waited for: no element, a division by zero. */
static bool has_failed(Explain *it, Place place)
{
    Places waits = {{0}};
    StepKind kind = walk_get_kind(it->code->instructions[place.reg].opcode);
    if ((kind != STEP_PLAIN && kind != STEP_FOLD) || walk_is_list_missing(it->evaluation, place) ||
        evaluation_is_known(it->evaluation, place.reg, place.row))
        return false;
    walk_add_operands(&waits, it->scratch, it->evaluation, place, WALK_MATTERING);
    return waits.list.count == 0;
}

static Places operands_of(Explain *it, Place place)
{
    Places operands = {{0}};
    WalkReach reach = it->with_all            ? WALK_ALL
                      : has_failed(it, place) ? WALK_SETTLED
                                              : WALK_MATTERING;
    walk_add_operands(&operands, it->scratch, it->evaluation, place, reach);
    if (!it->with_all)
        certain_fold(it->outcome->certain, place, &operands, 0);
    return operands;
}

/* Before what it was reckoned from. */
static void add_failure(Explain *it, ReasonList *list, Place place)
{
    if (has_failed(it, place))
        explain_add(it, list, walk_describe_failure(it->evaluation, place));
}

static void add_date_notes(Explain *it, ReasonList *list, Place place)
{
    const Instruction *step = &it->code->instructions[place.reg];
    Value date, duration;
    if ((step->opcode == OP_DATE_ADD || step->opcode == OP_DATE_SUBTRACT) &&
        evaluation_find_value(it->evaluation, step->a, place.row, &date) &&
        evaluation_find_value(it->evaluation, step->b, place.row, &duration))
        explain_add_date_notes(it, list, date, duration, step->opcode == OP_DATE_SUBTRACT);
}

static void add_operands(Explain *it, ReasonList *list, Place place)
{
    if (it->code->instructions[place.reg].opcode == OP_IS_KNOWN &&
        evaluation_get_truth(it->evaluation, place.reg, place.row) != TRUTH_YES)
        it->with_all = true; /* whatever is below could give it a value */
    Places operands = operands_of(it, place);
    add_failure(it, list, place);
    for (size_t i = 0; i < operands.list.count; i++)
        if (!is_constant(it, operands.list.items[i]))
            explain_add_place(it, list, operands.list.items[i], NULL, NULL);
    add_date_notes(it, list, place);
}

/* The list as a leaf: where it is not given, or where it has no elements. */
static void add_list(Explain *it, ReasonList *list, Place place)
{
    uint32_t child = it->code->instructions[place.reg].a;
    uint32_t first, end;
    uint32_t fact_row = 0;
    uint32_t fact = INDEX_NONE;
    walk_get_child_rows(it->evaluation, child, place.row, &first, &end);
    uint32_t list_frame = it->code->frames[child].list_frame;
    if (first < end)
        fact =
            keys_find_missing_fact(it->evaluation, list_frame,
                                   keys_get_element_row(it->evaluation, child, first), &fact_row);
    if (fact == INDEX_NONE && list_frame == child) {
        fact = it->code->frames[child].list_fact;
        fact_row = place.row;
    }
    Reason *leaf = explain_add(it, list, it->code->frames[child].path);
    if (fact != INDEX_NONE)
        explain_fill_list(it, fact, fact_row, leaf);
    else {
        leaf->value = "none";
        leaf->source = REASON_LIST;
        leaf->number = child;
    }
}

static const char *element_words(Explain *it, uint32_t frame, uint32_t row)
{
    Elements elements = outcome_elements(it->scratch, it->evaluation, frame, row, NULL);
    const ElementRef *last = &elements.items[elements.count - 1];
    if (last->number == 0)
        return arena_format(it->arena, "any element of %s", last->list);
    Text text = text_in(it->arena);
    text_add(&text, last->list);
    text_add_byte(&text, ' ');
    text_add_number(&text, last->number);
    return text.bytes;
}

/* One reason an element, and below it what was looked at in that element. */
static void add_elements(Explain *it, ReasonList *list, Place place)
{
    uint32_t child = it->code->instructions[place.reg].a;
    Places operands = operands_of(it, place);
    uint32_t first, end;
    walk_get_child_rows(it->evaluation, child, place.row, &first, &end);
    add_failure(it, list, place);
    if (walk_is_list_missing(it->evaluation, place) || first == end)
        add_list(it, list, place);
    for (size_t i = 0; i < operands.list.count;) {
        uint32_t row = operands.list.items[i].row;
        Reason *element = explain_add(it, list, element_words(it, child, row));
        element->source = REASON_LIST;
        element->number = child;
        ReasonList below = {{0}};
        for (; i < operands.list.count && operands.list.items[i].row == row; i++)
            if (!is_constant(it, operands.list.items[i]))
                explain_add_place(it, &below, operands.list.items[i], NULL, NULL);
        explain_set_children(it, element, &below);
    }
}

/* NULL for an alternative without a condition, of which there is nothing to say but its own words. */
static const char *alternative_value(const Settlement *settled, uint32_t i, bool is_always)
{
    if (is_always && settled->status != DECISION_CONFLICT)
        return NULL;
    switch (settled->alternatives[i].condition) {
    case TRUTH_NO: return "does not hold";
    case TRUTH_UNKNOWN: return "not settled";
    case TRUTH_YES: break;
    }
    if (settled->status == DECISION_CONFLICT && settled->is_relevant[i])
        return "holds, against another that holds";
    return "holds";
}

/* Whether an alternative of that level waits for something. */
static bool is_level_open(const Settlement *settled, uint32_t level)
{
    for (uint32_t i = 0; i < settled->count; i++)
        if (settled->alternatives[i].level == level &&
            settled->alternatives[i].condition == TRUTH_UNKNOWN)
            return true;
    return false;
}

/* The chosen ones, those that would have given another value, and those that the decision waits for. */
static bool is_alternative_shown(const Explain *it, Place place, const Settlement *settled,
                                 uint32_t i)
{
    const AlternativeState *state = &settled->alternatives[i];
    AlternativeParts parts = walk_get_parts(it->code, place.reg, settled, i);
    if (it->with_all)
        return true;
    if (settled->status == DECISION_UNDETERMINED)
        return settled->is_relevant[i] && (state->condition == TRUTH_UNKNOWN || !state->has_value ||
                                           is_level_open(settled, state->level));
    return parts.condition || parts.value;
}

/* Where the alternative's own words say the condition, or it is a row of cells, it is not said again. */
static bool is_condition_said(Explain *it, const Reason *alternative, Place condition,
                              bool is_table)
{
    Place place = follow_to_meaning(it, condition);
    StepKind kind = walk_get_kind(it->code->instructions[place.reg].opcode);
    if (is_table)
        return kind == STEP_LOGIC;
    if (it->with_all || kind == STEP_SOURCE || kind == STEP_DECIDE)
        return false;
    const char *words = explain_words(it, it->code->spans[place.reg]);
    return words && strstr(alternative->text, words);
}

static void add_alternative(Explain *it, ReasonList *list, Place place, const Settlement *settled,
                            const CodeDecision *decision, uint32_t i)
{
    Reason *reason = explain_add(it, list, NULL);
    bool is_table = decision && decision->is_table;
    if (decision) {
        reason->span = decision->alternatives[i].span;
        reason->marks = &decision->alternatives[i].marks;
    }
    if (!is_table)
        reason->text = explain_words(it, reason->span);
    if (!reason->text)
        reason->text = arena_format(it->arena, "%s %u", is_table ? "row" : "alternative", i + 1);
    ReasonList below = {{0}};
    uint32_t condition = walk_get_condition(it->code, place.reg, i);
    reason->value = alternative_value(settled, i, condition == REGISTER_NONE);
    Place value = {walk_get_value(it->code, place.reg, i), place.row};
    Place when = {condition, place.row};
    AlternativeParts parts = walk_get_parts(it->code, place.reg, settled, i);
    bool is_open = settled->status == DECISION_UNDETERMINED;
    bool has_value =
        it->with_all || parts.value || (is_open && settled->alternatives[i].condition != TRUTH_NO);
    bool has_condition = it->with_all || parts.condition || is_open;
    if (has_condition && condition != REGISTER_NONE && !is_constant(it, when)) {
        explain_add_place(it, &below, when, is_table ? "cell" : NULL, NULL);
        ExplainTask *task = &it->pending.items[it->pending.count - 1];
        task->is_hoisted = is_condition_said(it, reason, when, is_table);
        if (task->is_hoisted)
            task->into = reason, below.list.count = 0;
    }
    if (has_value && (is_table || !is_constant(it, value)))
        explain_add_place(it, &below, value, is_table ? "gives" : NULL, NULL);
    explain_set_children(it, reason, &below);
}

static void fill_decision(Explain *it, Place place, Reason *into, const Settlement *settled,
                          uint32_t number)
{
    const CodeDecision *decision = number == INDEX_NONE ? NULL : &it->code->decisions[number];
    ReasonList children = {{0}};
    for (uint32_t i = 0; i < settled->count; i++)
        if (is_alternative_shown(it, place, settled, i))
            add_alternative(it, &children, place, settled, decision, i);
    explain_set_children(it, into, &children);
}

static const char *decision_value(Explain *it, Place place, const Settlement *settled)
{
    switch (settled->status) {
    case DECISION_VALUE: return explain_value_words(it, place);
    case DECISION_UNDETERMINED: return "unknown";
    case DECISION_CONFLICT: return "conflict";
    case DECISION_GAP: return "no answer";
    }
    UNREACHABLE();
}

static void explain_decide(Explain *it, Place place, Reason *into)
{
    uint32_t number = explain_find_decision(it, place.reg);
    Settlement settled = walk_settle(it->scratch, it->evaluation, place);
    if (number != INDEX_NONE) {
        const CodeDecision *decision = &it->code->decisions[number];
        into->text = keys_of_decision(it->arena, it->evaluation, number, place.row);
        into->label = decision->label;
        into->marks = &decision->marks;
        into->span = decision->span;
    }
    into->value = decision_value(it, place, &settled);
    if (explain_is_new(it, place)) {
        fill_decision(it, place, into, &settled, number);
        return;
    }
    into->from = EXPLAIN_JOIN(it->arena, "see ", into->text ? into->text : "it", " above");
    into->marks = NULL;
}

static void fill_step(Explain *it, Place place, Reason *into)
{
    StepKind kind = walk_get_kind(it->code->instructions[place.reg].opcode);
    ReasonList children = {{0}};
    into->value = explain_value_words(it, place);
    if (!explain_is_new(it, place)) {
        into->from = "see above";
        return;
    }
    if (kind == STEP_ELEMENTS || kind == STEP_FOLD)
        add_elements(it, &children, place);
    else
        add_operands(it, &children, place);
    explain_set_children(it, into, &children);
}

/* What is below the condition goes before what already stands below `into`. */
static void fill_hoisted(Explain *it, const ExplainTask *task, Place place)
{
    Reason *into = task->into;
    Reason unsaid = {.text = NULL};
    const Marks *marks = it->code->condition_marks ? &it->code->condition_marks[place.reg] : NULL;
    fill_step(it, place, &unsaid);
    for (size_t i = 0; i < it->pending.count; i++)
        it->pending.items[i].role = task->role;
    ReasonList children = {{0}};
    for (uint32_t i = 0; i < unsaid.because_count; i++)
        VEC_PUSH(it->scratch, &children.list, unsaid.because[i]);
    for (uint32_t i = 0; i < into->because_count; i++)
        VEC_PUSH(it->scratch, &children.list, into->because[i]);
    explain_set_children(it, into, &children);
    into->from = unsaid.from;
    if (marks && (!into->marks || into->marks->citation_count + into->marks->note_count == 0))
        into->marks = marks;
}

static const char *step_words(Explain *it, Place place)
{
    const char *words = explain_words(it, it->code->spans[place.reg]);
    return words ? words : "the condition";
}

static void apply_task(const ExplainTask *task)
{
    Reason *into = task->into;
    if (task->marks && task->marks->citation_count + task->marks->note_count > 0)
        into->marks = task->marks;
    into->role = task->role;
}

void explain_fill_place(Explain *it, const ExplainTask *task)
{
    Place place = follow_to_meaning(it, task->place);
    Reason *into = task->into;
    StepKind kind = walk_get_kind(it->code->instructions[place.reg].opcode);
    if (task->is_hoisted) {
        fill_hoisted(it, task, place);
        put_marks_first(it, marks_on_the_way(it, task->place, place), into);
        return;
    }
    if (kind == STEP_SOURCE) {
        explain_fill_source(it, place, into);
    } else {
        into->text = step_words(it, place);
        into->span = it->code->spans[place.reg];
        if (it->code->condition_marks)
            into->marks = &it->code->condition_marks[place.reg];
        if (kind == STEP_DECIDE)
            explain_decide(it, place, into);
        else
            fill_step(it, place, into);
    }
    put_marks_first(it, marks_on_the_way(it, task->place, place), into);
    apply_task(task);
}
