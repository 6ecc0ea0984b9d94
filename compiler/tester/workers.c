/* workers.c - see workers.h. Every worker writes to one pipe, in pieces too small to be torn apart.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/workers.h"

#include <errno.h>
#include <stdbool.h>
#include <sys/wait.h>
#include <unistd.h>

/* More processes than this gain nothing on lists that are done in seconds. */
#define WORKERS_MOST 16

typedef struct Answer {
    uint32_t index, result;
} Answer;

typedef struct Crew {
    WorkerJob *job;
    void *context;
    size_t count;
    uint32_t workers;
    int ends[2]; /* of the pipe */
} Crew;

static uint32_t count_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    if (count < 1)
        return 1;
    return count < WORKERS_MOST ? (uint32_t)count : WORKERS_MOST;
}

static void work(const Crew *crew, uint32_t worker)
{
    for (size_t i = worker; i < crew->count; i += crew->workers) {
        const Answer answer = {(uint32_t)i, crew->job(crew->context, i)};
        if (write(crew->ends[1], &answer, sizeof answer) != (ssize_t)sizeof answer)
            _exit(EXIT_BUG);
    }
    _exit(0);
}

static void collect(const Crew *crew, uint32_t *results, const char *what, const TestWatch *watch)
{
    Answer answer;
    size_t done = 0;
    ssize_t length;
    while ((length = read(crew->ends[0], &answer, sizeof answer)) != 0) {
        if (length < 0 && errno == EINTR)
            continue;
        BUG_IF(length != (ssize_t)sizeof answer || answer.index >= crew->count);
        results[answer.index] = answer.result;
        done++;
        if (watch && watch->tell)
            watch->tell(watch->context, what, done, crew->count);
    }
    BUG_IF(done != crew->count); /* a worker ended before its work was done */
}

static bool start(const Crew *crew, pid_t *processes, uint32_t *started)
{
    for (*started = 0; *started < crew->workers; ++*started) {
        processes[*started] = fork();
        if (processes[*started] < 0)
            return false;
        if (processes[*started] == 0)
            work(crew, *started);
    }
    return true;
}

static void await(const pid_t *processes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        while (waitpid(processes[i], NULL, 0) < 0 && errno == EINTR)
            ;
}

static void work_alone(uint32_t *results, const Crew *crew, const char *what,
                       const TestWatch *watch)
{
    for (size_t i = 0; i < crew->count; i++) {
        results[i] = crew->job(crew->context, i);
        if (watch && watch->tell)
            watch->tell(watch->context, what, i + 1, crew->count);
    }
}

void workers_run(uint32_t *results, size_t count, WorkerJob *job, void *context, const char *what,
                 const TestWatch *watch)
{
    pid_t processes[WORKERS_MOST];
    uint32_t started = 0;
    Crew crew = {job, context, count, count_processors(), {-1, -1}};
    bool is_split = crew.workers > 1 && pipe(crew.ends) == 0;
    bool is_complete = is_split && start(&crew, processes, &started);
    if (is_split)
        close(crew.ends[1]);
    if (is_complete)
        collect(&crew, results, what, watch);
    if (is_split)
        close(crew.ends[0]);
    await(processes, started);
    if (!is_complete)
        work_alone(results, &crew, what, watch);
}
