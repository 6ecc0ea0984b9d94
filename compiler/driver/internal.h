/* internal.h - what the files of driver/ share. Not for other rooms.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DRIVER_INTERNAL_H
#define DRIVER_INTERNAL_H

#include "base/map.h"
#include "driver/driver.h"

/* How the standard library's texts are named. */
#define LIBRARY_FOLDER "stdlib/"

struct Driver {
    Arena *arena;
    DriverOptions options;
    Sources sources;
    Report *report;
    Map *read;   /* path -> source */
    Map *loaded; /* path -> programs */
    VEC(Program *) programs;
};

/* Reads and checks a .proc text, or finds it already read; reported where it cannot be. "-" is standard input. */
bool driver_read_text(Driver *driver, const char *path, uint32_t *source);
Program *driver_load_known(Driver *driver, const char *path);
/* Whether the module path, seen from the current folder, has a module of that name. */
bool driver_has_module(Driver *driver, const char *name);

/* Whether the file is a code image, which is then reported: it holds no text. */
bool driver_refuse_image(Driver *driver, const char *path);

/* paths.c */
bool path_is_file(const char *path);
bool path_is_folder(const char *path);
bool path_read(Arena *arena, const char *path, Str *bytes);
const char *path_join(Arena *arena, const char *folder, const char *name);
const char *path_folder(Arena *arena, const char *path); /* "" for a bare name */
const char *path_above(Arena *arena, const char *folder);
/* Adds the names, without .proc, of the texts in a folder, sorted. */
void path_list_modules(Arena *arena, const char *folder, Paths *names);

#endif
