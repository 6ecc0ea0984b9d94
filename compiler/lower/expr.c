/* expr.c - conditions and values: every node resolved and typed.
 *
 * Recursion follows the tree, which the parser keeps no deeper than AST_DEPTH_MAX.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "lower/context.h"

CoreExpr *expr_new(Lower *lower, CoreExprKind kind, Type type, Span span)
{
    CoreExpr *expr = ARENA_NEW(lower->arena, CoreExpr);
    expr->kind = kind;
    expr->type = type;
    expr->span = span;
    return expr;
}

CoreExpr *expr_error(Lower *lower, Span span)
{
    return expr_new(lower, CORE_ERROR, type_of(TYPE_YES_NO), span);
}

static CoreExpr *negate(Lower *lower, CoreExpr *operand, Span span)
{
    if (operand->kind == CORE_ERROR)
        return operand;
    CoreExpr *expr = expr_new(lower, CORE_NOT, type_of(TYPE_YES_NO), span);
    expr->as.NOT.operand = operand;
    return expr;
}

static CoreExpr *lower_operands(Lower *lower, const Env *env, const Ast *ast, CoreExprKind kind,
                                const AstList *list)
{
    CoreExpr *expr = expr_new(lower, kind, type_of(TYPE_YES_NO), ast->span);
    CoreExprs operands = {0};
    bool is_wrong = false;
    for (size_t i = 0; i < list->count; i++) {
        CoreExpr *operand = lower_condition(lower, env, list->items[i]);
        is_wrong |= operand->kind == CORE_ERROR;
        VEC_PUSH(lower->arena, &operands, operand);
    }
    if (is_wrong)
        return expr_error(lower, ast->span);
    if (kind == CORE_AND)
        expr->as.AND.operands = operands;
    else
        expr->as.OR.operands = operands;
    return expr;
}

static bool read_at_least(Lower *lower, const Ast *ast, uint32_t *least)
{
    Token token = ast->as.BULLETS.at_least;
    size_t count = ast->as.BULLETS.items.count;
    uint64_t number = 0;
    for (size_t i = 0; i < token.text.length && number <= count; i++)
        number = token.text.bytes[i] >= '0' && token.text.bytes[i] <= '9'
                     ? number * 10 + (uint64_t)(token.text.bytes[i] - '0')
                     : count + 1;
    *least = (uint32_t)number;
    if (number >= 1 && number <= count)
        return true;
    size_t message = LOWER_REPORT(lower, DIAG_BAD_VALUE, token.span,
                                  "'at least %.*s of' does not go with a list of %zu",
                                  STR_ARG(token.text), count);
    report_hint(lower->report, message, "write a whole number from 1 to %zu", count);
    return false;
}

static CoreExpr *lower_item(Lower *lower, const Env *env, const Ast *item)
{
    if (item->kind != AST_ITEM)
        return expr_error(lower, item->span);
    CoreExpr *expr = lower_condition(lower, env, item->as.ITEM.condition);
    Marks marks = lower_marks(lower, &item->as.ITEM.marks);
    expr->marks = marks_join(lower->arena, marks, expr->marks);
    return expr;
}

static CoreExpr *lower_bullets(Lower *lower, const Env *env, const Ast *ast)
{
    BulletsShape shape = ast->as.BULLETS.shape;
    CoreExprKind kind = shape == BULLETS_ALL_OF     ? CORE_AND
                        : shape == BULLETS_AT_LEAST ? CORE_AT_LEAST
                                                    : CORE_OR;
    CoreExpr *expr = expr_new(lower, kind, type_of(TYPE_YES_NO), ast->span);
    CoreExprs operands = {0};
    uint32_t least = 0;
    bool is_wrong = shape == BULLETS_AT_LEAST && !read_at_least(lower, ast, &least);
    for (size_t i = 0; i < ast->as.BULLETS.items.count; i++) {
        CoreExpr *operand = lower_item(lower, env, ast->as.BULLETS.items.items[i]);
        is_wrong |= operand->kind == CORE_ERROR;
        VEC_PUSH(lower->arena, &operands, operand);
    }
    if (is_wrong)
        return expr_error(lower, ast->span);
    if (kind == CORE_AND)
        expr->as.AND.operands = operands;
    else if (kind == CORE_AT_LEAST)
        expr->as.AT_LEAST = (Core_AT_LEAST){operands, least};
    else
        expr->as.OR.operands = operands;
    return shape == BULLETS_NONE_OF ? negate(lower, expr, ast->span) : expr;
}

static CoreExpr *lower_one_of(Lower *lower, const Env *env, const Ast *ast)
{
    CoreExpr *left = lower_expr(lower, env, ast->as.IS_ONE_OF.left, NULL);
    if (left->kind == CORE_ERROR)
        return left;
    CoreExpr *expr = expr_new(lower, CORE_ONE_OF, type_of(TYPE_YES_NO), ast->span);
    CoreExprs values = {0};
    bool is_wrong = false;
    for (size_t i = 0; i < ast->as.IS_ONE_OF.values.count; i++) {
        CoreExpr *value = lower_typed(lower, env, ast->as.IS_ONE_OF.values.items[i], left->type,
                                      "what is compared");
        is_wrong |= value->kind == CORE_ERROR;
        VEC_PUSH(lower->arena, &values, value);
    }
    if (is_wrong)
        return expr_error(lower, ast->span);
    expr->as.ONE_OF = (Core_ONE_OF){left, values};
    return ast->as.IS_ONE_OF.is_negated ? negate(lower, expr, ast->span) : expr;
}

static CoreExpr *lower_is_known(Lower *lower, const Env *env, const Ast *ast)
{
    CoreExpr *operand = lower_list_or_expr(lower, env, ast->as.IS_KNOWN.left);
    if (operand->kind == CORE_ERROR)
        return operand;
    CoreExpr *expr = expr_new(lower, CORE_IS_KNOWN, type_of(TYPE_YES_NO), ast->span);
    expr->as.IS_KNOWN.operand = operand;
    return ast->as.IS_KNOWN.is_negated ? negate(lower, expr, ast->span) : expr;
}

static CoreExpr *lower_quantified(Lower *lower, const Env *env, const Ast *ast)
{
    CoreLoop *loop = lower_loop(lower, env, ast->as.QUANTIFIED.variable, ast->as.QUANTIFIED.list);
    if (!loop)
        return expr_error(lower, ast->span);
    const Env inner = {env, loop};
    CoreExpr *body = lower_condition(lower, &inner, ast->as.QUANTIFIED.condition);
    if (body->kind == CORE_ERROR)
        return body;
    CoreExprKind kind = ast->as.QUANTIFIED.is_every ? CORE_EVERY : CORE_SOME;
    CoreExpr *expr = expr_new(lower, kind, type_of(TYPE_YES_NO), ast->span);
    if (kind == CORE_EVERY)
        expr->as.EVERY = (Core_EVERY){loop, body};
    else
        expr->as.SOME = (Core_SOME){loop, body};
    return expr;
}

static CoreExpr *lower_count(Lower *lower, const Env *env, const Ast *ast)
{
    CoreLoop *loop = lower_loop(lower, env, ast->as.COUNT.variable, ast->as.COUNT.list);
    if (!loop)
        return expr_error(lower, ast->span);
    const Env inner = {env, loop};
    CoreExpr *where =
        ast->as.COUNT.where ? lower_condition(lower, &inner, ast->as.COUNT.where) : NULL;
    if (where && where->kind == CORE_ERROR)
        return where;
    CoreExpr *expr = expr_new(lower, CORE_COUNT, type_of(TYPE_NUMBER), ast->span);
    expr->as.COUNT = (Core_COUNT){loop, where};
    return expr;
}

static CoreExpr *lower_constant_expr(Lower *lower, const Ast *ast)
{
    Type type;
    CoreConstant constant;
    if (!lower_literal(lower, ast, &type, &constant))
        return expr_error(lower, ast->span);
    CoreExpr *expr = expr_new(lower, CORE_CONSTANT, type, ast->span);
    expr->as.CONSTANT.constant = constant;
    return expr;
}

/* The type that a side of a comparison has where it can be told without looking at the other side. */
static bool is_bare_name(const Ast *ast)
{
    return ast->kind == AST_NAME && ast->as.NAME.parts.count == 1;
}

static CoreExpr *lower_compare(Lower *lower, const Env *env, const Ast *ast)
{
    CoreExpr *left = lower_expr(lower, env, ast->as.COMPARE.left, NULL);
    if (left->kind == CORE_ERROR)
        return left;
    const Type *expected = is_bare_name(ast->as.COMPARE.right) ? &left->type : NULL;
    CoreExpr *right = lower_expr(lower, env, ast->as.COMPARE.right, expected);
    if (right->kind == CORE_ERROR)
        return right;
    return lower_comparison(lower, ast, ast->as.COMPARE.comparison, left, right);
}

CoreExpr *lower_expr(Lower *lower, const Env *env, const Ast *ast, const Type *expected)
{
    if (!ast || ast->kind == AST_ERROR)
        return expr_error(lower, ast ? ast->span : SPAN_NONE);
    if (ast_is_literal(ast))
        return lower_constant_expr(lower, ast);
    if (ast->kind == AST_NAME)
        return lower_name(lower, env, ast, expected);
    if (ast->kind == AST_GROUP)
        return lower_expr(lower, env, ast->as.GROUP.operand, expected);
    if (ast->kind == AST_AND)
        return lower_operands(lower, env, ast, CORE_AND, &ast->as.AND.operands);
    if (ast->kind == AST_OR)
        return lower_operands(lower, env, ast, CORE_OR, &ast->as.OR.operands);
    if (ast->kind == AST_NOT)
        return negate(lower, lower_condition(lower, env, ast->as.NOT.operand), ast->span);
    if (ast->kind == AST_BULLETS)
        return lower_bullets(lower, env, ast);
    if (ast->kind == AST_COMPARE)
        return lower_compare(lower, env, ast);
    if (ast->kind == AST_IS_ONE_OF)
        return lower_one_of(lower, env, ast);
    if (ast->kind == AST_IS_KNOWN)
        return lower_is_known(lower, env, ast);
    if (ast->kind == AST_IS_DONE) {
        CoreExpr *done = lower_is_done(lower, env, ast);
        return ast->as.IS_DONE.is_negated ? negate(lower, done, ast->span) : done;
    }
    if (ast->kind == AST_QUANTIFIED)
        return lower_quantified(lower, env, ast);
    if (ast->kind == AST_COUNT)
        return lower_count(lower, env, ast);
    if (ast->kind == AST_FOLD)
        return lower_fold(lower, env, ast);
    if (ast->kind == AST_PICK)
        return lower_pick(lower, env, ast, expected);
    if (ast->kind == AST_ARITHMETIC)
        return lower_arithmetic(lower, env, ast);
    UNREACHABLE();
}

static CoreExpr *report_mismatch(Lower *lower, const CoreExpr *found, Type type, const char *what)
{
    size_t message =
        LOWER_REPORT(lower, DIAG_TYPE_MISMATCH, found->span, "%s has to be %s, and this is %s",
                     what, type_phrase(lower, type), type_phrase(lower, found->type));
    report_hint(lower->report, message, "allowed is %s",
                value_describe_allowed(lower->arena, type));
    return expr_error(lower, found->span);
}

CoreExpr *lower_typed(Lower *lower, const Env *env, const Ast *ast, Type type, const char *what)
{
    CoreExpr *expr = lower_expr(lower, env, ast, &type);
    if (expr->kind == CORE_ERROR || type_is_same(expr->type, type))
        return expr;
    return report_mismatch(lower, expr, type, what);
}

CoreExpr *lower_condition(Lower *lower, const Env *env, const Ast *ast)
{
    CoreExpr *expr = lower_expr(lower, env, ast, NULL);
    if (expr->kind == CORE_ERROR || expr->type.kind == TYPE_YES_NO)
        return expr;
    size_t message = LOWER_REPORT(lower, DIAG_NOT_A_CONDITION, expr->span,
                                  "this is %s, not a condition", type_phrase(lower, expr->type));
    report_hint(lower->report, message, "compare it with something, as in '… is …'");
    return expr_error(lower, expr->span);
}
