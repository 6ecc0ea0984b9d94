/* citations.c - names with dots and citations: one word of the lexer, several parts in the tree.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/build.h"
#include "syntax/lists.h"

/* The part of `words` between two offsets, with its span; true to the text where nothing was decoded. */
static Token slice_token(const Token *words, size_t start, size_t end)
{
    Span span = words->span;
    if (span.end - span.start == words->text.length) {
        span.end = span.start + (uint32_t)end;
        span.start += (uint32_t)start;
    }
    return (Token){str_slice(words->text, start, end), span};
}

Ast *build_name(Parse *parse, Span span, Token words)
{
    AstList parts = list_none();
    for (size_t start = 0; start <= words.text.length;) {
        Str rest = str_slice(words.text, start, words.text.length);
        size_t end = start + str_find_byte(rest, '.');
        Token part = slice_token(&words, start, end);
        parts = list_add(parse, parts, ast_part(parse, part.span, (Ast_PART){part}));
        start = end + 1;
    }
    return ast_name(parse, span, (Ast_NAME){parts});
}

/* The token without white space around it. */
static Token trim_token(Token token)
{
    Str trimmed = str_trim(token.text);
    size_t before = (size_t)(trimmed.bytes - token.text.bytes);
    if (token.span.end - token.span.start == token.text.length) {
        token.span.start += (uint32_t)before;
        token.span.end = token.span.start + (uint32_t)trimmed.length;
    }
    token.text = trimmed;
    return token;
}

static void report_empty(Parse *parse, Span span)
{
    size_t message =
        parse_report(parse, DIAG_EMPTY_CITATION, span, "a paragraph's number is missing here");
    parse_hint(parse, message, "citations are written like [p59] or [p59, p60]");
}

/* Without '[' and, where it is there, ']'. */
static Token strip_brackets(Token words)
{
    bool is_closed = words.text.bytes[words.text.length - 1] == ']';
    return slice_token(&words, 1, words.text.length - is_closed);
}

Ast *build_citations(Parse *parse, Span span, Token words)
{
    Token inside = strip_brackets(words);
    bool is_closed = inside.text.length + 2 == words.text.length;
    AstList items = list_none();
    bool is_empty = false;
    for (size_t start = 0; start <= inside.text.length;) {
        Str rest = str_slice(inside.text, start, inside.text.length);
        size_t end = start + str_find_byte(rest, ',');
        Token item = trim_token(slice_token(&inside, start, end));
        is_empty |= !item.text.length;
        if (item.text.length)
            items = list_add(parse, items, ast_citation(parse, item.span, (Ast_CITATION){item}));
        start = end + 1;
    }
    if (is_empty && is_closed)
        report_empty(parse, span);
    return ast_citations(parse, span, (Ast_CITATIONS){items});
}
