/* code.c - procedures for hosts: an image becomes a ProccCode, whose parts are found by name.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "code/image.h"
#include "outcome/keys.h"

typedef struct Reading {
    const void *bytes;
    size_t size;
    ProccCode *out;
    ProccStatus status;
    char **error;
} Reading;

static const char *choose_norm_name(Arena *arena, const Map *taken, const char *rule,
                                    const char *what)
{
    const char *name = arena_format(arena, "%s.%s", rule, what);
    uint32_t number;
    for (unsigned times = 2; map_find(taken, str_from(name), &number); times++)
        name = arena_format(arena, "%s.%s.%u", rule, what, times);
    return name;
}

static void name_norms(ProccCode *out)
{
    const Code *code = out->code;
    Map *taken = map_new(out->arena);
    out->norm_names = ARENA_ARRAY(out->arena, code->norm_count, const char *);
    for (uint32_t i = 0; i < code->norm_count; i++) {
        const CodeNorm *norm = &code->norms[i];
        if (norm->choice != INDEX_NONE)
            continue;
        const CodeRule *rule = &code->rules[norm->rule];
        const char *what = norm->option_count > 0 ? "one_of" : keys_of_norm(code, i);
        const char *name = choose_norm_name(out->arena, taken, rule->name, what);
        out->norm_names[i] = name;
        map_set(taken, str_from(name), i);
        if (rule->frame == 0)
            map_set(out->norms, str_from(name), i);
    }
}

static void name_parts(ProccCode *out)
{
    const Code *code = out->code;
    out->facts = map_new(out->arena);
    out->actions = map_new(out->arena);
    out->decisions = map_new(out->arena);
    out->norms = map_new(out->arena);
    for (uint32_t i = 0; i < code->fact_count; i++)
        if (code->facts[i].frame == 0 && code->facts[i].type.kind != TYPE_LIST)
            map_set(out->facts, str_from(code->facts[i].name), i);
    for (uint32_t i = 0; i < code->action_count; i++)
        if (code->actions[i].frame == 0)
            map_set(out->actions, str_from(code->actions[i].name), i);
    for (uint32_t i = 0; i < code->decision_count; i++)
        if (code->decisions[i].frame == 0)
            map_set(out->decisions, str_from(code->decisions[i].name), i);
    name_norms(out);
}

/* The lines of all texts are counted now, so that threads only read them. */
static void count_lines(Sources *sources)
{
    for (uint32_t i = 0; i < sources->list.count; i++)
        (void)source_get_position(sources, i, 0);
}

static void read_code(void *context)
{
    Reading *it = context;
    Arena *arena = arena_new();
    ProccCode *out = ARENA_NEW(arena, ProccCode);
    Sources *sources = ARENA_NEW(arena, Sources);
    sources->arena = arena;
    Report *report = report_new(arena, sources);
    Str bytes = {arena_copy_text(arena, it->bytes, it->size), it->size};
    out->arena = arena;
    out->code = image_read(arena, report, "image", bytes);
    if (!out->code) {
        it->status = api_fail_report(it->error, PROCC_BAD_CODE, report);
        arena_free(arena);
        return;
    }
    name_parts(out);
    count_lines(sources);
    it->out = out;
}

ProccStatus procc_code_read(const void *bytes, size_t size, ProccCode **code, char **error)
{
    if (!code || (!bytes && size > 0))
        return api_fail(error, PROCC_WRONG_USE, "procc_code_read: an argument is NULL");
    *code = NULL;
    if (size > IMAGE_BYTES_MOST)
        return api_fail(error, PROCC_BAD_CODE, "an image has at most %zu bytes", IMAGE_BYTES_MOST);
    Reading reading = {bytes, size, NULL, PROCC_OK, error};
    if (!arena_guard(read_code, &reading, 0))
        return api_fail_memory(error);
    *code = reading.out;
    return reading.status;
}

void procc_code_free(ProccCode *code)
{
    if (code)
        arena_free(code->arena);
}

const char *procc_code_get_hash(const ProccCode *code)
{
    return code ? code->code->hash : NULL;
}

const char *procc_code_get_procedure(const ProccCode *code)
{
    if (!code || code->code->procedure == INDEX_NONE)
        return NULL;
    return code->code->procedures[code->code->procedure].name;
}

static int32_t find(const Map *map, const char *name)
{
    uint32_t number;
    return name && map_find(map, str_from(name), &number) ? (int32_t)number : -1;
}

int32_t procc_code_find_fact(const ProccCode *code, const char *name)
{
    return code ? find(code->facts, name) : -1;
}

int32_t procc_code_find_action(const ProccCode *code, const char *name)
{
    return code ? find(code->actions, name) : -1;
}

int32_t procc_code_find_decision(const ProccCode *code, const char *name)
{
    return code ? find(code->decisions, name) : -1;
}

int32_t procc_code_find_norm(const ProccCode *code, const char *name)
{
    return code ? find(code->norms, name) : -1;
}

int32_t procc_code_find_value(const ProccCode *code, int32_t fact, const char *name)
{
    Value value;
    if (!code || !name || fact < 0 || (uint32_t)fact >= code->code->fact_count)
        return -1;
    const CodeFact *it = &code->code->facts[fact];
    if (it->frame != 0 || it->type.kind != TYPE_ENUMERATION ||
        !enumeration_find_value(it->type.enumeration, str_from(name), &value))
        return -1;
    return (int32_t)value;
}
