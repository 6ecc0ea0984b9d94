/* lint_unused.c - what a procedure's text declares and nothing uses. A decision is an outcome and so never unused.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"

static void report_unused(Lint *lint, DiagId id, Span span, const char *what, const char *name,
                          const char *hint)
{
    size_t message = LINT_REPORT(lint, id, span, "%s '%s' is used nowhere", what, name);
    report_hint(lint->report, message, "%s", hint);
}

static bool is_unused(const Lint *lint, Span span)
{
    return lint_is_own(lint, span) && !places_has(&lint->used, span);
}

static void check_types(Lint *lint)
{
    const AstList *list = &lint->module->unit->file->as.FILE.declarations;
    for (size_t i = 0; i < list->count; i++) {
        const Ast *ast = list->items[i];
        if (ast->kind != AST_TYPE || !ast->as.TYPE.type ||
            !is_unused(lint, ast->as.TYPE.type->span))
            continue;
        Token name = ast->as.TYPE.name;
        report_unused(lint, DIAG_UNUSED_TYPE, name.span, "type",
                      str_to_text(lint->arena, name.text),
                      "no fact, field, parameter or decision is of this type: remove it");
    }
}

void lint_unused(Lint *lint)
{
    const CoreProgram *program = lint->program;
    for (size_t i = 0; i < program->facts.count; i++)
        if (is_unused(lint, program->facts.items[i]->span))
            report_unused(lint, DIAG_UNUSED_FACT, program->facts.items[i]->span, "fact",
                          program->facts.items[i]->name,
                          "no rule, decision or table reads it: remove it, or write the condition "
                          "that looks at it");
    for (size_t i = 0; i < program->parameters.count; i++)
        if (is_unused(lint, program->parameters.items[i]->span))
            report_unused(lint, DIAG_UNUSED_PARAMETER, program->parameters.items[i]->span,
                          "parameter", program->parameters.items[i]->name,
                          "no rule, decision or table reads it: remove it, or write the condition "
                          "that looks at it");
    for (size_t i = 0; i < program->records.count; i++)
        if (is_unused(lint, program->records.items[i]->span))
            report_unused(lint, DIAG_UNUSED_RECORD, program->records.items[i]->span, "record",
                          program->records.items[i]->name,
                          "no fact is a list of it: remove it, or declare the list");
    check_types(lint);
}

/* ---- values of types ---- */

static void check_values(Lint *lint, Places *seen, Type type)
{
    if (type.kind != TYPE_ENUMERATION || !lint_is_own(lint, type.enumeration->span) ||
        places_has(seen, type.enumeration->span))
        return;
    places_add(seen, type.enumeration->span);
    for (uint32_t i = 0; i < type.enumeration->value_count; i++)
        if (is_unused(lint, type.enumeration->values[i].span))
            report_unused(lint, DIAG_UNUSED_VALUE, type.enumeration->values[i].span, "value",
                          type.enumeration->values[i].name,
                          "no comparison, alternative, table or scenario names it");
}

void lint_values(Lint *lint)
{
    const CoreProgram *program = lint->program;
    Places seen = places_new(lint->arena);
    for (size_t i = 0; i < program->facts.count; i++)
        check_values(lint, &seen, program->facts.items[i]->type);
    for (size_t i = 0; i < program->records.count; i++)
        for (size_t k = 0; k < program->records.items[i]->fields.count; k++)
            check_values(lint, &seen, program->records.items[i]->fields.items[k]->type);
    for (size_t i = 0; i < program->decisions.count; i++)
        check_values(lint, &seen, program->decisions.items[i]->type);
}
