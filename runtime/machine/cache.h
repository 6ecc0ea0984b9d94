/* cache.h - the folder in which machine code is kept between runs.
 *
 * A file of machine code is run with all that its owner may do, so the folder is the owner's alone: one that is
 * somebody else's, or that others may enter, is not used. Files come in by renaming, whole or not at all, so that any number
 * of processes may read, make and clean at the same time. A name is the key with .so; what is being made stands in
 * folders of its own, work.XXXXXX.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MACHINE_CACHE_H
#define MACHINE_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

/* Makes the folder, and those above it, where they are missing. False where it cannot be used: *reason says why, and lives as
 * long as `arena`. */
MUST_USE bool cache_open(Arena *arena, const char *folder, const char **reason);

/* The file for a key. Lives in `arena`. */
const char *cache_get_path(Arena *arena, const char *folder, const char *key);

/* A new empty folder for what is being made; NULL with a reason. */
const char *cache_new_work(Arena *arena, const char *folder, const char **reason);
/* Removes such a folder with all that is in it; what cannot be removed is left. */
void cache_remove_work(Arena *arena, const char *work);

typedef struct CacheFile {
    const char *name; /* the key with .so */
    uint64_t byte_count;
    int64_t made; /* seconds since 1970 */
} CacheFile;

typedef struct CacheFiles {
    VEC(CacheFile) list; /* by name */
} CacheFiles;

/* The files of a folder that cache_open accepted, or one that is not there: none. */
void cache_list(Arena *arena, const char *folder, CacheFiles *files);
/* Removes all files, and work that has been left for an hour. *removed: what went. False where something could not be removed. */
MUST_USE bool cache_clean(Arena *arena, const char *folder, CacheFiles *removed);

#endif
