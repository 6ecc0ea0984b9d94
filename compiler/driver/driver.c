/* driver.c - see driver.h: one session, its texts, the programs made from them.
 *
 * A text is read once a session, so that a module used by two programs is one source and is complained of once.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "driver/driver.h"

#include <string.h>

#include "base/map.h"
#include "check/check.h"
#include "code/verify.h"
#include "codegen/codegen.h"
#include "diag/diag.h"
#include "driver/internal.h"
#include "driver/library.h"
#include "lower/lower.h"
#include "scenario/scenario.h"

Driver *driver_new(const DriverOptions *options)
{
    Arena *arena = arena_new();
    Driver *driver = ARENA_NEW(arena, Driver);
    driver->arena = arena;
    driver->options = *options;
    driver->sources.arena = arena;
    driver->report = report_new(arena, &driver->sources);
    driver->read = map_new(arena);
    driver->loaded = map_new(arena);
    return driver;
}

void driver_free(Driver *driver)
{
    if (driver)
        arena_free(driver->arena);
}

Report *driver_get_report(Driver *driver)
{
    return driver->report;
}

Sources *driver_get_sources(Driver *driver)
{
    return &driver->sources;
}

Arena *driver_get_arena(Driver *driver)
{
    return driver->arena;
}

/* ---- modules ---- */

static bool try_module(Driver *driver, const char *folder, const char *name, uint32_t *source,
                       const char **path)
{
    *path = path_join(driver->arena, folder, arena_format(driver->arena, "%s.proc", name));
    return path_is_file(*path) && driver_read_text(driver, *path, source);
}

static bool find_in_library(Driver *driver, const char *name, uint32_t *source, const char **path)
{
    const LibraryModule *module = library_find(str_from(name));
    if (!module)
        return false;
    *path = arena_format(driver->arena, "%s%s.proc", LIBRARY_FOLDER, name);
    uint32_t number;
    if (map_find(driver->read, str_from(*path), &number)) {
        *source = number;
        return true;
    }
    *source = source_add(&driver->sources, str_from(*path), (Str){module->text, module->length});
    map_set(driver->read, str_from(*path), *source);
    return true;
}

/* The using text's folder, the folder above it, the folders of the options, the standard library. */
static bool find_module(void *context, const char *from_path, const char *name, uint32_t *source,
                        const char **path)
{
    Driver *driver = context;
    if (!str_has_prefix(str_from(from_path), LIBRARY_FOLDER)) {
        const char *folder = path_folder(driver->arena, from_path);
        if (try_module(driver, folder, name, source, path) ||
            try_module(driver, path_above(driver->arena, folder), name, source, path))
            return true;
    }
    for (size_t i = 0; i < driver->options.module_folder_count; i++)
        if (try_module(driver, driver->options.module_folders[i], name, source, path))
            return true;
    return find_in_library(driver, name, source, path);
}

static bool read_beside(void *context, const char *from_path, const char *name, Str *bytes)
{
    Driver *driver = context;
    if (str_has_prefix(str_from(from_path), LIBRARY_FOLDER))
        return false;
    const char *path = path_join(driver->arena, path_folder(driver->arena, from_path), name);
    return path_read(driver->arena, path, bytes);
}

static size_t list_modules(void *context, const char *from_path, const char *const **names)
{
    Driver *driver = context;
    Paths paths = {0};
    if (!str_has_prefix(str_from(from_path), LIBRARY_FOLDER)) {
        const char *folder = path_folder(driver->arena, from_path);
        path_list_modules(driver->arena, folder, &paths);
        path_list_modules(driver->arena, path_above(driver->arena, folder), &paths);
    }
    for (size_t i = 0; i < library_get_count(); i++)
        VEC_PUSH(driver->arena, &paths, library_get(i)->name);
    *names = paths.items;
    return paths.count;
}

bool driver_has_module(Driver *driver, const char *name)
{
    uint32_t source;
    const char *path;
    return find_module(driver, "./", name, &source, &path);
}

static ModuleFinder finder_of(Driver *driver)
{
    return (ModuleFinder){find_module, read_beside, list_modules, driver};
}

/* ---- programs ---- */

static void add_code(Driver *driver, Program *program)
{
    const char *reason;
    Arena *scratch = arena_new();
    program->code = codegen(driver->arena, program->core);
    bool is_verified = code_verify(program->code, scratch, &reason);
    arena_free(scratch);
    BUG_IF(!is_verified);
}

static Program *load_source(Driver *driver, uint32_t source, const char *path)
{
    uint32_t number;
    if (map_find(driver->loaded, str_from(path), &number))
        return driver->programs.items[number];
    Program *program = ARENA_NEW(driver->arena, Program);
    const ModuleFinder finder = finder_of(driver);
    size_t errors_before = driver->report->error_count;
    size_t messages_before = driver->report->messages.count;
    program->path = path;
    program->core = lower_program(driver->arena, driver->report, source, path, &finder);
    Arena *scratch = arena_new();
    check_program(scratch, program->core, driver->report, errors_before);
    arena_free(scratch);
    if (driver->report->error_count == errors_before)
        add_code(driver, program);
    report_drop_repeated(driver->report, messages_before);
    map_set(driver->loaded, str_from(path), (uint32_t)driver->programs.count);
    VEC_PUSH(driver->arena, &driver->programs, program);
    return program;
}

/* Whether the text has a procedure line of its own, not only external ones. */
static bool has_procedure(Driver *driver, const char *path)
{
    uint32_t source;
    Arena *scratch = arena_new();
    Report *ignored = report_new(scratch, &driver->sources);
    bool found = false;
    if (driver_read_text(driver, path, &source)) {
        const Ast *file = syntax_parse(scratch, ignored, source)->file;
        for (size_t i = 0; i < file->as.FILE.declarations.count; i++) {
            const Ast *ast = file->as.FILE.declarations.items[i];
            if (ast->kind != AST_PROCEDURE)
                continue;
            bool is_external = false;
            for (size_t k = 0; k < ast->as.PROCEDURE.clauses.count; k++)
                is_external |= ast->as.PROCEDURE.clauses.items[k]->kind == AST_EXTERNAL;
            found |= !is_external;
        }
    }
    arena_free(scratch);
    return found;
}

static const char *find_in_folder(Driver *driver, const char *folder)
{
    Paths names = {0};
    const char *found = NULL;
    path_list_modules(driver->arena, folder, &names);
    for (size_t i = 0; i < names.count; i++) {
        const char *path = path_join(driver->arena, folder,
                                     arena_format(driver->arena, "%s.proc", names.items[i]));
        if (!has_procedure(driver, path))
            continue;
        if (found) {
            size_t message = report_add(driver->report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE,
                                        "the folder '%s' has more than one procedure", folder);
            report_hint(driver->report, message, "name one: %s or %s", found, path);
            return NULL;
        }
        found = path;
    }
    if (!found)
        report_add(driver->report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE,
                   "the folder '%s' has no .proc file with a procedure", folder);
    return found;
}

static bool is_module_name(const char *name)
{
    return !strchr(name, '/') && !strchr(name, '.');
}

static void report_unknown_name(Driver *driver, const char *name)
{
    const char *const *names;
    size_t count = list_modules(driver, "./", &names);
    const char *nearest = report_find_nearest(names, count, str_from(name));
    size_t message = report_add(driver->report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE,
                                "there is no file and no module named '%s'", name);
    if (nearest)
        report_hint(driver->report, message, "did you mean '%s'?", nearest);
    else
        report_hint(driver->report, message, "name a .proc file, a folder, or a module");
}

Program *driver_load(Driver *driver, const char *name)
{
    uint32_t source;
    const char *path = name;
    bool is_input = !strcmp(name, "-");
    if (!is_input && path_is_folder(name)) {
        path = find_in_folder(driver, name);
    } else if (!is_input && !path_is_file(name) && is_module_name(name)) {
        if (find_module(driver, "./", name, &source, &path))
            return load_source(driver, source, path);
        report_unknown_name(driver, name);
        return NULL;
    }
    if (!path || !driver_read_text(driver, path, &source))
        return NULL;
    return load_source(driver, source, path);
}

AstUnit *driver_parse(Driver *driver, const char *path)
{
    uint32_t source;
    if (!driver_read_text(driver, path, &source))
        return NULL;
    return syntax_parse(driver->arena, driver->report, source);
}

/* The path of the module that declares the procedure, or NULL. */
static const char *find_declaring(const Program *program, const char *procedure)
{
    for (size_t m = 0; m < program->core->modules.count; m++) {
        const CoreModule *module = program->core->modules.items[m];
        if (module->procedure != INDEX_NONE &&
            !strcmp(program->core->procedures.items[module->procedure].name, procedure))
            return str_to_text(program->core->arena,
                               program->core->sources->list.items[module->source].name);
    }
    return NULL;
}

Program *driver_find_subject(Driver *driver, Program *program, const CoreScenario *scenario)
{
    Span span = scenario->span;
    const char *name = scenario_find_procedure(program->core, scenario, &span);
    const CoreProgram *core = program->core;
    if (name ? core->procedure != INDEX_NONE &&
                   !strcmp(core->procedures.items[core->procedure].name, name)
             : true)
        return program;
    const char *path = find_declaring(program, name);
    if (path)
        return driver_load_known(driver, path);
    size_t message =
        report_add(driver->report, diag_kind(DIAG_SCENARIO_PROCEDURE), span,
                   "this scenario is of '%s', and there is no such procedure here", name);
    report_hint(driver->report, message, "'use' the module that has it");
    return NULL;
}

Program *driver_load_known(Driver *driver, const char *path)
{
    uint32_t source;
    if (!map_find(driver->read, str_from(path), &source))
        return driver_load(driver, path);
    return load_source(driver, source, path);
}
