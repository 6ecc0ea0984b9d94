/* norms.c - what a rule's effects demand: actors, actions, timings, choices, hand-overs.
 *
 * A timing after a list holds for each action of the list that has none of that kind itself (ruling 30). What modality takes which
 * timing is ruling 31; a choice is ruling 27 and 50.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "lower/context.h"

/* ---- actions ---- */

static bool has_same_loops(const CoreAction *action, const CoreRule *rule)
{
    if (action->loop_count != rule->loop_count)
        return false;
    for (uint32_t i = 0; i < rule->loop_count; i++) {
        const CoreLoop *a = action->loops[i], *b = rule->loops[i];
        if (a->list != b->list || !a->outer != !b->outer ||
            (a->outer && a->outer->list != b->outer->list))
            return false;
    }
    return true;
}

static const char *loops_to_words(Lower *lower, CoreLoop *const *loops, uint32_t count)
{
    if (!count)
        return "once for the case";
    return arena_format(lower->arena, "for each element of '%s'", loops[count - 1]->list->name);
}

static void check_same_lists(Lower *lower, const CoreAction *action, const CoreRule *rule,
                             Span span)
{
    if (rule->is_broken || has_same_loops(action, rule))
        return;
    size_t message =
        LOWER_REPORT(lower, DIAG_ACTION_LISTS, span, "'%s' stands here %s, and elsewhere %s",
                     action->name, loops_to_words(lower, rule->loops, rule->loop_count),
                     loops_to_words(lower, action->loops, action->loop_count));
    report_hint(
        lower->report, message,
        "all rules that name an action loop over the same list; give this action another name");
    report_note(lower->report, message, action->span, "it stands there");
}

static void check_same_label(Lower *lower, CoreAction *action, Token label)
{
    if (!label.text.bytes)
        return;
    if (!action->label) {
        action->label = token_to_text(lower, label);
        return;
    }
    if (str_is(label.text, action->label))
        return;
    size_t message = LOWER_REPORT(lower, DIAG_ACTION_LABELS, label.span,
                                  "action '%s' has two different labels", action->name);
    report_hint(lower->report, message, "write one label, or give the two actions two names");
    report_note(lower->report, message, action->span, "the other one is here");
}

static void declare_action(Lower *lower, const CoreRule *rule, const Ast *ast)
{
    if (ast->kind != AST_ACTION || !ast->as.ACTION.name.text.bytes)
        return;
    Token name = ast->as.ACTION.name;
    const Symbol *symbol = scope_find(lower->scope, ROOM_ACTIONS, name.text);
    if (symbol) {
        check_same_lists(lower, symbol->as.action, rule, name.span);
        check_same_label(lower, symbol->as.action, ast->as.ACTION.label);
        return;
    }
    CoreAction *action = ARENA_NEW(lower->arena, CoreAction);
    action->name = token_to_text(lower, name);
    action->label = token_to_text(lower, ast->as.ACTION.label);
    action->loops = rule->loops;
    action->loop_count = rule->loop_count;
    action->span = name.span;
    action->number = (uint32_t)lower->program->actions.count;
    VEC_PUSH(lower->arena, &lower->program->actions, action);
    scope_add(lower->scope, ROOM_ACTIONS,
              (Symbol){SYMBOL_ACTION, action->name, name.span, {.action = action}});
}

void declare_actions(Lower *lower, CoreRule *rule, const Ast *ast)
{
    for (size_t i = 0; i < ast->as.RULE.effects.count; i++) {
        const Ast *effect = ast->as.RULE.effects.items[i];
        if (effect->kind != AST_EFFECT)
            continue;
        for (size_t k = 0; k < effect->as.EFFECT.actions.count; k++)
            declare_action(lower, rule, effect->as.EFFECT.actions.items[k]);
    }
}

/* ---- timings ---- */

static bool is_taken(Lower *lower, bool has_one, const Ast *ast)
{
    if (!has_one)
        return false;
    size_t message = LOWER_REPORT(lower, DIAG_TIMING_TWICE, ast->span,
                                  "a second '%s' in the same effect", ast_kind_to_words(ast->kind));
    if (ast->kind == AST_UNTIL || ast->kind == AST_WHEN)
        report_hint(lower->report, message, "join the two conditions with 'and' or 'or'");
    else if (ast->kind == AST_REPEAT || (ast->kind == AST_BY && ast->as.BY.date->kind == AST_TEXT))
        report_hint(lower->report, message, "leave one of the two out");
    else
        report_hint(lower->report, message,
                    "one date can be written for both: 'later of (…)' or 'earlier of (…)'");
    return true;
}

static void lower_within(Lower *lower, const Env *env, CoreTiming *timing, const Ast *ast)
{
    timing->within = lower_typed(lower, env, ast->as.WITHIN.duration, type_of(TYPE_DURATION),
                                 "what follows 'within'");
    timing->within_of =
        lower_typed(lower, env, ast->as.WITHIN.of, type_of(TYPE_DATE), "what follows 'of'");
}

static void lower_repeat(Lower *lower, const Env *env, CoreTiming *timing, const Ast *ast)
{
    timing->repeat = lower_typed(lower, env, ast->as.REPEAT.duration, type_of(TYPE_DURATION),
                                 "what follows 'every'");
    timing->repeat_from =
        lower_typed(lower, env, ast->as.REPEAT.from, type_of(TYPE_DATE), "what follows 'from'");
}

static void lower_timing(Lower *lower, const Env *env, CoreTiming *timing, const Ast *ast)
{
    const Type date = type_of(TYPE_DATE);
    if (ast->kind == AST_BY && ast->as.BY.date && ast->as.BY.date->kind == AST_TEXT) {
        if (!is_taken(lower, timing->by_text != NULL, ast))
            timing->by_text = token_to_text(lower, ast->as.BY.date->as.TEXT.text);
    } else if (ast->kind == AST_BY) {
        if (!is_taken(lower, timing->by != NULL, ast))
            timing->by = lower_typed(lower, env, ast->as.BY.date, date, "what follows 'by'");
    } else if (ast->kind == AST_WITHIN) {
        if (!is_taken(lower, timing->within != NULL, ast))
            lower_within(lower, env, timing, ast);
    } else if (ast->kind == AST_NOT_BEFORE) {
        if (!is_taken(lower, timing->not_before != NULL, ast))
            timing->not_before =
                lower_typed(lower, env, ast->as.NOT_BEFORE.date, date, "what follows 'not before'");
    } else if (ast->kind == AST_REPEAT) {
        if (!is_taken(lower, timing->repeat != NULL, ast))
            lower_repeat(lower, env, timing, ast);
    } else if (ast->kind == AST_UNTIL) {
        if (!is_taken(lower, timing->until != NULL, ast))
            timing->until = lower_condition(lower, env, ast->as.UNTIL.condition);
    }
}

static CoreTiming lower_timings(Lower *lower, const Env *env, const AstList *clauses)
{
    CoreTiming timing = {0};
    for (size_t i = 0; i < clauses->count; i++)
        lower_timing(lower, env, &timing, clauses->items[i]);
    return timing;
}

/* Where `own` has none of a kind the list's stands in for it. */
static void inherit_timing(CoreTiming *own, const CoreTiming *list)
{
    if (!own->by)
        own->by = list->by;
    if (!own->by_text)
        own->by_text = list->by_text;
    if (!own->within) {
        own->within = list->within;
        own->within_of = list->within_of;
    }
    if (!own->not_before)
        own->not_before = list->not_before;
    if (!own->repeat) {
        own->repeat = list->repeat;
        own->repeat_from = list->repeat_from;
    }
    if (!own->until)
        own->until = list->until;
}

static void report_timing(Lower *lower, Span span, const char *what, const char *hint)
{
    size_t message = LOWER_REPORT(lower, DIAG_TIMING, span, "%s", what);
    report_hint(lower->report, message, "%s", hint);
}

static void check_timing(Lower *lower, const CoreNorm *norm)
{
    const CoreTiming *timing = &norm->timing;
    bool has_deadline = timing->by || timing->by_text || timing->within;
    if (modality_is_ban(norm->modality) && (has_deadline || timing->not_before || timing->repeat))
        report_timing(lower, norm->span, "what must not or should not be done has no deadline",
                      "only 'until' goes with 'must not' and 'should not'");
    else if (timing->repeat && !modality_is_duty(norm->modality))
        report_timing(lower, norm->span, "'every' goes with duties only",
                      "write it with 'must' or 'should'");
    else if (timing->repeat && (timing->by || timing->within))
        report_timing(lower, norm->span, "'every' stands without another deadline",
                      "the first time is due one such period after the date that follows 'from'");
    else if (timing->repeat && norm->choice)
        report_timing(lower, norm->span, "'every' does not go with 'one of'",
                      "write a rule for each of the actions");
}

/* ---- norms ---- */

static CoreNorm *new_norm(Lower *lower, CoreRule *rule, Modality modality, const char *actor,
                          Span span)
{
    CoreNorm *norm = ARENA_NEW(lower->arena, CoreNorm);
    norm->rule = rule;
    norm->modality = modality;
    norm->actor = actor;
    norm->span = span;
    VEC_PUSH(lower->arena, &rule->norms, norm);
    return norm;
}

static const char *find_actor(Lower *lower, const Ast *effect)
{
    if (effect->as.EFFECT.actor.text.bytes)
        return token_to_text(lower, effect->as.EFFECT.actor);
    if (lower->module->actor)
        return lower->module->actor;
    const char *modality = modality_to_words(effect->as.EFFECT.modality);
    if (lower->program->procedure == INDEX_NONE) {
        size_t message = LOWER_REPORT(lower, DIAG_NO_ACTOR_YET, effect->span,
                                      "nobody is named here who %s do this", modality);
        report_hint(lower->report, message,
                    "the procedure that uses this file has to be 'addressed to' somebody");
        return NULL;
    }
    size_t message = LOWER_REPORT(lower, DIAG_NO_ACTOR, effect->span,
                                  "nobody is named who %s do this", modality);
    report_hint(lower->report, message,
                "write the actor before '%s', or 'addressed to ACTOR' in the procedure line",
                modality);
    return NULL;
}

static const Ast *find_when(Lower *lower, const AstList *clauses)
{
    const Ast *when = NULL;
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == AST_WHEN &&
            !is_taken(lower, when != NULL, clauses->items[i]))
            when = clauses->items[i];
    return when;
}

static CoreNorm *lower_action(Lower *lower, CoreRule *rule, const Env *env, const Ast *effect,
                              const Ast *ast, const char *actor)
{
    const Symbol *symbol = scope_find(lower->scope, ROOM_ACTIONS, ast->as.ACTION.name.text);
    if (!symbol)
        return NULL;
    bool is_single = effect->as.EFFECT.shape == EFFECT_SINGLE;
    CoreNorm *norm = new_norm(lower, rule, effect->as.EFFECT.modality, actor,
                              is_single ? effect->span : ast->span);
    norm->action = symbol->as.action;
    norm->label = token_to_text(lower, ast->as.ACTION.label);
    const Ast *when = find_when(lower, &ast->as.ACTION.clauses);
    if (when)
        norm->when = lower_condition(lower, env, when->as.WHEN.condition);
    norm->timing = lower_timings(lower, env, &ast->as.ACTION.clauses);
    norm->marks = lower_marks(lower, &ast->as.ACTION.clauses);
    if (when)
        norm->marks =
            marks_join(lower->arena, norm->marks, lower_marks(lower, &when->as.WHEN.marks));
    return norm;
}

static void settle_norm(Lower *lower, CoreNorm *norm, const CoreTiming *list, Marks effect_marks)
{
    inherit_timing(&norm->timing, list);
    norm->marks = marks_join(lower->arena, norm->marks, effect_marks);
    norm->marks = marks_join(lower->arena, norm->marks, norm->rule->marks);
    check_timing(lower, norm);
}

static CoreNorm *new_choice(Lower *lower, CoreRule *rule, const Ast *effect, const char *actor)
{
    Modality modality = effect->as.EFFECT.modality;
    CoreNorm *choice = new_norm(lower, rule, modality, actor, effect->span);
    choice->options = ARENA_ARRAY(lower->arena, effect->as.EFFECT.actions.count, CoreNorm *);
    if (modality != MODALITY_MUST && modality != MODALITY_SHOULD) {
        size_t message = LOWER_REPORT(lower, DIAG_CHOICE, effect->span,
                                      "'one of' goes with 'must' and 'should' only");
        report_hint(lower->report, message, "write 'all of', or 'must one of'");
    }
    return choice;
}

static void lower_effect(Lower *lower, CoreRule *rule, const Env *env, const Ast *effect)
{
    const AstList *actions = &effect->as.EFFECT.actions;
    const char *actor = find_actor(lower, effect);
    CoreTiming timing = lower_timings(lower, env, &effect->as.EFFECT.clauses);
    Marks marks = lower_marks(lower, &effect->as.EFFECT.clauses);
    CoreNorm *choice =
        effect->as.EFFECT.shape == EFFECT_ONE_OF ? new_choice(lower, rule, effect, actor) : NULL;
    for (size_t i = 0; i < actions->count; i++) {
        CoreNorm *norm = actions->items[i]->kind == AST_ACTION
                             ? lower_action(lower, rule, env, effect, actions->items[i], actor)
                             : NULL;
        if (!norm)
            continue;
        norm->choice = choice;
        if (choice)
            choice->options[choice->option_count++] = norm;
        settle_norm(lower, norm, &timing, marks);
    }
    if (choice)
        choice->marks = marks_join(lower->arena, marks, rule->marks);
}

/* ---- hand-overs ---- */

/* A procedure of the program, or one in a file of its own on the module path (ruling 34). */
static bool has_procedure(Lower *lower, Token name)
{
    if (scope_find(lower->scope, ROOM_PROCEDURES, name.text))
        return true;
    uint32_t source;
    const char *path;
    size_t module = 0;
    while (lower->program->modules.items[module] != lower->module)
        module++;
    return lower->finder->find(lower->finder->context, lower->module_paths.items[module],
                               str_to_text(lower->arena, name.text), &source, &path);
}

static void report_unknown_procedure(Lower *lower, Token name)
{
    const char *nearest = scope_find_nearest(lower->scope, ROOM_PROCEDURES, name.text);
    if (!nearest && lower->is_incomplete)
        return;
    size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_PROCEDURE, name.span,
                                  "there is no procedure named '%.*s'", STR_ARG(name.text));
    if (nearest)
        report_hint(lower->report, message, "did you mean '%s'?", nearest);
    else
        report_hint(lower->report, message,
                    "one that is not written here is declared by 'procedure %.*s \"…\" external'",
                    STR_ARG(name.text));
}

static void lower_follow(Lower *lower, CoreRule *rule, const Ast *ast)
{
    Token name = ast->as.FOLLOW.procedure;
    if (!name.text.bytes)
        return;
    if (!has_procedure(lower, name))
        report_unknown_procedure(lower, name);
    CoreNorm *norm = new_norm(lower, rule, MODALITY_FOLLOW, lower->module->actor, ast->span);
    norm->follow = token_to_text(lower, name);
    const Symbol *symbol = scope_find(lower->scope, ROOM_PROCEDURES, name.text);
    if (symbol)
        norm->label = lower->program->procedures.items[symbol->as.number].label;
    norm->marks = marks_join(lower->arena, lower_marks(lower, &ast->as.FOLLOW.marks), rule->marks);
}

void lower_effects(Lower *lower, CoreRule *rule, const Ast *ast, const Env *env)
{
    for (size_t i = 0; i < ast->as.RULE.effects.count; i++) {
        const Ast *effect = ast->as.RULE.effects.items[i];
        if (effect->kind == AST_EFFECT)
            lower_effect(lower, rule, env, effect);
        else if (effect->kind == AST_FOLLOW)
            lower_follow(lower, rule, effect);
    }
}
