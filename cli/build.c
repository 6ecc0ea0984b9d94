/* build.c - procc build: writes the code image of a procedure, which runs where there is no text and no compiler.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "cli/engines.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/replace.h"
#include "cli/session.h"
#include "code/image.h"
#include "outcome/json_writer.h"

#define TEXT_SUFFIX ".proc"
#define IMAGE_SUFFIX ".image"

static bool has_suffix(Str name, const char *suffix)
{
    size_t length = strlen(suffix);
    return name.length > length &&
           str_is(str_slice(name, name.length - length, name.length), suffix);
}

/* The last part of the text's path, with .image in place of .proc; NULL where the text has no name. */
static const char *name_image(Arena *arena, const char *path)
{
    Str name = str_from(path);
    if (str_is(name, "-"))
        return NULL;
    for (size_t slash; (slash = str_find_byte(name, '/')) < name.length;)
        name = str_slice(name, slash + 1, name.length);
    if (has_suffix(name, TEXT_SUFFIX))
        name = str_slice(name, 0, name.length - strlen(TEXT_SUFFIX));
    return arena_format(arena, "%.*s" IMAGE_SUFFIX, STR_ARG(name));
}

/* Where the image goes; NULL, after saying so, where that is not clear or would be a text's place. */
static const char *find_output(Arena *arena, const Program *program, const Options *options)
{
    const char *path = options->values[OPTION_OUTPUT];
    if (!path)
        path = name_image(arena, program->path);
    if (!path)
        output_complain("build: a text from standard input has no name; say --output FILE");
    else if (has_suffix(str_from(path), TEXT_SUFFIX))
        output_complain("build: '%s' is the name of a text, and an image is none", path);
    else
        return path;
    return NULL;
}

static void write_summary_json(Text *out, const char *path, size_t size, const Code *code)
{
    JsonWriter json = {.out = out};
    bool has_procedure = code->procedure != INDEX_NONE;
    json_open(&json, NULL, '{', false);
    json_add_text(&json, "image", path);
    json_add_raw(&json, "bytes", arena_format(out->arena, "%zu", size));
    json_add_text(&json, "procedure",
                  has_procedure ? code->procedures[code->procedure].name : NULL);
    json_add_text(&json, "code", code->hash);
    json_close(&json, '}', false);
    text_add_byte(out, '\n');
}

static void show(Arena *arena, const char *path, size_t size, const Code *code,
                 const Options *options)
{
    Text text = text_in(arena);
    if (options->is_given[OPTION_JSON])
        write_summary_json(&text, path, size, code);
    else
        text_add_format(&text, "%s: %zu bytes, code %s\n", path, size, code->hash);
    output_write(&text);
}

/* Fills the cache, so that the first run with --engine native finds its machine code there. */
static ExitStatus build_native(Arena *arena, const Code *code)
{
    Engines engines = {
        .arena = arena, .choice = ENGINE_NATIVE, .settings = engines_get_settings(arena)};
    RunnableCode runnable = engines_load(&engines, code);
    bool is_there = runnable.module != NULL;
    engines_unload(&runnable);
    return is_there ? STATUS_WELL : STATUS_FILE;
}

static ExitStatus build(Arena *arena, Driver *driver, const Options *options)
{
    const Report *report = driver_get_report(driver);
    const Program *program = driver_load(driver, options->operands.items[0]);
    if (!program || !program->code || report_has_errors(report))
        return output_get_status(report);
    const char *path = find_output(arena, program, options);
    if (!path)
        return STATUS_USAGE;
    Text image = text_in(arena);
    image_write(&image, program->code);
    if (!replace_or_make_file(arena, path, text_get(&image)))
        return STATUS_FILE;
    show(arena, path, image.length, program->code, options);
    return options->is_given[OPTION_NATIVE] ? build_native(arena, program->code) : STATUS_WELL;
}

ExitStatus command_build(Arena *arena, const Options *options)
{
    if (options->operands.count != 1) {
        output_complain("build takes one procedure: procc build PROC --output FILE");
        return STATUS_USAGE;
    }
    Driver *driver = session_new_driver(options);
    ExitStatus status = build(arena, driver, options);
    if (report_has_errors(driver_get_report(driver)))
        output_report(driver_get_report(driver));
    driver_free(driver);
    return status;
}
