/* test_choose.c - which titles --only names, and when a share is enough.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "tester/tester.h"

static bool is_chosen(const char *only, const char *title)
{
    const TestChoice choice = {.only = &only, .only_count = 1};
    return tester_is_chosen(&choice, title);
}

static void test_words_may_stand_anywhere(void **state)
{
    (void)state;
    assert_true(is_chosen("home", "In a care home"));
    assert_true(is_chosen("HOME", "in a care Home"));
    assert_true(is_chosen("", "anything"));
    assert_false(is_chosen("homes", "In a care home"));
    assert_false(is_chosen("home", ""));
}

static void test_a_pattern_is_for_the_whole_title(void **state)
{
    (void)state;
    assert_true(is_chosen("in*home", "In a care home"));
    assert_true(is_chosen("*a*", "In a care home"));
    assert_true(is_chosen("*ab", "aab"));
    assert_true(is_chosen("a*b*c", "a bb b c"));
    assert_true(is_chosen("*", ""));
    assert_true(is_chosen("?n*", "In"));
    assert_false(is_chosen("care*", "In a care home"));
    assert_false(is_chosen("In?", "In"));
    assert_false(is_chosen("a*b", "abc"));
}

static void test_without_only_all_are_chosen(void **state)
{
    (void)state;
    const TestChoice choice = {0};
    assert_true(tester_is_chosen(&choice, "anything"));
}

static void test_shares_are_never_rounded_up(void **state)
{
    assert_string_equal(tester_to_percent(*state, 1999, 2000), "99.9%");
    assert_string_equal(tester_to_percent(*state, 2, 3), "66.6%");
    assert_string_equal(tester_to_percent(*state, 3, 3), "100.0%");
    assert_string_equal(tester_to_percent(*state, 0, 0), "100.0%");
    assert_true(tester_is_enough(2, 3, 66666));
    assert_false(tester_is_enough(2, 3, 66667));
    assert_false(tester_is_enough(1999, 2000, 100000));
    assert_true(tester_is_enough(0, 0, 100000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_words_may_stand_anywhere),
        UNIT_TEST(test_a_pattern_is_for_the_whole_title),
        UNIT_TEST(test_without_only_all_are_chosen),
        UNIT_TEST(test_shares_are_never_rounded_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
