/* explain_html.h - an explanation as a page that can be filed with the case: one file that needs nothing else.
 *
 * In: what came out of one case, of one procedure or of several; the drawing of each, which somebody else makes. Out: HTML
 * (page/html.h). What stands in the text output stands here too, and the facts as they were given.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef EXPLAIN_EXPLAIN_HTML_H
#define EXPLAIN_EXPLAIN_HTML_H

#include "explain/explain.h"
#include "page/drawing.h"

typedef struct ExplainSheet {
    const Outcome *outcome;
    const Drawing *drawing; /* what leads to what; NULL to leave it out */
    Str svg;                /* the same as an image; STR_NONE: the page has it as a list */
} ExplainSheet;

/* `made_by`: the program and its version, for the page's foot. `options` may be NULL. */
void explain_write_html(Text *out, const ExplainSheet *sheets, uint32_t count,
                        const ExplainOptions *options, const char *made_by);

#endif
