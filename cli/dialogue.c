/* dialogue.c - see dialogue.h.
 *
 * A line is an answer, or one of a few words that are none. Where a word could be both, as a value of the question's
 * enumeration, it is the answer; with a slash before it it is the other.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/dialogue.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/replace.h"
#include "outcome/prose.h"
#include "value/utf8.h"

/* A longer line is cut here, which is too long for an answer in any case. */
#define LINE_MOST ((size_t)2 * INTERVIEW_ANSWER_MOST)

typedef enum Step {
    STEP_ANSWER,
    STEP_AGAIN, /* nothing changed */
    STEP_CHANGED,
    STEP_QUIT,
    STEP_FAILED,
} Step;

static const char how[] =
    "  y or yes, n or no; the number or the name of a choice; a date such as 2026-03-02 or\n"
    "  2 March 2026; an amount such as 120.50. A text that is one of the words below stands in\n"
    "  quotes.\n"
    "  ?            why this is asked\n"
    "  skip         it is not known; it is not asked again (also: don't know, unknown)\n"
    "  back         take the last answer back\n"
    "  summary      what is settled so far\n"
    "  set KEY = VALUE\n"
    "               say what is not asked, or say it anew: set done.end_plan = 2026-02-03\n"
    "  save FILE    write what was said as a case\n"
    "  quit         stop here\n"
    "  A slash before such a word makes sure that it is no answer: /back\n";

void dialogue_show(const Dialogue *dialogue, const Text *text)
{
    if (dialogue->is_apart)
        output_tell(text);
    else
        output_write(text);
    fflush(stdout);
}

static void say(const Dialogue *dialogue, const char *words)
{
    Arena *arena = arena_new();
    Text shown = text_in(arena), wrapped = text_in(arena);
    utf8_show(&shown, str_from(words));
    prose_wrap(&wrapped, text_get(&shown), 2, 4, dialogue->look.width);
    dialogue_show(dialogue, &wrapped);
    arena_free(arena);
}

/* ---- lines in ---- */

/* False at the end of the input. */
static bool read_line(Text *line)
{
    int c = getchar();
    if (c == EOF)
        return false;
    for (; c != EOF && c != '\n'; c = getchar())
        if (line->length < LINE_MOST)
            text_add_byte(line, (char)c);
    return true;
}

static void echo(const Dialogue *dialogue, Arena *arena, Str line)
{
    Text text = text_in(arena);
    Str shown = str_slice(line, 0, line.length < 200 ? line.length : 200);
    utf8_show(&text, shown);
    text_add(&text, line.length > shown.length ? "…\n" : "\n");
    dialogue_show(dialogue, &text);
}

/* The line without white space around it. False at the end of the input. */
static bool prompt(const Dialogue *dialogue, Arena *arena, Str *line)
{
    Text mark = text_in(arena), typed = text_in(arena), end = text_in(arena);
    text_add(&mark, "> ");
    dialogue_show(dialogue, &mark);
    bool is_read = read_line(&typed);
    *line = str_trim(text_get(&typed));
    text_add_byte(&end, '\n');
    if (!is_read)
        dialogue_show(dialogue, &end);
    else if (!isatty(STDIN_FILENO))
        echo(dialogue, arena, *line);
    return is_read;
}

/* ---- the case as a file ---- */

static bool save(const Dialogue *dialogue, Arena *arena, const char *path)
{
    const char *complaint;
    Text text = text_in(arena);
    text_add_format(&text, "# %s\n", dialogue->heading);
    if (interview_write_case(&text, dialogue->interview, &complaint))
        return replace_or_make_file(arena, path, text_get(&text));
    output_complain("'%s' was not written: %s", path, complaint);
    return false;
}

/* After a change; what was typed must not be lost in silence. */
static Step keep(const Dialogue *dialogue, Arena *arena)
{
    return !dialogue->saved || save(dialogue, arena, dialogue->saved) ? STEP_CHANGED : STEP_FAILED;
}

static Step save_as(const Dialogue *dialogue, Arena *arena, Str path)
{
    if (!path.length) {
        say(dialogue, "say where: save FILE");
        return STEP_AGAIN;
    }
    const char *name = str_to_text(arena, path);
    if (save(dialogue, arena, name))
        say(dialogue, arena_format(arena, "written: %s", name));
    return STEP_AGAIN;
}

/* ---- words that are no answers ---- */

static Step show_why(const Dialogue *dialogue, Arena *arena)
{
    Text text = text_in(arena);
    question_write_why(&text, interview_get_question(dialogue->interview),
                       interview_get_outcome(dialogue->interview), &dialogue->look);
    dialogue_show(dialogue, &text);
    return STEP_AGAIN;
}

static Step show_summary(const Dialogue *dialogue, Arena *arena)
{
    Text text = text_in(arena);
    question_write_settled(
        &text, interview_get_outcome(dialogue->interview), dialogue->wanted, dialogue->wanted_count,
        interview_get_question(dialogue->interview)->open_count, &dialogue->look);
    dialogue_show(dialogue, &text);
    return STEP_AGAIN;
}

static Step show_how(const Dialogue *dialogue, Arena *arena)
{
    Text text = text_in(arena);
    text_add(&text, how);
    dialogue_show(dialogue, &text);
    return STEP_AGAIN;
}

static Step go_back(const Dialogue *dialogue, Arena *arena)
{
    if (interview_go_back(dialogue->interview))
        return keep(dialogue, arena);
    say(dialogue, "there is nothing to take back");
    return STEP_AGAIN;
}

static Step take(const Dialogue *dialogue, Arena *arena, bool is_taken, const char *complaint)
{
    if (is_taken)
        return keep(dialogue, arena);
    say(dialogue, complaint);
    return STEP_AGAIN;
}

static Step answer(const Dialogue *dialogue, Arena *arena, Str words)
{
    const char *complaint = NULL;
    bool is_taken = interview_answer(dialogue->interview, words, &complaint);
    return take(dialogue, arena, is_taken, complaint);
}

static Step set(const Dialogue *dialogue, Arena *arena, Str words)
{
    const char *complaint = NULL;
    bool is_taken = interview_say(dialogue->interview, words, &complaint);
    return take(dialogue, arena, is_taken, complaint);
}

/* What follows `word` in the line; false where the line does not begin with it. */
static bool follows(Str line, const char *word, Str *rest)
{
    size_t length = strlen(word);
    if (!str_has_prefix(line, word) ||
        (line.length > length && line.bytes[length] != ' ' && line.bytes[length] != '\t'))
        return false;
    *rest = str_trim(str_slice(line, length, line.length));
    return true;
}

static bool is_one_of(Str line, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(line, words[i]))
            return true;
    return false;
}

static bool is_unknown(Str line)
{
    static const char *const words[] = {"skip", "don't know", "dont know", "unknown",
                                        "don\u2019t know"};
    return is_one_of(line, words, sizeof words / sizeof words[0]);
}

/* A line that begins with one of the words, or STEP_ANSWER. */
static Step take_word(const Dialogue *dialogue, Arena *arena, Str line)
{
    static const char *const ends[] = {"quit", "exit"};
    Str rest;
    if (str_is(line, "?") || str_is(line, "why"))
        return show_why(dialogue, arena);
    if (is_unknown(line))
        return answer(dialogue, arena, STR("unknown"));
    if (str_is(line, "back"))
        return go_back(dialogue, arena);
    if (str_is(line, "summary"))
        return show_summary(dialogue, arena);
    if (str_is(line, "help"))
        return show_how(dialogue, arena);
    if (is_one_of(line, ends, sizeof ends / sizeof ends[0]))
        return STEP_QUIT;
    if (follows(line, "save", &rest))
        return save_as(dialogue, arena, rest);
    return follows(line, "set", &rest) ? set(dialogue, arena, rest) : STEP_ANSWER;
}

static bool is_value(const Question *question, Str line)
{
    Value value;
    Type type = question->fact->type;
    return type.kind == TYPE_ENUMERATION && enumeration_find_value(type.enumeration, line, &value);
}

static Step take_line(const Dialogue *dialogue, Arena *arena, Str line)
{
    bool is_word = line.length > 1 && line.bytes[0] == '/';
    if (!is_word && is_value(interview_get_question(dialogue->interview), line))
        return answer(dialogue, arena, line);
    Step step = take_word(dialogue, arena, is_word ? str_slice(line, 1, line.length) : line);
    return step == STEP_ANSWER ? answer(dialogue, arena, line) : step;
}

/* ---- the way through ---- */

static void show_question(Dialogue *dialogue, Arena *arena)
{
    Text text = text_in(arena);
    question_write(&text, interview_get_question(dialogue->interview), &dialogue->look);
    if (!dialogue->is_told_how)
        text_add(&text, "  ('help' says what else can be typed)\n");
    dialogue->is_told_how = true;
    dialogue_show(dialogue, &text);
}

/* Prompts until the case changes or the interview ends. */
static Step ask(Dialogue *dialogue, Arena *arena, bool *is_ended)
{
    Str line;
    show_question(dialogue, arena);
    while (prompt(dialogue, arena, &line)) {
        Step step = take_line(dialogue, arena, line);
        if (step != STEP_AGAIN)
            return step;
    }
    *is_ended = true;
    return STEP_QUIT;
}

bool dialogue_begin(const Dialogue *dialogue)
{
    if (!dialogue->saved || access(dialogue->saved, F_OK) == 0)
        return true;
    Arena *arena = arena_new();
    bool is_saved = save(dialogue, arena, dialogue->saved);
    arena_free(arena);
    return is_saved;
}

DialogueEnd dialogue_run(Dialogue *dialogue)
{
    bool is_ended = false;
    Step step = STEP_CHANGED;
    while (step == STEP_CHANGED && interview_get_question(dialogue->interview)) {
        Arena *arena = arena_new();
        step = ask(dialogue, arena, &is_ended);
        arena_free(arena);
    }
    if (step == STEP_FAILED)
        return DIALOGUE_NOT_SAVED;
    if (step == STEP_CHANGED)
        return DIALOGUE_SETTLED;
    return is_ended ? DIALOGUE_INPUT_ENDED : DIALOGUE_QUIT;
}
