/* modules.c - a text and all it uses: each module parsed once, in the order in which they are met.
 *
 * Cycles of `use` are harmless (ruling 35). A procedure `from croydon` whose source is declared nowhere among them brings in
 * `source.proc` beside it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "lower/context.h"

#define SOURCE_MODULE "source"

static const char *module_name_of(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    Str name = str_from(slash ? slash + 1 : path);
    size_t suffix = strlen(".proc");
    if (name.length > suffix && str_is(str_slice(name, name.length - suffix, name.length), ".proc"))
        name = str_slice(name, 0, name.length - suffix);
    return str_to_text(arena, name);
}

static void add_module(Lower *lower, uint32_t source, const char *path)
{
    CoreModule *module = ARENA_NEW(lower->arena, CoreModule);
    module->name = module_name_of(lower->arena, path);
    module->source = source;
    module->unit = syntax_parse(lower->arena, lower->report, source);
    module->procedure = INDEX_NONE;
    VEC_PUSH(lower->arena, &lower->program->modules, module);
    VEC_PUSH(lower->arena, &lower->module_paths, path);
}

static bool is_loaded(const Lower *lower, const char *path)
{
    for (size_t i = 0; i < lower->module_paths.count; i++)
        if (!strcmp(lower->module_paths.items[i], path))
            return true;
    return false;
}

static bool find_module(Lower *lower, size_t user, const char *name)
{
    uint32_t source;
    const char *path;
    const ModuleFinder *finder = lower->finder;
    if (!finder->find(finder->context, lower->module_paths.items[user], name, &source, &path))
        return false;
    if (!is_loaded(lower, path))
        add_module(lower, source, path);
    return true;
}

static void report_unknown_module(Lower *lower, size_t user, Token name)
{
    const char *const *names = NULL;
    const ModuleFinder *finder = lower->finder;
    size_t count = report_may_search(lower->report)
                       ? finder->list(finder->context, lower->module_paths.items[user], &names)
                       : 0;
    const char *nearest = report_find_nearest(names, count, name.text);
    size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_MODULE, name.span,
                                  "there is no module named '%.*s'", STR_ARG(name.text));
    if (nearest)
        report_hint(lower->report, message, "did you mean '%s'?", nearest);
    else
        report_hint(
            lower->report, message,
            "a module is a file named '%.*s.proc' beside this one, in the folder above, or in the "
            "standard library",
            STR_ARG(name.text));
}

static void load_used(Lower *lower, size_t user)
{
    const AstList *declarations =
        &lower->program->modules.items[user]->unit->file->as.FILE.declarations;
    for (size_t i = 0; i < declarations->count; i++) {
        const Ast *ast = declarations->items[i];
        if (ast->kind != AST_USE || !ast->as.USE.module.text.bytes)
            continue;
        const char *name = str_to_text(lower->arena, ast->as.USE.module.text);
        if (!find_module(lower, user, name))
            report_unknown_module(lower, user, ast->as.USE.module);
    }
}

/* Whether some loaded module declares a source of that name. */
static bool has_source(const Lower *lower, Str name)
{
    for (size_t m = 0; m < lower->program->modules.count; m++) {
        const AstList *list = &lower->program->modules.items[m]->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i]->kind == AST_SOURCE &&
                str_is_equal(list->items[i]->as.SOURCE.name.text, name))
                return true;
    }
    return false;
}

static void load_source_of(Lower *lower, size_t user, const Ast *procedure)
{
    const AstList *clauses = &procedure->as.PROCEDURE.clauses;
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == AST_FROM &&
            !has_source(lower, clauses->items[i]->as.FROM.source.text))
            find_module(lower, user,
                        SOURCE_MODULE); /* none found: the name is reported where it is resolved */
}

void lower_modules(Lower *lower, uint32_t source, const char *path)
{
    add_module(lower, source, path);
    for (size_t m = 0; m < lower->program->modules.count; m++)
        load_used(lower, m);
    for (size_t m = 0; m < lower->program->modules.count; m++) {
        const AstList *list = &lower->program->modules.items[m]->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i]->kind == AST_PROCEDURE)
                load_source_of(lower, m, list->items[i]);
    }
}
