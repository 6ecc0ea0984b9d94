/* flips.c - see flips.h: evaluates changed cases with the reference evaluator.
 *
 * Each set of changes that the engine names must give what it says. Then other sets are tried, all of one change and
 * many of two and three: where one of them changes an outcome, the engine must have named a part of it. Only facts with
 * few values are changed there: of amounts, dates and texts the engine itself does not claim to try every value.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/flips.h"

#include <string.h>

#include "explain/changes.h"
#include "outcome/keys.h"
#include "reference/evaluate.h"
#include "reference/generate.h"
#include "reference/outcome_lines.h"

/* One thing that the case could say instead. */
typedef struct Say {
    const char *key;
    const char *words; /* NULL: nothing more is said */
    bool is_text;
} Say;

typedef struct Says {
    VEC(Say) list;
} Says;

/* A decision or norm, its line and what would change it. */
typedef struct Subject {
    Str about; /* the words that its line begins with */
    const char *line;
    const Changes *changes;
    bool is_norm;
    Type type; /* of a decision */
} Subject;

typedef struct Flips {
    Arena *arena;
    const CoreProgram *program;
    const Outcome *outcome;
    const CaseEntries *entries;
    const Lines *lines;
    Value as_of;
    VEC(Subject) subjects;
    Says says;
    const char *wrong;
} Flips;

/* ---- lines ---- */

/* What a line says after the words that it is about; of a norm only whether it applies. */
static Str answer_of(const Subject *subject, const char *line)
{
    Str rest = str_from(line + subject->about.length);
    return subject->is_norm ? str_slice(rest, 0, str_find_byte(rest, ' ')) : rest;
}

static bool is_settled(const Subject *subject, Str answer)
{
    if (subject->is_norm)
        return str_is(answer, "applies") || str_is(answer, "does_not_apply");
    return str_has_prefix(answer, "is ");
}

/* Whether the outcome is another one, and settled. */
static bool is_flipped(const Subject *subject, const Lines *lines)
{
    const char *line = lines_find_only(lines, subject->about);
    if (!line || !is_settled(subject, answer_of(subject, line)))
        return false;
    return !str_is_equal(answer_of(subject, line), answer_of(subject, subject->line));
}

/* ---- changed cases ---- */

static Lines evaluate(const Flips *flips, Arena *arena, const Say *says, size_t count)
{
    CaseEntries entries = {0};
    for (size_t i = 0; i < flips->entries->list.count; i++) {
        bool is_replaced = false;
        for (size_t k = 0; k < count; k++)
            is_replaced |= str_is(flips->entries->list.items[i].key, says[k].key);
        if (!is_replaced)
            VEC_PUSH(arena, &entries.list, flips->entries->list.items[i]);
    }
    for (size_t k = 0; k < count; k++) {
        CaseEntry entry = {
            str_from(says[k].key), STR_NONE, says[k].is_text, SPAN_NONE, SPAN_NONE, false};
        entry.words = says[k].words ? str_from(says[k].words) : STR_NONE;
        if (says[k].words)
            VEC_PUSH(arena, &entries.list, entry);
    }
    return reference_evaluate(arena, flips->program, &entries, flips->as_of);
}

static const char *write_value(const Flips *flips, Type type, Value value)
{
    Texts *texts = flips->outcome->evaluation->table->texts;
    Text text = text_in(flips->arena);
    if (type.kind == TYPE_TEXT)
        return str_to_text(flips->arena, texts_get(texts, value));
    value_write_source(&text, type, texts, value);
    return text.bytes;
}

static Say make_say(const Flips *flips, const char *key, Type type, bool has, Value value)
{
    return (Say){key, has ? write_value(flips, type, value) : NULL, type.kind == TYPE_TEXT};
}

static const char *describe_says(const Flips *flips, const Say *says, size_t count)
{
    Text text = text_in(flips->arena);
    for (size_t i = 0; i < count; i++)
        text_add_format(&text, "%s%s = %s", i ? ", " : "", says[i].key,
                        says[i].words ? says[i].words : "(nothing)");
    return text.bytes;
}

/* ---- what the engine names ---- */

static void check_set(Flips *flips, const Subject *subject, const ChangeSet *set)
{
    Arena *arena = arena_new();
    Say *says = ARENA_ARRAY(arena, set->count, Say);
    for (uint32_t i = 0; i < set->count; i++)
        says[i] = make_say(flips, set->items[i].key, set->items[i].type, set->items[i].has_to,
                           set->items[i].to);
    Lines lines = evaluate(flips, arena, says, set->count);
    const char *line = lines_find_only(&lines, subject->about);
    Text gives = text_in(arena);
    if (subject->is_norm) {
        text_add(&gives, set->value ? "applies" : "does_not_apply");
    } else {
        text_add(&gives, "is ");
        value_write_source(&gives, subject->type, flips->outcome->evaluation->table->texts,
                           set->value);
    }
    if (!is_flipped(subject, &lines) || !str_is(answer_of(subject, line), gives.bytes))
        flips->wrong = arena_format(flips->arena, "%.*s: %s does not give %s but %s",
                                    STR_ARG(subject->about), describe_says(flips, says, set->count),
                                    gives.bytes, line ? line : "no such line");
    arena_free(arena);
}

/* Whether `says` change all that `set` changes. */
static bool has_part(const Say *says, size_t count, const ChangeSet *set)
{
    for (uint32_t i = 0; i < set->count; i++) {
        bool has = false;
        for (size_t k = 0; k < count; k++)
            has |= !strcmp(says[k].key, set->items[i].key);
        if (!has)
            return false;
    }
    return true;
}

static void check_smallest(Flips *flips, const Subject *subject, const ChangeSet *set)
{
    Say *says = ARENA_ARRAY(flips->arena, set->count, Say);
    for (uint32_t i = 0; i < set->count; i++)
        says[i] = make_say(flips, set->items[i].key, set->items[i].type, set->items[i].has_to,
                           set->items[i].to);
    for (uint32_t i = 0; i < subject->changes->set_count; i++)
        if (subject->changes->sets[i].count < set->count &&
            has_part(says, set->count, &subject->changes->sets[i]))
            flips->wrong =
                arena_format(flips->arena, "%.*s: more than needed: %s", STR_ARG(subject->about),
                             describe_says(flips, says, set->count));
}

static void add_subject(Flips *flips, Subject subject)
{
    subject.line = lines_find_only(flips->lines, subject.about);
    if (!subject.line || subject.changes->end == CHANGES_NOT_SOUGHT)
        return;
    VEC_PUSH(flips->arena, &flips->subjects, subject);
    for (uint32_t i = 0; i < subject.changes->set_count && !flips->wrong; i++) {
        check_set(flips, &subject, &subject.changes->sets[i]);
        check_smallest(flips, &subject, &subject.changes->sets[i]);
    }
}

static void add_subjects(Flips *flips)
{
    const Outcome *outcome = flips->outcome;
    for (size_t i = 0; i < outcome->decisions.count; i++) {
        const OutcomeDecision *it = &outcome->decisions.items[i];
        Subject subject = {.type = outcome->code->decisions[it->decision].type};
        subject.about = lines_get_words(outcome_decision_to_line(flips->arena, outcome, it), 2);
        subject.changes = changes_of_decision(flips->arena, outcome, it);
        add_subject(flips, subject);
    }
    for (size_t i = 0; i < outcome->norms.count; i++) {
        const OutcomeNorm *it = &outcome->norms.items[i];
        Subject subject = {.is_norm = true};
        subject.about = lines_get_words(outcome_norm_to_line(flips->arena, outcome, it), 6);
        subject.changes = changes_of_norm(flips->arena, outcome, it);
        add_subject(flips, subject);
    }
}

/* ---- what else the case could say ---- */

static void add_say(Flips *flips, const char *key, Type type, Value now, Value value)
{
    if (value != now && value_is_valid(type, flips->outcome->evaluation->table->texts, value))
        VEC_PUSH(flips->arena, &flips->says.list, make_say(flips, key, type, true, value));
}

static void add_fact(Flips *flips, uint32_t number, uint32_t row)
{
    const Evaluation *evaluation = flips->outcome->evaluation;
    const CodeFact *fact = &evaluation->code->facts[number];
    Value now;
    if (fact->is_fixed || fact->reg == REGISTER_NONE ||
        evaluation_is_phantom(evaluation, fact->frame, row) ||
        !evaluation_find_value(evaluation, fact->reg, row, &now))
        return;
    const char *key = outcome_fact_key(flips->arena, evaluation, number, row);
    if (fact->type.kind == TYPE_YES_NO)
        add_say(flips, key, fact->type, now, !now);
    else if (fact->type.kind == TYPE_ENUMERATION)
        for (uint32_t i = 0; i < fact->type.enumeration->value_count; i++)
            add_say(flips, key, fact->type, now, i);
}

static void add_doing(Flips *flips, uint32_t number, uint32_t row)
{
    static const Type date = {TYPE_DATE, NULL};
    const Evaluation *evaluation = flips->outcome->evaluation;
    const Column *column = &evaluation->table->done[number];
    CellState state = column_get_state(column, row);
    if (state == CELL_UNKNOWN ||
        evaluation_is_phantom(evaluation, evaluation->code->actions[number].frame, row))
        return;
    bool is_done = state == CELL_GIVEN && column_get_value(column, row) <= flips->as_of;
    Say say = make_say(flips, keys_of_done(flips->arena, evaluation, number, row), date, !is_done,
                       flips->as_of);
    VEC_PUSH(flips->arena, &flips->says.list, say);
}

static void add_says(Flips *flips)
{
    const Code *code = flips->outcome->code;
    const CaseTable *table = flips->outcome->evaluation->table;
    for (uint32_t i = 0; i < code->fact_count; i++)
        for (uint32_t row = 0; code->facts[i].type.kind != TYPE_LIST &&
                               row < table->frames[code->facts[i].frame].row_count;
             row++)
            add_fact(flips, i, row);
    for (uint32_t i = 0; i < code->action_count; i++)
        for (uint32_t row = 0; row < table->frames[code->actions[i].frame].row_count; row++)
            add_doing(flips, i, row);
}

/* ---- sets that were left out ---- */

static bool is_size_tried(const Changes *changes, size_t size)
{
    return changes->end == CHANGES_ALL_TRIED || size <= changes->size_tried;
}

static void check_named(Flips *flips, const Subject *subject, const Say *says, size_t count,
                        const Lines *lines)
{
    if (!is_size_tried(subject->changes, count) || !is_flipped(subject, lines))
        return;
    for (uint32_t i = 0; i < subject->changes->set_count; i++)
        if (has_part(says, count, &subject->changes->sets[i]))
            return;
    flips->wrong =
        arena_format(flips->arena, "%.*s: left out: %s changes it to %s", STR_ARG(subject->about),
                     describe_says(flips, says, count), lines_find_only(lines, subject->about));
}

static void try_set(Flips *flips, const Say *says, size_t count)
{
    Arena *arena = arena_new();
    Lines lines = evaluate(flips, arena, says, count);
    for (size_t i = 0; i < flips->subjects.count && !flips->wrong; i++)
        check_named(flips, &flips->subjects.items[i], says, count, &lines);
    arena_free(arena);
}

/* `count` different facts, each with some other value; false where two of them are the same. */
static bool draw_set(const Flips *flips, Random *random, Say *says, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        says[i] = flips->says.list.items[random_below(random, (uint32_t)flips->says.list.count)];
        for (size_t k = 0; k < i; k++)
            if (!strcmp(says[k].key, says[i].key))
                return false;
    }
    return true;
}

static void try_sets(Flips *flips)
{
    Random random = {flips->says.list.count};
    for (size_t i = 0; i < flips->says.list.count && i < FLIPS_TRIED && !flips->wrong; i++)
        try_set(flips, &flips->says.list.items[i], 1);
    for (size_t i = 0; i < FLIPS_TRIED && flips->says.list.count > 0 && !flips->wrong; i++) {
        Say says[3];
        size_t count = 2 + i % 2;
        if (draw_set(flips, &random, says, count))
            try_set(flips, says, count);
    }
}

const char *flips_find_wrong(Arena *arena, const CoreProgram *program, const CaseEntries *entries,
                             const Outcome *outcome, const Lines *lines, Value as_of)
{
    Flips flips = {.arena = arena,
                   .program = program,
                   .outcome = outcome,
                   .entries = entries,
                   .lines = lines,
                   .as_of = as_of};
    add_subjects(&flips);
    add_says(&flips);
    if (!flips.wrong)
        try_sets(&flips);
    return flips.wrong;
}
