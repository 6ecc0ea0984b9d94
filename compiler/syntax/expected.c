/* expected.c - what to say where a word does not fit; see expected.h.
 *
 * In: the word, and the names of all tokens that would fit (parser.y). The likeliest mistake is looked for first: a
 * bracket left open, a misspelt word, a word that is reserved; then what could stand there is said, in a handful of
 * plain words. The words round the spot are the layout's: what was taken last, and what comes next.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/expected.h"

#include <string.h>

#include "syntax/advice.h"
#include "syntax/describe.h"
#include "syntax/keywords.h"
#include "syntax/layout.h"

/* The mistake: where it is, and what would fit. */
typedef struct Misfit {
    Parse *parse;
    const Expected *expected;
    Lexeme found;
    Lexeme last; /* the word before it */
    int given;   /* the token that the parser saw: LIST_OPEN and LIST_CLOSE stand for no word */
    bool is_line_over; /* the word before it was the last of its line, or of its list */
} Misfit;

static const char *quote(const Misfit *misfit, const Lexeme *lexeme)
{
    return parse_quote(misfit->parse, lexeme->token.span);
}

static const char *describe(const Misfit *misfit)
{
    return describe_expected(misfit->parse, misfit->expected);
}

static bool expects(const Misfit *misfit, const char *name)
{
    return describe_has(misfit->expected, name);
}

/* A position where nothing but a name fits. */
static bool is_name_expected(const Misfit *misfit)
{
    return expects(misfit, "a name") && !expects(misfit, "(");
}

static bool report_list(const Misfit *misfit)
{
    if (misfit->given != TOKEN_LIST_OPEN)
        return false;
    size_t message = parse_report(misfit->parse, DIAG_MISPLACED_LIST, misfit->found.token.span,
                                  "a list of bullets cannot begin here");
    if (expects(misfit, "of"))
        parse_hint(misfit->parse, message, "write '%s of' before it", quote(misfit, &misfit->last));
    else if (expects(misfit, "not"))
        parse_hint(misfit->parse, message, "write 'all of' or 'any of' before it");
    else
        parse_hint(misfit->parse, message, "here there can be %s", describe(misfit));
    return true;
}

/* The innermost bracket that is open, or was until its line or list ended; SPAN_NONE if none. */
static Span find_bracket(const Parse *parse)
{
    for (size_t i = parse->entry_count; i > 0; i--)
        if (parse->entries[i - 1].kind == ENTRY_BRACKET)
            return parse->entries[i - 1].span;
    return parse->unclosed;
}

static bool report_open_bracket(const Misfit *misfit)
{
    Span bracket = find_bracket(misfit->parse);
    bool is_word_of_clause = misfit->found.kind == TOKEN_THEN || misfit->found.kind == TOKEN_WHEN ||
                             misfit->found.kind == TOKEN_UNLESS || misfit->found.kind == TOKEN_MARK;
    if (!expects(misfit, ")") || bracket.source == SOURCE_NONE ||
        !(misfit->is_line_over || is_word_of_clause))
        return false;
    size_t message = parse_report(misfit->parse, DIAG_UNCLOSED_BRACKET, bracket,
                                  "the bracket that opens here is not closed");
    if (misfit->found.kind != TOKEN_END)
        parse_note(misfit->parse, message, misfit->found.token.span, "it is still open here");
    return true;
}

static bool report_closing_bracket(const Misfit *misfit)
{
    if (misfit->found.kind != TOKEN_RIGHT || find_bracket(misfit->parse).source != SOURCE_NONE)
        return false;
    parse_report(misfit->parse, DIAG_UNCLOSED_BRACKET, misfit->found.token.span,
                 "there is no opening bracket for this one");
    return true;
}

static bool is_name_like(const Lexeme *lexeme)
{
    const Keyword *keyword = keywords_find_token(lexeme->kind);
    return lexeme->kind == TOKEN_NAME || (keyword && !keyword->instead);
}

static bool report_minus(const Misfit *misfit)
{
    if (misfit->found.kind != TOKEN_MINUS)
        return false;
    size_t message;
    if (expects(misfit, "(")) {
        message = parse_report(misfit->parse, DIAG_NEGATIVE_NUMBER, misfit->found.token.span,
                               "a figure cannot begin with '-'");
        parse_hint(misfit->parse, message, "subtract: write '0 - 5'");
        return true;
    }
    if (!is_name_like(&misfit->last) || expects(misfit, "when") ||
        misfit->last.token.span.end != misfit->found.token.span.start)
        return false;
    message = parse_report(misfit->parse, DIAG_UNEXPECTED_WORD, misfit->found.token.span,
                           "a name cannot have a '-' in it");
    parse_hint(misfit->parse, message, "join the parts of a name with '_'");
    return true;
}

static void report_misspelt(const Misfit *misfit, const Lexeme *lexeme, const char *meant,
                            bool is_guess)
{
    size_t message = parse_report(misfit->parse, DIAG_MISSPELT_WORD, lexeme->token.span,
                                  "'%s' cannot stand here", quote(misfit, lexeme));
    if (is_guess)
        parse_hint(misfit->parse, message, "did you mean '%s'?", meant);
    else
        parse_hint(misfit->parse, message, "write '%s'", meant);
}

static bool is_word(const Lexeme *lexeme)
{
    return lexeme->kind == TOKEN_NAME && !lexeme->is_after_mistake;
}

/* The word that would fit that `lexeme` is most like; declarations begin in column 1. */
static const char *find_near(const Misfit *misfit, const Lexeme *lexeme)
{
    return describe_find_nearest(misfit->parse, misfit->expected, lexeme->token.text,
                                 lexeme->is_first && lexeme->column == 1);
}

/* A name where a word of the language would fit that is nearly the same. */
static bool report_misspelt_found(const Misfit *misfit)
{
    if (!is_word(&misfit->found) || is_name_expected(misfit))
        return false;
    const char *ours = keywords_find_ours(misfit->found.token.text);
    const char *near = ours ? NULL : find_near(misfit, &misfit->found);
    if (near || ours)
        report_misspelt(misfit, &misfit->found, near ? near : ours, near != NULL);
    return near || ours;
}

/* What the word before was meant to be, if it is nearly a word of the language. Not where it is what a declaration
 * names, and of two letters before a name it may be anything. */
static const char *guess_last(const Misfit *misfit)
{
    const size_t shortest = 3;
    Str word = misfit->last.token.text;
    bool is_declared = expects(misfit, ":") && expects(misfit, "a text in quotes");
    if (is_declared || (word.length < shortest && is_word(&misfit->found)))
        return NULL;
    const char *near = misfit->found.kind == TOKEN_OF ? keywords_find_before_of(word)
                                                      : find_near(misfit, &misfit->last);
    return near ? near : keywords_find_nearest(word);
}

/* The word before was taken for a name, but is nearly a word of the language. */
static bool report_misspelt_last(const Misfit *misfit)
{
    bool is_alone = misfit->is_line_over && misfit->last.is_first; /* a line of one word */
    if (!is_word(&misfit->last) || (misfit->is_line_over && !is_alone))
        return false;
    const char *ours = is_alone ? NULL : keywords_find_ours(misfit->last.token.text);
    const char *near = ours       ? NULL
                       : is_alone ? keywords_find_nearest(misfit->last.token.text)
                                  : guess_last(misfit);
    if (near || ours)
        report_misspelt(misfit, &misfit->last, near ? near : ours, near != NULL);
    return near || ours;
}

/* A word that people take for a name: a noun of ours where a value is expected, any word of ours where only a name is. */
static bool report_reserved(const Misfit *misfit)
{
    const Keyword *keyword = keywords_find_token(misfit->found.kind);
    bool is_value = expects(misfit, "yes") || expects(misfit, "yes/no");
    bool is_noun = keywords_begins_declaration(misfit->found.kind) ||
                   misfit->found.kind == TOKEN_NOTE || misfit->found.kind == TOKEN_LATE;
    if (!keyword || !keyword->instead || misfit->is_line_over || !expects(misfit, "a name") ||
        expects(misfit, "fact") || !(is_noun || (is_name_expected(misfit) && !is_value)))
        return false;
    size_t message =
        parse_report(misfit->parse, DIAG_RESERVED_WORD, misfit->found.token.span,
                     "'%s' is a word of the language and cannot be a name here", keyword->word);
    parse_hint(misfit->parse, message, "choose another name, such as '%s'", keyword->instead);
    return true;
}

/* `fact a: yes or no`. */
static bool report_type(const Misfit *misfit)
{
    if (misfit->found.kind != TOKEN_YES || !expects(misfit, "yes/no"))
        return false;
    report_misspelt(misfit, &misfit->found, "yes/no", false);
    return true;
}

static bool report_dotted(const Misfit *misfit)
{
    if (misfit->found.kind != TOKEN_DOTTED || misfit->is_line_over || !expects(misfit, "a name") ||
        expects(misfit, "a dotted name"))
        return false;
    parse_report(misfit->parse, DIAG_NAME_PARTS, misfit->found.token.span,
                 "'%s' has a dot, and a plain name is needed here", quote(misfit, &misfit->found));
    return true;
}

static bool report_comma(const Misfit *misfit)
{
    bool is_comma = misfit->found.kind == TOKEN_COMMA || misfit->found.kind == TOKEN_COLON;
    if (!is_comma || misfit->is_line_over || is_name_expected(misfit))
        return false;
    size_t message = parse_report(misfit->parse, DIAG_NEEDLESS_SIGN, misfit->found.token.span,
                                  "no '%s' is needed here", quote(misfit, &misfit->found));
    parse_hint(misfit->parse, message, "here there can be %s", describe(misfit));
    return true;
}

/* The word on the line before the last one; empty where there is none. */
static Span find_word_before(const Misfit *misfit)
{
    const char *bytes = misfit->parse->text.bytes;
    Span word = misfit->last.token.span;
    word.end = word.start;
    while (word.end > 0 && bytes[word.end - 1] == ' ')
        word.end--;
    word.start = word.end;
    while (word.start > 0 && bytes[word.start - 1] >= 'a' && bytes[word.start - 1] <= 'z')
        word.start--;
    return word;
}

static Str get_text(const Misfit *misfit, Span span)
{
    return (Str){misfit->parse->text.bytes + span.start, span.end - span.start};
}

static bool is_after_not(const Misfit *misfit)
{
    return str_is(get_text(misfit, find_word_before(misfit)), "not");
}

/* `more then`, and `more than` without `is`. */
static bool report_comparison(const Misfit *misfit)
{
    int kind = misfit->found.kind, last = misfit->last.kind;
    if ((last != TOKEN_MORE && last != TOKEN_LESS) || misfit->is_line_over)
        return false;
    if (kind == TOKEN_THEN)
        report_misspelt(misfit, &misfit->found, "than", true);
    else if (kind == TOKEN_THAN && !is_after_not(misfit))
        report_misspelt(misfit, &misfit->found,
                        last == TOKEN_MORE ? "is more than" : "is less than", false);
    else
        return false;
    return true;
}

/* "is not more than" and the like: what is said without a `not`, or NULL. */
static const char *find_positive(const Misfit *misfit)
{
    int kind = misfit->found.kind, last = misfit->last.kind;
    if (kind == TOKEN_THAN && last == TOKEN_MORE)
        return "is at most";
    if (kind == TOKEN_THAN && last == TOKEN_LESS)
        return "is at least";
    if (last != TOKEN_NOT)
        return NULL;
    return kind == TOKEN_KNOWN     ? "is unknown"
           : kind == TOKEN_UNKNOWN ? "is known"
           : kind == TOKEN_AT      ? "is less than' or 'is more than"
           : kind == TOKEN_BEFORE  ? "is on or after"
           : kind == TOKEN_AFTER   ? "is on or before"
                                   : NULL;
}

static bool report_negated(const Misfit *misfit)
{
    const char *positive = find_positive(misfit);
    if (!positive || misfit->is_line_over)
        return false;
    size_t message =
        parse_report(misfit->parse, DIAG_UNEXPECTED_WORD, misfit->found.token.span,
                     "'%s' cannot stand after 'is not'", quote(misfit, &misfit->found));
    parse_hint(misfit->parse, message, "write '%s'", positive);
    return true;
}

/* `n is between 3 and 5`: between was taken for a name, and 3 for the value of a further alternative. */
static bool report_habit(const Misfit *misfit, Span word)
{
    const char *ours = keywords_find_ours(get_text(misfit, word));
    if (!ours)
        return false;
    size_t message = parse_report(misfit->parse, DIAG_MISSPELT_WORD, word, "'%s' cannot stand here",
                                  parse_quote(misfit->parse, word));
    parse_hint(misfit->parse, message, "write '%s'", ours);
    return true;
}

/* `yes when a b`: b was taken for the value of a further alternative, which goes on otherwise. */
static bool report_stray(const Misfit *misfit)
{
    if (!expects(misfit, "when") || expects(misfit, "is") || expects(misfit, "fact") ||
        misfit->last.is_first)
        return false;
    if (report_habit(misfit, misfit->last.token.span) ||
        report_habit(misfit, find_word_before(misfit)))
        return true;
    size_t message = parse_report(misfit->parse, DIAG_UNEXPECTED_WORD, misfit->last.token.span,
                                  "'%s' cannot stand here", quote(misfit, &misfit->last));
    const char *advice = advice_find_word(&misfit->last, &misfit->found);
    parse_hint(
        misfit->parse, message, "%s",
        advice ? advice
               : "join conditions with 'and' or 'or'; each alternative is VALUE when CONDITION");
    return true;
}

/* `a is` and, on the next line, `b is no`: b was taken for what is missing. */
static bool report_line_before(const Misfit *misfit)
{
    bool is_second = misfit->found.kind == TOKEN_IS || misfit->found.kind == TOKEN_ARE;
    if (!is_second || !misfit->last.is_first || !is_name_like(&misfit->last) ||
        misfit->is_line_over)
        return false;
    parse_report(misfit->parse, DIAG_UNFINISHED_LINE, misfit->last.token.span,
                 "the line before '%s' is not finished", quote(misfit, &misfit->last));
    return true;
}

/* A cell with nothing but `-`, as other tables have it. */
static bool is_dash_cell(const Misfit *misfit)
{
    Str text = misfit->parse->text;
    size_t next = misfit->found.token.span.end;
    while (next < text.length && text.bytes[next] == ' ')
        next++;
    return misfit->found.kind == TOKEN_MINUS && expects(misfit, "any") && next < text.length &&
           text.bytes[next] == '|';
}

static bool report_dash_cell(const Misfit *misfit)
{
    if (!is_dash_cell(misfit))
        return false;
    size_t message = parse_report(misfit->parse, DIAG_TABLE_CELLS, misfit->found.token.span,
                                  "'-' says nothing in a cell");
    parse_hint(misfit->parse, message, "write 'any' in a cell that does not matter");
    return true;
}

static bool report_empty_cell(const Misfit *misfit)
{
    if (misfit->found.kind != TOKEN_BAR || !expects(misfit, "any"))
        return false;
    size_t message = parse_report(misfit->parse, DIAG_TABLE_CELLS, misfit->found.token.span,
                                  "the cell before this is empty");
    parse_hint(misfit->parse, message, "write 'any' in a cell that does not matter");
    return true;
}

/* Whether `found` begins what stands here, though not as it has to: then that is what the message is about. */
static bool begins_wrongly(const Misfit *misfit)
{
    int last = misfit->last.kind, found = misfit->found.kind;
    bool is_begun = last == TOKEN_EXPECT || last == TOKEN_GIVEN ||
                    (expects(misfit, "otherwise") &&
                     (found == TOKEN_NOT || found == TOKEN_WHEN || found == TOKEN_SOME ||
                      found == TOKEN_EVERY || found == TOKEN_ANY));
    return is_begun && found != TOKEN_END && !keywords_begins_declaration(found);
}

static void add_advice(const Misfit *misfit, size_t message)
{
    const char *advice = advice_find(misfit->expected, &misfit->last, &misfit->found);
    if (advice)
        parse_hint(misfit->parse, message, "%s", advice);
}

/* What was begun before cannot end here. */
static bool report_unfinished(const Misfit *misfit)
{
    if (!misfit->is_line_over || expects(misfit, "fact") ||
        expects(misfit, "the end of the list") || begins_wrongly(misfit))
        return false;
    bool is_end = misfit->found.kind == TOKEN_END;
    size_t message = parse_report(
        misfit->parse, is_end ? DIAG_UNEXPECTED_END : DIAG_UNFINISHED_LINE, misfit->last.token.span,
        is_end ? "the text ends after '%s', where there must be %s" : "after '%s' there must be %s",
        quote(misfit, &misfit->last), describe(misfit));
    if (expects(misfit, "a list of bullets"))
        add_advice(misfit, message);
    return true;
}

static bool report_unexpected(const Misfit *misfit)
{
    size_t message = parse_report(misfit->parse, DIAG_UNEXPECTED_WORD, misfit->found.token.span,
                                  "'%s' cannot stand here, but %s can",
                                  quote(misfit, &misfit->found), describe(misfit));
    add_advice(misfit, message);
    return true;
}

/* Whether the misfit follows from a mistake that was reported. */
static bool is_consequence(const Misfit *misfit)
{
    return misfit->parse->is_stopped || layout_is_resumed(misfit->parse) ||
           misfit->found.is_after_mistake ||
           (misfit->is_line_over && misfit->last.is_after_mistake);
}

/* Where reading goes on after a mistake, a line that begins with a misspelt word is a mistake of its own. */
static void report_new_line(const Misfit *misfit)
{
    if (misfit->found.is_first && layout_is_resumed(misfit->parse))
        (void)report_misspelt_found(misfit);
}

void expected_report(Parse *parse, const char *const *names, size_t count)
{
    layout_take_back(parse);
    const Expected expected = {names, count};
    Misfit misfit = {parse, &expected, *layout_peek(parse), parse->last, parse->given, false};
    misfit.is_line_over = misfit.found.is_first || parse->given == TOKEN_LIST_CLOSE;
    if (is_consequence(&misfit))
        report_new_line(&misfit);
    else
        (void)(report_list(&misfit) || report_open_bracket(&misfit) ||
               report_closing_bracket(&misfit) || report_dash_cell(&misfit) ||
               report_minus(&misfit) || report_line_before(&misfit) ||
               report_misspelt_found(&misfit) || report_misspelt_last(&misfit) ||
               report_type(&misfit) || report_reserved(&misfit) || report_dotted(&misfit) ||
               report_comma(&misfit) || report_comparison(&misfit) || report_negated(&misfit) ||
               report_empty_cell(&misfit) || report_stray(&misfit) || report_unfinished(&misfit) ||
               report_unexpected(&misfit));
    layout_resync(parse);
    parse->unclosed = SPAN_NONE;
}
