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

/* What a run tells `progress`, which must live as long. */
TestWatch progress_watch(Progress *progress);
/* Takes the line away. */
void progress_end(Progress *progress);

#endif
