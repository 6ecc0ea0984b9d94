/* trial.h - whether some conditions can hold together at all, by their own words.
 *
 * In: conditions of one rule or decision, each as it stands or negated. Out: whether it is sure that no case makes all of
 * them hold. What has few values (yes/no, enumerations) is tried value by value, an amount or a date that is compared with
 * written ones region by region; any other condition counts as a yes or no of its own, the same words being the same
 * condition. Where that takes too many steps nothing is sure, so what is said to be impossible is.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CHECK_TRIAL_H
#define CHECK_TRIAL_H

#include "core/core.h"

typedef struct TrialPart {
    const CoreExpr *condition;
    bool is_negated;
} TrialPart;

/* Parts that would have to hold together. */
typedef struct TrialParts {
    TrialPart *items;
    size_t count;
    size_t capacity;
} TrialParts;

/* Whether no case makes all parts hold. Of no parts: false. */
bool trial_is_impossible(const Sources *sources, const TrialParts *parts);
/* Likewise of one condition, and of its contrary. */
bool trial_is_never(const Sources *sources, const CoreExpr *condition);
bool trial_is_always(const Sources *sources, const CoreExpr *condition);

#endif
