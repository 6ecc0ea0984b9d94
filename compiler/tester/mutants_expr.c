/* mutants_expr.c - changes within expressions: what somebody could have misread or mistyped.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/replace.h"
#include "tester/mutants.h"
#include "tester/places.h"

static const Type TRUTH = {TYPE_YES_NO, NULL};

static void add(Finding *finding, Span span, const CoreExpr *target, CoreExpr *replacement,
                const char *change)
{
    Mutant mutant = finding->owner;
    mutant.span = span;
    mutant.target = target;
    mutant.replacement = replacement;
    mutant.change = change;
    mutants_add(finding, mutant);
}

static const char *becomes(Finding *finding, const char *old, const char *new)
{
    return arena_format(finding->arena, "'%s' becomes '%s'", old, new);
}

static const char *words_of(Finding *finding, const CoreExpr *expr)
{
    return place_words(finding->arena, finding->program->sources, expr->span);
}

/* ---- the other way round ---- */

static void negate(Finding *finding, CoreExpr *expr)
{
    CoreExpr *not = core_copy(finding->arena, expr);
    not ->kind = CORE_NOT;
    not ->type = TRUTH;
    not ->as.NOT.operand = expr;
    add(finding, expr->span, expr, not,
        arena_format(finding->arena, "'%s' negated", words_of(finding, expr)));
}

static bool find_neighbour(Comparison comparison, Comparison *neighbour)
{
    static const Comparison PAIRS[][2] = {
        {COMPARISON_MORE_THAN, COMPARISON_AT_LEAST},
        {COMPARISON_LESS_THAN, COMPARISON_AT_MOST},
        {COMPARISON_BEFORE, COMPARISON_ON_OR_BEFORE},
        {COMPARISON_AFTER, COMPARISON_ON_OR_AFTER},
    };
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
        for (size_t k = 0; k < 2; k++)
            if (PAIRS[i][k] == comparison) {
                *neighbour = PAIRS[i][1 - k];
                return true;
            }
    return false;
}

static void shift_comparison(Finding *finding, CoreExpr *expr)
{
    Comparison neighbour;
    if (expr->kind != CORE_COMPARE || !find_neighbour(expr->as.COMPARE.comparison, &neighbour))
        return;
    CoreExpr *shifted = core_copy(finding->arena, expr);
    shifted->as.COMPARE.comparison = neighbour;
    add(finding, expr->span, expr, shifted,
        becomes(finding, comparison_to_words(expr->as.COMPARE.comparison),
                comparison_to_words(neighbour)));
}

/* The two have the same fields in the same order, but the standard promises nothing. */
static void swap_quantifier(Finding *finding, CoreExpr *expr)
{
    if (expr->kind != CORE_SOME && expr->kind != CORE_EVERY)
        return;
    bool is_some = expr->kind == CORE_SOME;
    CoreExpr *swapped = core_copy(finding->arena, expr);
    swapped->kind = is_some ? CORE_EVERY : CORE_SOME;
    if (is_some)
        swapped->as.EVERY = (Core_EVERY){expr->as.SOME.loop, expr->as.SOME.body};
    else
        swapped->as.SOME = (Core_SOME){expr->as.EVERY.loop, expr->as.EVERY.body};
    add(finding, expr->span, expr, swapped,
        becomes(finding, is_some ? "some" : "every", is_some ? "every" : "some"));
}

/* ---- lists of conditions ---- */

static CoreExprs *get_operands(CoreExpr *expr)
{
    if (expr->kind == CORE_AND)
        return &expr->as.AND.operands;
    return expr->kind == CORE_OR ? &expr->as.OR.operands : &expr->as.AT_LEAST.operands;
}

static bool is_list(const CoreExpr *expr)
{
    return expr->kind == CORE_AND || expr->kind == CORE_OR || expr->kind == CORE_AT_LEAST;
}

static void swap_connective(Finding *finding, CoreExpr *expr)
{
    if (expr->kind == CORE_AT_LEAST || get_operands(expr)->count < 2)
        return;
    Str words = source_get_words(finding->program->sources, expr->span);
    bool is_and = expr->kind == CORE_AND;
    bool is_bulleted = str_has_prefix(words, "all of") || str_has_prefix(words, "any of");
    CoreExpr *swapped = core_copy(finding->arena, expr);
    CoreExprs operands = *get_operands(expr);
    swapped->kind = is_and ? CORE_OR : CORE_AND;
    *get_operands(swapped) = operands;
    const char *pair[] = {is_bulleted ? "all of" : "and", is_bulleted ? "any of" : "or"};
    add(finding, expr->span, expr, swapped, becomes(finding, pair[!is_and], pair[is_and]));
}

static void shift_least(Finding *finding, CoreExpr *expr, uint32_t least)
{
    CoreExpr *shifted = core_copy(finding->arena, expr);
    shifted->as.AT_LEAST.least = least;
    add(finding, expr->span, expr, shifted,
        arena_format(finding->arena, "'at least %u of' becomes 'at least %u of'",
                     expr->as.AT_LEAST.least, least));
}

static void shift_at_least(Finding *finding, CoreExpr *expr)
{
    if (expr->kind != CORE_AT_LEAST)
        return;
    uint32_t least = expr->as.AT_LEAST.least;
    if (least > 1)
        shift_least(finding, expr, least - 1);
    if (least < expr->as.AT_LEAST.operands.count)
        shift_least(finding, expr, least + 1);
}

static void drop_operand(Finding *finding, CoreExpr *expr, const CoreExprs *operands, size_t index)
{
    const CoreExpr *operand = operands->items[index];
    CoreExpr *rest = core_copy(finding->arena, expr);
    *get_operands(rest) = core_without(finding->arena, operands, index);
    Marks marks = finding->owner.marks;
    if (operand->marks.citation_count)
        finding->owner.marks = operand->marks;
    add(finding, operand->span, expr, rest,
        arena_format(finding->arena, "'%s' left out", words_of(finding, operand)));
    finding->owner.marks = marks;
}

static void drop_operands(Finding *finding, CoreExpr *expr)
{
    const CoreExprs operands = *get_operands(expr);
    bool is_bare = expr->kind == CORE_AT_LEAST && operands.count <= expr->as.AT_LEAST.least;
    for (size_t i = 0; operands.count > 1 && !is_bare && i < operands.count; i++)
        drop_operand(finding, expr, &operands, i);
}

/* ---- conditions ---- */

static void in_condition(Finding *finding, CoreExpr *expr, bool is_negated);

static void in_list(Finding *finding, CoreExpr *expr)
{
    swap_connective(finding, expr);
    shift_at_least(finding, expr);
    drop_operands(finding, expr);
    const CoreExprs *operands = get_operands(expr);
    for (size_t i = 0; i < operands->count; i++)
        in_condition(finding, operands->items[i], false);
}

static void drop_not(Finding *finding, CoreExpr *expr)
{
    add(finding, expr->span, expr, expr->as.NOT.operand,
        arena_format(finding->arena, "'%s' negated", words_of(finding, expr)));
}

/* Below a `not` the operand's negation is the same as the not left out. */
static void in_condition(Finding *finding, CoreExpr *expr, bool is_negated)
{
    Marks marks = finding->owner.marks;
    if (expr->marks.citation_count)
        finding->owner.marks = expr->marks;
    if (expr->kind == CORE_NOT) {
        drop_not(finding, expr);
        in_condition(finding, expr->as.NOT.operand, true);
    } else {
        if (!is_negated && expr->kind != CORE_CONSTANT)
            negate(finding, expr);
        if (is_list(expr))
            in_list(finding, expr);
        else
            mutants_in_value(finding, expr);
    }
    finding->owner.marks = marks;
}

void mutants_in_condition(Finding *finding, CoreExpr *expr)
{
    if (expr)
        in_condition(finding, expr, false);
}

/* ---- values ---- */

static CoreExpr *constant_like(Finding *finding, const CoreExpr *expr, Value value)
{
    CoreExpr *constant = core_copy(finding->arena, expr);
    constant->as.CONSTANT.constant.value = value;
    return constant;
}

static const char *value_becomes(Finding *finding, Type type, Value old, Value new)
{
    Text first = text_in(finding->arena), second = text_in(finding->arena);
    value_write_source(&first, type, NULL, old);
    value_write_source(&second, type, NULL, new);
    return becomes(finding, first.bytes, second.bytes);
}

static void set_constant(Finding *finding, CoreExpr *expr, Value new)
{
    add(finding, expr->span, expr, constant_like(finding, expr, new),
        value_becomes(finding, expr->type, expr->as.CONSTANT.constant.value, new));
}

static void lengthen(Finding *finding, CoreExpr *expr)
{
    Value old = expr->as.CONSTANT.constant.value;
    if (expr->type.kind == TYPE_DURATION && duration_get_count(old) < DURATION_MOST)
        set_constant(finding, expr,
                     duration_make(duration_get_count(old) + 1, duration_get_unit(old)));
}

static void turn_pick(Finding *finding, CoreExpr *expr)
{
    static const FoldKind OTHERS[] = {
        [FOLD_TOTAL] = FOLD_TOTAL, [FOLD_LATER] = FOLD_EARLIER, [FOLD_EARLIER] = FOLD_LATER,
        [FOLD_MOST] = FOLD_LEAST,  [FOLD_LEAST] = FOLD_MOST,
    };
    FoldKind old = expr->kind == CORE_PICK ? expr->as.PICK.fold : expr->as.FOLD.fold;
    CoreExpr *turned = core_copy(finding->arena, expr);
    if (expr->kind == CORE_PICK)
        turned->as.PICK.fold = OTHERS[old];
    else
        turned->as.FOLD.fold = OTHERS[old];
    if (OTHERS[old] != old)
        add(finding, expr->span, expr, turned,
            becomes(finding, fold_to_words(old), fold_to_words(OTHERS[old])));
}

static void in_values(Finding *finding, const CoreExprs *values)
{
    for (size_t i = 0; i < values->count; i++)
        mutants_in_value(finding, values->items[i]);
}

static void in_pair(Finding *finding, CoreExpr *left, CoreExpr *right)
{
    mutants_in_value(finding, left);
    mutants_in_value(finding, right);
}

void mutants_in_value(Finding *finding, CoreExpr *expr)
{
    if (!expr)
        return;
    switch (expr->kind) {
    case CORE_ERROR:
    case CORE_FACT:
    case CORE_DECISION:
    case CORE_PARAMETER:
    case CORE_LIST:
    case CORE_IS_DONE: return;
    case CORE_CONSTANT: lengthen(finding, expr); return;
    case CORE_AND:
    case CORE_OR:
    case CORE_AT_LEAST:
    case CORE_NOT: mutants_in_condition(finding, expr); return;
    case CORE_COMPARE:
        shift_comparison(finding, expr);
        in_pair(finding, expr->as.COMPARE.left, expr->as.COMPARE.right);
        return;
    case CORE_ONE_OF: mutants_in_value(finding, expr->as.ONE_OF.left); return;
    case CORE_IS_KNOWN: mutants_in_value(finding, expr->as.IS_KNOWN.operand); return;
    case CORE_SOME:
        swap_quantifier(finding, expr);
        mutants_in_condition(finding, expr->as.SOME.body);
        return;
    case CORE_EVERY:
        swap_quantifier(finding, expr);
        mutants_in_condition(finding, expr->as.EVERY.body);
        return;
    case CORE_COUNT: mutants_in_condition(finding, expr->as.COUNT.where); return;
    case CORE_FOLD:
        turn_pick(finding, expr);
        mutants_in_condition(finding, expr->as.FOLD.where);
        mutants_in_value(finding, expr->as.FOLD.value);
        return;
    case CORE_PICK:
        turn_pick(finding, expr);
        in_values(finding, &expr->as.PICK.operands);
        return;
    case CORE_ARITHMETIC:
        in_pair(finding, expr->as.ARITHMETIC.left, expr->as.ARITHMETIC.right);
        return;
    }
    UNREACHABLE();
}

void mutants_in_answer(Finding *finding, CoreExpr *expr)
{
    bool is_constant = expr->kind == CORE_CONSTANT;
    Value value = is_constant ? expr->as.CONSTANT.constant.value : 0;
    if (is_constant && expr->type.kind == TYPE_YES_NO)
        set_constant(finding, expr, !value);
    else if (is_constant && expr->type.kind == TYPE_ENUMERATION)
        set_constant(finding, expr, (value + 1) % expr->type.enumeration->value_count);
    else if (expr->type.kind == TYPE_YES_NO && !is_constant)
        mutants_in_condition(finding, expr);
    else
        mutants_in_value(finding, expr);
}
