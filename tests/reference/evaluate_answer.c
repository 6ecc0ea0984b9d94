/* evaluate_answer.c - putting answers together: Kleene's three values, and what is missing where there is none (ruling 5).
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/evaluate.h"

Answer answer_value(Value value)
{
    return (Answer){.is_known = true, .value = value};
}

Answer answer_truth(bool is_yes)
{
    return answer_value(is_yes ? 1 : 0);
}

Answer answer_nothing(void)
{
    return (Answer){0};
}

Answer answer_needs(Reference *reference, const char *key)
{
    Answer answer = {0};
    names_add(reference->arena, &answer.needs, key);
    return answer;
}

Answer answer_blocked(Reference *reference, const char *name)
{
    Answer answer = {0};
    names_add(reference->arena, &answer.blocked_by, name);
    return answer;
}

bool answer_is_yes(Answer answer)
{
    return answer.is_known && answer.value == 1;
}

bool answer_is_no(Answer answer)
{
    return answer.is_known && answer.value == 0;
}

Answer answer_not(Answer answer)
{
    if (answer.is_known)
        answer.value = !answer.value;
    return answer;
}

/* Not known: the union over the operands that are themselves unknown. */
static Answer join_open(Reference *reference, const Answer *answers, size_t count)
{
    Answer joined = {0};
    for (size_t i = 0; i < count; i++) {
        if (answers[i].is_known)
            continue;
        names_add_all(reference->arena, &joined.needs, &answers[i].needs);
        names_add_all(reference->arena, &joined.blocked_by, &answers[i].blocked_by);
    }
    return joined;
}

Answer answer_and(Reference *reference, const Answer *answers, size_t count)
{
    bool is_open = false;
    for (size_t i = 0; i < count; i++) {
        if (answer_is_no(answers[i]))
            return answer_truth(false);
        is_open |= !answers[i].is_known;
    }
    return is_open ? join_open(reference, answers, count) : answer_truth(true);
}

Answer answer_or(Reference *reference, const Answer *answers, size_t count)
{
    bool is_open = false;
    for (size_t i = 0; i < count; i++) {
        if (answer_is_yes(answers[i]))
            return answer_truth(true);
        is_open |= !answers[i].is_known;
    }
    return is_open ? join_open(reference, answers, count) : answer_truth(false);
}

Answer answer_strict(Reference *reference, const Answer *answers, size_t count)
{
    return join_open(reference, answers, count);
}
