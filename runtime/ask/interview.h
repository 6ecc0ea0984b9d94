/* interview.h - one question after the other, until nothing that can be asked matters any more.
 *
 * In: a Code, what a case says so far, the outcomes that are wanted. Out: the question that matters next (order.h), and with
 * each answer a case that says more. Only what a wanted outcome still waits for is asked (ruling 5); an answer "unknown"
 * is kept and never asked for again; what is presumed is not asked, and an action of which the case says nothing was not
 * done: `interview_say` can say either. Nothing is printed here, and no terminal is known.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ASK_INTERVIEW_H
#define ASK_INTERVIEW_H

#include "outcome/outcome.h"

typedef struct Interview Interview;

typedef struct Question {
    const char *key; /* "carers.2.willing" */
    const CodeFact *fact;
    Elements elements;   /* whose field it is; none for a fact of the case */
    const char *element; /* what the case calls the last of them, "Rosa"; NULL if nothing */
    Keys settles;        /* names of the wanted decisions and norms that wait for it */
    uint32_t open_count; /* how many facts could be asked now, this one too */
} Question;

/* Longest answer in bytes; what is longer belongs into a file. */
#define INTERVIEW_ANSWER_MOST ((size_t)4096)
/* Most elements of a list that an answer can announce. */
#define INTERVIEW_ELEMENTS_MOST ((uint32_t)1000)

/* What the interview is about. `given` was checked against the code with case_table_new and has no error; `sources` are those of
 * its spans. `wanted` are names of decisions, rules and actions; where there is none all are wanted. All of it outlives
 * the interview. */
typedef struct InterviewSubject {
    const Code *code;
    Sources *sources;
    const CaseEntries *given;
    Value as_of;
    const char *const *wanted;
    size_t wanted_count;
} InterviewSubject;

/* The caller owns the interview and ends it with interview_free. */
Interview *interview_new(const InterviewSubject *subject);
void interview_free(Interview *interview);

/* The question to ask now; NULL where nothing that can be asked matters. Lives until the case changes. */
const Question *interview_get_question(const Interview *interview);
/* What follows from the case so far. Lives until the case changes. */
const Outcome *interview_get_outcome(const Interview *interview);
/* The case so far; lives as long as the interview, until it changes. */
const CaseEntries *interview_get_case(const Interview *interview);

/* Answers the question that stands: as a case says it, or shorter: y and n, the number or the label of an enumeration's value,
 * how many elements a list has. "unknown" is one answer to any. Where it is none, false and a sentence that says what is
 * allowed, which lives as long as the interview. */
MUST_USE bool interview_answer(Interview *interview, Str words, const char **complaint);
/* Says something of the case that was not asked, or anew: `key = value`. */
MUST_USE bool interview_say(Interview *interview, Str line, const char **complaint);
/* Takes back what was answered or said last. False where there is nothing. */
bool interview_go_back(Interview *interview);

/* The case as a .case file. False, and a sentence, where such a file cannot say it. */
MUST_USE bool interview_write_case(Text *out, const Interview *interview, const char **complaint);

#endif
