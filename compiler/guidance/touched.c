/* touched.c - see touched.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/touched.h"

#include <string.h>

typedef struct Names {
    Arena *arena;
    Map *map;
} Names;

static Names new_names(Arena *arena)
{
    return (Names){arena, map_new(arena)};
}

static void add_name(Names *names, Str name)
{
    if (name.bytes)
        map_set(names->map, name, 0);
}

static bool has_name(const Names *names, Str name)
{
    uint32_t ignored;
    return name.bytes && map_find(names->map, name, &ignored);
}

/* ---- names that a node mentions ---- */

static void add_mentioned(const Ast *ast, void *context)
{
    Names *names = context;
    if (ast->kind == AST_PART)
        add_name(names, ast->as.PART.name.text);
    else if (ast->kind == AST_TYPE_NAME)
        add_name(names, ast->as.TYPE_NAME.name.text);
    else if (ast->kind == AST_TYPE_LIST)
        add_name(names, ast->as.TYPE_LIST.record.text);
    ast_walk_children(ast, add_mentioned, names);
}

typedef struct Search {
    const Names *names;
    bool is_found;
} Search;

static void find_mentioned(const Ast *ast, void *context)
{
    Search *search = context;
    Str name = STR_NONE;
    if (ast->kind == AST_PART)
        name = ast->as.PART.name.text;
    else if (ast->kind == AST_TYPE_NAME)
        name = ast->as.TYPE_NAME.name.text;
    else if (ast->kind == AST_TYPE_LIST)
        name = ast->as.TYPE_LIST.record.text;
    search->is_found |= has_name(search->names, name);
    if (!search->is_found)
        ast_walk_children(ast, find_mentioned, search);
}

static bool mentions_any(const Ast *ast, const Names *names)
{
    Search search = {names, false};
    find_mentioned(ast, &search);
    return search.is_found;
}

/* ---- names under which others speak of a declaration ---- */

static void add_actions(Names *names, const Ast *effect)
{
    for (size_t i = 0; i < effect->as.EFFECT.actions.count; i++)
        add_name(names, effect->as.EFFECT.actions.items[i]->as.ACTION.name.text);
}

static void add_rule(Names *names, const Ast *rule)
{
    add_name(names, rule->as.RULE.name.text);
    for (size_t i = 0; i < rule->as.RULE.effects.count; i++) {
        const Ast *effect = rule->as.RULE.effects.items[i];
        if (effect->kind == AST_EFFECT)
            add_actions(names, effect);
        else if (effect->kind == AST_FOLLOW)
            add_name(names, effect->as.FOLLOW.procedure.text);
    }
}

/* Of a derived field the field's own name. */
static Str last_part(const Ast *name)
{
    const AstList *parts = &name->as.NAME.parts;
    return parts->count ? parts->items[parts->count - 1]->as.PART.name.text : STR_NONE;
}

/* What a part of a rule says is named by itself; any other part stands for its declaration. False where it does. */
static bool add_part(Names *names, const Ast *holder)
{
    if (holder->kind == AST_EFFECT)
        add_actions(names, holder);
    else if (holder->kind == AST_ACTION)
        add_name(names, holder->as.ACTION.name.text);
    else if (holder->kind == AST_FOLLOW)
        add_name(names, holder->as.FOLLOW.procedure.text);
    else if (holder->kind == AST_ENUMERATION_VALUE)
        add_name(names, holder->as.ENUMERATION_VALUE.name.text);
    else if (holder->kind == AST_FACT)
        add_name(names, holder->as.FACT.name.text);
    else
        return false;
    return true;
}

static void add_declared(Names *names, const Ast *ast)
{
    if (ast->kind == AST_RULE)
        add_rule(names, ast);
    else if (ast->kind == AST_TABLE)
        add_name(names, ast->as.TABLE.name.text);
    else if (ast->kind == AST_DECIDE)
        add_name(names, last_part(ast->as.DECIDE.name));
    else if (ast->kind == AST_FACT)
        add_name(names, ast->as.FACT.name.text);
    else if (ast->kind == AST_TYPE)
        add_name(names, ast->as.TYPE.name.text);
    else if (ast->kind == AST_RECORD)
        add_name(names, ast->as.RECORD.name.text);
    else if (ast->kind == AST_PARAMETER)
        add_name(names, ast->as.PARAMETER.name.text);
}

static bool is_resting(const Ast *ast)
{
    return ast->kind == AST_RULE || ast->kind == AST_TABLE || ast->kind == AST_DECIDE ||
           ast->kind == AST_FACT || ast->kind == AST_RECORD;
}

/* ---- all that rests on some names ---- */

typedef struct Declarations {
    VEC(const Ast *) list;
} Declarations;

static Declarations find_declarations(Arena *arena, const CoreProgram *program)
{
    Declarations all = {0};
    for (size_t m = 0; m < program->modules.count; m++) {
        const AstList *list = &program->modules.items[m]->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++)
            VEC_PUSH(arena, &all.list, list->items[i]);
    }
    return all;
}

/* Adds the names of declarations that mention one of `names`, and of those that mention these. */
static void add_resting(Arena *arena, Names *names, const CoreProgram *program)
{
    const Declarations all = find_declarations(arena, program);
    bool *is_in = ARENA_ARRAY(arena, all.list.count, bool);
    for (bool is_growing = true; is_growing;) {
        is_growing = false;
        for (size_t i = 0; i < all.list.count; i++) {
            const Ast *ast = all.list.items[i];
            if (is_in[i] || !is_resting(ast) || !mentions_any(ast, names))
                continue;
            is_in[i] = is_growing = true;
            add_declared(names, ast);
        }
    }
}

/* ---- things found ---- */

static void add_thing(TouchedThings *things, Arena *arena, TouchedThing thing, const char *number)
{
    size_t i = 0;
    while (i < things->list.count && (things->list.items[i].span.source != thing.span.source ||
                                      things->list.items[i].span.start != thing.span.start))
        i++;
    if (i == things->list.count)
        VEC_PUSH(arena, &things->list, thing);
    TouchedThing *found = &things->list.items[i];
    size_t count = found->paragraphs.count;
    if (!count || strcmp(found->paragraphs.items[count - 1], number) != 0)
        VEC_PUSH(arena, &found->paragraphs, number);
}

/* ---- questions ---- */

static void add_question(Touched *touched, Arena *arena, const Ast *fact, const char *number)
{
    for (size_t i = 0; i < fact->as.FACT.clauses.count; i++) {
        const Ast *clause = fact->as.FACT.clauses.items[i];
        if (clause->kind != AST_ASK)
            continue;
        TouchedThing thing = {.span = fact->as.FACT.name.span};
        thing.name = str_to_text(arena, fact->as.FACT.name.text);
        thing.ask = str_to_text(arena, clause->as.ASK.text.text);
        add_thing(&touched->questions, arena, thing, number);
    }
}

/* Read under one of `names`, or of the type that is one of them. */
static bool is_asked(const Ast *fact, const Names *names, const Names *types)
{
    return fact->kind == AST_FACT &&
           (has_name(names, fact->as.FACT.name.text) ||
            (fact->as.FACT.type && mentions_any(fact->as.FACT.type, types)));
}

static void add_questions(Touched *touched, Arena *arena, const CitedBy *by, const char *number)
{
    Names names = new_names(arena), types = new_names(arena);
    add_mentioned(by->holder, &names);
    if (by->holder->kind == AST_FACT)
        add_name(&names, by->holder->as.FACT.name.text);
    if (by->declaration->kind == AST_TYPE)
        add_name(&types, by->declaration->as.TYPE.name.text);
    const Declarations all = find_declarations(arena, by->program);
    for (size_t i = 0; i < all.list.count; i++) {
        const Ast *ast = all.list.items[i];
        if (is_asked(ast, &names, &types))
            add_question(touched, arena, ast, number);
        for (size_t k = 0; ast->kind == AST_RECORD && k < ast->as.RECORD.fields.count; k++) {
            const Ast *field = ast->as.RECORD.fields.items[k];
            if (is_asked(field, &names, &types))
                add_question(touched, arena, field, number);
        }
    }
}

/* ---- scenarios ---- */

static bool expects_any(const Ast *expectation, const Names *names)
{
    const Ast *it = expectation;
    if (it->kind == AST_EXPECT_NORM)
        return has_name(names, it->as.EXPECT_NORM.action.text);
    if (it->kind == AST_EXPECT_STATE)
        return has_name(names, it->as.EXPECT_STATE.action.text);
    if (it->kind == AST_EXPECT_FOLLOW)
        return has_name(names, it->as.EXPECT_FOLLOW.procedure.text);
    return mentions_any(it, names); /* a value, a conflict, a gap */
}

static void find_given(const Ast *ast, void *context)
{
    Search *search = context;
    if (ast->kind == AST_GIVEN)
        search->is_found |= mentions_any(ast->as.GIVEN.name, search->names);
    else if (ast->kind == AST_GIVEN_LIST)
        search->is_found |= mentions_any(ast->as.GIVEN_LIST.name, search->names);
    ast_walk_children(ast, find_given, search);
}

static bool gives_any(const Ast *scenario, const Names *names)
{
    Search search = {names, false};
    for (size_t i = 0; i < scenario->as.SCENARIO.givens.count; i++)
        find_given(scenario->as.SCENARIO.givens.items[i], &search);
    return search.is_found;
}

static bool is_touched(const Ast *scenario, const Names *given, const Names *expected)
{
    if (gives_any(scenario, given))
        return true;
    for (size_t i = 0; i < scenario->as.SCENARIO.expectations.count; i++)
        if (expects_any(scenario->as.SCENARIO.expectations.items[i], expected))
            return true;
    return false;
}

static bool uses_text(const CoreProgram *program, uint32_t text)
{
    for (size_t i = 0; i < program->modules.count; i++)
        if (program->modules.items[i]->source == text)
            return true;
    return false;
}

static void add_scenarios(Touched *touched, Arena *arena, const CoreProgram *program,
                          const CitedBy *by, const char *number)
{
    Names given = new_names(arena), expected = new_names(arena);
    if (!add_part(&expected, by->holder))
        add_declared(&expected, by->declaration);
    if (by->holder->kind == AST_FACT)
        add_name(&given, by->holder->as.FACT.name.text);
    add_resting(arena, &expected, program);
    const AstList *list = &program->modules.items[0]->unit->file->as.FILE.declarations;
    for (size_t i = 0; i < list->count; i++) {
        const Ast *ast = list->items[i];
        if (ast->kind != AST_SCENARIO || !is_touched(ast, &given, &expected))
            continue;
        TouchedThing thing = {.span = ast->as.SCENARIO.title.span};
        thing.name = str_to_text(arena, ast->as.SCENARIO.title.text);
        add_thing(&touched->scenarios, arena, thing, number);
    }
}

void touched_add(Touched *touched, const Citing *citing, const CitedBy *by, const char *number)
{
    add_questions(touched, citing->arena, by, number);
    for (size_t i = 0; i < citing->scenario_texts.count; i++) {
        const CoreProgram *program = citing->scenario_texts.items[i].program;
        if (uses_text(program, by->span.source))
            add_scenarios(touched, citing->arena, program, by, number);
    }
}
