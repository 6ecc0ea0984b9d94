/* touched.h - what hangs on a declaration that cites a changed paragraph: the scenarios and the questions to look at again.
 *
 * A question is touched where what cites the paragraph asks it, or reads its fact. A scenario is touched where it expects
 * something of what cites the paragraph, or of a declaration that rests on that, however far away; or where it gives a fact
 * that cites it. Names decide: a scenario too many may be named, none too few.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef GUIDANCE_TOUCHED_H
#define GUIDANCE_TOUCHED_H

#include "guidance/citing.h"

typedef struct TouchedThing {
    Span span;
    const char *name;             /* a scenario's title, a fact's name */
    const char *ask;              /* NULL for a scenario */
    VEC(const char *) paragraphs; /* that touch it, each once, in their order */
} TouchedThing;

typedef struct TouchedThings {
    VEC(TouchedThing) list;
} TouchedThings;

typedef struct Touched {
    TouchedThings scenarios, questions; /* each once, in the order in which they were found */
} Touched;

/* Adds what `by` touches, for the sake of paragraph `number`. */
void touched_add(Touched *touched, const Citing *citing, const CitedBy *by, const char *number);

#endif
