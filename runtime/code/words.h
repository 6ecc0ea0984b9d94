/* words.h - the language's small closed sets: modalities, states, comparisons. One word for a thing everywhere.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_WORDS_H
#define CODE_WORDS_H

#include <stdbool.h>

typedef enum Modality {
    MODALITY_MUST,
    MODALITY_MUST_NOT,
    MODALITY_SHOULD,
    MODALITY_SHOULD_NOT,
    MODALITY_MAY,
    MODALITY_MUST_CONSIDER,
    MODALITY_SHOULD_CONSIDER,
    MODALITY_MAY_CONSIDER,
    MODALITY_FOLLOW, /* hands over to another procedure; has no state (ruling 34) */
} Modality;

typedef enum NormState {
    STATE_NONE, /* no state: done is unknown, the norm does not apply, or it is a hand-over */
    STATE_OWED,
    STATE_OVERDUE,
    STATE_DONE,
    STATE_DONE_LATE,
    STATE_PERMITTED,
    STATE_BARRED,
    STATE_BREACHED,
} NormState;

typedef enum Comparison {
    COMPARISON_IS,
    COMPARISON_IS_NOT,
    COMPARISON_MORE_THAN,
    COMPARISON_LESS_THAN,
    COMPARISON_AT_LEAST,
    COMPARISON_AT_MOST,
    COMPARISON_BEFORE,
    COMPARISON_AFTER,
    COMPARISON_ON_OR_BEFORE,
    COMPARISON_ON_OR_AFTER,
} Comparison;

typedef enum FoldKind {
    FOLD_TOTAL,
    FOLD_LATER,   /* of dates: the last */
    FOLD_EARLIER, /* of dates: the first */
    FOLD_MOST,    /* of amounts: the greatest */
    FOLD_LEAST,   /* of amounts: the least */
} FoldKind;

/* "must not" / "must_not". */
const char *modality_to_words(Modality modality);
const char *modality_to_key(Modality modality);
/* A duty can be owed and overdue: must, should and the considers of both. */
bool modality_is_duty(Modality modality);
bool modality_is_ban(Modality modality);
/* "done late" / "done_late"; NULL for STATE_NONE. */
const char *state_to_words(NormState state);
const char *state_to_key(NormState state);
/* "is at least". */
const char *comparison_to_words(Comparison comparison);
const char *fold_to_words(FoldKind fold);

#endif
