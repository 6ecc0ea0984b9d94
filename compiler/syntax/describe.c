/* describe.c - see describe.h.
 *
 * Where a condition can stand, some forty tokens can: those are one phrase. Arithmetic and what can be added everywhere
 * (citations, notes) is named only where little else is.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/describe.h"

#include <string.h>

#include "syntax/keywords.h"

/* How many phrases a message lists: more are not read. */
#define PHRASES_MAX 5

bool describe_has(const Expected *expected, const char *name)
{
    for (size_t i = 0; i < expected->count; i++)
        if (!strcmp(expected->names[i], name))
            return true;
    return false;
}

typedef struct Phrases {
    Parse *parse;
    const char *items[PHRASES_MAX];
    size_t count;
} Phrases;

static void add_phrase(Phrases *phrases, const char *phrase)
{
    if (phrases->count < PHRASES_MAX)
        phrases->items[phrases->count++] = phrase;
}

static void add_if_has(Phrases *phrases, const Expected *expected, const char *name,
                       const char *phrase)
{
    if (describe_has(expected, name))
        add_phrase(phrases, phrase);
}

/* Where a value can stand, what begins one is not listed. */
static bool begins_value(const char *name)
{
    static const char *const words[] = {"yes",     "no",    "not",   "all",   "any",     "none",
                                        "at",      "some",  "every", "count", "total",   "later",
                                        "earlier", "most",  "least", "one",   "more",    "less",
                                        "before",  "after", "on",    "known", "unknown", "done"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (!strcmp(words[i], name))
            return true;
    return false;
}

/* Values, conditions, names, types: the phrase that stands for many tokens. */
static bool add_many(Phrases *phrases, const Expected *expected)
{
    bool is_value = describe_has(expected, "a number") &&
                    (describe_has(expected, "(") || describe_has(expected, "a text in quotes"));
    if (describe_has(expected, "yes/no") && describe_has(expected, "a name"))
        add_phrase(phrases, "a type such as 'yes/no', 'money' or 'one of …'");
    else if (is_value && describe_has(expected, "known"))
        add_phrase(phrases, "a value or a comparison such as 'at least'");
    else if (is_value && describe_has(expected, "some") && describe_has(expected, "any"))
        add_phrase(phrases, "a condition");
    else if (is_value)
        add_phrase(phrases, "a value");
    else if (describe_has(expected, "a name"))
        add_phrase(phrases, "a name");
    return is_value;
}

static void add_signs(Phrases *phrases, const Expected *expected, bool is_value)
{
    static const char *const phrased[][2] = {
        {":", "':'"},
        {",", "','"},
        {")", "')'"},
        {"|", "'|'"},

        {"a list of bullets", "a list of bullets"},
        {"a table row", "a row of a table"},
        {"a date", "a date"},
        {"a duration", "a duration such as '8 weeks'"},
        {"a text in quotes", "a text in quotes"},
        {"a number", "a number"},
    };
    for (size_t i = 0; i < sizeof phrased / sizeof phrased[0]; i++) {
        bool is_part_of_value =
            is_value && phrased[i][0][0] == 'a' && strncmp(phrased[i][0], "a list", 6) != 0;
        if (!is_part_of_value)
            add_if_has(phrases, expected, phrased[i][0], phrased[i][1]);
    }
    if (!is_value)
        add_if_has(phrases, expected, "(", "'('");
}

/* Words of the language, but not those that begin what has a phrase already. */
static void add_words(Phrases *phrases, const Expected *expected, bool is_value)
{
    bool has_name = describe_has(expected, "a name");
    bool has_duty = describe_has(expected, "must") && describe_has(expected, "may");
    if (has_duty)
        add_phrase(phrases, "a word such as 'must' or 'may'");
    for (size_t i = 0; i < expected->count; i++) {
        const char *name = expected->names[i];
        const Keyword *keyword = keywords_find(str_from(name));
        if (!keyword || keywords_begins_declaration(keyword->token) || !strcmp(name, "note"))
            continue;
        if ((has_name && !keyword->instead) || (is_value && begins_value(name)) ||
            (has_duty && keywords_is_modality(keyword->token)))
            continue;
        add_phrase(phrases, arena_format(phrases->parse->arena, "'%s'", name));
    }
}

const char *describe_expected(Parse *parse, const Expected *expected)
{
    Phrases phrases = {parse, {NULL}, 0};
    bool is_value = add_many(&phrases, expected);
    add_signs(&phrases, expected, is_value);
    add_words(&phrases, expected, is_value);
    add_if_has(&phrases, expected, "a citation", "a citation");
    add_if_has(&phrases, expected, "a bullet", "the next bullet");
    add_if_has(&phrases, expected, "fact", "the next declaration");
    if (!phrases.count)
        add_if_has(&phrases, expected, "the end of the text", "nothing more");
    Text words = text_in(parse->arena);
    for (size_t i = 0; i < phrases.count; i++) {
        text_add(&words, !i ? "" : i + 1 < phrases.count ? ", " : " or ");
        text_add(&words, phrases.items[i]);
    }
    return words.bytes;
}

/* Short words are like too many others: for those of two letters the first has to agree. */
static bool is_comparable(const char *ours, Str word)
{
    const size_t shortest = 3;
    if (strlen(ours) >= shortest)
        return word.length >= shortest;
    return word.length && word.length <= shortest && ours[0] == word.bytes[0];
}

const char *describe_find_nearest(Parse *parse, const Expected *expected, Str word,
                                  bool with_declarations)
{
    const char **words = ARENA_ARRAY(parse->arena, expected->count, const char *);
    size_t count = 0;
    for (size_t i = 0; i < expected->count; i++) {
        const Keyword *keyword = keywords_find(str_from(expected->names[i]));
        if (keyword && is_comparable(keyword->word, word) &&
            (with_declarations || !keywords_begins_declaration(keyword->token)))
            words[count++] = keyword->word;
    }
    return report_find_nearest(words, count, word);
}
