/* schema_outcome.c - the schema of an outcome.
 *
 * What is the same for every program stands in outcome.json; here come the names of the program: its decisions with the types of
 * their values, rules, actors and actions. Further keys may be added to outcomes, so none is forbidden but in `decisions`.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/map.h"
#include "outcome/keys.h"
#include "schema/parts.h"
#include "schema/schema.h"

static const struct {
    const char *name, *text;
    size_t length;
} definitions[] = {
#include "schema_outcome.inc"
};

typedef struct Writer {
    JsonWriter json;
    const Code *code;
    Arena *scratch;
} Writer;

/* ---------------------------------------------------------------- decisions */

/* The list's number is left out where the list is not given: "services.2.kind", "services.kind". */
static const char *make_key_pattern(Writer *writer, const CodeDecision *decision)
{
    Text text = text_in(writer->scratch);
    text_add_byte(&text, '^');
    Str path = str_from(writer->code->frames[decision->frame].path);
    for (size_t at = 0; at < path.length;) {
        Str rest = str_slice(path, at, path.length);
        size_t length = str_find_byte(rest, '.');
        text_add_str(&text, str_slice(rest, 0, length));
        text_add(&text, "\\.(" SCHEMA_NUMBER_PATTERN "\\.)?");
        at += length + 1;
    }
    text_add_format(&text, "%s$", keys_get_last_part(decision->name));
    return str_to_text(writer->scratch, text_get(&text));
}

static void write_decision(Writer *writer, const CodeDecision *it)
{
    JsonWriter *json = &writer->json;
    json_open(json, it->frame == 0 ? it->name : make_key_pattern(writer, it), '{', false);
    if (it->label)
        json_add_text(json, "title", it->label);
    json_add_text(json, "$ref", "#/$defs/decision");
    json_open(json, "properties", '{', false);
    json_open(json, "value", '{', false);
    schema_add_type(json, it->type, SCHEMA_WORKED_OUT);
    json_close(json, '}', false);
    json_close(json, '}', false);
    json_close(json, '}', false);
}

static void write_some_decisions(Writer *writer, const char *keyword, bool is_of_elements)
{
    json_open(&writer->json, keyword, '{', false);
    for (uint32_t i = 0; i < writer->code->decision_count; i++)
        if ((writer->code->decisions[i].frame != 0) == is_of_elements)
            write_decision(writer, &writer->code->decisions[i]);
    json_close(&writer->json, '}', false);
}

static void write_decisions(Writer *writer)
{
    JsonWriter *json = &writer->json;
    json_open(json, "decisions", '{', false);
    json_add_text(json, "type", "object");
    json_add_raw(json, "additionalProperties", "false");
    write_some_decisions(writer, "properties", false);
    write_some_decisions(writer, "patternProperties", true);
    json_close(json, '}', false);
}

/* ---------------------------------------------------------------- norms */

static const char *get_rule(const Code *code, const CodeNorm *norm)
{
    return code->rules[norm->rule].name;
}

static const char *get_actor(const Code *code, const CodeNorm *norm)
{
    (void)code;
    return norm->actor;
}

/* NULL for a choice and for what is only followed. */
static const char *get_action(const Code *code, const CodeNorm *norm)
{
    return norm->action == INDEX_NONE ? NULL : code->actions[norm->action].name;
}

/* Each name once, in the order of the norms. Options are no norms of their own; a choice's action is null. */
static void write_names(Writer *writer, const char *key,
                        const char *(*get_name)(const Code *code, const CodeNorm *norm))
{
    JsonWriter *json = &writer->json;
    Map *seen = map_new(writer->scratch);
    bool has_none = false;
    json_open(json, key, '{', true);
    json_open(json, "enum", '[', true);
    for (uint32_t i = 0; i < writer->code->norm_count; i++) {
        const CodeNorm *norm = &writer->code->norms[i];
        const char *name = get_name(writer->code, norm);
        has_none |= !name;
        uint32_t number;
        if (norm->choice != INDEX_NONE || !name || map_find(seen, str_from(name), &number))
            continue;
        map_set(seen, str_from(name), i);
        json_add_text(json, NULL, name);
    }
    if (has_none)
        json_add_raw(json, NULL, "null");
    json_close(json, ']', true);
    json_close(json, '}', true);
}

static void write_norms(Writer *writer)
{
    JsonWriter *json = &writer->json;
    json_open(json, "norms", '{', false);
    json_add_text(json, "type", "array");
    if (writer->code->norm_count == 0) {
        json_add_number(json, "maxItems", 0);
    } else {
        json_open(json, "items", '{', false);
        json_add_text(json, "$ref", "#/$defs/norm");
        json_open(json, "properties", '{', false);
        write_names(writer, "rule", get_rule);
        write_names(writer, "actor", get_actor);
        write_names(writer, "action", get_action);
        json_close(json, '}', false);
        json_close(json, '}', false);
    }
    json_close(json, '}', false);
}

/* ---------------------------------------------------------------- the whole */

static void write_array(JsonWriter *json, const char *key, const char *definition)
{
    json_open(json, key, '{', true);
    json_add_text(json, "type", "array");
    json_add_raw(json, "items", definition);
    json_close(json, '}', true);
}

static void write_head(Writer *writer)
{
    JsonWriter *json = &writer->json;
    const Code *code = writer->code;
    json_open(json, "procedure", '{', true);
    json_add_text(json, "const",
                  code->procedure == INDEX_NONE ? NULL : code->procedures[code->procedure].name);
    json_close(json, '}', true);
    json_add_raw(json, "as_of", "{\"$ref\": \"#/$defs/day\"}");
    json_add_raw(json, "code", "{\"type\": \"string\", \"pattern\": \"^sha256:[0-9a-f]{64}$\"}");
    json_add_raw(json, "in_force", "{\"const\": false}");
}

static void write_properties(Writer *writer)
{
    JsonWriter *json = &writer->json;
    json_open(json, "properties", '{', false);
    write_head(writer);
    write_decisions(writer);
    write_norms(writer);
    write_array(json, "missing", "{\"$ref\": \"#/$defs/missing\"}");
    write_array(json, "presumed", "{\"$ref\": \"#/$defs/presumed\"}");
    write_array(json, "conflicts", "{\"$ref\": \"#/$defs/conflict\"}");
    write_array(json, "gaps", "{\"$ref\": \"#/$defs/gap\"}");
    json_add_raw(json, "truncated", "{\"const\": true}");
    json_add_raw(json, "truncated_from", "{\"type\": \"string\"}");
    json_close(json, '}', false);
}

/* The file's text, set in by the two columns that the document's own keys stand in. */
static const char *set_in(Arena *arena, const char *words)
{
    Text text = text_in(arena);
    for (size_t i = 0; words[i] && (words[i] != '\n' || words[i + 1]); i++) {
        text_add_byte(&text, words[i]);
        if (words[i] == '\n')
            text_add(&text, "  ");
    }
    return str_to_text(arena, text_get(&text));
}

void schema_write_outcome(Text *out, const Code *code)
{
    Arena *scratch = arena_new();
    Writer writer = {.json = {.out = out}, .code = code, .scratch = scratch};
    JsonWriter *json = &writer.json;
    json_open(json, NULL, '{', false);
    json_add_text(json, "$schema", SCHEMA_DRAFT);
    json_add_text(json, "title",
                  arena_format(scratch, "an outcome of: %s", schema_name_procedure(scratch, code)));
    json_add_text(json, "type", "object");
    json_add_raw(json, "required",
                 "[\"procedure\", \"as_of\", \"code\", \"decisions\", \"norms\", \"missing\", "
                 "\"presumed\", \"conflicts\", \"gaps\"]");
    write_properties(&writer);
    json_add_raw(json, "$defs", set_in(scratch, definitions[0].text));
    json_close(json, '}', false);
    text_add_byte(out, '\n');
    arena_free(scratch);
}
