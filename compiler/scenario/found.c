/* found.c - what came out where something else was expected, in words, with the engine's reason.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "explain/explain.h"
#include "scenario/internal.h"

static void add_keys(Text *text, const char *words, const Keys *keys)
{
    for (uint32_t i = 0; i < keys->count; i++)
        text_add_format(text, "%s%s", i ? ", " : words, keys->items[i]);
}

static void add_elements(Text *text, const Elements *elements)
{
    for (uint32_t i = 0; i < elements->count; i++) {
        if (elements->items[i].number)
            text_add_format(text, " for %s %u", elements->items[i].list, elements->items[i].number);
        else
            text_add_format(text, " for %s (not given)", elements->items[i].list);
    }
}

static void add_date(Text *text, const char *words, OptionalDate date)
{
    const Type type = {TYPE_DATE, NULL};
    if (!date.has)
        return;
    text_add(text, words);
    value_write_text(text, type, NULL, date.day);
}

static void add_norm(Text *text, const Code *code, const OutcomeNorm *norm)
{
    const CodeNorm *meaning = &code->norms[norm->norm];
    text_add_format(text, "%s %s", meaning->actor ? meaning->actor : "somebody",
                    modality_to_words(meaning->modality));
    if (meaning->action == INDEX_NONE)
        text_add(text, " one of");
    for (uint32_t i = 0; i < meaning->option_count; i++)
        text_add_format(text, "%s %s", i ? "," : "",
                        code->actions[code->norms[meaning->first_option + i].action].name);
    if (meaning->action != INDEX_NONE)
        text_add_format(text, " %s", code->actions[meaning->action].name);
    add_elements(text, &norm->elements);
    if (norm->status == NORM_DOES_NOT_APPLY)
        text_add(text, " does not apply");
    else if (norm->status == NORM_UNDETERMINED)
        text_add(text, " is undetermined");
    else
        text_add(text, " applies");
    add_date(text, ", not before ", norm->not_before);
    add_date(text, ", by ", norm->due);
    add_date(text, ", next by ", norm->next_due);
    if (norm->state != STATE_NONE)
        text_add_format(text, ", %s", state_to_words(norm->state));
    add_keys(text, ", needing ", &norm->needs);
    add_keys(text, ", blocked by ", &norm->blocked_by);
    text_add_format(text, " (rule %s)", code->rules[meaning->rule].name);
}

static bool is_about(const Code *code, const CodeNorm *norm, uint32_t action)
{
    if (norm->action == action)
        return true;
    for (uint32_t i = 0; i < norm->option_count; i++)
        if (code->norms[norm->first_option + i].action == action)
            return true;
    return false;
}

/* All norms about the action; of the modality alone unless it is MODALITY_FOLLOW or there are none. */
const char *found_norms(Run *run, uint32_t action, Modality modality)
{
    Text text = text_in(run->arena);
    for (int is_any = modality == MODALITY_FOLLOW; is_any < 2 && !text.length; is_any++)
        for (size_t i = 0; i < run->outcome->norms.count; i++) {
            const OutcomeNorm *norm = &run->outcome->norms.items[i];
            const CodeNorm *meaning = &run->code->norms[norm->norm];
            if (!is_about(run->code, meaning, action) || (!is_any && meaning->modality != modality))
                continue;
            if (text.length)
                text_add(&text, "; ");
            add_norm(&text, run->code, norm);
        }
    return text.bytes;
}

const char *found_decision(Run *run, const OutcomeDecision *decision)
{
    Text text = text_in(run->arena);
    text_add(&text, decision->key);
    switch (decision->status) {
    case DECISION_VALUE:
        text_add(&text, " is ");
        value_write_source(&text, run->code->decisions[decision->decision].type,
                           run->outcome->evaluation->table->texts, decision->value);
        return text.bytes;
    case DECISION_UNDETERMINED:
        text_add(&text, " is unknown");
        add_keys(&text, " needing ", &decision->needs);
        add_keys(&text, ", blocked by ", &decision->blocked_by);
        return text.bytes;
    case DECISION_CONFLICT: text_add(&text, " is in conflict"); return text.bytes;
    case DECISION_GAP: text_add(&text, " has a gap: no alternative holds"); return text.bytes;
    }
    UNREACHABLE();
}

void scenario_fail(Run *run, const Ast *expectation, const char *found, const char *name)
{
    ScenarioFailure failure = {expectation->span, NULL, found, NULL};
    Str words = str_trim(source_get_words(run->program->sources, expectation->span));
    failure.expected = str_to_text(run->arena, words);
    if (name) {
        Text reason = text_in(run->arena);
        const ExplainOptions options = {.only = name};
        explain_write_text(&reason, run->outcome, &options, false, 80);
        failure.reason = reason.bytes;
    }
    VEC_PUSH(run->arena, &run->result->failures, failure);
}
