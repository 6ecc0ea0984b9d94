/* html.h - writes a page of HTML: one file that needs nothing else, with all text escaped here and nowhere else.
 *
 * In: the names of elements and attributes, which are ours, and words, which may come from anywhere. Out: text that is HTML and
 * well-formed XML at once. Words are escaped in every function but html_add_svg; control characters, broken bytes and
 * characters that turn the direction of writing are shown as utf8_show shows them. What is opened must be closed in order
 * (a bug of ours otherwise). Sections nest, and the levels of their headings follow from that.
 *
 *     html_begin(&html, out, "Title");          head, style, body
 *     html_open(&html, "header", NULL);         what comes before the contents: html_add_title, ...
 *     html_close(&html, "header");
 *     html_open_main(&html);
 *     html_open_section(&html, "due", "What is due");        <section id="due"><h2>, inside another <h3>
 *     html_close_section(&html);
 *     html_close_main(&html);
 *     html_end(&html);
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef PAGE_HTML_H
#define PAGE_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "base/vec.h"

typedef struct Html {
    Text *out;
    Arena *scratch;
    VEC(const char *) open; /* elements that are open, outermost first */
    uint32_t level; /* of the heading that the innermost open section has; 1 outside of all */
} Html;

/* `value` NULL: the attribute is left out. A list of attributes ends with one without a name. */
typedef struct HtmlAttribute {
    const char *name, *value;
} HtmlAttribute;

/* The document up to and with <body>, its style inside. `title` is for the window; html_add_title writes the heading.
 * `out` must outlive `html`. html_end closes the document and gives back what `html` holds. */
void html_begin(Html *html, Text *out, const char *title);
void html_end(Html *html);

/* The landmark <main>, to which the link at the top of the page leads. */
void html_open_main(Html *html);
void html_close_main(Html *html);

/* `class_name` NULL for none; its words are those of the style (page/style.css). */
void html_open(Html *html, const char *element, const char *class_name);
/* HTML_OPEN(html, "a", {"href", place}, {"class", "back"}) */
void html_open_with(Html *html, const char *element, const HtmlAttribute *attributes);
#define HTML_OPEN(html, element, ...)                                                              \
    html_open_with((html), (element), (const HtmlAttribute[]){__VA_ARGS__, {NULL, NULL}})
/* `element` must be the innermost that is open. */
void html_close(Html *html, const char *element);

/* Words within the open element; NULL adds nothing. */
void html_add(Html *html, const char *words);
void html_add_str(Html *html, Str words);
void html_add_format(Html *html, const char *format, ...) PRINTF_LIKE(2, 3);
/* A whole element with words in it. */
void html_add_element(Html *html, const char *element, const char *class_name, const char *words);

/* The page's one heading of the first level. */
void html_add_title(Html *html, const char *words);
/* A section and its heading; `id` NULL for none, else made by html_make_id or ours. */
void html_open_section(Html *html, const char *id, const char *heading);
/* The same with a heading of several parts: html_open_heading_section, parts, html_close_heading, contents. */
void html_open_heading_section(Html *html, const char *id);
void html_close_heading(Html *html);
void html_close_section(Html *html);

/* <details>: `summary` is seen while it is folded. With parts: html_open_fold with NULL, parts, html_close_summary. */
void html_open_fold(Html *html, const char *summary, bool is_open);
void html_close_summary(Html *html);
void html_close_fold(Html *html);

/* A table that scrolls by itself where it is wider than the page. `caption` is shown above it. Rows are opened and closed
 * as "tr", cells added with html_add_cell or opened as "td"; a row's name is added with html_add_row_name. */
void html_open_table(Html *html, const char *caption, const char *const *columns, uint32_t count);
void html_close_table(Html *html);
void html_add_cell(Html *html, const char *words);
void html_add_row_name(Html *html, const char *words);

/* A link within the page ("#id"), to a page beside it ("ending.html#id"), or to an https: or http: address. Any other kind
 * of address (javascript:, data:, //host) gives the words without a link. */
void html_add_link(Html *html, const char *address, const char *words);
/* `prefix` and `key` as an id: letters, digits, "-", "_" and "." stay, other bytes become "-xx". Lives in `arena`. */
const char *html_make_id(Arena *arena, const char *prefix, const char *key);

/* A drawing of ours or of Graphviz, as it is: the one thing that is not escaped. */
void html_add_svg(Html *html, Str svg);

#endif
