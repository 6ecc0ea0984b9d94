/* idle.h - whether an explanation names a fact that helps nothing.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_IDLE_H
#define REFERENCE_IDLE_H

#include "outcome/walk.h"
#include "reference/named.h"

/* A sentence about a named thing that is needed in no part of what is named and that no other point makes
 * superfluous (README.md); NULL where there is none. `named` is what the reasons from `root` down name, `places` where the engine
 * has the outcome. The named things
 * together give `line`, the one that begins with `about`. The sentence is in `arena`. */
const char *idle_find(Arena *arena, const Named *named, const Reason *root, const Places *places,
                      Str about, const char *line);
/* From now on idle_find finds nothing. */
void idle_leave_out(void);

#endif
