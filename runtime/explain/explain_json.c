/* explain_json.c - the outcome's JSON with a `why` in each decision and norm.
 *
 * Trees are written with a stack of our own: a deep one must not reach the C stack.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/changes.h"
#include "explain/parts.h"
#include "outcome/json_writer.h"

typedef struct OpenReason {
    const Reason *reason;
    uint32_t next; /* of its children */
} OpenReason;

typedef struct WhyWriter {
    const Outcome *outcome;
    const ExplainOptions *options;
    const char *cut_at; /* the first outcome whose reasons are not all there; NULL for none */
} WhyWriter;

static void write_span(JsonWriter *json, const Code *code, Span span)
{
    if (!code->sources || span.source >= code->sources->list.count) {
        json_add_raw(json, "span", "null");
        return;
    }
    Position start = source_get_position(code->sources, span.source, span.start);
    Position end = source_get_position(code->sources, span.source, span.end);
    json_open(json, "span", '{', true);
    Str name = code->sources->list.items[span.source].name;
    Arena *scratch = arena_new();
    json_add_text(json, "file", str_to_text(scratch, name));
    arena_free(scratch);
    json_add_number(json, "line", start.line);
    json_add_number(json, "column", start.column);
    json_add_number(json, "end_line", end.line);
    json_add_number(json, "end_column", end.column);
    json_close(json, '}', true);
}

static void open_reason(JsonWriter *json, const Code *code, const Reason *reason, const char *key)
{
    json_open(json, key, '{', false);
    json_add_text(json, "text", reason->text);
    json_add_text(json, "label", reason->label);
    json_add_text(json, "role", reason->role);
    json_add_text(json, "value", reason->value);
    json_add_text(json, "from", reason->from);
    write_span(json, code, reason->span);
    json_add_cites(json, "cites", reason->marks);
    if (reason->marks && reason->marks->note_count > 0) {
        json_open(json, "notes", '[', true);
        for (uint32_t i = 0; i < reason->marks->note_count; i++)
            json_add_text(json, NULL, reason->marks->notes[i]);
        json_close(json, ']', true);
    }
    json_open(json, "because", '[', reason->because_count == 0);
}

static void close_reason(JsonWriter *json, const Reason *reason)
{
    json_close(json, ']', reason->because_count == 0);
    json_close(json, '}', false);
}

static bool is_full(const JsonWriter *json)
{
    return json->out->length > EXPLAIN_BYTES_MOST;
}

/* False where not all could be written. */
static bool write_why(JsonWriter *json, const Code *code, const Reason *root)
{
    bool is_whole = !root->is_cut;
    Arena *scratch = arena_new();
    VEC(OpenReason) open = {0};
    open_reason(json, code, root, "why");
    VEC_PUSH(scratch, &open, ((OpenReason){root, 0}));
    while (open.count > 0) {
        OpenReason *top = &open.items[open.count - 1];
        if (is_full(json) || top->next == top->reason->because_count) {
            is_whole &= top->next == top->reason->because_count;
            close_reason(json, top->reason);
            open.count--;
            continue;
        }
        const Reason *child = top->reason->because[top->next++];
        open_reason(json, code, child, NULL);
        VEC_PUSH(scratch, &open, ((OpenReason){child, 0}));
    }
    arena_free(scratch);
    return is_whole;
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
    Arena *scratch = arena_new();
    bool is_whole = false;
    if (is_full(json))
        json_add_raw(json, "why", "null");
    else
        is_whole = write_why(json, outcome->code,
                             explain_decision(scratch, outcome, decision, writer->options));
    if (!is_whole)
        note_cut(writer, decision->key);
    if (writer->options && writer->options->with_changes)
        write_changes(json, outcome, &outcome->code->decisions[decision->decision],
                      changes_of_decision(scratch, outcome, decision));
    arena_free(scratch);
}

static void add_to_norm(JsonWriter *json, const OutcomeNorm *norm, void *context)
{
    WhyWriter *writer = context;
    const Outcome *outcome = writer->outcome;
    Arena *scratch = arena_new();
    bool is_whole = false;
    if (is_full(json))
        json_add_raw(json, "why", "null");
    else
        is_whole =
            write_why(json, outcome->code, explain_norm(scratch, outcome, norm, writer->options));
    if (!is_whole)
        note_cut(writer, keys_of_norm(outcome->code, norm->norm));
    if (writer->options && writer->options->with_changes)
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
    WhyWriter writer = {outcome, options, NULL};
    OutcomeHook hook = {add_to_decision, add_to_norm, add_to_outcome, &writer};
    OutcomeFilter filter = {
        .with_all = true, .only = options ? options->only : NULL, .hook = &hook};
    outcome_write_json(out, outcome, &filter);
}
