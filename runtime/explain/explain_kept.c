/* explain_kept.c - of places in the texts of one Code their words, and where they stand, each worked out once.
 *
 * A place stands in many reasons, of one case after the other. Places in texts that are
 * not the Code's, such as a case, come and go, and are not kept.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "explain/parts.h"
#include "outcome/json_writer.h"

#define SLOTS_FIRST 64

typedef struct KeptSpan {
    Span span;
    bool is_used, has_words;
    const char *words; /* NULL for none */
    Str json;          /* bytes NULL: yet to be made */
} KeptSpan;

/* Slots are found by the span, or lie behind its own where that is taken. */
struct ExplainKept {
    Arena *arena;
    uint32_t source_count; /* of the Code */
    KeptSpan *slots;
    size_t capacity; /* a power of two */
    size_t count;
};

ExplainKept *explain_kept_new(Arena *arena, const Code *code)
{
    ExplainKept *kept = ARENA_NEW(arena, ExplainKept);
    *kept = (ExplainKept){.arena = arena,
                          .source_count = code->sources ? (uint32_t)code->sources->list.count : 0,
                          .slots = ARENA_ARRAY(arena, SLOTS_FIRST, KeptSpan),
                          .capacity = SLOTS_FIRST};
    return kept;
}

static KeptSpan *find_slot(const ExplainKept *kept, Span span)
{
    uint64_t hash = ((uint64_t)span.start << 32 | (span.end ^ span.source << 24)) *
                    UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)(hash >> 32) & (kept->capacity - 1);
    for (; kept->slots[at].is_used; at = (at + 1) & (kept->capacity - 1)) {
        Span other = kept->slots[at].span;
        if (other.start == span.start && other.end == span.end && other.source == span.source)
            break;
    }
    return &kept->slots[at];
}

static void grow(ExplainKept *kept)
{
    KeptSpan *old = kept->slots;
    size_t old_capacity = kept->capacity;
    kept->capacity *= 2;
    kept->slots = ARENA_ARRAY(kept->arena, kept->capacity, KeptSpan);
    for (size_t i = 0; i < old_capacity; i++)
        if (old[i].is_used)
            *find_slot(kept, old[i].span) = old[i];
}

/* NULL where it is not the Code's; else valid until the next call. */
static KeptSpan *get_kept(ExplainKept *kept, Span span)
{
    if (span.source >= kept->source_count)
        return NULL;
    KeptSpan *slot = find_slot(kept, span);
    if (slot->is_used)
        return slot;
    if (++kept->count * 2 > kept->capacity) {
        grow(kept);
        slot = find_slot(kept, span);
    }
    slot->span = span;
    slot->is_used = true;
    return slot;
}

const char *explain_words(Explain *it, Span span)
{
    KeptSpan *found = get_kept(it->kept, span);
    if (!found)
        return explain_make_words(it->arena, it->code, span);
    if (!found->has_words)
        found->words = explain_make_words(it->kept->arena, it->code, span);
    found->has_words = true;
    return found->words;
}

static Str make_json(Arena *arena, const Code *code, Span span)
{
    if (!code->sources || span.source >= code->sources->list.count)
        return STR("null");
    Text text = text_in(arena);
    JsonWriter json = {.out = &text};
    Position start = source_get_position(code->sources, span.source, span.start);
    Position end = source_get_position(code->sources, span.source, span.end);
    json_open(&json, NULL, '{', true);
    json_add_str(&json, "file", code->sources->list.items[span.source].name);
    json_add_number(&json, "line", start.line);
    json_add_number(&json, "column", start.column);
    json_add_number(&json, "end_line", end.line);
    json_add_number(&json, "end_column", end.column);
    json_close(&json, '}', true);
    return text_get(&text);
}

Str explain_span_json(Explain *it, Span span)
{
    KeptSpan *found = get_kept(it->kept, span);
    if (!found)
        return make_json(it->arena, it->code, span);
    if (!found->json.bytes)
        found->json = make_json(it->kept->arena, it->code, span);
    return found->json;
}
