/* format_conditions.c - where lines begin in conditions and values: at bullets, and where the author began one between two
 * parts. `and`, `or` and signs stand at the end of a line, so that no line reads like a new effect.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format_parts.h"

#include "parser.h"

void format_begin_line(Format *format, size_t token, uint32_t indent)
{
    format->tokens.items[token].begins_line = true;
    format->tokens.items[token].indent = indent;
}

void format_keep_line(Format *format, size_t token, uint32_t indent)
{
    if (format->tokens.items[token].is_first)
        format_begin_line(format, token, indent);
}

void format_keep_line_behind(Format *format, size_t token, uint32_t indent)
{
    const FormatToken *comma = &format->tokens.items[token - 1];
    if (format->tokens.items[token].is_first || (comma->is_first && !comma->list_indent))
        format_begin_line(format, token, indent);
}

void format_set_indent(Format *format, const Ast *ast, uint32_t indent)
{
    size_t last = format_find_last(format, ast);
    for (size_t i = format_find_first(format, ast); i <= last; i++)
        format->tokens.items[i].indent = indent;
}

void format_pull(Format *format, size_t index)
{
    FormatToken *before = &format->tokens.items[index - 1];
    FormatToken *token = before + 1, *next = before + 2;
    if (token->comment_behind != FORMAT_NO_COMMENT)
        return; /* it has a line end of its own */
    token->comment_behind = before->comment_behind;
    before->comment_behind = FORMAT_NO_COMMENT;
    if (token->comment_start < token->comment_end) {
        next->comment_start = token->comment_start;
        token->comment_start = token->comment_end = next->comment_start;
    }
}

bool format_is_mark(const Ast *ast)
{
    return ast->kind == AST_CITATIONS || ast->kind == AST_NOTE;
}

void format_plan_mark(Format *format, const Ast *mark, uint32_t indent)
{
    size_t first = format_find_first(format, mark);
    format_set_indent(format, mark, indent);
    if (mark->kind == AST_NOTE)
        format_begin_line(format, first, indent);
    else
        format_keep_line(format, first, indent);
    format->tokens.items[first].is_tail = mark->kind == AST_CITATIONS;
}

void format_plan_marks(Format *format, const AstList *marks, uint32_t indent)
{
    for (size_t i = 0; i < marks->count; i++)
        format_plan_mark(format, marks->items[i], indent);
}

void format_plan_tail(Format *format, const Ast *clause, uint32_t indent)
{
    size_t first = format_find_first(format, clause), last = format_find_last(format, clause);
    format_set_indent(format, clause, indent);
    format_keep_line(format, first, indent);
    format->tokens.items[first].pad = format->tokens.items[first - 1].kind == TOKEN_MARK;
    for (size_t i = first; i <= last; i++)
        format->tokens.items[i].is_tail = true;
}

void format_end_list(Format *format, const Ast *last, uint32_t indent)
{
    format->tokens.items[format_find_last(format, last) + 1].list_indent = indent;
}

/* A line for the part that begins at `part`, where the author began one on either side of the word or sign before it. Returns
 * where the part's own bullets stand. */
static uint32_t plan_part(Format *format, size_t part, uint32_t inner)
{
    size_t sign = part - 1;
    if (format->tokens.items[sign].list_indent) {
        format_begin_line(format, sign, inner);
        return inner + FORMAT_STEP;
    }
    bool is_kept = format->tokens.items[sign].is_first || format->tokens.items[part].is_first;
    format_pull(format, sign);
    if (is_kept)
        format_begin_line(format, part, inner);
    return is_kept ? inner + FORMAT_STEP : inner;
}

static void plan_parts(Format *format, const AstList *parts, uint32_t inner)
{
    for (size_t i = 0; i < parts->count; i++) {
        const Ast *part = parts->items[i];
        uint32_t within = i ? plan_part(format, format_find_first(format, part), inner) : inner;
        format_plan_condition(format, part, within);
    }
}

void format_plan_values(Format *format, const AstList *values, uint32_t inner)
{
    for (size_t i = 0; i < values->count; i++) {
        size_t first = format_find_first(format, values->items[i]);
        if (i)
            format_keep_line_behind(format, first, inner);
        format_plan_condition(format, values->items[i], inner);
    }
}

/* `has` and `where` with what follows them: a line may begin before or after the word. */
static void plan_behind_word(Format *format, const Ast *ast, uint32_t inner)
{
    if (!ast)
        return;
    size_t first = format_find_first(format, ast);
    bool is_kept = format->tokens.items[first - 1].is_first || format->tokens.items[first].is_first;
    format_keep_line(format, first - 1, inner);
    if (!format->tokens.items[first - 1].begins_line)
        format_keep_line(format, first, inner);
    format_plan_condition(format, ast, is_kept ? inner + FORMAT_STEP : inner);
}

static void plan_bullets(Format *format, const AstList *items, uint32_t inner)
{
    for (size_t i = 0; i < items->count; i++) {
        const Ast *item = items->items[i];
        uint32_t within = inner + FORMAT_BULLET_STEP;
        format_set_indent(format, item, within);
        format_begin_line(format, format_find_first(format, item), inner);
        format_plan_condition(format, item->as.ITEM.condition, within);
        format_plan_marks(format, &item->as.ITEM.marks, within);
    }
    format_end_list(format, items->items[items->count - 1], inner);
}

static void plan_group(Format *format, const Ast *ast, uint32_t inner)
{
    size_t last = format_find_last(format, ast);
    format_plan_condition(format, ast->as.GROUP.operand, inner);
    if (format->tokens.items[last].list_indent)
        format_keep_line(format, last, inner);
}

static void plan_arithmetic(Format *format, const Ast *ast, uint32_t inner)
{
    const Ast *right = ast->as.ARITHMETIC.right;
    format_plan_condition(format, ast->as.ARITHMETIC.left, inner);
    uint32_t within = plan_part(format, format_find_first(format, right), inner);
    format_plan_condition(format, right, within);
}

typedef struct Inside {
    Format *format;
    uint32_t inner;
} Inside;

static void plan_child(const Ast *child, void *context)
{
    const Inside *inside = context;
    format_plan_condition(inside->format, child, inside->inner);
}

static void plan_others(Format *format, const Ast *ast, uint32_t inner)
{
    Inside inside = {format, inner};
    ast_walk_children(ast, plan_child, &inside);
}

static void plan_one_of(Format *format, const Ast *ast, uint32_t inner)
{
    format_plan_condition(format, ast->as.IS_ONE_OF.left, inner);
    format_plan_values(format, &ast->as.IS_ONE_OF.values, inner);
}

static void plan_fold(Format *format, const Ast *ast, uint32_t inner)
{
    format_plan_condition(format, ast->as.FOLD.value, inner);
    plan_behind_word(format, ast->as.FOLD.where, inner);
}

void format_plan_condition(Format *format, const Ast *ast, uint32_t inner)
{
    if (!ast)
        return;
    if (ast->kind == AST_AND)
        plan_parts(format, &ast->as.AND.operands, inner);
    else if (ast->kind == AST_OR)
        plan_parts(format, &ast->as.OR.operands, inner);
    else if (ast->kind == AST_BULLETS)
        plan_bullets(format, &ast->as.BULLETS.items, inner);
    else if (ast->kind == AST_GROUP)
        plan_group(format, ast, inner);
    else if (ast->kind == AST_QUANTIFIED)
        plan_behind_word(format, ast->as.QUANTIFIED.condition, inner);
    else if (ast->kind == AST_COUNT)
        plan_behind_word(format, ast->as.COUNT.where, inner);
    else if (ast->kind == AST_FOLD)
        plan_fold(format, ast, inner);
    else if (ast->kind == AST_ARITHMETIC)
        plan_arithmetic(format, ast, inner);
    else if (ast->kind == AST_IS_ONE_OF)
        plan_one_of(format, ast, inner);
    else if (ast->kind == AST_PICK)
        format_plan_values(format, &ast->as.PICK.operands, inner);
    else
        plan_others(format, ast, inner);
}
