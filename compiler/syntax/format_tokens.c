/* format_tokens.c - the words of a text and the comments between them, as the lexer finds them.
 *
 * In: a text that parses. Out: every token with what the layout needs to know of how it was written.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format_parts.h"
#include "syntax/lexemes.h"

#include "parser.h"

/* Nothing is lined up further out; a text in one line is not read again for each of its words. */
#define COLUMN_MOST 4096

size_t format_count_letters(Str words)
{
    size_t count = 0;
    for (size_t i = 0; i < words.length; i++)
        count += ((unsigned char)words.bytes[i] & 0xc0) != 0x80; /* not a UTF-8 tail byte */
    return count;
}

uint32_t format_get_column(const Format *format, uint32_t offset)
{
    uint32_t start = offset;
    while (start && offset - start < COLUMN_MOST && format->text.bytes[start - 1] != '\n')
        start--;
    return (uint32_t)format_count_letters(str_slice(format->text, start, offset));
}

/* Whether there is an empty line in the spaces that end at `end`. */
static bool is_after_blank(const Format *format, uint32_t end)
{
    int line_count = 0;
    for (uint32_t i = end; i > 0; i--) {
        char byte = format->text.bytes[i - 1];
        if (byte == '\n')
            line_count++;
        else if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\f' && byte != '\v')
            return line_count > 1;
    }
    return false; /* nothing stands above it */
}

/* `3  February 2026` with single spaces. */
static Str collapse(Arena *arena, Str words)
{
    Text text = text_in(arena);
    for (size_t i = 0; i < words.length; i++) {
        bool is_space = words.bytes[i] == ' ' || words.bytes[i] == '\t';
        if (!is_space)
            text_add_byte(&text, words.bytes[i]);
        else if (text.bytes[text.length - 1] != ' ')
            text_add_byte(&text, ' ');
    }
    return text_get(&text);
}

/* `[p1,p2 ]` as [p1, p2]. */
static Str tidy_mark(Arena *arena, Str words)
{
    Text text = text_in(arena);
    Str inside = str_slice(words, 1, words.length - 1);
    for (size_t start = 0; start <= inside.length;) {
        size_t end = start + str_find_byte(str_slice(inside, start, inside.length), ',');
        text_add(&text, start ? ", " : "[");
        text_add_str(&text, str_trim(str_slice(inside, start, end)));
        start = end + 1;
    }
    text_add_byte(&text, ']');
    return text_get(&text);
}

static Str get_words(Arena *arena, int kind, Str words)
{
    if (kind == TOKEN_DATE || kind == TOKEN_DURATION)
        return collapse(arena, words);
    return kind == TOKEN_MARK ? tidy_mark(arena, words) : words;
}

static void add_comment(Format *format, Span span)
{
    while (span.end > span.start &&
           (format->text.bytes[span.end - 1] == ' ' || format->text.bytes[span.end - 1] == '\t' ||
            format->text.bytes[span.end - 1] == '\r'))
        span.end--;
    FormatComment comment = {str_slice(format->text, span.start, span.end), span.start,
                             format_get_column(format, span.start),
                             is_after_blank(format, span.start)};
    VEC_PUSH(format->arena, &format->comments, comment);
}

/* Whether a comment stands on the line of the last token. */
static bool is_behind_last(const Format *format, Span comment)
{
    if (!format->tokens.count)
        return false;
    Span last = format->tokens.items[format->tokens.count - 1].span;
    Str between = str_slice(format->text, last.end, comment.start);
    return str_find_byte(between, '\n') == between.length;
}

/* Takes the comments that the lexer met before the word it gave last: those on lines of their own wait in
 * format->comments from `start` on, the other goes to the token before. */
static size_t take_comments(Format *format, const AstUnit *unit, size_t seen)
{
    size_t start = format->comments.count;
    for (; seen < unit->comments.count; seen++) {
        Span span = unit->comments.items[seen];
        bool is_behind = format->comments.count == start && is_behind_last(format, span);
        add_comment(format, span);
        if (is_behind)
            format->tokens.items[format->tokens.count - 1].comment_behind = start++;
    }
    return start;
}

static void add_token(Format *format, int kind, Span span, bool is_first, size_t comment_start)
{
    FormatToken token = {.kind = kind, .span = span, .is_first = is_first};
    token.words = get_words(format->arena, kind, str_slice(format->text, span.start, span.end));
    token.is_after_blank = is_first && is_after_blank(format, span.start);
    token.comment_start = comment_start;
    token.comment_end = format->comments.count;
    token.comment_behind = FORMAT_NO_COMMENT;
    VEC_PUSH(format->arena, &format->tokens, token);
}

static Parse *open_lexer(Format *format, Report *report)
{
    Parse *parse = ARENA_NEW(format->arena, Parse);
    parse->arena = format->arena;
    parse->report = report;
    parse->source = format->source;
    parse->text = format->text;
    parse->unit = ARENA_NEW(format->arena, AstUnit);
    lexer_open(parse);
    return parse;
}

void format_read_tokens(Format *format, Report *report)
{
    Parse *parse = open_lexer(format, report);
    size_t seen = 0;
    int kind;
    do {
        kind = parse->pending[0] ? lexemes_get_kind(parse) : lexer_scan_word(parse);
        bool is_first = !kind || lexemes_is_first(parse);
        Span end = {format->source, (uint32_t)format->text.length, (uint32_t)format->text.length};
        size_t start = take_comments(format, parse->unit, seen);
        seen = parse->unit->comments.count;
        add_token(format, kind, kind ? parse->span : end, is_first, start);
        parse->is_line_begun = true;
        if (is_first)
            parse->is_line_of_table = kind == TOKEN_ROW;
    } while (kind);
}

/* The first token that starts at `offset` or behind it. */
static size_t find_token(const Format *format, uint32_t offset)
{
    size_t low = 0, high = format->tokens.count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (format->tokens.items[middle].span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t format_find_first(const Format *format, const Ast *ast)
{
    return find_token(format, ast->span.start);
}

size_t format_find_last(const Format *format, const Ast *ast)
{
    size_t behind = find_token(format, ast->span.end);
    BUG_IF(!behind);
    return behind - 1;
}

bool format_is_space_before(const Format *format, size_t token)
{
    int kind = format->tokens.items[token].kind;
    return kind != TOKEN_COMMA && kind != TOKEN_COLON && kind != TOKEN_RIGHT &&
           format->tokens.items[token - 1].kind != TOKEN_LEFT;
}

size_t format_measure(const Format *format, size_t start, size_t end)
{
    size_t width = 0;
    for (size_t i = start; i < end; i++) {
        width += format_count_letters(format->tokens.items[i].words);
        width += i > start ? format_is_space_before(format, i) + format->tokens.items[i].pad : 0;
    }
    return width;
}
