/* decisions.c - decisions and tables in words.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "doc/parts.h"

static bool is_constant(const CoreExpr *expr)
{
    return expr->kind == CORE_CONSTANT;
}

/* The value in bold where it stands in the text; else reckoned, in words. */
static void say_answer(Doc *doc, const CoreExpr *value)
{
    if (!is_constant(value)) {
        doc_say_value(doc, value);
        return;
    }
    doc_say_constant(doc, &value->as.CONSTANT.constant);
    doc->at->words.items[doc->at->words.count - 1].kind = DOC_STRONG;
}

/* ---- alternatives ---- */

/* How an alternative begins: those of one level side by side, those of the next after "otherwise". */
static const char *lead_of(const CoreDecision *decision, uint32_t index)
{
    const CoreAlternative *it = &decision->alternatives[index];
    if (it->level == 0)
        return "";
    return decision->alternatives[index - 1].level == it->level ? "Likewise otherwise "
                                                                : "Otherwise ";
}

static void tell_when(Doc *doc, const CoreAlternative *it)
{
    if (!it->condition)
        return;
    doc_say(doc, ", when ");
    doc_tell_condition(doc, it->condition, false);
}

static void say_alternative_end(Doc *doc, const CoreAlternative *it)
{
    doc_say_cites(doc, &it->marks, NULL);
    if (it->has_period)
        doc_say_period(doc, " (in force", &it->period, ")");
}

/* The answer that begins an item. */
static void capitalise(Doc *doc)
{
    DocRun *first = &doc->at->words.items[0];
    if (first->kind == DOC_STRONG)
        first->words = doc_to_heading(doc, first->words);
}

static void tell_alternative(Doc *doc, const CoreDecision *decision, uint32_t index)
{
    const CoreAlternative *it = &decision->alternatives[index];
    doc_open_item(doc);
    doc_say(doc, lead_of(decision, index));
    say_answer(doc, it->value);
    if (it->level == 0)
        capitalise(doc);
    say_alternative_end(doc, it);
    tell_when(doc, it);
    doc_add_notes(doc, &it->marks, NULL);
    doc_close(doc);
}

/* One value without a condition: reckoned, or yes where a condition holds. */
static bool is_plain(const CoreDecision *decision)
{
    return decision->alternative_count == 1 && !decision->alternatives[0].condition;
}

static void tell_plain(Doc *doc, const CoreDecision *decision)
{
    const CoreAlternative *it = &decision->alternatives[0];
    bool is_condition = doc_is_yes_no(it->value) && !is_constant(it->value);
    doc_open_paragraph(doc, is_condition ? "Yes where this holds, and otherwise no: " : "It is ");
    if (is_condition)
        doc_tell_condition(doc, it->value, false);
    else
        say_answer(doc, it->value);
    say_alternative_end(doc, it);
    doc_say(doc, is_condition ? "" : ".");
    doc_add_notes(doc, &it->marks, NULL);
    doc_close(doc);
}

static void tell_alternatives(Doc *doc, const CoreDecision *decision)
{
    if (is_plain(decision)) {
        tell_plain(doc, decision);
        return;
    }
    doc_open(doc, DOC_LIST, NULL);
    for (uint32_t i = 0; i < decision->alternative_count; i++)
        tell_alternative(doc, decision, i);
    doc_close(doc);
}

/* ---- tables ---- */

static const Ast *find_table(const CoreDecision *decision)
{
    const AstList *list = &decision->module->unit->file->as.FILE.declarations;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == AST_TABLE &&
            str_is(list->items[i]->as.TABLE.name.text, decision->name))
            return list->items[i];
    return NULL;
}

static const char *name_column(Doc *doc, const Ast *column)
{
    if (column->kind != AST_NAME)
        return "";
    Str name = column->as.NAME.parts.items[0]->as.PART.name.text;
    const CoreProgram *program = doc->program;
    for (size_t i = 0; i < program->facts.count; i++)
        if (str_is(name, program->facts.items[i]->name))
            return doc_name_fact(doc, program->facts.items[i]);
    for (size_t i = 0; i < program->decisions.count; i++)
        if (!program->decisions.items[i]->record && str_is(name, program->decisions.items[i]->name))
            return doc_name_decision(doc, program->decisions.items[i]);
    for (size_t i = 0; i < program->parameters.count; i++)
        if (str_is(name, program->parameters.items[i]->name))
            return doc_name_parameter(doc, program->parameters.items[i]);
    return doc_to_words(doc, str_to_text(doc->arena, name));
}

/* What a cell says of its column, which is not said again. */
static void say_cell(Doc *doc, const CoreExpr *expr, bool is_negated)
{
    if (expr->kind == CORE_NOT) {
        say_cell(doc, expr->as.NOT.operand, !is_negated);
    } else if (expr->kind == CORE_COMPARE) {
        const char *words = comparison_to_words(expr->as.COMPARE.comparison);
        if (expr->as.COMPARE.comparison != COMPARISON_IS)
            doc_say_format(doc, "%s ", words + strlen("is "));
        doc_say_value(doc, expr->as.COMPARE.right);
    } else if (expr->kind == CORE_ONE_OF) {
        doc_say(doc, is_negated ? "not " : "");
        for (size_t i = 0; i < expr->as.ONE_OF.values.count; i++) {
            doc_say(doc, i == 0 ? "" : " or ");
            doc_say_value(doc, expr->as.ONE_OF.values.items[i]);
        }
    } else if (expr->kind == CORE_IS_KNOWN) {
        doc_say(doc, is_negated ? "not known" : "known");
    } else {
        doc_say_condition(doc, expr, is_negated);
    }
}

/* The part of a row's condition that stands in `cell`; NULL for `any`. */
static const CoreExpr *find_cell(const CoreExpr *condition, const Ast *cell)
{
    for (size_t i = 0; condition && i < condition->as.AND.operands.count; i++) {
        const CoreExpr *it = condition->as.AND.operands.items[i];
        if (it->span.start >= cell->span.start && it->span.end <= cell->span.end)
            return it;
    }
    return NULL;
}

static void tell_row(Doc *doc, const CoreAlternative *it, const Ast *row)
{
    doc_open(doc, DOC_ROW, NULL);
    for (size_t i = 0; i < row->as.ROW.cells.count; i++) {
        const CoreExpr *cell = find_cell(it->condition, row->as.ROW.cells.items[i]);
        doc_open(doc, DOC_CELL, NULL);
        if (cell)
            say_cell(doc, cell, false);
        else
            doc_say(doc, "any");
        doc_close(doc);
    }
    doc_open(doc, DOC_CELL, NULL);
    say_answer(doc, it->value);
    say_alternative_end(doc, it);
    for (uint32_t i = 0; i < it->marks.note_count; i++)
        doc_say_format(doc, " How this was read: %s", it->marks.notes[i]);
    doc_close(doc);
    doc_close(doc);
}

void doc_tell_table(Doc *doc, const CoreDecision *decision)
{
    const Ast *ast = find_table(decision);
    size_t count = ast->as.TABLE.columns.count, row = 0;
    const char **columns = ARENA_ARRAY(doc->arena, count + 1, const char *);
    for (size_t i = 0; i < count; i++)
        columns[i] = doc_to_heading(doc, name_column(doc, ast->as.TABLE.columns.items[i]));
    columns[count] = "Then it is";
    doc_open_table(doc, "What it is, row by row", columns, count + 1);
    for (size_t i = 0; i < ast->as.TABLE.rows.count && row < decision->alternative_count; i++)
        if (ast->as.TABLE.rows.items[i]->kind == AST_ROW)
            tell_row(doc, &decision->alternatives[row++], ast->as.TABLE.rows.items[i]);
    doc_close(doc);
}

/* ---- a decision ---- */

static void tell_origin(Doc *doc, const CoreDecision *decision)
{
    const char *kind = decision->is_table ? "Decision by a table" : "Decision";
    if (decision->record)
        kind = arena_format(doc->arena, "%s for each %s", kind,
                            doc_name_record(doc, decision->record));
    doc_add_cites(doc, kind, &decision->marks);
    doc_add_notes(doc, &decision->marks, NULL);
}

void doc_tell_decision(Doc *doc, const CoreDecision *decision)
{
    doc->here_id = doc_id_decision(doc, decision);
    doc->here_label = doc_to_heading(doc, doc_name_decision(doc, decision));
    doc_open_section(doc, doc->here_id, doc->here_label);
    tell_origin(doc, decision);
    if (decision->self)
        doc_enter_loop(doc, decision->self);
    if (decision->is_table)
        doc_tell_table(doc, decision);
    else
        tell_alternatives(doc, decision);
    if (decision->self)
        doc_leave_loop(doc);
    doc_close(doc);
}
