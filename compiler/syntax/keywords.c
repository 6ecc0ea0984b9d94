/* keywords.c - see keywords.h; the words stand in keywords.def.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/keywords.h"

#include "syntax/parse.h"

#include "parser.h"

static const Keyword keywords[] = {
#define KEYWORD(token, word, instead) {word, TOKEN_##token, instead},
#define SOFT_KEYWORD(token, word) {word, TOKEN_##token, NULL},
#include "syntax/keywords.def"
#undef KEYWORD
#undef SOFT_KEYWORD
};

#define KEYWORD_COUNT (sizeof keywords / sizeof keywords[0])
#define KEYWORD_LENGTH_MAX 16

/* What people write from other languages, or from guidance, and our word for it. */
static const struct {
    const char *theirs;
    const char *ours;
} habits[] = {
    {"if", "when"},
    {"else", "otherwise"},
    {"elif", "otherwise"},
    {"shall", "must"},
    {"can", "may"},
    {"cannot", "must not"},
    {"ought", "should"},
    {"equals", "is"},
    {"equal", "is"},
    {"greater", "more"},
    {"bigger", "more"},
    {"larger", "more"},
    {"higher", "more"},
    {"fewer", "less"},
    {"smaller", "less"},
    {"lower", "less"},
    {"over", "more than"},
    {"under", "less than"},
    {"except", "unless"},
    {"true", "yes"},
    {"false", "no"},
    {"null", "unknown"},
    {"enum", "type"},
    {"var", "fact"},
    {"let", "decide"},
    {"def", "decide"},
    {"function", "decide"},
    {"test", "scenario"},
    {"import", "use"},
    {"include", "use"},
    {"do", "then"},
    {"were", "are"},
    {"exists", "some"},
    {"sum", "total of (…)"},
    {"max", "most of (…)"},
    {"min", "least of (…)"},
    {"latest", "later"},
    {"earliest", "earlier"},
    {"provided", "when"},
    {"assumed", "presumed"},
    {"plus", "+"},
    {"minus", "-"},
    {"times", "*"},
    {"percent", "%"},
    {"pounds", "£"},
    {"between", "at least … and … is at most …"},
    {"both", "all of' with bullets, or just 'and"},
    {"either", "any of' with bullets, or just 'or"},
    {"neither", "none of' with bullets, or 'not (a or b)"},
    {"exactly", "is' of a figure, of a list 'at least 1 of' and 'not at least 2 of"},
};

const Keyword *keywords_find(Str word)
{
    size_t low = 0, high = KEYWORD_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(word, str_from(keywords[middle].word));
        if (!order)
            return &keywords[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const Keyword *keywords_find_any_case(Str word)
{
    char small[KEYWORD_LENGTH_MAX];
    if (word.length > sizeof small)
        return NULL;
    for (size_t i = 0; i < word.length; i++) {
        char c = word.bytes[i];
        small[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return keywords_find((Str){small, word.length});
}

bool keywords_begins_declaration(int token)
{
    return token == TOKEN_SOURCE || token == TOKEN_PROCEDURE || token == TOKEN_USE ||
           token == TOKEN_TYPE || token == TOKEN_FACT || token == TOKEN_RECORD ||
           token == TOKEN_PARAMETER || token == TOKEN_DECIDE || token == TOKEN_TABLE ||
           token == TOKEN_RULE || token == TOKEN_SCENARIO;
}

bool keywords_is_modality(int token)
{
    return token == TOKEN_MUST || token == TOKEN_SHOULD || token == TOKEN_MAY;
}

const Keyword *keywords_find_token(int token)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (keywords[i].token == token)
            return &keywords[i];
    return NULL;
}

const char *keywords_find_nearest(Str word)
{
    const size_t shortest = 4, letters_an_edit = 4; /* fewer letters: too like other words */
    size_t limit = word.length / letters_an_edit;
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (keywords[i].instead && word.length >= shortest &&
            str_distance(word, str_from(keywords[i].word), limit) <= limit)
            return keywords[i].word;
    return NULL;
}

const char *keywords_find_before_of(Str word)
{
    static const char *const words[] = {"all",   "any",   "none",    "one",  "list", "count",
                                        "total", "later", "earlier", "most", "least"};
    return report_find_nearest(words, sizeof words / sizeof words[0], word);
}

const char *keywords_find_ours(Str word)
{
    for (size_t i = 0; i < sizeof habits / sizeof habits[0]; i++)
        if (!str_distance(word, str_from(habits[i].theirs), 0))
            return habits[i].ours;
    return NULL;
}
