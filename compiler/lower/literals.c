/* literals.c - values written in the text.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "lower/context.h"

bool ast_is_literal(const Ast *ast)
{
    return ast->kind == AST_YES_NO || ast->kind == AST_NUMBER || ast->kind == AST_MONEY ||
           ast->kind == AST_DATE || ast->kind == AST_DURATION || ast->kind == AST_TEXT;
}

static void report_literal(Lower *lower, const Ast *ast, Type type, Str words, ReadResult result)
{
    const char *allowed = value_describe_allowed(lower->arena, type);
    if (result == READ_NO_SUCH_DATE) {
        LOWER_REPORT(lower, DIAG_NO_SUCH_DATE, ast->span, "there is no such date as '%.*s'",
                     STR_ARG(words));
        return;
    }
    const char *what = result == READ_OUT_OF_RANGE ? "is out of range"
                       : result == READ_TOO_FINE   ? "has too many decimals"
                                                   : "is not written as it should be";
    size_t message =
        LOWER_REPORT(lower, DIAG_BAD_VALUE, ast->span, "'%.*s' %s", STR_ARG(words), what);
    if (result == READ_TOO_FINE)
        report_hint(lower->report, message, "%s",
                    type.kind == TYPE_MONEY ? "money has two decimals"
                                            : "a number has six decimals at most");
    else if (result == READ_OUT_OF_RANGE)
        report_hint(lower->report, message,
                    "amounts go up to a million million (1,000,000,000,000)");
    else
        report_hint(lower->report, message, "allowed is %s", allowed);
}

static bool read_words(Lower *lower, const Ast *ast, TypeKind kind, Str words, Type *type,
                       CoreConstant *constant)
{
    *type = type_of(kind);
    ReadResult result = value_read(&constant->value, *type, NULL, words);
    constant->type = *type;
    if (result == READ_OK)
        return true;
    report_literal(lower, ast, *type, words, result);
    return false;
}

bool lower_literal(Lower *lower, const Ast *ast, Type *type, CoreConstant *constant)
{
    *constant = (CoreConstant){type_of(TYPE_YES_NO), 0, NULL};
    if (ast->kind == AST_NUMBER)
        return read_words(lower, ast, TYPE_NUMBER, ast->as.NUMBER.words.text, type, constant);
    if (ast->kind == AST_MONEY)
        return read_words(lower, ast, TYPE_MONEY, ast->as.MONEY.words.text, type, constant);
    if (ast->kind == AST_DATE)
        return read_words(lower, ast, TYPE_DATE, ast->as.DATE.words.text, type, constant);
    if (ast->kind == AST_DURATION)
        return read_words(lower, ast, TYPE_DURATION, ast->as.DURATION.words.text, type, constant);
    *type = type_of(ast->kind == AST_TEXT ? TYPE_TEXT : TYPE_YES_NO);
    constant->type = *type;
    if (ast->kind == AST_TEXT)
        constant->text = token_to_text(lower, ast->as.TEXT.text);
    else
        constant->value = ast->as.YES_NO.is_yes;
    return true;
}

/* The single name that an expression is, or NULL. */
static const Token *single_name(const Ast *ast)
{
    if (ast->kind != AST_NAME || ast->as.NAME.parts.count != 1 ||
        ast->as.NAME.parts.items[0]->kind != AST_PART)
        return NULL;
    return &ast->as.NAME.parts.items[0]->as.PART.name;
}

static void report_unknown_value(Lower *lower, Type type, Token name)
{
    const Enumeration *enumeration = type.enumeration;
    const char *nearest = nearest_value(lower, enumeration, name.text);
    size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_VALUE, name.span, "'%.*s' is not %s",
                                  STR_ARG(name.text), type_phrase(lower, type));
    if (nearest)
        report_hint(lower->report, message, "did you mean '%s'?", nearest);
    else
        report_hint(lower->report, message, "allowed is %s",
                    value_describe_allowed(lower->arena, type));
}

bool lower_constant(Lower *lower, const Ast *ast, Type type, CoreConstant *constant)
{
    if (!ast || ast->kind == AST_ERROR)
        return false;
    const Token *name = single_name(ast);
    if (name && type.kind == TYPE_ENUMERATION) {
        *constant = (CoreConstant){type, 0, NULL};
        if (enumeration_find_value(type.enumeration, name->text, &constant->value))
            return true;
        report_unknown_value(lower, type, *name);
        return false;
    }
    Type found;
    if (!ast_is_literal(ast)) {
        size_t message = LOWER_REPORT(lower, DIAG_NOT_A_CONSTANT, ast->span,
                                      "a value has to be written here, not worked out");
        report_hint(lower->report, message, "allowed is %s",
                    value_describe_allowed(lower->arena, type));
        return false;
    }
    if (!lower_literal(lower, ast, &found, constant))
        return false;
    if (type_is_same(found, type))
        return true;
    size_t message =
        LOWER_REPORT(lower, DIAG_TYPE_MISMATCH, ast->span, "%s stands where %s belongs",
                     type_phrase(lower, found), type_phrase(lower, type));
    report_hint(lower->report, message, "allowed is %s",
                value_describe_allowed(lower->arena, type));
    return false;
}

bool lower_date(Lower *lower, const Ast *ast, Value *day)
{
    CoreConstant constant;
    if (!ast || !lower_constant(lower, ast, type_of(TYPE_DATE), &constant))
        return false;
    *day = constant.value;
    return true;
}

CodePeriod lower_period(Lower *lower, const Ast *ast)
{
    CodePeriod period = {0};
    period.has_from = lower_date(lower, ast->as.IN_FORCE.from, &period.from);
    period.has_until = lower_date(lower, ast->as.IN_FORCE.until, &period.until);
    if (period.has_from && period.has_until && period.from > period.until)
        LOWER_REPORT(lower, DIAG_PERIOD_BACKWARDS, ast->span, "the period ends before it begins");
    return period;
}
