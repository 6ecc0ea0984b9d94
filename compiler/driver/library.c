/* library.c - see library.h; build/gen/stdlib.inc is made from stdlib/ by tools/embed-stdlib.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "driver/library.h"

static const LibraryModule modules[] = {
#include "stdlib.inc"
};
#define MODULE_COUNT (sizeof modules / sizeof modules[0])

const LibraryModule *library_find(Str name)
{
    for (size_t i = 0; i < MODULE_COUNT; i++)
        if (str_is(name, modules[i].name))
            return &modules[i];
    return NULL;
}

size_t library_get_count(void)
{
    return MODULE_COUNT;
}

const LibraryModule *library_get(size_t index)
{
    return &modules[index];
}
