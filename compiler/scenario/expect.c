/* expect.c - one expectation against what came out (section 8 of the language's reference; rulings 53 and 54).
 *
 * For a rule over a list an expectation without `for` is met by any element; `no …` must hold for all of them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>

#include "scenario/internal.h"

/* What an expectation says of a norm besides its modality and action. */
typedef struct Clauses {
    const Ast *by, *not_before, *because, *needing;
    const Ast *fors[8];
    size_t for_count;
} Clauses;

static Clauses read_clauses(const AstList *list)
{
    Clauses clauses = {0};
    for (size_t i = 0; i < list->count; i++) {
        const Ast *ast = list->items[i];
        if (ast->kind == AST_BY)
            clauses.by = ast;
        else if (ast->kind == AST_NOT_BEFORE)
            clauses.not_before = ast;
        else if (ast->kind == AST_BECAUSE)
            clauses.because = ast;
        else if (ast->kind == AST_NEEDING)
            clauses.needing = ast;
        else if (ast->kind == AST_FOR && clauses.for_count < 8)
            clauses.fors[clauses.for_count++] = ast;
    }
    return clauses;
}

static size_t report_unknown(Run *run, Span span, const char *what, Str name,
                             const char *const *names, size_t count)
{
    size_t message = report_add(run->report, diag_kind(DIAG_UNKNOWN_EXPECTATION), span,
                                "the procedure has no %s named '%.*s'", what, STR_ARG(name));
    const char *nearest = report_find_nearest(names, count, name);
    if (nearest)
        report_hint(run->report, message, "did you mean '%s'?", nearest);
    run->result->has_errors = true;
    return message;
}

/* ---- names ---- */

static uint32_t find_action(Run *run, Token name)
{
    const Code *code = run->code;
    uint32_t action;
    if (!run->actions) {
        Map *names = map_new(run->arena);
        for (uint32_t i = 0; i < code->action_count; i++)
            map_set(names, str_from(code->actions[i].name), i);
        run->actions = names;
    }
    if (map_find(run->actions, name.text, &action))
        return action;
    size_t count = report_may_search(run->report) ? code->action_count : 0;
    const char **names = ARENA_ARRAY(run->arena, count, const char *);
    for (uint32_t i = 0; i < count; i++)
        names[i] = code->actions[i].name;
    report_unknown(run, name.span, "action", name.text, names, count);
    return INDEX_NONE;
}

static bool find_rule(Run *run, const Ast *because, uint32_t *rule)
{
    *rule = INDEX_NONE;
    if (!because)
        return true;
    const Code *code = run->code;
    Token name = because->as.BECAUSE.rule;
    if (!run->rules) {
        Map *names = map_new(run->arena);
        for (uint32_t i = 0; i < code->rule_count; i++)
            map_set(names, str_from(code->rules[i].name), i);
        run->rules = names;
    }
    if (map_find(run->rules, name.text, rule))
        return true;
    size_t count = report_may_search(run->report) ? code->rule_count : 0;
    const char **names = ARENA_ARRAY(run->arena, count, const char *);
    for (uint32_t i = 0; i < count; i++)
        names[i] = code->rules[i].name;
    report_unknown(run, name.span, "rule", name.text, names, count);
    return false;
}

static const OutcomeDecision *find_decision(Run *run, const char *key)
{
    uint32_t decision;
    if (!run->decision_keys) {
        Map *keys = map_new(run->arena);
        for (size_t i = 0; i < run->outcome->decisions.count; i++)
            map_set(keys, str_from(run->outcome->decisions.items[i].key), (uint32_t)i);
        run->decision_keys = keys;
    }
    return map_find(run->decision_keys, str_from(key), &decision)
               ? &run->outcome->decisions.items[decision]
               : NULL;
}

/* The key with `#` for each part that is a number: "services.#.kind" for "services.2.kind". */
static Str path_of_key(Arena *arena, const char *key)
{
    Text path = text_in(arena);
    while (*key) {
        size_t length = strcspn(key, "."), digits = strspn(key, "0123456789");
        if (length && digits == length)
            text_add_byte(&path, '#');
        else
            text_add_str(&path, (Str){key, length});
        key += length;
        if (*key)
            text_add_byte(&path, *key++);
    }
    return text_get(&path);
}

static const Map *fact_paths(Run *run)
{
    Map *paths = map_new(run->arena);
    for (uint32_t i = 0; i < run->code->fact_count; i++)
        map_set(paths, str_from(code_fact_to_path(run->arena, run->code, i)), i);
    return paths;
}

static bool is_fact_key(Run *run, const char *key)
{
    uint32_t fact;
    if (str_has_prefix(str_from(key), "done."))
        return true;
    if (!run->fact_paths)
        run->fact_paths = fact_paths(run);
    return map_find(run->fact_paths, path_of_key(run->arena, key), &fact);
}

static const OutcomeDecision *get_decision(Run *run, const Ast *name)
{
    const char *key = scenario_key(run->arena, name);
    const OutcomeDecision *decision = find_decision(run, key);
    if (decision)
        return decision;
    size_t count = report_may_search(run->report) ? run->outcome->decisions.count : 0;
    const char **names = ARENA_ARRAY(run->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        names[i] = run->outcome->decisions.items[i].key;
    if (is_fact_key(run, key)) {
        size_t message = report_add(run->report, diag_kind(DIAG_UNKNOWN_EXPECTATION), name->span,
                                    "'%s' is a fact, and facts are given, not expected", key);
        report_hint(run->report, message, "expect a decision or what somebody must or may do");
        run->result->has_errors = true;
        return NULL;
    }
    report_unknown(run, name->span, "decision", str_from(key), names, count);
    return NULL;
}

static bool read_date(Run *run, const Ast *ast, Value *day)
{
    const Type date = {TYPE_DATE, NULL};
    Str words = source_get_words(run->program->sources, ast->span);
    if (value_read(day, date, NULL, words) == READ_OK)
        return true;
    report_add(run->report, diag_kind(DIAG_NO_SUCH_DATE), ast->span,
               "there is no such date as '%.*s'", STR_ARG(words));
    run->result->has_errors = true;
    return false;
}

/* ---- needs ---- */

static bool has_key(const Keys *keys, const char *key)
{
    uint32_t first = 0, end = keys->count;
    while (first < end) {
        uint32_t middle = first + (end - first) / 2;
        int order = strcmp(keys->items[middle], key);
        if (!order)
            return true;
        if (order < 0)
            first = middle + 1;
        else
            end = middle;
    }
    return false;
}

static void report_unknown_fact(Run *run, Span span, const char *key)
{
    size_t count = report_may_search(run->report) ? run->code->fact_count : 0;
    const char **names = ARENA_ARRAY(run->arena, count, const char *);
    for (uint32_t i = 0; i < count; i++)
        names[i] = code_fact_to_path(run->arena, run->code, i);
    report_unknown(run, span, "fact", str_from(key), names, count);
}

static void check_needing(Run *run, const Ast *needing)
{
    for (size_t i = 0; needing && i < needing->as.NEEDING.facts.count; i++) {
        const Ast *name = needing->as.NEEDING.facts.items[i];
        const char *key = scenario_key(run->arena, name);
        if (is_fact_key(run, key))
            continue;
        report_unknown_fact(run, name->span, key);
    }
}

/* Whether the needs are exactly those named (ruling 53). */
static bool needs_match(Run *run, const Keys *needs, const Ast *needing)
{
    if (!needing)
        return true;
    const AstList *facts = &needing->as.NEEDING.facts;
    Map *named = map_new(run->arena);
    for (size_t i = 0; i < facts->count; i++) {
        const char *key = scenario_key(run->arena, facts->items[i]);
        if (!has_key(needs, key))
            return false;
        map_set(named, str_from(key), 0);
    }
    return map_get_count(named) == needs->count;
}

/* ---- norms ---- */

/* Which `for` of its list the one at `index` is: two loops over one list take two. */
static size_t count_same(const Clauses *clauses, size_t index)
{
    size_t same = 0;
    for (size_t i = 0; i < index; i++)
        same += str_is_equal(clauses->fors[i]->as.FOR.list.text,
                             clauses->fors[index]->as.FOR.list.text);
    return same;
}

static bool element_matches(const Elements *elements, const Clauses *clauses, size_t index)
{
    const Ast *wanted = clauses->fors[index];
    size_t same = count_same(clauses, index);
    for (uint32_t i = 0; i < elements->count; i++) {
        if (!str_is(wanted->as.FOR.list.text, elements->items[i].list) || same--)
            continue;
        char number[16];
        snprintf(number, sizeof number, "%u", elements->items[i].number);
        return str_is(wanted->as.FOR.number.text, number);
    }
    return false;
}

static bool elements_match(const Elements *elements, const Clauses *clauses)
{
    for (size_t i = 0; i < clauses->for_count; i++)
        if (!element_matches(elements, clauses, i))
            return false;
    return true;
}

/* The list that `for` names has to be one that the action's rules loop over. */
static void check_fors(Run *run, const Clauses *clauses, uint32_t action)
{
    for (size_t i = 0; i < clauses->for_count; i++)
        scenario_check_list(run, action, clauses->fors[i]->as.FOR.list);
}

/* Whether the norm is about the action: itself, or as one of a choice's options. */
static bool is_about(const Code *code, const OutcomeNorm *norm, uint32_t action)
{
    const CodeNorm *meaning = &code->norms[norm->norm];
    if (meaning->action == action)
        return true;
    for (uint32_t i = 0; i < meaning->option_count; i++)
        if (code->norms[meaning->first_option + i].action == action)
            return true;
    return false;
}

static bool is_truth(Run *run, uint32_t reg, uint32_t row, Truth truth)
{
    return reg != REGISTER_NONE &&
           evaluation_get_truth(run->outcome->evaluation, reg, row) == truth;
}

/* Whether the action is an option of the norm that has fallen away: its own `when` is no, or its `until` has come. */
static bool has_fallen_away(Run *run, const OutcomeNorm *norm, uint32_t action)
{
    const CodeNorm *meaning = &run->code->norms[norm->norm];
    for (uint32_t i = 0; i < meaning->option_count; i++) {
        const CodeNorm *option = &run->code->norms[meaning->first_option + i];
        if (option->action == action && !is_truth(run, option->when, norm->row, TRUTH_NO) &&
            !is_truth(run, option->until, norm->row, TRUTH_YES))
            return false;
    }
    return meaning->option_count > 0;
}

/* The elements that `for` names have to be there: else `no …` of them could never fail. */
static void check_elements(Run *run, const Clauses *clauses, uint32_t action)
{
    if (!clauses->for_count || run->result->has_errors)
        return;
    for (size_t i = 0; i < run->outcome->norms.count; i++)
        if (is_about(run->code, &run->outcome->norms.items[i], action) &&
            elements_match(&run->outcome->norms.items[i].elements, clauses))
            return;
    const Ast *last = clauses->fors[clauses->for_count - 1];
    report_add(run->report, diag_kind(DIAG_EXPECTATION_ELEMENT), last->span,
               "the scenario gives no element %.*s of '%.*s'", STR_ARG(last->as.FOR.number.text),
               STR_ARG(last->as.FOR.list.text));
    run->result->has_errors = true;
}

/* The actor that an expectation names has to be one of some rule. */
static void check_actor(Run *run, Token actor)
{
    const Code *code = run->code;
    const char **names = ARENA_ARRAY(run->arena, code->norm_count, const char *);
    size_t count = 0;
    for (uint32_t i = 0; i < code->norm_count; i++) {
        if (!code->norms[i].actor)
            continue;
        if (!actor.text.bytes || str_is(actor.text, code->norms[i].actor))
            return;
        names[count++] = code->norms[i].actor;
    }
    if (actor.text.bytes)
        report_unknown(run, actor.span, "actor", actor.text, names, count);
}

typedef struct Wanted {
    uint32_t action;
    Modality modality;
    Token actor;
    Clauses clauses;
    uint32_t rule;
    Value due, not_before;
} Wanted;

static bool is_candidate(Run *run, const OutcomeNorm *norm, const Wanted *wanted)
{
    const CodeNorm *meaning = &run->code->norms[norm->norm];
    return is_about(run->code, norm, wanted->action) && meaning->modality == wanted->modality &&
           (!wanted->actor.text.bytes || str_is(wanted->actor.text, meaning->actor)) &&
           elements_match(&norm->elements, &wanted->clauses);
}

static bool is_day(OptionalDate date, Value day)
{
    return date.has && date.day == day;
}

static bool dates_match(const OutcomeNorm *norm, const Wanted *wanted)
{
    if (wanted->clauses.by && !is_day(norm->due, wanted->due) &&
        !is_day(norm->next_due, wanted->due))
        return false;
    return !wanted->clauses.not_before || is_day(norm->not_before, wanted->not_before);
}

static bool applies_as_wanted(Run *run, const OutcomeNorm *norm, const Wanted *wanted)
{
    return is_candidate(run, norm, wanted) && norm->status == NORM_APPLIES &&
           (wanted->rule == INDEX_NONE || run->code->norms[norm->norm].rule == wanted->rule) &&
           dates_match(norm, wanted) && !has_fallen_away(run, norm, wanted->action);
}

/* Whether another rule gives the same for the same element all the same. */
static bool applies_beside(Run *run, const OutcomeNorm *norm, const Wanted *wanted)
{
    for (size_t i = 0; i < run->outcome->norms.count; i++) {
        const OutcomeNorm *other = &run->outcome->norms.items[i];
        if (other->row == norm->row && other->status == NORM_APPLIES &&
            is_candidate(run, other, wanted))
            return true;
    }
    return false;
}

static bool is_undetermined_as_wanted(Run *run, const OutcomeNorm *norm, const Wanted *wanted)
{
    return is_candidate(run, norm, wanted) && norm->status == NORM_UNDETERMINED &&
           (wanted->rule == INDEX_NONE || run->code->norms[norm->norm].rule == wanted->rule) &&
           needs_match(run, &norm->needs, wanted->clauses.needing) &&
           !applies_beside(run, norm, wanted) && !has_fallen_away(run, norm, wanted->action);
}

/* Whether `rule` is what kept the norm from applying: it overrides the norm's rule, or is it and an exception held. */
static bool is_stopped_by(Run *run, const OutcomeNorm *norm, uint32_t rule)
{
    uint32_t own = run->code->norms[norm->norm].rule;
    const CodeRule *meaning = &run->code->rules[own];
    for (uint32_t i = 0; i < meaning->part_count; i++) {
        const CodeRulePart *part = &meaning->parts[i];
        bool is_it = part->kind == RULE_PART_OVERRIDDEN_BY
                         ? part->rule == rule
                         : part->kind == RULE_PART_UNLESS && own == rule;
        if (is_it &&
            evaluation_get_truth(run->outcome->evaluation, part->reg, norm->row) == TRUTH_YES)
            return true;
    }
    return false;
}

static bool does_not_apply(Run *run, const Wanted *wanted)
{
    bool is_stopped = wanted->rule == INDEX_NONE;
    for (size_t i = 0; i < run->outcome->norms.count; i++) {
        const OutcomeNorm *norm = &run->outcome->norms.items[i];
        if (!is_candidate(run, norm, wanted))
            continue;
        if (norm->status != NORM_DOES_NOT_APPLY && !has_fallen_away(run, norm, wanted->action))
            return false;
        is_stopped |= wanted->rule != INDEX_NONE && is_stopped_by(run, norm, wanted->rule);
    }
    return is_stopped;
}

static bool is_met(Run *run, ExpectedStatus status, const Wanted *wanted)
{
    if (status == EXPECTED_DOES_NOT_APPLY)
        return does_not_apply(run, wanted);
    for (size_t i = 0; i < run->outcome->norms.count; i++) {
        const OutcomeNorm *norm = &run->outcome->norms.items[i];
        if (status == EXPECTED_APPLIES ? applies_as_wanted(run, norm, wanted)
                                       : is_undetermined_as_wanted(run, norm, wanted))
            return true;
    }
    return false;
}

/* Whether any rule gives the action with that modality: else that it does not apply can never fail. */
static bool some_norm_gives(Run *run, const Wanted *wanted)
{
    for (uint32_t i = 0; i < run->code->norm_count; i++)
        if (run->code->norms[i].action == wanted->action &&
            run->code->norms[i].modality == wanted->modality)
            return true;
    return false;
}

static bool read_dates(Run *run, Wanted *wanted)
{
    const Ast *by = wanted->clauses.by, *not_before = wanted->clauses.not_before;
    return (!by || read_date(run, by->as.BY.date, &wanted->due)) &&
           (!not_before || read_date(run, not_before->as.NOT_BEFORE.date, &wanted->not_before));
}

static void expect_norm(Run *run, const Ast *ast)
{
    Wanted wanted = {0};
    wanted.action = find_action(run, ast->as.EXPECT_NORM.action);
    wanted.modality = ast->as.EXPECT_NORM.modality;
    wanted.actor = ast->as.EXPECT_NORM.actor;
    wanted.clauses = read_clauses(&ast->as.EXPECT_NORM.clauses);
    if (!find_rule(run, wanted.clauses.because, &wanted.rule) || wanted.action == INDEX_NONE)
        return;
    check_fors(run, &wanted.clauses, wanted.action);
    check_elements(run, &wanted.clauses, wanted.action);
    check_actor(run, wanted.actor);
    check_needing(run, wanted.clauses.needing);
    if (ast->as.EXPECT_NORM.status == EXPECTED_DOES_NOT_APPLY && !some_norm_gives(run, &wanted))
        report_add(run->report, diag_kind(DIAG_NEVER_GIVEN), ast->span,
                   "no rule says '%s %s', so this can never fail",
                   modality_to_words(wanted.modality), run->code->actions[wanted.action].name);
    if (!read_dates(run, &wanted))
        return;
    if (!run->result->has_errors && !is_met(run, ast->as.EXPECT_NORM.status, &wanted))
        scenario_fail(run, ast, found_norms(run, wanted.action, wanted.modality),
                      run->code->actions[wanted.action].name);
}

/* ---- states ---- */

static bool has_state(Run *run, const OutcomeNorm *norm, const Wanted *wanted, NormState state)
{
    return is_about(run->code, norm, wanted->action) && norm->status == NORM_APPLIES &&
           norm->state == state && elements_match(&norm->elements, &wanted->clauses) &&
           (wanted->rule == INDEX_NONE || run->code->norms[norm->norm].rule == wanted->rule) &&
           dates_match(norm, wanted);
}

static void expect_value_words(Run *run, const Ast *ast, const OutcomeDecision *decision,
                               Str words);

static void expect_state(Run *run, const Ast *ast)
{
    Token name = ast->as.EXPECT_STATE.action;
    const OutcomeDecision *decision = find_decision(run, str_to_text(run->arena, name.text));
    if (decision) { /* an enumeration may have a value called done */
        expect_value_words(run, ast, decision, str_from(state_to_key(ast->as.EXPECT_STATE.state)));
        return;
    }
    Wanted wanted = {0};
    wanted.action = find_action(run, name);
    wanted.clauses = read_clauses(&ast->as.EXPECT_STATE.clauses);
    if (!find_rule(run, wanted.clauses.because, &wanted.rule) || wanted.action == INDEX_NONE)
        return;
    check_fors(run, &wanted.clauses, wanted.action);
    check_elements(run, &wanted.clauses, wanted.action);
    if (!read_dates(run, &wanted))
        return;
    bool is_found = false;
    for (size_t i = 0; i < run->outcome->norms.count; i++)
        is_found |=
            has_state(run, &run->outcome->norms.items[i], &wanted, ast->as.EXPECT_STATE.state);
    if (!run->result->has_errors && !is_found)
        scenario_fail(run, ast, found_norms(run, wanted.action, MODALITY_FOLLOW),
                      run->code->actions[wanted.action].name);
}

/* ---- decisions ---- */

static void report_value(Run *run, const char *key, Span span, Str words, Type type)
{
    size_t message = report_add(run->report, diag_kind(DIAG_EXPECTATION_VALUE), span,
                                "'%s' cannot be '%.*s'", key, STR_ARG(words));
    report_hint(run->report, message, "allowed is %s", value_describe_allowed(run->arena, type));
    run->result->has_errors = true;
}

static void expect_value_words(Run *run, const Ast *ast, const OutcomeDecision *decision, Str words)
{
    Type type = run->code->decisions[decision->decision].type;
    Value value;
    if (value_read(&value, type, run->outcome->evaluation->table->texts, words) != READ_OK) {
        bool has_value = ast->kind == AST_EXPECT_VALUE;
        report_value(run, decision->key, has_value ? ast->as.EXPECT_VALUE.value->span : ast->span,
                     words, type);
        return;
    }
    if (decision->status != DECISION_VALUE || decision->value != value)
        scenario_fail(run, ast, found_decision(run, decision), decision->key);
}

static bool is_unknown_as_wanted(Run *run, const OutcomeDecision *decision, const Ast *needing)
{
    return decision->status == DECISION_UNDETERMINED && needs_match(run, &decision->needs, needing);
}

static void expect_value(Run *run, const Ast *ast)
{
    const Ast *name = ast->as.EXPECT_VALUE.name, *value = ast->as.EXPECT_VALUE.value;
    if (!name || name->kind != AST_NAME || !value || value->kind == AST_ERROR)
        return;
    Clauses clauses = read_clauses(&ast->as.EXPECT_VALUE.clauses);
    const OutcomeDecision *decision = get_decision(run, name);
    check_needing(run, clauses.needing);
    uint32_t rule;
    if (!decision || !find_rule(run, clauses.because, &rule))
        return;
    if (value->kind != AST_UNKNOWN) {
        Str words = value->kind == AST_TEXT ? value->as.TEXT.text.text
                                            : source_get_words(run->program->sources, value->span);
        expect_value_words(run, ast, decision, words);
    } else if (!is_unknown_as_wanted(run, decision, clauses.needing)) {
        scenario_fail(run, ast, found_decision(run, decision), decision->key);
    }
}

/* ---- conflicts, gaps, hand-overs ---- */

/* Whether the rule is one of those in conflict; INDEX_NONE is any. */
static bool has_side(const Run *run, const Conflict *conflict, uint32_t rule)
{
    if (rule == INDEX_NONE)
        return true;
    for (uint32_t i = 0; i < conflict->side_count; i++)
        if (!strcmp(conflict->sides[i].rule, run->code->rules[rule].name))
            return true;
    return false;
}

static void expect_conflict(Run *run, const Ast *ast, const Ast *name, const AstList *list,
                            bool is_gap)
{
    if (!name || name->kind != AST_NAME)
        return;
    const char *key = scenario_key(run->arena, name);
    Clauses clauses = read_clauses(list);
    bool is_action = false;
    for (uint32_t i = 0; i < run->code->action_count; i++)
        is_action |= !strcmp(run->code->actions[i].name, key);
    uint32_t rule;
    if (!find_rule(run, clauses.because, &rule) ||
        ((is_gap || !is_action) && !get_decision(run, name)))
        return;
    size_t count = is_gap ? run->outcome->gaps.count : run->outcome->conflicts.count;
    const Conflict *found = is_gap ? run->outcome->gaps.items : run->outcome->conflicts.items;
    for (size_t i = 0; i < count; i++)
        if (!strcmp(found[i].on, key) && elements_match(&found[i].elements, &clauses) &&
            has_side(run, &found[i], rule))
            return;
    scenario_fail(
        run, ast,
        arena_format(run->arena, "there is no %s on %s", is_gap ? "gap" : "conflict", key), key);
}

static void expect_follow(Run *run, const Ast *ast)
{
    static const NormStatus statuses[] = {
        [EXPECTED_APPLIES] = NORM_APPLIES,
        [EXPECTED_DOES_NOT_APPLY] = NORM_DOES_NOT_APPLY,
        [EXPECTED_UNDETERMINED] = NORM_UNDETERMINED,
    };
    Token name = ast->as.EXPECT_FOLLOW.procedure;
    NormStatus wanted = statuses[ast->as.EXPECT_FOLLOW.status], best = NORM_DOES_NOT_APPLY;
    Clauses clauses = read_clauses(&ast->as.EXPECT_FOLLOW.clauses);
    bool is_named = false, is_found = false;
    uint32_t rule;
    if (!find_rule(run, clauses.because, &rule))
        return;
    for (size_t i = 0; i < run->outcome->norms.count; i++) {
        const OutcomeNorm *norm = &run->outcome->norms.items[i];
        const CodeNorm *meaning = &run->code->norms[norm->norm];
        if (meaning->modality != MODALITY_FOLLOW || !str_is(name.text, meaning->follow))
            continue;
        is_named = true;
        if (!elements_match(&norm->elements, &clauses) ||
            (rule != INDEX_NONE && meaning->rule != rule))
            continue;
        best = norm->status < best ? norm->status : best;
        is_found |= norm->status == wanted && needs_match(run, &norm->needs, clauses.needing);
    }
    check_needing(run, clauses.needing);
    if (!is_named)
        report_unknown(run, name.span, "hand-over to a procedure", name.text, NULL, 0);
    else if (!is_found || best != wanted)
        scenario_fail(run, ast,
                      best == NORM_APPLIES        ? "it is followed"
                      : best == NORM_UNDETERMINED ? "whether it is followed is undetermined"
                                                  : "it is not followed",
                      NULL);
}

void scenario_expect(Run *run, const Ast *ast)
{
    if (ast->kind == AST_EXPECT_NORM)
        expect_norm(run, ast);
    else if (ast->kind == AST_EXPECT_STATE)
        expect_state(run, ast);
    else if (ast->kind == AST_EXPECT_VALUE)
        expect_value(run, ast);
    else if (ast->kind == AST_EXPECT_CONFLICT)
        expect_conflict(run, ast, ast->as.EXPECT_CONFLICT.name, &ast->as.EXPECT_CONFLICT.clauses,
                        false);
    else if (ast->kind == AST_EXPECT_GAP)
        expect_conflict(run, ast, ast->as.EXPECT_GAP.name, &ast->as.EXPECT_GAP.clauses, true);
    else if (ast->kind == AST_EXPECT_FOLLOW)
        expect_follow(run, ast);
}
