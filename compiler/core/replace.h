/* replace.h - an expression with one place in it changed, without touching the tree that it came from.
 *
 * For tools that ask what would be if something else had been written. Only what lies on the way to the place is copied;
 * all else is shared with the original, which must live as long.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_REPLACE_H
#define CORE_REPLACE_H

#include "core/core.h"

/* `root` with `replacement` wherever `target` stands in it; `root` itself where it does not. NULL is allowed for `root`. */
CoreExpr *core_replace(Arena *arena, CoreExpr *root, const CoreExpr *target, CoreExpr *replacement);
/* A copy of one node; its children are those of the original. */
CoreExpr *core_copy(Arena *arena, const CoreExpr *expr);
/* The operands without number `index`. */
CoreExprs core_without(Arena *arena, const CoreExprs *operands, size_t index);

#endif
