/* case_name.c - see case_name.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_name.h"

#include "case/case_problem.h"

typedef struct Names {
    VEC(const char *) list;
} Names;

const char *case_name_replace(Report *report, const CaseEntry *entry, Str old, const char *with)
{
    size_t start = (size_t)(old.bytes - entry->key.bytes);
    Text text = text_in(report->arena);
    text_add_str(&text, str_slice(entry->key, 0, start));
    text_add(&text, with);
    text_add_str(&text, str_slice(entry->key, start + old.length, entry->key.length));
    return case_problem_show(report, text_get(&text));
}

/* A derived field may be named with its record: the part after the last dot is compared. */
static Str get_last_part(const char *name)
{
    Str rest = str_from(name);
    for (size_t dot; (dot = str_find_byte(rest, '.')) < rest.length;)
        rest = str_slice(rest, dot + 1, rest.length);
    return rest;
}

static const CodeDecision *find_decision(const Code *code, uint32_t frame, Str name)
{
    for (uint32_t i = 0; i < code->decision_count; i++)
        if (code->decisions[i].frame == frame &&
            str_is_equal(get_last_part(code->decisions[i].name), name))
            return &code->decisions[i];
    return NULL;
}

static const CodeParameter *find_parameter(const Code *code, Str name)
{
    for (uint32_t i = 0; i < code->parameter_count; i++)
        if (str_is(name, code->parameters[i].name))
            return &code->parameters[i];
    return NULL;
}

static const CodeAction *find_action(const Code *code, Str name)
{
    for (uint32_t i = 0; i < code->action_count; i++)
        if (str_is(name, code->actions[i].name))
            return &code->actions[i];
    return NULL;
}

/* A field of that name in any list. */
static const CodeFact *find_field(const Code *code, Str name)
{
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].frame != 0 && str_is(name, code->facts[i].name))
            return &code->facts[i];
    return NULL;
}

static const char *find_nearest_fact(Report *report, const Code *code, uint32_t frame, Str name)
{
    Names names = {{NULL, 0, 0}};
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].frame == frame)
            VEC_PUSH(report->arena, &names.list, code->facts[i].name);
    return report_find_nearest(names.list.items, names.list.count, name);
}

static void report_worked_out(Report *report, const CaseEntry *entry, Span span, bool is_decision)
{
    size_t message =
        report_add(report, problem_kind(PROBLEM_WORKED_OUT), entry->span,
                   "'%s' is worked out, not given", case_problem_show(report, entry->key));
    if (!is_decision)
        report_hint(report, message, "it is a parameter, whose figures stand in the procedure");
    if (span.source != SOURCE_NONE)
        report_note(report, message, span, is_decision ? "it is decided here" : "it stands here");
}

/* What else a name of the case itself may have been meant for. */
static void hint_at_meaning(Report *report, size_t message, const Code *code, Str name)
{
    const CodeFact *field = find_field(code, name);
    if (find_action(code, name))
        report_hint(report, message, "it is an action: write done.%s and the date",
                    case_problem_show(report, name));
    else if (field)
        report_hint(report, message, "it is a field of '%s': write %s.1.%s",
                    code->frames[field->frame].path, code->frames[field->frame].path, field->name);
}

static void report_unknown_key(Report *report, const Code *code, const CaseEntry *entry, Str name)
{
    size_t message = report_add(report, problem_kind(PROBLEM_UNKNOWN_KEY), entry->span,
                                "there is no fact called '%s'", case_problem_show(report, name));
    const char *nearest = find_nearest_fact(report, code, 0, name);
    if (nearest)
        report_hint(report, message, "did you mean '%s'?",
                    case_name_replace(report, entry, name, nearest));
    else
        hint_at_meaning(report, message, code, name);
}

static void report_unknown_field(Report *report, const Code *code, const CaseEntry *entry,
                                 uint32_t frame, Str name)
{
    size_t message = report_add(report, problem_kind(PROBLEM_UNKNOWN_FIELD), entry->span,
                                "the elements of '%s' have no field called '%s'",
                                code->frames[frame].path, case_problem_show(report, name));
    const char *nearest = find_nearest_fact(report, code, frame, name);
    if (nearest)
        report_hint(report, message, "did you mean '%s'?",
                    case_name_replace(report, entry, name, nearest));
}

void case_name_report_fact(Report *report, const Code *code, const CaseEntry *entry, uint32_t frame,
                           Str name)
{
    const CodeDecision *decision = find_decision(code, frame, name);
    const CodeParameter *parameter = frame == 0 ? find_parameter(code, name) : NULL;
    if (decision)
        report_worked_out(report, entry, decision->span, true);
    else if (parameter)
        report_worked_out(report, entry, parameter->span, false);
    else if (frame == 0)
        report_unknown_key(report, code, entry, name);
    else
        report_unknown_field(report, code, entry, frame, name);
}

void case_name_report_action(Report *report, const Code *code, const CaseEntry *entry, Str name)
{
    size_t message = report_add(report, problem_kind(PROBLEM_UNKNOWN_ACTION), entry->span,
                                "there is no action called '%s'", case_problem_show(report, name));
    Names names = {{NULL, 0, 0}};
    for (uint32_t i = 0; i < code->action_count; i++)
        VEC_PUSH(report->arena, &names.list, code->actions[i].name);
    const char *nearest = report_find_nearest(names.list.items, names.list.count, name);
    if (nearest)
        report_hint(report, message, "did you mean '%s'?",
                    case_name_replace(report, entry, name, nearest));
}
