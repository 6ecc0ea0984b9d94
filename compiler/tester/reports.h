/* reports.h - one list of results, told in each of the forms that people and CI servers read.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTER_REPORTS_H
#define TESTER_REPORTS_H

#include "tester/tester.h"

/* What failed, with reasons; after REPORT_FULL_MOST of them only names and places. A last line counts. */
void report_write_text(Text *out, const TestList *list, bool is_coloured);
#define REPORT_FULL_MOST ((size_t)50)

/* TAP version 14: what failed has a YAML block. `comment` is added line by line as comments; NULL for none. */
void report_write_tap(Text *out, const TestList *list, const Text *comment);

/* JUnit XML as Jenkins, GitLab and others read it: a suite a file. tests/lib/junit.xsd is the form. */
void report_write_junit(Text *out, const TestList *list);

/* An array of {file, line, title, procedure, status, failures: [...], messages: [...]}. */
void report_write_json(Text *out, const TestList *list);

/* GitHub's workflow commands: an `::error` for each failed expectation and each message. */
void report_write_github(Text *out, const TestList *list);

/* What was picked, without running it: place and title, or JSON. */
void report_write_names(Text *out, const TestList *list, bool is_json);

/* ---- between the report_*.c ---- */

/* "passed", "failed", "wrong". */
const char *report_status_to_key(TestStatus status);
/* What is wrong with an item that did not pass, in one line, without a place. */
const char *report_summarise(Arena *arena, const TestList *list, const TestItem *item);
/* The same in full, several lines, with places and the engine's reasons. */
const char *report_describe(Arena *arena, const TestList *list, const TestItem *item);
/* The name of the procedure that a scenario is about; NULL where it is about none. */
const char *report_find_procedure(const TestItem *item);
/* What a scenario with no message of its own is wrong for. */
#define REPORT_OTHER_REASON "a text that it needs has errors"

#endif
