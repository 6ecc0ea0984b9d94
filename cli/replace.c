/* replace.c - see replace.h: a new file beside the old one takes its name when all of it is on disk.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/output.h"

/* As many as Linux follows. */
#define LINKS_MOST 40
#define LINK_LENGTH_MOST ((size_t)4096)

static size_t get_folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* Where the link at `path` points; NULL where there is none. */
static const char *follow_link(Arena *arena, const char *path)
{
    char *target = arena_alloc(arena, LINK_LENGTH_MOST + 1);
    ssize_t length = readlink(path, target, LINK_LENGTH_MOST);
    if (length < 0)
        return NULL;
    if (target[0] == '/')
        return target;
    return arena_format(arena, "%.*s%s", (int)get_folder_length(path), path, target);
}

static const char *follow_links(Arena *arena, const char *path)
{
    const char *next = path;
    for (int i = 0; next && i < LINKS_MOST; i++) {
        path = next;
        next = follow_link(arena, path);
    }
    return path;
}

/* The owner can be kept only by some; that is no reason to refuse. */
static void keep_owner(int file, const struct stat *old)
{
    int is_other_owner = fchown(file, old->st_uid, old->st_gid);
    (void)is_other_owner;
}

/* What every new file gets where nobody asks for less. */
static mode_t get_new_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

/* `old` is NULL for a new file. */
static bool fill(int file, Str bytes, const struct stat *old)
{
    mode_t mode = old ? old->st_mode & 07777 : get_new_mode();
    if (old)
        keep_owner(file, old);
    return file_write_all(file, bytes) && fchmod(file, mode) == 0 && fsync(file) == 0;
}

static bool write_beside(Arena *arena, const char *path, Str bytes, const struct stat *old)
{
    char *beside = arena_format(arena, "%.*s.procc-XXXXXX", (int)get_folder_length(path), path);
    int file = mkstemp(beside);
    if (file < 0)
        return false;
    bool is_filled = fill(file, bytes, old);
    bool is_closed = close(file) == 0;
    if (is_filled && is_closed && rename(beside, path) == 0)
        return true;
    int why = errno;
    unlink(beside);
    errno = why;
    return false;
}

static bool put(Arena *arena, const char *path, Str bytes, bool may_be_new)
{
    struct stat old;
    const char *target = follow_links(arena, path);
    bool exists = stat(target, &old) == 0;
    if (exists && !S_ISREG(old.st_mode)) {
        output_complain("'%s' cannot be written: it is not an ordinary file", path);
        return false;
    }
    bool is_new = !exists && errno == ENOENT && may_be_new;
    if ((exists || is_new) && write_beside(arena, target, bytes, exists ? &old : NULL))
        return true;
    output_complain("'%s' cannot be written: %s", path, strerror(errno));
    return false;
}

bool replace_file(Arena *arena, const char *path, Str bytes)
{
    return put(arena, path, bytes, false);
}

bool replace_or_make_file(Arena *arena, const char *path, Str bytes)
{
    return put(arena, path, bytes, true);
}
