/* json_index.c - loads the shared object of json_index.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case/json_index.h"

#include <dlfcn.h>

const JsonIndexDoor *json_index_load(const char *path)
{
    void *object = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const JsonIndexDoor *door = object ? dlsym(object, JSON_INDEX_SYMBOL) : NULL;
    if (door && door->version == JSON_INDEX_VERSION)
        return door;
    if (object)
        dlclose(object);
    return NULL;
}
