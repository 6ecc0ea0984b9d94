/* interview.c - see interview.h: the case as it grows, and what stands after each step.
 *
 * Every step keeps the entries before it, so that any can be taken back. What follows from the case is worked out anew after
 * each, in an arena that ends with the next; words and complaints live in the interview's own.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "ask/interview.h"

#include <string.h>

#include "ask/order.h"
#include "ask/reply.h"
#include "value/utf8.h"

struct Interview {
    Arena *arena;
    InterviewSubject subject;
    CaseEntries entries;
    VEC(CaseEntries) past; /* before each step */
    Arena *now;            /* holds what follows */
    CaseTable *table;
    Outcome *outcome;
    Question question;
    bool has_question;
};

/* ---- what follows from the case ---- */

/* What the case calls an element: its first field of text. */
static const char *find_element_name(Arena *arena, const CaseTable *table, uint32_t frame,
                                     uint32_t row)
{
    const Code *code = table->code;
    for (uint32_t i = 0; frame != 0 && i < code->fact_count; i++) {
        if (code->facts[i].frame != frame || code->facts[i].type.kind != TYPE_TEXT)
            continue;
        if (column_get_state(&table->facts[i], row) != CELL_GIVEN)
            return NULL;
        Value text = column_get_value(&table->facts[i], row);
        return str_to_text(arena, texts_get(table->texts, text));
    }
    return NULL;
}

static Question make_question(const Interview *interview, const OpenQuestions *open,
                              const MissingFact *missing)
{
    const Code *code = interview->subject.code;
    const CodeFact *fact = &code->facts[missing->fact];
    const Evaluation *evaluation = interview->outcome->evaluation;
    return (Question){
        .key = missing->key,
        .fact = fact,
        .elements = outcome_elements(interview->now, evaluation, fact->frame, missing->row, NULL),
        .element = find_element_name(interview->now, interview->table, fact->frame, missing->row),
        .settles = missing->settles,
        .open_count = (uint32_t)open->candidates.count,
    };
}

static void find_question(Interview *interview)
{
    const InterviewSubject *subject = &interview->subject;
    const OpenQuestions *open =
        order_find_open(interview->now, interview->outcome, subject->wanted, subject->wanted_count);
    interview->has_question = open->candidates.count > 0;
    if (!interview->has_question)
        return;
    Arena *scratch = arena_new();
    uint32_t next = order_choose(scratch, interview->outcome, open);
    arena_free(scratch);
    interview->question = make_question(interview, open, open->candidates.items[next].missing);
}

/* False where the entries are no right case: then all stays as it was, and `report` says why. */
static bool work_out(Interview *interview, const CaseEntries *entries, Report *report)
{
    const InterviewSubject *subject = &interview->subject;
    Arena *now = arena_new();
    CaseTable *table = case_table_new(now, subject->code, entries, subject->as_of, report);
    if (report_has_errors(report)) {
        arena_free(now);
        return false;
    }
    arena_free(interview->now);
    interview->now = now;
    interview->table = table;
    interview->entries = *entries;
    interview->outcome = outcome_new(now, interpreter_run(now, subject->code, table), 0);
    find_question(interview);
    return true;
}

/* ---- its life ---- */

static CaseEntries copy_entries(Arena *arena, const CaseEntries *entries)
{
    CaseEntries copy = {0};
    for (size_t i = 0; i < entries->list.count; i++)
        VEC_PUSH(arena, &copy.list, entries->list.items[i]);
    return copy;
}

Interview *interview_new(const InterviewSubject *subject)
{
    Arena *arena = arena_new();
    Interview *interview = ARENA_NEW(arena, Interview);
    interview->arena = arena;
    interview->subject = *subject;
    CaseEntries entries = copy_entries(arena, subject->given);
    bool is_right = work_out(interview, &entries, report_new(arena, subject->sources));
    BUG_IF(!is_right);
    return interview;
}

void interview_free(Interview *interview)
{
    if (!interview)
        return;
    arena_free(interview->now);
    arena_free(interview->arena);
}

const Question *interview_get_question(const Interview *interview)
{
    return interview->has_question ? &interview->question : NULL;
}

const Outcome *interview_get_outcome(const Interview *interview)
{
    return interview->outcome;
}

const CaseEntries *interview_get_case(const Interview *interview)
{
    return &interview->entries;
}

/* ---- steps ---- */

/* The first message in one sentence, with what is allowed. */
static const char *describe_message(Arena *arena, const Report *report)
{
    const Message *message = &report->messages.items[0];
    if (!message->hint)
        return message->text;
    return arena_format(arena, "%s; %s", message->text, message->hint);
}

static bool is_same_key(const CaseEntry *a, const CaseEntry *b)
{
    return str_is_equal(a->key, b->key);
}

/* Without what is said again from `first` on. */
static CaseEntries replace_entries(Arena *arena, const CaseEntries *entries, size_t first)
{
    CaseEntries kept = {0};
    for (size_t i = 0; i < entries->list.count; i++) {
        bool is_replaced = false;
        for (size_t k = first; i < first && k < entries->list.count; k++)
            is_replaced |= is_same_key(&entries->list.items[i], &entries->list.items[k]);
        if (!is_replaced)
            VEC_PUSH(arena, &kept.list, entries->list.items[i]);
    }
    return kept;
}

/* Adds words of a case: all, or none and a complaint. What is added stands behind what was, in the same list, which steps
 * share: of each only its first `count` entries count, and only the last step is ever added to. */
static bool take_words(Interview *interview, const Str *words, size_t count, bool may_replace,
                       const char **complaint)
{
    Arena *arena = interview->arena;
    Report *report = report_new(arena, interview->subject.sources);
    CaseEntries entries = interview->entries;
    size_t first = entries.list.count;
    for (size_t i = 0; i < count; i++) {
        uint32_t source = source_add(interview->subject.sources, STR(CASE_ARGUMENT), words[i]);
        case_read_words(&entries, report, source);
    }
    if (may_replace)
        entries = replace_entries(arena, &entries, first);
    CaseEntries before = interview->entries;
    if (report_has_errors(report) || !work_out(interview, &entries, report)) {
        *complaint = describe_message(arena, report);
        return false;
    }
    VEC_PUSH(arena, &interview->past, before);
    return true;
}

/* What no case could say, so that nothing of it is kept. */
static bool check_typed(Str words, const char **complaint)
{
    *complaint = NULL;
    if (words.length > INTERVIEW_ANSWER_MOST)
        *complaint = "that is too long for an answer; a case file can say it";
    else if (!utf8_is_valid(words))
        *complaint = "that is not UTF-8 text";
    else if (str_find_byte(words, '\0') < words.length)
        *complaint = "that has a NUL character in it";
    return !*complaint;
}

bool interview_answer(Interview *interview, Str words, const char **complaint)
{
    BUG_IF(!interview->has_question);
    if (!check_typed(words, complaint))
        return false;
    const Reply *reply = reply_read(interview->arena, &interview->question, words, complaint);
    return reply && take_words(interview, reply->words.items, reply->words.count, false, complaint);
}

bool interview_say(Interview *interview, Str line, const char **complaint)
{
    if (!check_typed(line, complaint))
        return false;
    Str words = str_from(str_to_text(interview->arena, str_trim(line)));
    if (str_find_byte(words, '=') == words.length) {
        *complaint = "write key = value";
        return false;
    }
    return take_words(interview, &words, 1, true, complaint);
}

bool interview_go_back(Interview *interview)
{
    if (!interview->past.count)
        return false;
    CaseEntries entries = interview->past.items[--interview->past.count];
    bool is_right =
        work_out(interview, &entries, report_new(interview->arena, interview->subject.sources));
    BUG_IF(!is_right);
    return true;
}

/* ---- the case as a file ---- */

static bool has_byte(Str words, char byte)
{
    return str_find_byte(words, byte) < words.length;
}

/* Quotes where the words alone would not be read as they stand. */
static bool needs_quotes(const CaseEntry *entry)
{
    Str words = entry->words;
    return entry->is_text || !words.length || words.bytes[0] == '"' || has_byte(words, '#') ||
           str_trim(words).length != words.length;
}

static void write_quoted(Text *out, Str words)
{
    text_add_byte(out, '"');
    for (size_t i = 0; i < words.length; i++) {
        if (words.bytes[i] == '"' || words.bytes[i] == '\\')
            text_add_byte(out, '\\');
        text_add_byte(out, words.bytes[i]);
    }
    text_add_byte(out, '"');
}

bool interview_write_case(Text *out, const Interview *interview, const char **complaint)
{
    for (size_t i = 0; i < interview->entries.list.count; i++) {
        const CaseEntry *entry = &interview->entries.list.items[i];
        if (has_byte(entry->words, '\n')) {
            *complaint = arena_format(interview->arena,
                                      "'%.*s' has more than one line; a .case file cannot say that",
                                      STR_ARG(entry->key));
            return false;
        }
        text_add_format(out, "%.*s = ", STR_ARG(entry->key));
        if (needs_quotes(entry))
            write_quoted(out, entry->words);
        else
            text_add_str(out, entry->words);
        text_add_byte(out, '\n');
    }
    return true;
}
