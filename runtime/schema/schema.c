/* schema.c - the schema of a value, by its type.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "schema/parts.h"

/* What JSON holds a type as. Each pattern takes what the value's writer writes (value/value_write.c). */
typedef struct Form {
    const char *type, *format, *pattern; /* NULL: none */
} Form;

static Form get_given_form(TypeKind kind)
{
    switch (kind) {
    case TYPE_YES_NO: return (Form){"[\"boolean\", \"null\"]", NULL, NULL};
    case TYPE_NUMBER: return (Form){"[\"number\", \"null\"]", NULL, NULL};
    case TYPE_MONEY:
        return (Form){"[\"string\", \"number\", \"null\"]", NULL,
                      "^-?£?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]{1,2})?$"};
    case TYPE_DATE: return (Form){"[\"string\", \"null\"]", "date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"};
    case TYPE_DURATION:
        return (Form){"[\"string\", \"null\"]", NULL,
                      "^-?[0-9]+ (day|week|working day|month|year)s?$"};
    case TYPE_TEXT: return (Form){"[\"string\", \"null\"]", NULL, NULL};
    case TYPE_ENUMERATION:
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}

static Form get_worked_out_form(TypeKind kind)
{
    switch (kind) {
    case TYPE_YES_NO: return (Form){"\"boolean\"", NULL, NULL};
    case TYPE_NUMBER: return (Form){"\"number\"", NULL, NULL};
    case TYPE_MONEY: return (Form){"\"string\"", NULL, "^-?[0-9]+\\.[0-9]{2}$"};
    case TYPE_DATE: return (Form){"\"string\"", "date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"};
    case TYPE_DURATION: return (Form){"\"string\"", NULL, "^-?[0-9]+ (day|working day|month)s?$"};
    case TYPE_TEXT: return (Form){"\"string\"", NULL, NULL};
    case TYPE_ENUMERATION:
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}

static bool has_labels(const Enumeration *enumeration)
{
    for (uint32_t i = 0; i < enumeration->value_count; i++)
        if (enumeration->values[i].label)
            return true;
    return false;
}

static void add_names(JsonWriter *json, const Enumeration *enumeration, SchemaSide side)
{
    json_open(json, "enum", '[', true);
    for (uint32_t i = 0; i < enumeration->value_count; i++)
        json_add_text(json, NULL, enumeration->values[i].name);
    if (side == SCHEMA_GIVEN)
        json_add_raw(json, NULL, "null");
    json_close(json, ']', true);
}

static void add_labelled(JsonWriter *json, const EnumerationValue *value)
{
    json_open(json, NULL, '{', true);
    json_add_text(json, "const", value ? value->name : NULL);
    if (!value)
        json_add_text(json, "title", "not known");
    else if (value->label)
        json_add_text(json, "title", value->label);
    json_close(json, '}', true);
}

/* Each value with its label, for those who make a form of the schema. */
static void add_enumeration(JsonWriter *json, const Enumeration *enumeration, SchemaSide side)
{
    if (!has_labels(enumeration)) {
        add_names(json, enumeration, side);
        return;
    }
    json_open(json, "oneOf", '[', false);
    for (uint32_t i = 0; i < enumeration->value_count; i++)
        add_labelled(json, &enumeration->values[i]);
    if (side == SCHEMA_GIVEN)
        add_labelled(json, NULL);
    json_close(json, ']', false);
}

void schema_add_type(JsonWriter *json, Type type, SchemaSide side)
{
    if (type.kind == TYPE_ENUMERATION) {
        add_enumeration(json, type.enumeration, side);
        return;
    }
    Form form = side == SCHEMA_GIVEN ? get_given_form(type.kind) : get_worked_out_form(type.kind);
    json_add_raw(json, "type", form.type);
    if (form.format)
        json_add_text(json, "format", form.format);
    if (form.pattern)
        json_add_text(json, "pattern", form.pattern);
}

const char *schema_name_procedure(Arena *arena, const Code *code)
{
    if (code->procedure == INDEX_NONE)
        return "a text without a procedure";
    const CodeProcedure *it = &code->procedures[code->procedure];
    return it->label ? arena_format(arena, "%s (%s)", it->label, it->name) : it->name;
}

void schema_open_object(JsonWriter *json, const char *properties)
{
    json_add_text(json, "type", "object");
    json_add_raw(json, "additionalProperties", "false");
    json_open(json, properties, '{', false);
}

void schema_close_object(JsonWriter *json)
{
    json_close(json, '}', false);
}
