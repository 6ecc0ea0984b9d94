/* test_terminal.c - procc ask on a terminal: a pseudo-terminal of 60 columns, whose other end types.
 *
 * Shown are prompts without an echo of ours, colour, lines within the width; a process that is interrupted leaves the
 * terminal as it was, and what was answered in the file.
 * SPDX-License-Identifier: Apache-2.0
 */
#define _XOPEN_SOURCE 700
#include "unit.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/str.h"

#define TEXT "tests/cli/texts/ask_account.proc"
#define COLUMNS 60
#define PATIENCE 20000 /* milliseconds */

static const char *procc; /* beside this test's folder */

typedef struct Terminal {
    int master, slave; /* the slave stays open here, so that its modes can be looked at */
    pid_t child;
    Text shown;
} Terminal;

static void run_child(const char *name, const char *saved)
{
    setsid();
    int file = open(name, O_RDWR);
    if (file < 0 || dup2(file, 0) < 0 || dup2(file, 1) < 0 || dup2(file, 2) < 0)
        _exit(99);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    execl(procc, "procc", "ask", TEXT, "--for", "tell", "--as-of", "2026-03-16", "--save", saved,
          (char *)NULL);
    _exit(98);
}

static Terminal start(Arena *arena, const char *saved)
{
    Terminal it = {.master = posix_openpt(O_RDWR | O_NOCTTY), .shown = text_in(arena)};
    assert_true(it.master >= 0 && grantpt(it.master) == 0 && unlockpt(it.master) == 0);
    const char *name = ptsname(it.master);
    it.slave = open(name, O_RDWR | O_NOCTTY);
    const struct winsize size = {.ws_row = 24, .ws_col = COLUMNS};
    assert_true(it.slave >= 0 && ioctl(it.slave, TIOCSWINSZ, &size) == 0);
    it.child = fork();
    assert_true(it.child >= 0);
    if (it.child == 0)
        run_child(name, saved);
    return it;
}

/* Reads on until `words` were shown after `from`; fails where that does not come. Returns where they end. */
static size_t wait_for(Terminal *it, size_t from, const char *words)
{
    for (;;) {
        const char *at = strstr(it->shown.bytes + from, words);
        if (at)
            return (size_t)(at - it->shown.bytes) + strlen(words);
        struct pollfd ready = {it->master, POLLIN, 0};
        char part[512];
        ssize_t count = poll(&ready, 1, PATIENCE) > 0 ? read(it->master, part, sizeof part) : 0;
        if (count <= 0)
            fail_msg("'%s' did not come after: %s", words, it->shown.bytes + from);
        text_add_str(&it->shown, (Str){part, (size_t)count});
    }
}

static void type(const Terminal *it, const char *words)
{
    assert_int_equal(write(it->master, words, strlen(words)), strlen(words));
}

static int end(Terminal *it)
{
    int status;
    assert_int_equal(waitpid(it->child, &status, 0), it->child);
    close(it->slave);
    close(it->master);
    return status;
}

static const char *make_name(Arena *arena)
{
    return arena_format(arena, "build/procc-terminal-%ld.case", (long)getpid());
}

static void assert_fits(const char *shown)
{
    size_t columns = 0;
    for (; *shown; shown++) {
        if (*shown == '\033')
            shown = strchr(shown, 'm');
        else if (*shown == '\n')
            columns = 0;
        else
            columns += *shown != '\r' && ((unsigned char)*shown & 0xc0) != 0x80;
        assert_true(columns <= COLUMNS);
    }
}

static void an_interview_on_a_terminal(void **state)
{
    const char *saved = make_name(*state);
    Terminal it = start(*state, saved);
    size_t at = wait_for(&it, 0, "\033[1mWhy it is closed\033[0m (reason)");
    at = wait_for(&it, at, "\n> ");
    type(&it, "dyed\n");
    at = wait_for(&it, at, "did you mean 'died'?");
    at = wait_for(&it, at, "\n> ");
    type(&it, "2\n");
    at = wait_for(&it, at, "(notice)");
    at = wait_for(&it, at, "\n> ");
    type(&it, "3 weks\177\177eks\n"); /* the terminal's own rubbing out: 3 weeks */
    at = wait_for(&it, at, "(asked_on)");
    at = wait_for(&it, at, "\n> ");
    type(&it, "1 April 2026\n");
    wait_for(&it, at, "by 22 April");
    assert_fits(it.shown.bytes);
    assert_null(strstr(it.shown.bytes, "2\r\n2\r\n")); /* shown by the terminal, not by us too */
    int status = end(&it);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(unlink(saved), 0);
}

static void an_interrupted_interview(void **state)
{
    const char *saved = make_name(*state);
    struct termios before, after;
    Terminal it = start(*state, saved);
    assert_int_equal(tcgetattr(it.slave, &before), 0);
    size_t at = wait_for(&it, 0, "\n> ");
    type(&it, "died\n");
    wait_for(&it, at, "\n> ");
    assert_int_equal(kill(it.child, SIGINT), 0);
    int status;
    assert_int_equal(waitpid(it.child, &status, 0), it.child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
    assert_int_equal(tcgetattr(it.slave, &after), 0);
    assert_int_equal(after.c_lflag, before.c_lflag);
    assert_int_equal(after.c_iflag, before.c_iflag);
    assert_int_equal(after.c_oflag, before.c_oflag);
    const char *last = strrchr(it.shown.bytes, '\033');
    assert_memory_equal(last, "\033[0m", 4); /* no colour is left on */
    char line[256] = "";
    FILE *file = fopen(saved, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        ;
    assert_string_equal(line, "reason = died\n");
    fclose(file);
    close(it.slave);
    close(it.master);
    assert_int_equal(unlink(saved), 0);
}

int main(int argc, char **argv)
{
    (void)argc;
    char *name = strdup(argv[0]);
    char *folder = strstr(name, "/tests/test_terminal");
    if (!folder)
        return 2;
    strcpy(folder, "/procc");
    procc = name;
    if (access(procc, X_OK) != 0) {
        fprintf(stderr, "there is no %s\n", procc);
        return 2;
    }
    const struct CMUnitTest tests[] = {
        UNIT_TEST(an_interview_on_a_terminal),
        UNIT_TEST(an_interrupted_interview),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(name);
    return failed;
}
