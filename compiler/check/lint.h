/* lint.h - what is right, and probably not meant: the warnings of `procc check` that need all texts that are checked together.
 *
 * In: the programs of a session, none with an error. Out: warnings. A fact that another text reads is used, so every program
 * is added before the first is checked. Each program is complained of for its own text only, since what it uses is
 * checked as a text of its own; a text without a procedure line is there for others, and what it declares is not unused.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CHECK_LINT_H
#define CHECK_LINT_H

#include "core/core.h"
#include "diag/diag.h"

typedef struct Lint Lint;

/* Lives in `arena`. */
Lint *lint_new(Arena *arena, Report *report);
/* What the program and its scenarios name counts as used. */
void lint_add(Lint *lint, const CoreProgram *program);
void lint_check(Lint *lint, const CoreProgram *program);

/* lint_allow.c: `# procc: allow NAME` in the text of a module, on the line of a warning or alone on the line above. */
void lint_add_allowed(Lint *lint, const CoreModule *module);
/* Drops the warnings that a text allows and those that are switched off; later switches win. */
void lint_drop(Lint *lint, const DiagSwitch *switches, size_t count);

#endif
