/* code_builder.h - Codes and case tables made by hand, for the tests of the verifier and the engine.
 *
 * Neither the compiler nor the case reader takes part, so that a fault of theirs cannot hide one of the engine's.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTS_UNIT_CODE_BUILDER_H
#define TESTS_UNIT_CODE_BUILDER_H

#include "unit.h"

#include "engine/engine.h"
#include "base/planes.h"

/* Room in each table of a Code made by hand. */
#define BUILDER_ROOM 400

static inline Type type_of(TypeKind kind)
{
    return (Type){kind, NULL};
}

static inline Code *builder_new(Arena *arena)
{
    Code *code = ARENA_NEW(arena, Code);
    code->instructions = ARENA_ARRAY(arena, BUILDER_ROOM, Instruction);
    code->spans = ARENA_ARRAY(arena, BUILDER_ROOM, Span);
    code->condition_marks = ARENA_ARRAY(arena, BUILDER_ROOM, Marks);
    code->pool = ARENA_ARRAY(arena, BUILDER_ROOM, uint32_t);
    code->constants = ARENA_ARRAY(arena, BUILDER_ROOM, CodeConstant);
    code->periods = ARENA_ARRAY(arena, BUILDER_ROOM, CodePeriod);
    code->frames = ARENA_ARRAY(arena, BUILDER_ROOM, CodeFrame);
    code->facts = ARENA_ARRAY(arena, BUILDER_ROOM, CodeFact);
    code->parameters = ARENA_ARRAY(arena, BUILDER_ROOM, CodeParameter);
    code->decisions = ARENA_ARRAY(arena, BUILDER_ROOM, CodeDecision);
    code->rules = ARENA_ARRAY(arena, BUILDER_ROOM, CodeRule);
    code->actions = ARENA_ARRAY(arena, BUILDER_ROOM, CodeAction);
    code->norms = ARENA_ARRAY(arena, BUILDER_ROOM, CodeNorm);
    code->frames[0] = (CodeFrame){INDEX_NONE, 0, INDEX_NONE, INDEX_NONE, ""};
    code->frame_count = 1;
    code->procedure = INDEX_NONE;
    return code;
}

/* A fact of `frame`; returns its number. */
static inline uint32_t builder_fact(Code *code, uint32_t frame, Type type)
{
    uint32_t fact = code->fact_count++;
    code->facts[fact] = (CodeFact){.name = "fact",
                                   .type = type,
                                   .frame = frame,
                                   .list_frame = INDEX_NONE,
                                   .reg = REGISTER_NONE,
                                   .span = SPAN_NONE};
    return fact;
}

/* A list of `frame`; returns its frame. */
static inline uint32_t builder_list(Code *code, uint32_t frame)
{
    uint32_t fact = builder_fact(code, frame, type_of(TYPE_LIST));
    uint32_t list_frame = code->frame_count++;
    code->facts[fact].list_frame = list_frame;
    code->frames[list_frame] = (CodeFrame){frame, list_frame, fact, frame, "list"};
    return list_frame;
}

static inline uint32_t builder_product(Code *code, uint32_t parent, uint32_t list_frame,
                                       uint32_t holder)
{
    uint32_t frame = code->frame_count++;
    code->frames[frame] =
        (CodeFrame){parent, list_frame, code->frames[list_frame].list_fact, holder, "product"};
    return frame;
}

static inline uint32_t builder_emit(Code *code, Opcode opcode, uint32_t frame, TypeKind kind,
                                    uint32_t a, uint32_t b, uint32_t c)
{
    uint32_t reg = code->instruction_count++;
    code->instructions[reg] = (Instruction){opcode, frame, type_of(kind), a, b, c};
    code->spans[reg] = SPAN_NONE;
    return reg;
}

/* A fact of `frame` and the register that reads it. */
static inline uint32_t builder_read(Code *code, uint32_t frame, TypeKind kind)
{
    uint32_t fact = builder_fact(code, frame, type_of(kind));
    code->facts[fact].reg = builder_emit(code, OP_FACT, frame, kind, fact, 0, 0);
    return code->facts[fact].reg;
}

static inline uint32_t builder_constant(Code *code, uint32_t frame, TypeKind kind, Value value)
{
    uint32_t constant = code->constant_count++;
    code->constants[constant] = (CodeConstant){type_of(kind), value, NULL};
    return builder_emit(code, OP_CONSTANT, frame, kind, constant, 0, 0);
}

static inline uint32_t builder_pool(Code *code, Opcode opcode, uint32_t frame, TypeKind kind,
                                    const uint32_t *operands, uint32_t count, uint32_t c)
{
    uint32_t start = code->pool_count;
    uint32_t step = opcode == OP_DECIDE ? 3 : 1;
    for (uint32_t i = 0; i < count * step; i++)
        code->pool[code->pool_count++] = operands[i];
    return builder_emit(code, opcode, frame, kind, start, count, c);
}

/* How many elements the list of `frame` has in a parent row; below 0 where it is not given. */
typedef int CountElements(uint32_t frame, uint32_t parent_row);

static inline void builder_lay_list(Arena *arena, CaseTable *table, uint32_t frame,
                                    CountElements *count_elements)
{
    uint32_t parent = table->code->frames[frame].parent;
    uint32_t parent_count = table->frames[parent].row_count;
    CaseFrame *of = &table->frames[frame];
    of->first_row = ARENA_ARRAY(arena, (size_t)parent_count + 1, uint32_t);
    of->list_known = ARENA_ARRAY(arena, planes_count_words(parent_count), uint64_t);
    for (uint32_t row = 0; row < parent_count; row++) {
        int count = count_elements(frame, row);
        bool is_phantom_parent =
            table->frames[parent].is_phantom && planes_get(table->frames[parent].is_phantom, row);
        of->first_row[row + 1] =
            of->first_row[row] + (count < 0 || is_phantom_parent ? 1 : (uint32_t)count);
        if (count >= 0 && !is_phantom_parent)
            planes_set(of->list_known, row);
    }
    of->row_count = of->first_row[parent_count];
    of->parent_row = ARENA_ARRAY(arena, of->row_count, uint32_t);
    of->is_phantom = ARENA_ARRAY(arena, planes_count_words(of->row_count), uint64_t);
    for (uint32_t row = 0; row < parent_count; row++)
        for (uint32_t i = of->first_row[row]; i < of->first_row[row + 1]; i++) {
            of->parent_row[i] = row;
            if (!planes_get(of->list_known, row))
                planes_set(of->is_phantom, i);
        }
}

/* The row of the list's holder that a row of the product's parent belongs to. */
static inline uint32_t builder_get_owner(const CaseTable *table, const CodeFrame *product,
                                         uint32_t row)
{
    uint32_t frame = product->parent;
    while (frame != product->holder) {
        row = table->frames[frame].parent_row[row];
        frame = table->code->frames[frame].parent;
    }
    return table->frames[frame].element_row ? table->frames[frame].element_row[row] : row;
}

static inline void builder_lay_product(Arena *arena, CaseTable *table, uint32_t frame)
{
    const CodeFrame *product = &table->code->frames[frame];
    const CaseFrame *list = &table->frames[product->list_frame];
    const CaseFrame *parent = &table->frames[product->parent];
    CaseFrame *of = &table->frames[frame];
    of->first_row = ARENA_ARRAY(arena, (size_t)parent->row_count + 1, uint32_t);
    of->list_known = ARENA_ARRAY(arena, planes_count_words(parent->row_count), uint64_t);
    for (uint32_t row = 0; row < parent->row_count; row++) {
        uint32_t owner = builder_get_owner(table, product, row);
        of->first_row[row + 1] =
            of->first_row[row] + list->first_row[owner + 1] - list->first_row[owner];
        if (planes_get(list->list_known, owner))
            planes_set(of->list_known, row);
    }
    of->row_count = of->first_row[parent->row_count];
    of->parent_row = ARENA_ARRAY(arena, of->row_count, uint32_t);
    of->element_row = ARENA_ARRAY(arena, of->row_count, uint32_t);
    of->is_phantom = ARENA_ARRAY(arena, planes_count_words(of->row_count), uint64_t);
    for (uint32_t row = 0; row < parent->row_count; row++)
        for (uint32_t i = of->first_row[row]; i < of->first_row[row + 1]; i++) {
            of->parent_row[i] = row;
            of->element_row[i] =
                list->first_row[builder_get_owner(table, product, row)] + i - of->first_row[row];
            if (planes_get(list->is_phantom, of->element_row[i]) ||
                (parent->is_phantom && planes_get(parent->is_phantom, row)))
                planes_set(of->is_phantom, i);
        }
}

/* A table whose cells are all absent, as of 1 January 1970 plus `as_of`. `count_elements` may be NULL without lists. */
static inline CaseTable *builder_table(Arena *arena, const Code *code, uint32_t case_count,
                                       Value as_of, CountElements *count_elements)
{
    CaseTable *table = ARENA_NEW(arena, CaseTable);
    table->code = code;
    table->case_count = case_count;
    table->as_of = ARENA_ARRAY(arena, case_count, Value);
    table->frames = ARENA_ARRAY(arena, code->frame_count, CaseFrame);
    table->facts = ARENA_ARRAY(arena, code->fact_count, Column);
    table->done = ARENA_ARRAY(arena, code->action_count, Column);
    table->texts = texts_new(arena);
    for (uint32_t i = 0; i < case_count; i++)
        table->as_of[i] = as_of;
    table->frames[0].row_count = case_count;
    table->frames[0].is_phantom = ARENA_ARRAY(arena, planes_count_words(case_count), uint64_t);
    for (uint32_t frame = 1; frame < code->frame_count; frame++) {
        if (code->frames[frame].list_frame == frame)
            builder_lay_list(arena, table, frame, count_elements);
        else
            builder_lay_product(arena, table, frame);
    }
    for (uint32_t i = 0; i < code->fact_count; i++)
        table->facts[i] = column_new(arena, code->facts[i].type.kind == TYPE_YES_NO,
                                     table->frames[code->facts[i].frame].row_count);
    for (uint32_t i = 0; i < code->action_count; i++)
        table->done[i] = column_new(arena, false, table->frames[code->actions[i].frame].row_count);
    return table;
}

static inline void builder_give(CaseTable *table, uint32_t fact, uint32_t row, Value value)
{
    column_give(&table->facts[fact], row, value);
}

/* Gives the fact that register `reg` reads. */
static inline void builder_give_to(CaseTable *table, uint32_t reg, uint32_t row, Value value)
{
    builder_give(table, table->code->instructions[reg].a, row, value);
}

/* A generator of its own, so that every run on every machine tries the same (Marsaglia's xorshift). */
static inline uint32_t builder_random(uint32_t *seed, uint32_t below)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed % below;
}

#endif
