/* trial.h - one program and one case, evaluated both ways; and how a difference is made small.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_TRIAL_H
#define REFERENCE_TRIAL_H

#include "case/case.h"
#include "core/core.h"
#include "error/report.h"
#include "outcome/outcome.h"
#include "reference/lines.h"

typedef struct Compiled {
    Arena *arena;
    Report *report;
    CoreProgram *core;
    Code *code; /* NULL where the text has errors */
} Compiled;

/* Compiles the text in `arena`; after MODULE_LINE (generate.h) stands a second module. */
Compiled trial_compile(Arena *arena, Str text);

typedef struct Trial {
    bool is_case_right;
    Str case_text; /* without the lines that are wrong */
    Lines reference, engine;
    const Outcome *outcome; /* the engine's */
    const char *
        unlisted; /* a presumed fact that settled something and is not in `presumed` (ruling 52), or NULL */
    bool is_same;
    const char *
        unexplained; /* what is wrong with the reasons or with what would change an outcome, or NULL */
} Trial;

/* Evaluates a case that is right both ways; `table` is its entries', laid out. */
Trial trial_evaluate(Arena *arena, const CoreProgram *core, const Code *code,
                     const CaseEntries *entries, const CaseTable *table, Value as_of);

/* Puts the reasons and what would change each outcome to the test: sets `unexplained` and, where it is, is_same. Takes many
 * times as long as the evaluation. */
void trial_check_reasons(Arena *arena, Trial *trial, const CoreProgram *core,
                         const CaseEntries *entries, Value as_of);

/* Writes the engine's outcome in all forms and with all reasons, to nowhere: that must come to an end for each. */
void trial_show(Arena *arena, const Trial *trial);

/* Both dumps, with what differs first. */
Str trial_describe(Arena *arena, const Trial *trial);

/* Evaluates the case both ways, and puts the reasons to the test where that is wanted. Where lines of it are wrong they are left out and it is tried once more. */
Trial trial_run(Arena *arena, const Compiled *compiled, Str case_text, Value as_of,
                bool with_reasons);

/* The smallest text and case found that still differ: drops lines and words as long as they do. */
void trial_shrink(Arena *arena, Str *text, Str *case_text, Value as_of);

#endif
