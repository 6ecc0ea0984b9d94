/* lint.c - see lint.h: which checks there are, and in which order a text gets them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"

Lint *lint_new(Arena *arena, Report *report)
{
    Lint *lint = ARENA_NEW(arena, Lint);
    lint->arena = arena;
    lint->report = report;
    lint->sources = report->sources;
    lint->used = places_new(arena);
    lint->read = places_new(arena);
    lint->allowed = map_new(arena);
    return lint;
}

bool lint_is_own(const Lint *lint, Span span)
{
    return span.source == lint->module->source;
}

/* Whether the text declares the source, and where its paragraphs are on file. */
static bool has_paragraphs(const CoreModule *module, const char *source)
{
    const AstList *list = &module->unit->file->as.FILE.declarations;
    for (size_t i = 0; i < list->count; i++) {
        const Ast *ast = list->items[i];
        if (ast->kind != AST_SOURCE || !str_is(ast->as.SOURCE.name.text, source))
            continue;
        for (size_t k = 0; k < ast->as.SOURCE.clauses.count; k++)
            if (ast->as.SOURCE.clauses.items[k]->kind == AST_PARAGRAPHS)
                return true;
    }
    return false;
}

bool lint_has_document(const Lint *lint)
{
    const CoreProgram *program = lint->program;
    uint32_t procedure = lint->module->procedure;
    const char *source =
        procedure == INDEX_NONE ? NULL : program->procedures.items[procedure].source;
    for (size_t i = 0; source && i < program->modules.count; i++)
        if (has_paragraphs(program->modules.items[i], source))
            return true;
    return false;
}

static bool has_outcomes(const Lint *lint)
{
    return lint->program->rules.count || lint->program->decisions.count;
}

void lint_check(Lint *lint, const CoreProgram *program)
{
    lint->program = program;
    lint->module = program->modules.items[0];
    /* A text that is wrong may read what seems unused, and so may one whose rules are still to be written. */
    if (lint->module->procedure != INDEX_NONE && !report_has_errors(lint->report) &&
        has_outcomes(lint))
        lint_unused(lint);
    lint_values(lint);
    lint_modules(lint);
    lint_decisions(lint);
    lint_rows(lint);
    lint_rules(lint);
    if (lint_has_document(lint))
        lint_labels(lint);
    lint_same_labels(lint);
    lint_names(lint);
    lint_citations(lint);
}
