/* test_case.c - reading cases in their three forms, and laying them out; large and hostile texts.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "case_unit.h"

/* ---------------------------------------------------------------- the forms */

static void values_of_every_type(void **state)
{
    Read read = read_good(state, case_read_lines,
                          "\xef\xbb\xbf# a case\r\n"
                          "has_capacity = yes\r\n"
                          "  score=-2.000001   # a comment\r\n"
                          "\r\n"
                          "savings = £1,234.50\n"
                          "asked_on = 3 February 2026\n"
                          "notice = 5 working days\n"
                          "remark = A#17 = \"B\" # no more\n"
                          "stage = in_place");
    assert_string_equal(show_fact(&read, CAPABLE, 0), "yes");
    assert_string_equal(show_fact(&read, SCORE, 0), "-2.000001");
    assert_string_equal(show_fact(&read, SAVINGS, 0), "£1,234.50");
    assert_string_equal(show_fact(&read, ASKED_ON, 0), "3 February 2026");
    assert_string_equal(show_fact(&read, NOTICE, 0), "5 working days");
    assert_string_equal(show_fact(&read, REMARK, 0), "\"A#17 = \\\"B\\\"\"");
    assert_string_equal(show_fact(&read, STAGE, 0), "in_place");
    assert_int_equal(read.table->as_of[0], 20000);
    assert_int_equal(read.table->case_count, 1);
}

static const char *show_remark(void **state, Reader *reader, const char *text)
{
    Read read = read_good(state, reader, text);
    return show_fact(&read, REMARK, 0);
}

static void quotes_and_the_word_unknown(void **state)
{
    assert_string_equal(show_remark(state, case_read_lines, "remark = unknown"), "unknown");
    assert_string_equal(show_remark(state, case_read_lines, "remark = \"unknown\""), "\"unknown\"");
    assert_string_equal(
        show_remark(state, case_read_lines, "remark = \" # a \\\"b\\\" \\\\ c\\d\" # e"),
        "\" # a \\\"b\\\" \\\\ c\\\\d\"");
    assert_string_equal(show_remark(state, case_read_lines, "remark = \"\""), "\"\"");
    assert_string_equal(show_remark(state, case_read_lines, "remark =#1"), "\"#1\"");
    assert_string_equal(show_remark(state, case_read_lines, "score = 1"), "-");
    assert_string_equal(show_remark(state, case_read_words, "score=1\nremark=a # b"), "\"a # b\"");
    assert_string_equal(show_remark(state, case_read_json, "{\"remark\": null}"), "unknown");
    assert_string_equal(show_remark(state, case_read_json, "{\"remark\": \"unknown\"}"),
                        "\"unknown\"");
    assert_string_equal(show_remark(state, case_read_json, "{\"remark\": \"\\u00e9\\\"\\\\x\"}"),
                        "\"\xc3\xa9\\\"\\\\x\"");
}

static void json_keeps_exact_decimals(void **state)
{
    Read read = read_good(
        state, case_read_json,
        " {\"score\": 123456789012.000001, \"savings\": 0.29, \"has_capacity\": true,\n"
        "  \"asked_on\": \"2026-02-03\", \"carers\": [], \"done\": {\"end_plan\": null}} ");
    assert_string_equal(show_fact(&read, SCORE, 0), "123456789012.000001");
    assert_string_equal(show_fact(&read, SAVINGS, 0), "£0.29");
    assert_string_equal(show_fact(&read, CAPABLE, 0), "yes");
    assert_string_equal(show_fact(&read, ASKED_ON, 0), "3 February 2026");
    assert_string_equal(show_frame(&read, CARERS), "| 0-0");
    assert_string_equal(show_done(&read, END_PLAN, 0), "unknown");
    read = read_good(state, case_read_json, "{\"score\": 15e-1}");
    assert_string_equal(show_fact(&read, SCORE, 0), "1.5");
}

static void json_says_nothing(void **state)
{
    Read read = read_good(state, case_read_json, "{}");
    assert_string_equal(show_frame(&read, CARERS), "0~ | 0-1?");
    read_good(state, case_read_json, "\xef\xbb\xbf{\"done\": {}}");
    read_good(state, case_read_lines, "");
    read_good(state, case_read_words, "");
}

/* ---------------------------------------------------------------- rows */

#define NESTED_LINES                                                                               \
    "services.2.visits.1.on = 2026-02-05\n"                                                        \
    "services.1.visits.2.on = 2026-02-04\n"                                                        \
    "services.1.visits.1.on = unknown\n"                                                           \
    "carers.1.name = Rosa\n"                                                                       \
    "carers.2.willing = no\n"                                                                      \
    "services.3.visits = none\n"                                                                   \
    "services.4.kind = day centre\n"

static void check_nested(Read read)
{
    assert_string_equal(show_frame(&read, CARERS), "0 0 | 0-2");
    assert_string_equal(show_frame(&read, SERVICES), "0 0 0 0 | 0-4");
    assert_string_equal(show_frame(&read, VISITS), "0 0 1 3~ | 0-2 2-3 3-3 3-4?");
    assert_string_equal(show_fact(&read, NAME, 0), "\"Rosa\"");
    assert_string_equal(show_fact(&read, NAME, 1), "-");
    assert_string_equal(show_fact(&read, WILLING, 1), "no");
    assert_string_equal(show_fact(&read, ON, 0), "unknown");
    assert_string_equal(show_fact(&read, ON, 1), "4 February 2026");
    assert_string_equal(show_fact(&read, ON, 2), "5 February 2026");
    assert_string_equal(show_fact(&read, ON, 3), "-");
    assert_string_equal(show_fact(&read, KIND, 3), "\"day centre\"");
    assert_string_equal(show_frame(&read, SERVICE_CARERS),
                        "0:0 0:1 1:0 1:1 2:0 2:1 3:0 3:1 | 0-2 2-4 4-6 6-8");
    /* the visits of the service that the outer loop is at */
    assert_string_equal(show_frame(&read, SERVICE_CARER_VISITS),
                        "0:0 0:1 1:0 1:1 2:2 3:2 6:3~ 7:3~ | 0-2 2-4 4-5 5-6 6-6 6-6 6-7? 7-8?");
    assert_string_equal(show_frame(&read, CARER_SERVICES),
                        "0:0 0:1 0:2 0:3 1:0 1:1 1:2 1:3 | 0-4 4-8");
    /* the visits of the service that the inner loop is at */
    assert_string_equal(show_frame(&read, CARER_SERVICE_VISITS),
                        "0:0 0:1 1:2 3:3~ 4:0 4:1 5:2 7:3~ | "
                        "0-2 2-3 3-3 3-4? 4-6 6-7 7-7 7-8?");
}

static void nested_lists(void **state)
{
    check_nested(read_good(state, case_read_lines, NESTED_LINES));
    check_nested(read_good(state, case_read_words, NESTED_LINES));
    check_nested(read_good(
        state, case_read_json,
        "{\"services\": [{\"visits\": [{\"on\": null}, {\"on\": \"2026-02-04\"}]},"
        "  {\"visits.1.on\": \"2026-02-05\"}, {\"visits\": []}, {\"kind\": \"day centre\"}],"
        " \"carers\": {\"1\": {\"name\": \"Rosa\"}}, \"carers.2.willing\": false}"));
}

static void two_loops_over_one_list(void **state)
{
    Read read =
        read_good(state, case_read_lines,
                  "services.1.visits.1 = {}\nservices.1.visits.2 = {}\nservices.2.visits = none");
    assert_string_equal(show_frame(&read, SERVICE_PAIRS), "0:0 0:1 1:0 1:1 | 0-2 2-4");
    assert_string_equal(show_frame(&read, PAIR_OUTER_VISITS), "0:0 0:1 1:0 1:1 | 0-2 2-4 4-4 4-4");
    assert_string_equal(show_frame(&read, PAIR_INNER_VISITS), "0:0 0:1 2:0 2:1 | 0-2 2-2 2-4 4-4");
}

static void lists_not_given(void **state)
{
    Read read = read_good(state, case_read_lines, "carers = unknown\nservices = none");
    assert_string_equal(show_frame(&read, CARERS), "0~ | 0-1?");
    assert_int_equal(read.table->frames[CARERS].list_states[0], CELL_UNKNOWN);
    assert_string_equal(show_frame(&read, SERVICES), "| 0-0");
    assert_string_equal(show_frame(&read, VISITS), "|");
    assert_string_equal(show_frame(&read, CARER_SERVICES), "| 0-0");
    read = read_good(state, case_read_lines, "");
    assert_int_equal(read.table->frames[CARERS].list_states[0], CELL_ABSENT);
    assert_string_equal(show_frame(&read, VISITS), "0~ | 0-1?");
    assert_string_equal(show_frame(&read, SERVICE_CARERS), "0:0~ | 0-1?");
    assert_string_equal(show_frame(&read, CARER_SERVICE_VISITS), "0:0~ | 0-1?");
    assert_string_equal(show_fact(&read, ON, 0), "-");
    /* services not given, carers given: the possible service meets each carer */
    read = read_good(state, case_read_lines, "carers.1 = {}\ncarers.2 = {}");
    assert_string_equal(show_frame(&read, SERVICE_CARERS), "0:0~ 0:1~ | 0-2");
    assert_string_equal(show_frame(&read, CARER_SERVICES), "0:0~ 1:0~ | 0-1? 1-2?");
}

static void elements_without_fields(void **state)
{
    Read read = read_good(state, case_read_json, "{\"carers\": [{}, {\"name\": \"Ali\"}, {}]}");
    assert_string_equal(show_frame(&read, CARERS), "0 0 0 | 0-3");
    assert_string_equal(show_fact(&read, NAME, 1), "\"Ali\"");
}

static void done_of_every_loop(void **state)
{
    Read read = read_good(state, case_read_lines,
                          NESTED_LINES "done.end_plan = 2026-02-03\n"
                                       "done.tell_carer.2 = unknown\n"
                                       "done.confirm_visit.2.1 = 2026-02-06\n"
                                       "done.introduce.3.2 = 2026-02-07\n");
    assert_string_equal(show_done(&read, END_PLAN, 0), "3 February 2026");
    assert_string_equal(show_done(&read, TELL_CARER, 0), "-");
    assert_string_equal(show_done(&read, TELL_CARER, 1), "unknown");
    assert_string_equal(show_done(&read, CONFIRM_VISIT, 2), "6 February 2026");
    assert_string_equal(show_done(&read, INTRODUCE, 5), "7 February 2026");
    read = read_good(
        state, case_read_json,
        "{\"carers\": [{}, {}], \"done\": {\"end_plan\": \"2026-02-03\","
        " \"tell_carer\": {\"2\": \"2026-02-04\"}}, \"done.tell_carer.1\": \"2026-02-05\"}");
    assert_string_equal(show_done(&read, TELL_CARER, 0), "5 February 2026");
    assert_string_equal(show_done(&read, TELL_CARER, 1), "4 February 2026");
}

/* ---------------------------------------------------------------- size and hostility */

static void many_elements(void **state)
{
    enum { COUNT = 20000 };
    Text text = text_in(*state);
    for (int i = COUNT; i > 0; i--)
        text_add_format(&text, "carers.%d.name = Carer %d\ncarers.%d.willing = yes\n", i, i, i);
    Read read = read_good(state, case_read_lines, text.bytes);
    assert_int_equal(read.table->frames[CARERS].row_count, COUNT);
    assert_string_equal(show_fact(&read, NAME, COUNT - 1), "\"Carer 20000\"");
}

static void too_many_combinations(void **state)
{
    Text text = text_in(*state);
    for (int i = 1; i <= 3000; i++)
        text_add_format(&text, "carers.%d = {}\nservices.%d.visits = none\n", i, i);
    Read read = read_str(state, case_read_lines, text_get(&text));
    assert_string_equal(show_messages(&read),
                        "C2018 '': each element of 'services' goes with each of 'carers': too many"
                        " (all such combinations of a case are at most 4194304)");
    assert_int_equal(read.table->frames[SERVICE_CARERS].row_count, 3000);
    assert_string_equal(show_fact(&read, WILLING, 2999), "-");
}

/* A generator of our own, so that a failure comes again. */
static uint32_t draw(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u; /* Numerical Recipes */
    return (*seed >> 8) % limit;
}

static const char *const pieces[] = {"carers",
                                     "services",
                                     "visits",
                                     "name",
                                     "willing",
                                     "on",
                                     "done",
                                     "end_plan",
                                     "tell_carer",
                                     "introduce",
                                     ".",
                                     ".1",
                                     ".2",
                                     ".3",
                                     ".1.",
                                     ".2.",
                                     "=",
                                     " = ",
                                     "none",
                                     "unknown",
                                     "yes",
                                     "2026-02-03",
                                     "{}",
                                     "\n",
                                     "\n",
                                     "\"",
                                     "\\",
                                     "#",
                                     "{",
                                     "}",
                                     "[",
                                     "]",
                                     ":",
                                     ",",
                                     "\"a\":",
                                     "\"carers\":",
                                     "\"services\":[{",
                                     "}]",
                                     "null",
                                     "true",
                                     "1",
                                     "1e9",
                                     "-",
                                     "\r\n",
                                     "\xff",
                                     "\\u00",
                                     "score",
                                     "remark",
                                     "stage",
                                     "carers.1.name = a\n",
                                     "services.1.visits.1.on = unknown\n",
                                     "carers = none\n"};

static Str make_text(Arena *arena, uint32_t *seed)
{
    Text text = text_in(arena);
    uint32_t count = draw(seed, 40);
    for (uint32_t i = 0; i < count; i++) {
        if (draw(seed, 16) == 0)
            text_add_byte(&text, (char)draw(seed, 256));
        else
            text_add(&text, pieces[draw(seed, COUNT_OF(pieces))]);
    }
    return text_get(&text);
}

/* A JSON value of any form, so that the walk is tried and not only jansson. */
static void add_value(Text *text, uint32_t *seed, uint32_t depth)
{
    static const char *const scalars[] = {
        "null", "true", "-1.50",          "\"yes\"", "\"\\u00e9\\\"\"",
        "[ ]",  "{ }",  "\"2026-02-03\"", "1e3",     "\"\\\\\""};
    static const char *const keys[] = {"carers", "1",           "2",    "visits",     "services.1",
                                       "on",     "name",        "done", "tell_carer", "introduce",
                                       "score",  "\\u0073core", "",     "1.visits"};
    uint32_t form = depth ? draw(seed, 3) : 0;
    uint32_t count = 1 + draw(seed, 3), first = draw(seed, COUNT_OF(keys));
    if (form == 0) {
        text_add(text, scalars[draw(seed, COUNT_OF(scalars))]);
        return;
    }
    text_add(text, form == 1 ? "{ " : "[\n");
    for (uint32_t i = 0; i < count; i++) {
        text_add(text, i ? " ," : "");
        if (form == 1)
            text_add_format(text, "\"%s\" :", keys[(first + i) % COUNT_OF(keys)]);
        add_value(text, seed, depth - 1);
    }
    text_add(text, form == 1 ? "}" : "]");
}

static Str make_json(Arena *arena, uint32_t *seed)
{
    Text text = text_in(arena);
    text_add(&text, "{\"carers\":");
    add_value(&text, seed, 4);
    text_add(&text, ",\"services\":");
    add_value(&text, seed, 6);
    text_add(&text, ",\"done\":");
    add_value(&text, seed, 3);
    text_add(&text, "}");
    return text_get(&text);
}

/* Rows lie where their parents say, whatever was read. */
static void check_table(const CaseTable *table)
{
    for (uint32_t i = 1; i < COUNT_OF(frames); i++) {
        const CaseFrame *frame = &table->frames[i];
        uint32_t parents = table->frames[frames[i].parent].row_count;
        assert_int_equal(frame->first_row[0], 0);
        assert_int_equal(frame->first_row[parents], frame->row_count);
        for (uint32_t row = 0; row < frame->row_count; row++) {
            uint32_t parent = frame->parent_row[row];
            assert_true(parent < parents);
            assert_true(frame->first_row[parent] <= row && row < frame->first_row[parent + 1]);
            if (frame->element_row)
                assert_true(frame->element_row[row] <
                            table->frames[frames[i].list_frame].row_count);
        }
    }
}

static void random_texts(void **state)
{
    static Reader *const readers[] = {case_read_words, case_read_lines, case_read_json};
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 6000; round++) {
        void *arena = arena_new();
        Read read = read_str(&arena, readers[round % 3], make_text(arena, &seed));
        check_table(read.table);
        show_messages(&read);
        arena_free(arena);
    }
}

static void random_json(void **state)
{
    (void)state;
    uint32_t seed = 2, entry_count = 0;
    for (int round = 0; round < 3000; round++) {
        void *arena = arena_new();
        Read read = read_str(&arena, case_read_json, make_json(arena, &seed));
        check_table(read.table);
        show_messages(&read);
        entry_count += (uint32_t)read.entries.list.count;
        arena_free(arena);
    }
    assert_true(entry_count > 3000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(values_of_every_type),
        UNIT_TEST(quotes_and_the_word_unknown),
        UNIT_TEST(json_keeps_exact_decimals),
        UNIT_TEST(json_says_nothing),
        UNIT_TEST(nested_lists),
        UNIT_TEST(two_loops_over_one_list),
        UNIT_TEST(lists_not_given),
        UNIT_TEST(elements_without_fields),
        UNIT_TEST(done_of_every_loop),
        UNIT_TEST(many_elements),
        UNIT_TEST(too_many_combinations),
        UNIT_TEST(random_texts),
        UNIT_TEST(random_json),
    };
    return cmocka_run_group_tests_name("case", tests, NULL, NULL);
}
