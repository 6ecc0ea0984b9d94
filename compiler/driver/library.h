/* library.h - the standard library, embedded at build time.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DRIVER_LIBRARY_H
#define DRIVER_LIBRARY_H

#include "base/str.h"

typedef struct LibraryModule {
    const char *name; /* "capacity" */
    const char *text;
    size_t length;
} LibraryModule;

/* The module of that name, or NULL. */
const LibraryModule *library_find(Str name);
size_t library_get_count(void);
const LibraryModule *library_get(size_t index);

#endif
