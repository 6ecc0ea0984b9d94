/* expect_norms.c - expectations about norms and their states (rulings 27, 53, 54).
 *
 * For a rule over a list an expectation without `for` is met by any element; `no …` must hold for all of them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario/expect.h"

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

static bool some_row_matches(Run *run, uint32_t frame, const Clauses *clauses)
{
    const Evaluation *evaluation = run->outcome->evaluation;
    uint32_t row, end;
    evaluation_get_rows(evaluation, frame, run->outcome->case_row, &row, &end);
    for (; row < end; row++) {
        Elements elements = outcome_elements(run->arena, evaluation, frame, row, NULL);
        if (expect_elements_match(&elements, clauses))
            return true;
    }
    return false;
}

/* Whether the case has the elements, be it that the action has none within them: a service without visits, a carer
 * where there are no services. */
static bool are_given(Run *run, const Clauses *clauses, uint32_t action)
{
    const CodeFrame *frames = run->code->frames;
    for (uint32_t it = run->code->actions[action].frame; it != 0; it = frames[it].parent)
        if (some_row_matches(run, it, clauses) ||
            some_row_matches(run, frames[it].list_frame, clauses))
            return true;
    return false;
}

/* The elements that `for` names have to be there: else `no …` of them could never fail. */
static void check_elements(Run *run, const Clauses *clauses, uint32_t action)
{
    if (!clauses->for_count || run->result->has_errors || are_given(run, clauses, action))
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
        expect_report_unknown(run, actor.span, "actor", actor.text, names, count);
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
           expect_elements_match(&norm->elements, &wanted->clauses);
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
           expect_needs_match(run, &norm->needs, wanted->clauses.needing) &&
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
    return (!by || expect_read_date(run, by->as.BY.date, &wanted->due)) &&
           (!not_before ||
            expect_read_date(run, not_before->as.NOT_BEFORE.date, &wanted->not_before));
}

void expect_norm(Run *run, const Ast *ast)
{
    Wanted wanted = {0};
    wanted.action = expect_find_action(run, ast->as.EXPECT_NORM.action);
    wanted.modality = ast->as.EXPECT_NORM.modality;
    wanted.actor = ast->as.EXPECT_NORM.actor;
    wanted.clauses = expect_read_clauses(&ast->as.EXPECT_NORM.clauses);
    if (!expect_find_rule(run, wanted.clauses.because, &wanted.rule) || wanted.action == INDEX_NONE)
        return;
    check_fors(run, &wanted.clauses, wanted.action);
    check_elements(run, &wanted.clauses, wanted.action);
    check_actor(run, wanted.actor);
    expect_check_needing(run, wanted.clauses.needing);
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
           norm->state == state && expect_elements_match(&norm->elements, &wanted->clauses) &&
           (wanted->rule == INDEX_NONE || run->code->norms[norm->norm].rule == wanted->rule) &&
           dates_match(norm, wanted);
}

void expect_state(Run *run, const Ast *ast)
{
    Token name = ast->as.EXPECT_STATE.action;
    const OutcomeDecision *decision = expect_find_decision(run, str_to_text(run->arena, name.text));
    if (decision) { /* an enumeration may have a value called done */
        expect_value_words(run, ast, decision, str_from(state_to_key(ast->as.EXPECT_STATE.state)));
        return;
    }
    Wanted wanted = {0};
    wanted.action = expect_find_action(run, name);
    wanted.clauses = expect_read_clauses(&ast->as.EXPECT_STATE.clauses);
    if (!expect_find_rule(run, wanted.clauses.because, &wanted.rule) || wanted.action == INDEX_NONE)
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
