/* marks.c - citations and reading notes: where they stand, and the section that lists them all.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "doc/parts.h"

/* "croydon p70" as the name of the document and the rest. */
static Str split(const char *citation, Str *rest)
{
    Str whole = str_from(citation);
    size_t space = str_find_byte(whole, ' ');
    *rest = str_trim(str_slice(whole, space, whole.length));
    return str_slice(whole, 0, space);
}

static bool is_own(const Doc *doc, Str source)
{
    return doc->source && str_is(source, doc->source);
}

/* Without the document's name where it is the procedure's own. */
static const char *shorten(const Doc *doc, const char *citation)
{
    Str rest, source = split(citation, &rest);
    if (!rest.length)
        return citation;
    const char *number = str_to_text(doc->arena, rest);
    if (is_own(doc, source))
        return number;
    return arena_format(doc->arena, "%s %s", doc_name_source(doc, str_to_text(doc->arena, source)),
                        number);
}

static bool is_among(const Marks *marks, const char *citation)
{
    for (uint32_t i = 0; marks && i < marks->citation_count; i++)
        if (!strcmp(marks->citations[i].text, citation))
            return true;
    return false;
}

static void say_cite(Doc *doc, const Citation *it)
{
    const DocUse use = {it->text, it->summary, doc->here_id, doc->here_label,
                        (uint32_t)doc->uses.count};
    const DocRun run = {DOC_LINK, shorten(doc, it->text), doc_make_id(doc, "cite", it->text, NULL),
                        it->summary};
    if (use.id)
        VEC_PUSH(doc->arena, &doc->uses, use);
    VEC_PUSH(doc->arena, &doc->at->words, run);
}

void doc_say_cites(Doc *doc, const Marks *marks, const Marks *without)
{
    bool is_open = false;
    for (uint32_t i = 0; i < marks->citation_count; i++) {
        if (is_among(without, marks->citations[i].text))
            continue;
        doc_say(doc, is_open ? ", " : " [");
        say_cite(doc, &marks->citations[i]);
        is_open = true;
    }
    doc_say(doc, is_open ? "]" : "");
}

void doc_add_cites(Doc *doc, const char *kind, const Marks *marks)
{
    doc_open_paragraph(doc, kind);
    doc_say(doc, marks->citation_count ? ", resting on" : "");
    doc_say_cites(doc, marks, NULL);
    doc_say(doc, ".");
    doc_close(doc);
}

static bool is_noted(const Marks *marks, const char *note)
{
    for (uint32_t i = 0; marks && i < marks->note_count; i++)
        if (!strcmp(marks->notes[i], note))
            return true;
    return false;
}

void doc_add_notes(Doc *doc, const Marks *marks, const Marks *without)
{
    for (uint32_t i = 0; i < marks->note_count; i++) {
        if (is_noted(without, marks->notes[i]))
            continue;
        doc_open(doc, DOC_NOTE, NULL);
        doc_say_format(doc, "How this was read: %s", marks->notes[i]);
        doc_close(doc);
    }
}

/* ---- the document's own headings ---- */

static const char *find_paragraphs(const Doc *doc, const Ast *ast, const CoreModule *module)
{
    const Sources *sources = driver_get_sources(doc->site->driver);
    Str path = sources->list.items[module->source].name;
    for (size_t i = 0; i < ast->as.SOURCE.clauses.count; i++) {
        const Ast *clause = ast->as.SOURCE.clauses.items[i];
        if (clause->kind != AST_PARAGRAPHS)
            continue;
        size_t folder = path.length;
        while (folder > 0 && path.bytes[folder - 1] != '/')
            folder--;
        Str file = clause->as.PARAGRAPHS.text.text;
        return arena_format(doc->arena, "%.*s%.*s", (int)folder, path.bytes, STR_ARG(file));
    }
    return NULL;
}

static const char *find_paragraphs_of(const Doc *doc, Str source)
{
    for (size_t m = 0; m < doc->program->modules.count; m++) {
        const CoreModule *module = doc->program->modules.items[m];
        const AstList *list = &module->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i]->kind == AST_SOURCE &&
                str_is_equal(list->items[i]->as.SOURCE.name.text, source))
                return find_paragraphs(doc, list->items[i], module);
    }
    return NULL;
}

/* NULL where the document has no table of paragraphs. What is wrong with one was reported when the text was read. */
static const Edition *find_edition(Doc *doc, Str source)
{
    const char *path = find_paragraphs_of(doc, source);
    if (!path)
        return NULL;
    for (size_t i = 0; i < doc->site->guides.count; i++)
        if (!strcmp(doc->site->guides.items[i].path, path))
            return doc->site->guides.items[i].is_read ? &doc->site->guides.items[i].edition : NULL;
    DocGuide guide = {.path = path};
    guide.is_read =
        edition_read(&guide.edition, doc->site->arena, driver_get_report(doc->site->driver), path);
    VEC_PUSH(doc->site->arena, &doc->site->guides, guide);
    return guide.is_read ? &doc->site->guides.items[doc->site->guides.count - 1].edition : NULL;
}

static const char *clean_heading(const Doc *doc, const char *summary)
{
    Str words = str_from(summary);
    if (str_has_prefix(words, "Heading: "))
        words = str_slice(words, strlen("Heading: "), words.length);
    return words.length ? doc_to_heading(doc, str_to_text(doc->arena, words)) : NULL;
}

const char *doc_find_heading(Doc *doc, const Marks *marks)
{
    if (!marks->citation_count)
        return NULL;
    Str number, source = split(marks->citations[0].text, &number);
    const Edition *edition = find_edition(doc, source);
    uint32_t at;
    if (!edition || !map_find(edition->numbers, number, &at))
        return NULL;
    for (uint32_t i = at + 1; i > 0; i--) {
        const Paragraph *it = &edition->paragraphs.items[i - 1];
        if (it->kind && it->summary && !strcmp(it->kind, "heading"))
            return clean_heading(doc, it->summary);
    }
    return NULL;
}

/* ---- citations that Core does not keep: of types, their values, and records ---- */

static const char *find_summary(Doc *doc, const char *citation)
{
    Str number, source = split(citation, &number);
    const Edition *edition = find_edition(doc, source);
    uint32_t at;
    if (!edition || !map_find(edition->numbers, number, &at))
        return NULL;
    return edition->paragraphs.items[at].summary;
}

static bool is_source(const Doc *doc, Str name)
{
    for (size_t m = 0; m < doc->program->modules.count; m++) {
        const AstList *list = &doc->program->modules.items[m]->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i]->kind == AST_SOURCE &&
                str_is_equal(list->items[i]->as.SOURCE.name.text, name))
                return true;
    }
    return false;
}

/* As lowering reads citations: the first word names a source where there is one of that name. */
static Citation read_citation(Doc *doc, const CoreModule *module, const Ast *ast)
{
    Str words = ast->as.CITATION.words.text;
    bool is_whole = is_source(doc, str_slice(words, 0, str_find_byte(words, ' ')));
    const char *text = str_to_text(doc->arena, words);
    if (!is_whole && module->citation_source)
        text = arena_format(doc->arena, "%s %s", module->citation_source, text);
    return (Citation){text, find_summary(doc, text), ast->span};
}

static void say_written(Doc *doc, const CoreModule *module, const AstList *marks)
{
    VEC(Citation) list = {0};
    for (size_t i = 0; i < marks->count; i++)
        for (size_t k = 0; marks->items[i]->kind == AST_CITATIONS &&
                           k < marks->items[i]->as.CITATIONS.items.count;
             k++)
            if (marks->items[i]->as.CITATIONS.items.items[k]->kind == AST_CITATION)
                VEC_PUSH(doc->arena, &list,
                         read_citation(doc, module, marks->items[i]->as.CITATIONS.items.items[k]));
    const Marks found = {.citations = list.items, .citation_count = (uint32_t)list.count};
    doc_say_cites(doc, &found, NULL);
}

static bool is_at(Span span, Span place)
{
    return span.source == place.source && span.start <= place.start && place.end <= span.end;
}

static void say_of_type(Doc *doc, const CoreModule *module, const Ast *ast, Span span)
{
    const AstList *values = &ast->as.TYPE.type->as.ENUMERATION.values;
    if (ast->as.TYPE.name.span.start == span.start || ast->as.TYPE.type->span.start == span.start)
        say_written(doc, module, &ast->as.TYPE.marks);
    for (size_t i = 0; i < values->count; i++)
        if (values->items[i]->kind == AST_ENUMERATION_VALUE &&
            values->items[i]->as.ENUMERATION_VALUE.name.span.start == span.start)
            say_written(doc, module, &values->items[i]->as.ENUMERATION_VALUE.marks);
}

void doc_say_written_cites(Doc *doc, Span name)
{
    for (size_t m = 0; m < doc->program->modules.count; m++) {
        const CoreModule *module = doc->program->modules.items[m];
        const AstList *list = &module->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++) {
            const Ast *ast = list->items[i];
            if (!is_at(ast->span, name))
                continue;
            if (ast->kind == AST_TYPE && ast->as.TYPE.type)
                say_of_type(doc, module, ast, name);
            else if (ast->kind == AST_RECORD && is_at(ast->as.RECORD.name.span, name))
                say_written(doc, module, &ast->as.RECORD.marks);
        }
    }
}

/* ---- all of them ---- */

/* Figures by their size, all else letter by letter. */
static int compare_numbers(const char *a, const char *b)
{
    while (*a && *b) {
        if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
            char *a_end, *b_end;
            unsigned long left = strtoul(a, &a_end, 10), right = strtoul(b, &b_end, 10);
            if (left != right)
                return left < right ? -1 : 1;
            a = a_end;
            b = b_end;
        } else if (*a != *b) {
            return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
        } else {
            a++;
            b++;
        }
    }
    return (*a != 0) - (*b != 0);
}

static int compare_uses(const void *first, const void *second)
{
    const DocUse *a = first, *b = second;
    int order = compare_numbers(a->citation, b->citation);
    if (!order)
        order = strcmp(a->citation, b->citation);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

static bool is_told(const DocUse *uses, size_t first, size_t index)
{
    for (size_t i = first; i < index; i++)
        if (!strcmp(uses[i].id, uses[index].id))
            return true;
    return false;
}

/* Those from `first` on that name the same paragraph end before the number that is returned. */
static size_t find_next(const Doc *doc, size_t first)
{
    size_t next = first;
    while (next < doc->uses.count &&
           !strcmp(doc->uses.items[next].citation, doc->uses.items[first].citation))
        next++;
    return next;
}

static void tell_citation(Doc *doc, size_t first, size_t next, bool with_summary)
{
    const DocUse *uses = doc->uses.items;
    doc_open(doc, DOC_ROW, doc_make_id(doc, "cite", uses[first].citation, NULL));
    doc_add_cell(doc, shorten(doc, uses[first].citation));
    if (with_summary)
        doc_add_cell(doc, uses[first].summary ? uses[first].summary : "");
    doc_open(doc, DOC_CELL, NULL);
    for (size_t i = first; i < next; i++) {
        if (is_told(uses, first, i))
            continue;
        doc_say(doc, i == first ? "" : "; ");
        doc_say_link(doc, uses[i].id, doc_to_heading(doc, uses[i].label));
    }
    doc_close(doc);
    doc_close(doc);
}

static bool is_of(const Doc *doc, size_t use, bool own)
{
    Str rest;
    return is_own(doc, split(doc->uses.items[use].citation, &rest)) == own;
}

/* Statutes have no summaries on file: then there is no column for them. */
static bool has_summaries(const Doc *doc, bool own)
{
    for (size_t i = 0; i < doc->uses.count; i++)
        if (doc->uses.items[i].summary && is_of(doc, i, own))
            return true;
    return false;
}

/* The uses of the procedure's own document, or of others. */
static void tell_table(Doc *doc, bool own, const char *caption)
{
    static const char *const with[] = {"Paragraph", "What it says, in our words", "Used in"};
    static const char *const without[] = {"Paragraph", "Used in"};
    bool with_summary = has_summaries(doc, own);
    doc_open_table(doc, caption, with_summary ? with : without, with_summary ? 3 : 2);
    for (size_t i = 0, next; i < doc->uses.count; i = next) {
        next = find_next(doc, i);
        if (is_of(doc, i, own))
            tell_citation(doc, i, next, with_summary);
    }
    if (doc->at->children.count == 1)
        doc_drop(doc);
    else
        doc_close(doc);
}

void doc_tell_citations(Doc *doc)
{
    if (!doc->uses.count)
        return;
    qsort(doc->uses.items, doc->uses.count, sizeof *doc->uses.items, compare_uses);
    doc_open_section(doc, "citations", "Paragraphs that this rests on");
    tell_table(doc, true, doc->source ? doc_name_source(doc, doc->source) : "Its own document");
    tell_table(doc, false, "Other documents");
    doc_close(doc);
}
