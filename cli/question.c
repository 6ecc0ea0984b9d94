/* question.c - see question.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/question.h"

#include <string.h>

#include "outcome/prose.h"

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

/* "carers 2 (Rosa): " before the question about a field. */
static void add_element(Text *out, const Question *question)
{
    for (uint32_t i = 0; i < question->elements.count; i++) {
        const ElementRef *element = &question->elements.items[i];
        text_add_format(out, "%s%s %u", i > 0 ? ", " : "", element->list, element->number);
    }
    if (question->element) {
        text_add(out, " (");
        prose_add_shown(out, question->element);
        text_add(out, ")");
    }
    if (question->elements.count)
        text_add(out, ": ");
}

static char to_capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void add_asked(Text *out, const Question *question)
{
    const CodeFact *fact = question->fact;
    const char *what = fact->label ? fact->label : fact->name;
    if (fact->ask) {
        prose_add_shown(out, fact->ask);
        return;
    }
    bool is_bare = fact->type.kind != TYPE_YES_NO;
    size_t start = out->length;
    text_add(out, is_bare ? "" : "Is this so: ");
    prose_add_shown(out, what);
    if (is_bare && !question->elements.count)
        out->bytes[start] = to_capital(out->bytes[start]);
    if (fact->type.kind == TYPE_LIST)
        text_add(out, ": how many?");
    else
        text_add(out, is_bare ? "" : "?");
}

static void add_paragraph(Text *out, const Text *words, uint32_t indent, const Look *look)
{
    prose_wrap(out, text_get(words), indent, indent + 2, look->width);
}

static void add_heading(Text *out, const Question *question, const Look *look)
{
    Text words = text_in(out->arena);
    add_element(&words, question);
    text_add(&words, look->is_coloured ? BOLD : "");
    add_asked(&words, question);
    text_add(&words, look->is_coloured ? PLAIN : "");
    text_add_format(&words, " (%s)", question->key);
    text_add_byte(out, '\n');
    add_paragraph(out, &words, 0, look);
}

static void add_choices(Text *out, const Enumeration *enumeration, const Look *look)
{
    for (uint32_t i = 0; i < enumeration->value_count; i++) {
        const EnumerationValue *value = &enumeration->values[i];
        Text words = text_in(out->arena);
        text_add_format(&words, "%u. ", i + 1);
        prose_add_named(&words, value->label, value->name);
        add_paragraph(out, &words, 2, look);
    }
}

static void add_allowed(Text *out, const Question *question, const Look *look)
{
    Text words = text_in(out->arena);
    Type type = question->fact->type;
    if (question->fact->judged_by)
        text_add_format(&words, "%s judges this; ", question->fact->judged_by);
    if (type.kind == TYPE_LIST && question->fact->ask)
        text_add(&words, "how many are there? a number, or none");
    else if (type.kind == TYPE_LIST)
        text_add(&words, "a number, or none");
    else if (type.kind == TYPE_ENUMERATION)
        text_add(&words, "a number or a name:");
    else
        text_add(&words, value_describe_allowed(out->arena, type));
    add_paragraph(out, &words, 2, look);
    if (type.kind == TYPE_ENUMERATION)
        add_choices(out, type.enumeration, look);
}

void question_write(Text *out, const Question *question, const Look *look)
{
    add_heading(out, question, look);
    add_allowed(out, question, look);
}

/* ---- why ---- */

/* The label of what an outcome is called by: an action, a decision, a rule or a procedure. */
static const char *find_label(const Outcome *outcome, const char *name)
{
    const Code *code = outcome->code;
    for (size_t i = 0; i < outcome->decisions.count; i++)
        if (!strcmp(outcome->decisions.items[i].key, name))
            return code->decisions[outcome->decisions.items[i].decision].label;
    for (uint32_t i = 0; i < code->action_count; i++)
        if (!strcmp(code->actions[i].name, name))
            return code->actions[i].label;
    for (uint32_t i = 0; i < code->rule_count; i++)
        if (!strcmp(code->rules[i].name, name))
            return code->rules[i].label;
    for (uint32_t i = 0; i < code->procedure_count; i++)
        if (!strcmp(code->procedures[i].name, name))
            return code->procedures[i].label;
    return NULL;
}

void question_write_why(Text *out, const Question *question, const Outcome *outcome,
                        const Look *look)
{
    const CodeFact *fact = question->fact;
    Text words = text_in(out->arena);
    text_add(&words, "This can settle:");
    add_paragraph(out, &words, 2, look);
    for (uint32_t i = 0; i < question->settles.count; i++) {
        words = text_in(out->arena);
        text_add(&words, "- ");
        prose_add_named(&words, find_label(outcome, question->settles.items[i]),
                        question->settles.items[i]);
        add_paragraph(out, &words, 4, look);
    }
    for (uint32_t i = 0; i < fact->marks.citation_count; i++) {
        const Citation *citation = &fact->marks.citations[i];
        words = text_in(out->arena);
        text_add(&words, i == 0 ? "It comes from " : "and from ");
        prose_add_shown(&words, citation->text);
        if (citation->summary) {
            text_add(&words, ": ");
            prose_add_shown(&words, citation->summary);
        }
        add_paragraph(out, &words, 2, look);
    }
    if (!fact->judged_by)
        return;
    words = text_in(out->arena);
    text_add_format(&words, "It is a judgement, made by %s.", fact->judged_by);
    add_paragraph(out, &words, 2, look);
}

/* ---- what is settled ---- */

typedef struct Settled {
    Text *out;
    const Outcome *outcome;
    const char *const *wanted;
    size_t wanted_count;
    const Look *look;
    uint32_t settled_count, open_count;
} Settled;

static bool is_wanted_decision(const Settled *settled, const OutcomeDecision *decision)
{
    bool is_wanted = !settled->wanted_count;
    for (size_t i = 0; i < settled->wanted_count; i++)
        is_wanted |= outcome_is_decision_wanted(settled->outcome, decision, settled->wanted[i]);
    return is_wanted;
}

static bool is_wanted_norm(const Settled *settled, const OutcomeNorm *norm)
{
    bool is_wanted = !settled->wanted_count;
    for (size_t i = 0; i < settled->wanted_count; i++)
        is_wanted |= outcome_is_norm_wanted(settled->outcome, norm, settled->wanted[i]);
    return is_wanted;
}

static void add_decision(Settled *settled, const OutcomeDecision *it)
{
    const CodeDecision *decision = &settled->outcome->code->decisions[it->decision];
    if (!is_wanted_decision(settled, it))
        return;
    if (it->status == DECISION_UNDETERMINED) {
        settled->open_count++;
        return;
    }
    settled->settled_count++;
    Text words = text_in(settled->out->arena);
    text_add(&words, "- ");
    prose_add_named(&words, decision->label, it->key);
    text_add(&words, ": ");
    if (it->status == DECISION_VALUE)
        prose_add_value(&words, settled->outcome, decision->type, it->value);
    else
        text_add(&words, it->status == DECISION_GAP ? "no alternative holds" : "in conflict");
    add_paragraph(settled->out, &words, 2, settled->look);
}

/* What does not apply is settled too, and not worth a line. */
static void add_norm(Settled *settled, const OutcomeNorm *it)
{
    if (!is_wanted_norm(settled, it))
        return;
    settled->open_count += it->status == NORM_UNDETERMINED;
    settled->settled_count += it->status != NORM_UNDETERMINED;
    if (it->status != NORM_APPLIES)
        return;
    Text words = text_in(settled->out->arena);
    text_add(&words, "- ");
    prose_add_norm(&words, settled->outcome, it->norm);
    prose_add_state(&words, settled->outcome, it, settled->look->is_coloured);
    prose_add_elements(&words, &it->elements);
    add_paragraph(settled->out, &words, 2, settled->look);
}

void question_write_settled(Text *out, const Outcome *outcome, const char *const *wanted,
                            size_t wanted_count, uint32_t open_count, const Look *look)
{
    Settled settled = {out, outcome, wanted, wanted_count, look, 0, 0};
    for (size_t i = 0; i < outcome->decisions.count; i++)
        add_decision(&settled, &outcome->decisions.items[i]);
    for (size_t i = 0; i < outcome->norms.count; i++)
        add_norm(&settled, &outcome->norms.items[i]);
    text_add_format(out, "  settled: %u; open: %u, and for those at most %u questions now\n",
                    settled.settled_count, settled.open_count, open_count);
}
