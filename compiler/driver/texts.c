/* texts.c - a .proc text by its path, read once a session.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "diag/diag.h"
#include "driver/internal.h"

bool driver_read_text(Driver *driver, const char *path, uint32_t *source)
{
    uint32_t number;
    Str text;
    if (map_find(driver->read, str_from(path), &number)) {
        *source = number;
        return true;
    }
    if (!path_read(driver->arena, strcmp(path, "-") ? path : "/dev/stdin", &text)) {
        report_add(driver->report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE,
                   "'%s' cannot be read", path);
        return false;
    }
    *source = source_add(&driver->sources, str_from(path), text);
    map_set(driver->read, str_from(path), *source);
    return true;
}
