/* places.c - which registers take over the memory of others, where only certain ones are asked for.
 *
 * In: the order in which an engine's ops run over many rows. Out: for each register whose memory it has. What is worked on at
 * one time then stays in the processor's first caches: a program has far more registers than are needed at once. Memory that was
 * used last is taken first. An op never writes where one of its operands stands.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/operands.h"
#include "engine/plan.h"

typedef struct Search {
    const Engine *engine;
    uint32_t *places;
    bool *is_passing; /* one an instruction: its memory may be handed on */
    uint32_t
        *last_use;   /* one an instruction: the op that writes it, or the last one that reads it */
    uint32_t *first; /* free memory, by frame and kind: a register whose own it is; INDEX_NONE */
    uint32_t *next;  /* one an instruction: what else is free */
    uint32_t op;     /* that is looked at */
} Search;

/* The list of what registers of the same frame and kind may take. */
static uint32_t *get_free(const Search *search, uint32_t reg)
{
    const Instruction *of = &search->engine->code->instructions[reg];
    return &search->first[2 * (size_t)of->frame + (of->type.kind == TYPE_YES_NO)];
}

static void note_use(void *context, uint32_t reg)
{
    Search *search = context;
    search->last_use[reg] = search->op;
}

static void take_place(Search *search, uint32_t reg)
{
    uint32_t *first = get_free(search, reg);
    if (!search->is_passing[reg] || *first == INDEX_NONE)
        return;
    search->places[reg] = *first;
    *first = search->next[*first];
}

static void hand_on(void *context, uint32_t reg)
{
    Search *search = context;
    uint32_t *first = get_free(search, reg), place = search->places[reg];
    if (!search->is_passing[reg] || search->last_use[reg] != search->op)
        return;
    search->is_passing[reg] = false; /* an op may read it twice */
    search->next[place] = *first;
    *first = place;
}

/* Calls `visit` for what the op writes, and for all that it reads. */
static void visit_op(Search *search, uint32_t reg, OperandVisit *visit)
{
    const Code *code = search->engine->code;
    visit(search, reg);
    code_visit_operands(code, &code->instructions[reg], visit, search);
}

static Search start_search(const Engine *engine, Arena *arena, Arena *pass)
{
    const uint32_t count = engine->code->instruction_count;
    const uint32_t list_count = 2 * engine->code->frame_count;
    Search search = {.engine = engine,
                     .places = ARENA_ARRAY(arena, count, uint32_t),
                     .is_passing = ARENA_ARRAY(pass, count, bool),
                     .last_use = ARENA_ARRAY(pass, count, uint32_t),
                     .first = ARENA_ARRAY(pass, list_count, uint32_t),
                     .next = ARENA_ARRAY(pass, count, uint32_t)};
    for (uint32_t i = 0; i < count; i++)
        search.places[i] = i;
    for (uint32_t i = 0; i < list_count; i++)
        search.first[i] = INDEX_NONE;
    return search;
}

void places_find(Engine *engine, Arena *arena, const bool *is_kept)
{
    const Groups *groups = &engine->far;
    Arena *pass = arena_new();
    Search search = start_search(engine, arena, pass);
    for (search.op = 0; search.op < groups->op_count; search.op++) {
        uint32_t reg = groups->ops[search.op].out;
        search.is_passing[reg] = !is_kept[reg] && !layout_is_borrowed(engine->code, reg);
        visit_op(&search, reg, note_use);
    }
    for (search.op = 0; search.op < groups->op_count; search.op++) {
        uint32_t reg = groups->ops[search.op].out;
        take_place(&search, reg);
        visit_op(&search, reg, hand_on);
    }
    engine->places = search.places;
    arena_free(pass);
}
