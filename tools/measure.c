/* measure.c - how long a command takes, from the start of its process to its end.
 *
 * In: a number of runs and a command, whose output is thrown away. Out: one line with the least, the median and the most
 * of the runs, in milliseconds. Exit status 1 where the command fails, or its median is over a limit.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: measure RUNS MILLISECONDS_MOST COMMAND [ARGUMENT...]
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS_MOST 10000

static double now_in_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void become(char **command)
{
    int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDIN_FILENO);
    dup2(nowhere, STDOUT_FILENO);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

static bool run_once(char **command, double *milliseconds)
{
    int status;
    double start = now_in_milliseconds();
    pid_t child = fork();
    if (child == 0)
        become(command);
    if (child < 0 || waitpid(child, &status, 0) != child)
        return false;
    *milliseconds = now_in_milliseconds() - start;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static int compare(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

int main(int argc, char **argv)
{
    long run_count = argc > 3 ? strtol(argv[1], NULL, 10) : 0;
    if (run_count < 1 || run_count > RUNS_MOST) {
        fprintf(stderr, "usage: measure RUNS MILLISECONDS_MOST COMMAND [ARGUMENT...]\n");
        return 2;
    }
    static double times[RUNS_MOST];
    for (long i = 0; i < run_count; i++) {
        if (!run_once(argv + 3, &times[i])) {
            fprintf(stderr, "measure: %s failed\n", argv[3]);
            return 1;
        }
    }
    qsort(times, (size_t)run_count, sizeof times[0], compare);
    double median = times[run_count / 2];
    printf("%.2f ms least, %.2f ms median, %.2f ms most of %ld runs\n", times[0], median,
           times[run_count - 1], run_count);
    return median <= strtod(argv[2], NULL) ? 0 : 1;
}
