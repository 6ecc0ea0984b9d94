/* measure.c - how long a command takes, as a whole process, and how much memory.
 *
 * In: a number of runs and a command, whose output is thrown away. Out: one line: the least, median and most of the runs in
 * milliseconds, and the peak memory in kilobytes. Exit status 1 where the command ends with another status than 0.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: measure RUNS COMMAND [ARGUMENT...]
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
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

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static long get_peak_kilobytes(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_CHILDREN, &usage) ? -1 : usage.ru_maxrss;
}

int main(int argc, char **argv)
{
    static double runs[RUNS_MOST];
    long count = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
    if (count < 1 || count > RUNS_MOST) {
        fprintf(stderr, "usage: measure RUNS COMMAND [ARGUMENT...]\n");
        return 2;
    }
    for (long i = 0; i < count; i++)
        if (!run_once(argv + 2, &runs[i])) {
            fprintf(stderr, "measure: '%s' failed\n", argv[2]);
            return 1;
        }
    qsort(runs, (size_t)count, sizeof runs[0], compare_doubles);
    printf("%.2f %.2f %.2f %ld\n", runs[0], runs[count / 2], runs[count - 1], get_peak_kilobytes());
    return 0;
}
