/* trial.h - one program and one case, evaluated both ways.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_TRIAL_H
#define REFERENCE_TRIAL_H

#include "core/core.h"
#include "error/report.h"
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
    const char *unlisted; /* a presumed fact that settled something and is not in `presumed` (ruling 52), or NULL */
    bool is_same;
} Trial;

/* Evaluates the case both ways. Where lines of it are wrong they are left out and it is tried once more. */
Trial trial_run(Arena *arena, const Compiled *compiled, Str case_text, Value as_of);

/* The smallest text and case found that still differ: drops lines and words as long as they do. */
void trial_shrink(Arena *arena, Str *text, Str *case_text, Value as_of);

#endif
