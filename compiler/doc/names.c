/* names.c - what things are called, and links to where a page tells of them.
 *
 * What has no label is called by its name with spaces in it, and reported.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>

#include "doc/parts.h"

/* ---- labels ---- */

void doc_report_missing(Doc *doc, DiagId id, Span span, const char *what, const char *name)
{
    uint32_t known;
    const char *key = arena_format(doc->arena, "%u:%u:%d", span.source, span.start, (int)id);
    if (map_find(doc->site->missing, str_from(key), &known))
        return;
    map_set(doc->site->missing, str_from(key), 1);
    Report *report = doc->site->warnings;
    bool is_label = id == DIAG_LABEL_MISSING;
    size_t message = report_add(report, diag_kind(id), span, "%s '%s' has no %s", what, name,
                                is_label ? "label" : "question");
    report_hint(report, message,
                is_label ? "write after the name, in quotes, what people are to read: %s \"…\""
                         : "write 'ask \"…?\"' for '%s': the words in which people are asked",
                name);
}

static const char *name_thing(Doc *doc, const char *label, const char *name, Span span,
                              const char *what)
{
    if (label && label[0])
        return label;
    doc_report_missing(doc, DIAG_LABEL_MISSING, span, what, name);
    return doc_to_words(doc, name);
}

const char *doc_name_fact(Doc *doc, const CoreFact *fact)
{
    return name_thing(doc, fact->label, fact->name, fact->span, fact->record ? "field" : "fact");
}

const char *doc_name_decision(Doc *doc, const CoreDecision *decision)
{
    return name_thing(doc, decision->label, decision->name, decision->span,
                      decision->is_table ? "table" : "decision");
}

const char *doc_name_parameter(Doc *doc, const CoreParameter *parameter)
{
    return name_thing(doc, parameter->label, parameter->name, parameter->span, "parameter");
}

const char *doc_name_rule(Doc *doc, const CoreRule *rule)
{
    return name_thing(doc, rule->label, rule->name, rule->name_span, "rule");
}

const char *doc_name_action(Doc *doc, const CoreAction *action)
{
    return name_thing(doc, action->label, action->name, action->span, "action");
}

const char *doc_name_record(const Doc *doc, const CoreRecord *record)
{
    return record->label ? record->label : doc_to_words(doc, record->name);
}

const char *doc_name_procedure(const Doc *doc, const CodeProcedure *procedure)
{
    return procedure->label ? procedure->label
                            : doc_to_heading(doc, doc_to_words(doc, procedure->name));
}

/* ---- values ---- */

/* A name that is one word is words enough. */
const char *doc_name_value(Doc *doc, const Enumeration *enumeration, Value value)
{
    const EnumerationValue *it = &enumeration->values[value];
    if (!it->label && strchr(it->name, '_'))
        return name_thing(doc, NULL, it->name, it->span, "value");
    return it->label ? it->label : it->name;
}

void doc_say_constant(Doc *doc, const CoreConstant *constant)
{
    Text text = text_in(doc->arena);
    if (constant->type.kind == TYPE_ENUMERATION)
        text_add_format(&text, "“%s”",
                        doc_name_value(doc, constant->type.enumeration, constant->value));
    else if (constant->type.kind == TYPE_TEXT)
        text_add_format(&text, "“%s”", constant->text);
    else
        value_write_text(&text, constant->type, NULL, constant->value);
    doc_say(doc, text.bytes);
}

void doc_say_date(Doc *doc, Value day)
{
    Text text = text_in(doc->arena);
    value_write_text(&text, (Type){TYPE_DATE, NULL}, NULL, day);
    doc_say(doc, text.bytes);
}

void doc_say_period(Doc *doc, const char *lead, const CodePeriod *period, const char *end)
{
    if (!period->has_from && !period->has_until)
        return;
    doc_say(doc, lead);
    if (period->has_from) {
        doc_say(doc, " from ");
        doc_say_date(doc, period->from);
    }
    if (period->has_until) {
        doc_say(doc, " until ");
        doc_say_date(doc, period->until);
    }
    doc_say(doc, end);
}

/* ---- ids and links ---- */

const char *doc_id_fact(const Doc *doc, const CoreFact *fact)
{
    return fact->record ? doc_make_id(doc, "fact", fact->record->name, fact->name)
                        : doc_make_id(doc, "fact", fact->name, NULL);
}

const char *doc_id_decision(const Doc *doc, const CoreDecision *decision)
{
    return decision->record ? doc_make_id(doc, "decision", decision->record->name, decision->name)
                            : doc_make_id(doc, "decision", decision->name, NULL);
}

const char *doc_id_rule(const Doc *doc, const CoreRule *rule)
{
    return doc_make_id(doc, "rule", rule->name, NULL);
}

const char *doc_id_parameter(const Doc *doc, const CoreParameter *parameter)
{
    return doc_make_id(doc, "figure", parameter->name, NULL);
}

const char *doc_id_action(const Doc *doc, const CoreAction *action)
{
    return doc_make_id(doc, "action", action->name, NULL);
}

void doc_link_fact(Doc *doc, const CoreFact *fact)
{
    doc_say_link(doc, doc_id_fact(doc, fact), doc_name_fact(doc, fact));
}

void doc_link_decision(Doc *doc, const CoreDecision *decision)
{
    doc_say_link(doc, doc_id_decision(doc, decision), doc_name_decision(doc, decision));
}

void doc_link_rule(Doc *doc, const CoreRule *rule)
{
    doc_say_link(doc, doc_id_rule(doc, rule), doc_name_rule(doc, rule));
}

void doc_link_parameter(Doc *doc, const CoreParameter *parameter)
{
    doc_say_link(doc, doc_id_parameter(doc, parameter), doc_name_parameter(doc, parameter));
}

void doc_link_action(Doc *doc, const CoreAction *action)
{
    doc_say(doc, "“");
    doc_say_link(doc, doc_id_action(doc, action), doc_name_action(doc, action));
    doc_say(doc, "”");
}

const CodeProcedure *doc_find_procedure(const Doc *doc, const char *name)
{
    for (size_t i = 0; i < doc->program->procedures.count; i++)
        if (!strcmp(doc->program->procedures.items[i].name, name))
            return &doc->program->procedures.items[i];
    return NULL;
}

static bool find_page(const Doc *doc, const CodeProcedure *procedure, uint32_t *text)
{
    const Sources *sources = driver_get_sources(doc->site->driver);
    return !procedure->is_external &&
           map_find(doc->site->places, sources->list.items[procedure->span.source].name, text);
}

bool doc_has_page(const Doc *doc, const CodeProcedure *procedure)
{
    uint32_t text;
    return find_page(doc, procedure, &text);
}

void doc_link_procedure(Doc *doc, const CodeProcedure *procedure)
{
    uint32_t text;
    const char *words = doc_name_procedure(doc, procedure);
    if (!find_page(doc, procedure, &text)) {
        doc_say(doc, words);
        return;
    }
    const DocRun run = {DOC_PAGE_LINK, words, doc->site->texts.items[text].place, NULL};
    VEC_PUSH(doc->arena, &doc->at->words, run);
}

/* ---- procedures that a rule hands over to ---- */

static const char *folder_of(const Doc *doc, const char *path)
{
    size_t length = strlen(path);
    while (length > 0 && path[length - 1] != '/')
        length--;
    return arena_copy_text(doc->arena, path, length);
}

static bool is_there(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file)
        fclose(file);
    return file != NULL;
}

/* The text that is meant, loaded by its path: in the folder of the one that names it, or in the folder above. */
static const CodeProcedure *load_procedure(const Doc *doc, const char *folder, const char *name)
{
    const char *path = arena_format(doc->arena, "%s%s.proc", folder, name);
    uint32_t text;
    if (map_find(doc->site->places, str_from(path), &text)) {
        const CoreProgram *core = doc->site->texts.items[text].program->core;
        return &core->procedures.items[core->procedure];
    }
    const Program *program = is_there(path) ? driver_load(doc->site->driver, path) : NULL;
    if (!program || !program->core || program->core->procedure == INDEX_NONE)
        return NULL;
    return &program->core->procedures.items[program->core->procedure];
}

const CodeProcedure *doc_find_followed(const Doc *doc, const CoreModule *module, const char *name)
{
    const CodeProcedure *found = doc_find_procedure(doc, name);
    if (found)
        return found;
    const Sources *sources = driver_get_sources(doc->site->driver);
    const char *path = str_to_text(doc->arena, sources->list.items[module->source].name);
    const char *folder = folder_of(doc, path);
    found = load_procedure(doc, folder, name);
    if (found || !folder[0])
        return found;
    folder = arena_copy_text(doc->arena, folder, strlen(folder) - 1);
    return load_procedure(doc, folder_of(doc, folder), name);
}

void doc_link_followed(Doc *doc, const CoreModule *module, const char *name)
{
    const CodeProcedure *procedure = doc_find_followed(doc, module, name);
    if (procedure)
        doc_link_procedure(doc, procedure);
    else
        doc_say(doc, doc_to_heading(doc, doc_to_words(doc, name)));
}

/* ---- documents ---- */

static const Ast *find_source_of(const CoreModule *module, const char *name)
{
    const AstList *list = &module->unit->file->as.FILE.declarations;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == AST_SOURCE && str_is(list->items[i]->as.SOURCE.name.text, name))
            return list->items[i];
    return NULL;
}

const char *doc_name_source(const Doc *doc, const char *name)
{
    for (size_t i = 0; i < doc->program->modules.count; i++) {
        const Ast *ast = find_source_of(doc->program->modules.items[i], name);
        if (ast && ast->as.SOURCE.title.text.length)
            return str_to_text(doc->arena, ast->as.SOURCE.title.text);
    }
    return doc_to_words(doc, name);
}
