/* test_html.c - the writer of pages: what is escaped and shown, which addresses become links, levels of headings, ids.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html.h"

#include <string.h>

#include "unit.h"

static Arena *arena;

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static const char *escape(Str words)
{
    Text out = text_in(arena);
    Html html;
    html_begin(&html, &out, "");
    size_t start = out.length;
    html_add_str(&html, words);
    const char *written = str_to_text(arena, str_slice(text_get(&out), start, out.length));
    html_end(&html);
    return written;
}

static const char *link_to(const char *address)
{
    Text out = text_in(arena);
    Html html;
    html_begin(&html, &out, "");
    size_t start = out.length;
    html_add_link(&html, address, "x");
    const char *written = str_to_text(arena, str_slice(text_get(&out), start, out.length));
    html_end(&html);
    return written;
}

static void test_escapes_signs(void **state)
{
    (void)state;
    assert_string_equal(escape(STR("<a b=\"c\" d='e'>&amp;")),
                        "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;");
}

static void test_shows_what_is_not_seen(void **state)
{
    (void)state;
    assert_string_equal(escape((Str){"a\0b", 3}), "a\\x00b");
    assert_string_equal(escape(STR("\x1b[31m \x80 \xe2\x80\xae")), "\\x1b[31m \\x80 \\u{202e}");
    assert_string_equal(escape(STR("two\nlines\tand a tab")), "two\nlines and a tab");
    assert_string_equal(escape(STR("\xef\xbf\xbe")), "\xef\xbf\xbd"); /* U+FFFE is in no XML */
    assert_string_equal(escape(STR("\xf0\x9f\x91\xa9 \xc3\xa9")), "\xf0\x9f\x91\xa9 \xc3\xa9");
}

static void test_links_only_to_pages(void **state)
{
    (void)state;
    assert_string_equal(link_to("#a"), "<a href=\"#a\">x</a>");
    assert_string_equal(link_to("ending.html#a:b"), "<a href=\"ending.html#a:b\">x</a>");
    assert_string_equal(link_to("https://example.org/?a=1&b"),
                        "<a href=\"https://example.org/?a=1&amp;b\">x</a>");
    const char *const refused[] = {"javascript:x()", "JaVaScRiPt:x()", "data:text/html,x",
                                   "//host/x",       "\\\\host",       "java\nscript:x",
                                   " javascript:x",  "vbscript:x"};
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_string_equal(link_to(refused[i]), "x");
}

static void test_levels_follow_sections(void **state)
{
    (void)state;
    Text out = text_in(arena);
    Html html;
    html_begin(&html, &out, "t");
    html_add_title(&html, "one");
    for (int i = 0; i < 7; i++)
        html_open_section(&html, NULL, "deep");
    for (int i = 0; i < 7; i++)
        html_close_section(&html);
    html_open_section(&html, "b", "two");
    html_close_section(&html);
    html_end(&html);
    const char *found = strstr(out.bytes, "<h1>one</h1>");
    const char *const wanted[] = {
        "<h2>deep", "<h3>deep", "<h4>deep", "<h5>deep",
        "<h6>deep", "<h6>deep", "<h6>deep", "<section id=\"b\">\n<h2>two"};
    assert_non_null(found);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        found = strstr(found + 1, wanted[i]);
        assert_non_null(found);
    }
}

static void test_ids_are_apart(void **state)
{
    (void)state;
    assert_string_equal(html_make_id(arena, "d", "services.2.kind_a"), "d-services.2.kind_a");
    assert_string_equal(html_make_id(arena, "d", "a b"), "d-a-20b");
    assert_string_equal(html_make_id(arena, "d", "a-20b"), "d-a-2d20b");
}

static void test_attributes_are_escaped_or_left_out(void **state)
{
    (void)state;
    Text out = text_in(arena);
    Html html;
    html_begin(&html, &out, "\"</title>");
    assert_non_null(strstr(out.bytes, "<title>&quot;&lt;/title&gt;</title>"));
    HTML_OPEN(&html, "b", {"title", "\"x\">"}, {"class", NULL});
    html_close(&html, "b");
    assert_non_null(strstr(out.bytes, "<b title=\"&quot;x&quot;&gt;\"></b>"));
    html_end(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes_signs),
        cmocka_unit_test(test_shows_what_is_not_seen),
        cmocka_unit_test(test_links_only_to_pages),
        cmocka_unit_test(test_levels_follow_sections),
        cmocka_unit_test(test_ids_are_apart),
        cmocka_unit_test(test_attributes_are_escaped_or_left_out),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
