/* compare_json.c - a comparison as JSON: the outcomes whole, and what differs between them.
 *
 * Keys are stable: one is added, none changes its meaning. Procedures are named by their place in `procedures`, from 0,
 * and by what the text calls them.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "compare/compare.h"
#include "outcome/json_writer.h"

/* A document inside ours: its lines indented by two levels. */
static void add_document(JsonWriter *json, Arena *scratch, Str document)
{
    Text lines = text_in(scratch);
    document = str_trim(document);
    for (size_t i = 0; i < document.length; i++) {
        text_add_byte(&lines, document.bytes[i]);
        if (document.bytes[i] == '\n') /* never inside a JSON string */
            text_add(&lines, "    ");
    }
    json_add_raw(json, NULL, text_get(&lines).bytes);
}

static void open_procedure(JsonWriter *json, const Compared *comparison, uint32_t index,
                           bool is_inline)
{
    json_open(json, NULL, '{', is_inline);
    json_add_number(json, "index", index);
    json_add_text(json, "procedure", comparison->procedures[index].called);
}

static void add_bool(JsonWriter *json, const char *key, bool is_so)
{
    json_add_raw(json, key, is_so ? "true" : "false");
}

static void add_decided(JsonWriter *json, const Outcome *outcome, const OutcomeDecision *it)
{
    const CodeDecision *decision = &outcome->code->decisions[it->decision];
    switch (it->status) {
    case DECISION_VALUE:
        json_add_value(json, "value", decision->type, outcome->evaluation->table->texts, it->value);
        return;
    case DECISION_UNDETERMINED: json_add_raw(json, "undetermined", "true"); return;
    case DECISION_CONFLICT: json_add_raw(json, "conflict", "true"); return;
    case DECISION_GAP: json_add_raw(json, "gap", "true"); return;
    }
    UNREACHABLE();
}

static void add_norm(JsonWriter *json, const Outcome *outcome, const OutcomeNorm *it)
{
    const CodeNorm *norm = &outcome->code->norms[it->norm];
    json_open(json, NULL, '{', true);
    json_add_text(json, "rule", outcome->code->rules[norm->rule].name);
    json_add_text(json, "actor", norm->actor);
    json_add_text(json, "modality", modality_to_key(norm->modality));
    json_add_text(json, "status", it->status == NORM_APPLIES ? "applies" : "undetermined");
    json_add_text(json, "state", state_to_key(it->state));
    json_add_date(json, "not_before", it->not_before);
    json_add_date(json, "due", it->due);
    json_add_date(json, "done_on", it->done_on);
    json_add_date(json, "next_due", it->next_due);
    if (norm->by_text)
        json_add_text(json, "when", norm->by_text);
    json_add_cites(json, "cites", &norm->marks);
    json_close(json, '}', true);
}

static void add_side(JsonWriter *json, const Compared *comparison, const ComparedItem *item,
                     uint32_t index)
{
    const ComparedSide *side = &item->sides[index];
    const Outcome *outcome = comparison->procedures[index].outcome;
    open_procedure(json, comparison, index, item->is_decision);
    if (side->decision)
        add_decided(json, outcome, side->decision);
    if (!item->is_decision) {
        json_open(json, "norms", '[', false);
        for (size_t i = 0; i < side->norms.count; i++)
            add_norm(json, outcome, side->norms.items[i]);
        json_close(json, ']', false);
    }
    json_close(json, '}', item->is_decision);
}

static void add_for(JsonWriter *json, const Elements *elements)
{
    if (elements->count == 0)
        return;
    json_open(json, "for", '{', true);
    for (uint32_t i = 0; i < elements->count; i++) {
        if (elements->items[i].number > 0)
            json_add_number(json, elements->items[i].list, elements->items[i].number);
        else
            json_add_raw(json, elements->items[i].list, "null");
    }
    json_close(json, '}', true);
}

static void open_item(JsonWriter *json, const ComparedItem *item, bool is_inline)
{
    json_open(json, NULL, '{', is_inline);
    json_add_text(json, item->is_decision ? "decision" : "action", item->name);
    add_for(json, &item->elements);
}

static void write_differences(JsonWriter *json, const Compared *comparison)
{
    json_open(json, "differences", '[', false);
    for (size_t i = 0; i < comparison->items.count; i++) {
        const ComparedItem *item = &comparison->items.items[i];
        if (!item->is_different)
            continue;
        open_item(json, item, false);
        json_open(json, "says", '[', false);
        for (uint32_t k = 0; k < comparison->count; k++)
            if (item->sides[k].is_known)
                add_side(json, comparison, item, k);
        json_close(json, ']', false);
        json_close(json, '}', false);
    }
    json_close(json, ']', false);
}

static void write_same(JsonWriter *json, const Compared *comparison)
{
    json_open(json, "same", '[', false);
    for (size_t i = 0; i < comparison->items.count; i++) {
        const ComparedItem *item = &comparison->items.items[i];
        if (item->is_different || item->known_count < 2)
            continue;
        open_item(json, item, true);
        json_open(json, "in", '[', true);
        for (uint32_t k = 0; k < comparison->count; k++)
            if (item->sides[k].is_known)
                json_add_number(json, NULL, k);
        json_close(json, ']', true);
        json_close(json, '}', true);
    }
    json_close(json, ']', false);
}

static void write_hand_overs(JsonWriter *json, const Compared *comparison)
{
    json_open(json, "hand_overs", '[', false);
    for (size_t i = 0; i < comparison->hand_overs.count; i++) {
        const HandOver *it = &comparison->hand_overs.items[i];
        const Code *code = comparison->procedures[it->from].outcome->code;
        open_procedure(json, comparison, it->from, true);
        json_add_text(json, "follow", it->to);
        add_bool(json, "is_external", it->is_external);
        if (it->given != INDEX_NONE)
            json_add_number(json, "to_index", it->given);
        json_add_text(json, "status",
                      it->norm->status == NORM_APPLIES ? "applies" : "undetermined");
        json_add_cites(json, "cites", &code->norms[it->norm->norm].marks);
        json_close(json, '}', true);
    }
    json_close(json, ']', false);
}

static void write_left_out(JsonWriter *json, const Compared *comparison)
{
    json_open(json, "left_out", '[', false);
    for (uint32_t i = 0; i < comparison->count; i++) {
        const FittedCase *fitted = comparison->procedures[i].fitted;
        for (size_t k = 0; k < fitted->left_out.count; k++) {
            open_procedure(json, comparison, i, true);
            json_add_text(json, "fact", fitted->left_out.items[k].key);
            add_bool(json, "is_worked_out", fitted->left_out.items[k].is_worked_out);
            json_close(json, '}', true);
        }
    }
    json_close(json, ']', false);
}

void compare_write_json(Text *out, const Compared *comparison, const Str *outcomes)
{
    Arena *scratch = arena_new();
    JsonWriter json = {.out = out};
    json_open(&json, NULL, '{', false);
    json_open(&json, "procedures", '[', false);
    for (uint32_t i = 0; i < comparison->count; i++)
        add_document(&json, scratch, outcomes[i]);
    json_close(&json, ']', false);
    write_differences(&json, comparison);
    write_same(&json, comparison);
    write_hand_overs(&json, comparison);
    write_left_out(&json, comparison);
    json_close(&json, '}', false);
    text_add_byte(out, '\n');
    arena_free(scratch);
}
