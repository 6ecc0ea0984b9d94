/* maker.c - see maker.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "machine/maker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "code/image.h"
#include "machine/cache.h"
#include "machine/module.h"
#include "value/utf8.h"

/* Measured at half a millisecond an instruction; this is twenty times as much. */
#define SECONDS_LEAST ((uint32_t)20)
#define INSTRUCTIONS_A_SECOND ((uint32_t)100)
/* 50,000 instructions take 0.4 GB. */
#define MEMORY_MOST ((rlim_t)4 << 30)
#define FILE_BYTES_MOST ((rlim_t)1 << 30)
/* How often to look whether it has ended, in milliseconds. */
#define LOOK_EVERY 2
#define OPTIMIZATION "1"

typedef struct Maker {
    Arena *arena;
    const MakerOptions *options;
    const char *work;  /* folder of this run */
    const char *image; /* files in it */
    const char *module;
    const char *log;
    uint32_t seconds;
    const char **reason;
} Maker;

static bool fail(Maker *maker, const char *reason)
{
    *maker->reason = reason;
    return false;
}

/* ---- what goes in ---- */

static bool write_image(Maker *maker, const Code *code)
{
    Text image = text_in(maker->arena);
    image_write(&image, code);
    FILE *file = fopen(maker->image, "wb");
    bool is_written = file && fwrite(image.bytes, 1, image.length, file) == image.length;
    is_written = file && fclose(file) == 0 && is_written;
    return is_written || fail(maker, arena_format(maker->arena, "'%s' cannot be written: %s",
                                                  maker->options->folder, strerror(errno)));
}

/* Nothing of the caller's environment but where programs and libraries are: other variables change what a compiler does. */
static char **make_environment(Maker *maker)
{
    static const char *const kept[] = {"PATH", "LD_LIBRARY_PATH"};
    char **environment = ARENA_ARRAY(maker->arena, 5, char *);
    size_t count = 0;
    environment[count++] = arena_format(maker->arena, "TMPDIR=%s", maker->work);
    environment[count++] = arena_format(maker->arena, "LC_ALL=C");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (getenv(kept[i]))
            environment[count++] = arena_format(maker->arena, "%s=%s", kept[i], getenv(kept[i]));
    return environment;
}

static char **make_words(Maker *maker)
{
    const MakerOptions *options = maker->options;
    char **words = ARENA_ARRAY(maker->arena, 8, char *);
    words[0] = arena_format(maker->arena, "%s", options->program);
    words[1] = arena_format(maker->arena, "%d", (int)options->kind);
    words[2] = arena_format(maker->arena, "%s", options->cpu ? options->cpu : "-");
    words[3] = arena_format(maker->arena, OPTIMIZATION);
    words[4] = arena_format(maker->arena, "%s", options->key);
    words[5] = arena_format(maker->arena, "%s", maker->module);
    words[6] = arena_format(maker->arena, "%d", options->is_for_debugger);
    return words;
}

/* ---- the process ---- */

static void limit(int resource, rlim_t most)
{
    struct rlimit limits;
    if (getrlimit(resource, &limits) != 0)
        return;
    if (limits.rlim_max == RLIM_INFINITY || limits.rlim_max > most)
        limits.rlim_max = most;
    if (limits.rlim_cur == RLIM_INFINITY || limits.rlim_cur > most)
        limits.rlim_cur = most;
    setrlimit(resource, &limits);
}

static bool redirect(const char *path, int flags, int to)
{
    int file = open(path, flags, S_IRUSR | S_IWUSR);
    return file >= 0 && (file == to || (dup2(file, to) == to && close(file) == 0));
}

/* In the child; never comes back. Exit status 127 where the program cannot be started. */
static void become_maker(const Maker *maker, char **words, char **environment)
{
    setpgid(0, 0);
    limit(RLIMIT_CPU, maker->seconds);
    limit(RLIMIT_AS, MEMORY_MOST);
    limit(RLIMIT_FSIZE, FILE_BYTES_MOST);
    limit(RLIMIT_CORE, 0);
    if (redirect(maker->image, O_RDONLY, STDIN_FILENO) &&
        redirect(maker->log, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO) &&
        dup2(STDOUT_FILENO, STDERR_FILENO) == STDERR_FILENO)
        execve(words[0], words, environment);
    _exit(127);
}

static int64_t get_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Whether the process has ended; it is still there to be waited for, so that nobody else has its number. */
static bool has_ended(pid_t process)
{
    siginfo_t about = {0};
    return waitid(P_PID, (id_t)process, &about, WEXITED | WNOHANG | WNOWAIT) != 0 ||
           about.si_pid == process;
}

/* Waits for the process, and kills it when the time is up; what it started besides is killed in any case. */
static bool await(const Maker *maker, pid_t process, int *status)
{
    const int64_t end = get_milliseconds() + (int64_t)maker->seconds * 1000;
    bool is_in_time;
    while ((is_in_time = get_milliseconds() < end) && !has_ended(process))
        poll(NULL, 0, LOOK_EVERY);
    kill(-process, SIGKILL);
    kill(process, SIGKILL);
    while (waitpid(process, status, 0) < 0)
        if (errno != EINTR)
            return false;
    return is_in_time;
}

/* ---- what comes out ---- */

/* The first line that it wrote, as it may be shown; "" where there is none. */
static const char *read_log(const Maker *maker)
{
    char line[200] = "";
    FILE *log = fopen(maker->log, "rb");
    if (log && !fgets(line, sizeof line, log))
        line[0] = 0;
    if (log)
        fclose(log);
    Text shown = text_in(maker->arena);
    text_add(&shown, "");
    utf8_show(&shown, str_trim(str_from(line)));
    return shown.bytes;
}

static bool explain_end(Maker *maker, int status)
{
    const char *log = read_log(maker);
    const char *said = log[0] ? arena_format(maker->arena, ": %s", log) : "";
    if (WIFSIGNALED(status))
        return fail(maker, arena_format(maker->arena, "'%s' was killed by signal %d%s",
                                        maker->options->program, WTERMSIG(status), said));
    if (WEXITSTATUS(status) == 127 && !log[0])
        return fail(maker,
                    arena_format(maker->arena, "'%s' cannot be started", maker->options->program));
    return fail(maker, arena_format(maker->arena, "'%s' ended with exit status %d%s",
                                    maker->options->program, WEXITSTATUS(status), said));
}

static bool run(Maker *maker)
{
    char **words = make_words(maker), **environment = make_environment(maker);
    int status = 0;
    pid_t process = fork();
    if (process < 0)
        return fail(maker,
                    arena_format(maker->arena, "no process can be started: %s", strerror(errno)));
    if (process == 0)
        become_maker(maker, words, environment);
    setpgid(process, process); /* whichever of the two comes first */
    if (!await(maker, process, &status))
        return fail(maker, arena_format(maker->arena, "'%s' was stopped after %u s",
                                        maker->options->program, (unsigned)maker->seconds));
    return (WIFEXITED(status) && WEXITSTATUS(status) == 0) || explain_end(maker, status);
}

static bool keep(Maker *maker)
{
    const MakerOptions *options = maker->options;
    const char *path = cache_get_path(maker->arena, options->folder, options->key), *why;
    if (!module_check_file(maker->arena, maker->module, &why))
        return fail(maker,
                    arena_format(maker->arena, "'%s' wrote no machine code", options->program));
    if (chmod(maker->module, S_IRUSR | S_IWUSR | S_IXUSR) == 0 && rename(maker->module, path) == 0)
        return true;
    return fail(maker,
                arena_format(maker->arena, "'%s' cannot be written: %s", path, strerror(errno)));
}

bool maker_make(Arena *arena, const Code *code, const MakerOptions *options, const char **reason)
{
    Maker maker = {.arena = arena, .options = options, .reason = reason};
    maker.work = cache_new_work(arena, options->folder, reason);
    if (!maker.work)
        return false;
    maker.image = arena_format(arena, "%s/image", maker.work);
    maker.module = arena_format(arena, "%s/module", maker.work);
    maker.log = arena_format(arena, "%s/log", maker.work);
    maker.seconds = options->seconds;
    if (!maker.seconds)
        maker.seconds = SECONDS_LEAST + code->instruction_count / INSTRUCTIONS_A_SECOND;
    bool is_made = write_image(&maker, code) && run(&maker) && keep(&maker);
    cache_remove_work(arena, maker.work);
    return is_made;
}
