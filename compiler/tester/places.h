/* places.h - where something stands, in what words, and what it cites: one form in every list of tester/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTER_PLACES_H
#define TESTER_PLACES_H

#include "code/code.h"

/* "folder/file.proc:12: " */
void place_add(Text *out, Sources *sources, Span span);
/* The words that stand there on one line, cut where they are long; lives in `arena`. */
const char *place_words(Arena *arena, const Sources *sources, Span span);
/* " [croydon p60.4, croydon p61]"; nothing where there is none. */
void place_add_cites(Text *out, const Marks *marks);

#endif
