/* words.c - see words.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/words.h"

#include <stddef.h>

#include "base/bug.h"

const char *modality_to_words(Modality modality)
{
    switch (modality) {
    case MODALITY_MUST: return "must";
    case MODALITY_MUST_NOT: return "must not";
    case MODALITY_SHOULD: return "should";
    case MODALITY_SHOULD_NOT: return "should not";
    case MODALITY_MAY: return "may";
    case MODALITY_MUST_CONSIDER: return "must consider";
    case MODALITY_SHOULD_CONSIDER: return "should consider";
    case MODALITY_MAY_CONSIDER: return "may consider";
    case MODALITY_FOLLOW: return "follow";
    }
    UNREACHABLE();
}

const char *modality_to_key(Modality modality)
{
    switch (modality) {
    case MODALITY_MUST: return "must";
    case MODALITY_MUST_NOT: return "must_not";
    case MODALITY_SHOULD: return "should";
    case MODALITY_SHOULD_NOT: return "should_not";
    case MODALITY_MAY: return "may";
    case MODALITY_MUST_CONSIDER: return "must_consider";
    case MODALITY_SHOULD_CONSIDER: return "should_consider";
    case MODALITY_MAY_CONSIDER: return "may_consider";
    case MODALITY_FOLLOW: return "follow";
    }
    UNREACHABLE();
}

bool modality_is_duty(Modality modality)
{
    return modality == MODALITY_MUST || modality == MODALITY_SHOULD ||
           modality == MODALITY_MUST_CONSIDER || modality == MODALITY_SHOULD_CONSIDER;
}

bool modality_is_ban(Modality modality)
{
    return modality == MODALITY_MUST_NOT || modality == MODALITY_SHOULD_NOT;
}

const char *state_to_words(NormState state)
{
    return state == STATE_DONE_LATE ? "done late" : state_to_key(state);
}

const char *state_to_key(NormState state)
{
    switch (state) {
    case STATE_NONE: return NULL;
    case STATE_OWED: return "owed";
    case STATE_OVERDUE: return "overdue";
    case STATE_DONE: return "done";
    case STATE_DONE_LATE: return "done_late";
    case STATE_PERMITTED: return "permitted";
    case STATE_BARRED: return "barred";
    case STATE_BREACHED: return "breached";
    }
    UNREACHABLE();
}

const char *comparison_to_words(Comparison comparison)
{
    switch (comparison) {
    case COMPARISON_IS: return "is";
    case COMPARISON_IS_NOT: return "is not";
    case COMPARISON_MORE_THAN: return "is more than";
    case COMPARISON_LESS_THAN: return "is less than";
    case COMPARISON_AT_LEAST: return "is at least";
    case COMPARISON_AT_MOST: return "is at most";
    case COMPARISON_BEFORE: return "is before";
    case COMPARISON_AFTER: return "is after";
    case COMPARISON_ON_OR_BEFORE: return "is on or before";
    case COMPARISON_ON_OR_AFTER: return "is on or after";
    }
    UNREACHABLE();
}

const char *fold_to_words(FoldKind fold)
{
    switch (fold) {
    case FOLD_TOTAL: return "total of";
    case FOLD_LATER: return "later of";
    case FOLD_EARLIER: return "earlier of";
    case FOLD_MOST: return "most of";
    case FOLD_LEAST: return "least of";
    }
    UNREACHABLE();
}
