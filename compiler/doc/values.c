/* values.c - what stands for an amount, a date, a choice: in one line, as somebody would say it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "doc/parts.h"

bool doc_is_yes_no(const CoreExpr *expr)
{
    return expr->type.kind == TYPE_YES_NO;
}

/* ---- loops ---- */

void doc_enter_loop(Doc *doc, const CoreLoop *loop)
{
    VEC_PUSH(doc->arena, &doc->loops, loop);
}

void doc_leave_loop(Doc *doc)
{
    doc->loops.count--;
}

/* Whether a reader would take the field for one of another element: the loop is not the innermost that has such a record. */
static bool is_other(const Doc *doc, const CoreLoop *loop)
{
    for (size_t i = doc->loops.count; i > 0; i--) {
        const CoreLoop *open = doc->loops.items[i - 1];
        if (open->record == loop->record)
            return open != loop;
    }
    return false;
}

void doc_say_element(Doc *doc, const CoreLoop *loop)
{
    if (!loop || doc->loops.count < 2)
        return;
    if (is_other(doc, loop))
        doc_say_format(doc, " (of the first %s)", doc_name_record(doc, loop->record));
    else if (doc->loops.items[doc->loops.count - 1] != loop)
        doc_say_format(doc, " (of the %s)", doc_name_record(doc, loop->record));
}

void doc_link_list(Doc *doc, const CoreLoop *loop)
{
    doc_link_fact(doc, loop->list);
    if (loop->outer && doc->loops.count > 1)
        doc_say_element(doc, loop->outer);
}

/* ---- reckoning ---- */

static const char *sign_of(Operator operator)
{
    switch (operator) {
    case OPERATOR_ADD: return " plus ";
    case OPERATOR_SUBTRACT: return " minus ";
    case OPERATOR_MULTIPLY: return " times ";
    case OPERATOR_DIVIDE: return " divided by ";
    }
    UNREACHABLE();
}

/* Sums within sums stand in brackets. */
static void say_operand(Doc *doc, const CoreExpr *expr)
{
    bool is_sum = expr->kind == CORE_ARITHMETIC;
    doc_say(doc, is_sum ? "(" : "");
    doc_say_value(doc, expr);
    doc_say(doc, is_sum ? ")" : "");
}

/* "5 working days after the day of the request" */
static void say_moved_date(Doc *doc, const CoreExpr *duration, const CoreExpr *date, bool is_back)
{
    say_operand(doc, duration);
    doc_say(doc, is_back ? " before " : " after ");
    say_operand(doc, date);
}

static void say_arithmetic(Doc *doc, const Core_ARITHMETIC *it)
{
    bool left_is_date = it->left->type.kind == TYPE_DATE;
    bool right_is_date = it->right->type.kind == TYPE_DATE;
    if (left_is_date && right_is_date) {
        doc_say(doc, "the days from ");
        say_operand(doc, it->right);
        doc_say(doc, " to ");
        say_operand(doc, it->left);
    } else if (left_is_date) {
        say_moved_date(doc, it->right, it->left, it->operator== OPERATOR_SUBTRACT);
    } else if (right_is_date) {
        say_moved_date(doc, it->left, it->right, false);
    } else {
        say_operand(doc, it->left);
        doc_say(doc, sign_of(it->operator));
        say_operand(doc, it->right);
    }
}

/* ---- over lists ---- */

static void say_where(Doc *doc, const CoreExpr *where)
{
    if (!where)
        return;
    doc_say(doc, " for which ");
    doc_say_condition(doc, where, false);
}

static const char *superlative_of(FoldKind fold, Type type)
{
    switch (fold) {
    case FOLD_TOTAL: return "the total of ";
    case FOLD_LATER: return "the latest of ";
    case FOLD_EARLIER: return "the earliest of ";
    case FOLD_MOST: return type.kind == TYPE_DATE ? "the latest of " : "the greatest of ";
    case FOLD_LEAST: return type.kind == TYPE_DATE ? "the earliest of " : "the least of ";
    }
    UNREACHABLE();
}

static void say_count(Doc *doc, const Core_COUNT *it)
{
    doc_say(doc, "the number of ");
    doc_link_list(doc, it->loop);
    doc_enter_loop(doc, it->loop);
    say_where(doc, it->where);
    doc_leave_loop(doc);
}

static void say_fold(Doc *doc, const Core_FOLD *it, Type type)
{
    doc_say(doc, superlative_of(it->fold, type));
    doc_enter_loop(doc, it->loop);
    say_operand(doc, it->value);
    doc_leave_loop(doc);
    doc_say(doc, " over all of ");
    doc_link_list(doc, it->loop);
    doc_enter_loop(doc, it->loop);
    say_where(doc, it->where);
    doc_leave_loop(doc);
}

static const char *comparative_of(FoldKind fold, Type type)
{
    bool is_most = fold == FOLD_MOST || fold == FOLD_LATER;
    if (type.kind == TYPE_DATE)
        return is_most ? "the later of " : "the earlier of ";
    return is_most ? "the greater of " : "the lesser of ";
}

static void say_pick(Doc *doc, const Core_PICK *it, Type type)
{
    bool is_pair = it->operands.count == 2;
    doc_say(doc, is_pair ? comparative_of(it->fold, type) : superlative_of(it->fold, type));
    for (size_t i = 0; i < it->operands.count; i++) {
        doc_say(doc, i == 0 ? "" : i + 1 == it->operands.count ? " and " : ", ");
        say_operand(doc, it->operands.items[i]);
    }
}

/* A figure as it was written, "3 weeks"; all else in words. */
static void say_literal(Doc *doc, const CoreExpr *expr)
{
    Str words = source_get_words(driver_get_sources(doc->site->driver), expr->span);
    TypeKind kind = expr->type.kind;
    bool is_figure = kind == TYPE_NUMBER || kind == TYPE_MONEY || kind == TYPE_DURATION;
    if (is_figure && words.length)
        doc_say(doc, str_to_text(doc->arena, words));
    else
        doc_say_constant(doc, &expr->as.CONSTANT.constant);
}

void doc_say_value(Doc *doc, const CoreExpr *expr)
{
    if (expr->kind == CORE_CONSTANT) {
        say_literal(doc, expr);
    } else if (doc_is_yes_no(expr)) {
        doc_say(doc, "whether ");
        doc_say_condition(doc, expr, false);
    } else if (expr->kind == CORE_FACT) {
        doc_link_fact(doc, expr->as.FACT.fact);
        doc_say_element(doc, expr->as.FACT.loop);
    } else if (expr->kind == CORE_DECISION) {
        doc_link_decision(doc, expr->as.DECISION.decision);
        doc_say_element(doc, expr->as.DECISION.loop);
    } else if (expr->kind == CORE_PARAMETER) {
        doc_link_parameter(doc, expr->as.PARAMETER.parameter);
    } else if (expr->kind == CORE_LIST) {
        doc_link_fact(doc, expr->as.LIST.fact);
        doc_say_element(doc, expr->as.LIST.loop);
    } else if (expr->kind == CORE_COUNT) {
        say_count(doc, &expr->as.COUNT);
    } else if (expr->kind == CORE_FOLD) {
        say_fold(doc, &expr->as.FOLD, expr->type);
    } else if (expr->kind == CORE_PICK) {
        say_pick(doc, &expr->as.PICK, expr->type);
    } else if (expr->kind == CORE_ARITHMETIC) {
        say_arithmetic(doc, &expr->as.ARITHMETIC);
    }
}
