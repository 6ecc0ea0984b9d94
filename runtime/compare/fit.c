/* fit.c - see fit.h.
 *
 * What a key means to a Code depends on its names alone, not on its element numbers: it is found once for each pattern
 * of names, so that a list of a million elements costs a look into a map for each.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "compare/fit.h"

#include <string.h>

#include "case/case_key.h"
#include "case/case_problem.h"

/* What one Code makes of a key. */
typedef struct Reading {
    bool is_fit, is_worked_out;
    uint32_t reach;   /* how near it came where it does not fit: the more, the better its message */
    uint32_t numbers; /* element numbers that it could follow */
} Reading;

typedef struct Reader {
    CaseKeys *keys;
    Map *known; /* pattern -> readings */
    VEC(Reading) readings;
} Reader;

typedef struct Fit {
    Arena *arena;
    Report *report;
    Report *unseen; /* what one procedure has to say of a key that another one reads */
    Reader *readers;
    FittedCase *cases;
    uint32_t count;
    Text pattern; /* of the entry at hand */
} Fit;

static bool is_number(Str part)
{
    for (size_t i = 0; i < part.length; i++)
        if (part.bytes[i] < (i ? '0' : '1') || part.bytes[i] > '9')
            return false;
    return part.length > 0 && part.length <= 9; /* as far as CASE_ELEMENT_MOST */
}

/* The key with # for each element number. Another part that begins with # gets a second one. */
static Str get_pattern(Text *pattern, Str key)
{
    pattern->length = 0;
    for (Str rest = key; rest.length > 0;) {
        size_t dot = str_find_byte(rest, '.');
        Str part = str_slice(rest, 0, dot);
        bool is_element = is_number(part) && rest.bytes != key.bytes;
        if (is_element || str_has_prefix(part, "#"))
            text_add_byte(pattern, '#');
        if (!is_element)
            text_add_str(pattern, part);
        if (dot < rest.length)
            text_add_byte(pattern, '.');
        rest = str_slice(rest, dot < rest.length ? dot + 1 : dot, rest.length);
    }
    return text_get(pattern);
}

static Reading read_key(Fit *fit, Reader *reader, const CaseEntry *entry)
{
    size_t first = fit->unseen->messages.count;
    Target target = case_key_find_target(reader->keys, entry);
    bool is_in_list = target.index != INDEX_NONE; /* the numbers of a doing are no elements */
    Reading reading = {.is_fit = fit->unseen->messages.count == first,
                       .numbers = is_in_list ? target.number_count : 0};
    if (reading.is_fit)
        return reading;
    const Message *message = &fit->unseen->messages.items[first];
    reading.is_worked_out = message->kind == problem_kind(PROBLEM_WORKED_OUT);
    reading.reach =
        4 * target.number_count + 2 * is_in_list + (message->hint || reading.is_worked_out);
    return reading;
}

/* `{}` makes of `done` something else than a date does. */
static bool is_plain(const CaseEntry *entry)
{
    return !str_is(entry->key, "done");
}

static Reading find_reading(Fit *fit, Reader *reader, const CaseEntry *entry, Str pattern)
{
    uint32_t number;
    if (is_plain(entry) && map_find(reader->known, pattern, &number))
        return reader->readings.items[number];
    Reading reading = read_key(fit, reader, entry);
    Str kept = str_from(str_to_text(fit->arena, pattern));
    map_set(reader->known, kept, (uint32_t)reader->readings.count);
    VEC_PUSH(fit->arena, &reader->readings, reading);
    return reading;
}

/* The entry's element as far as `numbers` lead, said to exist. */
static CaseEntry to_element(const CaseEntry *entry, uint32_t numbers)
{
    CaseEntry element = *entry;
    size_t end = 0;
    for (uint32_t parts = 2 * numbers; parts > 0; parts--) {
        Str rest = str_slice(entry->key, end, entry->key.length);
        end += str_find_byte(rest, '.') + (parts > 1);
    }
    element.key = str_slice(entry->key, 0, end);
    element.words = STR("{}");
    element.is_text = false;
    return element;
}

static void leave_out(Fit *fit, uint32_t index, const CaseEntry *entry, Reading reading,
                      Str pattern)
{
    FittedCase *it = &fit->cases[index];
    if (reading.numbers > 0) {
        CaseEntry element = to_element(entry, reading.numbers);
        VEC_PUSH(fit->arena, &it->entries.list, element);
    }
    for (size_t i = 0; i < it->left_out.count; i++)
        if (str_is(pattern, it->left_out.items[i].key))
            return;
    LeftOut left_out = {str_to_text(fit->arena, pattern), reading.is_worked_out};
    VEC_PUSH(fit->arena, &it->left_out, left_out);
}

/* Says once more, now for people, what the procedure that comes nearest has to say. */
static void report_unfit(Fit *fit, const CaseEntry *entry, const Reading *readings)
{
    uint32_t nearest = 0;
    for (uint32_t i = 1; i < fit->count; i++)
        if (readings[i].reach > readings[nearest].reach)
            nearest = i;
    CaseKeys *keys = fit->readers[nearest].keys;
    keys->report = fit->report;
    case_key_find_target(keys, entry);
    keys->report = fit->unseen;
}

static void fit_entry(Fit *fit, const CaseEntry *entry, Reading *readings)
{
    Str pattern = get_pattern(&fit->pattern, entry->key);
    bool is_fit = false;
    for (uint32_t i = 0; i < fit->count; i++) {
        readings[i] = find_reading(fit, &fit->readers[i], entry, pattern);
        is_fit |= readings[i].is_fit;
    }
    if (!is_fit) {
        report_unfit(fit, entry, readings);
        return;
    }
    for (uint32_t i = 0; i < fit->count; i++) {
        if (readings[i].is_fit)
            VEC_PUSH(fit->arena, &fit->cases[i].entries.list, *entry);
        else
            leave_out(fit, i, entry, readings[i], pattern);
    }
}

FittedCase *fit_entries(Arena *arena, const Code *const *codes, uint32_t count,
                        const CaseEntries *entries, Report *report)
{
    Fit fit = {.arena = arena,
               .report = report,
               .unseen = report_new(arena, report->sources),
               .readers = ARENA_ARRAY(arena, count, Reader),
               .cases = ARENA_ARRAY(arena, count, FittedCase),
               .count = count,
               .pattern = text_in(arena)};
    for (uint32_t i = 0; i < count; i++) {
        fit.readers[i].keys = case_key_new(arena, codes[i], fit.unseen);
        fit.readers[i].known = map_new(arena);
    }
    Reading *readings = ARENA_ARRAY(arena, count, Reading);
    for (size_t i = 0; i < entries->list.count && !case_problem_is_full(report); i++)
        fit_entry(&fit, &entries->list.items[i], readings);
    return fit.cases;
}
