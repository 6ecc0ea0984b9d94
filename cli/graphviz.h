/* graphviz.h - has Graphviz's `dot` make a drawing, as a child process.
 *
 * In: Graphviz's text. Out: one <svg> element of which every element and attribute is one that we know: it can stand in a page
 * or in a file of its own. `dot` is found on PATH and stopped after some seconds.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_GRAPHVIZ_H
#define CLI_GRAPHVIZ_H

#include <stdbool.h>

#include "base/str.h"

typedef enum SvgPlace {
    SVG_IN_PAGE,
    SVG_ALONE, /* a file of its own */
} SvgPlace;

/* Adds the drawing to `svg`. `title` is what it is called, for people who cannot see it too. False where there is no `dot`, or
 * it fails or does not end: *trouble says which; then nothing is added. */
bool graphviz_draw(Text *svg, Str dot, const char *title, SvgPlace place,
                   const char **trouble) MUST_USE;

#endif
