/* case_lines.c - .case files: `key = value` lines, comments from #, blank lines.
 *
 * Line ends may be LF or CR LF, and the file may begin with a byte order mark.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_reader.h"

void case_read_lines(CaseEntries *entries, Report *report, uint32_t source)
{
    CaseReader reader;
    if (!case_reader_open(&reader, entries, report, source))
        return;
    Str rest = reader.text, line;
    while (!case_problem_is_full(report) && case_reader_take_line(&rest, &line))
        case_reader_add_line(&reader, line, true);
}
