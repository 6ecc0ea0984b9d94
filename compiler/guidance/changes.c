/* changes.c - see changes.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/changes.h"

#include "diag/diag.h"
#include "source/load.h"

#define NONE UINT32_MAX

/* Which paragraph of one edition is which of the other; NONE where it is none. */
typedef struct Matching {
    const Edition *before, *after;
    uint32_t *of_before, *of_after;
} Matching;

/* ---- matching ---- */

static void pair(Matching *matching, uint32_t before, uint32_t after)
{
    matching->of_before[before] = after;
    matching->of_after[after] = before;
}

static bool has_same_words(const Paragraph *a, const Paragraph *b)
{
    return str_is(str_from(a->fingerprint), b->fingerprint);
}

static void pair_same_number(Matching *matching, bool must_be_same_words)
{
    for (uint32_t i = 0; i < matching->after->paragraphs.count; i++) {
        const Paragraph *after = &matching->after->paragraphs.items[i];
        uint32_t k;
        if (matching->of_after[i] == NONE &&
            map_find(matching->before->numbers, str_from(after->number), &k) &&
            matching->of_before[k] == NONE &&
            (!must_be_same_words || has_same_words(&matching->before->paragraphs.items[k], after)))
            pair(matching, k, i);
    }
}

/* Of several with the same words the first goes with the first. */
static void pair_same_words(Matching *matching, Arena *arena)
{
    size_t count = matching->before->paragraphs.count;
    uint32_t *next = ARENA_ARRAY(arena, count, uint32_t); /* with the same words */
    Map *first = map_new(arena);
    for (size_t i = count; i-- > 0;) {
        Str key = str_from(matching->before->paragraphs.items[i].fingerprint);
        next[i] = NONE;
        if (matching->of_before[i] != NONE)
            continue;
        map_find(first, key, &next[i]);
        map_set(first, key, (uint32_t)i);
    }
    for (uint32_t i = 0; i < matching->after->paragraphs.count; i++) {
        Str key = str_from(matching->after->paragraphs.items[i].fingerprint);
        uint32_t k = NONE;
        if (matching->of_after[i] != NONE || !map_find(first, key, &k) || k == NONE)
            continue;
        pair(matching, k, i);
        map_set(first, key, next[k]);
    }
}

/* What stands after the same paragraph in both, where all numbers behind an addition have moved. */
static void pair_followers(Matching *matching)
{
    for (uint32_t i = 1; i < matching->after->paragraphs.count; i++) {
        uint32_t before = matching->of_after[i - 1];
        if (matching->of_after[i] == NONE && before != NONE &&
            before + 1 < matching->before->paragraphs.count &&
            matching->of_before[before + 1] == NONE)
            pair(matching, before + 1, i);
    }
}

static uint32_t *new_pairs(Arena *arena, const Edition *edition)
{
    uint32_t *pairs = ARENA_ARRAY(arena, edition->paragraphs.count, uint32_t);
    for (size_t i = 0; i < edition->paragraphs.count; i++)
        pairs[i] = NONE;
    return pairs;
}

static Matching match(Arena *arena, const Edition *before, const Edition *after)
{
    Matching matching = {before, after, new_pairs(arena, before), new_pairs(arena, after)};
    pair_same_number(&matching, true);
    pair_same_words(&matching, arena);
    pair_same_number(&matching, false);
    pair_followers(&matching);
    return matching;
}

/* ---- which document ---- */

static size_t count_common(const Edition *edition, const Edition *table)
{
    size_t count = 0;
    for (size_t i = 0; i < edition->paragraphs.count; i++) {
        const Paragraph *paragraph = &edition->paragraphs.items[i];
        uint32_t k;
        count += map_find(table->numbers, str_from(paragraph->number), &k) &&
                 table->paragraphs.items[k].fingerprint &&
                 has_same_words(&table->paragraphs.items[k], paragraph);
    }
    return count;
}

/* The source with the most paragraphs in common with one of the editions, the one before where both have as many. */
static void find_guide(Changes *changes, const Edition *before, const Edition *after)
{
    size_t most = 0;
    for (size_t i = 0; i < changes->citing->guides.count; i++) {
        const Guide *guide = &changes->citing->guides.items[i];
        size_t of_before = count_common(before, &guide->edition);
        size_t of_after = count_common(after, &guide->edition);
        size_t common = of_after > of_before ? of_after : of_before;
        if (common <= most)
            continue;
        changes->guide = guide;
        changes->is_of_after = of_after > of_before;
        most = common;
    }
}

/* ---- changes ---- */

static const CitedByList *find_citations(const Changes *changes, const Change *change)
{
    uint32_t number;
    const Guide *guide = changes->guide;
    const Paragraph *cited = changes->is_of_after ? change->after : change->before;
    return guide && cited && map_find(guide->edition.numbers, str_from(cited->number), &number)
               ? &guide->cited_by[number]
               : NULL;
}

/* "number fingerprint", as a line of what is acknowledged. */
static Str acknowledgement(Arena *arena, const Change *change)
{
    const Paragraph *paragraph = change->after ? change->after : change->before;
    return str_from(arena_format(arena, "%s %s", paragraph->number, paragraph->fingerprint));
}

static void add_change(Changes *changes, const Map *acknowledged, const Paragraph *before,
                       const Paragraph *after)
{
    uint32_t ignored;
    Change change = {.before = before, .after = after};
    change.kind = !before                         ? CHANGE_ADDED
                  : !after                        ? CHANGE_GONE
                  : has_same_words(before, after) ? CHANGE_MOVED
                                                  : CHANGE_CHANGED;
    change.cited_by = find_citations(changes, &change);
    change.is_acknowledged =
        map_find(acknowledged, acknowledgement(changes->arena, &change), &ignored);
    changes->counts[change.kind]++;
    changes->open_count += !change.is_acknowledged;
    VEC_PUSH(changes->arena, &changes->items, change);
}

static void add_changes(Changes *changes, const Matching *matching, const Map *acknowledged)
{
    for (size_t i = 0; i < matching->after->paragraphs.count; i++) {
        const Paragraph *after = &matching->after->paragraphs.items[i];
        const Paragraph *before = matching->of_after[i] == NONE
                                      ? NULL
                                      : &matching->before->paragraphs.items[matching->of_after[i]];
        bool is_same = before && has_same_words(before, after) &&
                       str_is(str_from(before->number), after->number);
        if (!is_same)
            add_change(changes, acknowledged, before, after);
    }
    for (size_t i = 0; i < matching->before->paragraphs.count; i++)
        if (matching->of_before[i] == NONE)
            add_change(changes, acknowledged, &matching->before->paragraphs.items[i], NULL);
}

/* ---- what is touched ---- */

/* The same words under another number touch nothing but citations. */
static void add_touched(Changes *changes)
{
    for (size_t i = 0; i < changes->items.count; i++) {
        const Change *change = &changes->items.items[i];
        bool is_open = !change->is_acknowledged && change->kind != CHANGE_MOVED;
        const Paragraph *paragraph = change->after ? change->after : change->before;
        for (size_t k = 0; is_open && change->cited_by && k < change->cited_by->count; k++)
            touched_add(&changes->touched, changes->citing, &change->cited_by->items[k],
                        paragraph->number);
    }
}

/* ---- what is acknowledged ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static Str next_word(Str *line)
{
    size_t start = 0, end;
    while (start < line->length && is_space(line->bytes[start]))
        start++;
    for (end = start; end < line->length && !is_space(line->bytes[end]);)
        end++;
    Str word = str_slice(*line, start, end);
    *line = str_slice(*line, end, line->length);
    return word;
}

/* NULL, and reported, where the file cannot be read. */
static Map *read_acknowledged(Arena *arena, Report *report, const char *path)
{
    uint32_t source;
    Map *acknowledged = map_new(arena);
    if (!path)
        return acknowledged;
    if (!load_file(&source, report, path))
        return NULL;
    Str text = report->sources->list.items[source].text;
    for (size_t at = 0; at < text.length;) {
        Span span;
        Str line = edition_next_line(text, source, &at, &span);
        Str number = next_word(&line), fingerprint = next_word(&line);
        map_set(acknowledged,
                str_from(arena_format(arena, "%.*s %.*s", STR_ARG(number), STR_ARG(fingerprint))),
                0);
    }
    return acknowledged;
}

/* ---- all ---- */

static bool check_fingerprints(Report *report, const Edition *edition)
{
    for (size_t i = 0; i < edition->paragraphs.count; i++) {
        const Paragraph *paragraph = &edition->paragraphs.items[i];
        if (paragraph->fingerprint)
            continue;
        size_t message = report_add(report, diag_kind(DIAG_PARAGRAPHS_FILE), paragraph->span,
                                    "paragraph '%s' has no fingerprint", paragraph->number);
        report_hint(report, message, "`procc guidance number` makes them from the text");
        return false;
    }
    return true;
}

Changes *changes_find(const Citing *citing, const Edition *before, const Edition *after,
                      const char *acknowledged_path)
{
    Report *report = driver_get_report(citing->driver);
    const Map *acknowledged = read_acknowledged(citing->arena, report, acknowledged_path);
    if (!acknowledged || !check_fingerprints(report, before) || !check_fingerprints(report, after))
        return NULL;
    Changes *changes = ARENA_NEW(citing->arena, Changes);
    changes->arena = citing->arena;
    changes->citing = citing;
    find_guide(changes, before, after);
    const Matching matching = match(citing->arena, before, after);
    add_changes(changes, &matching, acknowledged);
    add_touched(changes);
    return changes;
}
