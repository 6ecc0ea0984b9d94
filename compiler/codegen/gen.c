/* gen.c - instructions added, shared, and numbered.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "codegen/gen.h"

#include <string.h>

/* What a number in gen->numbers is about; with up to five words it makes the key. */
typedef enum KeyKind {
    KEY_REGISTER,
    KEY_CONSTANT,
    KEY_PERIOD,
    KEY_PRODUCT,
} KeyKind;

typedef struct Key {
    uint64_t words[6];
} Key;

/* The number of a key; *is_new where it was not there, and then it is `next`. */
static uint32_t number_key(Gen *gen, Key key, uint32_t next, bool *is_new)
{
    uint32_t number = next;
    Str bytes = {(const char *)&key, sizeof key};
    *is_new = !map_find(gen->numbers, bytes, &number);
    if (*is_new) {
        bytes.bytes = arena_copy_text(gen->pass, bytes.bytes, bytes.length);
        map_set(gen->numbers, bytes, next);
    }
    return number;
}

uint32_t gen_emit(Gen *gen, Instruction instruction, Span span)
{
    BUG_IF(gen->instructions.count >= REGISTER_NONE);
    Marks none = {0};
    VEC_PUSH(gen->arena, &gen->instructions, instruction);
    VEC_PUSH(gen->arena, &gen->spans, span);
    VEC_PUSH(gen->arena, &gen->condition_marks, none);
    return (uint32_t)gen->instructions.count - 1;
}

void gen_set_marks(Gen *gen, uint32_t reg, Marks marks)
{
    gen->condition_marks.items[reg] = marks;
}

uint32_t gen_share(Gen *gen, Opcode opcode, uint32_t frame, Type type, uint32_t a, Span span)
{
    bool is_new;
    Key key = {{KEY_REGISTER, opcode, frame, a}};
    uint32_t reg = number_key(gen, key, (uint32_t)gen->instructions.count, &is_new);
    if (is_new)
        gen_emit(gen, (Instruction){.opcode = opcode, .frame = frame, .type = type, .a = a}, span);
    return reg;
}

/* Texts are told apart by their address: equal ones may stand twice, which costs an entry and nothing else. */
uint32_t gen_share_constant(Gen *gen, uint32_t frame, const CodeConstant *constant, Span span)
{
    bool is_new;
    Key key = {{KEY_CONSTANT, constant->type.kind, (uintptr_t)constant->type.enumeration,
                (uint64_t)constant->value, (uintptr_t)constant->text}};
    uint32_t number = number_key(gen, key, (uint32_t)gen->constants.count, &is_new);
    if (is_new)
        VEC_PUSH(gen->arena, &gen->constants, *constant);
    return gen_share(gen, OP_CONSTANT, frame, constant->type, number, span);
}

uint32_t gen_share_period(Gen *gen, uint32_t frame, CodePeriod period, Span span)
{
    bool is_new;
    Key key = {{KEY_PERIOD, period.has_from, (uint64_t)period.from, period.has_until,
                (uint64_t)period.until}};
    uint32_t number = number_key(gen, key, (uint32_t)gen->periods.count, &is_new);
    if (is_new)
        VEC_PUSH(gen->arena, &gen->periods, period);
    return gen_share(gen, OP_IN_FORCE, frame, TYPE_OF_TRUTH, number, span);
}

uint32_t gen_share_fact(Gen *gen, uint32_t fact, Span span)
{
    CodeFact *of = &gen->facts.items[fact];
    if (of->reg == REGISTER_NONE)
        of->reg = gen_emit(
            gen, (Instruction){.opcode = OP_FACT, .frame = of->frame, .type = of->type, .a = fact},
            span);
    return of->reg;
}

uint32_t gen_emit_pool(Gen *gen, Instruction instruction, const uint32_t *operands, size_t count,
                       Span span)
{
    instruction.a = (uint32_t)gen->pool.count;
    instruction.b = (uint32_t)count;
    for (size_t i = 0; i < count; i++)
        VEC_PUSH(gen->arena, &gen->pool, operands[i]);
    return gen_emit(gen, instruction, span);
}

uint32_t gen_emit_not(Gen *gen, uint32_t frame, uint32_t operand, Span span)
{
    return gen_emit(
        gen, (Instruction){.opcode = OP_NOT, .frame = frame, .type = TYPE_OF_TRUTH, .a = operand},
        span);
}

uint32_t gen_get_product_frame(Gen *gen, uint32_t parent, uint32_t list_frame, uint32_t holder)
{
    bool is_new;
    Key key = {{KEY_PRODUCT, parent, list_frame, holder}};
    uint32_t number = number_key(gen, key, (uint32_t)gen->frames.count, &is_new);
    if (is_new) {
        CodeFrame frame = gen->frames.items[list_frame];
        frame.parent = parent;
        frame.holder = holder;
        VEC_PUSH(gen->arena, &gen->frames, frame);
        VEC_PUSH(gen->pass, &gen->first_facts, INDEX_NONE);
        VEC_PUSH(gen->pass, &gen->frame_ordinals, INDEX_NONE);
    }
    return number;
}

uint32_t gen_get_fact(const Gen *gen, uint32_t frame, const CoreFact *fact)
{
    return gen->first_facts.items[frame] + fact->number;
}

uint32_t gen_get_list_frame(const Gen *gen, uint32_t frame, const CoreFact *list)
{
    return gen->facts.items[gen_get_fact(gen, frame, list)].list_frame;
}

uint32_t gen_get_decision(const Gen *gen, const CoreDecision *decision, uint32_t list_frame)
{
    uint32_t first = gen->first_decisions[decision->number];
    return decision->record ? first + gen->frame_ordinals.items[list_frame] : first;
}
