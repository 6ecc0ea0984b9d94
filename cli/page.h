/* page.h - writes what --html and --drawing ask for: the page of an explanation, the decision drawing.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include "cli/options.h"
#include "outcome/outcome.h"

/* Writes the files that are asked for, `-` to standard output; nothing where none is. False, with a complaint, where a file
 * cannot be written or there is no drawing to write. A page without Graphviz has the drawing as a list: that is said on
 * standard error. */
bool page_write(Arena *arena, const Outcome *const *outcomes, uint32_t count,
                const Options *options) MUST_USE;
/* Whether a page or a drawing goes to standard output, which then has nothing else. */
bool page_takes_output(const Options *options);

#endif
