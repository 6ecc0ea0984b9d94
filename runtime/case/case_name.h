/* case_name.h - what is told about a name that a case uses and the procedure does not have.
 *
 * Only mistakes come here, at most PROBLEMS_MOST a report: going through all names is cheap enough.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_CASE_NAME_H
#define CASE_CASE_NAME_H

#include "case/case.h"

/* `name` is a part of the entry's key that is no fact of `frame`: says so, and what may have been meant. */
void case_name_report_fact(Report *report, const Code *code, const CaseEntry *entry, uint32_t frame,
                           Str name);

/* `name` is no action. */
void case_name_report_action(Report *report, const Code *code, const CaseEntry *entry, Str name);

/* The entry's key with its part `old` replaced, cut to what a message shows. */
const char *case_name_replace(Report *report, const CaseEntry *entry, Str old, const char *with);

#endif
