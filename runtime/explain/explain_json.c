/* explain_json.c - the outcome's JSON with a `why` in each decision and norm.
 *
 * Trees are written with a stack of our own: a deep one must not reach the C stack.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/parts.h"
#include "outcome/json_writer.h"

typedef struct OpenReason {
    const Reason *reason;
    uint32_t next; /* of its children */
} OpenReason;

typedef struct WhyWriter {
    const Outcome *outcome;
    const ExplainOptions *options;
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

static void write_why(JsonWriter *json, const Code *code, const Reason *root)
{
    Arena *scratch = arena_new();
    VEC(OpenReason) open = {0};
    open_reason(json, code, root, "why");
    VEC_PUSH(scratch, &open, ((OpenReason){root, 0}));
    while (open.count > 0) {
        OpenReason *top = &open.items[open.count - 1];
        bool is_too_long = json->out->length > EXPLAIN_BYTES_MOST;
        if (is_too_long || top->next == top->reason->because_count) {
            close_reason(json, top->reason);
            open.count--;
            continue;
        }
        const Reason *child = top->reason->because[top->next++];
        open_reason(json, code, child, NULL);
        VEC_PUSH(scratch, &open, ((OpenReason){child, 0}));
    }
    arena_free(scratch);
}

static void add_to_decision(JsonWriter *json, const OutcomeDecision *decision, void *context)
{
    const WhyWriter *writer = context;
    Arena *scratch = arena_new();
    write_why(json, writer->outcome->code,
              explain_decision(scratch, writer->outcome, decision, writer->options));
    arena_free(scratch);
}

static void add_to_norm(JsonWriter *json, const OutcomeNorm *norm, void *context)
{
    const WhyWriter *writer = context;
    Arena *scratch = arena_new();
    write_why(json, writer->outcome->code,
              explain_norm(scratch, writer->outcome, norm, writer->options));
    arena_free(scratch);
}

/* Norms that do not apply are explained either way. */
void explain_write_json(Text *out, const Outcome *outcome, const ExplainOptions *options)
{
    WhyWriter writer = {outcome, options};
    OutcomeHook hook = {add_to_decision, add_to_norm, &writer};
    OutcomeFilter filter = {
        .with_all = true, .only = options ? options->only : NULL, .hook = &hook};
    outcome_write_json(out, outcome, &filter);
}
