/* cache.c - procc cache: where machine code is kept, what is there, and taking it away.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/engines.h"
#include "cli/options.h"
#include "cli/output.h"
#include "machine/cache.h"
#include "outcome/json_writer.h"

static uint64_t count_bytes(const CacheFiles *files)
{
    uint64_t total = 0;
    for (size_t i = 0; i < files->list.count; i++)
        total += files->list.items[i].byte_count;
    return total;
}

static void write_files(Text *out, const char *folder, const CacheFiles *files)
{
    for (size_t i = 0; i < files->list.count; i++)
        text_add_format(out, "%10" PRIu64 "  %s\n", files->list.items[i].byte_count,
                        files->list.items[i].name);
    text_add_format(out, "%zu file%s, %" PRIu64 " bytes in '%s'\n", files->list.count,
                    files->list.count == 1 ? "" : "s", count_bytes(files), folder);
}

static void write_files_json(Text *out, const char *folder, const CacheFiles *files)
{
    JsonWriter json = {.out = out};
    json_open(&json, NULL, '{', false);
    json_add_text(&json, "folder", folder);
    json_open(&json, "files", '[', false);
    for (size_t i = 0; i < files->list.count; i++) {
        json_open(&json, NULL, '{', false);
        json_add_text(&json, "name", files->list.items[i].name);
        json_add_raw(&json, "bytes",
                     arena_format(out->arena, "%" PRIu64, files->list.items[i].byte_count));
        json_close(&json, '}', false);
    }
    json_close(&json, ']', false);
    json_close(&json, '}', false);
    text_add_byte(out, '\n');
}

static void show(Arena *arena, const char *folder, const CacheFiles *files, const Options *options)
{
    Text text = text_in(arena);
    if (options->is_given[OPTION_JSON])
        write_files_json(&text, folder, files);
    else
        write_files(&text, folder, files);
    output_write(&text);
}

static ExitStatus list(Arena *arena, const char *folder, const Options *options)
{
    CacheFiles files = {0};
    cache_list(arena, folder, &files);
    show(arena, folder, &files, options);
    return STATUS_WELL;
}

/* A folder that is not there holds nothing; one that cannot be trusted is not touched. */
static ExitStatus clean(Arena *arena, const char *folder, const Options *options)
{
    CacheFiles removed = {0};
    const char *reason;
    struct stat about;
    if (stat(folder, &about) == 0 && !cache_open(arena, folder, &reason)) {
        output_complain("cache clean: %s", reason);
        return STATUS_FILE;
    }
    bool is_clean = cache_clean(arena, folder, &removed);
    show(arena, folder, &removed, options);
    if (!is_clean)
        output_complain("cache clean: some files in '%s' cannot be removed", folder);
    return is_clean ? STATUS_WELL : STATUS_FILE;
}

static ExitStatus show_path(Arena *arena, const char *folder, const Options *options)
{
    Text text = text_in(arena);
    (void)options;
    text_add_format(&text, "%s\n", folder);
    output_write(&text);
    return STATUS_WELL;
}

typedef struct Action {
    const char *name;
    ExitStatus (*run)(Arena *arena, const char *folder, const Options *options);
} Action;

static const Action actions[] = {{"list", list}, {"path", show_path}, {"clean", clean}};

ExitStatus command_cache(Arena *arena, const Options *options)
{
    const char *folder = engines_get_settings(arena).folder;
    const char *word = options->operands.count ? options->operands.items[0] : "list";
    for (size_t i = 0; i < sizeof actions / sizeof *actions && options->operands.count < 2; i++) {
        if (strcmp(word, actions[i].name) != 0)
            continue;
        if (folder)
            return actions[i].run(arena, folder, options);
        output_complain("cache: neither XDG_CACHE_HOME nor HOME says where it is");
        return STATUS_FILE;
    }
    output_complain("cache: say one of list, path, clean");
    return STATUS_USAGE;
}
