/* child.c - see child.h.
 *
 * Both pipes are looked after at once, so that neither side can wait for the other for ever.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

typedef struct Child {
    pid_t process;
    int to, from; /* our ends of the pipes; -1 once closed */
    Str rest;     /* of the input */
    Text *output;
    size_t bytes_most;
    int64_t deadline; /* milliseconds */
} Child;

static int64_t get_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

/* Both ends are closed in every program that is started, but for those that spawn joins to its standard streams. */
static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

static bool spawn(Child *child, const char *const *arguments, int input, int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    /* POSIX promises that the words are not changed. */
    char *const *words = (char *const *)(uintptr_t)arguments;
    int trouble = posix_spawnp(&child->process, arguments[0], &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return trouble == 0;
}

static bool start(Child *child, const char *const *arguments)
{
    int down[2], up[2];
    if (!open_pipe(down))
        return false;
    if (!open_pipe(up)) {
        close(down[0]);
        close(down[1]);
        return false;
    }
    bool is_started = spawn(child, arguments, down[0], up[1]);
    close(down[0]);
    close(up[1]);
    child->to = down[1];
    child->from = up[0];
    fcntl(child->to, F_SETFL, O_NONBLOCK);
    return is_started;
}

/* A program that does not read all of its input may be right all the same. */
static void feed(Child *child)
{
    ssize_t count =
        child->rest.length > 0 ? write(child->to, child->rest.bytes, child->rest.length) : 0;
    if (count > 0)
        child->rest = str_slice(child->rest, (size_t)count, child->rest.length);
    bool is_over = count < 0 && errno != EAGAIN && errno != EINTR;
    if (child->rest.length == 0 || is_over)
        close_end(&child->to);
}

/* False where it wrote too much. */
static bool take(Child *child)
{
    char bytes[65536];
    ssize_t count = read(child->from, bytes, sizeof bytes);
    if (count > 0)
        text_add_str(child->output, (Str){bytes, (size_t)count});
    if (count == 0 || (count < 0 && errno != EINTR))
        close_end(&child->from);
    return child->output->length <= child->bytes_most;
}

/* Until it closes its output; NULL, or what went wrong. */
static const char *talk(Child *child)
{
    while (child->from >= 0) {
        struct pollfd ends[] = {{child->from, POLLIN, 0}, {child->to, POLLOUT, 0}};
        int64_t left = child->deadline - get_milliseconds();
        int count = left > 0 ? poll(ends, child->to >= 0 ? 2 : 1, (int)left) : 0;
        if (count == 0)
            return "did not end in time";
        if (count < 0)
            continue;
        if (child->to >= 0 && ends[1].revents)
            feed(child);
        if (ends[0].revents && !take(child))
            return "wrote more than can be right";
    }
    return NULL;
}

/* It may have closed its output and go on all the same: it is stopped at its time. */
static int wait_for(Child *child)
{
    int status = 0;
    while (waitpid(child->process, &status, WNOHANG) == 0) {
        const struct timespec pause = {0, 2000000};
        if (get_milliseconds() > child->deadline)
            kill(child->process, SIGKILL);
        nanosleep(&pause, NULL);
    }
    return status;
}

static const char *finish(Child *child)
{
    const char *trouble = talk(child);
    if (trouble)
        kill(child->process, SIGKILL);
    close_end(&child->to);
    close_end(&child->from);
    int status = wait_for(child);
    if (!trouble && !(WIFEXITED(status) && WEXITSTATUS(status) == 0))
        trouble = WIFEXITED(status) && WEXITSTATUS(status) == 127 ? "is not installed" : "failed";
    return trouble;
}

bool child_run(Text *output, const char *const *arguments, Str input, uint32_t seconds,
               size_t bytes_most, const char **trouble)
{
    struct sigaction ignored = {.sa_handler = SIG_IGN}, before;
    Child child = {.to = -1,
                   .from = -1,
                   .rest = input,
                   .output = output,
                   .bytes_most = output->length + bytes_most,
                   .deadline = get_milliseconds() + (int64_t)seconds * 1000};
    /* A child that ends without reading must not end us. */
    sigaction(SIGPIPE, &ignored, &before);
    if (start(&child, arguments))
        *trouble = finish(&child);
    else
        *trouble = "is not installed";
    close_end(&child.to);
    close_end(&child.from);
    sigaction(SIGPIPE, &before, NULL);
    return *trouble == NULL;
}
