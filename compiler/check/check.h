/* check.h - what can be said of a program without a case: cycles, gaps that cannot be excluded, what is never reached.
 *
 * In: a CoreProgram that lower/ built. Out: messages. With a cycle among decisions, rules or records the program must not reach
 * codegen/; warnings do not hold it up.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "core/core.h"
#include "error/report.h"

/* All checks. `errors_before` is how many errors the report had before this program was lowered: with one of its own, what needs
 * a sound program is left out. `scratch` may be emptied afterwards. */
void check_program(Arena *scratch, const CoreProgram *program, Report *report,
                   size_t errors_before);

/* cycles.c */
void check_decision_cycles(Arena *scratch, const CoreProgram *program, Report *report);
void check_override_cycles(Arena *scratch, const CoreProgram *program, Report *report);
void check_record_cycles(Arena *scratch, const CoreProgram *program, Report *report);
/* loops.c */
void check_list_count(Arena *scratch, const CoreProgram *program, Report *report);
void check_override_loops(const CoreProgram *program, Report *report);
/* gaps.c */
void check_gaps(Arena *scratch, const CoreProgram *program, Report *report);
void check_levels(const CoreProgram *program, Report *report);

#endif
