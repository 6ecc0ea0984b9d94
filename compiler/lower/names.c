/* names.c - what a name in an expression stands for.
 *
 * One part: a field of the record a derived field is decided for, a value of the enumeration expected there, or a value of the
 * program. Two parts: a field of a loop's element. Two meanings at once are an error that shows both (rulings 11, 47).
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "lower/context.h"

const char *token_to_text(Lower *lower, Token token)
{
    return token.text.bytes ? str_to_text(lower->arena, token.text) : NULL;
}

CoreFact *record_find_field(const CoreRecord *record, Str name)
{
    for (size_t i = 0; i < record->fields.count; i++)
        if (str_is(name, record->fields.items[i]->name))
            return record->fields.items[i];
    return NULL;
}

CoreDecision *record_find_derived(const CoreRecord *record, Str name)
{
    for (size_t i = 0; i < record->derived.count; i++)
        if (str_is(name, record->derived.items[i]->name))
            return record->derived.items[i];
    return NULL;
}

static Token part_of(const Ast *name, size_t index)
{
    const Ast *part = name->as.NAME.parts.items[index];
    return part->kind == AST_PART ? part->as.PART.name : (Token){STR(""), part->span};
}

static CoreLoop *find_loop(const Env *env, Str name)
{
    for (; env; env = env->outer)
        if (env->loop->name && str_is(name, env->loop->name))
            return env->loop;
    return NULL;
}

/* The loop of the record a derived field is decided for, or NULL. */
static CoreLoop *find_self(const Env *env)
{
    for (; env; env = env->outer)
        if (!env->loop->name)
            return env->loop;
    return NULL;
}

static CoreExpr *fact_expr(Lower *lower, CoreFact *fact, CoreLoop *loop, Span span)
{
    if (fact->is_broken)
        return expr_error(lower, span);
    CoreExpr *expr =
        expr_new(lower, fact->type.kind == TYPE_LIST ? CORE_LIST : CORE_FACT, fact->type, span);
    if (expr->kind == CORE_LIST)
        expr->as.LIST = (Core_LIST){fact, loop};
    else
        expr->as.FACT = (Core_FACT){fact, loop};
    return expr;
}

static CoreExpr *decision_expr(Lower *lower, CoreDecision *decision, CoreLoop *loop, Span span)
{
    if (decision->is_broken)
        return expr_error(lower, span);
    CoreExpr *expr = expr_new(lower, CORE_DECISION, decision->type, span);
    expr->as.DECISION = (Core_DECISION){decision, loop};
    return expr;
}

/* A field or derived field of the loop's record; NULL where it has none of that name. */
static CoreExpr *field_expr(Lower *lower, CoreLoop *loop, Str name, Span span)
{
    CoreFact *field = record_find_field(loop->record, name);
    if (field)
        return fact_expr(lower, field, loop, span);
    CoreDecision *derived = record_find_derived(loop->record, name);
    return derived ? decision_expr(lower, derived, loop, span) : NULL;
}

static CoreExpr *symbol_expr(Lower *lower, const Symbol *symbol, Span span)
{
    if (symbol->kind == SYMBOL_FACT)
        return fact_expr(lower, symbol->as.fact, NULL, span);
    if (symbol->kind == SYMBOL_DECISION)
        return decision_expr(lower, symbol->as.decision, NULL, span);
    if (symbol->as.parameter->is_broken)
        return expr_error(lower, span);
    CoreExpr *expr = expr_new(lower, CORE_PARAMETER, symbol->as.parameter->type, span);
    expr->as.PARAMETER.parameter = symbol->as.parameter;
    return expr;
}

static const char *nearest_field(Lower *lower, const CoreRecord *record, Str name)
{
    size_t count = record->fields.count + record->derived.count;
    if (!report_may_search(lower->report))
        return NULL;
    const char **names = ARENA_ARRAY(lower->arena, count, const char *);
    for (size_t i = 0; i < record->fields.count; i++)
        names[i] = record->fields.items[i]->name;
    for (size_t i = 0; i < record->derived.count; i++)
        names[record->fields.count + i] = record->derived.items[i]->name;
    return report_find_nearest(names, count, name);
}

/* The first few fields that are written in the record: "'name', 'willing'". */
static const char *list_fields(Lower *lower, const CoreRecord *record)
{
    const size_t fields_most = 8;
    Text text = text_in(lower->arena);
    for (size_t i = 0; i < record->fields.count && i < fields_most; i++)
        text_add_format(&text, "%s'%s'", i ? ", " : "", record->fields.items[i]->name);
    if (record->fields.count > fields_most)
        text_add(&text, " and others");
    return text.bytes;
}

/* Where the name stands for something of another room, says so. */
static const char *other_room(Lower *lower, Str name)
{
    static const Room rooms[] = {ROOM_RULES, ROOM_ACTIONS, ROOM_TYPES, ROOM_PROCEDURES,
                                 ROOM_SOURCES};
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        const Symbol *symbol = scope_find(lower->scope, rooms[i], name);
        if (symbol)
            return symbol_kind_to_words(symbol->kind);
    }
    return NULL;
}

/* What is written here for a value of other languages, or NULL. */
static const char *find_literal(Str name)
{
    static const char *const words[][2] = {
        {"true", "yes"}, {"True", "yes"}, {"TRUE", "yes"},
        {"false", "no"}, {"False", "no"}, {"FALSE", "no"},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_is(name, words[i][0]))
            return words[i][1];
    return NULL;
}

static CoreExpr *report_unknown_name(Lower *lower, const Env *env, Token name)
{
    const char *other = other_room(lower, name.text);
    const CoreLoop *self = find_self(env);
    if (find_loop(env, name.text)) {
        size_t message =
            LOWER_REPORT(lower, DIAG_NOT_A_VALUE, name.span,
                         "'%.*s' is an element of a list, not a value", STR_ARG(name.text));
        report_hint(lower->report, message, "name one of its fields, as in '%.*s.%s'",
                    STR_ARG(name.text),
                    find_loop(env, name.text)->record->fields.count
                        ? find_loop(env, name.text)->record->fields.items[0]->name
                        : "field");
        return expr_error(lower, name.span);
    }
    if (other) {
        size_t message =
            LOWER_REPORT(lower, DIAG_NOT_A_VALUE, name.span, "'%.*s' is %s %s, not a value",
                         STR_ARG(name.text), other[0] == 'a' ? "an" : "a", other);
        if (strcmp(other, "action"))
            report_hint(lower->report, message,
                        "a fact, decision, table or parameter belongs here");
        else
            report_hint(lower->report, message, "did you mean '%.*s is done'?", STR_ARG(name.text));
        return expr_error(lower, name.span);
    }
    const char *nearest = scope_find_nearest(lower->scope, ROOM_VALUES, name.text);
    const char *field = self ? nearest_field(lower, self->record, name.text) : NULL;
    if (field)
        nearest = field;
    if (!nearest && lower->is_incomplete)
        return expr_error(lower, name.span);
    size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_NAME, name.span, "nothing is named '%.*s'",
                                  STR_ARG(name.text));
    const char *ours = find_literal(name.text);
    if (ours)
        report_hint(lower->report, message, "write '%s'", ours);
    else if (nearest)
        report_hint(lower->report, message, "did you mean '%s'?", nearest);
    else
        report_hint(lower->report, message,
                    "a fact, decision, table or parameter of this name would have to be declared "
                    "here or in a "
                    "module that is used");
    return expr_error(lower, name.span);
}

static bool has_value(Type type, Str name, Value *value)
{
    return type.kind == TYPE_ENUMERATION && enumeration_find_value(type.enumeration, name, value);
}

static Span span_of_meaning(const CoreExpr *expr)
{
    if (expr->kind == CORE_FACT)
        return expr->as.FACT.fact->span;
    if (expr->kind == CORE_LIST)
        return expr->as.LIST.fact->span;
    return expr->kind == CORE_DECISION ? expr->as.DECISION.decision->span
                                       : expr->as.PARAMETER.parameter->span;
}

static CoreExpr *report_two_meanings(Lower *lower, DiagId id, Token name, const CoreExpr *first,
                                     Span second, const char *second_words)
{
    size_t message =
        LOWER_REPORT(lower, id, name.span, "'%.*s' could mean two things here", STR_ARG(name.text));
    report_hint(lower->report, message, "rename one of the two");
    report_note(lower->report, message, span_of_meaning(first), "it is declared here");
    report_note(lower->report, message, second, "%s", second_words);
    return expr_error(lower, name.span);
}

/* What a name of one part stands for, NULL where nothing. */
static CoreExpr *find_meaning(Lower *lower, const Env *env, Token name)
{
    CoreLoop *self = find_self(env);
    CoreExpr *field = self ? field_expr(lower, self, name.text, name.span) : NULL;
    const Symbol *symbol = scope_find(lower->scope, ROOM_VALUES, name.text);
    if (field && field->kind == CORE_ERROR)
        return field;
    if (field && symbol)
        return report_two_meanings(lower, DIAG_AMBIGUOUS_NAME, name, field, symbol->span,
                                   "and it is declared for the whole case here");
    if (field)
        return field;
    return symbol ? symbol_expr(lower, symbol, name.span) : NULL;
}

static CoreExpr *lower_single(Lower *lower, const Env *env, Token name, const Type *expected)
{
    Value value;
    CoreExpr *meaning = find_meaning(lower, env, name);
    if (meaning && meaning->kind == CORE_ERROR)
        return meaning;
    if (expected && has_value(*expected, name.text, &value)) {
        if (meaning)
            return report_two_meanings(lower, DIAG_VALUE_OR_NAME, name, meaning,
                                       expected->enumeration->values[value].span,
                                       "and it is a value of the type expected in this place");
        CoreExpr *expr = expr_new(lower, CORE_CONSTANT, *expected, name.span);
        expr->as.CONSTANT.constant = (CoreConstant){*expected, value, NULL};
        return expr;
    }
    if (meaning)
        return meaning;
    if (expected && expected->kind == TYPE_ENUMERATION && !other_room(lower, name.text)) {
        size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_VALUE, name.span, "'%.*s' is not %s",
                                      STR_ARG(name.text), type_phrase(lower, *expected));
        const Enumeration *enumeration = expected->enumeration;
        const char *nearest = nearest_value(lower, enumeration, name.text);
        if (nearest)
            report_hint(lower->report, message, "did you mean '%s'?", nearest);
        else
            report_hint(lower->report, message, "allowed is %s",
                        value_describe_allowed(lower->arena, *expected));
        return expr_error(lower, name.span);
    }
    return report_unknown_name(lower, env, name);
}

static CoreExpr *report_unknown_element(Lower *lower, const Env *env, Token first)
{
    const Symbol *symbol = scope_find(lower->scope, ROOM_VALUES, first.text);
    const char *names[32];
    size_t count = 0;
    for (const Env *at = env; at && count < 32; at = at->outer)
        if (at->loop->name)
            names[count++] = at->loop->name;
    const char *nearest = report_find_nearest(names, count, first.text);
    size_t message =
        LOWER_REPORT(lower, DIAG_UNKNOWN_NAME, first.span,
                     "no element named '%.*s' is being looked at here", STR_ARG(first.text));
    if (nearest)
        report_hint(lower->report, message, "did you mean '%s'?", nearest);
    else if (symbol && symbol->kind == SYMBOL_FACT && symbol->as.fact->type.kind == TYPE_LIST)
        report_hint(lower->report, message,
                    "'%.*s' is a list: write 'some x in %.*s has …', 'every x in %.*s has …' or "
                    "'for each x in "
                    "%.*s'",
                    STR_ARG(first.text), STR_ARG(first.text), STR_ARG(first.text),
                    STR_ARG(first.text));
    else
        report_hint(lower->report, message,
                    "elements are named by 'for each … in', 'some … in', 'every … in'");
    return expr_error(lower, first.span);
}

static CoreExpr *lower_dotted(Lower *lower, const Env *env, const Ast *ast)
{
    Token first = part_of(ast, 0), second = part_of(ast, 1);
    CoreLoop *loop = find_loop(env, first.text);
    if (!loop)
        return report_unknown_element(lower, env, first);
    CoreExpr *field = field_expr(lower, loop, second.text, ast->span);
    if (field)
        return field;
    const char *nearest = nearest_field(lower, loop->record, second.text);
    if (!nearest && lower->is_incomplete)
        return expr_error(lower, ast->span);
    size_t message =
        LOWER_REPORT(lower, DIAG_UNKNOWN_FIELD, second.span, "record '%s' has no field '%.*s'",
                     loop->record->name, STR_ARG(second.text));
    if (nearest)
        report_hint(lower->report, message, "did you mean '%s'?", nearest);
    else if (loop->record->fields.count)
        report_hint(lower->report, message, "it has %s", list_fields(lower, loop->record));
    report_note(lower->report, message, loop->record->span, "record '%s' is declared here",
                loop->record->name);
    return expr_error(lower, ast->span);
}

/* A name of any kind, lists too. */
static CoreExpr *lower_any_name(Lower *lower, const Env *env, const Ast *ast, const Type *expected)
{
    size_t count = ast->as.NAME.parts.count;
    if (count == 1)
        return lower_single(lower, env, part_of(ast, 0), expected);
    if (count == 2)
        return lower_dotted(lower, env, ast);
    size_t message =
        LOWER_REPORT(lower, DIAG_UNKNOWN_FIELD, ast->span, "a name here has at most two parts");
    report_hint(lower->report, message, "an element and one of its fields, as in 's.kind'");
    return expr_error(lower, ast->span);
}

CoreExpr *lower_name(Lower *lower, const Env *env, const Ast *ast, const Type *expected)
{
    CoreExpr *expr = lower_any_name(lower, env, ast, expected);
    if (expr->kind != CORE_LIST)
        return expr;
    size_t message = LOWER_REPORT(lower, DIAG_NOT_A_VALUE, ast->span, "'%s' is a list, not a value",
                                  expr->as.LIST.fact->name);
    report_hint(lower->report, message,
                "ask 'some x in %s has …', 'every x in %s has …' or 'count of (x in %s)'",
                expr->as.LIST.fact->name, expr->as.LIST.fact->name, expr->as.LIST.fact->name);
    return expr_error(lower, ast->span);
}

CoreExpr *lower_list_or_expr(Lower *lower, const Env *env, const Ast *ast)
{
    return ast->kind == AST_NAME ? lower_any_name(lower, env, ast, NULL)
                                 : lower_expr(lower, env, ast, NULL);
}

CoreFact *lower_list_name(Lower *lower, const Env *env, const Ast *name, CoreLoop **outer)
{
    *outer = NULL;
    if (!name || name->kind != AST_NAME)
        return NULL; /* reported by the parser */
    CoreExpr *expr = lower_any_name(lower, env, name, NULL);
    if (expr->kind == CORE_LIST) {
        *outer = expr->as.LIST.loop;
        return expr->as.LIST.fact;
    }
    if (expr->kind != CORE_ERROR) {
        size_t message = LOWER_REPORT(lower, DIAG_NOT_A_LIST, name->span, "this is %s, not a list",
                                      type_phrase(lower, expr->type));
        report_hint(lower->report, message, "a list is a fact declared with 'list of RECORD'");
    }
    return NULL;
}
