/* types.c - types as written after a colon.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "lower/context.h"

typedef struct PlainType {
    const char *words;
    TypeKind kind;
} PlainType;

static const PlainType plain_types[] = {
    {"yes/no", TYPE_YES_NO}, {"number", TYPE_NUMBER},     {"money", TYPE_MONEY},
    {"date", TYPE_DATE},     {"duration", TYPE_DURATION}, {"text", TYPE_TEXT},
};
#define PLAIN_TYPE_COUNT (sizeof plain_types / sizeof plain_types[0])

Type type_of(TypeKind kind)
{
    return (Type){kind, NULL};
}

const char *type_words(Lower *lower, Type type)
{
    return type_to_text(lower->arena, type);
}

const char *type_phrase(Lower *lower, Type type)
{
    if (type.kind == TYPE_MONEY)
        return "an amount of money";
    if (type.kind != TYPE_ENUMERATION)
        return arena_format(lower->arena, "a %s", type_words(lower, type));
    return arena_format(lower->arena, type.enumeration->name ? "a value of %s" : "%s",
                        type_words(lower, type));
}

static int compare_names(const void *first, const void *second)
{
    return strcmp(*(const char *const *)first, *(const char *const *)second);
}

/* The names of the values in one order, whatever the one in which they are written. */
static Str sort_names(Lower *lower, const Enumeration *enumeration)
{
    Text text = text_in(lower->arena);
    const char **names = ARENA_ARRAY(lower->arena, enumeration->value_count, const char *);
    for (uint32_t i = 0; i < enumeration->value_count; i++)
        names[i] = enumeration->values[i].name;
    if (enumeration->value_count)
        qsort(names, enumeration->value_count, sizeof *names, compare_names);
    for (uint32_t i = 0; i < enumeration->value_count; i++)
        text_add_format(&text, "%s ", names[i]);
    return text_get(&text);
}

const char *nearest_value(Lower *lower, const Enumeration *enumeration, Str name)
{
    if (!report_may_search(lower->report))
        return NULL;
    const char **names = ARENA_ARRAY(lower->arena, enumeration->value_count, const char *);
    for (uint32_t i = 0; i < enumeration->value_count; i++)
        names[i] = enumeration->values[i].name;
    return report_find_nearest(names, enumeration->value_count, name);
}

static void report_value_twice(Lower *lower, const EnumerationValue *first, Token second)
{
    size_t message = LOWER_REPORT(lower, DIAG_DUPLICATE_NAME, second.span,
                                  "the value '%s' is listed a second time", first->name);
    report_note(lower->report, message, first->span, "'%s' is first listed here", first->name);
}

static void add_value(Lower *lower, Enumeration *enumeration, Map *names, const Ast *ast)
{
    Token name = ast->as.ENUMERATION_VALUE.name;
    uint32_t first;
    if (map_find(names, name.text, &first)) {
        report_value_twice(lower, &enumeration->values[first], name);
        return;
    }
    EnumerationValue value = {token_to_text(lower, name),
                              token_to_text(lower, ast->as.ENUMERATION_VALUE.label), name.span};
    map_set(names, str_from(value.name), enumeration->value_count);
    enumeration->values[enumeration->value_count++] = value;
}

static Enumeration *lower_enumeration(Lower *lower, const Ast *ast, Token name, Token label)
{
    const AstList *values = &ast->as.ENUMERATION.values;
    Enumeration *enumeration = ARENA_NEW(lower->arena, Enumeration);
    enumeration->name = token_to_text(lower, name);
    enumeration->label = token_to_text(lower, label);
    enumeration->span = ast->span;
    enumeration->values = ARENA_ARRAY(lower->arena, values->count, EnumerationValue);
    Map *names = map_new(lower->arena);
    enumeration->numbers = names;
    for (size_t i = 0; i < values->count; i++)
        if (values->items[i]->kind == AST_ENUMERATION_VALUE &&
            values->items[i]->as.ENUMERATION_VALUE.name.text.bytes)
            add_value(lower, enumeration, names, values->items[i]);
    return enumeration;
}

/* Unnamed enumerations with the same values are one type (ruling 20). */
static const Enumeration *lower_unnamed(Lower *lower, const Ast *ast)
{
    const Token none = {STR_NONE, SPAN_NONE};
    const Enumeration *made = lower_enumeration(lower, ast, none, none);
    Str names = sort_names(lower, made);
    uint32_t first;
    if (!lower->unnamed_values)
        lower->unnamed_values = map_new(lower->arena);
    if (map_find(lower->unnamed_values, names, &first))
        return lower->unnamed.items[first];
    map_set(lower->unnamed_values, names, (uint32_t)lower->unnamed.count);
    VEC_PUSH(lower->arena, &lower->unnamed, made);
    return made;
}

void declare_type(Lower *lower, const Ast *ast)
{
    const Ast *type = ast->as.TYPE.type;
    if (!type || type->kind != AST_ENUMERATION)
        return; /* reported by the parser */
    const Enumeration *enumeration =
        lower_enumeration(lower, type, ast->as.TYPE.name, ast->as.TYPE.label);
    Symbol symbol = {SYMBOL_ENUMERATION,
                     enumeration->name,
                     ast->as.TYPE.name.span,
                     {.enumeration = enumeration}};
    scope_add(lower->scope, ROOM_TYPES, symbol);
}

static void report_unknown_type(Lower *lower, Token name)
{
    const char *nearest = scope_find_nearest(lower->scope, ROOM_TYPES, name.text);
    const char *words[PLAIN_TYPE_COUNT];
    for (size_t i = 0; i < PLAIN_TYPE_COUNT; i++)
        words[i] = plain_types[i].words;
    if (!nearest)
        nearest = report_find_nearest(words, PLAIN_TYPE_COUNT, name.text);
    if (!nearest && lower->is_incomplete)
        return;
    size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_TYPE, name.span, "there is no type '%.*s'",
                                  STR_ARG(name.text));
    if (nearest)
        report_hint(lower->report, message, "did you mean '%s'?", nearest);
    else
        report_hint(lower->report, message,
                    "a type is yes/no, number, money, date, duration, text, 'one of …', 'list of "
                    "RECORD', or "
                    "one declared with 'type'");
}

static const PlainType *find_plain_type(Str name)
{
    for (size_t i = 0; i < PLAIN_TYPE_COUNT; i++)
        if (str_is(name, plain_types[i].words))
            return &plain_types[i];
    return NULL;
}

static bool lower_named_type(Lower *lower, Token name, Type *type)
{
    const PlainType *plain = find_plain_type(name.text);
    if (plain) {
        *type = type_of(plain->kind);
        return true;
    }
    const Symbol *symbol = scope_find(lower->scope, ROOM_TYPES, name.text);
    if (!symbol) {
        report_unknown_type(lower, name);
        return false;
    }
    if (symbol->kind == SYMBOL_RECORD) {
        size_t message = LOWER_REPORT(lower, DIAG_RECORD_ALONE, name.span,
                                      "'%s' is a record and cannot stand alone", symbol->name);
        report_hint(lower->report, message, "write 'list of %s'", symbol->name);
        return false;
    }
    *type = (Type){TYPE_ENUMERATION, symbol->as.enumeration};
    return true;
}

static bool lower_list_type(Lower *lower, Token name, Type *type, CoreRecord **element)
{
    const Symbol *symbol = scope_find(lower->scope, ROOM_TYPES, name.text);
    if (symbol && symbol->kind == SYMBOL_RECORD) {
        *type = type_of(TYPE_LIST);
        *element = symbol->as.record;
        return true;
    }
    bool is_type = symbol || find_plain_type(name.text);
    const char *nearest = is_type ? NULL : scope_find_nearest(lower->scope, ROOM_TYPES, name.text);
    if (!is_type && !nearest && lower->is_incomplete)
        return false;
    size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_TYPE, name.span,
                                  is_type ? "'%.*s' is not a record" : "there is no record '%.*s'",
                                  STR_ARG(name.text));
    if (nearest)
        report_hint(lower->report, message, "did you mean '%s'?", nearest);
    else
        report_hint(lower->report, message, "a list is of a record, declared with 'record'");
    return false;
}

bool lower_type(Lower *lower, const Ast *ast, Type *type, CoreRecord **element)
{
    *element = NULL;
    if (!ast)
        return false;
    if (ast->kind == AST_TYPE_NAME)
        return ast->as.TYPE_NAME.name.text.bytes &&
               lower_named_type(lower, ast->as.TYPE_NAME.name, type);
    if (ast->kind == AST_TYPE_LIST)
        return ast->as.TYPE_LIST.record.text.bytes &&
               lower_list_type(lower, ast->as.TYPE_LIST.record, type, element);
    if (ast->kind != AST_ENUMERATION)
        return false; /* AST_ERROR: reported */
    *type = (Type){TYPE_ENUMERATION, lower_unnamed(lower, ast)};
    return true;
}
