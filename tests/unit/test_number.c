/* test_number.c - where paragraphs and items of a plain text begin, and what they are called.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "guidance/number.h"
#include "source/load.h"

/* The text with its numbers, or the first message where it is wrong. */
static Str number(void **state, const char *words)
{
    Sources *sources = ARENA_NEW(*state, Sources);
    sources->arena = *state;
    Report *report = report_new(*state, sources);
    Edition edition = {.path = "a", .numbers = map_new(*state)};
    Text text = text_in(*state);
    uint32_t source;
    assert_true(load_text(&source, report, STR("a"), str_from(words)));
    number_text(&edition, *state, report, source);
    number_write_text(&text, &edition);
    return report->messages.count ? str_from(report->messages.items[0].text) : text_get(&text);
}

static void test_each_line_is_a_paragraph(void **state)
{
    ASSERT_STR(number(state, "One\nTwo\r\n  Three \n"), "[p1] One\n[p2] Two\n[p3] Three\n");
    ASSERT_STR(number(state, "\n\nOne\nTwo\n\n"), "[p1] One\n[p2] Two\n");
    ASSERT_STR(number(state, "One"), "[p1] One\n");
}

static void test_empty_lines_part_paragraphs(void **state)
{
    ASSERT_STR(number(state, "One\ngoes on\n\n \nTwo\n"), "[p1] One goes on\n[p2] Two\n");
}

static void test_bullets_are_no_words(void **state)
{
    ASSERT_STR(number(state, "One\n- a\n* b\n• c\n– d\nTwo\n- a\n"),
               "[p1] One\n[p1.1] a\n[p1.2] b\n[p1.3] c\n[p1.4] d\n[p2] Two\n[p2.1] a\n");
    ASSERT_STR(number(state, "One:\n\n- a\n  goes on\n\n- b\n\nTwo\n"),
               "[p1] One:\n[p1.1] a goes on\n[p1.2] b\n[p2] Two\n");
    ASSERT_STR(number(state, "One\n-a\n--\n"), "[p1] One\n[p2] -a\n[p3] --\n");
}

static void test_letters_are_words(void **state)
{
    ASSERT_STR(number(state, "One\n(a) x\n(iv) y\n(12) z\n"),
               "[p1] One\n[p1.1] (a) x\n[p1.2] (iv) y\n[p1.3] (12) z\n");
    ASSERT_STR(number(state, "One\n(NHS) trusts\n(see p4) there\n(a)x\n"),
               "[p1] One\n[p2] (NHS) trusts\n[p3] (see p4) there\n[p4] (a)x\n");
}

static void test_a_number_is_an_item_after_a_colon(void **state)
{
    ASSERT_STR(number(state, "1. Who\nBoth:\n1. a\n2. b\nEnd\n2. When\n"),
               "[p1] 1. Who\n[p2] Both:\n[p2.1] 1. a\n[p2.2] 2. b\n[p3] End\n[p4] 2. When\n");
    ASSERT_STR(number(state, "Both:\n\n1. a\n2. b\n\nIn section\n2. it goes on\n"),
               "[p1] Both:\n[p1.1] 1. a\n[p1.2] 2. b\n[p2] In section 2. it goes on\n");
    ASSERT_STR(number(state, "One:\n1.1. Under\n1999. A year\n"),
               "[p1] One:\n[p2] 1.1. Under\n[p3] 1999. A year\n");
}

static void test_an_item_needs_a_paragraph(void **state)
{
    ASSERT_STR(number(state, "- a\n- b\n"), "[p1] - a\n[p1.1] b\n");
}

static void test_numbers_that_stand_there_are_kept(void **state)
{
    ASSERT_STR(number(state, "[p3] One\ngoes on\n\n- too\n[p3.2] Two\n[x] three\n"),
               "[p3] One goes on - too\n[p3.2] Two [x] three\n");
    ASSERT_STR(number(state, "[p1] One\n[p1] Two\n"), "there are two paragraphs 'p1'");
    ASSERT_STR(number(state, "[Note] One\n[p1] Two\n"), "[p1] [Note] One\n[p2] [p1] Two\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_each_line_is_a_paragraph),
        UNIT_TEST(test_empty_lines_part_paragraphs),
        UNIT_TEST(test_bullets_are_no_words),
        UNIT_TEST(test_letters_are_words),
        UNIT_TEST(test_a_number_is_an_item_after_a_colon),
        UNIT_TEST(test_an_item_needs_a_paragraph),
        UNIT_TEST(test_numbers_that_stand_there_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
