/* progress.h - a line on stderr that says how far a run has come, for runs of over a second.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "tester/tester.h"

typedef struct Progress {
    uint64_t last; /* when something was shown, in microseconds */
    bool is_shown;
} Progress;

void progress_begin(Progress *progress);
/* Whether it is time to show something: seldom, so that what is shown costs nothing. */
bool progress_is_due(const Progress *progress);
/* Shows `line`, in place of the one before; it is changed. */
void progress_show(Progress *progress, Text *line);
/* What a run tells `progress`, which must live as long. */
TestWatch progress_watch(Progress *progress);
/* Takes the line away, before something else is written and at the end. */
void progress_end(Progress *progress);

#endif
