/* site.c - from the names on a command line to pages: which procedures there are, where their pages stand, the index.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "doc/site.h"

#include <string.h>

#include "doc/parts.h"
#include "scenario/scenario.h"

#define SUFFIX ".proc"
#define SCENARIO_FOLDER "scenarios"
#define INDEX_PLACE "index"

/* ---- scenarios ---- */

static const char *path_of(const DocSite *site, const CoreModule *module)
{
    Str name = driver_get_sources(site->driver)->list.items[module->source].name;
    return str_to_text(site->arena, name);
}

/* The text that declares what the scenario is of. */
static const char *find_subject(const DocSite *site, const CoreProgram *program, const char *name)
{
    for (size_t m = 0; m < program->modules.count; m++) {
        const CoreModule *module = program->modules.items[m];
        if (module->procedure == INDEX_NONE)
            continue;
        if (name ? !strcmp(program->procedures.items[module->procedure].name, name) : m == 0)
            return path_of(site, module);
    }
    return "";
}

static void add_scenarios(DocSite *site, const Program *program, const char *path)
{
    uint32_t known;
    if (map_find(site->scenario_texts, str_from(path), &known))
        return;
    map_set(site->scenario_texts, str_from(path), 1);
    for (size_t i = 0; i < program->core->scenarios.count; i++) {
        DocScenario it = {.program = program->core, .scenario = &program->core->scenarios.items[i]};
        Span span;
        it.procedure = scenario_find_procedure(program->core, it.scenario, &span);
        it.path = find_subject(site, program->core, it.procedure);
        VEC_PUSH(site->arena, &site->scenarios, it);
    }
}

/* ---- texts ---- */

static const char *trim_suffix(const DocSite *site, Str path)
{
    size_t suffix = strlen(SUFFIX);
    if (path.length > suffix && str_is(str_slice(path, path.length - suffix, path.length), SUFFIX))
        path = str_slice(path, 0, path.length - suffix);
    return str_to_text(site->arena, path);
}

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* Below the folder that was named; a text that was named stands at the top. */
static const char *place_of(const DocSite *site, const char *named, const char *path)
{
    Str rest = str_from(path);
    if (!strcmp(named, path))
        return trim_suffix(site, str_slice(rest, folder_length(path), rest.length));
    size_t start = strlen(named);
    if (!str_has_prefix(rest, named))
        start = 0; /* the current folder */
    while (start < rest.length && rest.bytes[start] == '/')
        start++;
    return trim_suffix(site, str_slice(rest, start, rest.length));
}

static void add_page(DocSite *site, Program *program, const char *path, const char *place)
{
    uint32_t other;
    if (map_find(site->places, str_from(path), &other))
        return;
    if (!strcmp(place, INDEX_PLACE) || map_find(site->page_places, str_from(place), &other))
        site->collision =
            arena_format(site->arena, "'%s' would go to the place of another page", path);
    const DocText text = {program, place};
    map_set(site->places, str_from(path), (uint32_t)site->texts.count);
    map_set(site->page_places, str_from(place), (uint32_t)site->texts.count);
    VEC_PUSH(site->arena, &site->texts, text);
}

static void add_text(DocSite *site, const char *named, const char *path)
{
    Program *program = driver_load(site->driver, path);
    if (!program || !program->core || !program->code)
        return;
    if (program->core->procedure != INDEX_NONE) {
        const CodeProcedure *procedure = &program->core->procedures.items[program->core->procedure];
        bool is_input = !strcmp(path, "-");
        add_page(site, program, path, is_input ? procedure->name : place_of(site, named, path));
    }
    add_scenarios(site, program, path);
}

/* The scenarios of a text that was named by itself stand in the folder beside it. */
static void add_beside(DocSite *site, const char *path)
{
    const char *folder =
        arena_format(site->arena, "%.*s" SCENARIO_FOLDER, (int)folder_length(path), path);
    Paths paths = {0};
    if (!driver_is_folder(folder))
        return;
    driver_find_texts(site->driver, folder, &paths);
    for (size_t i = 0; i < paths.count; i++) {
        const Program *program = driver_load(site->driver, paths.items[i]);
        if (program && program->core && program->code)
            add_scenarios(site, program, paths.items[i]);
    }
}

static void add_named(DocSite *site, const char *name)
{
    Paths paths = {0};
    driver_find_texts(site->driver, name, &paths);
    for (size_t i = 0; i < paths.count; i++)
        add_text(site, name, paths.items[i]);
    if (paths.count == 1 && !strcmp(paths.items[0], name))
        add_beside(site, name);
}

DocSite *doc_find_site(Driver *driver, const char *const *names, size_t count)
{
    Arena *arena = driver_get_arena(driver);
    DocSite *site = ARENA_NEW(arena, DocSite);
    site->arena = arena;
    site->driver = driver;
    site->places = map_new(arena);
    site->page_places = map_new(arena);
    site->scenario_texts = map_new(arena);
    site->missing = map_new(arena);
    site->warnings = report_new(arena, driver_get_sources(driver));
    for (size_t i = 0; i < count; i++)
        add_named(site, names[i]);
    return site;
}

size_t doc_count_pages(const DocSite *site)
{
    return site->texts.count + (site->texts.count > 1);
}

const char *doc_describe_collision(const DocSite *site)
{
    return site->collision;
}

const Report *doc_get_warnings(const DocSite *site)
{
    return site->warnings;
}

/* ---- the index ---- */

static const CodeProcedure *procedure_of(const DocText *text)
{
    const CoreProgram *core = text->program->core;
    return &core->procedures.items[core->procedure];
}

static Str folder_of(const DocText *text)
{
    return (Str){text->place, folder_length(text->place)};
}

static void list_text(Doc *doc, const DocText *text)
{
    const CodeProcedure *procedure = procedure_of(text);
    doc->program = text->program->core;
    doc_open_item(doc);
    doc_link_procedure(doc, procedure);
    if (procedure->section)
        doc_say_format(doc, " – section %s", procedure->section);
    doc_close(doc);
}

/* What all texts of a folder are from stands as its heading. */
static const char *name_folder(Doc *doc, const DocText *text)
{
    const CodeProcedure *procedure = procedure_of(text);
    Str folder = folder_of(text);
    folder.length -= folder.length > 0; /* without the last slash */
    doc->program = text->program->core;
    if (procedure->source)
        return doc_name_source(doc, procedure->source);
    return folder.length ? doc_to_heading(doc, doc_to_words(doc, str_to_text(doc->arena, folder)))
                         : "Procedures";
}

static void list_texts(Doc *doc)
{
    const DocSite *site = doc->site;
    const char *open = NULL;
    for (size_t i = 0; i < site->texts.count; i++) {
        const char *heading = name_folder(doc, &site->texts.items[i]);
        bool is_new =
            !open || strcmp(open, heading) != 0 ||
            !str_is_equal(folder_of(&site->texts.items[i - 1]), folder_of(&site->texts.items[i]));
        if (is_new && open) {
            doc_close(doc);
            doc_close(doc);
        }
        if (is_new) {
            doc_open_section(doc, doc_make_id(doc, "folder", site->texts.items[i].place, NULL),
                             heading);
            doc_open(doc, DOC_LIST, NULL);
        }
        open = heading;
        list_text(doc, &site->texts.items[i]);
    }
    doc_close(doc);
    doc_close(doc);
}

static DocPage *make_index(DocSite *site)
{
    Doc doc = {.site = site, .arena = site->arena, .ids = map_new(site->arena)};
    doc.page = ARENA_NEW(doc.arena, DocPage);
    doc.page->place = INDEX_PLACE;
    doc.page->title = "Procedures";
    doc_open(&doc, DOC_SECTION, NULL);
    doc.page->head = doc.at;
    doc.at = NULL;
    doc_open(&doc, DOC_SECTION, NULL);
    doc.page->body = doc.at;
    list_texts(&doc);
    return doc.page;
}

DocPage *doc_make_page(DocSite *site, size_t index)
{
    return index < site->texts.count ? doc_tell_procedure(site, &site->texts.items[index])
                                     : make_index(site);
}
