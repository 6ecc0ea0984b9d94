/* build.c - blocks and words, while a page is made.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <ctype.h>
#include <string.h>

#include "doc/parts.h"

void doc_open(Doc *doc, DocBlockKind kind, const char *id)
{
    DocBlock *block = ARENA_NEW(doc->arena, DocBlock);
    block->kind = kind;
    block->id = id;
    block->parent = doc->at;
    if (doc->at)
        VEC_PUSH(doc->arena, &doc->at->children, block);
    if (id)
        map_set(doc->ids, str_from(id), 1);
    doc->at = block;
}

void doc_close(Doc *doc)
{
    BUG_IF(!doc->at->parent);
    doc->at = doc->at->parent;
}

void doc_drop(Doc *doc)
{
    doc_close(doc);
    doc->at->children.count--;
}

static void add_run(Doc *doc, DocRun run)
{
    VEC_PUSH(doc->arena, &doc->at->words, run);
}

void doc_say(Doc *doc, const char *words)
{
    if (words[0])
        add_run(doc, (DocRun){DOC_PLAIN, words, NULL, NULL});
}

void doc_say_format(Doc *doc, const char *format, ...)
{
    Text text = text_in(doc->arena);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&text, format, arguments);
    va_end(arguments);
    doc_say(doc, text.bytes);
}

void doc_say_strong(Doc *doc, const char *words)
{
    add_run(doc, (DocRun){DOC_STRONG, words, NULL, NULL});
}

void doc_say_link(Doc *doc, const char *id, const char *words)
{
    add_run(doc, (DocRun){DOC_LINK, words, id, NULL});
}

void doc_open_section(Doc *doc, const char *id, const char *heading)
{
    doc_open(doc, DOC_SECTION, id);
    doc_say(doc, heading);
}

void doc_open_paragraph(Doc *doc, const char *words)
{
    doc_open(doc, DOC_PARAGRAPH, NULL);
    doc_say(doc, words);
}

void doc_open_item(Doc *doc)
{
    doc_open(doc, DOC_ITEM, NULL);
}

void doc_open_table(Doc *doc, const char *caption, const char *const *columns, size_t count)
{
    doc_open(doc, DOC_TABLE, NULL);
    doc_say(doc, caption);
    doc_open(doc, DOC_ROW, NULL);
    for (size_t i = 0; i < count; i++)
        doc_add_cell(doc, columns[i]);
    doc_close(doc);
}

void doc_add_cell(Doc *doc, const char *words)
{
    doc_open(doc, DOC_CELL, NULL);
    doc_say(doc, words);
    doc_close(doc);
}

bool doc_is_empty(const DocBlock *block)
{
    return block->words.count == 0 && block->children.count == 0;
}

static void add_id(Text *id, const char *name)
{
    for (; name && *name; name++) {
        if (isalnum((unsigned char)*name) || *name == '.')
            text_add_byte(id, *name);
        else if (*name == '_' || *name == ' ')
            text_add_byte(id, '-');
        else
            text_add_format(id, "-%02x", (unsigned)(unsigned char)*name);
    }
}

const char *doc_make_id(const Doc *doc, const char *kind, const char *first, const char *second)
{
    Text id = text_in(doc->arena);
    text_add_format(&id, "%s-", kind);
    add_id(&id, first);
    if (second)
        text_add_byte(&id, '.');
    add_id(&id, second);
    return id.bytes;
}

const char *doc_to_words(const Doc *doc, const char *name)
{
    char *words = arena_copy_text(doc->arena, name, strlen(name));
    for (char *at = words; *at; at++)
        if (*at == '_')
            *at = ' ';
    return words;
}

const char *doc_to_heading(const Doc *doc, const char *words)
{
    char *heading = arena_copy_text(doc->arena, words, strlen(words));
    heading[0] = (char)toupper((unsigned char)heading[0]);
    return heading;
}
