/* check_tables.c - frames that nest, facts in their frames, figures within their types.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/check.h"

/* As deep as loops can be written (AST_DEPTH_MAX of the compiler): passes may walk up or recurse. */
#define FRAME_DEPTH_MAX 1000

static bool check_root(Check *check)
{
    if (check->code->frame_count == 0)
        return check_fail(check, "no frames", 0);
    const CodeFrame *root = &check->code->frames[0];
    if (root->parent != INDEX_NONE || root->list_frame != 0 || root->list_fact != INDEX_NONE ||
        root->holder != INDEX_NONE || !root->path)
        return check_fail(check, "frame 0 is not the case", 0);
    return true;
}

/* A frame of a list: the list is a fact of the parent, and knows its frame. */
static bool is_list_frame(const Code *code, uint32_t frame)
{
    const CodeFrame *of = &code->frames[frame];
    if (of->list_fact >= code->fact_count || of->holder != of->parent)
        return false;
    const CodeFact *list = &code->facts[of->list_fact];
    return list->frame == of->parent && list->type.kind == TYPE_LIST && list->list_frame == frame;
}

/* Rows of the parent with the elements of the list that the holder's element has. */
static bool is_product_frame(const Code *code, uint32_t frame)
{
    const CodeFrame *of = &code->frames[frame];
    if (of->list_frame == 0 || of->list_frame >= frame)
        return false;
    const CodeFrame *list = &code->frames[of->list_frame];
    bool holds = of->holder < frame &&
                 (of->holder == of->parent || code_is_ancestor(code, of->holder, of->parent));
    return holds && list->list_frame == of->list_frame && list->list_fact == of->list_fact &&
           code->frames[of->holder].list_frame == list->parent;
}

static bool check_frames(Check *check)
{
    const Code *code = check->code;
    uint32_t *depths = ARENA_ARRAY(check->scratch, code->frame_count, uint32_t);
    for (uint32_t i = 1; i < code->frame_count; i++) {
        const CodeFrame *frame = &code->frames[i];
        if (frame->parent >= i || !frame->path)
            return check_fail(check, "a frame before its parent", i);
        depths[i] = depths[frame->parent] + 1;
        if (depths[i] > FRAME_DEPTH_MAX)
            return check_fail(check, "a frame too deep", i);
        bool is_right = frame->list_frame == i ? is_list_frame(code, i) : is_product_frame(code, i);
        if (!is_right)
            return check_fail(check, "a frame without its list", i);
    }
    return true;
}

static bool check_fact(Check *check, uint32_t index)
{
    const Code *code = check->code;
    const CodeFact *fact = &code->facts[index];
    if (!fact->name || fact->frame >= code->frame_count ||
        code->frames[fact->frame].list_frame != fact->frame)
        return check_fail(check, "a fact of no frame", index);
    if (!check_type(check, fact->type) || !check_marks(check, &fact->marks))
        return false;
    bool is_list = fact->type.kind == TYPE_LIST;
    if (!is_list && fact->list_frame != INDEX_NONE)
        return check_fail(check, "a list's frame for a fact that is none", index);
    if (is_list && (fact->list_frame >= code->frame_count ||
                    code->frames[fact->list_frame].list_frame != fact->list_frame ||
                    code->frames[fact->list_frame].list_fact != index))
        return check_fail(check, "a list without its frame", index);
    if (fact->reg != REGISTER_NONE &&
        (is_list || !check_register(check, fact->reg, fact->frame, fact->type.kind) ||
         code->instructions[fact->reg].opcode != OP_FACT ||
         code->instructions[fact->reg].a != index))
        return check_fail(check, "a fact whose register reads another", index);
    if (fact->is_presumed &&
        (!check_constant(check, &fact->presumed) || !type_is_same(fact->presumed.type, fact->type)))
        return check_fail(check, "a presumed value of another type", index);
    return check_span(check, fact->span) ? true
                                         : check_fail(check, "a fact that stands nowhere", index);
}

static bool check_parameter(Check *check, uint32_t index)
{
    const CodeParameter *parameter = &check->code->parameters[index];
    if (!parameter->name || !check_type(check, parameter->type) ||
        parameter->type.kind == TYPE_LIST || !check_marks(check, &parameter->marks) ||
        !check_span(check, parameter->span))
        return check_fail(check, "a parameter without name or type", index);
    for (uint32_t i = 0; i < parameter->value_count; i++) {
        const CodeParameterValue *value = &parameter->values[i];
        if (!check_constant(check, &value->value) || !check_marks(check, &value->marks) ||
            !check_span(check, value->span) || !type_is_same(value->value.type, parameter->type))
            return check_fail(check, "a parameter's value of another type", index);
        if (value->from > value->until ||
            !check_dates(true, value->from, value->until != INT64_MAX, value->until))
            return check_fail(check, "a parameter's value outside the calendar", index);
        if (i > 0 && value->from <= parameter->values[i - 1].until)
            return check_fail(check, "a parameter's values out of order", index);
    }
    return true;
}

static bool check_actions(Check *check)
{
    const Code *code = check->code;
    for (uint32_t i = 0; i < code->action_count; i++)
        if (!code->actions[i].name || code->actions[i].frame >= code->frame_count ||
            !check_span(check, code->actions[i].span))
            return check_fail(check, "an action of no frame", i);
    return true;
}

static bool is_period_right(const CodePeriod *period)
{
    return check_dates(period->has_from, period->from, period->has_until, period->until);
}

static bool check_periods(Check *check)
{
    for (uint32_t i = 0; i < check->code->period_count; i++)
        if (!is_period_right(&check->code->periods[i]))
            return check_fail(check, "a period outside the calendar", i);
    return true;
}

static bool check_procedures(Check *check)
{
    const Code *code = check->code;
    for (uint32_t i = 0; i < code->procedure_count; i++) {
        if (!code->procedures[i].name || !check_marks(check, &code->procedures[i].marks) ||
            !check_span(check, code->procedures[i].span))
            return check_fail(check, "a procedure without a name", i);
        if (!is_period_right(&code->procedures[i].period))
            return check_fail(check, "a procedure in force outside the calendar", i);
    }
    if (code->procedure != INDEX_NONE && code->procedure >= code->procedure_count)
        return check_fail(check, "no such procedure to run", code->procedure);
    return true;
}

bool check_tables(Check *check)
{
    const Code *code = check->code;
    if (!check_root(check) || !check_frames(check))
        return false;
    for (uint32_t i = 0; i < code->constant_count; i++)
        if (!check_constant(check, &code->constants[i]))
            return false;
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (!check_fact(check, i))
            return false;
    for (uint32_t i = 0; i < code->parameter_count; i++)
        if (!check_parameter(check, i))
            return false;
    return check_actions(check) && check_periods(check) && check_procedures(check);
}
