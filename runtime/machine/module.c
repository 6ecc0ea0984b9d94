/* module.c - see module.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "machine/module.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "machine/digest.h"

struct Module {
    void *handle;
    const char *compiler;
};

static bool fail(Arena *arena, const char **reason, const char *path, const char *why)
{
    *reason = arena_format(arena, "'%s' %s", path, why);
    return false;
}

static bool is_whole(int file, size_t size)
{
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (bytes == MAP_FAILED)
        return false;
    bool is_sealed = digest_is_sealed((Str){bytes, size});
    munmap(bytes, size);
    return is_sealed;
}

static bool check_open_file(Arena *arena, const char *path, int file, const char **reason)
{
    struct stat about;
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode))
        return fail(arena, reason, path, "is not a file");
    if (about.st_uid != geteuid())
        return fail(arena, reason, path, "belongs to somebody else");
    if (about.st_mode & (S_IWGRP | S_IWOTH))
        return fail(arena, reason, path, "may be written by others");
    if (about.st_size <= 0 || !is_whole(file, (size_t)about.st_size))
        return fail(arena, reason, path, "is damaged");
    return true;
}

bool module_check_file(Arena *arena, const char *path, const char **reason)
{
    *reason = NULL;
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0) {
        if (errno != ENOENT)
            fail(arena, reason, path, arena_format(arena, "cannot be read: %s", strerror(errno)));
        return false;
    }
    bool is_right = check_open_file(arena, path, file, reason);
    close(file);
    return is_right;
}

Module *module_open(Arena *arena, const char *path, const char *key, const char **reason)
{
    if (!module_check_file(arena, path, reason))
        return NULL;
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const char *found = handle ? dlsym(handle, "procc_machine_key") : NULL;
    if (found && strcmp(found, key) == 0) {
        Module *module = ARENA_NEW(arena, Module);
        *module = (Module){handle, dlsym(handle, "procc_machine_compiler")};
        return module;
    }
    const char *why = handle ? NULL : dlerror();
    fail(arena, reason, path,
         why ? arena_format(arena, "cannot be loaded: %s", why) : "was made for something else");
    if (handle)
        dlclose(handle);
    return NULL;
}

void module_close(Module *module)
{
    dlclose(module->handle);
}

/* POSIX promises that a function's address fits into a pointer to data; C does not. */
ModuleFunction *module_find_function(const Module *module, const char *name)
{
    ModuleFunction *function = NULL;
    void *found = dlsym(module->handle, name);
    _Static_assert(sizeof function == sizeof found, "as POSIX promises");
    memcpy(&function, &found, sizeof function);
    return function;
}

const char *module_get_compiler(const Module *module)
{
    return module->compiler ? module->compiler : "";
}
