/* test_interview.c - interviews about random programs, answered from random complete cases.
 *
 * Whatever the order, an interview ends with the outcome of the whole case; it asks nothing twice, nothing that was answered
 * with "unknown", and nothing that no open outcome waits for. What the case is silent on stays so: presumed facts and
 * doings. A program that asks whether something is known may give another outcome for what was not asked (ruling 6):
 * there only the rest is checked.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "ask/interview.h"
#include "reference/generate.h"
#include "reference/outcome_lines.h"
#include "reference/trial.h"

/* Under the sanitizers about ten seconds. */
#define PROGRAMS 150
#define CASES 3

typedef struct Draw {
    Arena *arena;
    Random *random;
    const Code *code;
    Map *answers; /* key -> answers */
    VEC(const char *) words;
    Text text; /* the complete case, as a .case file */
} Draw;

static void keep(Draw *draw, const char *key, const char *answer)
{
    map_set(draw->answers, str_from(key), (uint32_t)draw->words.count);
    VEC_PUSH(draw->arena, &draw->words, answer);
}

static void add_entry(Draw *draw, const char *key, const char *words)
{
    text_add_format(&draw->text, "%s = %s\n", key, words);
}

static const char *draw_value(Draw *draw, Type type)
{
    if (random_chance(draw->random, 10))
        return "unknown";
    if (type.kind != TYPE_ENUMERATION)
        return generate_literal(draw->random, type.kind);
    return type.enumeration->values[random_below(draw->random, type.enumeration->value_count)].name;
}

static void draw_frame(Draw *draw, uint32_t frame, const char *prefix);

static void draw_list(Draw *draw, const char *key, uint32_t frame)
{
    bool is_unknown = random_chance(draw->random, 10);
    uint32_t count = is_unknown ? 0 : random_below(draw->random, 3);
    keep(draw, key, is_unknown ? "unknown" : arena_format(draw->arena, "%u", count));
    if (count == 0)
        add_entry(draw, key, is_unknown ? "unknown" : "none");
    for (uint32_t i = 1; i <= count; i++) {
        add_entry(draw, arena_format(draw->arena, "%s.%u", key, i), "{}");
        draw_frame(draw, frame, arena_format(draw->arena, "%s.%u.", key, i));
    }
}

static void draw_frame(Draw *draw, uint32_t frame, const char *prefix)
{
    for (uint32_t i = 0; i < draw->code->fact_count; i++) {
        const CodeFact *fact = &draw->code->facts[i];
        if (fact->frame != frame || fact->is_presumed)
            continue;
        const char *key = arena_format(draw->arena, "%s%s", prefix, fact->name);
        if (fact->type.kind == TYPE_LIST) {
            draw_list(draw, key, fact->list_frame);
            continue;
        }
        const char *value = draw_value(draw, fact->type);
        keep(draw, key, value);
        add_entry(draw, key, value);
    }
}

static bool asks_what_is_known(const Code *code)
{
    for (uint32_t i = 0; i < code->instruction_count; i++)
        if (code->instructions[i].opcode == OP_IS_KNOWN ||
            code->instructions[i].opcode == OP_LIST_KNOWN)
            return true;
    return false;
}

static bool is_missing(const Outcome *outcome, const char *key)
{
    for (size_t i = 0; i < outcome->missing.count; i++)
        if (!strcmp(outcome->missing.items[i].key, key))
            return !outcome->missing.items[i].is_known_unknown;
    return false;
}

/* Answers all questions from what was drawn. */
static void hold(Draw *draw, Interview *interview)
{
    Map *asked = map_new(draw->arena);
    const char *complaint;
    for (const Question *it; (it = interview_get_question(interview));) {
        uint32_t number;
        const char *key = arena_format(draw->arena, "%s", it->key);
        assert_false(map_find(asked, str_from(key), &number));
        map_set(asked, str_from(key), 0);
        assert_true(is_missing(interview_get_outcome(interview), key));
        assert_true(map_find(draw->answers, str_from(key), &number));
        assert_true(interview_answer(interview, str_from(draw->words.items[number]), &complaint));
    }
}

static const Outcome *evaluate(Draw *draw, Sources *sources, Value as_of)
{
    Report *report = report_new(draw->arena, sources);
    CaseEntries entries = {0};
    case_read_lines(&entries, report, source_add(sources, STR("case"), text_get(&draw->text)));
    CaseTable *table = case_table_new(draw->arena, draw->code, &entries, as_of, report);
    assert_false(report_has_errors(report));
    return outcome_new(draw->arena, interpreter_run(draw->arena, draw->code, table), 0);
}

/* A list that could not matter was not asked for: its elements have no derived fields then, and norms over it that do not apply
 * stand there once, not for each. */
static bool is_compared(const char *line)
{
    Str rest = str_from(line);
    if (str_has_prefix(rest, "missing") || strstr(line, "does_not_apply"))
        return false;
    if (!str_has_prefix(rest, "decision "))
        return true;
    Str name = str_slice(rest, sizeof "decision " - 1, rest.length);
    name.length = str_find_byte(name, ' ');
    return str_find_byte(name, '.') == name.length;
}

/* A decision in conflict stays so, with whatever further values (ruling 2). */
static const char *cut_conflict(Arena *arena, const char *line)
{
    const char *at = strstr(line, " conflict ");
    return at ? arena_format(arena, "%.*s conflict", (int)(at - line), line) : line;
}

static Lines get_compared(Draw *draw, const Outcome *outcome)
{
    Lines all = outcome_to_lines(draw->arena, outcome), lines = {0};
    for (size_t i = 0; i < all.count; i++)
        if (is_compared(all.items[i]))
            VEC_PUSH(draw->arena, &lines, cut_conflict(draw->arena, all.items[i]));
    return lines;
}

static void assert_same_outcome(Draw *draw, const Outcome *found, const Outcome *expected,
                                Str program)
{
    Lines a = get_compared(draw, found), b = get_compared(draw, expected);
    if (lines_are_equal(&a, &b))
        return;
    Text text = text_in(draw->arena);
    print_error("%.*s", STR_ARG(program));
    text_add_str(&text, text_get(&draw->text));
    text_add(&text, "interview:\n");
    lines_write(&text, &a);
    text_add(&text, "complete case:\n");
    lines_write(&text, &b);
    for (Str rest = text_get(&text); rest.length;) { /* cmocka cuts what is long */
        size_t end = str_find_byte(rest, '\n');
        print_error("%.*s\n", (int)end, rest.bytes);
        rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
    }
    fail();
}

static void try_case(const Compiled *compiled, Random *random, Str program)
{
    Arena *arena = arena_new();
    Draw draw = {.arena = arena, .random = random, .code = compiled->code};
    draw.answers = map_new(arena);
    draw.text = text_in(arena);
    draw_frame(&draw, 0, "");
    const CaseEntries nothing = {0};
    const Value as_of = 20514; /* 2 March 2026 */
    const InterviewSubject subject = {
        compiled->code, compiled->report->sources, &nothing, as_of, NULL, 0};
    Interview *interview = interview_new(&subject);
    hold(&draw, interview);
    if (!asks_what_is_known(compiled->code))
        assert_same_outcome(&draw, interview_get_outcome(interview),
                            evaluate(&draw, subject.sources, as_of), program);
    while (interview_go_back(interview))
        ;
    assert_int_equal(interview_get_case(interview)->list.count, 0);
    interview_free(interview);
    arena_free(arena);
}

static void interviews_end_with_the_outcome_of_the_whole_case(void **state)
{
    (void)state;
    uint32_t compared = 0;
    for (uint64_t seed = 1; seed <= PROGRAMS; seed++) {
        Arena *arena = arena_new();
        Random random = {seed};
        Str program = generate_program(arena, &random);
        Compiled compiled = trial_compile(arena, program);
        for (int i = 0; compiled.code && i < CASES; i++)
            try_case(&compiled, &random, program);
        compared += compiled.code && !asks_what_is_known(compiled.code);
        arena_free(arena);
    }
    assert_true(compared > PROGRAMS / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(interviews_end_with_the_outcome_of_the_whole_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
