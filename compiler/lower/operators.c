/* operators.c - comparisons, arithmetic, folds over lists, loops and doings: what goes with what (rulings 16 to 22).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "lower/context.h"

static bool is_date_comparison(Comparison comparison)
{
    return comparison == COMPARISON_BEFORE || comparison == COMPARISON_AFTER ||
           comparison == COMPARISON_ON_OR_BEFORE || comparison == COMPARISON_ON_OR_AFTER;
}

static bool is_amount(TypeKind kind)
{
    return kind == TYPE_NUMBER || kind == TYPE_MONEY || kind == TYPE_DURATION;
}

static bool comparison_fits(Comparison comparison, TypeKind kind)
{
    if (comparison == COMPARISON_IS || comparison == COMPARISON_IS_NOT)
        return true;
    return is_date_comparison(comparison) ? kind == TYPE_DATE : is_amount(kind);
}

static CoreExpr *report_comparison(Lower *lower, const Ast *ast, Comparison comparison, Type type)
{
    size_t message =
        LOWER_REPORT(lower, DIAG_COMPARISON, ast->span, "%s cannot be compared with '%s'",
                     type_phrase(lower, type), comparison_to_words(comparison));
    if (type.kind == TYPE_DATE)
        report_hint(lower->report, message,
                    "dates take 'is before', 'is after', 'is on or before', 'is on or after', "
                    "'is', 'is not'");
    else if (is_amount(type.kind))
        report_hint(lower->report, message,
                    "amounts take 'is more than', 'is less than', 'is at least', 'is at most', "
                    "'is', 'is not'");
    else
        report_hint(lower->report, message, "only 'is', 'is not' and 'is one of' go with it");
    return expr_error(lower, ast->span);
}

/* The unit of a duration whose text alone shows it. */
static bool find_unit(const CoreExpr *expr, DurationUnit *unit)
{
    if (expr->kind != CORE_CONSTANT || expr->type.kind != TYPE_DURATION)
        return false;
    *unit = duration_get_unit(expr->as.CONSTANT.constant.value);
    return true;
}

static bool report_units(Lower *lower, const Ast *ast, const CoreExpr *left, const CoreExpr *right)
{
    DurationUnit a, b;
    if (!find_unit(left, &a) || !find_unit(right, &b) || a == b)
        return false;
    size_t message = LOWER_REPORT(lower, DIAG_DURATION_KINDS, ast->span,
                                  "these two durations cannot be compared or added");
    report_hint(
        lower->report, message,
        "days and weeks go together, months and years go together, working days stand alone");
    return true;
}

static bool is_pair(Type left, Type right, TypeKind one, TypeKind other)
{
    return (left.kind == one && right.kind == other) || (left.kind == other && right.kind == one);
}

static const char *mismatch_hint(Type left, Type right)
{
    if (is_pair(left, right, TYPE_MONEY, TYPE_NUMBER))
        return "money is written with its sign, as in £1,234.50";
    if (is_pair(left, right, TYPE_ENUMERATION, TYPE_TEXT))
        return "a value of such a type is written without quotes";
    if (is_pair(left, right, TYPE_ENUMERATION, TYPE_ENUMERATION))
        return "declare one type with 'type', and use it for both";
    return "both sides have to be of one type";
}

CoreExpr *lower_comparison(Lower *lower, const Ast *ast, Comparison comparison, CoreExpr *left,
                           CoreExpr *right)
{
    if (!type_is_same(left->type, right->type)) {
        size_t message =
            LOWER_REPORT(lower, DIAG_TYPE_MISMATCH, ast->span, "%s cannot be compared with %s",
                         type_phrase(lower, left->type), type_phrase(lower, right->type));
        report_hint(lower->report, message, "%s", mismatch_hint(left->type, right->type));
        return expr_error(lower, ast->span);
    }
    if (!comparison_fits(comparison, left->type.kind))
        return report_comparison(lower, ast, comparison, left->type);
    if (report_units(lower, ast, left, right))
        return expr_error(lower, ast->span);
    CoreExpr *expr = expr_new(lower, CORE_COMPARE, type_of(TYPE_YES_NO), ast->span);
    expr->as.COMPARE = (Core_COMPARE){comparison, left, right};
    return expr;
}

static const char *operator_words(Operator operator)
{
    switch (operator) {
    case OPERATOR_ADD: return "+";
    case OPERATOR_SUBTRACT: return "-";
    case OPERATOR_MULTIPLY: return "*";
    case OPERATOR_DIVIDE: return "/";
    }
    UNREACHABLE();
}

/* The type of `left operator right`; false where they do not go together. */
static bool find_result(Operator operator, TypeKind left, TypeKind right, TypeKind *result)
{
    bool is_sum = operator== OPERATOR_ADD || operator== OPERATOR_SUBTRACT;
    *result = left;
    if (is_sum && left == TYPE_DATE && right == TYPE_DURATION)
        return true;
    if (operator== OPERATOR_SUBTRACT && left == TYPE_DATE && right == TYPE_DATE) {
        *result = TYPE_DURATION; /* days (ruling 18) */
        return true;
    }
    if (is_sum)
        return is_amount(left) && left == right;
    if (operator== OPERATOR_MULTIPLY && left == TYPE_NUMBER && is_amount(right)) {
        *result = right;
        return true;
    }
    if (operator== OPERATOR_MULTIPLY)
        return is_amount(left) && right == TYPE_NUMBER;
    if (left == TYPE_MONEY && right == TYPE_MONEY) {
        *result = TYPE_NUMBER;
        return true;
    }
    return (left == TYPE_NUMBER || left == TYPE_MONEY) && right == TYPE_NUMBER;
}

static const char *arithmetic_hint(Operator operator, TypeKind left, TypeKind right)
{
    bool is_sum = operator== OPERATOR_ADD || operator== OPERATOR_SUBTRACT;
    if (is_sum && left == TYPE_DATE && right == TYPE_NUMBER)
        return "say of what: '20 days', '20 working days', '2 months'";
    if (is_sum && ((left == TYPE_MONEY && right == TYPE_NUMBER) ||
                   (left == TYPE_NUMBER && right == TYPE_MONEY)))
        return "money is written with its sign, as in £1,234.50";
    return "amounts of one type add up; a duration is added to or taken from a date; amounts are "
           "multiplied "
           "and divided by numbers";
}

CoreExpr *lower_arithmetic(Lower *lower, const Env *env, const Ast *ast)
{
    CoreExpr *left = lower_expr(lower, env, ast->as.ARITHMETIC.left, NULL);
    CoreExpr *right = lower_expr(lower, env, ast->as.ARITHMETIC.right, NULL);
    if (left->kind == CORE_ERROR || right->kind == CORE_ERROR)
        return expr_error(lower, ast->span);
    Operator operator= ast->as.ARITHMETIC.operator;
    TypeKind result;
    if (!find_result(operator, left->type.kind, right->type.kind, &result)) {
        size_t message =
            LOWER_REPORT(lower, DIAG_ARITHMETIC, ast->span, "'%s' does not go with %s and %s",
                         operator_words(operator), type_phrase(lower, left->type),
                         type_phrase(lower, right->type));
        report_hint(lower->report, message, "%s",
                    arithmetic_hint(operator, left->type.kind, right->type.kind));
        return expr_error(lower, ast->span);
    }
    if (left->type.kind == TYPE_DURATION && right->type.kind == TYPE_DURATION &&
        report_units(lower, ast, left, right))
        return expr_error(lower, ast->span);
    CoreExpr *expr = expr_new(lower, CORE_ARITHMETIC, type_of(result), ast->span);
    expr->as.ARITHMETIC = (Core_ARITHMETIC){operator, left, right};
    return expr;
}

static bool fold_fits(FoldKind fold, TypeKind kind)
{
    switch (fold) {
    case FOLD_TOTAL: return is_amount(kind);
    case FOLD_LATER:
    case FOLD_EARLIER: return kind == TYPE_DATE;
    case FOLD_MOST:
    case FOLD_LEAST: return kind == TYPE_NUMBER || kind == TYPE_MONEY;
    }
    UNREACHABLE();
}

static CoreExpr *report_fold(Lower *lower, FoldKind fold, const CoreExpr *value)
{
    size_t message =
        LOWER_REPORT(lower, DIAG_TYPE_MISMATCH, value->span, "'%s' does not go with %s",
                     fold_to_words(fold), type_phrase(lower, value->type));
    report_hint(lower->report, message,
                "'later of' and 'earlier of' take dates; 'most of' and 'least of' take numbers or "
                "money; 'total of' "
                "takes amounts");
    return expr_error(lower, value->span);
}

CoreExpr *lower_fold(Lower *lower, const Env *env, const Ast *ast)
{
    CoreLoop *loop = lower_loop(lower, env, ast->as.FOLD.variable, ast->as.FOLD.list);
    if (!loop)
        return expr_error(lower, ast->span);
    const Env inner = {env, loop};
    CoreExpr *value = lower_expr(lower, &inner, ast->as.FOLD.value, NULL);
    CoreExpr *where =
        ast->as.FOLD.where ? lower_condition(lower, &inner, ast->as.FOLD.where) : NULL;
    if (value->kind == CORE_ERROR || (where && where->kind == CORE_ERROR))
        return expr_error(lower, ast->span);
    if (!fold_fits(ast->as.FOLD.fold, value->type.kind))
        return report_fold(lower, ast->as.FOLD.fold, value);
    CoreExpr *expr = expr_new(lower, CORE_FOLD, value->type, ast->span);
    expr->as.FOLD = (Core_FOLD){ast->as.FOLD.fold, loop, where, value};
    return expr;
}

CoreExpr *lower_pick(Lower *lower, const Env *env, const Ast *ast, const Type *expected)
{
    CoreExpr *expr = expr_new(lower, CORE_PICK, type_of(TYPE_YES_NO), ast->span);
    expr->as.PICK.fold = ast->as.PICK.fold;
    for (size_t i = 0; i < ast->as.PICK.operands.count; i++) {
        const Ast *written = ast->as.PICK.operands.items[i];
        CoreExpr *operand = i ? lower_typed(lower, env, written, expr->type, "every part of it")
                              : lower_expr(lower, env, written, expected);
        if (operand->kind == CORE_ERROR)
            return operand;
        if (!fold_fits(ast->as.PICK.fold, operand->type.kind))
            return report_fold(lower, ast->as.PICK.fold, operand);
        expr->type = operand->type;
        VEC_PUSH(lower->arena, &expr->as.PICK.operands, operand);
    }
    return expr;
}

static bool is_variable_taken(Lower *lower, const Env *env, Token variable)
{
    Span first = SPAN_NONE;
    for (const Env *at = env; at; at = at->outer)
        if (at->loop->name && str_is(variable.text, at->loop->name))
            first = at->loop->span;
    const Symbol *symbol = scope_find(lower->scope, ROOM_VALUES, variable.text);
    if (symbol)
        first = symbol->span;
    if (first.source == SOURCE_NONE)
        return false;
    size_t message = LOWER_REPORT(lower, DIAG_SHADOWED_NAME, variable.span,
                                  "the name '%.*s' is taken", STR_ARG(variable.text));
    report_hint(lower->report, message, "give the element another name");
    report_note(lower->report, message, first, "'%.*s' is first declared here",
                STR_ARG(variable.text));
    return true;
}

CoreLoop *lower_loop(Lower *lower, const Env *env, Token variable, const Ast *list)
{
    CoreLoop *outer;
    CoreFact *fact = lower_list_name(lower, env, list, &outer);
    if (!fact || !variable.text.bytes || is_variable_taken(lower, env, variable))
        return NULL;
    CoreLoop *loop = ARENA_NEW(lower->arena, CoreLoop);
    *loop = (CoreLoop){token_to_text(lower, variable), fact, outer, fact->element, variable.span};
    return loop;
}

/* ---- doings ---- */

/* Whether `loop` and those that it hangs from are loops over the same lists as `wanted`. */
static bool is_same_list(const CoreLoop *loop, const CoreLoop *wanted)
{
    for (; loop && wanted; loop = loop->outer, wanted = wanted->outer)
        if (loop->list != wanted->list)
            return false;
    return !loop && !wanted;
}

static CoreLoop *find_action_loop(const Env *env, const CoreLoop *wanted, Str variable)
{
    for (; env; env = env->outer)
        if (env->loop->name && is_same_list(env->loop, wanted) &&
            (!variable.bytes || str_is(variable, env->loop->name)))
            return env->loop;
    return NULL;
}

static CoreAction *find_action(Lower *lower, Token name)
{
    const Symbol *symbol = scope_find(lower->scope, ROOM_ACTIONS, name.text);
    if (symbol)
        return symbol->as.action;
    const char *nearest = scope_find_nearest(lower->scope, ROOM_ACTIONS, name.text);
    if (nearest || !lower->is_incomplete) {
        size_t message = LOWER_REPORT(lower, DIAG_ACTION_OF_NO_RULE, name.span,
                                      "no rule names an action '%.*s'", STR_ARG(name.text));
        if (nearest)
            report_hint(lower->report, message, "did you mean '%s'?", nearest);
    }
    CoreAction *action = ARENA_NEW(lower->arena, CoreAction);
    action->name = token_to_text(lower, name);
    action->span = name.span;
    action->number = (uint32_t)lower->program->actions.count;
    VEC_PUSH(lower->arena, &lower->program->actions, action);
    scope_add(lower->scope, ROOM_ACTIONS,
              (Symbol){SYMBOL_ACTION, action->name, name.span, {.action = action}});
    return action;
}

static CoreExpr *report_element(Lower *lower, const Ast *ast, const CoreAction *action)
{
    const CoreLoop *last = action->loops[action->loop_count - 1];
    size_t message = LOWER_REPORT(lower, DIAG_ACTION_ELEMENT, ast->span,
                                  "'%s' is done for each element of '%s' on its own", action->name,
                                  last->list->name);
    report_hint(lower->report, message, "write 'some %s in %s has %s.%s is done' or 'every …'",
                last->name, last->list->name, last->name, action->name);
    report_note(lower->report, message, action->span, "the rule that names it loops over the list");
    return expr_error(lower, ast->span);
}

static bool is_nested(const CoreAction *action)
{
    for (uint32_t i = 1; i < action->loop_count; i++)
        if (action->loops[i]->outer != action->loops[i - 1])
            return false;
    return true;
}

/* An action over lists that do not hang from each other is done for pairs of elements, and only loops over the very
 * same lists in the same order, with no other around them, name such a pair. */
static bool stands_in_its_loops(const Env *env, const CoreAction *action)
{
    if (is_nested(action))
        return true;
    uint32_t depth = 0;
    for (const Env *at = env; at; at = at->outer)
        depth++;
    for (; env; env = env->outer, depth--)
        if (depth <= action->loop_count && !is_same_list(env->loop, action->loops[depth - 1]))
            return false;
    return true;
}

CoreExpr *lower_is_done(Lower *lower, const Env *env, const Ast *ast)
{
    const AstList *parts = &ast->as.IS_DONE.action->as.NAME.parts;
    Token name = parts->items[parts->count - 1]->as.PART.name;
    Str variable = parts->count > 1 ? parts->items[0]->as.PART.name.text : STR_NONE;
    if (!name.text.bytes)
        return expr_error(lower, ast->span);
    CoreAction *action = find_action(lower, name);
    CoreExpr *expr = expr_new(lower, CORE_IS_DONE, type_of(TYPE_YES_NO), ast->span);
    expr->as.IS_DONE.action = action;
    if (!action->loop_count && variable.bytes) {
        size_t message = LOWER_REPORT(lower, DIAG_ACTION_ELEMENT, ast->span,
                                      "'%s' is done once, not for each element", action->name);
        report_hint(lower->report, message, "write '%s is done'", action->name);
        return expr_error(lower, ast->span);
    }
    if (!stands_in_its_loops(env, action))
        return report_element(lower, ast, action);
    for (uint32_t i = action->loop_count; i-- > 0;) {
        bool is_last = i + 1 == action->loop_count;
        CoreLoop *loop = find_action_loop(env, action->loops[i], is_last ? variable : STR_NONE);
        if (!loop)
            return report_element(lower, ast, action);
        if (is_last)
            expr->as.IS_DONE.loop = loop;
    }
    return expr;
}
