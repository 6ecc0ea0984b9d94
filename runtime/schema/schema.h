/* schema.h - what a case and an outcome of one program look like, as JSON Schema (draft 2020-12).
 *
 * In: a Code. Out: one JSON document, with a line end, added to a text; the same Code gives the same bytes. A case that fits
 * the first may still be wrong: that a day does not exist, or that an element is done that nobody named, is beyond a schema.
 * https://json-schema.org/draft/2020-12/json-schema-core
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include "code/code.h"

/* A case in the form that docs/cases.md recommends for programs: nested objects, arrays, days as 2026-03-02. The reader takes
 * other spellings too. */
void schema_write_case(Text *out, const Code *code);

/* What `procc run --json` writes, with reasons and without. */
void schema_write_outcome(Text *out, const Code *code);

#endif
