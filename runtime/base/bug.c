/* bug.c - the one place that ends the process for a fault of ours.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/bug.h"

#include <stdio.h>
#include <stdlib.h>

noreturn void bug_stop(const char *file, int line, const char *what)
{
    fprintf(stderr, "procc: a fault of ours at %s:%d: %s\n", file, line, what);
    fprintf(stderr, "procc: please report it with the files that led here\n");
    fflush(NULL);
#ifdef BUG_ABORTS
    abort(); /* a fuzzer keeps the input of what aborts */
#else
    _Exit(EXIT_BUG);
#endif
}
