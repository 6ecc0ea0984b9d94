/* output.h - what reaches the terminal: stdout for what was asked for, stderr for what is wrong.
 *
 * The only file that writes to either. Colour is for terminals, and for none where NO_COLOR is set.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "cli/commands.h"
#include "error/report.h"

/* Whether stdout takes colours. */
bool output_is_coloured(void);
/* Columns of the terminal that stdout is; OUTPUT_WIDTH where it is none. */
uint32_t output_get_width(void);
#define OUTPUT_WIDTH ((uint32_t)100)

/* Writes to stdout. */
void output_write(const Text *text);
/* Writes to stderr: what is asked for beside a form for programs on stdout. */
void output_tell(const Text *text);
/* Writes a file anew; false, with a complaint, where that cannot be done. */
bool output_write_file(const char *path, const Text *text) MUST_USE;
/* Whether stderr is a terminal. */
bool output_is_watched(void);
/* Writes "procc: …" and a line end to stderr, control characters shown as escapes. */
void output_complain(const char *format, ...) PRINTF_LIKE(1, 2);
/* Writes all messages of the report to stderr, for people. */
void output_report(const Report *report);

/* How the process ends for what the report holds: a file that cannot be read, else a text with errors, else a case
 * that is wrong; STATUS_WELL where nothing is. */
ExitStatus output_get_status(const Report *report);
/* The same where all that was read is texts: the case of a scenario is part of one. */
ExitStatus output_get_text_status(const Report *report);

/* Ends stdout. STATUS_FILE, and a complaint, where something could not be written; else `status`. */
ExitStatus output_end(ExitStatus status);

#endif
