/* schema_case.c - the schema of a case.
 *
 * Facts stand in the order of the Code, a list's fields in its items. A presumption is a default: what holds where the key is
 * left out (ruling 12).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "schema/parts.h"
#include "schema/schema.h"
#include "value/value.h"

/* Lists in lists, which no case can nest any deeper (case/case_json.c); what is below is left open. */
#define DEPTH_MOST 32

typedef struct Writer {
    JsonWriter json;
    const Code *code;
    Arena *scratch;
    uint32_t *first; /* of a frame's facts; INDEX_NONE where it has none */
    uint32_t *next;  /* fact of the same frame; INDEX_NONE behind the last */
} Writer;

static void chain_facts(Writer *writer)
{
    const Code *code = writer->code;
    writer->first = ARENA_ARRAY(writer->scratch, code->frame_count, uint32_t);
    writer->next = ARENA_ARRAY(writer->scratch, code->fact_count, uint32_t);
    for (uint32_t i = 0; i < code->frame_count; i++)
        writer->first[i] = INDEX_NONE;
    for (uint32_t i = code->fact_count; i-- > 0;) {
        writer->next[i] = writer->first[code->facts[i].frame];
        writer->first[code->facts[i].frame] = i;
    }
}

static void add_citations(JsonWriter *json, const Marks *marks)
{
    Text text = text_in(json->out->arena);
    for (uint32_t i = 0; i < marks->citation_count; i++)
        text_add_format(&text, "%s%s", i > 0 ? ", " : "", marks->citations[i].text);
    if (text.length > 0)
        json_add_text(json, "$comment", str_to_text(json->out->arena, text_get(&text)));
}

static void add_words(JsonWriter *json, const CodeFact *fact)
{
    if (fact->label)
        json_add_text(json, "title", fact->label);
    if (fact->ask)
        json_add_text(json, "description", fact->ask);
    add_citations(json, &fact->marks);
}

static void add_presumed(JsonWriter *json, const CodeFact *fact)
{
    if (!fact->is_presumed)
        return;
    if (fact->type.kind == TYPE_TEXT)
        json_add_text(json, "default", fact->presumed.text);
    else
        json_add_value(json, "default", fact->type, NULL, fact->presumed.value);
}

static void write_fields(Writer *writer, uint32_t frame, uint32_t depth);

static void write_list(Writer *writer, const CodeFact *fact, uint32_t depth)
{
    json_add_raw(&writer->json, "type", "[\"array\", \"null\"]");
    json_open(&writer->json, "items", '{', false);
    if (depth < DEPTH_MOST)
        write_fields(writer, fact->list_frame, depth + 1);
    json_close(&writer->json, '}', false);
}

static void write_fact(Writer *writer, const CodeFact *fact, uint32_t depth)
{
    JsonWriter *json = &writer->json;
    json_open(json, fact->name, '{', false);
    add_words(json, fact);
    if (fact->type.kind == TYPE_LIST)
        write_list(writer, fact, depth);
    else
        schema_add_type(json, fact->type, SCHEMA_GIVEN);
    add_presumed(json, fact);
    json_close(json, '}', false);
}

static void write_facts(Writer *writer, uint32_t frame, uint32_t depth)
{
    for (uint32_t i = writer->first[frame]; i != INDEX_NONE; i = writer->next[i])
        write_fact(writer, &writer->code->facts[i], depth);
}

static void write_fields(Writer *writer, uint32_t frame, uint32_t depth)
{
    schema_open_object(&writer->json, "properties");
    write_facts(writer, frame, depth);
    schema_close_object(&writer->json);
}

/* The day, or for each loop around the action's rule the number of an element. */
static void write_doing(Writer *writer, const CodeAction *action)
{
    JsonWriter *json = &writer->json;
    uint32_t loops = code_get_depth(writer->code, action->frame);
    uint32_t depth = loops < DEPTH_MOST ? loops : DEPTH_MOST;
    json_open(json, action->name, '{', false);
    if (action->label)
        json_add_text(json, "title", action->label);
    for (uint32_t i = 0; i < depth; i++) {
        schema_open_object(json, "patternProperties");
        json_open(json, "^" SCHEMA_NUMBER_PATTERN "$", '{', false);
    }
    schema_add_type(json, (Type){TYPE_DATE, NULL}, SCHEMA_GIVEN);
    for (uint32_t i = 0; i < depth; i++) {
        json_close(json, '}', false);
        schema_close_object(json);
    }
    json_close(json, '}', false);
}

static void write_doings(Writer *writer)
{
    JsonWriter *json = &writer->json;
    if (writer->code->action_count == 0)
        return;
    json_open(json, "done", '{', false);
    json_add_text(json, "title", "what was done, and on which day");
    schema_open_object(json, "properties");
    for (uint32_t i = 0; i < writer->code->action_count; i++)
        write_doing(writer, &writer->code->actions[i]);
    schema_close_object(json);
    json_close(json, '}', false);
}

void schema_write_case(Text *out, const Code *code)
{
    Arena *scratch = arena_new();
    Writer writer = {.json = {.out = out}, .code = code, .scratch = scratch};
    JsonWriter *json = &writer.json;
    chain_facts(&writer);
    json_open(json, NULL, '{', false);
    json_add_text(json, "$schema", SCHEMA_DRAFT);
    json_add_text(json, "title",
                  arena_format(scratch, "a case for: %s", schema_name_procedure(scratch, code)));
    json_add_text(
        json, "description",
        "null: it was asked, and is not known. A key that is left out: it was not asked yet; "
        "its default, if it has one, is presumed.");
    schema_open_object(json, "properties");
    write_facts(&writer, 0, 0);
    write_doings(&writer);
    schema_close_object(json);
    json_close(json, '}', false);
    text_add_byte(out, '\n');
    arena_free(scratch);
}
