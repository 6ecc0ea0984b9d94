/* format_clauses.c - where lines begin in declarations: each clause, alternative, value and bullet on a line of its own.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format_parts.h"

#include "parser.h"

/* A clause on a line of its own, or a mark. */
static void plan_clause(Format *format, const Ast *clause, uint32_t indent)
{
    if (format_is_mark(clause)) {
        format_plan_mark(format, clause, indent);
        return;
    }
    format_set_indent(format, clause, indent + FORMAT_STEP);
    format_begin_line(format, format_find_first(format, clause), indent);
}

static void plan_clauses(Format *format, const AstList *clauses, uint32_t indent)
{
    for (size_t i = 0; i < clauses->count; i++)
        plan_clause(format, clauses->items[i], indent);
}

/* `external` stands on the line of the name. */
static void plan_procedure(Format *format, const Ast *procedure)
{
    const AstList *clauses = &procedure->as.PROCEDURE.clauses;
    for (size_t i = 0; i < clauses->count; i++)
        if (i || clauses->items[i]->kind != AST_EXTERNAL)
            plan_clause(format, clauses->items[i], FORMAT_STEP);
}

static void plan_value_bullets(Format *format, const AstList *values, uint32_t indent)
{
    for (size_t i = 0; i < values->count; i++) {
        const Ast *value = values->items[i];
        format_set_indent(format, value, indent + FORMAT_BULLET_STEP);
        format_begin_line(format, format_find_first(format, value), indent);
        format_plan_marks(format, &value->as.ENUMERATION_VALUE.marks, indent + FORMAT_BULLET_STEP);
    }
    format_end_list(format, values->items[values->count - 1], indent);
    format_plan_labels(format, values);
}

/* Bullets stand at `indent`; values between commas that go on, never in the column of clauses. */
static void plan_enumeration(Format *format, const Ast *ast, uint32_t indent)
{
    const uint32_t clauses = FORMAT_STEP;
    if (!ast || ast->kind != AST_ENUMERATION)
        return;
    if (ast->as.ENUMERATION.is_bulleted)
        plan_value_bullets(format, &ast->as.ENUMERATION.values, indent);
    else
        format_plan_values(format, &ast->as.ENUMERATION.values,
                           indent > clauses ? indent : clauses + FORMAT_STEP);
}

/* A note before `is` puts it on a line of its own. */
static void plan_type(Format *format, const Ast *type)
{
    const AstList *marks = &type->as.TYPE.marks;
    size_t first = format_find_first(format, type->as.TYPE.type);
    for (size_t i = 0; i < marks->count; i++) {
        size_t mark = format_find_first(format, marks->items[i]);
        format_plan_mark(format, marks->items[i], FORMAT_STEP);
        if (mark < first && format->tokens.items[mark].begins_line)
            format_begin_line(format, first - 1, FORMAT_STEP);
    }
    plan_enumeration(format, type->as.TYPE.type, FORMAT_STEP);
}

static void plan_fact(Format *format, const Ast *fact, uint32_t indent)
{
    plan_enumeration(format, fact->as.FACT.type, FORMAT_STEP + FORMAT_STEP);
    plan_clauses(format, &fact->as.FACT.clauses, indent);
}

static void plan_field(Format *format, const Ast *field)
{
    const uint32_t within = FORMAT_STEP + FORMAT_BULLET_STEP;
    format_set_indent(format, field, within);
    format_begin_line(format, format_find_first(format, field), FORMAT_STEP);
    plan_enumeration(format, field->as.FACT.type, within + FORMAT_STEP);
    plan_clauses(format, &field->as.FACT.clauses, within);
}

static void plan_record(Format *format, const Ast *record)
{
    const AstList *fields = &record->as.RECORD.fields;
    format_plan_marks(format, &record->as.RECORD.marks, FORMAT_STEP);
    for (size_t i = 0; i < fields->count; i++)
        plan_field(format, fields->items[i]);
    format_end_list(format, fields->items[fields->count - 1], FORMAT_STEP);
}

static void plan_parameter(Format *format, const Ast *parameter)
{
    const AstList *values = &parameter->as.PARAMETER.values;
    plan_enumeration(format, parameter->as.PARAMETER.type, FORMAT_STEP + FORMAT_STEP);
    format_plan_marks(format, &parameter->as.PARAMETER.marks, FORMAT_STEP);
    for (size_t i = 0; i < values->count; i++) {
        plan_clause(format, values->items[i], FORMAT_STEP);
        format_plan_marks(format, &values->items[i]->as.DATED.marks, FORMAT_STEP + FORMAT_STEP);
    }
}

static void plan_alternative(Format *format, const Ast *alternative)
{
    const uint32_t inner = FORMAT_STEP + FORMAT_STEP;
    const AstList *clauses = &alternative->as.ALTERNATIVE.clauses;
    plan_clause(format, alternative, FORMAT_STEP);
    format_plan_condition(format, alternative->as.ALTERNATIVE.value, inner);
    format_plan_condition(format, alternative->as.ALTERNATIVE.condition, inner);
    for (size_t i = 0; i < clauses->count; i++)
        if (format_is_mark(clauses->items[i]))
            format_plan_mark(format, clauses->items[i], inner);
        else
            format_plan_tail(format, clauses->items[i], inner);
}

static void plan_decide(Format *format, const Ast *decide)
{
    const AstList *alternatives = &decide->as.DECIDE.alternatives;
    plan_enumeration(format, decide->as.DECIDE.type, FORMAT_STEP + FORMAT_STEP);
    format_plan_marks(format, &decide->as.DECIDE.marks, FORMAT_STEP);
    for (size_t i = 0; i < alternatives->count; i++)
        plan_alternative(format, alternatives->items[i]);
}

static void plan_parts(Format *format, const Ast *ast)
{
    if (ast->kind == AST_SOURCE)
        plan_clauses(format, &ast->as.SOURCE.clauses, FORMAT_STEP);
    else if (ast->kind == AST_PROCEDURE)
        plan_procedure(format, ast);
    else if (ast->kind == AST_USE)
        format_plan_marks(format, &ast->as.USE.marks, FORMAT_STEP);
    else if (ast->kind == AST_TYPE)
        plan_type(format, ast);
    else if (ast->kind == AST_FACT)
        plan_fact(format, ast, FORMAT_STEP);
    else if (ast->kind == AST_RECORD)
        plan_record(format, ast);
    else if (ast->kind == AST_PARAMETER)
        plan_parameter(format, ast);
    else if (ast->kind == AST_DECIDE)
        plan_decide(format, ast);
    else if (ast->kind == AST_TABLE)
        format_plan_table(format, ast);
    else if (ast->kind == AST_RULE)
        format_plan_rule(format, ast);
    else if (ast->kind == AST_SCENARIO)
        format_plan_scenario(format, ast);
}

/* One that is longer than a line stands apart from what its author put on the same line before it. */
static void plan_declaration(Format *format, const Ast *ast)
{
    FormatToken *first = &format->tokens.items[format_find_first(format, ast)];
    format_set_indent(format, ast, FORMAT_STEP + FORMAT_STEP);
    first->begins_line = true;
    first->indent = 0;
    first->is_after_blank |= !first->is_first && ast->kind != AST_USE && ast->kind != AST_FACT;
    plan_parts(format, ast);
}

/* A comma or colon at the start of a line goes up, and what was between takes its place. */
static void pull_signs(Format *format)
{
    for (size_t i = 1; i + 1 < format->tokens.count; i++) {
        int kind = format->tokens.items[i].kind;
        if ((kind == TOKEN_COMMA || kind == TOKEN_COLON) && !format->tokens.items[i].list_indent)
            format_pull(format, i);
    }
}

void format_plan_file(Format *format, const Ast *file)
{
    const AstList *declarations = &file->as.FILE.declarations;
    for (size_t i = 0; i < declarations->count; i++)
        plan_declaration(format, declarations->items[i]);
    format_begin_line(format, format->tokens.count - 1, 0);
    pull_signs(format);
}
