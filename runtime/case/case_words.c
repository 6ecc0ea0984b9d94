/* case_words.c - facts given as words on the command line: `key=value`, one an argument.
 *
 * In: a source whose text is the arguments, one a line. Here # begins no comment, since the shell has already
 * settled what belongs to the word.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/case_reader.h"

void case_read_words(CaseEntries *entries, Report *report, uint32_t source)
{
    CaseReader reader;
    if (!case_reader_open(&reader, entries, report, source))
        return;
    Str rest = reader.text, line;
    while (!case_problem_is_full(report) && case_reader_take_line(&rest, &line))
        case_reader_add_line(&reader, line, false);
}
