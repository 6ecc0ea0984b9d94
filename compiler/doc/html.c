/* html.c - a page for people as HTML.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "doc/page.h"
#include "page/html.h"

typedef struct Writer {
    Html html;
    const DocPage *page;
    Arena *scratch;
} Writer;

static void write_link(Writer *it, const char *address, const DocRun *run)
{
    HTML_OPEN(&it->html, "a", {"href", address}, {"title", run->hint});
    html_add(&it->html, run->words);
    html_close(&it->html, "a");
}

static void write_run(Writer *it, const DocRun *run)
{
    switch (run->kind) {
    case DOC_PLAIN: html_add(&it->html, run->words); break;
    case DOC_STRONG: html_add_element(&it->html, "b", NULL, run->words); break;
    case DOC_LINK: write_link(it, arena_format(it->scratch, "#%s", run->address), run); break;
    case DOC_PAGE_LINK:
        write_link(it, doc_find_address(it->scratch, it->page, run->address, ".html"), run);
        break;
    }
}

static void write_words(Writer *it, const DocBlock *block)
{
    for (size_t i = 0; i < block->words.count; i++)
        write_run(it, &block->words.items[i]);
}

static void write_blocks(Writer *it, const DocBlock *parent);

static void write_element(Writer *it, const DocBlock *block, const char *element,
                          const char *class_name)
{
    HTML_OPEN(&it->html, element, {"id", block->id}, {"class", class_name});
    write_words(it, block);
    html_close(&it->html, element);
}

static const char *plain_words(Writer *it, const DocBlock *block)
{
    Text text = text_in(it->scratch);
    for (size_t i = 0; i < block->words.count; i++)
        text_add(&text, block->words.items[i].words);
    return text.bytes;
}

static void write_table(Writer *it, const DocBlock *table)
{
    const DocBlock *head = table->children.items[0];
    const char **columns = ARENA_ARRAY(it->scratch, head->children.count, const char *);
    for (size_t i = 0; i < head->children.count; i++)
        columns[i] = plain_words(it, head->children.items[i]);
    html_open_table(&it->html, plain_words(it, table), columns, (uint32_t)head->children.count);
    for (size_t i = 1; i < table->children.count; i++) {
        const DocBlock *row = table->children.items[i];
        HTML_OPEN(&it->html, "tr", {"id", row->id});
        for (size_t k = 0; k < row->children.count; k++)
            write_element(it, row->children.items[k], "td", NULL);
        html_close(&it->html, "tr");
    }
    html_close_table(&it->html);
}

static void write_section(Writer *it, const DocBlock *block)
{
    html_open_heading_section(&it->html, block->id);
    write_words(it, block);
    html_close_heading(&it->html);
    write_blocks(it, block);
    html_close_section(&it->html);
}

static void write_item(Writer *it, const DocBlock *block)
{
    HTML_OPEN(&it->html, "li", {"id", block->id});
    write_words(it, block);
    write_blocks(it, block);
    html_close(&it->html, "li");
}

static void write_block(Writer *it, const DocBlock *block)
{
    switch (block->kind) {
    case DOC_SECTION: write_section(it, block); break;
    case DOC_PARAGRAPH:
        if (block->words.count)
            write_element(it, block, "p", NULL);
        write_blocks(it, block);
        break;
    case DOC_NOTE: write_element(it, block, "p", "note"); break;
    case DOC_LIST:
    case DOC_ENTRIES:
        html_open(&it->html, "ul", block->kind == DOC_ENTRIES ? "entries" : NULL);
        write_blocks(it, block);
        html_close(&it->html, "ul");
        break;
    case DOC_ITEM: write_item(it, block); break;
    case DOC_TABLE: write_table(it, block); break;
    case DOC_DRAWING: drawing_write_html(&it->html, it->page->drawing, it->page->svg); break;
    case DOC_ROW:
    case DOC_CELL: break; /* by their table */
    }
}

static void write_blocks(Writer *it, const DocBlock *parent)
{
    for (size_t i = 0; i < parent->children.count; i++)
        write_block(it, parent->children.items[i]);
}

static void write_contents(Writer *it)
{
    if (!it->page->body->children.count)
        return;
    HTML_OPEN(&it->html, "nav", {"aria-label", "Sections"});
    html_open(&it->html, "ul", NULL);
    for (size_t i = 0; i < it->page->body->children.count; i++) {
        const DocBlock *section = it->page->body->children.items[i];
        if (section->kind != DOC_SECTION || !section->id)
            continue;
        html_open(&it->html, "li", NULL);
        html_add_link(&it->html, arena_format(it->scratch, "#%s", section->id),
                      plain_words(it, section));
        html_close(&it->html, "li");
    }
    html_close(&it->html, "ul");
    html_close(&it->html, "nav");
}

void doc_write_html(Text *out, const DocPage *page, const char *maker)
{
    Writer it = {.page = page, .scratch = arena_new()};
    html_begin(&it.html, out, page->title);
    html_open(&it.html, "header", NULL);
    html_add_title(&it.html, page->title);
    write_blocks(&it, page->head);
    html_close(&it.html, "header");
    write_contents(&it);
    html_open_main(&it.html);
    write_blocks(&it, page->body);
    html_close_main(&it.html);
    html_open(&it.html, "footer", NULL);
    html_add_format(&it.html, "Made by %s from the texts that are also what is evaluated.", maker);
    html_close(&it.html, "footer");
    html_end(&it.html);
    arena_free(it.scratch);
}
