/* coverage_report.c - what was shown and what was not, for people and as JSON.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/json_writer.h"
#include "tester/coverage.h"
#include "tester/places.h"

static const char *name_of(const Coverage *coverage, const Point *point)
{
    return str_to_text(coverage->arena, coverage->sources->list.items[point->span.source].name);
}

/* ---- for people ---- */

static void add_shares(Text *out, const CoverageTotals *totals, const char *name)
{
    text_add_format(out, "  %6s  %6s  %s\n",
                    tester_to_percent(out->arena, totals->seen, totals->points),
                    tester_to_percent(out->arena, totals->paired, totals->conditions), name);
}

static void write_shares(Text *out, const Coverage *coverage)
{
    text_add(out, "\nCoverage\n    seen    MC/DC\n");
    for (size_t i = 0; i < coverage->points.count;) {
        size_t end = coverage_find_end(coverage, i);
        const CoverageTotals totals = coverage_add_up(&coverage->points.items[i], end - i);
        add_shares(out, &totals, name_of(coverage, &coverage->points.items[i]));
        i = end;
    }
    const CoverageTotals *all = &coverage->totals;
    add_shares(out, all,
               arena_format(out->arena, "all: %zu of %zu seen, %zu of %zu decided both ways",
                            all->seen, all->points, all->paired, all->conditions));
}

static const char *never_yes(const Point *point)
{
    if (point->kind == POINT_RULE)
        return "never applies";
    if (point->kind == POINT_CONDITION)
        return "never yes";
    return point->is_always ? "never chosen" : "never holds";
}

static const char *never_no(const Point *point)
{
    if (point->kind == POINT_RULE)
        return "never fails to apply";
    return point->kind == POINT_CONDITION ? "never no" : "never fails";
}

static void add_lack(Text *lacks, bool is_lacking, const char *words)
{
    if (is_lacking)
        text_add_format(lacks, "%s%s", lacks->length ? ", " : "", words);
}

/* What nothing has shown of the point; empty where all was. */
static Text find_lacks(Arena *arena, const Point *point)
{
    Text lacks = text_in(arena);
    if (point->kind == POINT_GROUP)
        return lacks;
    bool is_chosen = point->kind == POINT_ALTERNATIVE && point->is_always && point->chosen;
    bool is_counted = !point->is_counted_above;
    add_lack(&lacks, is_counted && !point->seen_yes && !is_chosen, never_yes(point));
    add_lack(&lacks, is_counted && !point->is_always && !point->seen_no, never_no(point));
    if (point->kind != POINT_CONDITION)
        return lacks;
    add_lack(&lacks, point->seen_yes && !point->decided_yes, "never decides as yes");
    add_lack(&lacks, point->seen_no && !point->decided_no, "never decides as no");
    return lacks;
}

static void add_what(Text *out, const Coverage *coverage, const Point *point)
{
    if (point->kind == POINT_CONDITION)
        text_add_format(out, "'%s' of ", place_words(out->arena, coverage->sources, point->span));
    if (point->kind == POINT_ALTERNATIVE)
        text_add_format(out, "%s '%s' of ", point->owner_kind[0] == 't' ? "row" : "alternative",
                        place_words(out->arena, coverage->sources, point->span));
    text_add_format(out, "%s %s", point->owner_kind, point->owner);
    if (point->label)
        text_add_format(out, " \"%s\"", point->label);
    place_add_cites(out, &point->marks);
}

static void write_lacks(Text *out, const Coverage *coverage)
{
    bool is_first = true;
    for (size_t i = 0; i < coverage->points.count; i++) {
        const Point *point = &coverage->points.items[i];
        Text lacks = find_lacks(out->arena, point);
        if (!lacks.length)
            continue;
        text_add(out, is_first ? "\nNot shown by any scenario:\n" : "");
        is_first = false;
        place_add(out, coverage->sources, point->span);
        add_what(out, coverage, point);
        text_add_format(out, ": %s\n", lacks.bytes);
    }
}

void coverage_write_text(Text *out, const Coverage *coverage)
{
    write_shares(out, coverage);
    write_lacks(out, coverage);
}

/* ---- JSON ---- */

static void write_totals(JsonWriter *json, const CoverageTotals *totals)
{
    json_add_number(json, "seen", (uint32_t)totals->seen);
    json_add_number(json, "points", (uint32_t)totals->points);
    json_add_number(json, "decided_both_ways", (uint32_t)totals->paired);
    json_add_number(json, "conditions", (uint32_t)totals->conditions);
}

static const char *kind_to_key(PointKind kind)
{
    switch (kind) {
    case POINT_RULE: return "rule";
    case POINT_ALTERNATIVE: return "alternative";
    case POINT_CONDITION: return "condition";
    case POINT_GROUP: return "group";
    }
    UNREACHABLE();
}

static void write_deciding(JsonWriter *json, const Point *point)
{
    json_open(json, "decided", '{', true);
    json_add_text(json, "yes", point->decided_yes);
    json_add_text(json, "no", point->decided_no);
    json_close(json, '}', true);
}

static void write_point(JsonWriter *json, const Coverage *coverage, const Point *point)
{
    Sources *sources = coverage->sources;
    json_open(json, NULL, '{', true);
    json_add_text(json, "kind", kind_to_key(point->kind));
    json_add_number(json, "line",
                    source_get_position(sources, point->span.source, point->span.start).line);
    json_add_text(json, "of", point->owner_kind);
    json_add_text(json, "name", point->owner);
    json_add_text(json, "label", point->label);
    json_add_text(json, "text", place_words(coverage->arena, sources, point->span));
    json_add_cites(json, "cites", &point->marks);
    json_add_number(json, "yes", point->seen_yes);
    json_add_number(json, "no", point->seen_no);
    json_add_number(json, "unknown", point->seen_unknown);
    if (point->kind == POINT_ALTERNATIVE)
        json_add_number(json, "chosen", point->chosen);
    if (point->kind == POINT_CONDITION)
        write_deciding(json, point);
    json_close(json, '}', true);
}

static size_t write_file(JsonWriter *json, const Coverage *coverage, size_t first)
{
    size_t end = coverage_find_end(coverage, first);
    const CoverageTotals totals = coverage_add_up(&coverage->points.items[first], end - first);
    json_open(json, NULL, '{', false);
    json_add_text(json, "file", name_of(coverage, &coverage->points.items[first]));
    write_totals(json, &totals);
    json_open(json, "places", '[', false);
    for (size_t i = first; i < end; i++)
        write_point(json, coverage, &coverage->points.items[i]);
    json_close(json, ']', false);
    json_close(json, '}', false);
    return end;
}

void coverage_write_json(Text *out, const Coverage *coverage)
{
    JsonWriter json = {.out = out};
    json_open(&json, NULL, '{', false);
    write_totals(&json, &coverage->totals);
    json_open(&json, "files", '[', false);
    for (size_t i = 0; i < coverage->points.count;)
        i = write_file(&json, coverage, i);
    json_close(&json, ']', false);
    json_close(&json, '}', false);
    text_add_byte(out, '\n');
}
