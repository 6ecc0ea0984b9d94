/* procedure.c - the page of a procedure: in which order it is told.
 *
 * Statements stand as the guidance has them: text by text, each below the heading of the document that its first paragraph
 * stands under. What is not the document's own, shared modules, comes after it.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "doc/parts.h"

/* ---- the head ---- */

static const Ast *find_clause(const CoreModule *module, AstKind kind)
{
    const AstList *list = &module->unit->file->as.FILE.declarations;
    for (size_t i = 0; i < list->count; i++) {
        const Ast *ast = list->items[i];
        if (ast->kind != AST_PROCEDURE)
            continue;
        for (size_t k = 0; k < ast->as.PROCEDURE.clauses.count; k++)
            if (ast->as.PROCEDURE.clauses.items[k]->kind == kind)
                return ast->as.PROCEDURE.clauses.items[k];
    }
    return NULL;
}

static const Ast *find_source(const Doc *doc, const char *name)
{
    for (size_t m = 0; m < doc->program->modules.count; m++) {
        const AstList *list = &doc->program->modules.items[m]->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i]->kind == AST_SOURCE &&
                str_is(list->items[i]->as.SOURCE.name.text, name))
                return list->items[i];
    }
    return NULL;
}

static void say_edition(Doc *doc, const Ast *source)
{
    for (size_t i = 0; source && i < source->as.SOURCE.clauses.count; i++) {
        const Ast *clause = source->as.SOURCE.clauses.items[i];
        if (clause->kind == AST_PUBLISHER)
            doc_say_format(doc, ", %.*s", STR_ARG(clause->as.PUBLISHER.text.text));
        else if (clause->kind == AST_EDITION)
            doc_say_format(doc, "; edition: %.*s", STR_ARG(clause->as.EDITION.text.text));
    }
}

static void tell_origin(Doc *doc, const CodeProcedure *procedure)
{
    if (!procedure->source)
        return;
    doc_open_paragraph(doc, "From: ");
    doc_say_strong(doc, doc_name_source(doc, procedure->source));
    say_edition(doc, find_source(doc, procedure->source));
    if (procedure->section)
        doc_say_format(doc, "; section %s", procedure->section);
    doc_say_cites(doc, &procedure->marks, NULL);
    doc_close(doc);
}

static void tell_addressee(Doc *doc)
{
    const Ast *addressed = find_clause(doc->program->modules.items[0], AST_ADDRESSED);
    if (!addressed)
        return;
    const char *actor = str_to_text(doc->arena, addressed->as.ADDRESSED.actor.text);
    doc_open_paragraph(doc, "Addressed to: ");
    doc_say_strong(doc, doc_to_words(doc, actor));
    doc_close(doc);
}

static void tell_period(Doc *doc, const CodePeriod *period)
{
    if (!period->has_from && !period->has_until)
        return;
    doc_open_paragraph(doc, "");
    doc_say_period(doc, "In force", period, ". Outside of that time nothing in it is owed.");
    doc_close(doc);
}

static void tell_head(Doc *doc, const CodeProcedure *procedure)
{
    doc->here_id = "main";
    doc->here_label = "the procedure as a whole";
    tell_origin(doc, procedure);
    tell_addressee(doc);
    tell_period(doc, &procedure->period);
    doc_add_notes(doc, &procedure->marks, NULL);
}

/* ---- statements, in the order of the texts ---- */

typedef struct Statement {
    const CoreRule *rule; /* or the decision */
    const CoreDecision *decision;
    Span span;
} Statement;

typedef VEC(Statement) Statements;

static void add_statement(Doc *doc, Statements *list, Statement statement)
{
    VEC_PUSH(doc->arena, list, statement);
    for (size_t i = list->count - 1; i > 0; i--) {
        if (list->items[i - 1].span.start <= statement.span.start)
            break;
        list->items[i] = list->items[i - 1];
        list->items[i - 1] = statement;
    }
}

static Statements find_statements(Doc *doc, const CoreModule *module)
{
    Statements list = {0};
    for (size_t i = 0; i < doc->program->decisions.count; i++) {
        const CoreDecision *it = doc->program->decisions.items[i];
        if (it->module == module)
            add_statement(doc, &list, (Statement){NULL, it, it->span});
    }
    for (size_t i = 0; i < doc->program->rules.count; i++) {
        const CoreRule *it = doc->program->rules.items[i];
        if (it->module == module)
            add_statement(doc, &list, (Statement){it, NULL, it->span});
    }
    return list;
}

static const Marks *marks_of(const Statement *it)
{
    return it->rule ? &it->rule->marks : &it->decision->marks;
}

/* A heading of the document where it changes; statements without a paragraph stay below the last one. */
static void change_heading(Doc *doc, const Statement *it, const char **open, const char *own)
{
    const char *heading = doc_find_heading(doc, marks_of(it));
    if (!heading || (*open && !strcmp(heading, *open)))
        return;
    if (*open)
        doc_close(doc);
    *open = heading;
    doc_open_section(doc, NULL, strcmp(heading, own) ? heading : own);
}

static void tell_statements(Doc *doc, const Statements *list, const char *own)
{
    const char *open = NULL;
    for (size_t i = 0; i < list->count; i++) {
        change_heading(doc, &list->items[i], &open, own);
        if (list->items[i].rule)
            doc_tell_rule(doc, list->items[i].rule);
        else
            doc_tell_decision(doc, list->items[i].decision);
    }
    if (open)
        doc_close(doc);
}

/* ---- modules ---- */

static const CodeProcedure *procedure_of(const Doc *doc, const CoreModule *module)
{
    return module->procedure == INDEX_NONE ? NULL
                                           : &doc->program->procedures.items[module->procedure];
}

static const char *name_module(const Doc *doc, const CoreModule *module)
{
    const CodeProcedure *procedure = procedure_of(doc, module);
    return procedure ? doc_name_procedure(doc, procedure)
                     : doc_to_heading(doc, doc_to_words(doc, module->name));
}

static void tell_module_head(Doc *doc, const CoreModule *module)
{
    const CodeProcedure *procedure = procedure_of(doc, module);
    if (!procedure || module == doc->program->modules.items[0])
        return;
    doc_open_paragraph(doc, "");
    if (procedure->section && procedure->source &&
        (!doc->source || strcmp(procedure->source, doc->source) != 0))
        doc_say_format(doc, "From %s, section %s. ", doc_name_source(doc, procedure->source),
                       procedure->section);
    else if (procedure->section)
        doc_say_format(doc, "Section %s. ", procedure->section);
    if (doc_has_page(doc, procedure)) {
        doc_say(doc, "On a page of its own: ");
        doc_link_procedure(doc, procedure);
    }
    doc_say_cites(doc, &procedure->marks, NULL);
    doc_say_period(doc, " (in force", &procedure->period, ")");
    if (doc_is_empty(doc->at))
        doc_drop(doc);
    else
        doc_close(doc);
}

static void tell_module(Doc *doc, const CoreModule *module)
{
    Statements list = find_statements(doc, module);
    const char *id = doc_make_id(doc, "part", module->name, NULL);
    if (!list.count)
        return;
    doc->here_id = id;
    doc->here_label = name_module(doc, module);
    doc_open_section(doc, id, doc->here_label);
    tell_module_head(doc, module);
    tell_statements(doc, &list, name_module(doc, module));
    doc_close(doc);
}

/* Texts of the document first, then what is shared. */
static bool is_shared(const Doc *doc, const CoreModule *module)
{
    const Sources *sources = driver_get_sources(doc->site->driver);
    return str_has_prefix(sources->list.items[module->source].name, "stdlib/");
}

static void tell_modules(Doc *doc)
{
    for (int shared = 0; shared < 2; shared++)
        for (size_t i = 0; i < doc->program->modules.count; i++)
            if (is_shared(doc, doc->program->modules.items[i]) == (shared == 1))
                tell_module(doc, doc->program->modules.items[i]);
}

/* ---- the drawing ---- */

/* In the words of the page; a procedure that a text names without using it is known by its name alone to the Code. */
static void name_followed(Doc *doc, Drawing *drawing)
{
    for (uint32_t i = 0; i < drawing->node_count; i++) {
        DrawingNode *node = &drawing->nodes[i];
        if (node->kind != DRAWING_NORM || !doc->code->norms[node->number].follow)
            continue;
        const CodeNorm *norm = &doc->code->norms[node->number];
        const CoreModule *module = doc->program->rules.items[norm->rule]->module;
        const CodeProcedure *procedure = doc_find_followed(doc, module, norm->follow);
        const char *words = procedure ? doc_name_procedure(doc, procedure)
                                      : doc_to_heading(doc, doc_to_words(doc, norm->follow));
        node->label = arena_format(doc->arena, "Go on with: %s", words);
    }
}

static void tell_drawing(Doc *doc)
{
    const DrawingOptions options = {.only = NULL, .outcome = NULL, .with_all = false};
    Drawing *drawing = drawing_new(doc->arena, doc->code, &options);
    name_followed(doc, drawing);
    doc->page->drawing = drawing;
    if (doc->page->drawing->node_count + doc->page->drawing->left_out == 0)
        return;
    doc_open_section(doc, "drawing", "What leads to what");
    doc_open(doc, DOC_DRAWING, NULL);
    doc_close(doc);
    doc_close(doc);
}

/* ---- the page ---- */

static void tell_body(Doc *doc)
{
    doc_find_readers(doc);
    tell_modules(doc);
    doc_tell_deadlines(doc);
    doc_tell_questions(doc);
    doc_tell_parameters(doc);
    doc_tell_judgement(doc);
    doc_tell_hand_overs(doc);
    doc_tell_scenarios(doc);
    tell_drawing(doc);
    doc_tell_citations(doc);
}

static DocBlock *new_root(Doc *doc)
{
    doc->at = NULL;
    doc_open(doc, DOC_SECTION, NULL);
    return doc->at;
}

DocPage *doc_tell_procedure(DocSite *site, const DocText *text)
{
    Doc doc = {.site = site, .arena = site->arena, .program = text->program->core};
    const CodeProcedure *procedure = &doc.program->procedures.items[doc.program->procedure];
    doc.own = doc.program;
    doc.code = text->program->code;
    doc.ids = map_new(doc.arena);
    doc.source =
        procedure->source ? procedure->source : doc.program->modules.items[0]->citation_source;
    doc.page = ARENA_NEW(doc.arena, DocPage);
    doc.page->place = text->place;
    doc.page->title = doc_name_procedure(&doc, procedure);
    doc.page->head = new_root(&doc);
    tell_head(&doc, procedure);
    doc.page->body = new_root(&doc);
    tell_body(&doc);
    return doc.page;
}
