/* render.h - shows a report: for people on a terminal or in a log, and as JSON for editors.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ERROR_RENDER_H
#define ERROR_RENDER_H

#include "error/report.h"

/* How many messages are shown before "and N more"; a report of one mistake a line stays readable. */
#define RENDER_MESSAGES_MOST ((size_t)100)

/* For people: place, code, sentence, the line itself with the spot underlined, hint, notes. Control characters of the
 * text are shown as escapes, so that a file cannot drive the terminal; lines over the width are cut round the spot.
 * `is_coloured` adds ANSI colours. */
void render_report_text(Text *out, const Report *report, bool is_coloured);

/* One JSON array of {code, severity, name, file, line, column, end_line, end_column, message, hint, notes:[…]}. */
void render_report_json(Text *out, const Report *report);

#endif
