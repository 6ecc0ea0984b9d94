/* schema.c - the columns that a procedure asks for, and those that it gives.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "api/outcomes.h"

typedef struct Describing {
    const ProccCode *code;
    struct ArrowSchema *out;
    ArrowColumn root;
    bool is_made;
} Describing;

static void describe_outcomes(void *context)
{
    Describing *it = context;
    Arena *arena = arena_new();
    outcomes_begin(arena, it->code, &it->root);
    it->is_made = arrow_write_schema(&it->root, it->out);
    arena_free(arena);
}

static void begin_frame(Arena *arena, const Code *code, uint32_t frame, const char *name,
                        ArrowColumn *column);

static void begin_fact(Arena *arena, const Code *code, const CodeFact *fact, ArrowColumn *column)
{
    arrow_begin(column, fact->name, outcomes_get_form(fact->type.kind),
                fact->type.kind == TYPE_LIST);
    column->scale = fact->type.kind == TYPE_MONEY ? 2 : 6;
    if (fact->type.kind == TYPE_LIST && !column->is_failed)
        begin_frame(arena, code, fact->list_frame, "item", column->children);
}

/* The facts of a frame, and what is done in it. */
static void begin_frame(Arena *arena, const Code *code, uint32_t frame, const char *name,
                        ArrowColumn *column)
{
    int64_t count = 0;
    for (uint32_t i = 0; i < code->fact_count; i++)
        count += code->facts[i].frame == frame;
    for (uint32_t i = 0; i < code->action_count; i++)
        count += code->actions[i].frame == frame;
    arrow_begin(column, name, ARROW_STRUCT, count);
    ArrowColumn *next = column->children;
    for (uint32_t i = 0; !column->is_failed && i < code->fact_count; i++)
        if (code->facts[i].frame == frame)
            begin_fact(arena, code, &code->facts[i], next++);
    for (uint32_t i = 0; !column->is_failed && i < code->action_count; i++)
        if (code->actions[i].frame == frame)
            arrow_begin(next++, arena_format(arena, "done.%s", code->actions[i].name), ARROW_DATE,
                        0);
}

static void describe_facts(void *context)
{
    Describing *it = context;
    Arena *arena = arena_new();
    begin_frame(arena, it->code->code, 0, "", &it->root);
    it->is_made = arrow_write_schema(&it->root, it->out);
    arena_free(arena);
}

static ProccStatus describe(const ProccCode *code, struct ArrowSchema *out, char **error,
                            void (*work)(void *context))
{
    if (!code || !out)
        return api_fail(error, PROCC_WRONG_USE, "an argument is NULL");
    Describing it = {.code = code, .out = out};
    bool is_done = arena_guard(work, &it, 0);
    arrow_drop(&it.root);
    return is_done && it.is_made ? PROCC_OK : api_fail_memory(error);
}

ProccStatus procc_code_get_fact_schema(const ProccCode *code, struct ArrowSchema *out, char **error)
{
    return describe(code, out, error, describe_facts);
}

ProccStatus procc_code_get_outcome_schema(const ProccCode *code, struct ArrowSchema *out,
                                          char **error)
{
    return describe(code, out, error, describe_outcomes);
}
