/* reply.c - see reply.h: short answers made long.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ask/reply.h"

#include <string.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_like(Str words, const char *other)
{
    size_t length = strlen(other);
    if (words.length != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (lower(words.bytes[i]) != lower(other[i]))
            return false;
    return true;
}

/* A count without sign; false where it is none, or above `most`. */
static bool read_count(Str words, uint32_t most, uint32_t *count)
{
    *count = 0;
    for (size_t i = 0; i < words.length; i++) {
        if (words.bytes[i] < '0' || words.bytes[i] > '9')
            return false;
        *count = *count * 10 + (uint32_t)(words.bytes[i] - '0');
        if (*count > most)
            return false;
    }
    return words.length > 0;
}

static void add_words(Arena *arena, Reply *reply, const char *key, Str value)
{
    char *words = arena_format(arena, "%s=%.*s", key, STR_ARG(value));
    VEC_PUSH(arena, &reply->words, str_from(words));
}

/* The value's name for its number in the list that people see, its label or its name in other capitals. */
static Str find_value(const Enumeration *enumeration, Str answer)
{
    uint32_t number;
    if (read_count(answer, enumeration->value_count, &number) && number > 0)
        return str_from(enumeration->values[number - 1].name);
    for (uint32_t i = 0; i < enumeration->value_count; i++) {
        const EnumerationValue *value = &enumeration->values[i];
        if (is_like(answer, value->name) || (value->label && is_like(answer, value->label)))
            return str_from(value->name);
    }
    return answer;
}

static Str find_truth(Str answer)
{
    if (is_like(answer, "y"))
        return STR("yes");
    return is_like(answer, "n") ? STR("no") : answer;
}

/* How many elements there are; {} says that one exists. */
static Reply *read_list(Arena *arena, Reply *reply, const Question *question, Str answer,
                        const char **complaint)
{
    uint32_t count = 0;
    bool is_none = is_like(answer, "none") || is_like(answer, "no") || is_like(answer, "n");
    if (!is_none && !read_count(answer, INTERVIEW_ELEMENTS_MOST, &count)) {
        *complaint = arena_format(arena,
                                  "say how many there are: none, or a number from 1 to %u; more "
                                  "belong into a case file",
                                  INTERVIEW_ELEMENTS_MOST);
        return NULL;
    }
    if (count == 0)
        add_words(arena, reply, question->key, STR("none"));
    for (uint32_t i = 1; i <= count; i++)
        add_words(arena, reply, arena_format(arena, "%s.%u", question->key, i), STR("{}"));
    return reply;
}

Reply *reply_read(Arena *arena, const Question *question, Str answer, const char **complaint)
{
    Reply *reply = ARENA_NEW(arena, Reply);
    Type type = question->fact->type;
    answer = str_trim(answer);
    if (!answer.length) {
        *complaint = "an empty line is no answer";
        return NULL;
    }
    if (is_like(answer, "unknown"))
        answer = STR("unknown");
    else if (type.kind == TYPE_LIST)
        return read_list(arena, reply, question, answer, complaint);
    else if (type.kind == TYPE_ENUMERATION)
        answer = find_value(type.enumeration, answer);
    else if (type.kind == TYPE_YES_NO)
        answer = find_truth(answer);
    add_words(arena, reply, question->key, answer);
    return reply;
}
