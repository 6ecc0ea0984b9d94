/* keys.c - see keys.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/keys.h"

#include <stdlib.h>
#include <string.h>

void keys_add(KeyBag *bag, const char *key)
{
    VEC_PUSH(bag->arena, &bag->list, key);
}

static int compare_keys(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

Keys keys_take(KeyBag *bag, Arena *arena)
{
    Keys keys = {ARENA_ARRAY(arena, bag->list.count, const char *), 0};
    if (bag->list.count > 1)
        qsort(bag->list.items, bag->list.count, sizeof *bag->list.items, compare_keys);
    for (size_t i = 0; i < bag->list.count; i++) {
        if (i > 0 && strcmp(bag->list.items[i], bag->list.items[i - 1]) == 0)
            continue;
        keys.items[keys.count++] = bag->list.items[i];
    }
    bag->list.count = 0;
    return keys;
}

bool keys_has(Keys keys, const char *key)
{
    for (uint32_t i = 0; i < keys.count; i++)
        if (strcmp(keys.items[i], key) == 0)
            return true;
    return false;
}

static uint32_t count_loops(const Code *code, uint32_t frame)
{
    uint32_t count = 0;
    for (; frame != 0; frame = code->frames[frame].parent)
        count++;
    return count;
}

static const char *list_name(const Code *code, uint32_t frame)
{
    uint32_t fact = code->frames[code->frames[frame].list_frame].list_fact;
    return fact == INDEX_NONE ? code->frames[frame].path : code->facts[fact].name;
}

static uint32_t parent_row(const Evaluation *evaluation, uint32_t frame, uint32_t row)
{
    return evaluation_get_outer_row(evaluation, frame, row, evaluation->code->frames[frame].parent);
}

uint32_t keys_get_element_row(const Evaluation *evaluation, uint32_t frame, uint32_t row)
{
    bool is_list = evaluation->code->frames[frame].list_frame == frame;
    return is_list ? row : evaluation_get_element_row(evaluation, frame, row);
}

Elements outcome_elements(Arena *arena, const Evaluation *evaluation, uint32_t frame, uint32_t row,
                          const char *const *variables)
{
    const Code *code = evaluation->code;
    uint32_t count = count_loops(code, frame);
    Elements elements = {ARENA_ARRAY(arena, count, ElementRef), count};
    for (uint32_t i = count; i-- > 0; frame = code->frames[frame].parent) {
        ElementRef *element = &elements.items[i];
        element->list = list_name(code, frame);
        element->variable = variables ? variables[i] : code->frames[frame].path;
        element->number = evaluation_get_element_number(evaluation, frame, row);
        row = parent_row(evaluation, frame, row);
    }
    return elements;
}

const char *keys_describe_elements(Arena *arena, const Elements *elements)
{
    Text text = text_in(arena);
    for (uint32_t i = 0; i < elements->count; i++) {
        const ElementRef *element = &elements->items[i];
        text_add_format(&text, "%s%s", i > 0 ? ", " : "", element->list);
        if (element->number > 0)
            text_add_format(&text, " %u", element->number);
        else
            text_add(&text, " (not given)");
    }
    return str_to_text(arena, text_get(&text));
}

/* "services.2.visits.1." for a row of a list frame. */
static void add_row_prefix(Text *text, const Evaluation *evaluation, uint32_t frame, uint32_t row)
{
    Elements elements = outcome_elements(text->arena, evaluation, frame, row, NULL);
    for (uint32_t i = 0; i < elements.count; i++) {
        text_add(text, elements.items[i].list);
        text_add_byte(text, '.');
        if (elements.items[i].number == 0)
            continue;
        text_add_number(text, elements.items[i].number);
        text_add_byte(text, '.');
    }
}

static const char *key_in_row(Arena *arena, const Evaluation *evaluation, uint32_t frame,
                              uint32_t row, const char *name)
{
    if (frame == 0)
        return name;
    Text text = text_in(arena);
    add_row_prefix(&text, evaluation, frame, row);
    text_add(&text, name);
    return text.bytes;
}

const char *outcome_fact_key(Arena *arena, const Evaluation *evaluation, uint32_t fact,
                             uint32_t row)
{
    const CodeFact *it = &evaluation->code->facts[fact];
    return key_in_row(arena, evaluation, it->frame, row, it->name);
}

const char *keys_get_last_part(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

const char *keys_of_decision(Arena *arena, const Evaluation *evaluation, uint32_t decision,
                             uint32_t row)
{
    const CodeDecision *it = &evaluation->code->decisions[decision];
    return key_in_row(arena, evaluation, it->frame, row, keys_get_last_part(it->name));
}

const char *keys_of_done(Arena *arena, const Evaluation *evaluation, uint32_t action, uint32_t row)
{
    const CodeAction *it = &evaluation->code->actions[action];
    Text text = text_in(arena);
    text_add(&text, "done.");
    text_add(&text, it->name);
    Elements elements = outcome_elements(arena, evaluation, it->frame, row, NULL);
    for (uint32_t i = 0; i < elements.count; i++)
        if (elements.items[i].number > 0) {
            text_add_byte(&text, '.');
            text_add_number(&text, elements.items[i].number);
        }
    return text.bytes;
}

/* Climbs to the outermost phantom row, and from a product frame on into the list itself. */
uint32_t keys_find_missing_fact(const Evaluation *evaluation, uint32_t frame, uint32_t row,
                                uint32_t *fact_row)
{
    const Code *code = evaluation->code;
    uint32_t found = INDEX_NONE;
    uint32_t found_row = 0;
    for (; frame != 0; frame = code->frames[frame].parent) {
        if (evaluation_is_phantom(evaluation, frame, row)) {
            found = frame;
            found_row = row;
        }
        row = parent_row(evaluation, frame, row);
    }
    if (found == INDEX_NONE)
        return INDEX_NONE;
    uint32_t list = code->frames[found].list_frame;
    if (list != found)
        return keys_find_missing_fact(evaluation, list,
                                      keys_get_element_row(evaluation, found, found_row), fact_row);
    *fact_row = parent_row(evaluation, found, found_row);
    return code->frames[found].list_fact;
}

const char *keys_find_missing_list(Arena *arena, const Evaluation *evaluation, uint32_t frame,
                                   uint32_t row)
{
    uint32_t fact_row;
    uint32_t fact = keys_find_missing_fact(evaluation, frame, row, &fact_row);
    return fact == INDEX_NONE ? NULL : outcome_fact_key(arena, evaluation, fact, fact_row);
}

uint32_t keys_find_decision(const Code *code, uint32_t reg)
{
    for (uint32_t i = 0; i < code->decision_count; i++)
        if (code->decisions[i].reg == reg)
            return i;
    return INDEX_NONE;
}

const char *keys_describe_place(Arena *arena, const Code *code, Span span)
{
    if (span.source == SOURCE_NONE || !code->sources)
        return "an unknown place";
    Position position = source_get_position(code->sources, span.source, span.start);
    Str name = code->sources->list.items[span.source].name;
    return arena_format(arena, "%.*s:%u", STR_ARG(name), position.line);
}

const char *keys_of_norm(const Code *code, uint32_t norm)
{
    const CodeNorm *it = &code->norms[norm];
    if (it->action != INDEX_NONE)
        return code->actions[it->action].name;
    return it->modality == MODALITY_FOLLOW && it->follow ? it->follow : code->rules[it->rule].name;
}
