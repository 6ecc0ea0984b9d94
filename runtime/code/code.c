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

static void mark(bool *set, uint32_t reg)
{
    if (reg != REGISTER_NONE)
        set[reg] = true;
}

void code_mark_outcomes(const Code *code, bool *set)
{
    for (uint32_t i = 0; i < code->decision_count; i++)
        mark(set, code->decisions[i].reg);
    for (uint32_t i = 0; i < code->rule_count; i++)
        mark(set, code->rules[i].reg);
    for (uint32_t i = 0; i < code->norm_count; i++) {
        const CodeNorm *norm = &code->norms[i];
        const uint32_t registers[] = {norm->reg,         norm->when,           norm->until,
                                      norm->by,          norm->within_date,    norm->not_before,
                                      norm->repeat_from, norm->repeat_duration};
        for (size_t k = 0; k < sizeof registers / sizeof *registers; k++)
            mark(set, registers[k]);
    }
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

static bool is_register(OperandKind kind)
{
    return kind == OPERAND_REGISTER || kind == OPERAND_OPTIONAL || kind == OPERAND_OUTER ||
           kind == OPERAND_ELEMENT || kind == OPERAND_INNER || kind == OPERAND_INNER_OPTIONAL;
}

/* An alternative's level is no register. */
static void visit_pool(const Code *code, const Instruction *instruction, OperandVisit *visit,
                       void *context)
{
    const uint32_t step = opcode_get_pool_step(instruction->opcode);
    for (uint32_t i = 0; i < instruction->b; i++)
        for (uint32_t k = step == ALTERNATIVE_SIZE; k < step; k++) {
            uint32_t reg = code->pool[instruction->a + i * step + k];
            if (reg != REGISTER_NONE)
                visit(context, reg);
        }
}

void code_visit_operands(const Code *code, const Instruction *instruction, OperandVisit *visit,
                         void *context)
{
    for (int i = 0; i < 3; i++) {
        OperandKind kind = opcode_get_operand(instruction->opcode, i);
        uint32_t operand = instruction_get_operand(instruction, i);
        if (kind == OPERAND_POOL)
            visit_pool(code, instruction, visit, context);
        else if (is_register(kind) && operand != REGISTER_NONE)
            visit(context, operand);
    }
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
