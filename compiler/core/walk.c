/* walk.c - the one place that lists the children of each kind of expression.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/walk.h"

size_t core_count_children(const CoreExpr *expr)
{
    switch (expr->kind) {
    case CORE_ERROR:
    case CORE_CONSTANT:
    case CORE_FACT:
    case CORE_DECISION:
    case CORE_PARAMETER:
    case CORE_LIST:
    case CORE_IS_DONE: return 0;
    case CORE_AND: return expr->as.AND.operands.count;
    case CORE_OR: return expr->as.OR.operands.count;
    case CORE_AT_LEAST: return expr->as.AT_LEAST.operands.count;
    case CORE_PICK: return expr->as.PICK.operands.count;
    case CORE_ONE_OF: return expr->as.ONE_OF.values.count + 1;
    case CORE_NOT:
    case CORE_IS_KNOWN:
    case CORE_SOME:
    case CORE_EVERY:
    case CORE_COUNT: return 1;
    case CORE_COMPARE:
    case CORE_FOLD:
    case CORE_ARITHMETIC: return 2;
    }
    UNREACHABLE();
}

CoreExpr *core_get_child(const CoreExpr *expr, size_t index)
{
    switch (expr->kind) {
    case CORE_ERROR:
    case CORE_CONSTANT:
    case CORE_FACT:
    case CORE_DECISION:
    case CORE_PARAMETER:
    case CORE_LIST:
    case CORE_IS_DONE: break;
    case CORE_AND: return expr->as.AND.operands.items[index];
    case CORE_OR: return expr->as.OR.operands.items[index];
    case CORE_AT_LEAST: return expr->as.AT_LEAST.operands.items[index];
    case CORE_PICK: return expr->as.PICK.operands.items[index];
    case CORE_ONE_OF: return index ? expr->as.ONE_OF.values.items[index - 1] : expr->as.ONE_OF.left;
    case CORE_NOT: return expr->as.NOT.operand;
    case CORE_IS_KNOWN: return expr->as.IS_KNOWN.operand;
    case CORE_SOME: return expr->as.SOME.body;
    case CORE_EVERY: return expr->as.EVERY.body;
    case CORE_COUNT: return expr->as.COUNT.where;
    case CORE_COMPARE: return index ? expr->as.COMPARE.right : expr->as.COMPARE.left;
    case CORE_FOLD: return index ? expr->as.FOLD.value : expr->as.FOLD.where;
    case CORE_ARITHMETIC: return index ? expr->as.ARITHMETIC.right : expr->as.ARITHMETIC.left;
    }
    UNREACHABLE();
}

const CoreLoop *core_find_bound_loop(const CoreExpr *expr)
{
    if (expr->kind == CORE_SOME)
        return expr->as.SOME.loop;
    if (expr->kind == CORE_EVERY)
        return expr->as.EVERY.loop;
    if (expr->kind == CORE_COUNT)
        return expr->as.COUNT.loop;
    return expr->kind == CORE_FOLD ? expr->as.FOLD.loop : NULL;
}
