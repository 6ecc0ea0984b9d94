/* conditions.c - conditions in words: one line, or where there are several parts a list as guidance has it.
 *
 * A negation goes as far in as it can, where plain words stand for it: "none of these holds", "is less than". In three-valued
 * logic each such pair means the same.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "doc/parts.h"

/* ---- single statements ---- */

static Comparison negate(Comparison comparison)
{
    switch (comparison) {
    case COMPARISON_IS: return COMPARISON_IS_NOT;
    case COMPARISON_IS_NOT: return COMPARISON_IS;
    case COMPARISON_MORE_THAN: return COMPARISON_AT_MOST;
    case COMPARISON_LESS_THAN: return COMPARISON_AT_LEAST;
    case COMPARISON_AT_LEAST: return COMPARISON_LESS_THAN;
    case COMPARISON_AT_MOST: return COMPARISON_MORE_THAN;
    case COMPARISON_BEFORE: return COMPARISON_ON_OR_AFTER;
    case COMPARISON_AFTER: return COMPARISON_ON_OR_BEFORE;
    case COMPARISON_ON_OR_BEFORE: return COMPARISON_AFTER;
    case COMPARISON_ON_OR_AFTER: return COMPARISON_BEFORE;
    }
    UNREACHABLE();
}

static bool is_constant(const CoreExpr *expr)
{
    return expr->kind == CORE_CONSTANT;
}

/* `x is no`, `a is b`: conditions compared with each other. */
static void say_yes_no_comparison(Doc *doc, const Core_COMPARE *it, bool is_negated)
{
    bool is_different = (it->comparison == COMPARISON_IS_NOT) != is_negated;
    if (is_constant(it->right)) {
        bool is_no = it->right->as.CONSTANT.constant.value == 0;
        doc_say_condition(doc, it->left, is_different != is_no);
        return;
    }
    doc_say(doc, is_different ? "one of these holds and the other does not: "
                              : "both of these hold or neither does: ");
    doc_say_condition(doc, it->left, false);
    doc_say(doc, "; ");
    doc_say_condition(doc, it->right, false);
}

static void say_comparison(Doc *doc, const Core_COMPARE *it, bool is_negated)
{
    if (doc_is_yes_no(it->left)) {
        say_yes_no_comparison(doc, it, is_negated);
        return;
    }
    doc_say_value(doc, it->left);
    doc_say_format(doc, " %s ",
                   comparison_to_words(is_negated ? negate(it->comparison) : it->comparison));
    doc_say_value(doc, it->right);
}

static void say_one_of(Doc *doc, const Core_ONE_OF *it, bool is_negated)
{
    doc_say_value(doc, it->left);
    doc_say(doc, is_negated ? " is neither " : " is ");
    for (size_t i = 0; i < it->values.count; i++) {
        const char *last = is_negated ? " nor " : " or ";
        doc_say(doc, i == 0 ? "" : i + 1 == it->values.count ? last : ", ");
        doc_say_value(doc, it->values.items[i]);
    }
}

static void say_known(Doc *doc, const CoreExpr *operand, bool is_negated)
{
    if (operand->kind != CORE_LIST && doc_is_yes_no(operand)) {
        doc_say(doc, is_negated ? "it is not known whether " : "it is known whether ");
        doc_say_condition(doc, operand, false);
        return;
    }
    doc_say(doc, operand->kind == CORE_LIST ? "what is in the list " : "");
    doc_say_value(doc, operand);
    doc_say(doc, is_negated ? " is not known" : " is known");
}

static void say_done(Doc *doc, const Core_IS_DONE *it, bool is_negated)
{
    doc_link_action(doc, it->action);
    doc_say_element(doc, it->loop);
    doc_say(doc, is_negated ? " has not been done" : " has been done");
}

static void say_statement(Doc *doc, const CoreExpr *expr, bool is_negated)
{
    doc_say(doc, is_negated ? "it is not the case that " : "");
    if (expr->kind == CORE_DECISION) {
        doc_link_decision(doc, expr->as.DECISION.decision);
        doc_say_element(doc, expr->as.DECISION.loop);
    } else {
        doc_link_fact(doc, expr->as.FACT.fact);
        doc_say_element(doc, expr->as.FACT.loop);
    }
}

/* What is neither a list of conditions nor about a list. */
static void say_single(Doc *doc, const CoreExpr *expr, bool is_negated)
{
    if (expr->kind == CORE_CONSTANT)
        doc_say(doc, (expr->as.CONSTANT.constant.value != 0) != is_negated
                         ? "this holds in every case"
                         : "this holds in no case");
    else if (expr->kind == CORE_COMPARE)
        say_comparison(doc, &expr->as.COMPARE, is_negated);
    else if (expr->kind == CORE_ONE_OF)
        say_one_of(doc, &expr->as.ONE_OF, is_negated);
    else if (expr->kind == CORE_IS_KNOWN)
        say_known(doc, expr->as.IS_KNOWN.operand, is_negated);
    else if (expr->kind == CORE_IS_DONE)
        say_done(doc, &expr->as.IS_DONE, is_negated);
    else if (expr->kind == CORE_FACT || expr->kind == CORE_DECISION)
        say_statement(doc, expr, is_negated);
    else /* a parameter of yes/no */
        doc_link_parameter(doc, expr->as.PARAMETER.parameter);
}

/* ---- several together ---- */

static const CoreExprs *operands_of(const CoreExpr *expr)
{
    return expr->kind == CORE_AND        ? &expr->as.AND.operands
           : expr->kind == CORE_OR       ? &expr->as.OR.operands
           : expr->kind == CORE_AT_LEAST ? &expr->as.AT_LEAST.operands
                                         : NULL;
}

static const char *lead_of(Doc *doc, const CoreExpr *expr, bool is_negated)
{
    bool is_pair = operands_of(expr)->count == 2;
    if (expr->kind == CORE_AND && is_negated)
        return is_pair ? "not both of these hold" : "not all of these hold";
    if (expr->kind == CORE_AND)
        return is_pair ? "both of these hold" : "all of these hold";
    if (expr->kind == CORE_OR && is_negated)
        return is_pair ? "neither of these holds" : "none of these holds";
    if (expr->kind == CORE_OR)
        return "at least one of these holds";
    return arena_format(doc->arena,
                        is_negated ? "fewer than %u of these hold" : "at least %u of these hold",
                        expr->as.AT_LEAST.least);
}

/* A list of one is that one. */
static const CoreExpr *unwrap(const CoreExpr *expr, bool *is_negated)
{
    for (;;) {
        const CoreExprs *operands = operands_of(expr);
        if (expr->kind == CORE_NOT) {
            *is_negated = !*is_negated;
            expr = expr->as.NOT.operand;
        } else if (operands && operands->count == 1 && !operands->items[0]->marks.citation_count &&
                   !operands->items[0]->marks.note_count)
            expr = operands->items[0];
        else
            return expr;
    }
}

static void tell_parts(Doc *doc, const CoreExprs *operands)
{
    doc_open(doc, DOC_LIST, NULL);
    for (size_t i = 0; i < operands->count; i++) {
        doc_open_item(doc);
        doc_tell_condition(doc, operands->items[i], false);
        doc_close(doc);
    }
    doc_close(doc);
}

/* ---- about lists ---- */

static const CoreLoop *loop_of(const CoreExpr *expr)
{
    return expr->kind == CORE_SOME    ? expr->as.SOME.loop
           : expr->kind == CORE_EVERY ? expr->as.EVERY.loop
                                      : NULL;
}

static void say_quantifier(Doc *doc, const CoreExpr *expr, bool is_negated)
{
    if (expr->kind == CORE_SOME)
        doc_say(doc, is_negated ? "for none of " : "for at least one of ");
    else
        doc_say(doc, is_negated ? "not for every one of " : "for every one of ");
    doc_link_list(doc, loop_of(expr));
    doc_say(doc, ": ");
}

static const CoreExpr *body_of(const CoreExpr *expr)
{
    return expr->kind == CORE_SOME ? expr->as.SOME.body : expr->as.EVERY.body;
}

/* ---- in a block ---- */

/* Citations come before the list that a condition opens; those of `outer` are its own written around it. */
static void tell_cited(Doc *doc, const CoreExpr *expr, bool is_negated, const Marks *outer)
{
    const CoreExpr *inner = unwrap(expr, &is_negated);
    Marks marks = inner == expr ? *outer : marks_join(doc->arena, *outer, inner->marks);
    if (loop_of(inner)) {
        marks = marks_join(doc->arena, marks, body_of(inner)->marks);
        say_quantifier(doc, inner, is_negated);
        doc_enter_loop(doc, loop_of(inner));
        tell_cited(doc, body_of(inner), false, &marks);
        doc_leave_loop(doc);
    } else if (operands_of(inner)) {
        doc_say(doc, lead_of(doc, inner, is_negated));
        doc_say_cites(doc, &marks, NULL);
        doc_say(doc, ":");
        doc_add_notes(doc, &marks, NULL);
        tell_parts(doc, operands_of(inner));
    } else {
        say_single(doc, inner, is_negated);
        doc_say_cites(doc, &marks, NULL);
        doc_add_notes(doc, &marks, NULL);
    }
}

void doc_tell_condition(Doc *doc, const CoreExpr *expr, bool is_negated)
{
    tell_cited(doc, expr, is_negated, &expr->marks);
}

/* ---- in one line ---- */

static void say_parts(Doc *doc, const CoreExpr *expr, bool is_negated)
{
    const CoreExprs *operands = operands_of(expr);
    doc_say_format(doc, "%s (", lead_of(doc, expr, is_negated));
    for (size_t i = 0; i < operands->count; i++) {
        doc_say(doc, i == 0 ? "" : "; ");
        doc_say_condition(doc, operands->items[i], false);
    }
    doc_say(doc, ")");
}

void doc_say_condition(Doc *doc, const CoreExpr *expr, bool is_negated)
{
    expr = unwrap(expr, &is_negated);
    if (operands_of(expr)) {
        say_parts(doc, expr, is_negated);
    } else if (loop_of(expr)) {
        say_quantifier(doc, expr, is_negated);
        doc_enter_loop(doc, loop_of(expr));
        doc_say_condition(doc, body_of(expr), false);
        doc_leave_loop(doc);
    } else {
        say_single(doc, expr, is_negated);
    }
}
