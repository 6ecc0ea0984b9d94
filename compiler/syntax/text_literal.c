/* text_literal.c - texts in quotes, and the citations in square brackets, as the lexer finds them.
 *
 * In: a piece of one line. Out: what it says; borrowed from the source where that is what is written.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/text_literal.h"

#include "syntax/lexemes.h"

#include "parser.h"

static bool is_escapable(char byte)
{
    return byte == '"' || byte == '\\';
}

Str text_literal_decode(Parse *parse, Span span)
{
    Str inside = str_slice(parse->text, span.start, span.end);
    if (str_find_byte(inside, '\\') == inside.length)
        return inside;
    Text decoded = text_in(parse->arena);
    for (size_t i = 0; i < inside.length; i++) {
        bool is_escape = inside.bytes[i] == '\\' && i + 1 < inside.length;
        if (is_escape && !is_escapable(inside.bytes[i + 1])) {
            uint32_t start = span.start + (uint32_t)i;
            size_t message =
                lexemes_report(parse, DIAG_WRONG_ESCAPE, (Span){parse->source, start, start + 1},
                               "a backslash in a text stands only before \" or \\");
            parse_hint(parse, message, "write \\\\ for one backslash");
        } else if (is_escape) {
            i++;
        }
        text_add_byte(&decoded, inside.bytes[i]);
    }
    return text_get(&decoded);
}

/* True, and reported, if the piece is longer than a text may be. */
static bool is_too_long(Parse *parse)
{
    if (lexemes_get_piece(parse).length <= LEXEMES_TEXT_MAX)
        return false;
    lexemes_report(parse, DIAG_WORD_TOO_LONG, parse->span,
                   "this text is longer than a text may be, which is %zu bytes", LEXEMES_TEXT_MAX);
    return true;
}

/* Sets what the text says: the piece without `before` and `after` bytes of quotes. */
static int get_text(Parse *parse, uint32_t before, uint32_t after)
{
    Span inside = {parse->source, parse->span.start + before, parse->span.end - after};
    parse->decoded = is_too_long(parse) ? STR("too long") : text_literal_decode(parse, inside);
    if (!parse->decoded.bytes)
        parse->decoded = STR("");
    return TOKEN_TEXT;
}

int lexemes_get_text(Parse *parse)
{
    return get_text(parse, 1, 1);
}

/* Bytes of the quote that `piece` begins or ends with: ' and " have one, curved ones three. */
static uint32_t get_quote_size(char byte)
{
    return byte == '"' || byte == '\'' ? 1 : 3;
}

int lexemes_get_curved_text(Parse *parse)
{
    Str piece = lexemes_get_piece(parse);
    size_t message = lexemes_report(parse, DIAG_WRONG_QUOTES, parse->span,
                                    "texts stand between straight double quotes, not these");
    parse_hint(parse, message, "type the quotes anew: \"…\"");
    return get_text(parse, get_quote_size(piece.bytes[0]),
                    get_quote_size(piece.bytes[piece.length - 1]));
}

int lexemes_get_unclosed_text(Parse *parse)
{
    uint32_t quote = get_quote_size(lexemes_get_piece(parse).bytes[0]);
    Span opening = {parse->source, parse->span.start, parse->span.start + quote};
    size_t message = lexemes_report(parse, DIAG_UNCLOSED_TEXT, opening,
                                    "the text that begins here has no closing quote on its line");
    parse_hint(parse, message, "end it with \" before the line ends");
    parse->is_line_mistaken = true;
    parse->decoded = STR("");
    return TOKEN_TEXT;
}

int lexemes_get_mark(Parse *parse)
{
    parse->decoded = is_too_long(parse) ? STR("[too long]") : lexemes_get_piece(parse);
    return TOKEN_MARK;
}

int lexemes_get_unclosed_mark(Parse *parse)
{
    Span opening = {parse->source, parse->span.start, parse->span.start + 1};
    size_t message = lexemes_report(parse, DIAG_UNCLOSED_CITATION, opening,
                                    "the citation that begins here has no ']' on its line");
    parse_hint(parse, message, "citations are written like [p59] or [p59, p60]");
    parse->is_line_mistaken = true;
    parse->decoded = STR("["); /* a citation of nothing */
    return TOKEN_MARK;
}
