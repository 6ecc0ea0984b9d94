/* replace.c - see replace.h. The recursion is as deep as the tree, which the parser bounds.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "core/replace.h"

#include <string.h>

#include "core/walk.h"

CoreExpr *core_copy(Arena *arena, const CoreExpr *expr)
{
    CoreExpr *copy = ARENA_NEW(arena, CoreExpr);
    *copy = *expr;
    return copy;
}

static void set_operand(Arena *arena, CoreExprs *operands, size_t index, CoreExpr *operand)
{
    CoreExprs copy = {ARENA_ARRAY(arena, operands->count, CoreExpr *), operands->count,
                      operands->count};
    memcpy(copy.items, operands->items, operands->count * sizeof(CoreExpr *));
    copy.items[index] = operand;
    *operands = copy;
}

static void set_pair(CoreExpr **first, CoreExpr **second, size_t index, CoreExpr *child)
{
    *(index ? second : first) = child;
}

/* The counterpart of core_get_child. */
static void set_child(Arena *arena, CoreExpr *expr, size_t index, CoreExpr *child)
{
    switch (expr->kind) {
    case CORE_ERROR:
    case CORE_CONSTANT:
    case CORE_FACT:
    case CORE_DECISION:
    case CORE_PARAMETER:
    case CORE_LIST:
    case CORE_IS_DONE: UNREACHABLE();
    case CORE_AND: set_operand(arena, &expr->as.AND.operands, index, child); return;
    case CORE_OR: set_operand(arena, &expr->as.OR.operands, index, child); return;
    case CORE_AT_LEAST: set_operand(arena, &expr->as.AT_LEAST.operands, index, child); return;
    case CORE_PICK: set_operand(arena, &expr->as.PICK.operands, index, child); return;
    case CORE_ONE_OF:
        if (index)
            set_operand(arena, &expr->as.ONE_OF.values, index - 1, child);
        else
            expr->as.ONE_OF.left = child;
        return;
    case CORE_NOT: expr->as.NOT.operand = child; return;
    case CORE_IS_KNOWN: expr->as.IS_KNOWN.operand = child; return;
    case CORE_SOME: expr->as.SOME.body = child; return;
    case CORE_EVERY: expr->as.EVERY.body = child; return;
    case CORE_COUNT: expr->as.COUNT.where = child; return;
    case CORE_COMPARE:
        set_pair(&expr->as.COMPARE.left, &expr->as.COMPARE.right, index, child);
        return;
    case CORE_FOLD: set_pair(&expr->as.FOLD.where, &expr->as.FOLD.value, index, child); return;
    case CORE_ARITHMETIC:
        set_pair(&expr->as.ARITHMETIC.left, &expr->as.ARITHMETIC.right, index, child);
        return;
    }
    UNREACHABLE();
}

CoreExpr *core_replace(Arena *arena, CoreExpr *root, const CoreExpr *target, CoreExpr *replacement)
{
    if (!root || root == target)
        return root ? replacement : NULL;
    CoreExpr *changed = root;
    for (size_t i = 0; i < core_count_children(root); i++) {
        CoreExpr *child = core_get_child(root, i);
        CoreExpr *new = core_replace(arena, child, target, replacement);
        if (new == child)
            continue;
        if (changed == root)
            changed = core_copy(arena, root);
        set_child(arena, changed, i, new);
    }
    return changed;
}

CoreExprs core_without(Arena *arena, const CoreExprs *operands, size_t index)
{
    CoreExprs rest = {ARENA_ARRAY(arena, operands->count, CoreExpr *), 0, operands->count};
    for (size_t i = 0; i < operands->count; i++)
        if (i != index)
            rest.items[rest.count++] = operands->items[i];
    return rest;
}
