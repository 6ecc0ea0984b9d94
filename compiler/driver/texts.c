/* texts.c - a .proc text by its path, read once a session.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "driver/internal.h"
#include "source/load.h"

bool driver_read_text(Driver *driver, const char *path, uint32_t *source)
{
    if (map_find(driver->read, str_from(path), source))
        return true;
    if (driver_refuse_image(driver, path) || !load_file(source, driver->report, path))
        return false;
    map_set(driver->read, str_from(path), *source);
    return true;
}
