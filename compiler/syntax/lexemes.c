/* lexemes.c - words, numbers, amounts and dates; see lexemes.h.
 *
 * What is wrong in form is reported here and then stands as if it had been right, so that one mistake is one message.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/lexemes.h"

#include <string.h>

#include "syntax/keywords.h"
#include "syntax/text_literal.h"

#include "parser.h"

/* Stand in for what could not be understood: it was reported, and later passes shall find nothing more in it. */
#define ANY_DATE STR("1 January 2000")
#define ANY_MONEY                                                                                  \
    STR("\xc2\xa3"                                                                                 \
        "0")
#define ANY_NUMBER STR("0")

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
#define MONTH_COUNT (sizeof months / sizeof months[0])

void lexemes_begin(Parse *parse, const char *matched, size_t length)
{
    uint32_t start = (uint32_t)(matched - parse->buffer);
    parse->span = (Span){parse->source, start, start + (uint32_t)length};
    parse->decoded = STR_NONE;
}

int lexemes_use_only(Parse *parse, size_t length)
{
    parse->span.end = parse->span.start + (uint32_t)length;
    return (int)length;
}

Str lexemes_get_piece(const Parse *parse)
{
    return str_slice(parse->text, parse->span.start, parse->span.end);
}

bool lexemes_is_first(const Parse *parse)
{
    return !parse->is_line_begun;
}

int lexemes_get_kind(Parse *parse)
{
    int kind = parse->pending[0];
    parse->pending[0] = parse->pending[1];
    parse->pending[1] = parse->pending[2];
    parse->pending[2] = 0;
    return kind;
}

size_t lexemes_report(Parse *parse, DiagId kind, Span span, const char *format, ...)
{
    bool is_said = parse->said == diag_kind(kind) && parse_is_one_line(parse, parse->said_at, span);
    parse->said = diag_kind(kind);
    parse->said_at = span;
    if (is_said)
        return SIZE_MAX;
    Text words = text_in(parse->arena);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&words, format, arguments);
    va_end(arguments);
    return parse_report(parse, kind, span, "%s", words.bytes);
}

void lexemes_end_line(Parse *parse)
{
    parse->line_start = parse->span.end;
    parse->is_line_begun = false;
    parse->is_line_of_declaration = false;
    parse->is_line_of_table = false;
    parse->is_line_mistaken = false;
}

void lexemes_add_comment(Parse *parse)
{
    Span span = parse->span;
    while (span.end > span.start && parse->text.bytes[span.end - 1] == '\r')
        span.end--;
    VEC_PUSH(parse->arena, &parse->unit->comments, span);
}

/* Reports a piece that is longer than it may be; true if it was. */
static bool is_too_long(Parse *parse)
{
    if (lexemes_get_piece(parse).length <= LEXEMES_WORD_MAX)
        return false;
    lexemes_report(parse, DIAG_WORD_TOO_LONG, parse->span,
                   "'%s' is longer than a name or number may be, which is %zu letters or digits",
                   parse_quote(parse, parse->span), LEXEMES_WORD_MAX);
    return true;
}

/* The keyword or NAME that `word` is. */
static int find_word(Parse *parse, Str word)
{
    const Keyword *keyword = keywords_find(word);
    if (keyword)
        return keyword->token;
    keyword = keywords_find_any_case(word);
    if (!keyword || !keyword->instead || keywords_begins_declaration(parse->last_read))
        return TOKEN_NAME; /* what is being declared may be called May */
    size_t message = lexemes_report(parse, DIAG_CAPITAL_LETTERS, parse->span,
                                    "'%s' is a word of the language in capital letters",
                                    parse_quote(parse, parse->span));
    parse_hint(parse, message, "write '%s'", keyword->word);
    return keyword->token;
}

int lexemes_get_word(Parse *parse)
{
    if (is_too_long(parse))
        parse->decoded = STR("too_long");
    return find_word(parse, parse->decoded.bytes ? parse->decoded : lexemes_get_piece(parse));
}

int lexemes_get_dotted(Parse *parse)
{
    if (is_too_long(parse))
        parse->decoded = STR("too.long");
    return TOKEN_DOTTED;
}

/* Letters that look like ours, and ours. */
static const struct {
    const char *letter;
    char ours;
    const char *alphabet;
} lookalikes[] = {
    {"а", 'a', "Cyrillic"}, {"е", 'e', "Cyrillic"}, {"о", 'o', "Cyrillic"}, {"р", 'p', "Cyrillic"},
    {"с", 'c', "Cyrillic"}, {"у", 'y', "Cyrillic"}, {"х", 'x', "Cyrillic"}, {"і", 'i', "Cyrillic"},
    {"ѕ", 's', "Cyrillic"}, {"ј", 'j', "Cyrillic"}, {"һ", 'h', "Cyrillic"}, {"ԁ", 'd', "Cyrillic"},
    {"А", 'A', "Cyrillic"}, {"В", 'B', "Cyrillic"}, {"Е", 'E', "Cyrillic"}, {"К", 'K', "Cyrillic"},
    {"М", 'M', "Cyrillic"}, {"Н", 'H', "Cyrillic"}, {"О", 'O', "Cyrillic"}, {"Р", 'P', "Cyrillic"},
    {"С", 'C', "Cyrillic"}, {"Т", 'T', "Cyrillic"}, {"Х", 'X', "Cyrillic"}, {"І", 'I', "Cyrillic"},
    {"ο", 'o', "Greek"},    {"ν", 'v', "Greek"},    {"Α", 'A', "Greek"},    {"Β", 'B', "Greek"},
    {"Ε", 'E', "Greek"},    {"Η", 'H', "Greek"},    {"Ι", 'I', "Greek"},    {"Κ", 'K', "Greek"},
    {"Μ", 'M', "Greek"},    {"Ν", 'N', "Greek"},    {"Ο", 'O', "Greek"},    {"Ρ", 'P', "Greek"},
    {"Τ", 'T', "Greek"},    {"Χ", 'X', "Greek"},
};
#define LOOKALIKE_COUNT (sizeof lookalikes / sizeof lookalikes[0])

/* The number of the look-alike that `word` begins with, or LOOKALIKE_COUNT. */
static size_t find_lookalike(Str word)
{
    size_t i = 0;
    while (i < LOOKALIKE_COUNT && !str_has_prefix(word, lookalikes[i].letter))
        i++;
    return i;
}

/* Where the first letter of another alphabet stands, and how many bytes it has. */
static Span find_foreign_letter(const Parse *parse, Str word)
{
    size_t start = 0;
    while (start < word.length && !((unsigned char)word.bytes[start] & 0x80))
        start++;
    size_t end = start + 1;
    while (end < word.length && ((unsigned char)word.bytes[end] & 0xc0) == 0x80)
        end++;
    return (Span){parse->source, parse->span.start + (uint32_t)start,
                  parse->span.start + (uint32_t)end};
}

/* `word` with our letters in place of their look-alikes. */
static Str to_our_letters(Parse *parse, Str word)
{
    Text ours = text_in(parse->arena);
    for (size_t i = 0; i < word.length;) {
        size_t found = find_lookalike(str_slice(word, i, word.length));
        text_add_byte(&ours, found < LOOKALIKE_COUNT ? lookalikes[found].ours : word.bytes[i]);
        i += found < LOOKALIKE_COUNT ? strlen(lookalikes[found].letter) : 1;
    }
    return text_get(&ours);
}

static void report_foreign_letter(Parse *parse, Str word, Str ours)
{
    Span letter = find_foreign_letter(parse, word);
    size_t found = find_lookalike(str_slice(parse->text, letter.start, parse->span.end));
    if (found == LOOKALIKE_COUNT) {
        lexemes_report(parse, DIAG_ODD_LETTER, parse->span,
                       "'%s' has the letter '%s': names are made of a to z, A to Z, digits and '_'",
                       parse_quote(parse, parse->span), parse_quote(parse, letter));
        return;
    }
    size_t message = lexemes_report(
        parse, DIAG_ODD_LETTER, parse->span, "'%s' has a %s letter that only looks like '%c'",
        parse_quote(parse, parse->span), lookalikes[found].alphabet, lookalikes[found].ours);
    parse_hint(parse, message, "type it anew: %.*s", STR_ARG(ours));
}

int lexemes_get_odd_name(Parse *parse)
{
    Str word = lexemes_get_piece(parse);
    bool is_dotted = str_find_byte(word, '.') < word.length;
    if (is_too_long(parse)) {
        parse->decoded = is_dotted ? STR("too.long") : STR("too_long");
    } else if (find_foreign_letter(parse, word).start < parse->span.end) {
        parse->decoded = to_our_letters(parse, word);
        report_foreign_letter(parse, word, parse->decoded);
    } else {
        size_t message = lexemes_report(parse, DIAG_DIGIT_FIRST, parse->span,
                                        "'%s' begins with a digit, and names begin with a letter",
                                        parse_quote(parse, parse->span));
        parse_hint(parse, message, "put the number elsewhere: 'second_home', 'home_2'");
    }
    if (is_dotted)
        return TOKEN_DOTTED;
    const Keyword *keyword = parse->decoded.bytes ? keywords_find(parse->decoded) : NULL;
    return keyword ? keyword->token : TOKEN_NAME;
}

int lexemes_get_number(Parse *parse)
{
    if (is_too_long(parse))
        parse->decoded = ANY_NUMBER;
    return TOKEN_NUMBER;
}

int lexemes_get_money(Parse *parse)
{
    if (is_too_long(parse))
        parse->decoded = ANY_MONEY;
    return TOKEN_MONEY;
}

int lexemes_get_wrong_money(Parse *parse)
{
    size_t message =
        lexemes_report(parse, DIAG_WRONG_MONEY, parse->span, "'%s' is not an amount of money",
                       parse_quote(parse, parse->span));
    parse_hint(parse, message, "amounts are written like £5, £1,234 or £1,234.50");
    parse->decoded = ANY_MONEY;
    return TOKEN_MONEY;
}

int lexemes_get_date(Parse *parse)
{
    if (is_too_long(parse)) /* the spaces may be many */
        parse->decoded = ANY_DATE;
    return TOKEN_DATE;
}

/* The month that `word` means: its name, its first three letters, or nearly its name. NULL if none. */
static const char *find_month(Str word)
{
    const size_t shortest = 3, short_form = 4; /* "Feb", "Sept" */
    for (size_t i = 0; i < MONTH_COUNT; i++) {
        bool is_short = word.length >= shortest && word.length <= short_form;
        if (is_short && strlen(months[i]) >= word.length &&
            !str_distance(word, str_slice(str_from(months[i]), 0, word.length), 0))
            return months[i];
    }
    return report_find_nearest(months, MONTH_COUNT, word);
}

static Str find_letters(Str piece)
{
    size_t start = 0;
    for (;;) {
        while (start < piece.length &&
               !((piece.bytes[start] | 0x20) >= 'a' && (piece.bytes[start] | 0x20) <= 'z'))
            start++;
        size_t end = start;
        while (end < piece.length && (piece.bytes[end] | 0x20) >= 'a' &&
               (piece.bytes[end] | 0x20) <= 'z')
            end++;
        if (end == start || end - start > 2) /* "3rd of February": the first long word */
            return str_slice(piece, start, end);
        start = end;
    }
}

/* The first number of the piece with at least `least` digits and at most `most`. */
static Str find_digits(Str piece, size_t least, size_t most)
{
    for (size_t start = 0; start < piece.length;) {
        size_t end = start;
        while (end < piece.length && piece.bytes[end] >= '0' && piece.bytes[end] <= '9')
            end++;
        if (end - start >= least && end - start <= most)
            return str_slice(piece, start, end);
        start = end + 1;
    }
    return STR_NONE;
}

int lexemes_get_wrong_date(Parse *parse)
{
    Str piece = lexemes_get_piece(parse);
    Str day = find_digits(piece, 1, 2), year = find_digits(piece, 4, 4);
    Str word = find_letters(piece);
    const char *month = word.length ? find_month(word) : NULL;
    size_t message =
        lexemes_report(parse, DIAG_WRONG_DATE, parse->span, "'%s' is not how dates are written",
                       parse_quote(parse, parse->span));
    parse->decoded = ANY_DATE;
    if (month && day.length && year.length) {
        const char *right =
            arena_format(parse->arena, "%.*s %s %.*s", STR_ARG(day), month, STR_ARG(year));
        parse->decoded = str_from(right);
        parse_hint(parse, message, "write %s", right);
    } else {
        parse_hint(parse, message,
                   "write the day, the month in letters and the year: 3 February 2026");
    }
    return TOKEN_DATE;
}

int lexemes_get_like_date(Parse *parse)
{
    Str piece = lexemes_get_piece(parse);
    if (find_month(find_letters(piece))) {
        parse->pending[0] = lexemes_get_wrong_date(parse);
        return (int)piece.length;
    }
    parse->pending[0] = TOKEN_NUMBER;
    return lexemes_use_only(parse, find_digits(piece, 1, 2).length);
}
