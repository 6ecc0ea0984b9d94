/* fit.h - one case told to several procedures: what each of them is told of it.
 *
 * In: entries and the Codes. Out: for each Code the entries that it can read, and the keys that it has nothing for. What
 * nobody can read is reported, by the procedure that comes nearest; so a slip of the pen is found as with one procedure.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef COMPARE_FIT_H
#define COMPARE_FIT_H

#include "case/case.h"

/* A key that one procedure has nothing for. */
typedef struct LeftOut {
    const char *key;    /* with # for element numbers: "services.#.kind" */
    bool is_worked_out; /* it has the name, and works it out itself */
} LeftOut;

typedef struct FittedCase {
    CaseEntries entries;   /* for case_table_new */
    VEC(LeftOut) left_out; /* each once, in the order of the case */
} FittedCase;

/* One for each of `count` codes; lives in `arena`, as long as the codes and the entries' texts at most. An element of whose
 * fields a procedure knows none is still told to it as one, so that elements have the same numbers everywhere. */
FittedCase *fit_entries(Arena *arena, const Code *const *codes, uint32_t count,
                        const CaseEntries *entries, Report *report);

#endif
