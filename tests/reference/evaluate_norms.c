/* evaluate_norms.c - every norm in every row of its rule, the conflicts among them, and the whole outcome in lines.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "reference/evaluate.h"

typedef VEC(RefNorm *) RefNorms;

typedef struct Norms {
    Lines *lines;
    RefNorms list;
} Norms;

/* ---- whether a norm applies ---- */

/* A choice is there while one of its options is. */
static Answer is_any_open(Reference *reference, RefNorm *norm)
{
    VEC(Answer) answers = {0};
    for (uint32_t i = 0; i < norm->norm->option_count; i++) {
        const CoreNorm *option = norm->norm->options[i];
        Answer answer = reference_is_open(reference, option, norm->env);
        if (answer_is_no(answer))
            continue;
        VEC_PUSH(reference->arena, &norm->options, option);
        VEC_PUSH(reference->arena, &answers, answer);
    }
    return answer_or(reference, answers.items, answers.count);
}

static void find_status(Reference *reference, RefNorm *norm)
{
    Answer parts[2] = {reference_apply_rule(reference, norm->norm->rule, norm->env),
                       norm->norm->option_count
                           ? is_any_open(reference, norm)
                           : reference_is_open(reference, norm->norm, norm->env)};
    Answer answer = answer_and(reference, parts, 2);
    Names lists = {0};
    bool is_possible = reference_is_possible_row(reference, norm->norm->rule, norm->env, &lists);
    norm->status = answer_is_no(answer)              ? REF_NOT
                   : is_possible || !answer.is_known ? REF_UNDETERMINED
                                                     : REF_APPLIES;
    if (norm->status != REF_UNDETERMINED)
        return;
    reference_add_open(reference, norm, answer);
    names_add_all(reference->arena, &norm->needs, &lists);
}

static const char *write_elements(Reference *reference, const CoreRule *rule, const Env *env)
{
    Text out = text_in(reference->arena);
    for (uint32_t i = 0; i < rule->loop_count; i++) {
        const Element *element = env_find(reference, env, rule->loops[i]);
        text_add_format(&out, "%s%s=%u", i ? "," : "", rule->loops[i]->name, element->number);
    }
    return out.bytes ? out.bytes : "";
}

/* The rows live on the stack of the visit; a norm keeps its own copy. */
static const Env *copy_env(Arena *arena, const Env *env)
{
    if (!env)
        return NULL;
    Env *copy = ARENA_NEW(arena, Env);
    *copy = *env;
    copy->outer = copy_env(arena, env->outer);
    return copy;
}

static void visit_row(Reference *reference, const CoreRule *rule, const Env *env, void *context)
{
    Norms *norms = context;
    for (size_t i = 0; i < rule->norms.count; i++) {
        if (rule->norms.items[i]->choice)
            continue;
        RefNorm *norm = ARENA_NEW(reference->arena, RefNorm);
        norm->norm = rule->norms.items[i];
        norm->env = copy_env(reference->arena, env);
        norm->elements = write_elements(reference, rule, env);
        find_status(reference, norm);
        if (norm->status == REF_APPLIES && norm->norm->option_count)
            reference_settle_choice(reference, norm);
        else if (norm->status == REF_APPLIES)
            reference_settle_single(reference, norm);
        VEC_PUSH(reference->arena, &norms->list, norm);
    }
}

/* ---- in lines ---- */

static const char *norm_to_action(Reference *reference, const CoreNorm *norm)
{
    if (norm->follow)
        return norm->follow;
    if (!norm->option_count)
        return norm->action->name;
    Text out = text_in(reference->arena);
    text_add(&out, "one_of");
    for (uint32_t i = 0; i < norm->option_count; i++)
        text_add_format(&out, "/%s", norm->options[i]->action->name);
    return out.bytes;
}

/* A module without a procedure line may be looked at alone: nobody is named. */
static const char *actor_of(const CoreNorm *norm)
{
    return norm->actor && !norm->follow ? norm->actor : "-";
}

static void write_ref_date(Text *line, const char *what, const RefDate *date)
{
    lines_write_date(line, what, date->is_written && date->answer.is_known, date->answer.value);
}

static const char *status_words(RefStatus status)
{
    switch (status) {
    case REF_APPLIES: return "applies";
    case REF_UNDETERMINED: return "undetermined";
    case REF_NOT: return "does_not_apply";
    }
    UNREACHABLE();
}

static void write_norm(Reference *reference, const RefNorm *norm, Lines *lines)
{
    Text line = text_in(reference->arena);
    text_add_format(&line, "norm %s [%s] %s %s %s %s", norm->norm->rule->name, norm->elements,
                    actor_of(norm->norm), modality_to_key(norm->norm->modality),
                    norm_to_action(reference, norm->norm), status_words(norm->status));
    if (norm->state != STATE_NONE)
        text_add_format(&line, " %s", state_to_key(norm->state));
    write_ref_date(&line, "not_before", &norm->not_before);
    write_ref_date(&line, "due", &norm->due);
    lines_write_date(&line, "done_on", norm->has_done_on, norm->done_on);
    write_ref_date(&line, "next_due", &norm->next_due);
    names_write(&line, "needs", &norm->needs);
    names_write(&line, "blocked", &norm->blocked_by);
    lines_add(reference->arena, lines, &line);
}

/* ---- conflicts (rulings 25, 27) ---- */

static bool is_against(Modality ban, Modality other)
{
    if (ban == MODALITY_MUST_NOT)
        return other == MODALITY_MUST || other == MODALITY_SHOULD || other == MODALITY_MAY;
    return ban == MODALITY_SHOULD_NOT && (other == MODALITY_MUST || other == MODALITY_SHOULD);
}

static bool is_about(const RefNorm *a, const RefNorm *b)
{
    return a->status == REF_APPLIES && b->status == REF_APPLIES && a->norm->action &&
           b->norm->action && a->norm->action == b->norm->action &&
           !strcmp(actor_of(a->norm), actor_of(b->norm));
}

static bool is_same_row(Reference *reference, const RefNorm *a, const RefNorm *b)
{
    const Element *left = reference_row_elements(reference, a->norm->rule, a->env);
    const Element *right = reference_row_elements(reference, b->norm->rule, b->env);
    for (uint32_t i = 0; i < a->norm->rule->loop_count; i++)
        if (left[i].number != right[i].number)
            return false;
    return true;
}

static bool conflicts(Reference *reference, const RefNorm *a, const RefNorm *b)
{
    return is_about(a, b) && is_same_row(reference, a, b) &&
           (is_against(a->norm->modality, b->norm->modality) ||
            is_against(b->norm->modality, a->norm->modality));
}

static const char *side_to_words(Reference *reference, const RefNorm *norm)
{
    return arena_format(reference->arena, "%s:%s", norm->norm->rule->name,
                        modality_to_key(norm->norm->modality));
}

/* A choice is called by its first option. */
static void write_conflict(Reference *reference, const RefNorm *norm, const Names *sides,
                           Lines *lines)
{
    const CoreNorm *named = norm->options.count ? norm->options.items[0] : norm->norm;
    Text line = text_in(reference->arena);
    Text numbers = text_in(reference->arena);
    const Element *elements = reference_row_elements(reference, norm->norm->rule, norm->env);
    for (uint32_t i = 0; i < norm->norm->rule->loop_count; i++)
        text_add_format(&numbers, "%s%u", i ? "," : "", elements[i].number);
    text_add_format(&line, "conflict on %s [%s]", norm_to_action(reference, named),
                    numbers.bytes ? numbers.bytes : "");
    names_write(&line, "between", sides);
    lines_add(reference->arena, lines, &line);
}

/* One conflict an actor, action and row, with every side that stands against another. */
static void write_single_conflicts(Reference *reference, const Norms *norms)
{
    for (size_t i = 0; i < norms->list.count; i++) {
        const RefNorm *norm = norms->list.items[i];
        Names sides = {0};
        bool is_first = true;
        for (size_t k = 0; k < norms->list.count; k++) {
            const RefNorm *other = norms->list.items[k];
            if (!is_about(norm, other) || !is_same_row(reference, norm, other))
                continue;
            bool is_side = false;
            for (size_t m = 0; m < norms->list.count && !is_side; m++)
                is_side = conflicts(reference, other, norms->list.items[m]);
            is_first &= !is_side || k >= i;
            if (is_side)
                names_add(reference->arena, &sides, side_to_words(reference, other));
        }
        bool is_in = false;
        for (size_t m = 0; m < norms->list.count && !is_in; m++)
            is_in = conflicts(reference, norm, norms->list.items[m]);
        if (is_first && is_in)
            write_conflict(reference, norm, &sides, norms->lines);
    }
}

/* The bans of an option of a choice. */
static void add_bans(Reference *reference, const Norms *norms, const RefNorm *choice,
                     const CoreNorm *option, Names *sides)
{
    for (size_t k = 0; k < norms->list.count; k++) {
        const RefNorm *ban = norms->list.items[k];
        if (ban->status == REF_APPLIES && ban->norm->action == option->action &&
            modality_is_ban(ban->norm->modality) &&
            !strcmp(actor_of(ban->norm), actor_of(choice->norm)) &&
            is_same_row(reference, ban, choice))
            names_add(reference->arena, sides, side_to_words(reference, ban));
    }
}

static void write_choice_conflicts(Reference *reference, const Norms *norms)
{
    for (size_t i = 0; i < norms->list.count; i++) {
        const RefNorm *choice = norms->list.items[i];
        Names sides = {0};
        bool is_barred = choice->status == REF_APPLIES && choice->options.count > 0;
        for (size_t k = 0; is_barred && k < choice->options.count; k++) {
            Names bans = {0};
            add_bans(reference, norms, choice, choice->options.items[k], &bans);
            is_barred = bans.count > 0;
            names_add_all(reference->arena, &sides, &bans);
        }
        if (!is_barred)
            continue;
        names_add(reference->arena, &sides, side_to_words(reference, choice));
        write_conflict(reference, choice, &sides, norms->lines);
    }
}

/* ---- all together ---- */

void reference_write_norms(Reference *reference, Lines *lines, Names *missing)
{
    Norms norms = {.lines = lines};
    for (size_t i = 0; i < reference->program->rules.count; i++)
        reference_visit_rows(reference, reference->program->rules.items[i], visit_row, &norms);
    for (size_t i = 0; i < norms.list.count; i++) {
        write_norm(reference, norms.list.items[i], lines);
        names_add_all(reference->arena, missing, &norms.list.items[i]->needs);
    }
    write_single_conflicts(reference, &norms);
    write_choice_conflicts(reference, &norms);
}

/* What is missing, told apart: not asked yet, and said to be unknown; and whether the procedure is in force. */
static void write_missing(Reference *reference, const Names *missing, Lines *lines)
{
    Text line = text_in(reference->arena);
    Names facts = {0}, unknown = {0};
    uint32_t entry;
    for (size_t i = 0; i < missing->count; i++)
        names_add(reference->arena,
                  map_find(reference->keys, str_from(missing->items[i]), &entry) ? &unknown
                                                                                 : &facts,
                  missing->items[i]);
    text_add(&line, "missing");
    names_write(&line, "facts", &facts);
    names_write(&line, "unknown", &unknown);
    if (!reference_is_procedure_in_force(reference, reference->program->procedure))
        text_add(&line, " (not in force)");
    lines_add(reference->arena, lines, &line);
}

Lines reference_evaluate(Arena *arena, const CoreProgram *program, const CaseEntries *entries,
                         Value as_of)
{
    Reference reference = {.arena = arena, .program = program, .entries = entries, .as_of = as_of};
    Lines lines = {0};
    Names missing = {0};
    reference.texts = texts_new(arena);
    reference.keys = map_new(arena);
    reference.counts = map_new(arena);
    reference.decided = map_new(arena);
    reference_read_case(&reference);
    reference_write_decisions(&reference, &lines, &missing);
    reference_write_norms(&reference, &lines, &missing);
    write_missing(&reference, &missing, &lines);
    lines_sort(&lines);
    return lines;
}
