/* ask.c - how many questions an interview asks, against the fewest with which the outcome could have been settled.
 *
 * In: paths of .proc texts. For random complete cases of each the interview of runtime/ask is answered from the case, for all
 * outcomes together and for each alone. The fewest is the size of the smallest set of facts that, given with this case's
 * values, leaves nothing to ask: found exactly, by trying 1, 2, 3 … facts. Whoever asks cannot know it before the answers are
 * known: of `a and b and c` one "no" is enough, and the fewest says that the first question found it. Out: a table.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: ask CASES PATH...
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask/interview.h"
#include "ask/order.h"
#include "driver/driver.h"

/* Sets of facts tried for one case before the search gives up; what was shown till then still holds. */
#define TRIES_MOST ((uint64_t)20000)
/* Questions of a whole procedure beyond which no fewest is looked for: the search would take hours. */
#define ASKED_MOST 40
#define SEED UINT64_C(20260302)

typedef struct Bench {
    Arena *arena; /* of one case */
    Sources *sources;
    const Code *code;
    Value as_of;
    const char *wanted;   /* NULL: all */
    Map *values;          /* key -> entries of the complete case */
    CaseEntries complete; /* what an interview may be told */
    CaseEntries given;    /* said from the start: some presumed facts */
    uint64_t tries;
    uint64_t *random;
} Bench;

typedef struct Tally {
    uint64_t cases, asked, fewest, unproved;
    double ratios; /* sum over cases in which something is asked */
    uint64_t with_questions;
} Tally;

static uint32_t draw(uint64_t *state, uint32_t bound)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*state >> 33) % bound);
}

/* ---- a random complete case ---- */

static void add_entry(Bench *bench, CaseEntries *to, const char *key, const char *words)
{
    CaseEntry entry = {str_from(key), str_from(words), false, SPAN_NONE, SPAN_NONE};
    VEC_PUSH(bench->arena, &to->list, entry);
}

static const char *draw_value(Bench *bench, Type type)
{
    switch (type.kind) {
    case TYPE_YES_NO: return draw(bench->random, 2) ? "yes" : "no";
    case TYPE_ENUMERATION:
        return type.enumeration->values[draw(bench->random, type.enumeration->value_count)].name;
    case TYPE_NUMBER: return arena_format(bench->arena, "%u", draw(bench->random, 20));
    case TYPE_MONEY: return arena_format(bench->arena, "%u", draw(bench->random, 40000));
    case TYPE_DURATION: return arena_format(bench->arena, "%u weeks", draw(bench->random, 20));
    case TYPE_TEXT: return arena_format(bench->arena, "text %u", draw(bench->random, 3));
    case TYPE_DATE: {
        Text text = text_in(bench->arena);
        Value day = bench->as_of + 60 - (Value)draw(bench->random, 500);
        value_write_source(&text, type, NULL, day);
        return text.bytes;
    }
    case TYPE_LIST: break;
    }
    UNREACHABLE();
}

static void draw_frame(Bench *bench, uint32_t frame, const char *prefix)
{
    const Code *code = bench->code;
    for (uint32_t i = 0; i < code->fact_count; i++) {
        const CodeFact *fact = &code->facts[i];
        if (fact->frame != frame)
            continue;
        const char *key = arena_format(bench->arena, "%s%s", prefix, fact->name);
        if (fact->type.kind != TYPE_LIST) {
            bool is_told = fact->is_presumed && frame == 0;
            if (fact->is_presumed && (!is_told || draw(bench->random, 2)))
                continue;
            add_entry(bench, is_told ? &bench->given : &bench->complete, key,
                      draw_value(bench, fact->type));
            continue;
        }
        uint32_t count = draw(bench->random, 3);
        add_entry(bench, &bench->complete, key, arena_format(bench->arena, "%u", count));
        for (uint32_t k = 1; k <= count; k++)
            draw_frame(bench, fact->list_frame, arena_format(bench->arena, "%s.%u.", key, k));
    }
}

static void draw_case(Bench *bench)
{
    bench->complete = (CaseEntries){0};
    bench->given = (CaseEntries){0};
    draw_frame(bench, 0, "");
    bench->values = map_new(bench->arena);
    for (size_t i = 0; i < bench->complete.list.count; i++)
        map_set(bench->values, bench->complete.list.items[i].key, (uint32_t)i);
}

static Str find_answer(const Bench *bench, const char *key)
{
    uint32_t at = 0;
    bool is_found = map_find(bench->values, str_from(key), &at);
    BUG_IF(!is_found);
    return bench->complete.list.items[at].words;
}

/* ---- what an interview asks ---- */

static uint32_t count_asked(const Bench *bench)
{
    const InterviewSubject subject = {bench->code,  bench->sources, &bench->given,
                                      bench->as_of, &bench->wanted, bench->wanted ? 1 : 0};
    Interview *interview = interview_new(&subject);
    uint32_t count = 0;
    for (const Question *question; (question = interview_get_question(interview)); count++) {
        const char *complaint;
        bool is_taken = interview_answer(interview, find_answer(bench, question->key), &complaint);
        BUG_IF(!is_taken);
    }
    interview_free(interview);
    return count;
}

/* ---- the fewest ---- */

typedef struct Chosen {
    VEC(const char *) keys;
} Chosen;

static void say(const Bench *bench, Arena *arena, CaseEntries *entries, const char *key)
{
    Str answer = find_answer(bench, key);
    uint32_t fact = 0, count = 0;
    const char *name = strrchr(key, '.');
    name = name ? name + 1 : key;
    bool is_list = false;
    for (; fact < bench->code->fact_count; fact++)
        is_list |= !strcmp(bench->code->facts[fact].name, name) &&
                   bench->code->facts[fact].type.kind == TYPE_LIST;
    if (is_list)
        count = (uint32_t)strtoul(answer.bytes, NULL, 10);
    CaseEntry entry = {str_from(key), is_list ? STR("none") : answer, false, SPAN_NONE, SPAN_NONE};
    if (count == 0)
        VEC_PUSH(arena, &entries->list, entry);
    for (uint32_t i = 1; i <= count; i++) {
        entry.key = str_from(arena_format(arena, "%s.%u", key, i));
        entry.words = STR("{}");
        VEC_PUSH(arena, &entries->list, entry);
    }
}

static OpenQuestions *find_open(const Bench *bench, Arena *arena, const Chosen *chosen)
{
    CaseEntries entries = {0};
    Report *report = report_new(arena, bench->sources);
    for (size_t i = 0; i < bench->given.list.count; i++)
        VEC_PUSH(arena, &entries.list, bench->given.list.items[i]);
    for (size_t i = 0; i < chosen->keys.count; i++)
        say(bench, arena, &entries, chosen->keys.items[i]);
    CaseTable *table = case_table_new(arena, bench->code, &entries, bench->as_of, report);
    BUG_IF(report_has_errors(report));
    Outcome *outcome = outcome_new(arena, interpreter_run(arena, bench->code, table), 0);
    return order_find_open(arena, outcome, &bench->wanted, bench->wanted ? 1 : 0);
}

static bool is_in(const Chosen *keys, const char *key)
{
    for (size_t i = 0; i < keys->keys.count; i++)
        if (!strcmp(keys->keys.items[i], key))
            return true;
    return false;
}

/* What may still be chosen for a goal. */
static uint32_t count_free(const OpenQuestions *open, const Goal *goal, const Chosen *barred)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < goal->candidate_count; i++)
        count += !is_in(barred, open->candidates.items[goal->candidates[i]].missing->key);
    return count;
}

/* Goals that share no candidate each need a fact of their own. */
static uint32_t count_apart(Arena *arena, const OpenQuestions *open)
{
    bool *is_used = ARENA_ARRAY(arena, open->candidates.count, bool);
    uint32_t count = 0;
    for (size_t i = 0; i < open->goals.count; i++) {
        const Goal *goal = &open->goals.items[i];
        bool is_apart = true;
        for (uint32_t k = 0; k < goal->candidate_count; k++)
            is_apart &= !is_used[goal->candidates[k]];
        for (uint32_t k = 0; is_apart && k < goal->candidate_count; k++)
            is_used[goal->candidates[k]] = true;
        count += is_apart;
    }
    return count;
}

/* Whether `left` facts more settle all. Any set that does holds one of what the goal with the fewest waits for. */
static bool settles_with(Bench *bench, Chosen *chosen, Chosen *barred, uint32_t left)
{
    if (++bench->tries > TRIES_MOST)
        return false;
    Arena *arena = arena_new();
    const OpenQuestions *open = find_open(bench, arena, chosen);
    bool is_settled = open->goals.count == 0;
    const Goal *best = NULL;
    for (size_t i = 0; i < open->goals.count; i++)
        if (!best ||
            count_free(open, &open->goals.items[i], barred) < count_free(open, best, barred))
            best = &open->goals.items[i];
    bool is_hopeless = !is_settled && count_apart(arena, open) > left;
    size_t barred_count = barred->keys.count, chosen_count = chosen->keys.count;
    for (uint32_t i = 0; best && !is_hopeless && !is_settled && i < best->candidate_count; i++) {
        const char *key = open->candidates.items[best->candidates[i]].missing->key;
        if (is_in(barred, key))
            continue;
        VEC_PUSH(bench->arena, &chosen->keys, arena_copy_text(bench->arena, key, strlen(key)));
        is_settled = settles_with(bench, chosen, barred, left - 1);
        chosen->keys.count = chosen_count;
        VEC_PUSH(bench->arena, &barred->keys, arena_copy_text(bench->arena, key, strlen(key)));
    }
    barred->keys.count = barred_count;
    arena_free(arena);
    return is_settled;
}

/* The size of the smallest set; *is_proved is false where the search was given up: then it is at least that. */
static uint32_t count_fewest(Bench *bench, uint32_t asked, bool *is_proved)
{
    uint32_t least = 0;
    bench->tries = 0;
    for (; least < asked; least++) {
        Chosen chosen = {0}, barred = {0};
        bool is_found = settles_with(bench, &chosen, &barred, least);
        if (is_found || bench->tries > TRIES_MOST)
            break;
    }
    *is_proved = bench->tries <= TRIES_MOST;
    return least;
}

static void measure_case(Bench *bench, Tally *tally)
{
    bool is_proved;
    uint32_t asked = count_asked(bench);
    uint32_t fewest = count_fewest(bench, asked, &is_proved);
    tally->cases++;
    tally->asked += asked;
    tally->fewest += fewest;
    tally->unproved += !is_proved;
    if (fewest > 0) {
        tally->with_questions++;
        tally->ratios += (double)asked / fewest;
    }
}

/* ---- the table ---- */

static void add_tally(Tally *to, const Tally *from)
{
    to->cases += from->cases;
    to->asked += from->asked;
    to->fewest += from->fewest;
    to->unproved += from->unproved;
    to->ratios += from->ratios;
    to->with_questions += from->with_questions;
}

static void show(const char *name, const Tally *tally)
{
    double count = tally->cases ? (double)tally->cases : 1;
    printf("%-44.44s %7llu %8.2f %8.2f %8.3f %9.3f %9llu\n", name, (unsigned long long)tally->cases,
           (double)tally->asked / count, (double)tally->fewest / count,
           tally->fewest ? (double)tally->asked / (double)tally->fewest : 1,
           tally->with_questions ? tally->ratios / (double)tally->with_questions : 1,
           (unsigned long long)tally->unproved);
    fflush(stdout);
}

/* Outcomes that no case leaves open are not counted: nothing is asked for them. */
static void measure(Bench *bench, Tally *tally, uint32_t cases)
{
    for (uint32_t i = 0; i < cases; i++) {
        bench->arena = arena_new();
        draw_case(bench);
        measure_case(bench, tally);
        arena_free(bench->arena);
    }
}

static void measure_alone(Bench *bench, Tally *tally, uint32_t cases)
{
    const Code *code = bench->code;
    for (uint32_t i = 0; i < code->decision_count; i++) {
        bench->wanted = code->decisions[i].name;
        measure(bench, tally, cases);
    }
    for (uint32_t i = 0; i < code->rule_count; i++) {
        bench->wanted = code->rules[i].name;
        measure(bench, tally, cases);
    }
    bench->wanted = NULL;
}

static bool asks_too_much(Bench *bench)
{
    bench->arena = arena_new();
    draw_case(bench);
    uint32_t asked = count_asked(bench);
    arena_free(bench->arena);
    return asked > ASKED_MOST;
}

static void measure_text(Driver *driver, const char *path, uint32_t cases, Tally *whole,
                         Tally *alone)
{
    const Program *program = driver_load(driver, path);
    if (!program || !program->code || program->code->procedure == INDEX_NONE)
        return;
    uint64_t random = SEED;
    Bench bench = {.sources = driver_get_sources(driver),
                   .code = program->code,
                   .as_of = 20514,
                   .random = &random};
    Tally together = {0}, single = {0};
    if (asks_too_much(&bench)) {
        printf("%-44.44s too large for an exact search; left out\n", path);
        return;
    }
    measure(&bench, &together, cases);
    measure_alone(&bench, &single, cases / 5 + 1);
    if (!together.asked)
        return;
    show(path, &together);
    add_tally(whole, &together);
    add_tally(alone, &single);
}

int main(int argc, char **argv)
{
    long cases = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
    if (cases < 1 || cases > 100000) {
        fprintf(stderr, "usage: ask CASES PATH...\n");
        return 2;
    }
    const DriverOptions options = {0};
    Driver *driver = driver_new(&options);
    Paths paths = {0};
    for (int i = 2; i < argc; i++)
        driver_find_texts(driver, argv[i], &paths);
    Tally whole = {0}, alone = {0};
    printf("%-44s %7s %8s %8s %8s %9s %9s\n", "questions for random cases", "cases", "asked",
           "fewest", "ratio", "by case", "unproved");
    for (size_t i = 0; i < paths.count; i++)
        measure_text(driver, paths.items[i], (uint32_t)cases, &whole, &alone);
    show("all outcomes of a procedure", &whole);
    show("each decision and rule alone", &alone);
    driver_free(driver);
    return 0;
}
