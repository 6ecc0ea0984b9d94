/* fmt.c - procc fmt: settles the layout of texts.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "cli/options.h"
#include "cli/output.h"
#include "cli/replace.h"
#include "cli/session.h"

static void write_name(Arena *arena, const char *path)
{
    Text line = text_in(arena);
    text_add_format(&line, "%s\n", path);
    output_write(&line);
}

/* Shows or writes what the text should be. */
static ExitStatus settle(Arena *arena, const char *path, Str after, bool is_changed, bool is_check)
{
    if (is_check && is_changed)
        write_name(arena, path);
    if (is_check)
        return is_changed ? STATUS_FALLS_SHORT : STATUS_WELL;
    if (!strcmp(path, "-")) {
        Text text = text_in(arena);
        text_add_str(&text, after);
        output_write(&text);
        return STATUS_WELL;
    }
    return !is_changed || replace_file(arena, path, after) ? STATUS_WELL : STATUS_FILE;
}

static ExitStatus format_text(Arena *arena, Driver *driver, const char *path, bool is_check)
{
    Str before, after;
    if (!driver_format(driver, path, &before, &after))
        return STATUS_WELL; /* the report says why */
    return settle(arena, path, after, !str_is_equal(before, after), is_check);
}

static ExitStatus get_worse(ExitStatus a, ExitStatus b)
{
    return a > b ? a : b; /* a file that cannot be written over one that is not laid out */
}

ExitStatus command_fmt(Arena *arena, const Options *options)
{
    if (!options->operands.count) {
        output_complain("fmt needs a text or a folder: procc fmt PATH...");
        return STATUS_USAGE;
    }
    ExitStatus status = STATUS_WELL;
    Driver *driver = session_new_driver(options);
    const Paths *paths = session_find_texts(driver, options);
    for (size_t i = 0; i < paths->count; i++)
        status = get_worse(
            status, format_text(arena, driver, paths->items[i], options->is_given[OPTION_CHECK]));
    output_report(driver_get_report(driver));
    status = get_worse(status, output_get_text_status(driver_get_report(driver)));
    driver_free(driver);
    return status;
}
