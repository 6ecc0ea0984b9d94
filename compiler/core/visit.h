/* visit.h - visits every part of an expression, a decision, a rule.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_VISIT_H
#define CORE_VISIT_H

#include "core/core.h"

typedef void CoreVisit(const CoreExpr *expr, void *context);

/* Calls `visit` for `expr` and each expression below it, outermost first. NULL is allowed. */
void core_visit(const CoreExpr *expr, CoreVisit *visit, void *context);
/* The same for all conditions and values of a decision. */
void core_visit_decision(const CoreDecision *decision, CoreVisit *visit, void *context);
/* The same for all conditions and timings of a rule and its norms. */
void core_visit_rule(const CoreRule *rule, CoreVisit *visit, void *context);

#endif
