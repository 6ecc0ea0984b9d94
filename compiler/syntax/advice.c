/* advice.c - see advice.h.
 *
 * In: the word that does not fit, the one before it, and what would fit. Out: constant sentences; nothing is owned.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/advice.h"

#include "syntax/keywords.h"

#include "parser.h"

static bool is_month(Str word)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++)
        if (str_is(word, months[i]))
            return true;
    return false;
}

const char *advice_find_word(const Lexeme *word, const Lexeme *next)
{
    if (word->kind == TOKEN_NAME && is_month(word->token.text))
        return "a date is written with its year: 3 February 2026";
    if (next->kind == TOKEN_IN)
        return "write 'every x in xs has …' or 'some x in xs has …'";
    return NULL;
}

/* `a and b` where a value stands: a condition is a value only in brackets (ruling 38). */
static const char *about_joining(const Expected *expected, int found)
{
    bool joins = found == TOKEN_AND || found == TOKEN_OR || found == TOKEN_IS;
    if (!joins || !describe_has(expected, "when"))
        return NULL;
    if (found == TOKEN_OR && describe_has(expected, "overrides"))
        return "a choice between actions is written 'must one of', with bullets";
    return describe_has(expected, "overrides")
               ? NULL
               : "a condition that is to be a value stands in brackets: (a and b)";
}

/* What a decision is, where a condition was begun. */
static const char *about_alternative(const Expected *expected, int last, int found)
{
    bool is_list = last == TOKEN_ALL || last == TOKEN_ANY || last == TOKEN_NONE;
    if (found == TOKEN_OF && is_list && describe_has(expected, "when"))
        return "a list of conditions stands after 'when': yes when all of";
    if (!describe_has(expected, "otherwise") || describe_has(expected, "and"))
        return NULL;
    if (found == TOKEN_WHEN)
        return "what is decided stands before 'when': yes when a";
    return found == TOKEN_NOT || found == TOKEN_SOME || found == TOKEN_EVERY || found == TOKEN_ANY
               ? "a condition stands after 'when', or in brackets where it is the value: (not a)"
               : NULL;
}

static const char *about_figures(const Expected *expected, int last, int found)
{
    if (found == TOKEN_MOST && describe_has(expected, "least"))
        return "a comparison says each time of what: n is at least 3 and n is at most 5";
    return found == TOKEN_OF && last == TOKEN_NUMBER ? "a share of an amount is a product: m * 25%"
                                                     : NULL;
}

static const char *about_line(const Expected *expected, const Lexeme *last, const Lexeme *found)
{
    if (found->kind == TOKEN_OVER && (found->is_first || last->kind == TOKEN_OVER))
        return "a comment begins with '#'";
    if (found->kind == TOKEN_NOT && describe_has(expected, "undetermined"))
        return "what does not apply is expected with 'no', as in: no must act";
    if (found->kind == TOKEN_COMMA && last->kind == TOKEN_NUMBER &&
        describe_has(expected, "because"))
        return "of two lists each element has its 'for': for carers 1 for services 2";
    return found->is_first && describe_has(expected, "then") && describe_has(expected, "and")
               ? "what is to be done begins with 'then'"
               : NULL;
}

/* What goes with a name or a list, and stands in the wrong place. */
static const char *about_places(const Expected *expected, int found)
{
    if (found == TOKEN_TEXT &&
        (describe_has(expected, "ask") || describe_has(expected, "external")))
        return "a label stands right after the name";
    if (!describe_has(expected, "a list of bullets"))
        return NULL;
    return found == TOKEN_MARK ? "a citation stands at the end of a bullet, or after the list"
                               : "each bullet is a line of its own and begins with '- '";
}

/* Two words where a label, or ':', comes after the first. */
static const char *about_names(const Expected *expected, const Lexeme *last, const Lexeme *found)
{
    static const char *const types[] = {"number", "money", "date", "duration", "text", "list"};
    if (last->kind != TOKEN_NAME || !describe_has(expected, "a text in quotes") ||
        describe_has(expected, "is") || found->is_first)
        return NULL;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (str_is(found->token.text, types[i]))
            return NULL;
    bool is_part = found->kind == TOKEN_NAME ||
                   (describe_has(expected, ":") && keywords_find_token(found->kind));
    return is_part ? "a name is one word: join its parts with '_'" : NULL;
}

const char *advice_find(const Expected *expected, const Lexeme *last, const Lexeme *found)
{
    const char *advice = about_joining(expected, found->kind);
    if (!advice)
        advice = about_alternative(expected, last->kind, found->kind);
    if (!advice)
        advice = about_figures(expected, last->kind, found->kind);
    if (!advice)
        advice = about_line(expected, last, found);
    if (!advice)
        advice = about_names(expected, last, found);
    if (!advice)
        advice = about_places(expected, found->kind);
    return advice ? advice : advice_find_word(found, found);
}
