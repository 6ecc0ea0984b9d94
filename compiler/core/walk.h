/* walk.h - the expressions directly below an expression, for passes that treat all kinds alike.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_WALK_H
#define CORE_WALK_H

#include "core/core.h"

size_t core_count_children(const CoreExpr *expr);
/* Child `index`, in the order written; NULL for a `where` that is not there. */
CoreExpr *core_get_child(const CoreExpr *expr, size_t index);
/* The loop that the expression binds for its children, NULL if none. */
const CoreLoop *core_find_bound_loop(const CoreExpr *expr);

#endif
