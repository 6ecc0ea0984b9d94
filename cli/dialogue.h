/* dialogue.h - an interview on a terminal, or piped: questions out, lines in.
 *
 * The terminal edits the line itself and is left as it was found: no mode of it is changed, and no colour is on while a line is
 * waited for. Where lines do not come from a terminal each is written again after the prompt, so that what is printed
 * reads as a whole.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_DIALOGUE_H
#define CLI_DIALOGUE_H

#include "cli/commands.h"
#include "cli/question.h"

typedef struct Dialogue {
    Interview *interview;
    const char *saved;         /* the file that is written after each answer; NULL for none */
    const char *heading;       /* a comment at the top of that file, without # */
    const char *const *wanted; /* what the summary is about; none: all */
    size_t wanted_count;
    Look look;
    bool is_apart;    /* questions go to stderr: stdout is for a program */
    bool is_told_how; /* the words that are no answers were shown */
} Dialogue;

typedef enum DialogueEnd {
    DIALOGUE_SETTLED, /* nothing that can be asked matters any more */
    DIALOGUE_QUIT,
    DIALOGUE_INPUT_ENDED,
    DIALOGUE_NOT_SAVED, /* complained of */
} DialogueEnd;

/* Writes the file where there is none yet: better to know now than after the first answer that it cannot be. False where that is
 * so: complained of. */
MUST_USE bool dialogue_begin(const Dialogue *dialogue);
/* Asks until an end is reached. */
DialogueEnd dialogue_run(Dialogue *dialogue);

/* Writes text of the interview, where its questions go. */
void dialogue_show(const Dialogue *dialogue, const Text *text);

#endif
