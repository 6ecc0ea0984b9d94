/* test_api.c - procc.h as a host sees it: one case by calls and as JSON, many as columns, and what happens without memory.
 *
 * The answers are worked out by hand from tests/unit/api.proc. Days: 20484 is 31 January 2026, 20499 is 15 February 2026.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <stdlib.h>

#include "unit.h"

#include "code/image.h"
#include "driver/driver.h"
#include "include/procc.h"

#define ASKED 20484
#define TODAY 20499

static Str make_image(Arena *arena, const char *path)
{
    Driver *driver = driver_new(&(DriverOptions){NULL, 0});
    Program *program = driver_load(driver, path);
    assert_non_null(program);
    assert_non_null(program->code);
    Text image = text_in(arena);
    image_write(&image, program->code);
    driver_free(driver);
    return (Str){image.bytes, image.length};
}

/* ---------------------------------------------------------------- a host */

typedef struct Host {
    Arena *arena;
    Str image;
    ProccCode *code;
    ProccEngine *engine;
} Host;

static int begin(void **state)
{
    Arena *arena = arena_new();
    Host *host = ARENA_NEW(arena, Host);
    host->arena = arena;
    host->image = make_image(arena, "tests/unit/api.proc");
    char *error = NULL;
    assert_int_equal(procc_code_read(host->image.bytes, host->image.length, &host->code, &error),
                     PROCC_OK);
    assert_int_equal(procc_engine_new(host->code, &host->engine, &error), PROCC_OK);
    assert_null(error);
    *state = host;
    return 0;
}

static int end(void **state)
{
    Host *host = *state;
    procc_engine_free(host->engine);
    procc_code_free(host->code);
    arena_free(host->arena);
    return 0;
}

#define HOST_TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)

static int32_t fact(const Host *host, const char *name)
{
    int32_t number = procc_code_find_fact(host->code, name);
    assert_true(number >= 0);
    return number;
}

static ProccDecision decision(const Host *host, const char *name)
{
    ProccDecision out = {0};
    assert_int_equal(
        procc_engine_get_decision(host->engine, procc_code_find_decision(host->code, name), &out),
        PROCC_OK);
    return out;
}

static ProccNorm norm(const Host *host, const char *name)
{
    ProccNorm out = {0};
    assert_int_equal(
        procc_engine_get_norm(host->engine, procc_code_find_norm(host->code, name), &out),
        PROCC_OK);
    return out;
}

static void assert_number(const Host *host, const char *name, ProccType type, int64_t number)
{
    ProccDecision it = decision(host, name);
    assert_int_equal(it.status, PROCC_HAS_VALUE);
    assert_int_equal(it.type, type);
    assert_int_equal(it.number, number);
}

static void say_all(Host *host)
{
    ProccEngine *engine = host->engine;
    assert_int_equal(procc_engine_set_yes_no(engine, fact(host, "agreed"), true), PROCC_OK);
    assert_int_equal(procc_engine_set_number(engine, fact(host, "score"), 5250000), PROCC_OK);
    assert_int_equal(procc_engine_set_money(engine, fact(host, "savings"), 2325001), PROCC_OK);
    assert_int_equal(procc_engine_set_date(engine, fact(host, "asked_on"), ASKED), PROCC_OK);
    assert_int_equal(procc_engine_set_words(engine, fact(host, "wait"), "3 weeks"), PROCC_OK);
    assert_int_equal(procc_engine_set_words(engine, fact(host, "urgent"), "middle"), PROCC_OK);
    assert_int_equal(procc_engine_set_words(engine, fact(host, "nickname"), "Rosa"), PROCC_OK);
}

static void answers_are_those_worked_out_by_hand(void **state)
{
    Host *host = *state;
    say_all(host);
    assert_int_equal(procc_engine_evaluate(host->engine, TODAY, NULL), PROCC_OK);
    assert_number(host, "fit", PROCC_YES_NO, 1); /* agreed, and able is presumed */
    assert_number(host, "rich", PROCC_YES_NO, 1);
    assert_number(host, "double_score", PROCC_NUMBER, 10500000);
    assert_number(host, "left_over", PROCC_MONEY, 1162501);  /* half a penny goes up */
    assert_number(host, "ready_on", PROCC_DATE, ASKED + 28); /* no 31 February */
    assert_number(host, "longest", PROCC_DURATION, 42);
    assert_int_equal(decision(host, "longest").unit, PROCC_DAYS);
    assert_number(host, "band", PROCC_ENUMERATION, 1); /* 5.25 is less than 10: urgent's own */
    assert_string_equal(decision(host, "band").text, "middle");
    assert_string_equal(decision(host, "called").text, "Rosa");
    assert_int_equal(decision(host, "two_ways").status, PROCC_CONFLICT);
    assert_int_equal(decision(host, "helped").status, PROCC_UNDETERMINED);
    ProccNorm reply = norm(host, "answer.reply");
    assert_int_equal(reply.status, PROCC_APPLIES);
    assert_int_equal(reply.state, PROCC_OVERDUE); /* due on the 14th, today is the 15th */
    assert_int_equal(reply.due, ASKED + 14);
    assert_int_equal(reply.done_on, PROCC_NO_DATE);
}

static void unknown_is_never_no(void **state)
{
    Host *host = *state;
    say_all(host);
    assert_int_equal(procc_engine_set_unknown(host->engine, fact(host, "able")), PROCC_OK);
    assert_int_equal(procc_engine_unset(host->engine, fact(host, "savings")), PROCC_OK);
    assert_int_equal(procc_engine_evaluate(host->engine, TODAY, NULL), PROCC_OK);
    assert_int_equal(decision(host, "fit").status, PROCC_UNDETERMINED);
    assert_int_equal(decision(host, "rich").status, PROCC_UNDETERMINED);
    assert_int_equal(procc_engine_clear(host->engine), PROCC_OK);
    assert_int_equal(procc_engine_set_yes_no(host->engine, fact(host, "able"), false), PROCC_OK);
    assert_int_equal(procc_engine_evaluate(host->engine, TODAY, NULL), PROCC_OK);
    assert_number(host, "fit", PROCC_YES_NO, 0); /* whatever is agreed */
    assert_int_equal(norm(host, "answer.reply").status, PROCC_OPEN);
    assert_int_equal(procc_engine_set_yes_no(host->engine, fact(host, "agreed"), false), PROCC_OK);
    assert_int_equal(procc_engine_evaluate(host->engine, TODAY, NULL), PROCC_OK);
    assert_int_equal(decision(host, "two_ways").status, PROCC_GAP);
    assert_int_equal(norm(host, "answer.reply").status, PROCC_DOES_NOT_APPLY);
}

static void what_was_done_changes_the_state(void **state)
{
    Host *host = *state;
    int32_t reply = procc_code_find_action(host->code, "reply");
    say_all(host);
    assert_int_equal(procc_engine_set_done(host->engine, reply, ASKED + 10), PROCC_OK);
    assert_int_equal(procc_engine_evaluate(host->engine, TODAY, NULL), PROCC_OK);
    assert_int_equal(norm(host, "answer.reply").state, PROCC_DONE);
    assert_int_equal(norm(host, "answer.reply").done_on, ASKED + 10);
    assert_int_equal(procc_engine_set_done(host->engine, reply, TODAY), PROCC_OK);
    assert_int_equal(procc_engine_evaluate(host->engine, TODAY, NULL), PROCC_OK);
    assert_int_equal(norm(host, "answer.reply").state, PROCC_DONE_LATE);
    assert_int_equal(procc_engine_set_done_unknown(host->engine, reply), PROCC_OK);
    assert_int_equal(procc_engine_evaluate(host->engine, TODAY, NULL), PROCC_OK);
    assert_int_equal(norm(host, "answer.reply").state, PROCC_NO_STATE);
}

/* An enumeration's value by its number says what its word says: "type urgency is one of low, middle, high". */
static void values_have_numbers(void **state)
{
    Host *host = *state;
    ProccEngine *engine = host->engine;
    static const char *const words[] = {"low", "middle", "high"};
    int32_t urgent = fact(host, "urgent");
    say_all(host);
    for (int32_t i = 0; i < 3; i++) {
        assert_int_equal(procc_code_find_value(host->code, urgent, words[i]), i);
        assert_int_equal(procc_engine_set_enumeration(engine, urgent, i), PROCC_OK);
        assert_int_equal(procc_engine_evaluate(engine, TODAY, NULL), PROCC_OK);
        assert_number(host, "band", PROCC_ENUMERATION, i); /* a score of 5.25: urgent's own */
        assert_string_equal(decision(host, "band").text, words[i]);
    }
    assert_int_equal(procc_engine_set_unknown(engine, urgent), PROCC_OK);
    assert_int_equal(procc_engine_set_enumeration(engine, urgent, 0), PROCC_OK); /* known again */
    assert_int_equal(procc_engine_set_enumeration(engine, urgent, 3), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_enumeration(engine, urgent, -1), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_evaluate(engine, TODAY, NULL), PROCC_OK);
    assert_number(host, "band", PROCC_ENUMERATION, 0); /* what was refused changed nothing */
    assert_int_equal(procc_engine_set_enumeration(engine, fact(host, "agreed"), 0),
                     PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_enumeration(engine, -1, 0), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_enumeration(NULL, urgent, 0), PROCC_WRONG_USE);
    assert_int_equal(procc_code_find_value(host->code, urgent, "lo"), -1);
    assert_int_equal(procc_code_find_value(host->code, urgent, NULL), -1);
    assert_int_equal(procc_code_find_value(host->code, fact(host, "agreed"), "yes"), -1);
    assert_int_equal(procc_code_find_value(host->code, -1, "low"), -1);
    assert_int_equal(procc_code_find_value(host->code, 1000, "low"), -1);
    assert_int_equal(procc_code_find_value(NULL, urgent, "low"), -1);
}

static void wrong_use_is_refused(void **state)
{
    Host *host = *state;
    ProccEngine *engine = host->engine;
    ProccDecision out;
    ProccNorm norm_out;
    assert_int_equal(procc_code_find_fact(host->code, "carers"), -1);
    assert_int_equal(procc_code_find_fact(host->code, "nonsense"), -1);
    assert_int_equal(procc_code_find_norm(host->code, "thank.thank_carer"), -1);
    assert_int_equal(procc_engine_set_yes_no(engine, -1, true), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_yes_no(engine, 1000, true), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_yes_no(engine, fact(host, "score"), true), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_number(engine, fact(host, "score"), INT64_MAX),
                     PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_date(engine, fact(host, "asked_on"), INT32_MAX),
                     PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_words(engine, fact(host, "urgent"), "soon"), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_words(engine, fact(host, "nickname"), "\xff"),
                     PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_done(engine, 0, INT32_MIN), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_get_decision(engine, 0, &out), PROCC_WRONG_USE); /* not yet */
    char *error = NULL;
    assert_int_equal(procc_engine_evaluate(engine, INT32_MAX, &error), PROCC_WRONG_USE);
    assert_non_null(strstr(error, "1 to 9999"));
    procc_free(error);
    assert_int_equal(procc_engine_evaluate(engine, TODAY, NULL), PROCC_OK);
    assert_int_equal(procc_engine_get_decision(engine, -1, &out), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_get_norm(engine, 1000, &norm_out), PROCC_WRONG_USE);
    assert_int_equal(procc_engine_set_yes_no(engine, fact(host, "agreed"), true), PROCC_OK);
    assert_int_equal(procc_engine_get_decision(engine, 0, &out), PROCC_WRONG_USE); /* stale */
    assert_int_equal(procc_engine_evaluate(NULL, TODAY, NULL), PROCC_WRONG_USE);
}

static void what_is_no_image_is_refused(void **state)
{
    Host *host = *state;
    ProccCode *code = host->code;
    char *error = NULL;
    assert_int_equal(procc_code_read("nonsense", 8, &code, &error), PROCC_BAD_CODE);
    assert_null(code);
    assert_non_null(strstr(error, "image"));
    procc_free(error);
    assert_int_equal(procc_code_read(NULL, 8, &code, NULL), PROCC_WRONG_USE);
    assert_int_equal(procc_code_read(host->image.bytes, host->image.length - 1, &code, NULL),
                     PROCC_BAD_CODE);
    procc_code_free(NULL);
    assert_int_equal(strlen(procc_code_get_hash(host->code)), 64);
    assert_string_equal(procc_code_get_procedure(host->code), "api");
}

static void texts_of_a_long_life_are_let_go(void **state)
{
    Host *host = *state;
    char words[32];
    for (int i = 0; i < 2000; i++) {
        snprintf(words, sizeof words, "name %d", i);
        assert_int_equal(procc_engine_clear(host->engine), PROCC_OK);
        assert_int_equal(procc_engine_set_words(host->engine, fact(host, "nickname"), words),
                         PROCC_OK);
        assert_int_equal(procc_engine_evaluate(host->engine, TODAY, NULL), PROCC_OK);
        assert_string_equal(decision(host, "called").text, words);
    }
}

/* ---------------------------------------------------------------- JSON */

#define CASE_JSON                                                                                  \
    "{\"agreed\": true, \"savings\": \"23250.01\", \"asked_on\": \"2026-01-31\","                  \
    " \"carers\": [{\"willing\": true, \"since\": \"2026-02-01\"}, {\"willing\": false}]}"

static void json_gives_the_outcome_of_the_command_line(void **state)
{
    Host *host = *state;
    char *outcome = NULL, *error = NULL;
    assert_int_equal(procc_engine_evaluate_json(host->engine, CASE_JSON, strlen(CASE_JSON), TODAY,
                                                PROCC_EXPLAIN, &outcome, &error),
                     PROCC_OK);
    assert_null(error);
    assert_non_null(strstr(outcome, "\"thank_carer\""));
    assert_non_null(strstr(outcome, "\"due\": \"2026-02-11\"")); /* ten days after the first */
    assert_non_null(strstr(outcome, "\"why\""));
    assert_non_null(strstr(outcome, "case:1"));
    procc_free(outcome);
    assert_int_equal(procc_engine_evaluate_json(host->engine, "{\"agred\": true}", 15, TODAY, 0,
                                                &outcome, &error),
                     PROCC_BAD_CASE);
    assert_null(outcome);
    assert_non_null(strstr(error, "did you mean 'agreed'"));
    procc_free(error);
    assert_int_equal(procc_engine_evaluate_json(host->engine, "{}", 2, TODAY, 1024, &outcome, NULL),
                     PROCC_WRONG_USE);
}

static void assert_same_as_alone(const Host *host, const char *of, int flags)
{
    ProccEngine *alone;
    char *outcome, *wanted;
    assert_int_equal(procc_engine_new(host->code, &alone, NULL), PROCC_OK);
    assert_int_equal(procc_engine_evaluate_json(alone, of, strlen(of), TODAY, flags, &wanted, NULL),
                     PROCC_OK);
    assert_int_equal(
        procc_engine_evaluate_json(host->engine, of, strlen(of), TODAY, flags, &outcome, NULL),
        PROCC_OK);
    assert_string_equal(outcome, wanted);
    procc_free(outcome);
    procc_free(wanted);
    procc_engine_free(alone);
}

/* An engine keeps the words of reasons: those of one case must not stand in the answer to another. */
static void json_of_case_after_case(void **state)
{
    static const char *const cases[] = {CASE_JSON, "{}", "{\n\n\"agreed\": false\n}", CASE_JSON};
    static const int flags[] = {PROCC_EXPLAIN, PROCC_PLAIN, PROCC_EXPLAIN_ALL, PROCC_EXPLAIN};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t k = 0; k < sizeof flags / sizeof *flags; k++)
            assert_same_as_alone(*state, cases[i], flags[k]);
}

/* ---------------------------------------------------------------- without memory */

static void a_host_without_memory_goes_on(void **state)
{
    Host *host = *state;
    char *outcome = NULL;
    say_all(host);
    for (size_t most = 1; most < 4000000; most += most / 3 + 1) {
        arena_limit_guards(most);
        ProccStatus status = procc_engine_evaluate(host->engine, TODAY, NULL);
        assert_true(status == PROCC_OK || status == PROCC_NO_MEMORY);
        status = procc_engine_evaluate_json(host->engine, CASE_JSON, strlen(CASE_JSON), TODAY,
                                            PROCC_EXPLAIN, &outcome, NULL);
        assert_true(status == PROCC_OK || status == PROCC_NO_MEMORY);
        procc_free(outcome);
        ProccCode *code;
        status = procc_code_read(host->image.bytes, host->image.length, &code, NULL);
        assert_true(status == PROCC_OK || status == PROCC_NO_MEMORY);
        procc_code_free(code);
    }
    arena_limit_guards(0);
    assert_int_equal(procc_engine_evaluate(host->engine, TODAY, NULL), PROCC_OK);
    assert_number(host, "fit", PROCC_YES_NO, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOST_TEST(answers_are_those_worked_out_by_hand),
        HOST_TEST(unknown_is_never_no),
        HOST_TEST(what_was_done_changes_the_state),
        HOST_TEST(values_have_numbers),
        HOST_TEST(wrong_use_is_refused),
        HOST_TEST(what_is_no_image_is_refused),
        HOST_TEST(texts_of_a_long_life_are_let_go),
        HOST_TEST(json_gives_the_outcome_of_the_command_line),
        HOST_TEST(json_of_case_after_case),
        HOST_TEST(a_host_without_memory_goes_on),
    };
    return cmocka_run_group_tests_name("api", tests, NULL, NULL);
}
