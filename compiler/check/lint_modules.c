/* lint_modules.c - `use X` where nothing of X is named.
 *
 * What brings in rules or decisions takes part in the outcome and is used in any case. Of a module that only declares facts,
 * types and the like a name has to stand in the text; which one is asked of the words of the text, so that a name of
 * any kind counts.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"

typedef struct Uses {
    Lint *lint;
    Map *numbers; /* module name -> number in the program */
    Words words;  /* of the text, without its `use` lines */
} Uses;

static Map *number_modules(Lint *lint)
{
    Map *numbers = map_new(lint->arena);
    for (size_t i = lint->program->modules.count; i > 0; i--)
        map_set(numbers, str_from(lint->program->modules.items[i - 1]->name), (uint32_t)(i - 1));
    return numbers;
}

static Words find_words(Lint *lint)
{
    const AstList *list = &lint->module->unit->file->as.FILE.declarations;
    Words words = words_new(lint->arena);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind != AST_USE)
            words_add(&words, source_get_words(lint->sources, list->items[i]->span));
    return words;
}

static bool is_outcome(const Ast *ast)
{
    return ast->kind == AST_DECIDE || ast->kind == AST_TABLE || ast->kind == AST_RULE;
}

/* The name that a declaration brings, STR_NONE where it brings none. */
static Str find_declared(const Ast *ast)
{
    if (ast->kind == AST_SOURCE)
        return ast->as.SOURCE.name.text;
    if (ast->kind == AST_PROCEDURE)
        return ast->as.PROCEDURE.name.text;
    if (ast->kind == AST_TYPE)
        return ast->as.TYPE.name.text;
    if (ast->kind == AST_FACT)
        return ast->as.FACT.name.text;
    if (ast->kind == AST_RECORD)
        return ast->as.RECORD.name.text;
    return ast->kind == AST_PARAMETER ? ast->as.PARAMETER.name.text : STR_NONE;
}

/* Whether the text needs the module, or one that it uses in turn; a source that stands further away is found anyway. */
static bool is_needed(Uses *uses, bool *seen, uint32_t number, bool is_far)
{
    const CoreProgram *program = uses->lint->program;
    const AstList *list = &program->modules.items[number]->unit->file->as.FILE.declarations;
    if (seen[number])
        return false;
    seen[number] = true;
    for (size_t i = 0; i < list->count; i++) {
        const Ast *ast = list->items[i];
        Str name = is_far && ast->kind == AST_SOURCE ? STR_NONE : find_declared(ast);
        uint32_t used;
        if (is_outcome(ast) || (name.length && words_has(&uses->words, name)))
            return true;
        if (ast->kind == AST_USE && map_find(uses->numbers, ast->as.USE.module.text, &used) &&
            is_needed(uses, seen, used, true))
            return true;
    }
    return false;
}

static void check_use(Uses *uses, Token name)
{
    Lint *lint = uses->lint;
    uint32_t number;
    if (!name.text.bytes || !map_find(uses->numbers, name.text, &number) || number == 0)
        return;
    bool *seen = ARENA_ARRAY(lint->arena, lint->program->modules.count, bool);
    seen[0] = true;
    if (is_needed(uses, seen, number, false))
        return;
    size_t message = LINT_REPORT(lint, DIAG_UNUSED_MODULE, name.span,
                                 "nothing of module '%.*s' is named here", STR_ARG(name.text));
    report_hint(lint->report, message, "remove this 'use'");
}

void lint_modules(Lint *lint)
{
    const AstList *list = &lint->module->unit->file->as.FILE.declarations;
    Uses uses = {lint, number_modules(lint), find_words(lint)};
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == AST_USE)
            check_use(&uses, list->items[i]->as.USE.module);
}
