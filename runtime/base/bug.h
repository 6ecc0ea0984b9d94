/* bug.h - what happens when we are wrong: say where, and stop, in every build.
 *
 * BUG_IF is for promises between our own functions, never for input. Its condition has no side effects.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BASE_BUG_H
#define BASE_BUG_H

#include <stdnoreturn.h>

/* The exit status of a fault of ours (sysexits' EX_SOFTWARE). */
#define EXIT_BUG 70

/* Writes "file:line: what" to stderr and ends the process with EXIT_BUG. */
noreturn void bug_stop(const char *file, int line, const char *what);

#define BUG_IF(condition)                                                                          \
    do {                                                                                           \
        if (condition)                                                                             \
            bug_stop(__FILE__, __LINE__, #condition);                                              \
    } while (0)

#define UNREACHABLE() bug_stop(__FILE__, __LINE__, "unreachable")

#if defined(__GNUC__)
#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#else
#define MUST_USE
#define PRINTF_LIKE(text, first)
#endif

#endif
