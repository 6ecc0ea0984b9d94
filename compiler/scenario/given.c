/* given.c - what a scenario gives, as the entries of a case; what it is like comes first and may be given anew (ruling 54).
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "scenario/internal.h"

/* Loops in each other of an action whose elements a scenario can name. */
#define ELEMENTS_MOST 64

const CoreScenario *scenario_find(const CoreProgram *program, Str title)
{
    uint32_t number;
    return map_find(program->scenario_titles, title, &number) ? &program->scenarios.items[number]
                                                              : NULL;
}

static const Ast *find_clause(const AstList *clauses, AstKind kind)
{
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == kind)
            return clauses->items[i];
    return NULL;
}

const CoreScenario *scenario_find_like(const CoreProgram *program, const CoreScenario *scenario,
                                       const Ast **like)
{
    *like = find_clause(&scenario->ast->as.SCENARIO.clauses, AST_LIKE);
    return *like ? scenario_find(program, (*like)->as.LIKE.title.text) : NULL;
}

const char *scenario_key(Arena *arena, const Ast *name)
{
    Text text = text_in(arena);
    for (size_t i = 0; i < name->as.NAME.parts.count; i++) {
        if (i)
            text_add_byte(&text, '.');
        if (name->as.NAME.parts.items[i]->kind == AST_PART)
            text_add_str(&text, name->as.NAME.parts.items[i]->as.PART.name.text);
    }
    return text.bytes;
}

static CaseEntry value_entry(Run *run, const char *key, const Ast *value, Span span)
{
    CaseEntry entry = {.key = str_from(key),
                       .is_text = value->kind == AST_TEXT,
                       .span = span,
                       .value_span = value->span};
    if (entry.is_text)
        entry.words = value->as.TEXT.text.text;
    else if (value->kind == AST_UNKNOWN)
        entry.words = STR("unknown");
    else
        entry.words = source_get_words(run->program->sources, value->span);
    return entry;
}

static void add_entry(Run *run, CaseEntries *entries, CaseEntry entry)
{
    VEC_PUSH(run->arena, &entries->list, entry);
}

static void collect_given(Run *run, CaseEntries *entries, const char *prefix, const Ast *ast);

static void collect_list(Run *run, CaseEntries *entries, const char *key, const Ast *ast)
{
    const AstList *elements = &ast->as.GIVEN_LIST.elements;
    if (!elements->count)
        add_entry(run, entries,
                  (CaseEntry){str_from(key), STR("none"), false, ast->span, ast->span, false});
    for (size_t i = 0; i < elements->count; i++) {
        if (elements->items[i]->kind != AST_ELEMENT)
            continue;
        const AstList *givens = &elements->items[i]->as.ELEMENT.givens;
        const char *prefix = arena_format(run->arena, "%s.%zu.", key, i + 1);
        for (size_t k = 0; k < givens->count; k++)
            collect_given(run, entries, prefix, givens->items[k]);
    }
}

const char *scenario_list_of(const Code *code, uint32_t frame)
{
    return code->facts[code->frames[code->frames[frame].list_frame].list_fact].name;
}

void scenario_check_list(Run *run, uint32_t action, Token list)
{
    const CodeAction *it = &run->code->actions[action];
    for (uint32_t frame = it->frame; frame != 0; frame = run->code->frames[frame].parent)
        if (str_is(list.text, scenario_list_of(run->code, frame)))
            return;
    size_t message =
        report_add(run->report, diag_kind(DIAG_EXPECTATION_ELEMENT), list.span,
                   "'%s' is not done for elements of '%.*s'", it->name, STR_ARG(list.text));
    if (it->frame == 0)
        report_hint(run->report, message, "it is done once for the case: leave 'for' out");
    else
        report_hint(run->report, message, "it is done for each element of '%s'",
                    run->code->frames[it->frame].path);
    run->result->has_errors = true;
}

/* The element of the loop at `depth`, the outermost being 1: the `for` of its list, NULL where there is none. */
static const Ast *find_for(const Run *run, const AstList *fors, uint32_t frame, uint32_t depth)
{
    const char *lists[ELEMENTS_MOST];
    uint32_t count = 0, same = 0;
    for (; frame != 0 && count < ELEMENTS_MOST; frame = run->code->frames[frame].parent)
        lists[count++] = scenario_list_of(run->code, frame);
    if (depth > count)
        return NULL;
    const char *wanted = lists[count - depth];
    for (uint32_t outer = 1; outer < depth; outer++)
        same += !strcmp(lists[count - outer], wanted);
    for (size_t i = 0; i < fors->count; i++)
        if (fors->items[i]->kind == AST_FOR && str_is(fors->items[i]->as.FOR.list.text, wanted) &&
            !same--)
            return fors->items[i];
    return NULL;
}

/* The numbers of the elements go from the outer list inward, in whatever order they are written. */
static void add_numbers(Run *run, Text *key, const AstList *fors, uint32_t action)
{
    const Ast *it;
    for (size_t i = 0; i < fors->count; i++)
        if (fors->items[i]->kind == AST_FOR)
            scenario_check_list(run, action, fors->items[i]->as.FOR.list);
    for (uint32_t depth = 1; (it = find_for(run, fors, run->code->actions[action].frame, depth));
         depth++)
        text_add_format(key, ".%.*s", STR_ARG(it->as.FOR.number.text));
}

static void collect_done(Run *run, CaseEntries *entries, const Ast *ast)
{
    Token name = ast->as.GIVEN_DONE.action;
    Text key = text_in(run->arena);
    size_t errors_before = run->report->error_count;
    text_add_format(&key, "done.%.*s", STR_ARG(name.text));
    for (uint32_t i = 0; i < run->code->action_count; i++)
        if (str_is(name.text, run->code->actions[i].name))
            add_numbers(run, &key, &ast->as.GIVEN_DONE.elements, i);
    if (run->report->error_count > errors_before)
        return;
    if (ast->as.GIVEN_DONE.date && ast->as.GIVEN_DONE.date->kind != AST_ERROR)
        add_entry(run, entries, value_entry(run, key.bytes, ast->as.GIVEN_DONE.date, ast->span));
}

static void collect_given(Run *run, CaseEntries *entries, const char *prefix, const Ast *ast)
{
    if (ast->kind == AST_GIVEN_DONE) {
        collect_done(run, entries, ast);
        return;
    }
    if (ast->kind != AST_GIVEN && ast->kind != AST_GIVEN_LIST)
        return;
    const Ast *name = ast->kind == AST_GIVEN ? ast->as.GIVEN.name : ast->as.GIVEN_LIST.name;
    if (!name || name->kind != AST_NAME)
        return;
    const char *key = arena_format(run->arena, "%s%s", prefix, scenario_key(run->arena, name));
    if (ast->kind == AST_GIVEN_LIST)
        collect_list(run, entries, key, ast);
    else if (ast->as.GIVEN.value && ast->as.GIVEN.value->kind != AST_ERROR)
        add_entry(run, entries, value_entry(run, key, ast->as.GIVEN.value, ast->span));
}

/* The key without the elements it names: what a list given anew replaces as a whole. */
static Str list_of(Str key)
{
    return str_slice(key, 0, str_find_byte(key, '.'));
}

static bool is_done_key(Str key)
{
    return str_has_prefix(key, "done.");
}

/* Whether the entry is said anew by one of the scenario's own: the same key, or the list it belongs to. */
static bool is_replaced(const CaseEntry *old, Map *own_keys, Map *own_lists)
{
    uint32_t number;
    if (map_find(own_keys, old->key, &number))
        return true;
    return !is_done_key(old->key) && map_find(own_lists, list_of(old->key), &number);
}

/* A list said as a whole (`are …`, `are none`, `are unknown`), which replaces all that was said of it before. */
static void note_lists(Run *run, Map *own_lists, const AstList *givens)
{
    for (size_t i = 0; i < givens->count; i++) {
        const Ast *ast = givens->items[i];
        const Ast *name = ast->kind == AST_GIVEN_LIST ? ast->as.GIVEN_LIST.name
                          : ast->kind == AST_GIVEN    ? ast->as.GIVEN.name
                                                      : NULL;
        if (name && name->kind == AST_NAME && name->as.NAME.parts.count == 1)
            map_set(own_lists, str_from(scenario_key(run->arena, name)), 0);
    }
}

static bool is_second(const Map *own_keys, const CaseEntries *own, size_t index)
{
    uint32_t first = (uint32_t)index;
    (void)map_find(own_keys, own->list.items[index].key, &first);
    return first != index;
}

static void note_key(Run *run, Map *own_keys, const CaseEntries *own, size_t index)
{
    const CaseEntry *entry = &own->list.items[index];
    uint32_t first;
    if (!map_find(own_keys, entry->key, &first)) {
        map_set(own_keys, entry->key, (uint32_t)index);
        return;
    }
    size_t message =
        report_add(run->report, diag_kind(DIAG_GIVEN_TWICE), entry->span,
                   "'%.*s' is given a second time in this scenario", STR_ARG(entry->key));
    report_note(run->report, message, own->list.items[first].span, "the first time is here");
}

static void add_own(Run *run, CaseEntries *entries, const CoreScenario *scenario)
{
    const AstList *givens = &scenario->ast->as.SCENARIO.givens;
    CaseEntries own = {0}, kept = {0};
    for (size_t i = 0; i < givens->count; i++)
        collect_given(run, &own, "", givens->items[i]);
    Map *own_keys = map_new(run->arena), *own_lists = map_new(run->arena);
    note_lists(run, own_lists, givens);
    for (size_t i = 0; i < own.list.count; i++)
        note_key(run, own_keys, &own, i);
    for (size_t i = 0; i < entries->list.count; i++)
        if (!is_replaced(&entries->list.items[i], own_keys, own_lists))
            add_entry(run, &kept, entries->list.items[i]);
    for (size_t i = 0; i < own.list.count; i++)
        if (!is_second(own_keys, &own, i))
            add_entry(run, &kept, own.list.items[i]);
    *entries = kept;
}

static const char *find_nearest_title(Run *run, Str title)
{
    size_t count = run->program->scenarios.count;
    if (!report_may_search(run->report))
        return NULL;
    const char **titles = ARENA_ARRAY(run->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        titles[i] = run->program->scenarios.items[i].title;
    return report_find_nearest(titles, count, title);
}

static bool report_like(Run *run, const CoreScenario *at, const Ast *like)
{
    const char *nearest = find_nearest_title(run, like->as.LIKE.title.text);
    size_t message =
        report_add(run->report, diag_kind(DIAG_UNKNOWN_SCENARIO), like->span,
                   "there is no scenario \"%.*s\" in this file", STR_ARG(like->as.LIKE.title.text));
    if (nearest && strcmp(nearest, at->title) != 0)
        report_hint(run->report, message, "did you mean \"%s\"?", nearest);
    return false;
}

static bool read_as_of(Run *run, const CoreScenario *scenario, Value *as_of)
{
    const Ast *clause = find_clause(&scenario->ast->as.SCENARIO.clauses, AST_AS_OF);
    if (!clause || !clause->as.AS_OF.date || clause->as.AS_OF.date->kind == AST_ERROR)
        return true;
    Str words = source_get_words(run->program->sources, clause->as.AS_OF.date->span);
    const Type date = {TYPE_DATE, NULL};
    if (value_read(as_of, date, NULL, words) == READ_OK)
        return true;
    report_add(run->report, diag_kind(DIAG_NO_SUCH_DATE), clause->as.AS_OF.date->span,
               "there is no such date as '%.*s'", STR_ARG(words));
    return false;
}

/* Reports a circle once: at the scenario of it that stands first in the text. */
static void report_circle(Run *run, const CoreScenario *const *circle, size_t count)
{
    const Ast *like;
    Text words = text_in(run->arena);
    for (size_t i = 0; i < count; i++) {
        if (circle[i]->span.start < circle[0]->span.start)
            return;
        text_add_format(&words, "\"%s\" -> ", circle[i]->title);
    }
    scenario_find_like(run->program, circle[0], &like);
    size_t message =
        report_add(run->report, diag_kind(DIAG_LIKE_CYCLE), like->span,
                   "the scenario is like itself: %s\"%s\"", words.bytes, circle[0]->title);
    report_hint(run->report, message, "one of these has to give its facts without 'like'");
    for (size_t i = 1; i < count; i++) {
        scenario_find_like(run->program, circle[i], &like);
        report_note(run->report, message, like->span, "from \"%s\" to \"%s\"", circle[i]->title,
                    circle[(i + 1) % count]->title);
    }
}

static bool is_circle(const CoreScenario *const *chain, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (chain[i] == chain[count - 1])
            return true;
    return false;
}

/* The chain of what the scenario is like, itself last; 0 where it is wrong: reported. */
static size_t find_chain(Run *run, const CoreScenario **chain)
{
    const CoreScenario *at = run->scenario;
    size_t count = 0;
    while (at) {
        if (count && at == run->scenario) {
            report_circle(run, chain, count);
            return 0;
        }
        if (count == LIKE_MOST && is_circle(chain, count))
            return 0; /* another scenario of it reports it */
        if (count == LIKE_MOST) {
            size_t message = report_add(
                run->report, diag_kind(DIAG_LIKE_CYCLE), run->scenario->span,
                "this scenario is 'like' another one over more than %d steps", LIKE_MOST);
            report_hint(run->report, message, "write its facts down here");
            return 0;
        }
        chain[count++] = at;
        const Ast *like;
        const CoreScenario *next = scenario_find_like(run->program, at, &like);
        if (like && !next) {
            report_like(run, at, like);
            return 0;
        }
        at = next;
    }
    return count;
}

bool scenario_collect(Run *run, CaseEntries *entries, Value *as_of)
{
    const CoreScenario *chain[LIKE_MOST];
    size_t count = find_chain(run, chain);
    bool is_right = count > 0;
    while (count-- > 0) {
        add_own(run, entries, chain[count]);
        is_right &= read_as_of(run, chain[count], as_of);
    }
    return is_right;
}
