/* cache.c - see cache.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "machine/cache.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define FILE_SUFFIX ".so"
#define WORK_PREFIX "work."
/* Longer than any compiler may take: nobody works there any more. */
#define WORK_SECONDS_MOST 3600

/* ---- the folder ---- */

static bool fail(Arena *arena, const char **reason, const char *folder, const char *why)
{
    *reason = arena_format(arena, "'%s' %s", folder, why);
    return false;
}

/* As `mkdir -p`: what is there already is left as it is. */
static bool make_folders(Arena *arena, const char *folder)
{
    char *path = arena_copy_text(arena, folder, strlen(folder));
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(path, S_IRWXU) != 0 && errno != EEXIST)
            return false;
        *slash = '/';
    }
    return mkdir(path, S_IRWXU) == 0 || errno == EEXIST;
}

bool cache_open(Arena *arena, const char *folder, const char **reason)
{
    struct stat about;
    if (!make_folders(arena, folder) || lstat(folder, &about) != 0)
        return fail(arena, reason, folder,
                    arena_format(arena, "cannot be made: %s", strerror(errno)));
    if (!S_ISDIR(about.st_mode))
        return fail(arena, reason, folder, "is not a folder");
    if (about.st_uid != geteuid())
        return fail(arena, reason, folder, "belongs to somebody else");
    if (about.st_mode & (S_IRWXG | S_IRWXO))
        return fail(arena, reason, folder, "is open to others: chmod 700 closes it");
    return true;
}

const char *cache_get_path(Arena *arena, const char *folder, const char *key)
{
    return arena_format(arena, "%s/%s" FILE_SUFFIX, folder, key);
}

/* ---- work ---- */

const char *cache_new_work(Arena *arena, const char *folder, const char **reason)
{
    char *work = arena_format(arena, "%s/" WORK_PREFIX "XXXXXX", folder);
    if (mkdtemp(work))
        return work;
    *reason = arena_format(arena, "'%s' cannot be written: %s", folder, strerror(errno));
    return NULL;
}

/* Calls `visit` with each name in the folder but those with a dot in front. */
typedef void Visit(void *context, const char *name);
static void visit_folder(const char *folder, Visit *visit, void *context)
{
    DIR *entries = opendir(folder);
    const struct dirent *entry;
    while (entries && (entry = readdir(entries)))
        if (entry->d_name[0] != '.')
            visit(context, entry->d_name);
    if (entries)
        closedir(entries);
}

typedef struct Removing {
    Arena *arena;
    const char *folder;
} Removing;

static void remove_entry(void *context, const char *name)
{
    const Removing *removing = context;
    const char *path = arena_format(removing->arena, "%s/%s", removing->folder, name);
    if (unlink(path) != 0)
        cache_remove_work(removing->arena, path);
}

/* The compiler keeps its own files in a folder below. */
void cache_remove_work(Arena *arena, const char *work)
{
    struct stat about;
    if (lstat(work, &about) != 0 || !S_ISDIR(about.st_mode))
        return;
    visit_folder(work, remove_entry, &(Removing){arena, work});
    rmdir(work);
}

/* ---- what is there ---- */

typedef struct Listing {
    Arena *arena;
    const char *folder;
    CacheFiles *files;
} Listing;

static bool has_suffix(const char *name)
{
    size_t length = strlen(name), suffix = strlen(FILE_SUFFIX);
    return length > suffix && strcmp(name + length - suffix, FILE_SUFFIX) == 0;
}

static void list_entry(void *context, const char *name)
{
    const Listing *listing = context;
    struct stat about;
    const char *path = arena_format(listing->arena, "%s/%s", listing->folder, name);
    if (!has_suffix(name) || lstat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return;
    const CacheFile file = {arena_copy_text(listing->arena, name, strlen(name)),
                            (uint64_t)about.st_size, (int64_t)about.st_mtime};
    VEC_PUSH(listing->arena, &listing->files->list, file);
}

static int compare_names(const void *first, const void *second)
{
    const CacheFile *a = first, *b = second;
    return strcmp(a->name, b->name);
}

void cache_list(Arena *arena, const char *folder, CacheFiles *files)
{
    visit_folder(folder, list_entry, &(Listing){arena, folder, files});
    if (files->list.count)
        qsort(files->list.items, files->list.count, sizeof *files->list.items, compare_names);
}

static void clean_work(void *context, const char *name)
{
    const Removing *removing = context;
    struct stat about;
    const char *path = arena_format(removing->arena, "%s/%s", removing->folder, name);
    if (strncmp(name, WORK_PREFIX, strlen(WORK_PREFIX)) == 0 && lstat(path, &about) == 0 &&
        time(NULL) - about.st_mtime > WORK_SECONDS_MOST)
        cache_remove_work(removing->arena, path);
}

bool cache_clean(Arena *arena, const char *folder, CacheFiles *removed)
{
    CacheFiles files = {0};
    bool is_clean = true;
    cache_list(arena, folder, &files);
    visit_folder(folder, clean_work, &(Removing){arena, folder});
    for (size_t i = 0; i < files.list.count; i++) {
        const CacheFile *file = &files.list.items[i];
        bool is_gone = unlink(arena_format(arena, "%s/%s", folder, file->name)) == 0;
        if (is_gone)
            VEC_PUSH(arena, &removed->list, *file);
        is_clean &= is_gone || errno == ENOENT;
    }
    return is_clean;
}
