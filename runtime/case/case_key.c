/* case_key.c - see case_key.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_key.h"

#include "case/case_name.h"
#include "case/case_problem.h"

#define NO_ELEMENT_NUMBER ((uint32_t)0)

/* A key on its way to its target. */
typedef struct Path {
    const CaseEntry *entry;
    Str rest;     /* what is still to be read */
    bool is_open; /* whether a part follows, if only an empty one */
} Path;

CaseKeys *case_key_new(Arena *arena, const Code *code, Report *report)
{
    CaseKeys *keys = ARENA_NEW(arena, CaseKeys);
    keys->code = code;
    keys->report = report;
    keys->arena = arena;
    keys->facts = ARENA_ARRAY(arena, code->frame_count, Map *);
    for (uint32_t i = 0; i < code->frame_count; i++)
        keys->facts[i] = map_new(arena);
    for (uint32_t i = 0; i < code->fact_count; i++)
        map_set(keys->facts[code->facts[i].frame], str_from(code->facts[i].name), i);
    keys->actions = map_new(arena);
    for (uint32_t i = 0; i < code->action_count; i++)
        map_set(keys->actions, str_from(code->actions[i].name), i);
    return keys;
}

static Str take_part(Path *path)
{
    size_t dot = str_find_byte(path->rest, '.');
    Str part = str_slice(path->rest, 0, dot);
    path->is_open = dot < path->rest.length;
    path->rest = str_slice(path->rest, path->is_open ? dot + 1 : dot, path->rest.length);
    return part;
}

/* 1, 2, … without leading zeros; NO_ELEMENT_NUMBER for anything else. */
static uint32_t read_element_number(Str part)
{
    uint32_t number = 0;
    if (!part.length || part.bytes[0] == '0')
        return NO_ELEMENT_NUMBER;
    for (size_t i = 0; i < part.length; i++) {
        if (part.bytes[i] < '0' || part.bytes[i] > '9' || number > CASE_ELEMENT_MOST / 10)
            return NO_ELEMENT_NUMBER;
        number = number * 10 + (uint32_t)(part.bytes[i] - '0');
    }
    return number <= CASE_ELEMENT_MOST ? number : NO_ELEMENT_NUMBER;
}

/* Reads the next part as an element's number of what is called `name`; false, and reported, where it is none. */
static bool take_element_number(CaseKeys *keys, Path *path, const char *name)
{
    Str part = take_part(path);
    uint32_t number = read_element_number(part);
    if (number != NO_ELEMENT_NUMBER) {
        VEC_PUSH(keys->arena, &keys->numbers, number);
        return true;
    }
    size_t message = report_add(keys->report, problem_kind(PROBLEM_ELEMENT_NUMBER),
                                path->entry->span, "'%s' in '%s' is not the number of an element",
                                case_problem_show(keys->report, part),
                                case_problem_show(keys->report, path->entry->key));
    report_hint(keys->report, message, "elements of '%s' are numbered from 1 without gaps", name);
    return false;
}

static void report_no_list(CaseKeys *keys, const Path *path, const CodeFact *fact)
{
    size_t message = report_add(keys->report, problem_kind(PROBLEM_NOT_A_LIST), path->entry->span,
                                "'%s' in '%s' is one value, without elements or fields", fact->name,
                                case_problem_show(keys->report, path->entry->key));
    Str rest = path->rest;
    Str key = path->entry->key;
    size_t end = (size_t)(rest.bytes - key.bytes);
    report_hint(keys->report, message, "write %s",
                case_problem_show(keys->report, str_slice(key, 0, end - 1)));
}

/* Reads facts and element numbers in turn, from frame 0 down. */
static void follow_path(CaseKeys *keys, Target *target, Path *path)
{
    uint32_t frame = 0;
    for (;;) {
        Str name = take_part(path);
        uint32_t index;
        if (!map_find(keys->facts[frame], name, &index)) {
            case_name_report_fact(keys->report, keys->code, path->entry, frame, name);
            return;
        }
        const CodeFact *fact = &keys->code->facts[index];
        target->index = index;
        if (fact->type.kind != TYPE_LIST) {
            target->frame = frame;
            if (path->is_open)
                report_no_list(keys, path, fact);
            else
                target->kind = TARGET_FACT;
            return;
        }
        frame = target->frame = fact->list_frame;
        target->kind = TARGET_LIST;
        if (!path->is_open)
            return;
        target->kind = TARGET_NONE;
        if (!take_element_number(keys, path, fact->name))
            return;
        if (!path->is_open) {
            target->kind = TARGET_ELEMENT;
            return;
        }
    }
}

/* Whether as many element numbers were given as the action has loops. */
static bool check_loops(CaseKeys *keys, const CaseEntry *entry, const CodeAction *action,
                        size_t count)
{
    size_t depth = 0;
    for (uint32_t frame = action->frame; frame != 0; frame = keys->code->frames[frame].parent)
        depth++;
    if (count == depth)
        return true;
    ProblemId id = count < depth ? PROBLEM_DONE_NEEDS_ELEMENT : PROBLEM_DONE_TAKES_NO_ELEMENT;
    size_t message = count < depth ? report_add(keys->report, problem_kind(id), entry->span,
                                                "'%s' does not say for which element it was done",
                                                case_problem_show(keys->report, entry->key))
                                   : report_add(keys->report, problem_kind(id), entry->span,
                                                "'%s' has an element number too many",
                                                case_problem_show(keys->report, entry->key));
    Text pattern = text_in(keys->arena);
    text_add_format(&pattern, "done.%s", action->name);
    for (size_t i = 0; i < depth; i++)
        text_add(&pattern, ".1");
    report_hint(keys->report, message, "write %s", pattern.bytes);
    return false;
}

/* done.ACTION and the element numbers; `path` stands after `done`. */
static void follow_done(CaseKeys *keys, Target *target, Path *path)
{
    Str name = path->is_open ? take_part(path) : STR_NONE;
    uint32_t index;
    if (!name.length) {
        size_t message = report_add(keys->report, problem_kind(PROBLEM_UNKNOWN_ACTION),
                                    path->entry->span, "'%s' does not say which action is done",
                                    case_problem_show(keys->report, path->entry->key));
        report_hint(keys->report, message, "write done.ACTION and the date");
        return;
    }
    if (!map_find(keys->actions, name, &index)) {
        case_name_report_action(keys->report, keys->code, path->entry, name);
        return;
    }
    const CodeAction *action = &keys->code->actions[index];
    size_t first = keys->numbers.count;
    while (path->is_open)
        if (!take_element_number(keys, path, action->name))
            return;
    if (!check_loops(keys, path->entry, action, keys->numbers.count - first))
        return;
    target->kind = TARGET_DONE;
    target->index = index;
    target->frame = action->frame;
}

/* {"done": {}} in JSON: nothing was done so far. */
static bool is_empty_object(const CaseEntry *entry)
{
    return !entry->is_text && str_is(entry->words, "{}");
}

Target case_key_find_target(CaseKeys *keys, const CaseEntry *entry)
{
    Target target = {TARGET_NONE, INDEX_NONE, 0, (uint32_t)keys->numbers.count, 0};
    Path path = {entry, entry->key, false};
    uint32_t fact;
    bool is_fact =
        map_find(keys->facts[0], str_slice(entry->key, 0, str_find_byte(entry->key, '.')), &fact);
    if (!is_fact && str_is(take_part(&path), "done")) {
        if (path.is_open || !is_empty_object(entry))
            follow_done(keys, &target, &path);
    } else {
        path = (Path){entry, entry->key, false};
        follow_path(keys, &target, &path);
    }
    target.number_count = (uint32_t)keys->numbers.count - target.first_number;
    return target;
}
