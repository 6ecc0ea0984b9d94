/* prose.c - see prose.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome/prose.h"

#include <ctype.h>

#include "outcome/keys.h"
#include "value/utf8.h"

#define BOLD "\033[1m"
#define RED "\033[31m"
#define PLAIN "\033[0m"
#define ESCAPE '\033'
/* A space at which no line is broken; utf8_show lets none through from outside. */
#define TIE '\001'

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

static void add_word(Text *out, Str word)
{
    for (size_t i = 0; i < word.length; i++)
        text_add_byte(out, word.bytes[i] == TIE ? ' ' : word.bytes[i]);
}

/* The columns that `word` takes; colours take none. */
static size_t count_columns(Str word)
{
    size_t columns = 0;
    for (size_t at = 0; at < word.length;) {
        size_t width = 0;
        if (word.bytes[at] == TIE) {
            columns++;
            at++;
            continue;
        }
        if (word.bytes[at] == ESCAPE) {
            while (at < word.length && word.bytes[at] != 'm')
                at++;
            at++;
            continue;
        }
        at += utf8_show_next(NULL, word, at, &width);
        columns += width;
    }
    return columns;
}

void prose_wrap(Text *out, Str words, uint32_t indent, uint32_t hang, uint32_t width)
{
    text_add_repeat(out, ' ', indent);
    size_t column = indent;
    bool is_first = true;
    for (size_t at = 0; at < words.length;) {
        size_t end = at;
        while (end < words.length && !is_space(words.bytes[end]))
            end++;
        Str word = str_slice(words, at, end);
        size_t columns = count_columns(word);
        if (word.length > 0) {
            if (!is_first && column + 1 + columns > width) {
                text_add_byte(out, '\n');
                text_add_repeat(out, ' ', hang);
                column = hang;
            } else if (!is_first) {
                text_add_byte(out, ' ');
                column++;
            }
            add_word(out, word);
            column += columns;
            is_first = false;
        }
        at = end + 1;
    }
    text_add_byte(out, '\n');
}

void prose_add_heading(Text *out, const char *words, bool is_coloured)
{
    text_add_format(out, "\n%s%s%s\n", is_coloured ? BOLD : "", words, is_coloured ? PLAIN : "");
}

void prose_add_shown(Text *out, const char *words)
{
    utf8_show(out, str_from(words));
}

void prose_add_named(Text *out, const char *label, const char *name)
{
    if (label)
        prose_add_shown(out, label);
    if (name && label)
        text_add_format(out, " (%s)", name);
    else if (name)
        prose_add_shown(out, name);
}

/* A citation stays on one line. */
static void add_tied(Text *out, const char *words)
{
    Text shown = text_in(out->arena);
    prose_add_shown(&shown, words);
    for (size_t i = 0; i < shown.length; i++)
        text_add_byte(out, is_space(shown.bytes[i]) ? TIE : shown.bytes[i]);
}

void prose_add_cites(Text *out, const Marks *marks)
{
    for (uint32_t i = 0; marks && i < marks->citation_count; i++) {
        text_add(out, i == 0 ? " [" : ", ");
        add_tied(out, marks->citations[i].text);
    }
    if (marks && marks->citation_count > 0)
        text_add_byte(out, ']');
}

void prose_add_value(Text *out, const Outcome *outcome, Type type, Value value)
{
    Text raw = text_in(out->arena);
    value_write_text(&raw, type, outcome->evaluation->table->texts, value);
    utf8_show(out, text_get(&raw));
}

void prose_add_date(Text *out, Value day)
{
    value_write_text(out, (Type){TYPE_DATE, NULL}, NULL, day);
}

void prose_add_keys(Text *out, Keys keys)
{
    for (uint32_t i = 0; i < keys.count; i++) {
        if (i > 0)
            text_add(out, i + 1 == keys.count ? " and " : ", ");
        prose_add_shown(out, keys.items[i]);
    }
}

void prose_add_actor(Text *out, const char *actor)
{
    for (size_t i = 0; actor[i] != '\0'; i++) {
        char byte = actor[i] == '_' ? ' ' : actor[i];
        text_add_byte(out, i == 0 ? (char)toupper((unsigned char)byte) : byte);
    }
}

void prose_add_norm(Text *out, const Outcome *outcome, uint32_t norm)
{
    const Code *code = outcome->code;
    const CodeNorm *it = &code->norms[norm];
    const CodeRule *rule = &code->rules[it->rule];
    if (it->modality == MODALITY_FOLLOW) {
        text_add(out, "Follow: ");
        prose_add_named(out, it->label, it->follow);
        return;
    }
    prose_add_actor(out, it->actor ? it->actor : "");
    text_add_format(out, "%s%s: ", it->actor ? " " : "", modality_to_words(it->modality));
    if (it->action == INDEX_NONE) {
        text_add(out, "one of these, by the rule ");
        prose_add_named(out, rule->label, rule->name);
        return;
    }
    const CodeAction *action = &code->actions[it->action];
    prose_add_named(out, it->label ? it->label : action->label, action->name);
}

static void add_dated(Text *out, const char *before, OptionalDate date)
{
    if (!date.has)
        return;
    text_add(out, before);
    prose_add_date(out, date.day);
}

static void add_deadline(Text *out, const OutcomeNorm *norm, const CodeNorm *it)
{
    add_dated(out, ", not before ", norm->not_before);
    add_dated(out, ", by ", norm->due);
    add_dated(out, ", next due on ", norm->next_due);
    if (it->by_text) {
        text_add(out, ", by ");
        prose_add_shown(out, it->by_text);
    }
}

void prose_add_state(Text *out, const Outcome *outcome, const OutcomeNorm *norm, bool is_coloured)
{
    const CodeNorm *it = &outcome->code->norms[norm->norm];
    add_deadline(out, norm, it);
    switch (norm->state) {
    case STATE_NONE:
        if (norm->status == NORM_APPLIES && it->modality != MODALITY_FOLLOW)
            text_add(out, " (whether it was done is not known)");
        return;
    case STATE_OWED:
    case STATE_PERMITTED:
    case STATE_BARRED: return;
    case STATE_OVERDUE:
        text_add_format(out, " (%soverdue%s)", is_coloured ? RED : "", is_coloured ? PLAIN : "");
        return;
    case STATE_DONE: add_dated(out, " (done on ", norm->done_on); break;
    case STATE_DONE_LATE: add_dated(out, " (done late, on ", norm->done_on); break;
    case STATE_BREACHED:
        text_add_format(out, " (%sdone all the same%s", is_coloured ? RED : "",
                        is_coloured ? PLAIN : "");
        add_dated(out, ", on ", norm->done_on);
        break;
    }
    text_add_byte(out, ')');
}

void prose_add_elements(Text *out, const Elements *elements)
{
    if (elements->count > 0)
        text_add_format(out, "; %s", keys_describe_elements(out->arena, elements));
}

void prose_add_head(Text *out, const Outcome *outcome, bool is_coloured, uint32_t width)
{
    const Code *code = outcome->code;
    Text line = text_in(out->arena);
    if (code->procedure != INDEX_NONE) {
        const CodeProcedure *procedure = &code->procedures[code->procedure];
        text_add(&line, is_coloured ? BOLD : "");
        prose_add_named(&line, procedure->label, procedure->name);
        text_add(&line, is_coloured ? PLAIN : "");
        prose_wrap(out, text_get(&line), 0, 2, width);
    }
    text_add(out, "As of ");
    prose_add_date(out, outcome->as_of);
    text_add_byte(out, '\n');
    if (!outcome->is_in_force)
        prose_wrap(out, STR("The procedure is not in force on that date: nothing in it is owed."),
                   0, 0, width);
}

Text prose_start_entry(const ProsePage *page)
{
    Text line = text_in(page->scratch);
    text_add(&line, "- ");
    return line;
}

void prose_add_entry(ProsePage *page, const Text *words)
{
    if (page->heading)
        prose_add_heading(page->out, page->heading, page->is_coloured);
    page->heading = NULL;
    prose_wrap(page->out, text_get(words), 2, 4, page->width);
}

void prose_add_detail(const ProsePage *page, const Text *words)
{
    prose_wrap(page->out, text_get(words), 4, 6, page->width);
}
