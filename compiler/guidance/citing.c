/* citing.c - see citing.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/citing.h"

/* A source without paragraphs, or one that is declared elsewhere. */
#define NO_GUIDE UINT32_MAX

/* While one text is walked through. */
typedef struct Walk {
    Citing *citing;
    const CoreProgram *program;
    const Map *sources;     /* name of each source of the program -> guides, or NO_GUIDE */
    const char *own;        /* the source that a bare citation means; NULL for none */
    const Ast *declaration; /* in which the walk is */
    const Ast *holder;      /* the innermost thing in it that has a name in lists */
} Walk;

/* ---- sources ---- */

static Str path_of(const Citing *citing, uint32_t text)
{
    return driver_get_sources(citing->driver)->list.items[text].name;
}

static Str guide_key(const Citing *citing, uint32_t text, Str name)
{
    Str path = path_of(citing, text);
    return str_from(arena_format(citing->arena, "%.*s\n%.*s", STR_ARG(path), STR_ARG(name)));
}

static const char *path_beside(Arena *arena, Str path, Str name)
{
    size_t end = path.length;
    while (end > 0 && path.bytes[end - 1] != '/')
        end--;
    if (name.length && name.bytes[0] == '/')
        end = 0;
    return arena_format(arena, "%.*s%.*s", (int)end, path.bytes, STR_ARG(name));
}

static void add_guide(Citing *citing, const Ast *source, uint32_t text)
{
    const AstList *clauses = &source->as.SOURCE.clauses;
    Str file = STR_NONE;
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == AST_PARAGRAPHS)
            file = clauses->items[i]->as.PARAGRAPHS.text.text;
    if (!file.bytes)
        return;
    Guide guide = {.text = text, .name = str_to_text(citing->arena, source->as.SOURCE.name.text)};
    const char *path = path_beside(citing->arena, path_of(citing, text), file);
    if (!edition_read(&guide.edition, citing->arena, driver_get_report(citing->driver), path))
        return;
    guide.cited_by = ARENA_ARRAY(citing->arena, guide.edition.paragraphs.count, CitedByList);
    map_set(citing->numbers, guide_key(citing, text, str_from(guide.name)),
            (uint32_t)citing->guides.count);
    VEC_PUSH(citing->arena, &citing->guides, guide);
}

/* The sources that a program's modules declare. */
static Map *find_sources(const Citing *citing, const CoreProgram *program)
{
    Map *sources = map_new(citing->arena);
    for (size_t m = 0; m < program->modules.count; m++) {
        const CoreModule *module = program->modules.items[m];
        const AstList *list = &module->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++) {
            uint32_t number = NO_GUIDE;
            if (list->items[i]->kind != AST_SOURCE)
                continue;
            Str name = list->items[i]->as.SOURCE.name.text;
            map_find(citing->numbers, guide_key(citing, module->source, name), &number);
            map_set(sources, name, number);
        }
    }
    return sources;
}

/* ---- what cites ---- */

/* What lists call it; NULL for what is called as what it stands in. */
static const char *kind_to_words(const Ast *ast)
{
    const struct {
        AstKind kind;
        const char *words;
    } kinds[] = {
        {AST_ITEM, "bullet"},
        {AST_ROW, "row"},
        {AST_ALTERNATIVE, "alternative"},
        {AST_EFFECT, "norm"},
        {AST_ACTION, "norm"},
        {AST_FOLLOW, "norm"},
        {AST_WHEN, "when"},
        {AST_UNLESS, "unless"},
        {AST_DATED, "value"},
        {AST_ENUMERATION_VALUE, "value"},
        {AST_FACT, "field"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].kind == ast->kind)
            return kinds[i].words;
    return NULL;
}

/* The whole name of a decision: one or two parts. */
static const char *join_parts(Arena *arena, const Ast *name)
{
    Text text = text_in(arena);
    for (size_t i = 0; name && i < name->as.NAME.parts.count; i++) {
        text_add(&text, i ? "." : "");
        text_add_str(&text, name->as.NAME.parts.items[i]->as.PART.name.text);
    }
    return text.bytes ? text.bytes : "";
}

/* "rule end_plan"; NULL for a declaration that encodes nothing. */
static const char *name_declaration(Arena *arena, const Ast *ast)
{
    Str name = STR_NONE;
    if (ast->kind == AST_RULE)
        name = ast->as.RULE.name.text;
    else if (ast->kind == AST_TABLE)
        name = ast->as.TABLE.name.text;
    else if (ast->kind == AST_FACT)
        name = ast->as.FACT.name.text;
    else if (ast->kind == AST_RECORD)
        name = ast->as.RECORD.name.text;
    else if (ast->kind == AST_TYPE)
        name = ast->as.TYPE.name.text;
    else if (ast->kind == AST_PARAMETER)
        name = ast->as.PARAMETER.name.text;
    else if (ast->kind == AST_DECIDE)
        return arena_format(arena, "decision %s", join_parts(arena, ast->as.DECIDE.name));
    return name.bytes ? arena_format(arena, "%s %.*s", ast_kind_to_words(ast->kind), STR_ARG(name))
                      : NULL;
}

static void add_citation(Walk *walk, const Ast *citation)
{
    Citing *citing = walk->citing;
    Str words = citation->as.CITATION.words.text;
    size_t space = str_find_byte(words, ' ');
    uint32_t number, guide_number = NO_GUIDE;
    if (space < words.length && map_find(walk->sources, str_slice(words, 0, space), &guide_number))
        words = str_trim(str_slice(words, space, words.length));
    else if (walk->own)
        map_find(walk->sources, str_from(walk->own), &guide_number);
    if (guide_number == NO_GUIDE)
        return;
    Guide *guide = &citing->guides.items[guide_number];
    if (!map_find(guide->edition.numbers, words, &number))
        return;
    const char *what = name_declaration(citing->arena, walk->declaration);
    if (walk->holder != walk->declaration)
        what = arena_format(citing->arena, "%s of %s", kind_to_words(walk->holder), what);
    CitedBy by = {citation->span, what, walk->declaration, walk->holder, walk->program};
    VEC_PUSH(citing->arena, &guide->cited_by[number], by);
}

static void walk_node(const Ast *ast, void *context)
{
    Walk *walk = context;
    const Ast *outer = walk->holder;
    if (ast->kind == AST_CITATION) {
        add_citation(walk, ast);
        return;
    }
    if (kind_to_words(ast) && ast != walk->declaration)
        walk->holder = ast;
    ast_walk_children(ast, walk_node, walk);
    walk->holder = outer;
}

static void walk_text(Citing *citing, const CoreProgram *program)
{
    const CoreModule *module = program->modules.items[0];
    const AstList *list = &module->unit->file->as.FILE.declarations;
    Walk walk = {.citing = citing,
                 .program = program,
                 .sources = find_sources(citing, program),
                 .own = module->citation_source};
    for (size_t i = 0; i < list->count; i++) {
        walk.declaration = walk.holder = list->items[i];
        if (name_declaration(citing->arena, list->items[i]))
            walk_node(list->items[i], &walk);
    }
}

/* ---- texts ---- */

static void add_declared(Citing *citing, const CoreProgram *program)
{
    const CoreModule *module = program->modules.items[0];
    const AstList *list = &module->unit->file->as.FILE.declarations;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == AST_SOURCE)
            add_guide(citing, list->items[i], module->source);
    if (program->scenarios.count) {
        ScenarioText text = {program};
        VEC_PUSH(citing->arena, &citing->scenario_texts, text);
    }
}

Citing *citing_find(Arena *arena, Driver *driver, const Paths *paths)
{
    Citing *citing = ARENA_NEW(arena, Citing);
    Map *seen = map_new(arena);
    VEC(Program *) programs = {0};
    citing->arena = arena;
    citing->driver = driver;
    citing->numbers = map_new(arena);
    for (size_t i = 0; i < paths->count; i++) {
        uint32_t ignored;
        Program *program = driver_load(driver, paths->items[i]);
        if (!program || map_find(seen, str_from(program->path), &ignored))
            continue;
        map_set(seen, str_from(program->path), 0);
        add_declared(citing, program->core);
        VEC_PUSH(arena, &programs, program);
    }
    for (size_t i = 0; i < programs.count; i++)
        walk_text(citing, programs.items[i]->core);
    return citing;
}

/* ---- places ---- */

const char *citing_file(const Citing *citing, Span span)
{
    return str_to_text(citing->arena, path_of(citing, span.source));
}

uint32_t citing_line(const Citing *citing, Span span)
{
    return source_get_position(driver_get_sources(citing->driver), span.source, span.start).line;
}

const char *citing_place(const Citing *citing, Span span)
{
    return arena_format(citing->arena, "%s:%u", citing_file(citing, span),
                        citing_line(citing, span));
}
