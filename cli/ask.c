/* ask.c - procc ask: asks for what matters, question by question, and shows the outcome.
 *
 * The case that is given, and the file of --save where it exists, say what is not asked. What was answered is in that file after
 * each answer, so that nothing is lost however the interview ends.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/answer.h"
#include "cli/dialogue.h"
#include "cli/output.h"
#include "cli/session.h"

/* ---- what is wanted ---- */

typedef struct Wanted {
    VEC(const char *) names;
} Wanted;

static bool has_outcome(const Code *code, const char *name)
{
    for (uint32_t i = 0; i < code->decision_count; i++)
        if (!strcmp(code->decisions[i].name, name))
            return true;
    for (uint32_t i = 0; i < code->rule_count; i++)
        if (!strcmp(code->rules[i].name, name))
            return true;
    for (uint32_t i = 0; i < code->action_count; i++)
        if (!strcmp(code->actions[i].name, name))
            return true;
    return false;
}

/* Each --for is one name or several with commas between them. */
static bool find_wanted(Arena *arena, const Code *code, const Options *options, Wanted *wanted)
{
    for (size_t i = 0; i < options->wanted.count; i++) {
        Str rest = str_from(options->wanted.items[i]);
        while (rest.length) {
            size_t comma = str_find_byte(rest, ',');
            const char *name = str_to_text(arena, str_trim(str_slice(rest, 0, comma)));
            if (!has_outcome(code, name)) {
                answer_refuse_unknown(arena, code, "for", name);
                return false;
            }
            VEC_PUSH(arena, &wanted->names, name);
            rest = str_slice(rest, comma < rest.length ? comma + 1 : comma, rest.length);
        }
    }
    return true;
}

/* ---- what the case says already ---- */

/* The file of --save first, where there is one, unless it is among the words. */
static Paths find_case_words(Arena *arena, const Options *options)
{
    Paths words = {0};
    const char *saved = options->values[OPTION_SAVE];
    bool is_named = false;
    for (size_t i = 1; i < options->operands.count; i++)
        is_named |= saved && !strcmp(options->operands.items[i], saved);
    if (saved && !is_named && access(saved, F_OK) == 0)
        VEC_PUSH(arena, &words, saved);
    for (size_t i = 1; i < options->operands.count; i++)
        VEC_PUSH(arena, &words, options->operands.items[i]);
    return words;
}

/* ---- how it ends ---- */

/* What was typed and is in no file, so that it need not be typed again. */
static void show_unsaved(Arena *arena, const Dialogue *dialogue)
{
    const char *complaint;
    Text lines = text_in(arena), text = text_in(arena);
    if (dialogue->saved || !interview_write_case(&lines, dialogue->interview, &complaint) ||
        !lines.length)
        return;
    text_add(&text, "\nNothing was saved. These lines in a .case file let it go on from here:\n");
    text_add_str(&text, text_get(&lines));
    dialogue_show(dialogue, &text);
}

/* One name after the other, under one head; that something does not apply is an answer too. */
static void write_wanted(Text *out, const Outcome *outcome, const Dialogue *dialogue)
{
    for (size_t i = 0; i < dialogue->wanted_count; i++) {
        Text part = text_in(out->arena);
        const OutcomeFilter filter = {.with_all = true, .only = dialogue->wanted[i]};
        outcome_write_text(&part, outcome, &filter, dialogue->look.is_coloured,
                           dialogue->look.width);
        const char *body = i > 0 ? strstr(part.bytes, "\n\n") : part.bytes;
        text_add(out, body ? body + (i > 0) : "");
    }
}

static ExitStatus show_outcome(Arena *arena, const Dialogue *dialogue, const Options *options)
{
    const Outcome *outcome = interview_get_outcome(dialogue->interview);
    Text text = text_in(arena);
    bool is_json = options->is_given[OPTION_JSON];
    text_add(&text, is_json ? "" : "\n");
    if (dialogue->wanted_count && !is_json && !options->is_given[OPTION_EXPLAIN])
        write_wanted(&text, outcome, dialogue);
    else
        answer_write(&text, outcome, options);
    output_write(&text);
    return answer_get_status(outcome);
}

static ExitStatus end(Arena *arena, const Dialogue *dialogue, DialogueEnd ended,
                      const Options *options)
{
    const Question *question = interview_get_question(dialogue->interview);
    ExitStatus status = show_outcome(arena, dialogue, options);
    if (ended == DIALOGUE_SETTLED)
        return status;
    if (ended == DIALOGUE_NOT_SAVED)
        return STATUS_FILE;
    show_unsaved(arena, dialogue);
    output_complain("%s before all was settled; facts still to be asked for: at most %u",
                    ended == DIALOGUE_QUIT ? "stopped" : "the answers ended", question->open_count);
    return STATUS_FALLS_SHORT;
}

static ExitStatus interview(Arena *arena, const InterviewSubject *subject, const Options *options)
{
    const CodeProcedure *procedure = subject->code->procedure == INDEX_NONE
                                         ? NULL
                                         : &subject->code->procedures[subject->code->procedure];
    Text day = text_in(arena);
    value_write_source(&day, (Type){TYPE_DATE, NULL}, NULL, subject->as_of);
    Dialogue dialogue = {
        .interview = interview_new(subject),
        .saved = options->values[OPTION_SAVE],
        .heading = arena_format(arena, "%s, asked as of %s", procedure ? procedure->name : "a case",
                                day.bytes),
        .wanted = subject->wanted,
        .wanted_count = subject->wanted_count,
        .look = {output_get_width(), output_is_coloured()},
        .is_apart = options->is_given[OPTION_JSON],
    };
    ExitStatus status = STATUS_FILE;
    if (!answer_has_wanted(interview_get_outcome(dialogue.interview), options))
        status = answer_refuse_name(arena, subject->code, options);
    else if (dialogue_begin(&dialogue))
        status = end(arena, &dialogue, dialogue_run(&dialogue), options);
    interview_free(dialogue.interview);
    return status;
}

static bool takes_standard_input(const Options *options)
{
    for (size_t i = 0; i < options->operands.count; i++)
        if (!strcmp(options->operands.items[i], "-"))
            return true;
    return false;
}

static ExitStatus ask(Arena *arena, Driver *driver, const Options *options)
{
    const Report *report = driver_get_report(driver);
    const Program *program = driver_load_code(driver, options->operands.items[0]);
    if (!program || report_has_errors(report))
        return output_get_status(report);
    Wanted wanted = {0};
    if (!find_wanted(arena, program->code, options, &wanted))
        return STATUS_USAGE;
    Paths words = find_case_words(arena, options);
    CaseEntries given = driver_read_entries(driver, words.count, words.items);
    if (!report_has_errors(report))
        (void)case_table_new(arena, program->code, &given, options->as_of,
                             driver_get_report(driver));
    if (report_has_errors(report))
        return output_get_status(report);
    const InterviewSubject subject = {
        program->code,  driver_get_sources(driver), &given,
        options->as_of, wanted.names.items,         wanted.names.count};
    return interview(arena, &subject, options);
}

ExitStatus command_ask(Arena *arena, const Options *options)
{
    if (!options->operands.count) {
        output_complain("ask needs a procedure: procc ask PROC [CASE...]");
        return STATUS_USAGE;
    }
    if (takes_standard_input(options)) {
        output_complain("ask reads the answers from standard input; name a file instead of '-'");
        return STATUS_USAGE;
    }
    Driver *driver = session_new_driver(options);
    ExitStatus status = ask(arena, driver, options);
    if (report_has_errors(driver_get_report(driver)))
        output_report(driver_get_report(driver));
    driver_free(driver);
    return status;
}
