/* paths.c - files and folders: what is there, what is in it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "diag/diag.h"
#include "driver/internal.h"

#define SUFFIX ".proc"
/* Folders within folders that are looked through: links can make circles. */
#define FOLDERS_DEEP_MOST 32

bool path_is_file(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && !S_ISDIR(found.st_mode);
}

bool path_is_folder(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

bool driver_is_folder(const char *name)
{
    return path_is_folder(name);
}

bool path_read(Arena *arena, const char *path, Str *bytes)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    Text text = text_in(arena);
    char part[65536];
    size_t count;
    while ((count = fread(part, 1, sizeof part, file)) > 0)
        text_add_str(&text, (Str){part, count});
    bool is_read = !ferror(file);
    fclose(file);
    *bytes = text_get(&text);
    return is_read;
}

const char *path_join(Arena *arena, const char *folder, const char *name)
{
    if (!folder[0] || name[0] == '/')
        return name;
    size_t length = strlen(folder);
    return arena_format(arena, folder[length - 1] == '/' ? "%s%s" : "%s/%s", folder, name);
}

const char *path_folder(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_copy_text(arena, path, (size_t)(slash - path) + 1) : "";
}

const char *path_above(Arena *arena, const char *folder)
{
    if (!folder[0] || !strcmp(folder, "./"))
        return "../";
    size_t end = strlen(folder) - 1; /* of the last '/' */
    size_t start = end;
    while (start > 0 && folder[start - 1] != '/')
        start--;
    Str last = {folder + start, end - start};
    if (str_is(last, "..") || str_is(last, "."))
        return arena_format(arena, "%s../", folder);
    return arena_copy_text(arena, folder, start);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All names in a folder but hidden ones, sorted; none where it cannot be read. */
static Paths list_folder(Arena *arena, const char *folder)
{
    Paths names = {0};
    DIR *open = opendir(folder[0] ? folder : ".");
    const struct dirent *entry;
    while (open && (entry = readdir(open)))
        if (entry->d_name[0] != '.')
            VEC_PUSH(arena, &names, arena_copy_text(arena, entry->d_name, strlen(entry->d_name)));
    if (open)
        closedir(open);
    if (names.count)
        qsort(names.items, names.count, sizeof *names.items, compare_names);
    return names;
}

static bool is_text(const char *name)
{
    size_t length = strlen(name), suffix = strlen(SUFFIX);
    return length > suffix && !strcmp(name + length - suffix, SUFFIX);
}

void path_list_modules(Arena *arena, const char *folder, Paths *names)
{
    Paths all = list_folder(arena, folder);
    for (size_t i = 0; i < all.count; i++)
        if (is_text(all.items[i]))
            VEC_PUSH(arena, names,
                     arena_copy_text(arena, all.items[i], strlen(all.items[i]) - strlen(SUFFIX)));
}

static void find_texts(Driver *driver, const char *folder, Paths *paths, int depth)
{
    Paths names = list_folder(driver->arena, folder);
    for (size_t i = 0; i < names.count && depth < FOLDERS_DEEP_MOST; i++) {
        const char *path = path_join(driver->arena, folder, names.items[i]);
        if (path_is_folder(path))
            find_texts(driver, path, paths, depth + 1);
        else if (is_text(path))
            VEC_PUSH(driver->arena, paths, path);
    }
}

void driver_find_texts(Driver *driver, const char *name, Paths *paths)
{
    if (!path_is_folder(name)) { /* one that cannot be read is reported when it is loaded */
        VEC_PUSH(driver->arena, paths, name);
        return;
    }
    size_t before = paths->count;
    find_texts(driver, name, paths, 0);
    if (paths->count == before)
        report_add(driver->report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE,
                   "there is no .proc file in the folder '%s'", name);
}
