/* mutate.c - see mutate.h.
 *
 * A text used by several procedures is changed once, and every scenario of all of them may notice. The scenario that
 * noticed the last change is asked first: neighbouring changes are mostly noticed by the same.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/mutate.h"

#include <stdlib.h>

#include "code/verify.h"
#include "codegen/codegen.h"
#include "tester/places.h"
#include "tester/workers.h"

/* A procedure with its scenarios and the changes that can be made to it. */
typedef struct Subject {
    const Program *program;
    const Mutants *mutants;
    VEC(uint32_t) items; /* of the list: passed, and about this procedure */
    size_t last;         /* in `items`: what noticed last */
} Subject;

/* One change in one of the programs that it can be made in. */
typedef struct Variant {
    uint32_t subject;
    const Mutant *mutant;
} Variant;

typedef struct Place {
    VEC(Variant) variants;
} Place;

typedef struct Lab {
    Arena *arena;
    const TestList *list;
    Value as_of;
    VEC(Subject) subjects;
    VEC(Place) places;
    Map *keys; /* of places */
} Lab;

/* ---- what there is to do ---- */

static bool counts(const void *context, uint32_t source)
{
    return coverage_has_text(context, source);
}

static Subject *get_subject(Lab *lab, const Program *program)
{
    for (size_t i = 0; i < lab->subjects.count; i++)
        if (lab->subjects.items[i].program == program)
            return &lab->subjects.items[i];
    const Subject subject = {.program = program};
    VEC_PUSH(lab->arena, &lab->subjects, subject);
    return &lab->subjects.items[lab->subjects.count - 1];
}

static void gather_scenarios(Lab *lab)
{
    for (uint32_t i = 0; i < lab->list->items.count; i++) {
        const TestItem *item = &lab->list->items.items[i];
        if (item->status == TEST_PASSED)
            VEC_PUSH(lab->arena, &get_subject(lab, item->subject)->items, i);
    }
}

static void add_variant(Lab *lab, uint32_t subject, const Mutant *mutant)
{
    uint32_t number = (uint32_t)lab->places.count;
    Str key = str_from(mutants_to_key(lab->arena, mutant));
    const Place empty = {0};
    const Variant variant = {subject, mutant};
    if (!map_find(lab->keys, key, &number)) {
        map_set(lab->keys, key, number);
        VEC_PUSH(lab->arena, &lab->places, empty);
    }
    VEC_PUSH(lab->arena, &lab->places.items[number].variants, variant);
}

static void gather_changes(Lab *lab, const Coverage *coverage)
{
    for (uint32_t i = 0; i < lab->subjects.count; i++) {
        Subject *subject = &lab->subjects.items[i];
        subject->mutants = mutants_find(lab->arena, subject->program->core, counts, coverage);
        for (size_t k = 0; k < subject->mutants->list.count; k++)
            add_variant(lab, i, &subject->mutants->list.items[k]);
    }
}

static int compare_places(const void *a, const void *b)
{
    Span left = ((const Place *)a)->variants.items[0].mutant->span;
    Span right = ((const Place *)b)->variants.items[0].mutant->span;
    if (left.source != right.source)
        return left.source < right.source ? -1 : 1;
    if (left.start != right.start)
        return left.start < right.start ? -1 : 1;
    const char *first = ((const Place *)a)->variants.items[0].mutant->change;
    return str_compare(str_from(first),
                       str_from(((const Place *)b)->variants.items[0].mutant->change));
}

/* ---- doing it ---- */

static bool is_noticed_by(const Lab *lab, const TestItem *item, const Code *code)
{
    Arena *arena = arena_new();
    Report *report = report_new(arena, driver_get_sources(lab->list->driver));
    const ScenarioResult *result =
        scenario_run(arena, item->program->core, item->scenario, code, lab->as_of, NULL, report);
    bool is_noticed = result->has_errors || result->failures.count;
    arena_free(arena);
    return is_noticed;
}

static const Code *make_code(Arena *arena, const CoreProgram *program, const Mutant *mutant)
{
    const char *reason;
    const Code *code = codegen(arena, mutants_apply(arena, program, mutant));
    bool is_verified = code_verify(code, arena, &reason);
    BUG_IF(!is_verified);
    return code;
}

/* The number of the item that noticed and one, or 0. */
static uint32_t try_variant(const Lab *lab, const Variant *variant)
{
    Subject *subject = &lab->subjects.items[variant->subject];
    Arena *arena = arena_new();
    const Code *code = make_code(arena, subject->program->core, variant->mutant);
    uint32_t noticed = 0;
    for (size_t i = 0; i < subject->items.count && !noticed; i++) {
        size_t at = (subject->last + i) % subject->items.count;
        uint32_t number = subject->items.items[at];
        if (is_noticed_by(lab, &lab->list->items.items[number], code)) {
            noticed = number + 1;
            subject->last = at;
        }
    }
    arena_free(arena);
    return noticed;
}

static uint32_t try_place(void *context, size_t index)
{
    const Lab *lab = context;
    const Place *place = &lab->places.items[index];
    uint32_t noticed = 0;
    for (size_t i = 0; i < place->variants.count && !noticed; i++)
        noticed = try_variant(lab, &place->variants.items[i]);
    return noticed;
}

static Mutation *to_mutation(const Lab *lab, const uint32_t *results)
{
    Mutation *mutation = ARENA_NEW(lab->arena, Mutation);
    for (size_t i = 0; i < lab->places.count; i++) {
        Change change = {lab->places.items[i].variants.items[0].mutant, NULL};
        if (results[i])
            change.noticed_by = lab->list->items.items[results[i] - 1].title;
        mutation->noticed_count += results[i] > 0;
        VEC_PUSH(lab->arena, &mutation->changes, change);
    }
    return mutation;
}

Mutation *mutate_run(Arena *arena, const TestList *list, const Coverage *coverage, Value as_of,
                     const TestWatch *watch)
{
    Lab lab = {.arena = arena, .list = list, .as_of = as_of, .keys = map_new(arena)};
    gather_scenarios(&lab);
    gather_changes(&lab, coverage);
    if (lab.places.count)
        qsort(lab.places.items, lab.places.count, sizeof *lab.places.items, compare_places);
    uint32_t *results = ARENA_ARRAY(arena, lab.places.count, uint32_t);
    workers_run(results, lab.places.count, try_place, &lab, "changes", watch);
    return to_mutation(&lab, results);
}

/* ---- for people ---- */

static void write_change(Text *out, const Change *change, Sources *sources)
{
    const Mutant *mutant = change->mutant;
    place_add(out, sources, mutant->span);
    text_add_format(out, "%s, in %s %s", mutant->change, mutant->owner_kind, mutant->owner);
    if (mutant->label)
        text_add_format(out, " \"%s\"", mutant->label);
    place_add_cites(out, &mutant->marks);
    text_add_byte(out, '\n');
}

void mutate_write_text(Text *out, const Mutation *mutation, Sources *sources)
{
    size_t count = mutation->changes.count;
    text_add_format(out, "\nChanges noticed: %zu of %zu (%s)\n", mutation->noticed_count, count,
                    tester_to_percent(out->arena, mutation->noticed_count, count));
    if (mutation->noticed_count < count)
        text_add(out, "\nNot noticed by any scenario:\n");
    for (size_t i = 0; i < count; i++)
        if (!mutation->changes.items[i].noticed_by)
            write_change(out, &mutation->changes.items[i], sources);
}
