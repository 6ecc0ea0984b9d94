/* line_shape.c - what lines of one Code look like: which decisions and norms are written, and the text that is the same in each.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "batch/line_parts.h"
#include "outcome/keys.h"

static bool is_asked(const LineOptions *options, const char *name)
{
    for (size_t i = 0; i < options->only_count; i++)
        if (strcmp(options->only[i], name) == 0)
            return true;
    return options->only_count == 0;
}

static bool is_norm_asked(const Code *code, const LineOptions *options, uint32_t norm)
{
    const CodeNorm *it = &code->norms[norm];
    if (is_asked(options, keys_of_norm(code, norm)) ||
        is_asked(options, code->rules[it->rule].name))
        return true;
    for (uint32_t i = 0; i < it->option_count; i++)
        if (is_asked(options, keys_of_norm(code, it->first_option + i)))
            return true;
    return false;
}

static Str start_of_decision(Arena *arena, const char *name)
{
    Text text = text_in(arena);
    json_write_string(&text, str_from(name));
    text_add(&text, ":{");
    return text_get(&text);
}

static Str start_of_norm(Arena *arena, const Code *code, uint32_t number)
{
    const CodeNorm *norm = &code->norms[number];
    Text text = text_in(arena);
    text_add_byte(&text, '{');
    line_add_member(&text, "rule", code->rules[norm->rule].name);
    text_add_byte(&text, ',');
    line_add_member(&text, "actor", norm->actor);
    text_add_byte(&text, ',');
    line_add_member(&text, "modality", modality_to_key(norm->modality));
    text_add_byte(&text, ',');
    line_add_member(&text, "action",
                    norm->action == INDEX_NONE ? NULL : code->actions[norm->action].name);
    if (norm->modality == MODALITY_FOLLOW) {
        text_add_byte(&text, ',');
        line_add_member(&text, "follow", norm->follow);
    }
    text_add(&text, ",\"status\":");
    return text_get(&text);
}

static Str name_column(Arena *arena, const Code *code, uint32_t norm)
{
    const CodeNorm *it = &code->norms[norm];
    const char *rule = code->rules[it->rule].name;
    const char *what = keys_of_norm(code, norm);
    return str_from(strcmp(rule, what) == 0 ? rule : arena_format(arena, "%s.%s", rule, what));
}

static void add_decisions(LineShape *shape, Arena *arena)
{
    const Code *code = shape->code;
    shape->decisions.items = ARENA_ARRAY(arena, code->decision_count, LineItem);
    for (uint32_t i = 0; i < code->decision_count; i++) {
        const CodeDecision *it = &code->decisions[i];
        if (!is_asked(shape->options, it->name))
            continue;
        Str before =
            shape->options->is_csv ? str_from(it->name) : start_of_decision(arena, it->name);
        shape->decisions.items[shape->decisions.count++] =
            (LineItem){i, it->frame, it->type, before};
    }
}

static LineItem norm_item(Arena *arena, const LineShape *shape, uint32_t number)
{
    const Code *code = shape->code;
    return (LineItem){number,
                      code->rules[code->norms[number].rule].frame,
                      {TYPE_YES_NO, NULL},
                      shape->options->is_csv ? name_column(arena, code, number)
                                             : start_of_norm(arena, code, number)};
}

static void add_norms(LineShape *shape, Arena *arena)
{
    const Code *code = shape->code;
    shape->norms.items = ARENA_ARRAY(arena, code->norm_count, LineItem);
    for (uint32_t i = 0; i < code->norm_count; i++)
        if (code->norms[i].choice == INDEX_NONE && is_norm_asked(code, shape->options, i))
            shape->norms.items[shape->norms.count++] = norm_item(arena, shape, i);
}

/* Whether a norm that is asked for, or an option of it, is about what `ban` forbids. */
static bool is_opposed(const LineShape *shape, uint32_t ban)
{
    const Code *code = shape->code;
    for (uint32_t i = 0; i < code->norm_count; i++) {
        uint32_t choice = code->norms[i].choice;
        if (code->norms[i].action == code->norms[ban].action &&
            !modality_is_ban(code->norms[i].modality) &&
            (is_norm_asked(code, shape->options, choice == INDEX_NONE ? i : choice) ||
             is_norm_asked(code, shape->options, ban)))
            return true;
    }
    return false;
}

static void add_bans(LineShape *shape, Arena *arena)
{
    const Code *code = shape->code;
    shape->bans.items = ARENA_ARRAY(arena, code->norm_count, LineItem);
    for (uint32_t i = 0; i < code->norm_count; i++)
        if (modality_is_ban(code->norms[i].modality) && code->norms[i].choice == INDEX_NONE &&
            code->norms[i].action != INDEX_NONE && is_opposed(shape, i))
            shape->bans.items[shape->bans.count++] = norm_item(arena, shape, i);
}

LineShape *line_shape_new(Arena *arena, const Code *code, const LineOptions *options)
{
    LineShape *shape = ARENA_NEW(arena, LineShape);
    shape->code = code;
    shape->options = options;
    add_decisions(shape, arena);
    add_norms(shape, arena);
    add_bans(shape, arena);
    return shape;
}

static bool is_name(const Code *code, const char *name)
{
    for (uint32_t i = 0; i < code->decision_count; i++)
        if (strcmp(code->decisions[i].name, name) == 0)
            return true;
    for (uint32_t i = 0; i < code->norm_count; i++)
        if (strcmp(keys_of_norm(code, i), name) == 0 ||
            strcmp(code->rules[code->norms[i].rule].name, name) == 0)
            return true;
    return false;
}

const char *line_find_unknown(const Code *code, const LineOptions *options)
{
    for (size_t i = 0; i < options->only_count; i++)
        if (!is_name(code, options->only[i]))
            return options->only[i];
    return NULL;
}
