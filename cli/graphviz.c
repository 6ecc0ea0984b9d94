/* graphviz.c - see graphviz.h.
 *
 * What `dot` writes is read tag by tag, and only what a drawing of ours needs is kept: no comments, no names of its
 * own, no scripts, links or addresses. The element around it is written anew, with a title.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/graphviz.h"

#include <string.h>

#include "cli/child.h"

#define SECONDS_MOST ((uint32_t)20)
#define BYTES_MOST ((size_t)32 << 20)

static bool is_among(Str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

#define IS_AMONG(name, names) is_among((name), (names), sizeof(names) / sizeof(names)[0])

static bool is_kept_element(Str name)
{
    static const char *const names[] = {"g", "polygon", "polyline", "path", "ellipse", "text"};
    return IS_AMONG(name, names);
}

static bool is_kept_attribute(Str name)
{
    static const char *const names[] = {
        "points",
        "d",
        "cx",
        "cy",
        "rx",
        "ry",
        "x",
        "y",
        "transform",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "text-anchor",
        "font-family",
        "font-size",
        "font-weight",
    };
    return IS_AMONG(name, names);
}

/* What stands between two places, and where to go on. */
static Str read_until(Str words, size_t *at, const char *end)
{
    Str rest = str_slice(words, *at, words.length);
    size_t length = strlen(end);
    for (size_t i = 0; i + length <= rest.length; i++) {
        if (memcmp(rest.bytes + i, end, length) != 0)
            continue;
        *at += i + length;
        return str_slice(rest, 0, i);
    }
    *at = words.length;
    return rest;
}

static Str read_name(Str tag)
{
    size_t end = 0;
    while (end < tag.length && !strchr(" \t\r\n/=", tag.bytes[end]))
        end++;
    return str_slice(tag, 0, end);
}

/* The attributes of a tag, each name="value"; `keep` says which are copied. */
static void copy_attributes(Text *out, Str tag, bool (*keep)(Str name))
{
    for (size_t at = read_name(tag).length; at < tag.length;) {
        Str name = str_trim(read_until(tag, &at, "=\""));
        Str value = read_until(tag, &at, "\"");
        if (keep(name) && str_find_byte(value, '<') == value.length)
            text_add_format(out, " %.*s=\"%.*s\"", STR_ARG(name), STR_ARG(value));
    }
}

static void copy_tag(Text *out, Str tag)
{
    bool is_end = tag.length > 0 && tag.bytes[0] == '/';
    bool is_empty = tag.length > 0 && tag.bytes[tag.length - 1] == '/';
    Str name = read_name(is_end ? str_slice(tag, 1, tag.length) : tag);
    if (!is_kept_element(name))
        return;
    text_add_format(out, "<%s%.*s", is_end ? "/" : "", STR_ARG(name));
    if (!is_end)
        copy_attributes(out, str_slice(tag, 0, tag.length - is_empty), is_kept_attribute);
    text_add(out, is_empty ? "/>" : ">");
    if (is_end || is_empty)
        text_add_byte(out, '\n');
}

/* From a `<` on: a tag, a comment, or a title with what is in it. Words stand only in <text>. */
static void copy_markup(Text *out, Str words, size_t *at)
{
    Str rest = str_slice(words, *at, words.length);
    if (str_has_prefix(rest, "!--")) {
        read_until(words, at, "-->");
        return;
    }
    Str tag = read_until(words, at, ">");
    copy_tag(out, tag);
    Str inside = read_until(words, at, "<");
    if (str_is(read_name(tag), "text"))
        text_add_str(out, inside);
    *at -= *at < words.length;
}

static void copy_body(Text *out, Str words)
{
    size_t at = 0;
    while (at < words.length) {
        read_until(words, &at, "<");
        copy_markup(out, words, &at);
    }
}

static bool is_size(Str name)
{
    static const char *const names[] = {"width", "height", "viewBox"};
    return IS_AMONG(name, names);
}

static void add_escaped(Text *out, const char *words)
{
    for (; *words; words++) {
        switch (*words) {
        case '&': text_add(out, "&amp;"); break;
        case '<': text_add(out, "&lt;"); break;
        case '>': text_add(out, "&gt;"); break;
        default: text_add_byte(out, *words);
        }
    }
}

static void add_opening(Text *out, Str tag, const char *title, SvgPlace place)
{
    if (place == SVG_ALONE)
        text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    text_add(out, "<svg role=\"img\"");
    if (place == SVG_ALONE)
        text_add(out, " xmlns=\"http://www.w3.org/2000/svg\"");
    copy_attributes(out, tag, is_size);
    text_add(out, ">\n<title>");
    add_escaped(out, title);
    text_add(out, "</title>\n");
}

/* False where it is no drawing. */
static bool copy_drawing(Text *out, Str words, const char *title, SvgPlace place)
{
    size_t at = 0;
    read_until(words, &at, "<svg");
    if (at == words.length)
        return false;
    Str tag = read_until(words, &at, ">");
    Str body = read_until(words, &at, "</svg>");
    add_opening(out, tag, title, place);
    copy_body(out, body);
    text_add(out, "</svg>\n");
    return true;
}

bool graphviz_draw(Text *svg, Str dot, const char *title, SvgPlace place, const char **trouble)
{
    static const char *const arguments[] = {"dot", "-Tsvg", NULL};
    Arena *arena = arena_new();
    Text output = text_in(arena);
    bool is_drawn = child_run(&output, arguments, dot, SECONDS_MOST, BYTES_MOST, trouble);
    if (is_drawn && !copy_drawing(svg, text_get(&output), title, place)) {
        *trouble = "made no drawing";
        is_drawn = false;
    }
    arena_free(arena);
    return is_drawn;
}
