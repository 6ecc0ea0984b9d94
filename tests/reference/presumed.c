/* presumed.c - see presumed.h: says of each presumed fact in turn that it is unknown, and looks what changes.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/presumed.h"

#include <string.h>

#include "reference/evaluate.h"
#include "reference/outcome_lines.h"

typedef struct Presumed {
    Arena *arena;
    Reference reference; /* for what the case says */
    const Outcome *outcome;
    const Lines *lines;
    const char *unlisted;
} Presumed;

static bool is_in(const Keys *keys, const char *key)
{
    for (uint32_t i = 0; i < keys->count; i++)
        if (!strcmp(keys->items[i], key))
            return true;
    return false;
}

static bool is_presumed(const Outcome *outcome, const char *key)
{
    for (size_t i = 0; i < outcome->presumed.count; i++)
        if (!strcmp(outcome->presumed.items[i].key, key))
            return true;
    return false;
}

static bool has_changed(const Presumed *presumed, const Lines *others, Str about)
{
    const char *before = lines_find_only(presumed->lines, about),
               *after = lines_find_only(others, about);
    return before && after && strcmp(before, after) != 0;
}

static void note(Presumed *presumed, const char *key, Str about)
{
    presumed->unlisted = arena_format(presumed->arena, "%s in %.*s", key, STR_ARG(about));
}

static void check_outcomes(Presumed *presumed, const char *key, const Lines *others)
{
    const Outcome *outcome = presumed->outcome;
    for (size_t i = 0; i < outcome->decisions.count; i++) {
        const OutcomeDecision *it = &outcome->decisions.items[i];
        Str about = lines_get_words(outcome_decision_to_line(presumed->arena, outcome, it), 2);
        if (!is_in(&it->assumes, key) && has_changed(presumed, others, about))
            note(presumed, key, about);
    }
    for (size_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *it = &outcome->norms.items[i];
        Str about = lines_get_words(outcome_norm_to_line(presumed->arena, outcome, it), 6);
        if (!is_in(&it->assumes, key) && has_changed(presumed, others, about))
            note(presumed, key, about);
    }
    if (!is_presumed(outcome, key) && !lines_are_equal(presumed->lines, others))
        note(presumed, key, STR("the list of presumed facts"));
}

static void check_fact(Presumed *presumed, const CoreFact *fact, const char *key)
{
    Reference *reference = &presumed->reference;
    uint32_t number;
    if (!fact->is_presumed || map_find(reference->keys, str_from(key), &number))
        return;
    CaseEntries entries = {0};
    for (size_t i = 0; i < reference->entries->list.count; i++)
        VEC_PUSH(presumed->arena, &entries.list, reference->entries->list.items[i]);
    CaseEntry unknown = {str_from(key), STR("unknown"), false, SPAN_NONE, SPAN_NONE, false};
    VEC_PUSH(presumed->arena, &entries.list, unknown);
    Lines others =
        reference_evaluate(presumed->arena, reference->program, &entries, reference->as_of);
    check_outcomes(presumed, key, &others);
}

static void check_list(Presumed *presumed, const CoreFact *list, const Element *holder)
{
    Reference *reference = &presumed->reference;
    ElementList elements = reference_get_list(reference, list, holder);
    for (uint32_t i = 1; elements.is_given && i <= elements.count; i++) {
        Element element = reference_get_element(reference, &elements, i);
        for (size_t k = 0; k < list->element->fields.count; k++) {
            const CoreFact *field = list->element->fields.items[k];
            if (field->type.kind == TYPE_LIST)
                check_list(presumed, field, &element);
            else
                check_fact(presumed, field,
                           arena_format(presumed->arena, "%s.%s", element.path, field->name));
        }
    }
}

const char *presumed_find_unlisted(Arena *arena, const CoreProgram *program,
                                   const CaseEntries *entries, const Outcome *outcome,
                                   const Lines *lines, Value as_of)
{
    Presumed presumed = {.arena = arena, .outcome = outcome, .lines = lines};
    presumed.reference =
        (Reference){.arena = arena, .program = program, .entries = entries, .as_of = as_of};
    presumed.reference.keys = map_new(arena);
    presumed.reference.counts = map_new(arena);
    reference_read_case(&presumed.reference);
    for (size_t i = 0; i < program->facts.count; i++) {
        const CoreFact *fact = program->facts.items[i];
        if (fact->type.kind == TYPE_LIST)
            check_list(&presumed, fact, NULL);
        else
            check_fact(&presumed, fact, fact->name);
    }
    return presumed.unlisted;
}
