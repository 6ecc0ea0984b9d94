/* answer.h - shows an outcome as a command's options ask: as text or JSON, with its reasons or without.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_ANSWER_H
#define CLI_ANSWER_H

#include "cli/options.h"
#include "explain/explain.h"

/* Which reasons --explain and --all ask for. */
ExplainOptions answer_get_reasons(const Options *options);
void answer_write(Text *out, const Outcome *outcome, const Options *options);
/* Shows an outcome, and writes the files that --html and --drawing ask for. Returns how the process ends. */
ExitStatus answer_show(Arena *arena, const Outcome *outcome, const Options *options);
/* Whether the outcome has what --explain=NAME names; true where no name is given. */
bool answer_has_wanted(const Outcome *outcome, const Options *options);
/* Complains that `option` names what is no decision, rule or action, and says what is most like it. */
ExitStatus answer_refuse_unknown(Arena *arena, const Code *code, const char *option,
                                 const char *name);
/* Likewise of the name that --explain=NAME or --changes=NAME gives. */
ExitStatus answer_refuse_name(Arena *arena, const Code *code, const Options *options);
/* How the process ends: whether there was a conflict or a gap. */
ExitStatus answer_get_status(const Outcome *outcome);

#endif
