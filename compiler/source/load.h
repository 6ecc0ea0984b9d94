/* load.h - brings a text in: from a file, from stdin, from memory.
 *
 * In: bytes of any kind. Out: a source in report->sources whose text is UTF-8 without NUL bytes and without a byte order
 * mark; lines may end in CR LF. What is wrong with the file is reported.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SOURCE_LOAD_H
#define SOURCE_LOAD_H

#include "error/report.h"

/* Far over the longest guidance, and what uint32_t offsets and the lexer's ints hold easily. */
#define LOAD_BYTES_MAX ((size_t)256 * 1024 * 1024)

/* Loads the file at `path`, or stdin for "-", which is then named "<stdin>". False, and reported, if it cannot be read
 * or is no text. The text lives as long as report->sources. */
MUST_USE bool load_file(uint32_t *source, Report *report, const char *path);

/* Likewise from memory; `name` and `text` are borrowed and must live as long as report->sources. */
MUST_USE bool load_text(uint32_t *source, Report *report, Str name, Str text);

#endif
