/* markdown.c - a page for people as Markdown: CommonMark, with tables.
 *
 * Words are escaped wherever they could be taken for a mark; ids are anchors of HTML, which is the one element used.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <ctype.h>
#include <string.h>

#include "doc/page.h"
#include "value/utf8.h"

typedef struct Writer {
    Text *out;
    const DocPage *page;
    Arena *scratch;
    size_t indent;  /* of what stands in items */
    uint32_t level; /* of the open section */
} Writer;

/* ---- words ---- */

static bool is_mark(char byte)
{
    return strchr("\\`*_[]<>|&~!", byte) && byte != '\0';
}

/* What only means something where a line begins: headings, bullets, numbers of items. */
static bool is_mark_in_front(const char *words)
{
    size_t digits = strspn(words, "0123456789");
    if (digits > 0)
        return words[digits] == '.' || words[digits] == ')';
    return strchr("#+-=", words[0]) && words[0];
}

static void add_words(Writer *it, const char *words, bool is_in_front)
{
    Text shown = text_in(it->scratch);
    utf8_show(&shown, str_from(words));
    const char *at = shown.bytes ? shown.bytes : "";
    if (is_in_front && is_mark_in_front(at)) {
        size_t digits = strspn(at, "0123456789");
        text_add_str(it->out, (Str){at, digits});
        at += digits;
        text_add_byte(it->out, '\\');
        text_add_byte(it->out, *at++);
    }
    for (; *at; at++) {
        if (is_mark(*at))
            text_add_byte(it->out, '\\');
        text_add_byte(it->out, *at);
    }
}

/* Spaces stand outside of the stars, or they would be no mark. */
static void add_strong(Writer *it, const char *words)
{
    size_t length = strlen(words);
    while (length > 0 && words[length - 1] == ' ')
        length--;
    text_add(it->out, "**");
    add_words(it, arena_copy_text(it->scratch, words, length), false);
    text_add(it->out, "**");
    text_add(it->out, words + length);
}

static void add_link(Writer *it, const DocRun *run)
{
    text_add_byte(it->out, '[');
    add_words(it, run->words, false);
    if (run->kind == DOC_LINK)
        text_add_format(it->out, "](#%s)", run->address);
    else
        text_add_format(it->out, "](<%s>)",
                        doc_find_address(it->scratch, it->page, run->address, ".md"));
}

static void write_words(Writer *it, const DocBlock *block)
{
    if (block->id)
        text_add_format(it->out, "<a id=\"%s\"></a>", block->id);
    for (size_t i = 0; i < block->words.count; i++) {
        const DocRun *run = &block->words.items[i];
        if (run->kind == DOC_PLAIN)
            add_words(it, run->words, i == 0);
        else if (run->kind == DOC_STRONG)
            add_strong(it, run->words);
        else
            add_link(it, run);
    }
}

/* ---- blocks ---- */

static void write_blocks(Writer *it, const DocBlock *parent);

static void end_line(Writer *it)
{
    while (it->out->length > 0 && it->out->bytes[it->out->length - 1] == ' ')
        it->out->bytes[--it->out->length] = '\0';
    text_add_byte(it->out, '\n');
}

/* An empty line, once. */
static void part(Writer *it)
{
    size_t length = it->out->length;
    if (length > 1 && it->out->bytes[length - 1] == '\n' && it->out->bytes[length - 2] != '\n')
        text_add_byte(it->out, '\n');
}

static void start(Writer *it, const char *mark)
{
    text_add_repeat(it->out, ' ', it->indent);
    text_add(it->out, mark);
}

static void write_line(Writer *it, const DocBlock *block, const char *mark)
{
    part(it);
    start(it, mark);
    write_words(it, block);
    end_line(it);
}

static void write_section(Writer *it, const DocBlock *block)
{
    it->level++;
    part(it);
    text_add_repeat(it->out, '#', it->level < 6 ? it->level : 6);
    text_add_byte(it->out, ' ');
    write_words(it, block);
    end_line(it);
    write_blocks(it, block);
    it->level--;
}

static void write_item(Writer *it, const DocBlock *block)
{
    start(it, "- ");
    write_words(it, block);
    end_line(it);
    it->indent += 2;
    write_blocks(it, block);
    it->indent -= 2;
}

static void write_row(Writer *it, const DocBlock *row)
{
    start(it, "|");
    for (size_t i = 0; i < row->children.count; i++) {
        text_add_byte(it->out, ' ');
        if (i == 0 && row->id)
            text_add_format(it->out, "<a id=\"%s\"></a>", row->id);
        write_words(it, row->children.items[i]);
        text_add(it->out, " |");
    }
    end_line(it);
}

static void write_table(Writer *it, const DocBlock *table)
{
    const DocBlock *head = table->children.items[0];
    write_line(it, table, "");
    part(it);
    write_row(it, head);
    start(it, "|");
    for (size_t i = 0; i < head->children.count; i++)
        text_add(it->out, " --- |");
    end_line(it);
    for (size_t i = 1; i < table->children.count; i++)
        write_row(it, table->children.items[i]);
}

static void write_drawing(Writer *it)
{
    const char *limit = drawing_describe_limit(it->scratch, it->page->drawing);
    const char *name = doc_find_address(it->scratch, it->page, it->page->place, ".svg");
    part(it);
    if (it->page->has_drawing_file)
        text_add_format(it->out,
                        "![What leads to what](<%s>)\n\nRead from left to right. Rounded "
                        "boxes are facts, plain ones decisions, double ones rules; grey "
                        "ones what is called for.\n",
                        name);
    else
        text_add_format(it->out, "(Not drawn%s%s.)\n", limit ? ": " : "", limit ? limit : "");
}

/* A list right below its sentence belongs to it; after another block an empty line parts them. */
static void write_list(Writer *it, const DocBlock *block)
{
    if (block->parent->kind != DOC_ITEM || block->parent->children.items[0] != block)
        part(it);
    write_blocks(it, block);
}

static void write_block(Writer *it, const DocBlock *block)
{
    switch (block->kind) {
    case DOC_SECTION: write_section(it, block); break;
    case DOC_PARAGRAPH:
        if (block->words.count)
            write_line(it, block, "");
        write_blocks(it, block);
        break;
    case DOC_NOTE: write_line(it, block, "> "); break;
    case DOC_LIST:
    case DOC_ENTRIES: write_list(it, block); break;
    case DOC_ITEM: write_item(it, block); break;
    case DOC_TABLE: write_table(it, block); break;
    case DOC_DRAWING: write_drawing(it); break;
    case DOC_ROW:
    case DOC_CELL: break; /* by their table */
    }
}

static void write_blocks(Writer *it, const DocBlock *parent)
{
    for (size_t i = 0; i < parent->children.count; i++)
        write_block(it, parent->children.items[i]);
}

void doc_write_markdown(Text *out, const DocPage *page, const char *maker)
{
    Writer it = {.out = out, .page = page, .scratch = arena_new(), .level = 1};
    text_add(out, "# <a id=\"main\"></a>");
    add_words(&it, page->title, false);
    end_line(&it);
    write_blocks(&it, page->head);
    write_blocks(&it, page->body);
    part(&it);
    text_add_format(out, "---\n\nMade by %s from the texts that are also what is evaluated.\n",
                    maker);
    arena_free(it.scratch);
}
