/* made.c - see made.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "made.h"

#include "code/words.h"

typedef struct Maker {
    Code *code;
    uint32_t *leaves; /* registers of yes/no facts and comparisons */
    uint32_t leaf_count;
    uint32_t yes, no; /* constants' registers */
    uint32_t seed;
} Maker;

uint32_t made_random(uint32_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed % below;
}

static uint32_t emit(Maker *maker, Opcode opcode, TypeKind kind, uint32_t a, uint32_t b, uint32_t c)
{
    Code *code = maker->code;
    uint32_t reg = code->instruction_count++;
    code->instructions[reg] = (Instruction){opcode, 0, {kind, NULL}, a, b, c};
    code->spans[reg] = SPAN_NONE;
    return reg;
}

static uint32_t add_fact(Maker *maker, TypeKind kind)
{
    Code *code = maker->code;
    uint32_t fact = code->fact_count++;
    uint32_t reg = emit(maker, OP_FACT, kind, fact, 0, 0);
    code->facts[fact] = (CodeFact){.name = "fact",
                                   .type = {kind, NULL},
                                   .list_frame = INDEX_NONE,
                                   .reg = reg,
                                   .span = SPAN_NONE};
    return reg;
}

static uint32_t add_constant(Maker *maker, TypeKind kind, Value value)
{
    Code *code = maker->code;
    code->constants[code->constant_count] = (CodeConstant){{kind, NULL}, value, NULL};
    return emit(maker, OP_CONSTANT, kind, code->constant_count++, 0, 0);
}

static void add_comparison(Maker *maker, uint32_t date)
{
    Value limit = made_random(&maker->seed, MADE_DAYS);
    Comparison comparison = made_random(&maker->seed, 2) ? COMPARISON_AFTER : COMPARISON_BEFORE;
    uint32_t constant = add_constant(maker, TYPE_DATE, limit);
    maker->leaves[maker->leaf_count++] =
        emit(maker, OP_COMPARE, TYPE_YES_NO, date, constant, comparison);
}

static uint32_t add_pool(Maker *maker, Opcode opcode, const uint32_t *entries, uint32_t count,
                         uint32_t step)
{
    Code *code = maker->code;
    uint32_t start = code->pool_count;
    for (uint32_t i = 0; i < count * step; i++)
        code->pool[code->pool_count++] = entries[i];
    return emit(maker, opcode, TYPE_YES_NO, start, count, 0);
}

/* An expression of exactly `node_count` nodes: half and, half or; one in ten not; one in five a decision. */
static uint32_t make_expression(Maker *maker, uint32_t node_count)
{
    if (node_count == 0)
        return maker->leaves[made_random(&maker->seed, maker->leaf_count)];
    uint32_t choice = made_random(&maker->seed, 10), rest = node_count - 1;
    if (choice == 0)
        return emit(maker, OP_NOT, TYPE_YES_NO, make_expression(maker, rest), 0, 0);
    uint32_t split = made_random(&maker->seed, rest + 1);
    uint32_t a = make_expression(maker, split), b = make_expression(maker, rest - split);
    if (choice > 2)
        return add_pool(maker, choice % 2 ? OP_AND : OP_OR, (uint32_t[]){a, b}, 2, 1);
    uint32_t condition = maker->leaves[made_random(&maker->seed, maker->leaf_count)];
    const uint32_t alternatives[] = {0, condition, a, 1, REGISTER_NONE, b};
    return add_pool(maker, OP_DECIDE, alternatives, 2, 3);
}

static Code *code_new(Arena *arena, MadeShape shape)
{
    uint32_t room = shape.node_count + 3 * shape.date_count + shape.truth_count + 8;
    Code *code = ARENA_NEW(arena, Code);
    code->instructions = ARENA_ARRAY(arena, room, Instruction);
    code->spans = ARENA_ARRAY(arena, room, Span);
    code->condition_marks = ARENA_ARRAY(arena, room, Marks);
    code->pool = ARENA_ARRAY(arena, (size_t)6 * room, uint32_t);
    code->constants = ARENA_ARRAY(arena, room, CodeConstant);
    code->facts = ARENA_ARRAY(arena, room, CodeFact);
    code->frames = ARENA_NEW(arena, CodeFrame);
    code->frames[0] = (CodeFrame){INDEX_NONE, 0, INDEX_NONE, INDEX_NONE, ""};
    code->frame_count = 1;
    code->procedure = INDEX_NONE;
    return code;
}

Made made_rules(Arena *arena, MadeShape shape, uint32_t seed)
{
    Maker maker = {.code = code_new(arena, shape), .seed = seed};
    maker.leaves =
        ARENA_ARRAY(arena, (size_t)2 * shape.date_count + shape.truth_count + 1, uint32_t);
    for (uint32_t i = 0; i < shape.date_count; i++) {
        uint32_t date = add_fact(&maker, TYPE_DATE);
        add_comparison(&maker, date);
        add_comparison(&maker, date);
    }
    for (uint32_t i = 0; i < shape.truth_count; i++)
        maker.leaves[maker.leaf_count++] = add_fact(&maker, TYPE_YES_NO);
    uint32_t left = shape.node_count - 2 * shape.date_count;
    Made made = {maker.code, ARENA_ARRAY(arena, shape.outcome_count, uint32_t),
                 shape.outcome_count};
    for (uint32_t i = 0; i < shape.outcome_count; i++) {
        uint32_t share = left / (shape.outcome_count - i);
        made.outcomes[i] = make_expression(&maker, share);
        left -= share;
    }
    return made;
}
