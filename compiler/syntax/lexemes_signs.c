/* lexemes_signs.c - signs, dashes and spaces; see lexemes.h.
 *
 * Signs from elsewhere stand for our words: `>=` becomes IS AT LEAST, with a message that says so.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/lexemes.h"

#include "parser.h"

/* What a sign from elsewhere stands for; tokens of 0 are none. */
static const struct {
    const char *sign;
    const char *ours;
    int tokens[3];
} signs[] = {
    {"=", "is", {TOKEN_IS, 0, 0}},
    {"==", "is", {TOKEN_IS, 0, 0}},
    {"!=", "is not", {TOKEN_IS, TOKEN_NOT, 0}},
    {"<>", "is not", {TOKEN_IS, TOKEN_NOT, 0}},
    {"≠", "is not", {TOKEN_IS, TOKEN_NOT, 0}},
    {">=", "is at least", {TOKEN_IS, TOKEN_AT, TOKEN_LEAST}},
    {"=>", "is at least", {TOKEN_IS, TOKEN_AT, TOKEN_LEAST}},
    {"≥", "is at least", {TOKEN_IS, TOKEN_AT, TOKEN_LEAST}},
    {"<=", "is at most", {TOKEN_IS, TOKEN_AT, TOKEN_MOST}},
    {"=<", "is at most", {TOKEN_IS, TOKEN_AT, TOKEN_MOST}},
    {"≤", "is at most", {TOKEN_IS, TOKEN_AT, TOKEN_MOST}},
    {">", "is more than", {TOKEN_IS, TOKEN_MORE, TOKEN_THAN}},
    {"<", "is less than", {TOKEN_IS, TOKEN_LESS, TOKEN_THAN}},
    {"&&", "and", {TOKEN_AND, 0, 0}},
    {"&", "and", {TOKEN_AND, 0, 0}},
    {"||", "or", {TOKEN_OR, 0, 0}},
    {"!", "not", {TOKEN_NOT, 0, 0}},
    {"×", "*", {TOKEN_TIMES, 0, 0}},
    {"÷", "/", {TOKEN_OVER, 0, 0}},
};

static void set_pending(Parse *parse, int first, int second, int third)
{
    parse->pending[0] = first;
    parse->pending[1] = second;
    parse->pending[2] = third;
}

bool lexemes_is_sign(Parse *parse)
{
    Str sign = lexemes_get_piece(parse);
    if (parse->is_line_of_table && str_is(sign, "||")) { /* an empty cell */
        set_pending(parse, TOKEN_BAR, TOKEN_BAR, 0);
        return true;
    }
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        if (!str_is(sign, signs[i].sign))
            continue;
        size_t message = lexemes_report(parse, DIAG_PROGRAMMERS_SIGN, parse->span,
                                        "'%.*s' is written in words here", STR_ARG(sign));
        parse_hint(parse, message, "write '%s'", signs[i].ours);
        set_pending(parse, signs[i].tokens[0], signs[i].tokens[1], signs[i].tokens[2]);
        return true;
    }
    UNREACHABLE();
}

/* Whether white space, or the end, follows the piece. */
static bool is_space_next(const Parse *parse)
{
    if (parse->span.end >= parse->text.length)
        return true;
    char next = parse->text.bytes[parse->span.end];
    return next == ' ' || next == '\t' || next == '\r' || next == '\n' ||
           (unsigned char)next == 0xc2; /* a non-breaking space has a message of its own */
}

/* Whether a digit follows the piece. */
static bool is_digit_next(const Parse *parse)
{
    return parse->span.end < parse->text.length && parse->text.bytes[parse->span.end] >= '0' &&
           parse->text.bytes[parse->span.end] <= '9';
}

int lexemes_get_dash(Parse *parse)
{
    if (!lexemes_is_first(parse) || is_digit_next(parse))
        return TOKEN_MINUS;
    if (!is_space_next(parse)) {
        size_t message = lexemes_report(parse, DIAG_BULLET_WITHOUT_SPACE, parse->span,
                                        "a bullet is '-' and a space");
        parse_hint(parse, message, "write '- ', or put a '-' that subtracts on the line before");
    }
    return TOKEN_BULLET;
}

int lexemes_get_odd_dash(Parse *parse)
{
    bool is_bullet = lexemes_is_first(parse);
    size_t message = lexemes_report(parse, DIAG_ODD_DASH, parse->span,
                                    is_bullet ? "bullets begin with '-', not with '%s'"
                                              : "'-' is meant, but this is '%s'",
                                    parse_quote(parse, parse->span));
    parse_hint(parse, message, is_bullet ? "type '- '" : "type '-'");
    return is_bullet ? TOKEN_BULLET : TOKEN_MINUS;
}

int lexemes_get_bar(Parse *parse)
{
    return lexemes_is_first(parse) ? TOKEN_ROW : TOKEN_BAR;
}

int lexemes_skip_rule_line(Parse *parse)
{
    size_t length = lexemes_get_piece(parse).length;
    bool is_rule_line = lexemes_is_first(parse);
    set_pending(parse, is_rule_line ? 0 : TOKEN_BAR, 0, 0);
    return lexemes_use_only(parse, is_rule_line ? length : 1);
}

void lexemes_report_space(Parse *parse)
{
    if (parse->has_odd_space)
        return;
    parse->has_odd_space = true;
    size_t message =
        lexemes_report(parse, DIAG_ODD_SPACE, parse->span, "this space is not an ordinary one");
    parse_hint(parse, message, "replace all such spaces in the file with ordinary ones");
}

/* Says what to do about a sign that people often type. */
static bool report_needless(Parse *parse, Str sign)
{
    if (!str_is(sign, ".") && !str_is(sign, ";") && !str_is(sign, "?"))
        return false;
    size_t message = lexemes_report(parse, DIAG_NEEDLESS_SIGN, parse->span,
                                    "no '%.*s' is needed here", STR_ARG(sign));
    parse_hint(parse, message, "leave it out");
    return true;
}

/* What to write instead of a sign without meaning, or NULL. */
static const char *find_advice(Str sign)
{
    if (str_is(sign, "$") || str_is(sign, "€"))
        return "amounts of money are in pounds: £500";
    return str_is(sign, "%") ? "a share is written without a space: 25%" : NULL;
}

static void report_unknown_sign(Parse *parse, Str sign)
{
    size_t message = lexemes_report(parse, DIAG_UNKNOWN_SIGN, parse->span,
                                    "'%s' has no meaning here", parse_quote(parse, parse->span));
    const char *advice = find_advice(sign);
    if (advice)
        parse_hint(parse, message, "%s", advice);
}

void lexemes_report_unknown(Parse *parse)
{
    Str sign = lexemes_get_piece(parse);
    if (report_needless(parse, sign))
        return;
    parse->is_line_mistaken = true;
    unsigned char byte = (unsigned char)sign.bytes[0];
    if (byte < 0x20 || byte == 0x7f)
        lexemes_report(parse, DIAG_UNKNOWN_SIGN, parse->span,
                       "an unprintable character (number %u) has no meaning here", byte);
    else
        report_unknown_sign(parse, sign);
}
