/* truth.c - see truth.h: the case is written anew with only what an explanation names, and evaluated by the reference.
 *
 * What is not named is said to be unknown: facts, presumed ones too, doings, and lists of which neither an element nor a
 * field is named. Elements of the other lists stay, with unknown fields.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/truth.h"

#include <string.h>

#include "explain/explain.h"
#include "outcome/keys.h"
#include "reference/evaluate.h"
#include "reference/outcome_lines.h"

typedef struct Truths {
    Arena *arena;
    const CoreProgram *program;
    const Outcome *outcome;
    const Evaluation *evaluation;
    const Code *code;
    const Lines *lines;
    Value as_of;
    const char *wrong;
} Truths;

/* What one explanation names. */
typedef struct Named {
    Arena *arena;
    Map *keys;       /* of facts and doings */
    bool *has_frame; /* one a frame: its elements are named */
    CaseEntries entries;
} Named;

/* ---- what is named ---- */

/* The lists that lead to a frame, its own too. */
static void name_frame(const Truths *it, Named *named, uint32_t frame)
{
    for (; frame != 0; frame = it->code->frames[frame].parent) {
        named->has_frame[frame] = true;
        uint32_t list = it->code->frames[frame].list_frame;
        if (list != frame)
            name_frame(it, named, list);
    }
}

static void name_source(const Truths *it, Named *named, const Reason *reason)
{
    const char *key;
    switch (reason->source) {
    case REASON_WORKED_OUT: return;
    case REASON_LIST: name_frame(it, named, reason->number); return;
    case REASON_FACT:
        name_frame(it, named, it->code->facts[reason->number].frame);
        key = outcome_fact_key(named->arena, it->evaluation, reason->number, reason->row);
        map_set(named->keys, str_from(key), 0);
        return;
    case REASON_DOING:
        name_frame(it, named, it->code->actions[reason->number].frame);
        key = keys_of_done(named->arena, it->evaluation, reason->number, reason->row);
        map_set(named->keys, str_from(key), 0);
        return;
    }
    UNREACHABLE();
}

static void name_all(const Truths *it, Named *named, const Reason *root)
{
    VEC(const Reason *) stack = {0};
    VEC_PUSH(named->arena, &stack, root);
    while (stack.count > 0) {
        const Reason *reason = stack.items[--stack.count];
        name_source(it, named, reason);
        for (uint32_t i = 0; i < reason->because_count; i++)
            VEC_PUSH(named->arena, &stack, reason->because[i]);
    }
}

static bool is_named(const Named *named, const char *key)
{
    uint32_t number;
    return map_find(named->keys, str_from(key), &number);
}

/* ---- the case with only that ---- */

static void say(Named *named, const char *key, const char *words, bool is_text)
{
    CaseEntry entry = {str_from(key), str_from(words), is_text, SPAN_NONE, SPAN_NONE};
    VEC_PUSH(named->arena, &named->entries.list, entry);
}

static void say_value(const Truths *it, Named *named, const char *key, Type type, Value value)
{
    const Texts *texts = it->evaluation->table->texts;
    Text text = text_in(named->arena);
    if (type.kind == TYPE_TEXT) {
        say(named, key, str_to_text(named->arena, texts_get(texts, value)), true);
        return;
    }
    value_write_source(&text, type, texts, value);
    say(named, key, text.bytes, false);
}

static void say_fact(const Truths *it, Named *named, uint32_t number, uint32_t row)
{
    const CodeFact *fact = &it->code->facts[number];
    const Column *column = &it->evaluation->table->facts[number];
    const char *key = outcome_fact_key(named->arena, it->evaluation, number, row);
    CellState state = column_get_state(column, row);
    if (state == CELL_GIVEN && is_named(named, key))
        say_value(it, named, key, fact->type, column_get_value(column, row));
    else if (state == CELL_UNKNOWN || !is_named(named, key))
        say(named, key, "unknown", false);
}

static void say_doing(const Truths *it, Named *named, uint32_t number, uint32_t row)
{
    static const Type date = {TYPE_DATE, NULL};
    const Column *column = &it->evaluation->table->done[number];
    const char *key = keys_of_done(named->arena, it->evaluation, number, row);
    CellState state = column_get_state(column, row);
    if (state == CELL_GIVEN && is_named(named, key))
        say_value(it, named, key, date, column_get_value(column, row));
    else if (state == CELL_UNKNOWN || !is_named(named, key))
        say(named, key, "unknown", false);
}

static void say_list(const Truths *it, Named *named, uint32_t number, uint32_t row)
{
    const CodeFact *fact = &it->code->facts[number];
    const CaseFrame *frame = &it->evaluation->table->frames[fact->list_frame];
    const char *key = outcome_fact_key(named->arena, it->evaluation, number, row);
    uint32_t count = frame->first_row[row + 1] - frame->first_row[row];
    if (!named->has_frame[fact->list_frame] || frame->list_states[row] == CELL_UNKNOWN)
        say(named, key, "unknown", false);
    else if (frame->list_states[row] == CELL_GIVEN && count == 0)
        say(named, key, "none", false);
    for (uint32_t i = 1;
         named->has_frame[fact->list_frame] && frame->list_states[row] == CELL_GIVEN && i <= count;
         i++)
        say(named, arena_format(named->arena, "%s.%u", key, i), "{}", false);
}

/* Rows of elements that the case written anew has as well. */
static bool has_row(const Truths *it, const Named *named, uint32_t frame, uint32_t row)
{
    return frame == 0 ||
           (named->has_frame[frame] && !evaluation_is_phantom(it->evaluation, frame, row));
}

static void say_all(const Truths *it, Named *named)
{
    const CaseFrame *frames = it->evaluation->table->frames;
    for (uint32_t i = 0; i < it->code->fact_count; i++) {
        const CodeFact *fact = &it->code->facts[i];
        for (uint32_t row = 0; row < frames[fact->frame].row_count; row++) {
            if (!has_row(it, named, fact->frame, row))
                continue;
            if (fact->type.kind == TYPE_LIST)
                say_list(it, named, i, row);
            else
                say_fact(it, named, i, row);
        }
    }
    for (uint32_t i = 0; i < it->code->action_count; i++)
        for (uint32_t row = 0; row < frames[it->code->actions[i].frame].row_count; row++)
            if (has_row(it, named, it->code->actions[i].frame, row))
                say_doing(it, named, i, row);
}

/* ---- one outcome ---- */

/* What must stay. Of a conflict only that it is one: where less is known, more may hold. Of a norm whose dates or state wait
 * for something only that it applies. */
static Str answer_of(const char *line)
{
    const char *conflict = strstr(line, " conflict "), *applies = strstr(line, " applies");
    bool is_open = strstr(line, " needs") || strstr(line, " blocked");
    const char *end = line + strlen(line);
    if (conflict)
        end = conflict;
    if (is_open && applies)
        end = applies;
    return str_slice(str_from(line), 0, (size_t)(end - line));
}

/* What is open stays so where less is known, but for `is known`; its explanation is what it waits for. */
static bool is_open(const char *line)
{
    return strstr(line, " undetermined") != NULL;
}

static void check(Truths *it, const Reason *root, const char *engine_line, int words,
                  uint32_t frame)
{
    Str about = lines_get_words(engine_line, words);
    const char *line = lines_find_only(it->lines, about);
    if (!line || is_open(line) || it->wrong)
        return;
    Arena *arena = arena_new();
    Named named = {.arena = arena, .keys = map_new(arena)};
    named.has_frame = ARENA_ARRAY(arena, it->code->frame_count, bool);
    name_all(it, &named, root);
    name_frame(it, &named, frame);
    say_all(it, &named);
    Lines lines = reference_evaluate(arena, it->program, &named.entries, it->as_of);
    const char *now = lines_find_only(&lines, about);
    if (!now || !str_has_prefix(str_from(now), str_to_text(arena, answer_of(line)))) {
        Text said = text_in(it->arena);
        for (size_t i = 0; i < named.entries.list.count; i++)
            text_add_format(&said, "%s%.*s = %.*s", i ? ", " : "",
                            STR_ARG(named.entries.list.items[i].key),
                            STR_ARG(named.entries.list.items[i].words));
        it->wrong = arena_format(it->arena, "not enough is named for: %s\nwith %s it is: %s", line,
                                 said.length ? said.bytes : "nothing", now ? now : "not there");
    }
    arena_free(arena);
}

const char *truth_find_wrong(Arena *arena, const CoreProgram *program, const Outcome *outcome,
                             const Lines *lines, Value as_of)
{
    const ExplainOptions options = {0};
    Truths it = {.arena = arena,
                 .program = program,
                 .outcome = outcome,
                 .evaluation = outcome->evaluation,
                 .code = outcome->code,
                 .lines = lines,
                 .as_of = as_of};
    for (size_t i = 0; i < outcome->decisions.count && !it.wrong; i++) {
        const OutcomeDecision *decision = &outcome->decisions.items[i];
        check(&it, explain_decision(arena, outcome, decision, &options),
              outcome_decision_to_line(arena, outcome, decision), 2,
              it.code->decisions[decision->decision].frame);
    }
    for (size_t i = 0; i < outcome->norms.count && !it.wrong; i++) {
        const OutcomeNorm *norm = &outcome->norms.items[i];
        check(&it, explain_norm(arena, outcome, norm, &options),
              outcome_norm_to_line(arena, outcome, norm), 6,
              it.code->rules[it.code->norms[norm->norm].rule].frame);
    }
    return it.wrong;
}
