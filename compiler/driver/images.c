/* images.c - a procedure by its name, as a code image or as a text.
 *
 * What is an image is told by its first bytes, never by the file's name.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>

#include "code/image.h"
#include "diag/diag.h"
#include "driver/internal.h"
#include "error/problem.h"

#define PART_BYTES ((size_t)65536)

/* Adds the file's next bytes to `bytes`, at most `most`; false at its end. */
static bool read_part(FILE *file, Text *bytes, size_t most)
{
    static char part[PART_BYTES];
    size_t count = fread(part, 1, most < sizeof part ? most : sizeof part, file);
    text_add_str(bytes, (Str){part, count});
    return count > 0;
}

/* Reads a file that begins as an image, all of it; only its first bytes where it begins otherwise. */
static bool read_image(Driver *driver, const char *path, Str *bytes)
{
    FILE *file = path_is_file(path) ? fopen(path, "rb") : NULL;
    Text text = text_in(driver->arena);
    if (!file)
        return false;
    bool goes_on = read_part(file, &text, IMAGE_BEGIN_BYTES) && image_is(text_get(&text));
    bool is_image = goes_on;
    while (goes_on && text.length <= IMAGE_BYTES_MOST)
        goes_on = read_part(file, &text, PART_BYTES);
    is_image = is_image && !ferror(file);
    fclose(file);
    *bytes = text_get(&text);
    return is_image;
}

static Program *load_image(Driver *driver, const char *path, Str bytes)
{
    uint32_t number;
    if (map_find(driver->loaded, str_from(path), &number))
        return driver->programs.items[number];
    Program *program = ARENA_NEW(driver->arena, Program);
    program->path = path;
    program->code = image_read(driver->arena, driver->report, path, bytes);
    map_set(driver->loaded, str_from(path), (uint32_t)driver->programs.count);
    VEC_PUSH(driver->arena, &driver->programs, program);
    return program;
}

Program *driver_load_code(Driver *driver, const char *name)
{
    Str bytes;
    if (read_image(driver, name, &bytes))
        return load_image(driver, name, bytes);
    return driver_load(driver, name);
}

bool driver_refuse_image(Driver *driver, const char *path)
{
    char begin[IMAGE_BEGIN_BYTES];
    FILE *file = path_is_file(path) ? fopen(path, "rb") : NULL;
    if (!file)
        return false;
    Str bytes = {begin, fread(begin, 1, sizeof begin, file)};
    fclose(file);
    if (!image_is(bytes))
        return false;
    size_t message =
        report_add(driver->report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE,
                   "'%s' is a code image, which holds a program and no text to read", path);
    report_hint(driver->report, message,
                "name the .proc text that it was built from; an image can be run");
    return true;
}
