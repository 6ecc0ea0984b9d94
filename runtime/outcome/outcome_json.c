/* outcome_json.c - an outcome as JSON, in the shapes of the command line's documentation (rulings 41, 51).
 *
 * Keys are stable: one is added, none changes its meaning. A hook may add keys to each decision and norm.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "outcome/json_writer.h"
#include "outcome/parts.h"

typedef struct Writer {
    JsonWriter json;
    const Outcome *outcome;
    const Code *code;
    const Texts *texts;
    const OutcomeFilter *filter;
    Arena *scratch;
} Writer;

bool outcome_is_decision_wanted(const Outcome *outcome, const OutcomeDecision *decision,
                                const char *only)
{
    return !only || strcmp(only, decision->key) == 0 ||
           strcmp(only, outcome->code->decisions[decision->decision].name) == 0;
}

static bool is_norm_called(const Code *code, uint32_t norm, const char *name)
{
    return strcmp(name, keys_of_norm(code, norm)) == 0 ||
           strcmp(name, code->rules[code->norms[norm].rule].name) == 0;
}

bool outcome_is_norm_wanted(const Outcome *outcome, const OutcomeNorm *norm, const char *only)
{
    if (!only || is_norm_called(outcome->code, norm->norm, only))
        return true;
    const CodeNorm *it = &outcome->code->norms[norm->norm];
    for (uint32_t i = 0; i < it->option_count; i++)
        if (is_norm_called(outcome->code, it->first_option + i, only))
            return true;
    return false;
}

static void write_for(Writer *writer, const Elements *elements)
{
    if (elements->count == 0)
        return;
    json_open(&writer->json, "for", '{', true);
    for (uint32_t i = 0; i < elements->count; i++) {
        const ElementRef *it = &elements->items[i];
        if (it->number > 0)
            json_add_number(&writer->json, it->variable, it->number);
        else
            json_add_raw(&writer->json, it->variable, "null");
    }
    json_close(&writer->json, '}', true);
}

static void write_conflict_side(Writer *writer, const Conflict *conflict, const ConflictSide *side)
{
    JsonWriter *json = &writer->json;
    json_open(json, NULL, '{', true);
    if (!side->is_norm)
        json_add_value(json, "value", conflict->type, writer->texts, side->value);
    json_add_text(json, "rule", side->rule);
    if (side->is_norm)
        json_add_text(json, "modality", modality_to_key(side->modality));
    json_add_cites(json, "cites", side->marks);
    json_close(json, '}', true);
}

static void write_sides(Writer *writer, const char *key, const Conflict *conflict)
{
    json_open(&writer->json, key, '[', false);
    for (uint32_t i = 0; i < conflict->side_count; i++)
        write_conflict_side(writer, conflict, &conflict->sides[i]);
    json_close(&writer->json, ']', false);
}

static const Conflict *find_decision_conflict(const Outcome *outcome, const char *key)
{
    for (size_t i = 0; i < outcome->conflicts.count; i++) {
        const Conflict *it = &outcome->conflicts.items[i];
        if (it->side_count > 0 && !it->sides[0].is_norm && strcmp(it->on, key) == 0)
            return it;
    }
    return NULL;
}

static void write_decision_status(Writer *writer, const OutcomeDecision *it)
{
    JsonWriter *json = &writer->json;
    const Conflict *conflict = NULL;
    switch (it->status) {
    case DECISION_VALUE:
        json_add_value(json, "value", writer->code->decisions[it->decision].type, writer->texts,
                       it->value);
        return;
    case DECISION_UNDETERMINED:
        json_add_raw(json, "undetermined", "true");
        json_add_keys(json, "needs", it->needs);
        json_add_keys(json, "blocked_by", it->blocked_by);
        return;
    case DECISION_CONFLICT:
        conflict = find_decision_conflict(writer->outcome, it->key);
        BUG_IF(!conflict);
        write_sides(writer, "conflict", conflict);
        return;
    case DECISION_GAP: json_add_raw(json, "gap", "true"); return;
    }
    UNREACHABLE();
}

static void write_decision(Writer *writer, const OutcomeDecision *it)
{
    const CodeDecision *decision = &writer->code->decisions[it->decision];
    JsonWriter *json = &writer->json;
    json_open(json, it->key, '{', false);
    write_decision_status(writer, it);
    if (decision->label)
        json_add_text(json, "label", decision->label);
    json_add_cites(json, "cites", &decision->marks);
    json_add_keys(json, "assumes", it->assumes);
    if (writer->filter->hook)
        writer->filter->hook->add_to_decision(json, it, writer->filter->hook->context);
    json_close(json, '}', false);
}

static const char *status_key(NormStatus status)
{
    switch (status) {
    case NORM_APPLIES: return "applies";
    case NORM_UNDETERMINED: return "undetermined";
    case NORM_DOES_NOT_APPLY: return "does_not_apply";
    }
    UNREACHABLE();
}

static const char *action_name(const Code *code, const CodeNorm *norm)
{
    return norm->action == INDEX_NONE ? NULL : code->actions[norm->action].name;
}

static const char *norm_label(const Code *code, const CodeNorm *norm)
{
    if (norm->label || norm->action == INDEX_NONE)
        return norm->label;
    return code->actions[norm->action].label;
}

static void write_option(Writer *writer, const OutcomeOption *it)
{
    const CodeNorm *norm = &writer->code->norms[it->norm];
    JsonWriter *json = &writer->json;
    json_open(json, NULL, '{', true);
    json_add_text(json, "action", action_name(writer->code, norm));
    json_add_text(json, "label", norm_label(writer->code, norm));
    json_add_date(json, "not_before", it->not_before);
    json_add_date(json, "due", it->due);
    json_add_date(json, "done_on", it->done_on);
    if (norm->by_text)
        json_add_text(json, "when", norm->by_text);
    if (!it->is_open)
        json_add_raw(json, "undetermined", "true");
    json_add_cites(json, "cites", &norm->marks);
    json_close(json, '}', true);
}

static void write_options(Writer *writer, const OutcomeNorm *it)
{
    if (writer->code->norms[it->norm].option_count == 0)
        return;
    json_open(&writer->json, "one_of", '[', false);
    for (uint32_t i = 0; i < it->option_count; i++)
        write_option(writer, &it->options[i]);
    json_close(&writer->json, ']', false);
}

static void write_norm_open(Writer *writer, const OutcomeNorm *it)
{
    bool is_open = it->status == NORM_UNDETERMINED;
    if (is_open || it->needs.count > 0)
        json_add_keys(&writer->json, "needs", it->needs);
    if (is_open || it->blocked_by.count > 0)
        json_add_keys(&writer->json, "blocked_by", it->blocked_by);
}

static void write_norm_dates(Writer *writer, const OutcomeNorm *it, const CodeNorm *norm)
{
    JsonWriter *json = &writer->json;
    json_add_date(json, "not_before", it->not_before);
    json_add_date(json, "due", it->due);
    json_add_date(json, "done_on", it->done_on);
    json_add_date(json, "next_due", it->next_due);
    if (norm->by_text)
        json_add_text(json, "when", norm->by_text);
}

static void write_norm(Writer *writer, const OutcomeNorm *it)
{
    const CodeNorm *norm = &writer->code->norms[it->norm];
    JsonWriter *json = &writer->json;
    json_open(json, NULL, '{', false);
    json_add_text(json, "rule", writer->code->rules[norm->rule].name);
    json_add_text(json, "actor", norm->actor);
    json_add_text(json, "modality", modality_to_key(norm->modality));
    json_add_text(json, "action", action_name(writer->code, norm));
    if (norm->modality == MODALITY_FOLLOW)
        json_add_text(json, "follow", norm->follow);
    json_add_text(json, "label", norm_label(writer->code, norm));
    json_add_text(json, "status", status_key(it->status));
    json_add_text(json, "state", state_to_key(it->state));
    write_norm_dates(writer, it, norm);
    write_options(writer, it);
    write_for(writer, &it->elements);
    json_add_cites(json, "cites", &norm->marks);
    json_add_keys(json, "assumes", it->assumes);
    write_norm_open(writer, it);
    if (writer->filter->hook)
        writer->filter->hook->add_to_norm(json, it, writer->filter->hook->context);
    json_close(json, '}', false);
}

static void write_decisions(Writer *writer)
{
    json_open(&writer->json, "decisions", '{', false);
    for (size_t i = 0; i < writer->outcome->decisions.count; i++) {
        const OutcomeDecision *it = &writer->outcome->decisions.items[i];
        if (outcome_is_decision_wanted(writer->outcome, it, writer->filter->only))
            write_decision(writer, it);
    }
    json_close(&writer->json, '}', false);
}

static void write_norms(Writer *writer)
{
    json_open(&writer->json, "norms", '[', false);
    for (size_t i = 0; i < writer->outcome->norms.count; i++) {
        const OutcomeNorm *it = &writer->outcome->norms.items[i];
        bool is_shown = writer->filter->with_all || it->status != NORM_DOES_NOT_APPLY;
        if (is_shown && outcome_is_norm_wanted(writer->outcome, it, writer->filter->only))
            write_norm(writer, it);
    }
    json_close(&writer->json, ']', false);
}

static void write_missing(Writer *writer)
{
    JsonWriter *json = &writer->json;
    json_open(json, "missing", '[', false);
    for (size_t i = 0; i < writer->outcome->missing.count; i++) {
        const MissingFact *it = &writer->outcome->missing.items[i];
        json_open(json, NULL, '{', true);
        json_add_text(json, "fact", it->key);
        json_add_text(json, "label", it->label);
        json_add_text(json, "ask", it->ask);
        json_add_raw(json, "said_unknown", it->is_known_unknown ? "true" : "false");
        json_add_keys(json, "settles", it->settles);
        json_close(json, '}', true);
    }
    json_close(json, ']', false);
}

static void write_presumed_value(Writer *writer, const CodeFact *fact)
{
    if (fact->type.kind == TYPE_TEXT)
        json_add_text(&writer->json, "value", fact->presumed.text);
    else
        json_add_value(&writer->json, "value", fact->type, writer->texts, fact->presumed.value);
}

static void write_presumed(Writer *writer)
{
    JsonWriter *json = &writer->json;
    json_open(json, "presumed", '[', false);
    for (size_t i = 0; i < writer->outcome->presumed.count; i++) {
        const PresumedFact *it = &writer->outcome->presumed.items[i];
        const CodeFact *fact = &writer->code->facts[it->fact];
        json_open(json, NULL, '{', true);
        json_add_text(json, "fact", it->key);
        json_add_text(json, "label", fact->label);
        write_presumed_value(writer, fact);
        json_add_cites(json, "cites", &fact->marks);
        json_close(json, '}', true);
    }
    json_close(json, ']', false);
}

static void write_conflicts(Writer *writer)
{
    JsonWriter *json = &writer->json;
    json_open(json, "conflicts", '[', false);
    for (size_t i = 0; i < writer->outcome->conflicts.count; i++) {
        const Conflict *it = &writer->outcome->conflicts.items[i];
        json_open(json, NULL, '{', false);
        json_add_text(json, "on", it->on);
        write_for(writer, &it->elements);
        write_sides(writer, "between", it);
        json_close(json, '}', false);
    }
    json_close(json, ']', false);
}

static void write_gaps(Writer *writer)
{
    JsonWriter *json = &writer->json;
    json_open(json, "gaps", '[', false);
    for (size_t i = 0; i < writer->outcome->gaps.count; i++) {
        const Conflict *it = &writer->outcome->gaps.items[i];
        json_open(json, NULL, '{', true);
        json_add_text(json, "decision", it->on);
        write_for(writer, &it->elements);
        json_close(json, '}', true);
    }
    json_close(json, ']', false);
}

static void write_head(Writer *writer)
{
    JsonWriter *json = &writer->json;
    const Code *code = writer->code;
    json_add_text(json, "procedure",
                  code->procedure == INDEX_NONE ? NULL : code->procedures[code->procedure].name);
    json_add_date(json, "as_of", (OptionalDate){true, writer->outcome->as_of});
    json_add_text(json, "code", arena_format(writer->scratch, "sha256:%s", code->hash));
    if (!writer->outcome->is_in_force)
        json_add_raw(json, "in_force", "false");
}

void outcome_write_json(Text *out, const Outcome *outcome, const OutcomeFilter *filter)
{
    static const OutcomeFilter everything = {.only = NULL};
    Arena *scratch = arena_new();
    Writer writer = {.json = {.out = out},
                     .outcome = outcome,
                     .code = outcome->code,
                     .texts = outcome->evaluation->table->texts,
                     .filter = filter ? filter : &everything,
                     .scratch = scratch};
    json_open(&writer.json, NULL, '{', false);
    write_head(&writer);
    write_decisions(&writer);
    write_norms(&writer);
    write_missing(&writer);
    write_presumed(&writer);
    write_conflicts(&writer);
    write_gaps(&writer);
    if (writer.filter->hook && writer.filter->hook->add_to_outcome)
        writer.filter->hook->add_to_outcome(&writer.json, writer.filter->hook->context);
    json_close(&writer.json, '}', false);
    text_add_byte(out, '\n');
    arena_free(scratch);
}
