/* case_reader.h - what the three readers of cases share.
 *
 * A reader goes through one source and appends what it says to the entries. Before that the whole text is known to be
 * UTF-8 without NUL, and small enough.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CASE_CASE_READER_H
#define CASE_CASE_READER_H

#include "case/case.h"
#include "case/case_problem.h"

typedef struct CaseReader {
    CaseEntries *entries;
    Report *report; /* its arena holds the entries and what cannot be borrowed */
    uint32_t source;
    Str text; /* of the source, without a byte order mark */
} CaseReader;

/* False where the source cannot be read at all; the reason is reported. */
bool case_reader_open(CaseReader *reader, CaseEntries *entries, Report *report, uint32_t source);

/* Where `part`, which lies in the reader's text, stands. */
Span case_reader_get_span(const CaseReader *reader, Str part);

/* Takes the next line, without its line end, off the rest of the text. False at the end. */
bool case_reader_take_line(Str *rest, Str *line);

/* Reads one `key = value`; what is wrong is reported. A line of blanks, or a comment where `has_comments`, is none. */
void case_reader_add_line(const CaseReader *reader, Str line, bool has_comments);

/* Whether `key` may be one; reports where it is empty or too long. */
bool case_reader_check_key(const CaseReader *reader, Str key, Span span);

void case_reader_add(const CaseReader *reader, CaseEntry entry);

#endif
