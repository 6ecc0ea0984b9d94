/* format_check.c - whether a text that was laid out is still the same text.
 *
 * Three things are compared, since each alone could miss something: the words, the tree, and the comments in their order.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format_parts.h"

#include "parser.h"

static Format read_format(Arena *arena, Sources *sources, uint32_t source)
{
    Format format = {.arena = arena, .source = source, .text = sources->list.items[source].text};
    format_read_tokens(&format, report_new(arena, sources));
    return format;
}

static bool has_same_words(const Format *before, const Format *after)
{
    if (before->tokens.count != after->tokens.count)
        return false;
    for (size_t i = 0; i < before->tokens.count; i++) {
        const FormatToken *a = &before->tokens.items[i], *b = &after->tokens.items[i];
        if (a->kind != b->kind || !str_is_equal(a->words, b->words))
            return false;
    }
    return true;
}

static bool has_same_comments(const Format *before, const Format *after)
{
    if (before->comments.count != after->comments.count)
        return false;
    for (size_t i = 0; i < before->comments.count; i++)
        if (!str_is_equal(before->comments.items[i].words, after->comments.items[i].words))
            return false;
    return true;
}

/* The words of dates and durations, between which any spaces mean the same, are left to has_same_words. */
static void forget_spaces(Text *out, Str line)
{
    size_t colon = str_find_byte(line, ':');
    Str kind = str_slice(line, colon < line.length ? colon + 2 : 0, line.length);
    bool is_spaced = str_has_prefix(kind, "date words=") || str_has_prefix(kind, "duration words=");
    for (size_t i = 0; i < line.length; i++)
        if (!is_spaced || (line.bytes[i] != ' ' && line.bytes[i] != '\t'))
            text_add_byte(out, line.bytes[i]);
    text_add_byte(out, '\n');
}

/* The tree of a text; empty where it does not parse. */
static Str dump_tree(Arena *arena, Sources *sources, uint32_t source)
{
    Report *report = report_new(arena, sources);
    const AstUnit *unit = syntax_parse(arena, report, source);
    Text dump = text_in(arena), out = text_in(arena);
    if (report_has_errors(report))
        return STR("");
    ast_dump(&dump, unit->file);
    for (Str rest = text_get(&dump); rest.length;) {
        size_t end = str_find_byte(rest, '\n');
        forget_spaces(&out, str_slice(rest, 0, end));
        rest = str_slice(rest, end + 1, rest.length);
    }
    return text_get(&out);
}

bool format_is_same(Arena *arena, Sources *sources, uint32_t before, uint32_t after)
{
    const Format was = read_format(arena, sources, before), is = read_format(arena, sources, after);
    return has_same_words(&was, &is) && has_same_comments(&was, &is) &&
           str_is_equal(dump_tree(arena, sources, before), dump_tree(arena, sources, after));
}
