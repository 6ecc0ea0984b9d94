/* operands.c - which words of a command line name procedures, and which say a case.
 *
 * By their form, never by what stands in a file: the first word names a procedure; of the others `key=value`, `-`, .case
 * and .json files say the case, while .proc and .image files and folders are procedures. Only a bare name is looked for.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "driver/internal.h"

static bool has_suffix(const char *word, const char *suffix)
{
    size_t length = strlen(word), end = strlen(suffix);
    return length > end && !strcmp(word + length - end, suffix);
}

/* A name that is a file here and a module as well could mean either. */
static void report_ambiguous(Driver *driver, const char *word)
{
    size_t message = report_add(driver->report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE,
                                "'%s' is both a file and the name of a procedure", word);
    report_hint(driver->report, message, "write ./%s for the file, and %s.proc for the procedure",
                word, word);
}

static bool is_procedure(Driver *driver, const char *word)
{
    if (has_suffix(word, ".case") || has_suffix(word, ".json") || !strcmp(word, "-"))
        return false;
    if (path_is_folder(word))
        return true;
    bool is_file = path_is_file(word);
    if (strchr(word, '=') && !is_file)
        return false;
    if (has_suffix(word, ".proc") || has_suffix(word, ".image"))
        return true;
    if (strchr(word, '/') || strchr(word, '.') || !driver_has_module(driver, word))
        return false;
    if (is_file)
        report_ambiguous(driver, word);
    return true;
}

Operands *driver_sort_operands(Driver *driver, size_t count, const char *const *words)
{
    Operands *operands = ARENA_NEW(driver->arena, Operands);
    for (size_t i = 0; i < count; i++) {
        bool names_procedure = i == 0 || is_procedure(driver, words[i]);
        Paths *paths = names_procedure ? &operands->procedures : &operands->facts;
        VEC_PUSH(driver->arena, paths, words[i]);
    }
    return operands;
}
