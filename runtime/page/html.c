/* html.c - see html.h.
 *
 * Elements that stand on lines of their own begin a line, so that pages can be read and compared as text; within a line
 * nothing is added, since white space between words would be seen.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "page/html.h"

#include <stdio.h>
#include <string.h>

#include "value/utf8.h"

#define LEVEL_MOST 6 /* HTML has no <h7> */

static const struct {
    const char *name;
    const char *text;
    size_t length;
} style[] = {
#include "page_style.inc"
};

/* ---------------------------------------------------------------- words */

static void add_escaped_byte(Text *out, char byte)
{
    switch (byte) {
    case '&': text_add(out, "&amp;"); break;
    case '<': text_add(out, "&lt;"); break;
    case '>': text_add(out, "&gt;"); break;
    case '"': text_add(out, "&quot;"); break;
    case '\'': text_add(out, "&#39;"); break;
    default: text_add_byte(out, byte);
    }
}

/* U+FFFE and U+FFFF: proper UTF-8, and in no XML document. */
static bool is_noncharacter(Str words, size_t at)
{
    uint32_t code_point;
    return utf8_read(&code_point, words, at) > 0 && (code_point & 0xfffe) == 0xfffe;
}

/* A line end is a space to HTML; everything else that is not seen is shown. Returns the bytes read. */
static size_t add_shown(Text *out, Str words, size_t at)
{
    size_t columns;
    if (words.bytes[at] == '\n') {
        text_add_byte(out, '\n');
        return 1;
    }
    if (is_noncharacter(words, at)) {
        text_add(out, "\xef\xbf\xbd");
        return utf8_read(&(uint32_t){0}, words, at);
    }
    return utf8_show_next(out, words, at, &columns);
}

static void add_escaped(Text *out, Str words)
{
    for (size_t at = 0; at < words.length;) {
        if (strchr("&<>\"'", words.bytes[at]) && words.bytes[at])
            add_escaped_byte(out, words.bytes[at++]);
        else
            at += add_shown(out, words, at);
    }
}

void html_add_str(Html *html, Str words)
{
    add_escaped(html->out, words);
}

void html_add(Html *html, const char *words)
{
    html_add_str(html, str_from(words));
}

void html_add_format(Html *html, const char *format, ...)
{
    Arena *arena = arena_new();
    Text words = text_in(arena);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&words, format, arguments);
    va_end(arguments);
    html_add_str(html, text_get(&words));
    arena_free(arena);
}

/* ---------------------------------------------------------------- elements */

static bool is_among(const char *element, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(element, names[i]) == 0)
            return true;
    return false;
}

/* Whether the element begins on a line of its own. */
static bool is_block(const char *element)
{
    static const char *const names[] = {
        "header",  "main", "footer", "nav",        "section", "article",    "aside",
        "h1",      "h2",   "h3",     "h4",         "h5",      "h6",         "p",
        "ul",      "ol",   "li",     "dl",         "dt",      "dd",         "details",
        "summary", "div",  "figure", "figcaption", "table",   "caption",    "thead",
        "tbody",   "tr",   "th",     "td",         "pre",     "blockquote",
    };
    return is_among(element, names, sizeof names / sizeof names[0]);
}

static void start_line(Text *out)
{
    if (out->length > 0 && out->bytes[out->length - 1] != '\n')
        text_add_byte(out, '\n');
}

static void add_attribute(Text *out, const HtmlAttribute *attribute)
{
    if (!attribute->value)
        return;
    text_add_format(out, " %s=\"", attribute->name);
    add_escaped(out, str_from(attribute->value));
    text_add_byte(out, '"');
}

void html_open_with(Html *html, const char *element, const HtmlAttribute *attributes)
{
    if (is_block(element))
        start_line(html->out);
    text_add_format(html->out, "<%s", element);
    for (; attributes->name; attributes++)
        add_attribute(html->out, attributes);
    text_add_byte(html->out, '>');
    VEC_PUSH(html->scratch, &html->open, element);
}

void html_open(Html *html, const char *element, const char *class_name)
{
    HTML_OPEN(html, element, {"class", class_name});
}

void html_close(Html *html, const char *element)
{
    BUG_IF(html->open.count == 0 || strcmp(html->open.items[html->open.count - 1], element) != 0);
    html->open.count--;
    text_add_format(html->out, "</%s>", element);
    if (is_block(element))
        text_add_byte(html->out, '\n');
}

void html_add_element(Html *html, const char *element, const char *class_name, const char *words)
{
    html_open(html, element, class_name);
    html_add(html, words);
    html_close(html, element);
}

/* ---------------------------------------------------------------- the document */

static void add_style(Text *out)
{
    text_add(out, "<style>\n");
    text_add_str(out, (Str){style[0].text, style[0].length});
    text_add(out, "</style>\n");
}

void html_begin(Html *html, Text *out, const char *title)
{
    *html = (Html){.out = out, .scratch = arena_new(), .level = 1};
    text_add(out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    text_add(out, "<title>");
    add_escaped(out, str_from(title));
    text_add(out, "</title>\n");
    add_style(out);
    text_add(out, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the contents</a>\n");
}

void html_end(Html *html)
{
    BUG_IF(html->open.count > 0);
    text_add(html->out, "</body>\n</html>\n");
    arena_free(html->scratch);
}

void html_open_main(Html *html)
{
    HTML_OPEN(html, "main", {"id", "main"}, {"tabindex", "-1"});
}

void html_close_main(Html *html)
{
    html_close(html, "main");
}

/* ---------------------------------------------------------------- headings, sections, folds */

static const char *heading_of(uint32_t level)
{
    static const char *const names[] = {"h1", "h1", "h2", "h3", "h4", "h5", "h6"};
    return names[level < LEVEL_MOST ? level : LEVEL_MOST];
}

void html_add_title(Html *html, const char *words)
{
    html_add_element(html, "h1", NULL, words);
}

void html_open_heading_section(Html *html, const char *id)
{
    html->level++;
    HTML_OPEN(html, "section", {"id", id});
    html_open(html, heading_of(html->level), NULL);
}

void html_close_heading(Html *html)
{
    html_close(html, heading_of(html->level));
}

void html_open_section(Html *html, const char *id, const char *heading)
{
    html_open_heading_section(html, id);
    html_add(html, heading);
    html_close_heading(html);
}

void html_close_section(Html *html)
{
    html_close(html, "section");
    html->level--;
}

void html_open_fold(Html *html, const char *summary, bool is_open)
{
    HTML_OPEN(html, "details", {"open", is_open ? "" : NULL});
    html_open(html, "summary", NULL);
    if (!summary)
        return;
    html_add(html, summary);
    html_close_summary(html);
}

void html_close_summary(Html *html)
{
    html_close(html, "summary");
}

void html_close_fold(Html *html)
{
    html_close(html, "details");
}

/* ---------------------------------------------------------------- tables */

void html_open_table(Html *html, const char *caption, const char *const *columns, uint32_t count)
{
    HTML_OPEN(html, "div", {"class", "table"}, {"role", "region"}, {"aria-label", caption},
              {"tabindex", "0"});
    html_open(html, "table", NULL);
    html_add_element(html, "caption", NULL, caption);
    html_open(html, "thead", NULL);
    html_open(html, "tr", NULL);
    for (uint32_t i = 0; i < count; i++) {
        HTML_OPEN(html, "th", {"scope", "col"});
        html_add(html, columns[i]);
        html_close(html, "th");
    }
    html_close(html, "tr");
    html_close(html, "thead");
    html_open(html, "tbody", NULL);
}

void html_close_table(Html *html)
{
    html_close(html, "tbody");
    html_close(html, "table");
    html_close(html, "div");
}

void html_add_cell(Html *html, const char *words)
{
    html_add_element(html, "td", NULL, words);
}

void html_add_row_name(Html *html, const char *words)
{
    HTML_OPEN(html, "th", {"scope", "row"});
    html_add(html, words);
    html_close(html, "th");
}

/* ---------------------------------------------------------------- links and drawings */

/* A scheme other than ours, or another host, hides behind a colon or two slashes before any other slash. */
static bool is_safe_address(const char *address)
{
    Str whole = str_from(address);
    if (str_has_prefix(whole, "https://") || str_has_prefix(whole, "http://"))
        return true;
    size_t path_end = strcspn(address, "/?#");
    bool has_scheme = str_find_byte(str_slice(whole, 0, path_end), ':') < path_end;
    bool has_control = false;
    for (size_t i = 0; i < whole.length; i++)
        has_control |= (unsigned char)address[i] <= 0x20;
    return !has_scheme && !has_control && !str_has_prefix(whole, "//") && !strchr(address, '\\');
}

void html_add_link(Html *html, const char *address, const char *words)
{
    if (!is_safe_address(address)) {
        html_add(html, words);
        return;
    }
    HTML_OPEN(html, "a", {"href", address});
    html_add(html, words);
    html_close(html, "a");
}

static bool is_id_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '.';
}

const char *html_make_id(Arena *arena, const char *prefix, const char *key)
{
    Text id = text_in(arena);
    text_add_format(&id, "%s-", prefix);
    for (; *key; key++) {
        if (is_id_byte(*key))
            text_add_byte(&id, *key);
        else
            text_add_format(&id, "-%02x", (unsigned)(unsigned char)*key);
    }
    return id.bytes;
}

void html_add_svg(Html *html, Str svg)
{
    start_line(html->out);
    text_add_str(html->out, svg);
    start_line(html->out);
}
