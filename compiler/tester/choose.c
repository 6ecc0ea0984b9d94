/* choose.c - which titles are meant by --only: those that hold the words, or match a pattern with * and ?.
 *
 * Capitals of the ASCII letters do not matter. A pattern has to match the whole title.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/tester.h"

#include <string.h>

static char fold(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* A star goes back to the last place at which it could have ended: linear for one star, never worse than the product. */
static bool matches(const char *pattern, const char *title)
{
    const char *star = NULL, *retry = NULL;
    while (*title) {
        if (*pattern == '*') {
            star = pattern++;
            retry = title;
        } else if (*pattern && (*pattern == '?' || fold(*pattern) == fold(*title))) {
            pattern++;
            title++;
        } else if (star) {
            pattern = star + 1;
            title = ++retry;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

static bool begins_with(const char *title, const char *words)
{
    while (*words && fold(*words) == fold(*title)) {
        words++;
        title++;
    }
    return !*words;
}

static bool holds(const char *title, const char *words)
{
    for (; *title; title++)
        if (begins_with(title, words))
            return true;
    return !*words;
}

bool tester_is_chosen(const TestChoice *choice, const char *title)
{
    for (size_t i = 0; i < choice->only_count; i++) {
        const char *only = choice->only[i];
        if (strpbrk(only, "*?") ? matches(only, title) : holds(title, only))
            return true;
    }
    return !choice->only_count;
}
