/* workers.h - many like jobs on all processors, each worker a process of its own.
 *
 * A worker begins as a copy of the caller and can spoil nothing of it; all that comes back is one number a job.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTER_WORKERS_H
#define TESTER_WORKERS_H

#include <stddef.h>
#include <stdint.h>

#include "tester/tester.h"

typedef uint32_t WorkerJob(void *context, size_t index);

/* results[i] = job(context, i) for each i under `count`. Where no process can be had the caller does the work. */
void workers_run(uint32_t *results, size_t count, WorkerJob *job, void *context, const char *what,
                 const TestWatch *watch);

#endif
