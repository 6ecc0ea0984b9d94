/* explain_json.c - the outcome's JSON with a `why` in each decision and norm.
 *
 * Trees are written with a stack of our own: a deep one must not reach the C stack.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/changes.h"
#include "explain/parts.h"
#include "outcome/json_writer.h"

/* What trees may take before they are let go: little, so that the next ones find memory that is warm. */
#define TREE_BYTES_KEPT ((size_t)40 * 1024)

typedef struct OpenReason {
    const Reason *reason;
    uint32_t next; /* of its children */
} OpenReason;

typedef struct OpenReasons {
    VEC(OpenReason) list;
} OpenReasons;

typedef struct WhyWriter {
    const Outcome *outcome;
    const ExplainOptions *options; /* with something kept */
    const char *cut_at; /* the first outcome whose reasons are not all there; NULL for none */
    Arena *arena; /* of `explain`, its trees and `open`; NULL where they have yet to be made */
    Explain *explain;
    OpenReasons open; /* from the root down to the reason being written */
} WhyWriter;

static void open_reason(JsonWriter *json, Explain *it, const Reason *reason, const JsonKey *key)
{
    static const JsonKey keys[] = {JSON_KEY("text"),  JSON_KEY("label"),  JSON_KEY("role"),
                                   JSON_KEY("value"), JSON_KEY("from"),   JSON_KEY("span"),
                                   JSON_KEY("cites"), JSON_KEY("because")};
    json_put_open(json, key, '{', false);
    json_put_text(json, &keys[0], reason->text);
    json_put_text(json, &keys[1], reason->label);
    json_put_text(json, &keys[2], reason->role);
    json_put_text(json, &keys[3], reason->value);
    json_put_text(json, &keys[4], reason->from);
    json_put_raw(json, &keys[5], explain_span_json(it, reason->span));
    json_put_cites(json, &keys[6], reason->marks);
    if (reason->marks && reason->marks->note_count > 0) {
        json_open(json, "notes", '[', true);
        for (uint32_t i = 0; i < reason->marks->note_count; i++)
            json_add_text(json, NULL, reason->marks->notes[i]);
        json_close(json, ']', true);
    }
    if (reason->because_count > 0)
        json_put_open(json, &keys[7], '[', false);
    else
        json_put_raw(json, &keys[7], STR("[]"));
}

static void close_reason(JsonWriter *json, const Reason *reason)
{
    if (reason->because_count > 0)
        json_close(json, ']', false);
    json_close(json, '}', false);
}

static bool is_full(const JsonWriter *json)
{
    return json->out->length > EXPLAIN_BYTES_MOST;
}

/* False where not all could be written. */
static bool write_why(JsonWriter *json, WhyWriter *writer, const Reason *root)
{
    static const JsonKey why = JSON_KEY("why"), none = {"", 0};
    OpenReasons *open = &writer->open;
    bool is_whole = !root->is_cut;
    open_reason(json, writer->explain, root, &why);
    VEC_PUSH(writer->arena, &open->list, ((OpenReason){root, 0}));
    while (open->list.count > 0) {
        OpenReason *top = &open->list.items[open->list.count - 1];
        if (is_full(json) || top->next == top->reason->because_count) {
            is_whole &= top->next == top->reason->because_count;
            close_reason(json, top->reason);
            open->list.count--;
            continue;
        }
        const Reason *child = top->reason->because[top->next++];
        open_reason(json, writer->explain, child, &none);
        VEC_PUSH(writer->arena, &open->list, ((OpenReason){child, 0}));
    }
    return is_whole;
}

static void free_trees(WhyWriter *writer)
{
    arena_free(writer->arena);
    writer->arena = NULL;
}

/* Trees that have been written are let go when they have come to be many. */
static Explain *get_explain(WhyWriter *writer)
{
    if (writer->arena && arena_get_byte_count(writer->arena) > TREE_BYTES_KEPT)
        free_trees(writer);
    if (!writer->arena) {
        writer->arena = arena_new();
        writer->open = (OpenReasons){{0}};
        writer->explain =
            explain_new(writer->arena, writer->arena, writer->outcome, writer->options);
    }
    return writer->explain;
}

static void write_change(JsonWriter *json, const Texts *texts, const Change *change)
{
    json_open(json, NULL, '{', true);
    json_add_text(json, "fact", change->key);
    json_add_text(json, "label", change->label);
    if (change->has_from)
        json_add_value(json, "from", change->type, texts, change->from);
    else
        json_add_raw(json, "from", "null");
    if (change->has_to)
        json_add_value(json, "to", change->type, texts, change->to);
    else
        json_add_raw(json, "to", "null");
    if (change->is_presumed)
        json_add_raw(json, "presumed", "true");
    json_close(json, '}', true);
}

static const char *end_key(ChangesEnd end)
{
    switch (end) {
    case CHANGES_ALL_TRIED: return "all_tried";
    case CHANGES_AT_SIZE: return "at_size";
    case CHANGES_AT_LIMIT: return "at_limit";
    case CHANGES_NOT_SOUGHT: return "not_sought";
    }
    UNREACHABLE();
}

/* `decision` is NULL for a norm. */
static void write_changes(JsonWriter *json, const Outcome *outcome, const CodeDecision *decision,
                          const Changes *changes)
{
    const Texts *texts = outcome->evaluation->table->texts;
    json_open(json, "changes", '[', changes->set_count == 0);
    for (uint32_t i = 0; i < changes->set_count; i++) {
        const ChangeSet *set = &changes->sets[i];
        json_open(json, NULL, '{', false);
        json_open(json, "set", '[', false);
        for (uint32_t k = 0; k < set->count; k++)
            write_change(json, texts, &set->items[k]);
        json_close(json, ']', false);
        if (decision)
            json_add_value(json, "gives", decision->type, texts, set->value);
        else
            json_add_text(json, "gives", set->value ? "applies" : "does_not_apply");
        json_close(json, '}', false);
    }
    json_close(json, ']', changes->set_count == 0);
    json_open(json, "changes_sought", '{', true);
    json_add_text(json, "end", end_key(changes->end));
    json_add_number(json, "facts", changes->size_tried);
    json_close(json, '}', true);
}

static void note_cut(WhyWriter *writer, const char *key)
{
    if (!writer->cut_at)
        writer->cut_at = key;
}

static void add_to_decision(JsonWriter *json, const OutcomeDecision *decision, void *context)
{
    WhyWriter *writer = context;
    const Outcome *outcome = writer->outcome;
    bool is_whole = false;
    if (is_full(json))
        json_add_raw(json, "why", "null");
    else
        is_whole = write_why(json, writer, explain_next_decision(get_explain(writer), decision));
    if (!is_whole)
        note_cut(writer, decision->key);
    if (!writer->options->with_changes)
        return;
    Arena *scratch = arena_new();
    write_changes(json, outcome, &outcome->code->decisions[decision->decision],
                  changes_of_decision(scratch, outcome, decision));
    arena_free(scratch);
}

static void add_to_norm(JsonWriter *json, const OutcomeNorm *norm, void *context)
{
    WhyWriter *writer = context;
    const Outcome *outcome = writer->outcome;
    bool is_whole = false;
    if (is_full(json))
        json_add_raw(json, "why", "null");
    else
        is_whole = write_why(json, writer, explain_next_norm(get_explain(writer), norm));
    if (!is_whole)
        note_cut(writer, keys_of_norm(outcome->code, norm->norm));
    if (!writer->options->with_changes)
        return;
    Arena *scratch = arena_new();
    write_changes(json, outcome, NULL, changes_of_norm(scratch, outcome, norm));
    arena_free(scratch);
}

/* Only where something is missing: `truncated` and the outcome from which on. */
static void add_to_outcome(JsonWriter *json, void *context)
{
    const WhyWriter *writer = context;
    if (!writer->cut_at)
        return;
    json_add_raw(json, "truncated", "true");
    json_add_text(json, "truncated_from", writer->cut_at);
}

/* Norms that do not apply are explained either way. */
void explain_write_json(Text *out, const Outcome *outcome, const ExplainOptions *options)
{
    Arena *arena = arena_new();
    ExplainOptions how = options ? *options : (ExplainOptions){.only = NULL};
    if (!how.kept)
        how.kept = explain_kept_new(arena, outcome->code);
    WhyWriter writer = {.outcome = outcome, .options = &how};
    OutcomeHook hook = {add_to_decision, add_to_norm, add_to_outcome, &writer};
    OutcomeFilter filter = {.with_all = true, .only = how.only, .hook = &hook};
    outcome_write_json(out, outcome, &filter);
    free_trees(&writer);
    arena_free(arena);
}
