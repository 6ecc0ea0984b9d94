/* drawing_write.c - a drawing as Graphviz's text, and as a figure or a list in a page.
 *
 * What the case rests on has thick lines and its value; the rest of a slice has thin, dashed ones, and says that it made no
 * difference: never by colour alone.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "page/drawing.h"
#include "value/utf8.h"

/* Columns of a line in a node, and how many of a value are told. */
#define LINE_WIDTH ((size_t)30)
#define VALUE_WIDTH ((size_t)60)
/* A drawing of more nodes is wider than a phone: it keeps a width at which it can be read, and scrolls. */
#define NODES_NARROW ((uint32_t)6)

/* ---------------------------------------------------------------- Graphviz's text */

/* In Graphviz's strings `\` and `&` mean something too. */
static void add_quoted(Text *out, Str words)
{
    for (size_t i = 0; i < words.length; i++) {
        char byte = words.bytes[i];
        if (byte == '&')
            text_add(out, "&amp;");
        else if (byte == '"' || byte == '\\')
            text_add_format(out, "\\%c", byte);
        else
            text_add_byte(out, byte);
    }
}

/* Words in lines of about LINE_WIDTH columns. */
static void add_lines(Text *out, const char *words)
{
    Text shown = text_in(out->arena);
    utf8_show(&shown, str_from(words));
    Str rest = text_get(&shown);
    size_t column = 0;
    while (rest.length > 0) {
        size_t end = str_find_byte(rest, ' ');
        if (column > 0 && column + 1 + end > LINE_WIDTH) {
            text_add(out, "\\n");
            column = 0;
        } else if (column > 0) {
            text_add_byte(out, ' ');
            column++;
        }
        add_quoted(out, str_slice(rest, 0, end));
        column += end;
        rest = str_slice(rest, end + 1 < rest.length ? end + 1 : rest.length, rest.length);
    }
}

static const char *cut_value(Arena *arena, const char *value)
{
    size_t end = VALUE_WIDTH;
    if (strlen(value) <= VALUE_WIDTH)
        return value;
    while (end > 0 && ((unsigned char)value[end] & 0xC0) == 0x80)
        end--;
    return arena_format(arena, "%.*s…", (int)end, value);
}

static const char *style_of(const Drawing *drawing, const DrawingNode *node)
{
    static const char *const styles[] = {
        [DRAWING_FACT] = "shape=box, style=\"rounded%s\"",
        [DRAWING_PARAMETER] = "shape=note, style=\"solid%s\"",
        [DRAWING_DECISION] = "shape=box, style=\"solid%s\"",
        [DRAWING_RULE] = "shape=box, peripheries=2, style=\"solid%s\"",
        [DRAWING_NORM] = "shape=box, style=\"filled%s\", fillcolor=\"#e3e8ee\"",
        [DRAWING_DONE] = "shape=box, style=\"rounded%s\"",
    };
    (void)drawing;
    return styles[node->kind];
}

static void add_style(Text *out, const Drawing *drawing, const DrawingNode *node)
{
    bool is_thin = drawing->has_case && !node->is_decided;
    const char *style = style_of(drawing, node);
    const char *gap = strstr(style, "%s");
    text_add_str(out, (Str){style, (size_t)(gap - style)});
    text_add(out, is_thin ? ",dashed" : "");
    text_add(out, gap + 2);
    if (drawing->has_case)
        text_add(out, is_thin ? ", penwidth=0.7" : ", penwidth=2");
}

static void write_node(Text *out, const Drawing *drawing, uint32_t number)
{
    const DrawingNode *node = &drawing->nodes[number];
    text_add_format(out, "  n%u [label=\"", number);
    add_lines(out, node->label);
    if (node->kind == DRAWING_DONE)
        text_add(out, "\\nwas it done?");
    if (node->value) {
        text_add(out, "\\n= ");
        add_lines(out, cut_value(out->arena, node->value));
        if (!node->is_decided)
            text_add(out, "\\n(makes no difference)");
    }
    text_add(out, "\", ");
    add_style(out, drawing, node);
    text_add(out, "];\n");
}

static void write_edge(Text *out, const Drawing *drawing, const DrawingEdge *edge)
{
    bool is_thin = drawing->has_case && !edge->is_decided;
    text_add_format(out, "  n%u -> n%u [", edge->from, edge->to);
    text_add(out, is_thin ? "penwidth=0.7, style=dashed" : "style=solid");
    if (drawing->has_case && !is_thin)
        text_add(out, ", penwidth=2");
    if (edge->is_override)
        text_add(out, ", arrowhead=tee, label=\"can override\"");
    text_add(out, "];\n");
}

void drawing_write_dot(Text *out, const Drawing *drawing)
{
    text_add(
        out,
        "digraph procedure {\n"
        "  rankdir=LR; nodesep=0.15; ranksep=0.6; bgcolor=\"transparent\";\n"
        "  node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, margin=\"0.12,0.06\"];\n"
        "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, arrowsize=0.7];\n");
    for (uint32_t i = 0; i < drawing->node_count; i++)
        write_node(out, drawing, i);
    for (uint32_t i = 0; i < drawing->edge_count; i++)
        write_edge(out, drawing, &drawing->edges[i]);
    text_add(out, "}\n");
}

/* ---------------------------------------------------------------- in a page */

static const char *kind_words(DrawingKind kind)
{
    switch (kind) {
    case DRAWING_FACT: return "fact";
    case DRAWING_PARAMETER: return "figure set by date";
    case DRAWING_DECISION: return "decision";
    case DRAWING_RULE: return "rule";
    case DRAWING_NORM: return "called for";
    case DRAWING_DONE: return "done before";
    }
    UNREACHABLE();
}

static void add_node(Html *html, const DrawingNode *node)
{
    html_add(html, node->label);
    if (!node->value)
        return;
    html_add(html, ": ");
    html_add_element(html, "b", NULL, node->value);
}

static bool is_drawn_before(const DrawingNode *node)
{
    return node->kind == DRAWING_FACT || node->kind == DRAWING_PARAMETER ||
           node->kind == DRAWING_DONE;
}

static void list_edge(Html *html, const Drawing *drawing, const DrawingEdge *edge)
{
    html_open(html, "li", NULL);
    html_add(html, edge->is_override ? "may be overridden by " : "");
    html_add_format(html, "%s: ", kind_words(drawing->nodes[edge->from].kind));
    add_node(html, &drawing->nodes[edge->from]);
    if (drawing->has_case && !edge->is_decided)
        html_add(html, " (makes no difference)");
    html_close(html, "li");
}

static bool has_origin(const Drawing *drawing, uint32_t number)
{
    for (uint32_t i = 0; i < drawing->edge_count; i++)
        if (drawing->edges[i].to == number)
            return true;
    return false;
}

static void list_edges(Html *html, const Drawing *drawing, uint32_t number)
{
    html_add(html, ", from");
    html_open(html, "ul", NULL);
    for (uint32_t i = 0; i < drawing->edge_count; i++)
        if (drawing->edges[i].to == number)
            list_edge(html, drawing, &drawing->edges[i]);
    html_close(html, "ul");
}

static void list_node(Html *html, const Drawing *drawing, uint32_t number)
{
    const DrawingNode *node = &drawing->nodes[number];
    html_open(html, "li", NULL);
    html_add_format(html, "%s: ", kind_words(node->kind));
    add_node(html, node);
    if (has_origin(drawing, number))
        list_edges(html, drawing, number);
    html_close(html, "li");
}

static void write_list(Html *html, const Drawing *drawing)
{
    html_open(html, "ul", NULL);
    for (uint32_t i = 0; i < drawing->node_count; i++)
        if (!is_drawn_before(&drawing->nodes[i]))
            list_node(html, drawing, i);
    html_close(html, "ul");
}

static void write_legend(Html *html, const Drawing *drawing)
{
    html_open(html, "figcaption", NULL);
    html_add(html, "Read from left to right. Rounded boxes are facts, plain ones decisions, double "
                   "ones rules; "
                   "grey ones what is called for.");
    if (drawing->has_case)
        html_add(html, " Thick lines: this case came out by them. Thin, broken lines: makes no "
                       "difference here.");
    html_close(html, "figcaption");
}

static void write_limit(Html *html, const Drawing *drawing)
{
    Arena *scratch = arena_new();
    html_open(html, "p", NULL);
    html_add_format(html, "Left out: %s.", drawing_describe_limit(scratch, drawing));
    html_close(html, "p");
    arena_free(scratch);
}

void drawing_write_html(Html *html, const Drawing *drawing, Str svg)
{
    if (drawing->left_out > 0) {
        write_limit(html, drawing);
        return;
    }
    if (svg.length == 0) {
        write_list(html, drawing);
        return;
    }
    bool is_wide = drawing->node_count > NODES_NARROW;
    HTML_OPEN(html, "figure", {"class", is_wide ? "wide" : NULL}, {"tabindex", "0"});
    write_legend(html, drawing);
    html_add_svg(html, svg);
    html_close(html, "figure");
    html_open(html, "div", "screen");
    html_open_fold(html, "The same drawing in words", false);
    write_list(html, drawing);
    html_close_fold(html);
    html_close(html, "div");
}
