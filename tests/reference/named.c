/* named.c - see named.h. What is not named is said to be unknown: facts, presumed ones too, doings, and lists of which neither
 * an element nor a field is named. Elements of the other lists stay, with unknown fields.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/named.h"

#include <string.h>

#include "outcome/keys.h"
#include "reference/evaluate.h"

/* A case being written anew. */
typedef struct Telling {
    Arena *arena;
    const Named *named;
    Map *keys;       /* of the facts and doings that are told */
    bool *has_frame; /* one a frame: its elements are told */
    CaseEntries entries;
} Telling;

/* ---- what is named ---- */

const char *named_get_key(const Named *named, const Reason *reason)
{
    const Code *code = named->code;
    switch (reason->source) {
    case REASON_WORKED_OUT: return NULL;
    case REASON_LIST:
        return arena_format(named->arena, "list %s (%u)", code->frames[reason->number].path,
                            (unsigned)reason->number);
    case REASON_FACT:
        return outcome_fact_key(named->arena, named->evaluation, reason->number, reason->row);
    case REASON_DOING:
        return keys_of_done(named->arena, named->evaluation, reason->number, reason->row);
    }
    UNREACHABLE();
}

static void add_thing(Named *named, Map *seen, const Reason *reason)
{
    const char *key = named_get_key(named, reason);
    NamedThing thing = {reason->source, reason->number, reason->row, key};
    uint32_t number;
    if (!key || map_find(seen, str_from(key), &number))
        return;
    map_set(seen, str_from(key), 0);
    VEC_PUSH(named->arena, &named->things, thing);
}

void named_add_all(Named *named, const Reason *root)
{
    VEC(const Reason *) stack = {0};
    Map *seen = map_new(named->arena);
    VEC_PUSH(named->arena, &stack, root);
    while (stack.count > 0) {
        const Reason *reason = stack.items[--stack.count];
        add_thing(named, seen, reason);
        for (uint32_t i = 0; i < reason->because_count; i++)
            VEC_PUSH(named->arena, &stack, reason->because[i]);
    }
}

/* Where it stands: the elements' frame for a list. */
static uint32_t get_frame(const Named *named, const NamedThing *thing)
{
    switch (thing->source) {
    case REASON_WORKED_OUT: return 0;
    case REASON_LIST: return thing->number;
    case REASON_FACT: return named->code->facts[thing->number].frame;
    case REASON_DOING: return named->code->actions[thing->number].frame;
    }
    UNREACHABLE();
}

/* The lists that lead to a frame, its own too. */
static void add_frame(const Code *code, bool *has_frame, uint32_t frame)
{
    for (; frame != 0; frame = code->frames[frame].parent) {
        has_frame[frame] = true;
        uint32_t list = code->frames[frame].list_frame;
        if (list != frame)
            add_frame(code, has_frame, list);
    }
}

static bool *find_frames(Arena *arena, const Named *named, const bool *is_away)
{
    bool *has_frame = ARENA_ARRAY(arena, named->code->frame_count, bool);
    add_frame(named->code, has_frame, named->frame);
    for (size_t i = 0; i < named->things.count; i++)
        if (!is_away || !is_away[i])
            add_frame(named->code, has_frame, get_frame(named, &named->things.items[i]));
    return has_frame;
}

static bool is_told(const Telling *it, const char *key)
{
    uint32_t number;
    return map_find(it->keys, str_from(key), &number);
}

/* Whether the others name elements of the list too: then it cannot be taken away on its own. */
static bool is_list_held(const Named *named, size_t at)
{
    Arena *arena = arena_new();
    bool *is_away = ARENA_ARRAY(arena, named->things.count, bool);
    is_away[at] = true;
    bool is_held = find_frames(arena, named, is_away)[named->things.items[at].number];
    arena_free(arena);
    return is_held;
}

static bool is_fact_known(const Named *named, const NamedThing *thing)
{
    const CodeFact *fact = &named->code->facts[thing->number];
    CellState state = column_get_state(&named->evaluation->table->facts[thing->number], thing->row);
    return fact->type.kind != TYPE_LIST &&
           (state == CELL_GIVEN || (state == CELL_ABSENT && fact->is_presumed));
}

static bool is_list_known(const Named *named, uint32_t frame)
{
    const CaseTable *table = named->evaluation->table;
    if (named->code->frames[frame].list_frame != frame)
        return false;
    uint32_t holders = table->frames[named->code->frames[frame].parent].row_count;
    bool is_known = false;
    for (uint32_t row = 0; row < holders; row++)
        is_known |= table->frames[frame].list_states[row] == CELL_GIVEN;
    return is_known;
}

bool named_can_go(const Named *named, size_t at)
{
    const NamedThing *thing = &named->things.items[at];
    const CaseTable *table = named->evaluation->table;
    uint32_t frame = get_frame(named, thing);
    if (thing->source == REASON_LIST)
        return !is_list_held(named, at) && is_list_known(named, thing->number);
    if (frame != 0 && evaluation_is_phantom(named->evaluation, frame, thing->row))
        return false;
    if (thing->source == REASON_FACT)
        return is_fact_known(named, thing);
    return column_get_state(&table->done[thing->number], thing->row) != CELL_UNKNOWN;
}

/* ---- the case with only that ---- */

static void say(Telling *it, const char *key, const char *words, bool is_text)
{
    CaseEntry entry = {str_from(key), str_from(words), is_text, SPAN_NONE, SPAN_NONE, false};
    VEC_PUSH(it->arena, &it->entries.list, entry);
}

static void say_value(Telling *it, const char *key, Type type, Value value)
{
    const Texts *texts = it->named->evaluation->table->texts;
    Text text = text_in(it->arena);
    if (type.kind == TYPE_TEXT) {
        say(it, key, str_to_text(it->arena, texts_get(texts, value)), true);
        return;
    }
    value_write_source(&text, type, texts, value);
    say(it, key, text.bytes, false);
}

static void say_fact(Telling *it, uint32_t number, uint32_t row)
{
    const CodeFact *fact = &it->named->code->facts[number];
    const Column *column = &it->named->evaluation->table->facts[number];
    const char *key = outcome_fact_key(it->arena, it->named->evaluation, number, row);
    CellState state = column_get_state(column, row);
    if (state == CELL_GIVEN && is_told(it, key))
        say_value(it, key, fact->type, column_get_value(column, row));
    else if (state == CELL_UNKNOWN || !is_told(it, key))
        say(it, key, "unknown", false);
}

static void say_doing(Telling *it, uint32_t number, uint32_t row)
{
    static const Type date = {TYPE_DATE, NULL};
    const Column *column = &it->named->evaluation->table->done[number];
    const char *key = keys_of_done(it->arena, it->named->evaluation, number, row);
    CellState state = column_get_state(column, row);
    if (state == CELL_GIVEN && is_told(it, key))
        say_value(it, key, date, column_get_value(column, row));
    else if (state == CELL_UNKNOWN || !is_told(it, key))
        say(it, key, "unknown", false);
}

static void say_list(Telling *it, uint32_t number, uint32_t row)
{
    const CodeFact *fact = &it->named->code->facts[number];
    const CaseFrame *frame = &it->named->evaluation->table->frames[fact->list_frame];
    const char *key = outcome_fact_key(it->arena, it->named->evaluation, number, row);
    uint32_t count = frame->first_row[row + 1] - frame->first_row[row];
    if (!it->has_frame[fact->list_frame] || frame->list_states[row] == CELL_UNKNOWN)
        say(it, key, "unknown", false);
    else if (frame->list_states[row] == CELL_GIVEN && count == 0)
        say(it, key, "none", false);
    for (uint32_t i = 1;
         it->has_frame[fact->list_frame] && frame->list_states[row] == CELL_GIVEN && i <= count;
         i++)
        say(it, arena_format(it->arena, "%s.%u", key, i), "{}", false);
}

/* Rows of elements that the case written anew has as well. */
static bool has_row(const Telling *it, uint32_t frame, uint32_t row)
{
    return frame == 0 ||
           (it->has_frame[frame] && !evaluation_is_phantom(it->named->evaluation, frame, row));
}

static void say_all(Telling *it)
{
    const CaseFrame *frames = it->named->evaluation->table->frames;
    for (uint32_t i = 0; i < it->named->code->fact_count; i++) {
        const CodeFact *fact = &it->named->code->facts[i];
        for (uint32_t row = 0; row < frames[fact->frame].row_count; row++) {
            if (!has_row(it, fact->frame, row))
                continue;
            if (fact->type.kind == TYPE_LIST)
                say_list(it, i, row);
            else
                say_fact(it, i, row);
        }
    }
    for (uint32_t i = 0; i < it->named->code->action_count; i++)
        for (uint32_t row = 0; row < frames[it->named->code->actions[i].frame].row_count; row++)
            if (has_row(it, it->named->code->actions[i].frame, row))
                say_doing(it, i, row);
}

/* ---- evaluated ---- */

CaseEntries named_to_entries(Arena *arena, const Named *named, const bool *is_away)
{
    Telling it = {.arena = arena, .named = named, .keys = map_new(arena)};
    it.has_frame = find_frames(arena, named, is_away);
    for (size_t i = 0; i < named->things.count; i++)
        if (!is_away || !is_away[i])
            map_set(it.keys, str_from(named->things.items[i].key), 0);
    say_all(&it);
    return it.entries;
}

const char *named_evaluate(Arena *arena, const Named *named, const bool *is_away, Str about)
{
    CaseEntries entries = named_to_entries(arena, named, is_away);
    Lines lines = reference_evaluate(arena, named->program, &entries, named->as_of);
    return lines_find_only(&lines, about);
}
