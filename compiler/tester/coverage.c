/* coverage.c - see coverage.h: points, and what one evaluation shows of them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "tester/probes.h"

/* How the texts of the embedded standard library are named. */
#define LIBRARY_PREFIX "stdlib/"

Coverage *coverage_new(Arena *arena, Sources *sources, const char *const *folders, size_t count)
{
    Coverage *coverage = ARENA_NEW(arena, Coverage);
    coverage->arena = arena;
    coverage->sources = sources;
    coverage->numbers = map_new(arena);
    for (size_t i = 0; i < count; i++)
        VEC_PUSH(arena, &coverage->folders, folders[i]);
    return coverage;
}

uint32_t coverage_get_point(Coverage *coverage, const Point *point)
{
    const uint32_t key[] = {point->kind, point->span.source, point->span.start, point->span.end};
    Str bytes = {(const char *)key, sizeof key};
    uint32_t number = (uint32_t)coverage->points.count;
    if (map_find(coverage->numbers, bytes, &number))
        return number;
    bytes.bytes = arena_copy_text(coverage->arena, bytes.bytes, bytes.length);
    map_set(coverage->numbers, bytes, number);
    VEC_PUSH(coverage->arena, &coverage->points, *point);
    return number;
}

static const Sighting *get_sighting(Coverage *coverage, const Program *program)
{
    for (size_t i = 0; i < coverage->programs.count; i++)
        if (coverage->programs.items[i]->program == program)
            return coverage->programs.items[i];
    Sighting *sighting = probes_make(coverage, program);
    VEC_PUSH(coverage->arena, &coverage->programs, sighting);
    return sighting;
}

/* ---- one evaluation ---- */

typedef struct Look {
    Coverage *coverage;
    const Evaluation *evaluation;
    const char *title;
} Look;

static void note_truth(Point *point, Truth truth)
{
    if (truth == TRUTH_YES)
        point->seen_yes++;
    else if (truth == TRUTH_NO)
        point->seen_no++;
    else
        point->seen_unknown++;
}

static void look_at_rule(const Look *look, const RuleSight *sight)
{
    const CodeRule *rule = &look->evaluation->code->rules[sight->rule];
    uint32_t first, end;
    evaluation_get_rows(look->evaluation, rule->frame, 0, &first, &end);
    for (uint32_t row = first; row < end; row++)
        note_truth(&look->coverage->points.items[sight->point],
                   evaluation_get_truth(look->evaluation, rule->reg, row));
}

static AlternativeState state_of(const Evaluation *evaluation, const CodeAlternative *alternative,
                                 uint32_t row)
{
    AlternativeState state = {.level = alternative->level, .condition = TRUTH_YES};
    if (alternative->condition != REGISTER_NONE)
        state.condition = evaluation_get_truth(evaluation, alternative->condition, row);
    state.has_value = evaluation_find_value(evaluation, alternative->value, row, &state.value);
    return state;
}

static AlternativeState *states_of(Arena *scratch, const Look *look, const CodeDecision *decision,
                                   uint32_t row)
{
    AlternativeState *states = ARENA_ARRAY(scratch, decision->alternative_count, AlternativeState);
    for (uint32_t i = 0; i < decision->alternative_count; i++)
        states[i] = state_of(look->evaluation, &decision->alternatives[i], row);
    return states;
}

static void look_at_choice(Arena *scratch, const Look *look, const AlternativeSight *sight,
                           uint32_t row)
{
    const CodeDecision *decision = &look->evaluation->code->decisions[sight->decision];
    Point *point = &look->coverage->points.items[sight->point];
    AlternativeState *states = states_of(scratch, look, decision, row);
    bool *is_relevant = ARENA_ARRAY(scratch, decision->alternative_count, bool);
    DecisionStatus status = decide_settle(states, decision->alternative_count, NULL, is_relevant);
    if (!point->is_always)
        note_truth(point, states[sight->alternative].condition);
    if (status == DECISION_VALUE && states[sight->alternative].condition == TRUTH_YES &&
        is_relevant[sight->alternative])
        point->chosen++;
}

static void look_at_alternative(Arena *scratch, const Look *look, const AlternativeSight *sight)
{
    uint32_t first, end;
    evaluation_get_rows(look->evaluation, look->evaluation->code->decisions[sight->decision].frame,
                        0, &first, &end);
    for (uint32_t row = first; row < end; row++)
        look_at_choice(scratch, look, sight, row);
}

/* ---- conditions ---- */

static uint32_t move_row(const Evaluation *evaluation, const ProbeMove *move, uint32_t row)
{
    if (move->outer == INDEX_NONE)
        return evaluation_get_element_row(evaluation, move->frame, row);
    return evaluation_get_outer_row(evaluation, move->frame, row, move->outer);
}

static void read_leaves(const Evaluation *evaluation, Probe *probe, uint32_t row)
{
    for (uint32_t i = 0; i < probe->move_count; i++)
        row = move_row(evaluation, &probe->moves[i], row);
    if (probe->kind == PROBE_LEAF)
        probe->truth = evaluation_get_truth(evaluation, probe->reg, row);
    for (uint32_t i = 0; i < probe->part_count; i++)
        read_leaves(evaluation, probe->parts[i], row);
}

static void note_probe(const Look *look, const Probe *probe)
{
    if (probe->point != INDEX_NONE) {
        Point *point = &look->coverage->points.items[probe->point];
        const char **first = probe->truth == TRUTH_YES ? &point->decided_yes : &point->decided_no;
        note_truth(point, probe->truth);
        if (probe->is_deciding && !*first)
            *first = look->title;
    }
    for (uint32_t i = 0; i < probe->part_count; i++)
        note_probe(look, probe->parts[i]);
}

/* Whether the decision would settle otherwise with the alternative's condition the other way round. */
static bool alternative_decides(Arena *scratch, const Look *look, const TreeSight *tree,
                                uint32_t row)
{
    if (tree->decision == INDEX_NONE)
        return true;
    const CodeDecision *decision = &look->evaluation->code->decisions[tree->decision];
    uint32_t count = decision->alternative_count;
    AlternativeState *states = states_of(scratch, look, decision, row);
    Value value = 0, other = 0;
    DecisionStatus status = decide_settle(states, count, &value, NULL);
    states[tree->alternative].condition = truth_not(states[tree->alternative].condition);
    return decide_settle(states, count, &other, NULL) != status || value != other;
}

static void look_at_tree(Arena *scratch, const Look *look, const TreeSight *tree)
{
    uint32_t first, end;
    evaluation_get_rows(look->evaluation, tree->frame, 0, &first, &end);
    for (uint32_t row = first; row < end; row++) {
        read_leaves(look->evaluation, tree->probe, row);
        mcdc_settle(tree->probe);
        mcdc_mark(tree->probe, alternative_decides(scratch, look, tree, row));
        note_probe(look, tree->probe);
    }
}

void coverage_add(Coverage *coverage, const Program *subject, const Evaluation *evaluation,
                  const char *title)
{
    const Sighting *sighting = get_sighting(coverage, subject);
    const Look look = {coverage, evaluation, title};
    Arena *scratch = arena_new();
    for (size_t i = 0; i < sighting->rules.count; i++)
        look_at_rule(&look, &sighting->rules.items[i]);
    for (size_t i = 0; i < sighting->alternatives.count; i++)
        look_at_alternative(scratch, &look, &sighting->alternatives.items[i]);
    for (size_t i = 0; i < sighting->trees.count; i++)
        look_at_tree(scratch, &look, &sighting->trees.items[i]);
    arena_free(scratch);
}

/* ---- which texts count ---- */

static const char *skip_here(const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    return strcmp(path, ".") == 0 ? "" : path;
}

/* `folder` with or without its last slash, or a file. */
static bool is_under(Str path, const char *folder)
{
    size_t length = strlen(folder);
    if (length && folder[length - 1] == '/')
        length--;
    if (!length)
        return !str_has_prefix(path, "../") && !str_has_prefix(path, "/");
    return path.length >= length && !memcmp(path.bytes, folder, length) &&
           (path.length == length || path.bytes[length] == '/');
}

static bool is_beside(const Program *program, Arena *arena, const char *path)
{
    const char *own = skip_here(program->path), *slash = strrchr(own, '/');
    if (!slash)
        return !str_has_prefix(str_from(path), LIBRARY_PREFIX) && is_under(str_from(path), "");
    return is_under(str_from(path), arena_copy_text(arena, own, (size_t)(slash - own)));
}

bool coverage_has_text(const Coverage *coverage, uint32_t source)
{
    const char *path =
        skip_here(str_to_text(coverage->arena, coverage->sources->list.items[source].name));
    for (size_t i = 0; i < coverage->folders.count; i++)
        if (is_under(str_from(path), skip_here(coverage->folders.items[i])))
            return true;
    for (size_t i = 0; !coverage->folders.count && i < coverage->programs.count; i++)
        if (is_beside(coverage->programs.items[i]->program, coverage->arena, path))
            return true;
    return false;
}

/* ---- the whole ---- */

static int compare_points(const void *a, const void *b)
{
    const Point *left = a, *right = b;
    if (left->span.source != right->span.source)
        return left->span.source < right->span.source ? -1 : 1;
    if (left->span.start != right->span.start)
        return left->span.start < right->span.start ? -1 : 1;
    return (int)left->kind - (int)right->kind;
}

static void add_point(CoverageTotals *totals, const Point *point)
{
    if (point->kind == POINT_CONDITION) {
        totals->conditions++;
        totals->paired += point->decided_yes && point->decided_no;
    }
    if (point->kind == POINT_GROUP || point->is_counted_above)
        return;
    bool is_chosen = point->kind == POINT_ALTERNATIVE && point->is_always && point->chosen;
    totals->points += point->is_always ? 1 : 2;
    totals->seen += point->seen_yes || is_chosen;
    totals->seen += !point->is_always && point->seen_no;
}

CoverageTotals coverage_add_up(const Point *points, size_t count)
{
    CoverageTotals totals = {0};
    for (size_t i = 0; i < count; i++)
        add_point(&totals, &points[i]);
    return totals;
}

size_t coverage_find_end(const Coverage *coverage, size_t first)
{
    size_t end = first;
    while (end < coverage->points.count &&
           coverage->points.items[end].span.source == coverage->points.items[first].span.source)
        end++;
    return end;
}

void coverage_sort(Coverage *coverage)
{
    size_t kept = 0;
    for (size_t i = 0; i < coverage->points.count; i++)
        if (coverage_has_text(coverage, coverage->points.items[i].span.source))
            coverage->points.items[kept++] = coverage->points.items[i];
    coverage->points.count = kept;
    if (kept)
        qsort(coverage->points.items, kept, sizeof *coverage->points.items, compare_points);
    coverage->totals = coverage_add_up(coverage->points.items, kept);
}
