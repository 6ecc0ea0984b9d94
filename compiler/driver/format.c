/* format.c - lays out a text, from its file or from standard input.
 *
 * The bytes are read here and not through texts.c: whether the layout changes anything is asked of the file as it is, line
 * ends and byte order mark too.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <errno.h>
#include <string.h>

#include "diag/diag.h"
#include "driver/internal.h"
#include "source/load.h"
#include "syntax/format.h"

bool driver_format(Driver *driver, const char *path, Str *before, Str *after)
{
    uint32_t source;
    bool is_stdin = !strcmp(path, "-");
    if (!is_stdin && driver_refuse_image(driver, path))
        return false;
    errno = 0;
    if (!path_read(driver->arena, is_stdin ? "/dev/stdin" : path, before)) {
        report_add(driver->report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE,
                   "'%s' cannot be read: %s", path, strerror(errno));
        return false;
    }
    Str name = is_stdin ? STR("<stdin>") : str_from(path);
    return load_text(&source, driver->report, name, *before) &&
           syntax_format(after, driver->arena, driver->report, source);
}
