/* session.c - see session.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/session.h"

Driver *session_new_driver(const Options *options)
{
    const DriverOptions driver_options = {
        .module_folders = options->module_folders.items,
        .module_folder_count = options->module_folders.count,
    };
    return driver_new(&driver_options);
}

const Paths *session_find_texts(Driver *driver, const Options *options)
{
    Paths *paths = ARENA_NEW(driver_get_arena(driver), Paths);
    if (!options->operands.count)
        driver_find_texts(driver, ".", paths);
    for (size_t i = 0; i < options->operands.count; i++)
        driver_find_texts(driver, options->operands.items[i], paths);
    return paths;
}
