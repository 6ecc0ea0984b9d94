/* test_render.c - reports as people and as editors see them; hostile bytes, long lines, many messages.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include <jansson.h>

#include "error/render.h"

#define POUND "\xc2\xa3"
#define PERCENT_WIDE "\xef\xbc\x85" /* FULLWIDTH PERCENT SIGN: two columns */

static const MessageKind unknown_name = {"P2001", SEVERITY_ERROR, "unknown-name", ""};
static const MessageKind unused_fact = {"P3001", SEVERITY_WARNING, "unused-fact", ""};

/* A report over one source. */
static Report *report_over(void **state, Str text)
{
    Sources *sources = ARENA_NEW(*state, Sources);
    sources->arena = *state;
    source_add(sources, STR("procedures/x.proc"), text);
    return report_new(*state, sources);
}

static const char *render(void **state, const Report *report)
{
    Text out = text_in(*state);
    render_report_text(&out, report, false);
    return out.bytes;
}

/* What is shown for one message over bytes start to end of `text`. */
static const char *render_one(void **state, Str text, uint32_t start, uint32_t end)
{
    Report *report = report_over(state, text);
    report_add(report, &unknown_name, (Span){0, start, end}, "m");
    return render(state, report);
}

#define HEAD(place) "error P2001: m\n" place

static void a_message_with_hint_and_notes(void **state)
{
    /* "frozen" begins after 9 line ends, "fact a\n" (7 bytes) and 13 bytes of line 11 */
    Report *report = report_over(state, STR("\n\n\n\n\n\n\n\n\nfact a\n  when a and frozen\n"));
    size_t message = report_add(report, &unknown_name, (Span){0, 9 + 7 + 13, 9 + 7 + 19},
                                "nothing is named '%s'", "frozen");
    report_hint(report, message, "did you mean '%s'?", "proven");
    report_note(report, message, (Span){0, 14, 15}, "first declared here");
    report_note(report, message, SPAN_NONE, "this is ruling %d", 36);
    assert_string_equal(render(state, report), "error P2001: nothing is named 'frozen'\n"
                                               "  --> procedures/x.proc:11:14\n"
                                               "   |\n"
                                               "11 |   when a and frozen\n"
                                               "   |              ^^^^^^\n"
                                               "   = help: did you mean 'proven'?\n"
                                               "note: first declared here\n"
                                               "  --> procedures/x.proc:10:6\n"
                                               "   |\n"
                                               "10 | fact a\n"
                                               "   |      ^\n"
                                               "   = note: this is ruling 36\n");
}

static void a_message_without_place(void **state)
{
    Report *report = report_over(state, STR(""));
    report_add(report, &unused_fact, SPAN_NONE, "no files given");
    report_hint(report, 0, "name one");
    report_add(report, &unused_fact, SPAN_NONE, "again");
    assert_string_equal(render(state, report), "warning P3001: no files given\n"
                                               "  = help: name one\n"
                                               "\n"
                                               "warning P3001: again\n");
}

static void an_empty_report(void **state)
{
    Report *report = report_over(state, STR("x"));
    Text out = text_in(*state);
    assert_string_equal(render(state, report), "");
    render_report_json(&out, report);
    assert_string_equal(out.bytes, "[]\n");
}

static void spans_at_the_edges(void **state)
{
    const Str text = STR("ab\ncde\n");
    /* over two lines: to the end of the first */
    assert_string_equal(render_one(state, text, 1, 5),
                        HEAD(" --> procedures/x.proc:1:2\n  |\n1 | ab\n  |  ^\n"));
    assert_string_equal(render_one(state, text, 2, 3), /* the line end itself */
                        HEAD(" --> procedures/x.proc:1:3\n  |\n1 | ab\n  |   ^\n"));
    assert_string_equal(render_one(state, text, 4, 4), /* nothing */
                        HEAD(" --> procedures/x.proc:2:2\n  |\n2 | cde\n  |  ^\n"));
    assert_string_equal(render_one(state, text, 7, 7), /* the end of the text */
                        HEAD(" --> procedures/x.proc:3:1\n  |\n3 | \n  | ^\n"));
    assert_string_equal(render_one(state, text, 100, 200),
                        HEAD(" --> procedures/x.proc:3:1\n  |\n3 | \n  | ^\n"));
    assert_string_equal(render_one(state, text, 5, 4), /* turned round */
                        HEAD(" --> procedures/x.proc:2:3\n  |\n2 | cde\n  |   ^\n"));
    assert_string_equal(render_one(state, STR_NONE, 0, 0),
                        HEAD(" --> procedures/x.proc:1:1\n  |\n1 | \n  | ^\n"));
    assert_string_equal(render_one(state, STR("a\r\nb"), 0, 3),
                        HEAD(" --> procedures/x.proc:1:1\n  |\n1 | a\n  | ^\n"));
}

static void underlines_stand_under_the_spot(void **state)
{
    assert_string_equal(render_one(state, STR("\tx y"), 3, 4), /* a tab is one space */
                        HEAD(" --> procedures/x.proc:1:4\n  |\n1 |  x y\n  |    ^\n"));
    assert_string_equal(render_one(state, STR(POUND "5 y"), 4, 5),
                        HEAD(" --> procedures/x.proc:1:4\n  |\n1 | " POUND "5 y\n  |    ^\n"));
    assert_string_equal(render_one(state, STR(PERCENT_WIDE "y"), 3, 4),
                        HEAD(" --> procedures/x.proc:1:2\n  |\n1 | " PERCENT_WIDE "y\n  |   ^\n"));
    assert_string_equal(
        render_one(state, STR("e\xcc\x81y"), 3, 4), /* e and a combining acute accent */
        HEAD(" --> procedures/x.proc:1:3\n  |\n1 | e\xcc\x81y\n  |  ^\n"));
}

static void bytes_cannot_drive_the_terminal(void **state)
{
    assert_string_equal(render_one(state,
                                   STR("\x1b[2J"
                                       "x"),
                                   4, 5),
                        HEAD(" --> procedures/x.proc:1:5\n  |\n1 | \\x1b[2Jx\n  |        ^\n"));
    assert_string_equal(
        render_one(state, STR("\xff\0\rx"), 1, 2), /* the NUL is underlined whole */
        HEAD(" --> procedures/x.proc:1:2\n  |\n1 | \\xff\\x00\\x0dx\n  |     ^^^^\n"));
    /* a C1 control (CSI), and RIGHT-TO-LEFT OVERRIDE, which would make the text lie */
    assert_string_equal(render_one(state,
                                   STR("\xc2\x9b\xe2\x80\xae"
                                       "x"),
                                   5, 6),
                        HEAD(" --> procedures/x.proc:1:3\n  |\n1 | \\u{9b}\\u{202e}x\n"
                             "  |               ^\n"));
    Report *report = report_over(state, STR("x"));
    report_add(report, &unknown_name, SPAN_NONE, "'%s'", "\x1b]0;x\x07\n\xff");
    assert_string_equal(render(state, report), "error P2001: '\\x1b]0;x\\x07\\x0a\\xff'\n");
}

/* The n-th line of what was rendered, from 0. */
static Str line_of(const char *rendered, size_t number)
{
    Str rest = str_from(rendered);
    for (; number; number--)
        rest = str_slice(rest, str_find_byte(rest, '\n') + 1, rest.length);
    return str_slice(rest, 0, str_find_byte(rest, '\n'));
}

/* A line of `count` letters a to z over and over; the spot is the letter at `at`. */
static const char *render_long(void **state, size_t count, uint32_t at, uint32_t end)
{
    Text text = text_in(*state);
    for (size_t i = 0; i < count; i++)
        text_add_byte(&text, (char)('a' + i % 26));
    return render_one(state, text_get(&text), at, end);
}

/* Both lines after their frame of four columns: the letter over the first caret is the one that was meant. */
static void assert_window(void **state, size_t count, uint32_t at, bool is_cut_left,
                          bool is_cut_right)
{
    const char *rendered = render_long(state, count, at, at + 1);
    Str line = line_of(rendered, 3), under = line_of(rendered, 4);
    size_t width = line.length - 4, caret = str_find_byte(under, '^');
    assert_int_equal(width, count < 120 ? count : 120);
    assert_int_equal(line.bytes[caret], 'a' + at % 26);
    assert_int_equal(under.length, caret + 1);
    assert_int_equal(memcmp(line.bytes + 4, "...", 3) == 0, is_cut_left);
    assert_int_equal(memcmp(line.bytes + line.length - 3, "...", 3) == 0, is_cut_right);
}

static void long_lines_are_cut_round_the_spot(void **state)
{
    assert_window(state, 119, 0, false, false);
    assert_window(state, 120, 119, false, false);
    assert_window(state, 121, 0, false, true);
    assert_window(state, 121, 60, false, true);
    assert_window(state, 121, 61, true, false);
    assert_window(state, 121, 120, true, false);
    assert_window(state, 1000, 0, false, true);
    assert_window(state, 1000, 500, true, true);
    assert_window(state, 1000, 940, true, false);
    assert_window(state, 1000, 999, true, false);
    assert_window(state, 100000, 77777, true, true);
}

static void long_spots_are_cut_too(void **state)
{
    const char *rendered = render_long(state, 5000, 100, 4000);
    Str under = line_of(rendered, 4);
    /* the window is columns 40 to 160; the spot begins 60 into it, three columns at its end are "..." */
    assert_int_equal(str_find_byte(under, '^'), 4 + 60);
    assert_int_equal(under.length, 4 + 117);
}

static void cuts_through_wide_characters(void **state)
{
    Text text = text_in(*state);
    for (int i = 0; i < 100; i++)
        text_add(&text, PERCENT_WIDE);
    Str line = line_of(render_one(state, text_get(&text), 150, 153), 3);
    /* The spot is columns 100 and 101, the window 40 to 160. The marks leave 43 to 157: of the characters at 42 and 156
     * one column each, shown as a space, and 56 whole ones between. */
    assert_int_equal(line.length, 4 + 3 + 1 + 56 * 3 + 1 + 3);
    assert_memory_equal(line.bytes + 4, "... " PERCENT_WIDE, 7);
    assert_memory_equal(line.bytes + line.length - 7, PERCENT_WIDE " ...", 7);
}

static void many_messages_are_counted(void **state)
{
    Report *report = report_over(state, STR("x"));
    for (size_t i = 0; i < RENDER_MESSAGES_MOST; i++)
        report_add(report, &unknown_name, SPAN_NONE, "m%d", (int)i);
    assert_null(strstr(render(state, report), "more"));
    report_add(report, &unknown_name, SPAN_NONE, "one");
    report_add(report, &unknown_name, SPAN_NONE, "two");
    const char *rendered = render(state, report);
    assert_string_equal(strstr(rendered, "error P2001: m99"),
                        "error P2001: m99\n\n... and 2 more\n");
}

static void colours_are_switched_off_again(void **state)
{
    Report *report = report_over(state, STR("ab"));
    Text out = text_in(*state);
    report_add(report, &unknown_name, (Span){0, 0, 1}, "m");
    render_report_text(&out, report, true);
    assert_string_equal(out.bytes, "\x1b[1;31merror P2001\x1b[0m: \x1b[1mm\x1b[0m\n"
                                   " \x1b[34m--> \x1b[0mprocedures/x.proc:1:1\n"
                                   "  \x1b[34m|\x1b[0m\n"
                                   "\x1b[34m1 |\x1b[0m ab\n"
                                   "  \x1b[34m|\x1b[0m \x1b[1;31m^\x1b[0m\n");
}

static void reports_as_json(void **state)
{
    Report *report = report_over(state, STR("ab\n" POUND "de\n"));
    Text out = text_in(*state);
    report_add(report, &unknown_name, (Span){0, 1, 6}, "a \"b\"");
    report_hint(report, 0, "h");
    report_note(report, 0, SPAN_NONE, "n");
    report_note(report, 0, (Span){0, 3, 5}, "o");
    report_add(report, &unused_fact, SPAN_NONE, "\x1b\xff");
    render_report_json(&out, report);
    assert_string_equal(
        out.bytes,
        "[{\"code\":\"P2001\",\"severity\":\"error\",\"name\":\"unknown-name\","
        "\"file\":\"procedures/x.proc\",\"line\":1,\"column\":2,\"end_line\":2,\"end_column\":3,"
        "\"message\":\"a \\\"b\\\"\",\"hint\":\"h\",\"notes\":["
        "{\"file\":null,\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null,"
        "\"message\":\"n\"},"
        "{\"file\":\"procedures/x.proc\",\"line\":2,\"column\":1,\"end_line\":2,\"end_column\":2,"
        "\"message\":\"o\"}]},\n"
        " {\"code\":\"P3001\",\"severity\":\"warning\",\"name\":\"unused-fact\","
        "\"file\":null,\"line\":null,\"column\":null,\"end_line\":null,\"end_column\":null,"
        "\"message\":\"\\u001b\xef\xbf\xbd\",\"hint\":null,\"notes\":[]}]\n");
}

static void json_of_any_bytes_can_be_read(void **state)
{
    Report *report = report_over(state, STR("x"));
    for (int first = 1; first < 256; first++)
        for (int second = 1; second < 256; second += 7)
            report_add(report, &unknown_name, SPAN_NONE, "%c%c\xe2\x82%c", first, second, first);
    Text out = text_in(*state);
    render_report_json(&out, report);
    json_error_t error;
    json_t *document = json_loads(out.bytes, 0, &error);
    assert_non_null(document);
    assert_int_equal(json_array_size(document), report->messages.count);
    json_decref(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(a_message_with_hint_and_notes),
        UNIT_TEST(a_message_without_place),
        UNIT_TEST(an_empty_report),
        UNIT_TEST(spans_at_the_edges),
        UNIT_TEST(underlines_stand_under_the_spot),
        UNIT_TEST(bytes_cannot_drive_the_terminal),
        UNIT_TEST(long_lines_are_cut_round_the_spot),
        UNIT_TEST(long_spots_are_cut_too),
        UNIT_TEST(cuts_through_wide_characters),
        UNIT_TEST(many_messages_are_counted),
        UNIT_TEST(colours_are_switched_off_again),
        UNIT_TEST(reports_as_json),
        UNIT_TEST(json_of_any_bytes_can_be_read),
    };
    return cmocka_run_group_tests_name("render", tests, NULL, NULL);
}
