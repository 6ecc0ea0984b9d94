/* check.c - see check.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/check.h"

void check_program(Arena *scratch, const CoreProgram *program, Report *report, size_t errors_before)
{
    check_record_cycles(scratch, program, report);
    check_decision_cycles(scratch, program, report);
    check_override_cycles(scratch, program, report);
    check_override_loops(program, report);
    check_levels(program, report);
    if (report->error_count == errors_before)
        check_list_count(scratch, program, report);
    if (report->error_count == errors_before)
        check_gaps(scratch, program, report);
}
