/* code.c - names, keys and operands of a Code.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/code.h"

#include "code/operands.h"

static const char *const OPCODE_NAMES[] = {
#define OPCODE(name, a, b, c, doc) #name,
#include "code/opcodes.def"
#undef OPCODE
};

static const OperandKind OPERAND_KINDS[][3] = {
#define OPCODE(name, a, b, c, doc) {OPERAND_##a, OPERAND_##b, OPERAND_##c},
#include "code/opcodes.def"
#undef OPCODE
};

_Static_assert(sizeof OPCODE_NAMES / sizeof *OPCODE_NAMES == OPCODE_LIMIT,
               "OPCODE_LIMIT names the last opcode");

const char *opcode_to_name(Opcode opcode)
{
    return OPCODE_NAMES[opcode];
}

/* "services.#.visits.#." for a list frame, nothing for frame 0; frames nest only as deep as records do. */
static void add_frame_path(Text *text, const Code *code, uint32_t frame)
{
    if (frame == 0)
        return;
    add_frame_path(text, code, code->frames[frame].parent);
    text_add(text, code->facts[code->frames[frame].list_fact].name);
    text_add(text, ".#.");
}

const char *code_fact_to_path(Arena *arena, const Code *code, uint32_t fact)
{
    Text text = text_in(arena);
    add_frame_path(&text, code, code->facts[fact].frame);
    text_add(&text, code->facts[fact].name);
    return text.bytes;
}

uint32_t code_get_depth(const Code *code, uint32_t frame)
{
    uint32_t depth = 0;
    for (; frame != 0; frame = code->frames[frame].parent)
        depth++;
    return depth;
}

OperandKind opcode_get_operand(Opcode opcode, int index)
{
    return OPERAND_KINDS[opcode][index];
}

uint32_t opcode_get_pool_step(Opcode opcode)
{
    return opcode == OP_DECIDE ? ALTERNATIVE_SIZE : 1;
}

uint32_t instruction_get_operand(const Instruction *instruction, int index)
{
    return index == 0 ? instruction->a : index == 1 ? instruction->b : instruction->c;
}

/* A parent's number is smaller than its child's, so the walk ends at or before `outer`. */
bool code_is_ancestor(const Code *code, uint32_t outer, uint32_t frame)
{
    if (frame <= outer)
        return false;
    while (frame > outer)
        frame = code->frames[frame].parent;
    return frame == outer;
}
