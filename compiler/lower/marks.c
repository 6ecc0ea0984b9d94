/* marks.c - citations and reading notes; the paragraphs that citations are checked against.
 *
 * `[p59, mca s1(2)]`: the first word of a citation names a source where one is declared by that name, else the module's own
 * source is meant. A source with a paragraphs file is checked against it; one without takes any words (statutes).
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "lower/context.h"

/* The tab-separated fields of a paragraphs file by their heading; INDEX_NONE where there is none. */
typedef struct ParagraphColumns {
    uint32_t number, kind, summary;
} ParagraphColumns;

static Str next_field(Str *line)
{
    size_t end = str_find_byte(*line, '\t');
    Str field = str_trim(str_slice(*line, 0, end));
    *line = str_slice(*line, end < line->length ? end + 1 : end, line->length);
    return field;
}

static Str next_line(Str *text)
{
    size_t end = str_find_byte(*text, '\n');
    Str line = str_slice(*text, 0, end);
    *text = str_slice(*text, end < text->length ? end + 1 : end, text->length);
    return line;
}

static ParagraphColumns read_heading(Str line)
{
    ParagraphColumns columns = {INDEX_NONE, INDEX_NONE, INDEX_NONE};
    for (uint32_t i = 0; line.length; i++) {
        Str field = next_field(&line);
        if (str_is(field, "number"))
            columns.number = i;
        else if (str_is(field, "kind"))
            columns.kind = i;
        else if (str_is(field, "summary"))
            columns.summary = i;
    }
    return columns;
}

static void read_row(Lower *lower, CitedSource *source, ParagraphColumns columns, Str line)
{
    Str number = STR_NONE, kind = STR_NONE, summary = STR_NONE;
    for (uint32_t i = 0; line.length; i++) {
        Str field = next_field(&line);
        if (i == columns.number)
            number = field;
        else if (i == columns.kind)
            kind = field;
        else if (i == columns.summary)
            summary = field;
    }
    if (!number.length)
        return;
    const char *kept = str_to_text(lower->arena, number);
    map_set(source->paragraphs, str_from(kept), (uint32_t)source->summaries.count);
    VEC_PUSH(lower->arena, &source->summaries,
             summary.length ? (const char *)str_to_text(lower->arena, summary) : NULL);
    VEC_PUSH(lower->arena, &source->numbers, kept);
    if (str_is(kind, "heading"))
        map_set(lower->program->headings,
                str_from(arena_format(lower->arena, "%s %s", source->name, kept)), 0);
}

static void read_paragraphs(Lower *lower, CitedSource *source, Token file, size_t module)
{
    Str bytes;
    const char *name = str_to_text(lower->arena, file.text);
    const ModuleFinder *finder = lower->finder;
    if (!finder->read(finder->context, lower->module_paths.items[module], name, &bytes)) {
        size_t message = LOWER_REPORT(lower, DIAG_PARAGRAPHS_FILE, file.span,
                                      "the paragraphs file '%s' cannot be read", name);
        report_hint(lower->report, message, "it is looked for in the folder of this file");
        return;
    }
    ParagraphColumns columns = read_heading(next_line(&bytes));
    if (columns.number == INDEX_NONE) {
        LOWER_REPORT(lower, DIAG_PARAGRAPHS_FILE, file.span,
                     "the paragraphs file '%s' has no column headed 'number' in its first line",
                     name);
        return;
    }
    source->has_paragraphs = true;
    source->paragraphs = map_new(lower->arena);
    while (bytes.length)
        read_row(lower, source, columns, next_line(&bytes));
}

static void declare_source(Lower *lower, size_t module, const Ast *ast)
{
    CitedSource source = {0};
    source.name = token_to_text(lower, ast->as.SOURCE.name);
    source.module = lower->program->modules.items[module];
    Symbol symbol = {SYMBOL_SOURCE,
                     source.name,
                     ast->as.SOURCE.name.span,
                     {.number = (uint32_t)lower->sources.count}};
    if (!scope_add(lower->scope, ROOM_SOURCES, symbol))
        return;
    const AstList *clauses = &ast->as.SOURCE.clauses;
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == AST_PARAGRAPHS)
            read_paragraphs(lower, &source, clauses->items[i]->as.PARAGRAPHS.text, module);
    VEC_PUSH(lower->arena, &lower->sources, source);
}

/* The source that a procedure line names, else the only one that the module or what it uses declares. */
static const char *own_source(Lower *lower, const CoreModule *module)
{
    const AstList *list = &module->unit->file->as.FILE.declarations;
    const char *only = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const Ast *ast = list->items[i];
        if (ast->kind == AST_SOURCE && !only)
            only = token_to_text(lower, ast->as.SOURCE.name);
        if (ast->kind != AST_PROCEDURE)
            continue;
        for (size_t k = 0; k < ast->as.PROCEDURE.clauses.count; k++)
            if (ast->as.PROCEDURE.clauses.items[k]->kind == AST_FROM)
                return token_to_text(lower, ast->as.PROCEDURE.clauses.items[k]->as.FROM.source);
    }
    return only;
}

/* A module without a source of its own that uses one which declares just one. */
static const char *used_source(Lower *lower, const CoreModule *module)
{
    const AstList *list = &module->unit->file->as.FILE.declarations;
    const char *found = NULL;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i]->kind != AST_USE)
            continue;
        for (size_t s = 0; s < lower->sources.count; s++)
            if (str_is(list->items[i]->as.USE.module.text, lower->sources.items[s].module->name)) {
                if (found)
                    return NULL; /* two: which one is meant has to be written */
                found = lower->sources.items[s].name;
            }
    }
    return found;
}

void lower_sources(Lower *lower)
{
    for (size_t m = 0; m < lower->program->modules.count; m++) {
        const AstList *list = &lower->program->modules.items[m]->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i]->kind == AST_SOURCE)
                declare_source(lower, m, list->items[i]);
    }
    for (size_t m = 0; m < lower->program->modules.count; m++) {
        CoreModule *module = lower->program->modules.items[m];
        module->citation_source = own_source(lower, module);
        if (!module->citation_source)
            module->citation_source = used_source(lower, module);
    }
}

static const CitedSource *find_source(const Lower *lower, Str name)
{
    const Symbol *symbol = scope_find(lower->scope, ROOM_SOURCES, name);
    return symbol ? &lower->sources.items[symbol->as.number] : NULL;
}

static const char *find_summary(Lower *lower, const CitedSource *source, Str number, Span span)
{
    uint32_t index;
    if (!source->has_paragraphs)
        return NULL;
    if (map_find(source->paragraphs, number, &index))
        return source->summaries.items[index];
    size_t message =
        LOWER_REPORT(lower, DIAG_UNKNOWN_PARAGRAPH, span, "source '%s' has no paragraph '%.*s'",
                     source->name, STR_ARG(number));
    const char *nearest =
        report_may_search(lower->report)
            ? report_find_nearest(source->numbers.items, source->numbers.count, number)
            : NULL;
    if (nearest)
        report_hint(lower->report, message, "the nearest is '%s'", nearest);
    return NULL;
}

static Citation lower_citation(Lower *lower, const Ast *ast)
{
    Str words = ast->as.CITATION.words.text;
    size_t space = str_find_byte(words, ' ');
    const CitedSource *source =
        space < words.length ? find_source(lower, str_slice(words, 0, space)) : NULL;
    if (source)
        words = str_trim(str_slice(words, space, words.length));
    else if (lower->module->citation_source)
        source = find_source(lower, str_from(lower->module->citation_source));
    if (!source) {
        if (!lower->module
                 ->citation_source) { /* a named one that is unknown was reported at `from` */
            size_t message =
                LOWER_REPORT(lower, DIAG_CITATION_WITHOUT_SOURCE, ast->span,
                             "'%.*s' is cited, but this file has no source", STR_ARG(words));
            report_hint(lower->report, message,
                        "say which document it is: 'from SOURCE' in the procedure line, or the "
                        "source's name "
                        "before the paragraph");
        }
        return (Citation){str_to_text(lower->arena, words), NULL, ast->span};
    }
    const char *summary = find_summary(lower, source, words, ast->span);
    return (Citation){arena_format(lower->arena, "%s %.*s", source->name, STR_ARG(words)), summary,
                      ast->span};
}

Marks lower_marks(Lower *lower, const AstList *clauses)
{
    VEC(Citation) citations = {0};
    VEC(const char *) notes = {0};
    for (size_t i = 0; i < clauses->count; i++) {
        const Ast *ast = clauses->items[i];
        if (ast->kind == AST_NOTE && ast->as.NOTE.text.text.bytes)
            VEC_PUSH(lower->arena, &notes, str_to_text(lower->arena, ast->as.NOTE.text.text));
        if (ast->kind != AST_CITATIONS)
            continue;
        for (size_t k = 0; k < ast->as.CITATIONS.items.count; k++)
            if (ast->as.CITATIONS.items.items[k]->kind == AST_CITATION)
                VEC_PUSH(lower->arena, &citations,
                         lower_citation(lower, ast->as.CITATIONS.items.items[k]));
    }
    return (Marks){citations.items, (uint32_t)citations.count, (uint32_t)notes.count, notes.items};
}
