/* questions.c - what a case has to say, as questions with their allowed answers; figures that change by date.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "doc/parts.h"

/* ---- answers ---- */

static void say_values(Doc *doc, const Enumeration *enumeration)
{
    for (uint32_t i = 0; i < enumeration->value_count; i++) {
        doc_say(doc, i == 0 ? "" : i + 1 == enumeration->value_count ? " or " : ", ");
        doc_say_format(doc, "“%s”", doc_name_value(doc, enumeration, i));
        doc_say_written_cites(doc, enumeration->values[i].span);
    }
    doc_say_written_cites(doc, enumeration->span);
}

static void say_answers(Doc *doc, const CoreFact *fact)
{
    switch (fact->type.kind) {
    case TYPE_YES_NO: doc_say(doc, "yes or no"); break;
    case TYPE_NUMBER: doc_say(doc, "a number"); break;
    case TYPE_MONEY: doc_say(doc, "an amount of money"); break;
    case TYPE_DATE: doc_say(doc, "a date"); break;
    case TYPE_DURATION: doc_say(doc, "a length of time"); break;
    case TYPE_TEXT: doc_say(doc, "words"); break;
    case TYPE_ENUMERATION: say_values(doc, fact->type.enumeration); break;
    case TYPE_LIST: doc_say(doc, "a list, or none"); break;
    }
}

/* ---- one question ---- */

static void say_reader(Doc *doc, const DocReader *reader)
{
    if (reader->rule)
        doc_link_rule(doc, reader->rule);
    else
        doc_link_decision(doc, reader->decision);
}

static size_t count_readers(const Doc *doc, const void *what)
{
    size_t count = 0;
    for (size_t i = 0; i < doc->readers.count; i++)
        count += doc->readers.items[i].what == what;
    return count;
}

static void tell_readers(Doc *doc, const void *what)
{
    bool is_open = false;
    doc_open_paragraph(doc, "");
    for (size_t i = 0; i < doc->readers.count; i++) {
        if (doc->readers.items[i].what != what)
            continue;
        doc_say(doc, is_open ? "; " : "Looked at by: ");
        say_reader(doc, &doc->readers.items[i]);
        is_open = true;
    }
    if (is_open)
        doc_close(doc);
    else
        doc_drop(doc);
}

static void tell_answer(Doc *doc, const CoreFact *fact)
{
    doc_open_paragraph(doc, "Answer: ");
    say_answers(doc, fact);
    doc_say(doc, ".");
    if (fact->judged_by)
        doc_say_format(doc, " Judged by: %s.", doc_to_words(doc, fact->judged_by));
    if (fact->is_presumed) {
        doc_say(doc, " Where the case does not say, this is presumed: ");
        doc_say_constant(doc, &fact->presumed);
        doc_say(doc, ".");
    }
    if (fact->is_fixed)
        doc_say(doc, " Nobody can change it.");
    doc_close(doc);
}

static void tell_fact(Doc *doc, const CoreFact *fact);

/* Fields that nothing looks at say who or what an element is. */
static void tell_fields(Doc *doc, const CoreRecord *record)
{
    doc_open_paragraph(doc, "For each of them");
    doc_say_written_cites(doc, record->span);
    doc_say(doc, ":");
    doc_open(doc, DOC_LIST, NULL);
    for (size_t i = 0; i < record->fields.count; i++)
        tell_fact(doc, record->fields.items[i]);
    doc_close(doc);
    doc_close(doc);
}

static void say_question(Doc *doc, const CoreFact *fact)
{
    const char *label = doc_name_fact(doc, fact);
    doc_say_strong(doc, fact->ask ? fact->ask : doc_to_heading(doc, label));
    if (fact->ask)
        doc_say_format(doc, " – %s", label);
}

static void tell_fact(Doc *doc, const CoreFact *fact)
{
    uint32_t known;
    const char *id = doc_id_fact(doc, fact);
    bool is_told = map_find(doc->ids, str_from(id), &known);
    doc->here_id = id;
    doc->here_label = fact->ask ? fact->ask : doc_name_fact(doc, fact);
    if (!fact->ask && !fact->record)
        doc_report_missing(doc, DIAG_QUESTION_MISSING, fact->span, "fact", fact->name);
    doc_open(doc, DOC_ITEM, is_told ? NULL : id);
    say_question(doc, fact);
    doc_say_cites(doc, &fact->marks, NULL);
    tell_answer(doc, fact);
    doc_add_notes(doc, &fact->marks, NULL);
    tell_readers(doc, fact);
    if (fact->element && !is_told)
        tell_fields(doc, fact->element);
    doc_close(doc);
}

/* Records that stand in several lists are told at the first. */
void doc_tell_questions(Doc *doc)
{
    bool is_open = false;
    for (size_t i = 0; i < doc->program->facts.count; i++) {
        const CoreFact *fact = doc->program->facts.items[i];
        if (fact->record || !count_readers(doc, fact))
            continue;
        if (!is_open) {
            doc_open_section(doc, "questions", "Questions");
            doc_open_paragraph(doc,
                               "What a case has to say before all of this can be settled. What "
                               "is not known can be left open: then only what hangs on it "
                               "stays open.");
            doc_close(doc);
            doc_open(doc, DOC_ENTRIES, NULL);
        }
        is_open = true;
        tell_fact(doc, fact);
    }
    if (!is_open)
        return;
    doc_close(doc);
    doc_close(doc);
}

/* ---- figures ---- */

static void tell_figure(Doc *doc, const CodeParameterValue *it)
{
    doc_open(doc, DOC_ROW, NULL);
    doc_open(doc, DOC_CELL, NULL);
    doc_say_constant(doc, &it->value);
    doc_close(doc);
    doc_open(doc, DOC_CELL, NULL);
    doc_say_date(doc, it->from);
    doc_close(doc);
    doc_open(doc, DOC_CELL, NULL);
    if (it->until == INT64_MAX)
        doc_say(doc, "further notice");
    else
        doc_say_date(doc, it->until);
    doc_say_cites(doc, &it->marks, NULL);
    doc_close(doc);
    doc_close(doc);
}

static void tell_parameter(Doc *doc, const CoreParameter *parameter)
{
    static const char *const columns[] = {"Figure", "From", "Until, that day included"};
    const char *label = doc_to_heading(doc, doc_name_parameter(doc, parameter));
    doc->here_id = doc_id_parameter(doc, parameter);
    doc->here_label = label;
    doc_open_section(doc, doc->here_id, label);
    doc_open_table(doc, "Its values", columns, 3);
    for (uint32_t i = 0; i < parameter->value_count; i++)
        tell_figure(doc, &parameter->values[i]);
    doc_close(doc);
    if (parameter->marks.citation_count) {
        doc_open_paragraph(doc, "Given in");
        doc_say_cites(doc, &parameter->marks, NULL);
        doc_close(doc);
    }
    doc_add_notes(doc, &parameter->marks, NULL);
    tell_readers(doc, parameter);
    doc_close(doc);
}

void doc_tell_parameters(Doc *doc)
{
    bool is_open = false;
    for (size_t i = 0; i < doc->program->parameters.count; i++) {
        if (!count_readers(doc, doc->program->parameters.items[i]))
            continue;
        if (!is_open)
            doc_open_section(doc, "figures", "Figures that change by date");
        is_open = true;
        tell_parameter(doc, doc->program->parameters.items[i]);
    }
    if (is_open)
        doc_close(doc);
}
