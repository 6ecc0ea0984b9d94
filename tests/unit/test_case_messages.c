/* test_case_messages.c - each kind of message about a case, with the words that it is about.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case_unit.h"

static void bad_bytes(void **state)
{
    assert_bad(state, "score = 1\nremark = caf\xe9\n", "C0003 '\xe9': the text is not UTF-8");
    Read read = read_str(state, case_read_words, STR("score=1\0"));
    assert_string_equal(show_messages(&read), "C0004 '': the text has a NUL character");
    assert_int_equal(read.entries.list.count, 0);
    assert_messages(state, case_read_json, "{\"remark\": \"\\u0000\"}",
                    "C0004 '\"': the text has a NUL character");
}

static void too_large(void **state)
{
    size_t length = CASE_BYTES_MOST + 1;
    char *text = arena_alloc(*state, length);
    memset(text, '\n', length);
    Read read = read_str(state, case_read_lines, (Str){text, length});
    assert_string_equal(show_messages(&read),
                        "C0002 '': the text has 67108865 bytes; a case has at most 67108864");
}

static void too_many_problems(void **state)
{
    Text text = text_in(*state);
    for (int i = 0; i < 1500; i++)
        text_add_format(&text, "unheard_of_%d = 1\nnothing\n", i);
    Read read = read_str(state, case_read_lines, text_get(&text));
    assert_int_equal(read.report->messages.count, 1001);
    const Message *last = &read.report->messages.items[1000];
    assert_string_equal(last->text, "over 1000 things are wrong: the rest was not checked");
    assert_string_equal(last->kind->code, "C0005");
}

static void bad_lines(void **state)
{
    assert_bad(
        state, "has_capacity yes # x = 1",
        "C1001 'has_capacity yes': 'has_capacity yes' has no equals sign (write key = value)");
    assert_bad(state, " = 3", "C1002 '= 3': there is no key");
    assert_bad(state, "score = # none",
               "C1003 'score =': 'score' has no value"
               " (leave it out if it was not asked yet, or give it as unknown)");
    assert_bad(state, "remark = \"Rosa\\\"",
               "C1005 '\"Rosa\\\"': the value of 'remark' has no closing quote");
    assert_bad(state, "remark = \"Rosa\" Smith",
               "C1006 'Smith': 'Smith' follows the quoted value of 'remark'");
    Text text = text_in(*state);
    text_add_repeat(&text, 'k', 401);
    text_add(&text, " = 1");
    Read read = read_str(state, case_read_lines, text_get(&text));
    assert_string_equal(read.report->messages.items[0].kind->code, "C1010");
}

static void bad_json(void **state)
{
    assert_messages(state, case_read_json, "{\"has_capacity\": yes}",
                    "C1007 's': the text is not JSON from here on");
    assert_messages(state, case_read_json, "{\"has_capacity\": true",
                    "C1007 'e': the JSON ends too early");
    assert_messages(state, case_read_json, "{} x",
                    "C1007 'x': more follows after the end of the JSON");
    assert_messages(state, case_read_json, "[{}]", "C1008 '[': the JSON is not an object");
    assert_messages(state, case_read_json, "", "C1007 '': the JSON ends too early");
    assert_messages(state, case_read_json, "{\"score\": 1, \"sc\\u006fre\" : 2}",
                    "C1004 '\"sc\\u006fre\"': the key \"sc\\u006fre\" is given twice");
    assert_messages(state, case_read_json, "{\"a\": {\"b\\\"\": 1, \"b\\\"\": 2}}",
                    "C1004 '\"b\\\"\"': the key \"b\\\"\" is given twice");
    assert_messages(state, case_read_json, "{\"score\": 1e999}",
                    "C2004 '9': the number is out of range");
    assert_messages(state, case_read_json, "{\"\": 1}", "C1002 '\"\": 1': there is no key");
}

static void json_too_deep(void **state)
{
    for (size_t depth = 64; depth < 5000; depth = depth * 4 + 1) {
        Text text = text_in(*state);
        text_add(&text, "{\"a\":");
        text_add_repeat(&text, '[', depth);
        text_add_repeat(&text, ']', depth);
        text_add(&text, "}");
        Read read = read_str(state, case_read_json, text_get(&text));
        assert_int_equal(read.report->messages.count, 1);
        assert_string_equal(read.report->messages.items[0].kind->code,
                            depth > 64 ? "C1009" : "C2001");
    }
}

static void one_long_key_over_many(void **state)
{
    Text text = text_in(*state);
    text_add(&text, "{\"");
    text_add_repeat(&text, 'k', 100000);
    text_add(&text, "\":{\"x\":[{\"]\":\"\\\"}\"}]");
    for (int i = 0; i < 10000; i++)
        text_add_format(&text, ",\"%d\":1", i);
    text_add(&text, "},\"score\":1}");
    Read read = read_str(state, case_read_json, text_get(&text));
    assert_int_equal(read.report->messages.count, 1);
    assert_string_equal(show_fact(&read, SCORE, 0), "1");
}

static void given_twice(void **state)
{
    assert_bad(state, "score = 1\nscore = 1",
               "C1004 'score = 1': 'score' is given twice [score = 1]");
    assert_bad(state, "carers = none\ncarers = none",
               "C1004 'carers = none': 'carers' is given twice [carers = none]");
    assert_messages(
        state, case_read_json, "{\"done.end_plan\": null, \"done\": {\"end_plan\": null}}",
        "C1004 '\"end_plan\": null': 'done.end_plan' is given twice [\"done.end_plan\": null]");
}

static void unknown_names(void **state)
{
    assert_bad(state, "has_capcity = yes",
               "C2001 'has_capcity = yes': there is no fact called 'has_capcity' (did you mean "
               "'has_capacity'?)");
    assert_bad(state, "carer.1.name = Rosa",
               "C2001 'carer.1.name = Rosa': there is no fact called 'carer' (did you mean "
               "'carers.1.name'?)");
    assert_bad(state, "willing = yes",
               "C2001 'willing = yes': there is no fact called 'willing'"
               " (it is a field of 'carers': write carers.1.willing)");
    assert_bad(state, "end_plan = 2026-02-03",
               "C2001 'end_plan = 2026-02-03': there is no fact called 'end_plan'"
               " (it is an action: write done.end_plan and the date)");
    assert_bad(state, "zzz = 1", "C2001 'zzz = 1': there is no fact called 'zzz'");
    assert_bad(
        state, "carers.1.wiling = yes",
        "C2009 'carers.1.wiling = yes': the elements of 'carers' have no field called 'wiling'"
        " (did you mean 'carers.1.willing'?)");
    assert_bad(state, "done.end_plans = 2026-02-03",
               "C2010 'done.end_plans = 2026-02-03': there is no action called 'end_plans'"
               " (did you mean 'done.end_plan'?)");
    assert_bad(state, "done = yes",
               "C2010 'done = yes': 'done' does not say which action is done (write done.ACTION "
               "and the date)");
    assert_bad(state, "safe_to_end = yes",
               "C2014 'safe_to_end = yes': 'safe_to_end' is worked out, not given");
    assert_bad(
        state, "services.1.is_urgent = yes",
        "C2014 'services.1.is_urgent = yes': 'services.1.is_urgent' is worked out, not given");
    assert_bad(state, "notice_limit = 3",
               "C2014 'notice_limit = 3': 'notice_limit' is worked out, not given"
               " (it is a parameter, whose figures stand in the procedure)");
}

static void values_not_allowed(void **state)
{
    assert_bad(
        state, "has_capacity = perhaps",
        "C2002 'perhaps': 'has_capacity' cannot be 'perhaps' (allowed: yes or no, or unknown)");
    assert_bad(state, "has_capacity = \"unknown\"",
               "C2002 '\"unknown\"': 'has_capacity' cannot be 'unknown'"
               " (unknown stands without quotes, in JSON as null; else allowed: yes or no)");
    assert_bad(
        state, "stage = in_plce",
        "C2002 'in_plce': 'stage' cannot be 'in_plce'"
        " (did you mean 'in_place'? allowed: one of planned, arranged, in_place, or unknown)");
    assert_messages(state, case_read_json, "{\"stage\": {}}",
                    "C2002 '{}': 'stage' cannot be '{}' (allowed: one of planned, arranged, "
                    "in_place, or unknown)");
    assert_bad(state, "asked_on = 2026-02-30",
               "C2003 '2026-02-30': 'asked_on' cannot be '2026-02-30': there is no such day"
               " (allowed: a date such as 3 February 2026, or unknown)");
    assert_bad(state, "score = 1e13",
               "C2004 '1e13': 'score' cannot be '1e13': it is out of range"
               " (values go to 1,000,000,000,000 either way)");
    assert_bad(state, "asked_on = 10000-01-01",
               "C2004 '10000-01-01': 'asked_on' cannot be '10000-01-01': it is out of range"
               " (dates go from the year 1 to 9999)");
    assert_bad(state, "savings = 10.505",
               "C2005 '10.505': 'savings' cannot be '10.505': it is too fine (an amount of money "
               "is whole pence)");
}

static void wrong_elements(void **state)
{
    assert_bad(state, "carers.1.name = Rosa\ncarers.3.name = Ali\ncarers.3.willing = yes",
               "C2006 'carers.3.name = Ali': 'carers.3' is given, but not 'carers.2'"
               " (elements are numbered from 1 without gaps)");
    assert_bad(
        state, "services.1.visits.999999999.on = unknown",
        "C2006 'services.1.visits.999999999.on = unknown': 'services.1.visits.999999999' is given,"
        " but not 'services.1.visits.1' (elements are numbered from 1 without gaps)");
    assert_bad(
        state, "carers.1.name = Rosa\ncarers = none\ncarers.2.name = Ali",
        "C2007 'carers.1.name = Rosa': 'carers' is said to be empty, and 'carers.1.name' is given"
        " [carers = none]");
    assert_bad(
        state, "carers = unknown\ncarers.1.name = Rosa",
        "C2008 'carers.1.name = Rosa': 'carers' is said to be unknown, and 'carers.1.name' is given"
        " [carers = unknown]");
    static const char *const wrong[] = {"0", "01", "99999999999", "1000000000", "x",
                                        "",  "-1", "+1",          "1 "};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        const char *line = arena_format(*state, "carers.%s.name = Rosa", wrong[i]);
        assert_bad(
            state, line,
            arena_format(*state,
                         "C2015 '%s': '%s' in 'carers.%s.name' is not the number of an element"
                         " (elements of 'carers' are numbered from 1 without gaps)",
                         line, wrong[i], wrong[i]));
    }
    assert_bad(state, "score.1 = 2",
               "C2016 'score.1 = 2': 'score' in 'score.1' is one value,"
               " without elements or fields (write score)");
    assert_bad(state, "carers = Rosa",
               "C2017 'carers = Rosa': the list 'carers' cannot be 'Rosa' (allowed: none or "
               "unknown, without"
               " quotes (in JSON [] and null), or elements from carers.1 on)");
    assert_messages(state, case_read_json, "{\"carers\": [\"Rosa\"]}",
                    "C2017 '\"Rosa\"': the element 'carers.1' cannot be 'Rosa'"
                    " (give its fields, such as carers.1.name)");
}

static void wrong_done(void **state)
{
    assert_bad(
        state, "done.tell_carer.1 = 2026-02-03",
        "C2011 'done.tell_carer.1 = 2026-02-03': 'done.tell_carer.1' is given, but 'carers' has no"
        " element 1 (the elements are those that the case itself gives)");
    assert_bad(
        state, "services.1.visits.1 = {}\ndone.confirm_visit.1.2 = 2026-02-03",
        "C2011 'done.confirm_visit.1.2 = 2026-02-03': 'done.confirm_visit.1.2' is given, but"
        " 'services.visits' has no element 2 (the elements are those that the case itself gives)");
    assert_bad(state, "done.introduce.1 = 2026-02-03",
               "C2012 'done.introduce.1 = 2026-02-03': 'done.introduce.1' does not say for which "
               "element it was"
               " done (write done.introduce.1.1)");
    assert_bad(
        state, "done.end_plan.1 = 2026-02-03",
        "C2013 'done.end_plan.1 = 2026-02-03': 'done.end_plan.1' has an element number too many"
        " (write done.end_plan)");
    assert_bad(state, "done.end_plan = yes",
               "C2002 'yes': 'done.end_plan' cannot be 'yes' (allowed: a date such as 3 February "
               "2026, or unknown)");
}

static void messages_in_the_order_of_the_text(void **state)
{
    Read read = read_str(state, case_read_lines,
                         STR("score = x\ncarers.2.name = Ali\nzzz = 1\nstage = x\nnothing"));
    static const char *const codes[] = {"C1001", "C2002", "C2006", "C2001", "C2002"};
    assert_int_equal(read.report->messages.count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(read.report->messages.items[i].kind->code, codes[i]);
}

static void the_list_of_problems(void **state)
{
    (void)state;
    const char *last = "";
    for (size_t i = 0; i < problem_get_count(); i++) {
        const MessageKind *kind = problem_get(i);
        assert_true(strcmp(last, kind->code) < 0);
        assert_ptr_equal(problem_find_kind(str_from(kind->code)), kind);
        assert_non_null(strstr(kind->explanation, "Example: "));
        last = kind->code;
    }
    assert_string_equal(problem_kind(PROBLEM_FILE_NOT_READABLE)->code, "C0001");
    assert_null(problem_find_kind(STR("C9999")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(bad_bytes),
        UNIT_TEST(too_large),
        UNIT_TEST(too_many_problems),
        UNIT_TEST(bad_lines),
        UNIT_TEST(bad_json),
        UNIT_TEST(json_too_deep),
        UNIT_TEST(one_long_key_over_many),
        UNIT_TEST(given_twice),
        UNIT_TEST(unknown_names),
        UNIT_TEST(values_not_allowed),
        UNIT_TEST(wrong_elements),
        UNIT_TEST(wrong_done),
        UNIT_TEST(messages_in_the_order_of_the_text),
        UNIT_TEST(the_list_of_problems),
    };
    return cmocka_run_group_tests_name("case messages", tests, NULL, NULL);
}
