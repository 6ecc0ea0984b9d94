/* explain_source.c - the leaves of a reason: what the case says, what is presumed, parameters, periods, doings, lists.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "explain/parts.h"

static const char *presumed_from(Explain *it, const CodeFact *fact)
{
    Text text = text_in(it->arena);
    text_add(&text, "presumed");
    for (uint32_t i = 0; i < fact->marks.citation_count; i++)
        text_add_format(&text, "%s%s", i == 0 ? " [" : ", ", fact->marks.citations[i].text);
    if (fact->marks.citation_count > 0)
        text_add_byte(&text, ']');
    return str_to_text(it->arena, text_get(&text));
}

static const char *cell_from(Explain *it, CellState state, Span span)
{
    switch (state) {
    case CELL_ABSENT: return "not given";
    case CELL_UNKNOWN: return explain_at(it, "said to be unknown", span);
    case CELL_GIVEN: return explain_at(it, "given", span);
    }
    UNREACHABLE();
}

static Span cell_span(const Column *column, uint32_t row)
{
    return column->spans ? column->spans[row] : SPAN_NONE;
}

static const char *missing_list_from(Explain *it, uint32_t frame, uint32_t row)
{
    const char *list = keys_find_missing_list(it->scratch, it->evaluation, frame, row);
    return list ? arena_format(it->arena, "the list %s is not given", list) : NULL;
}

static void name_source(Reason *into, ReasonSource source, uint32_t number, uint32_t row)
{
    into->source = source;
    into->number = number;
    into->row = row;
}

static void fill_fact(Explain *it, Place place, Reason *into)
{
    uint32_t number = it->code->instructions[place.reg].a;
    name_source(into, REASON_FACT, number, place.row);
    const CodeFact *fact = &it->code->facts[number];
    const Column *column = &it->evaluation->table->facts[number];
    CellState state = column_get_state(column, place.row);
    into->text = outcome_fact_key(it->arena, it->evaluation, number, place.row);
    into->label = fact->label;
    into->span = fact->span;
    into->marks = &fact->marks;
    into->value = explain_value_words(it, place);
    into->from = missing_list_from(it, fact->frame, place.row);
    if (into->from)
        return;
    if (state == CELL_ABSENT && fact->is_presumed) {
        into->from = presumed_from(it, fact);
        into->marks = NULL;
        return;
    }
    into->from = cell_from(it, state, cell_span(column, place.row));
}

static void fill_parameter(Explain *it, Place place, Reason *into)
{
    const CodeParameter *parameter = &it->code->parameters[it->code->instructions[place.reg].a];
    into->text = parameter->name;
    into->label = parameter->label;
    into->span = parameter->span;
    into->marks = &parameter->marks;
    into->value = explain_value_words(it, place);
    into->from = "it has no value on that date";
    Value as_of = it->outcome->as_of;
    for (uint32_t i = 0; i < parameter->value_count; i++) {
        const CodeParameterValue *value = &parameter->values[i];
        if (as_of < value->from || as_of > value->until)
            continue;
        into->from = arena_format(it->arena, "parameter value from %s",
                                  explain_date_words(it->scratch, value->from));
        into->span = value->span;
        if (value->marks.citation_count > 0 || value->marks.note_count > 0)
            into->marks = &value->marks;
    }
}

static void fill_period(Explain *it, Place place, Reason *into)
{
    const CodePeriod *period = &it->code->periods[it->code->instructions[place.reg].a];
    Text text = text_in(it->arena);
    text_add(&text, "in force");
    if (period->has_from)
        text_add_format(&text, " from %s", explain_date_words(it->scratch, period->from));
    if (period->has_until)
        text_add_format(&text, " until %s", explain_date_words(it->scratch, period->until));
    into->text = str_to_text(it->arena, text_get(&text));
    into->value = explain_value_words(it, place);
    into->from =
        arena_format(it->arena, "as of %s", explain_date_words(it->scratch, it->outcome->as_of));
}

static void fill_done(Explain *it, Place place, Reason *into)
{
    uint32_t number = it->code->instructions[place.reg].a;
    name_source(into, REASON_DOING, number, place.row);
    const CodeAction *action = &it->code->actions[number];
    const Column *column = &it->evaluation->table->done[number];
    CellState state = column_get_state(column, place.row);
    into->text = keys_of_done(it->arena, it->evaluation, number, place.row);
    into->label = action->label;
    into->span = action->span;
    into->value = explain_value_words(it, place);
    into->from = missing_list_from(it, action->frame, place.row);
    if (into->from)
        return;
    into->from = state == CELL_ABSENT ? "not recorded as done"
                                      : cell_from(it, state, cell_span(column, place.row));
    if (state == CELL_GIVEN)
        into->from = arena_format(
            it->arena, "done on %s, %s",
            explain_date_words(it->scratch, column_get_value(column, place.row)), into->from);
}

void explain_fill_list(Explain *it, uint32_t fact, uint32_t row, Reason *into)
{
    const CodeFact *list = &it->code->facts[fact];
    const CaseFrame *frame = &it->evaluation->table->frames[list->list_frame];
    CellState state = (CellState)frame->list_states[row];
    name_source(into, REASON_LIST, list->list_frame, row);
    into->text = outcome_fact_key(it->arena, it->evaluation, fact, row);
    into->label = list->label;
    into->span = list->span;
    into->marks = &list->marks;
    into->value = state == CELL_GIVEN ? NULL : "unknown";
    if (state == CELL_GIVEN && frame->first_row[row] == frame->first_row[row + 1])
        into->value = "none";
    into->from = missing_list_from(it, list->frame, row);
    if (!into->from)
        into->from = cell_from(it, state, frame->list_spans ? frame->list_spans[row] : SPAN_NONE);
}

static void fill_list_known(Explain *it, Place place, Reason *into)
{
    const Instruction *step = &it->code->instructions[place.reg];
    uint32_t list_frame = it->code->frames[step->a].list_frame;
    if (step->a == list_frame) {
        explain_fill_list(it, it->code->frames[list_frame].list_fact, place.row, into);
        return;
    }
    into->text = it->code->frames[step->a].path;
    into->value = explain_value_words(it, place);
    into->from = into->value[0] == 'y' ? "given" : "not given";
}

static void fill_constant(Explain *it, Place place, Reason *into)
{
    const char *value = explain_value_words(it, place);
    const char *words = explain_words(it, it->code->spans[place.reg]);
    into->text = words ? words : value;
    into->value = words && strcmp(words, value) != 0 ? value : NULL;
    into->span = it->code->spans[place.reg];
}

void explain_fill_source(Explain *it, Place place, Reason *into)
{
    Opcode opcode = it->code->instructions[place.reg].opcode;
    if (opcode == OP_FACT)
        fill_fact(it, place, into);
    else if (opcode == OP_PARAMETER)
        fill_parameter(it, place, into);
    else if (opcode == OP_IN_FORCE)
        fill_period(it, place, into);
    else if (opcode == OP_DONE)
        fill_done(it, place, into);
    else if (opcode == OP_LIST_KNOWN)
        fill_list_known(it, place, into);
    else
        fill_constant(it, place, into);
}
