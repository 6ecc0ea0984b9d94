/* to_c.c - see to_c.h. Register i is s<i> (surely) and p<i> (possibly), or v<i> and k<i> (known), each 0 or 1.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "to_c.h"

#include "code/operands.h"

static void write_fold(FILE *out, const Code *code, uint32_t reg, const char *sign)
{
    const Instruction *of = &code->instructions[reg];
    for (const char *plane = "sp"; *plane; plane++) {
        fprintf(out, "unsigned %c%u = %d", *plane, reg, of->opcode == OP_AND);
        for (uint32_t i = 0; i < of->b; i++)
            fprintf(out, " %s %c%u", sign, *plane, code->pool[of->a + i]);
        fprintf(out, ";\n");
    }
}

static void write_at_least(FILE *out, const Code *code, uint32_t reg)
{
    const Instruction *of = &code->instructions[reg];
    for (const char *plane = "sp"; *plane; plane++) {
        fprintf(out, "unsigned %c%u = (0", *plane, reg);
        for (uint32_t i = 0; i < of->b; i++)
            fprintf(out, " + %c%u", *plane, code->pool[of->a + i]);
        fprintf(out, ") >= %uu;\n", of->c);
    }
}

static void write_match(FILE *out, uint32_t reg, const char *known)
{
    fprintf(out, "unsigned s%u = m%u & (%s), p%u = m%u | !(%s);\n", reg, reg, known, reg, reg,
            known);
}

static void write_compare(FILE *out, const Instruction *of, uint32_t reg)
{
    static const char *const signs[] = {"==", "!=", ">", "<", ">=", "<=", "<", ">", "<=", ">="};
    char known[64];
    snprintf(known, sizeof known, "k%u & k%u", of->a, of->b);
    fprintf(out, "unsigned m%u = v%u %s v%u;\n", reg, of->a, signs[of->c], of->b);
    write_match(out, reg, known);
}

static void write_one_of(FILE *out, const Code *code, uint32_t reg)
{
    const Instruction *of = &code->instructions[reg];
    fprintf(out, "unsigned o%u = !k%u, m%u = 0;\n", reg, of->c, reg);
    for (uint32_t i = 0; i < of->b; i++) {
        uint32_t operand = code->pool[of->a + i];
        fprintf(out, "m%u |= (v%u == v%u) & k%u; o%u |= !k%u;\n", reg, of->c, operand, operand, reg,
                operand);
    }
    fprintf(out, "unsigned s%u = m%u & k%u, p%u = m%u | o%u;\n", reg, reg, of->c, reg, reg, reg);
}

/* Yes/no: see cell_decide_truth. */
static void write_decide(FILE *out, const Code *code, uint32_t reg)
{
    const Instruction *of = &code->instructions[reg];
    const uint32_t *entry = code->pool + of->a;
    fprintf(out, "unsigned o%u = 1, h%u = 0, y%u = 0, n%u = 0;\n", reg, reg, reg, reg);
    for (uint32_t i = 0; i < of->b; i++, entry += ALTERNATIVE_SIZE) {
        char surely[16] = "1", possibly[16] = "1";
        if (entry[1] != REGISTER_NONE) {
            snprintf(surely, sizeof surely, "s%u", entry[1]);
            snprintf(possibly, sizeof possibly, "p%u", entry[1]);
        }
        fprintf(out, "y%u |= o%u & %s & p%u; n%u |= o%u & %s & !s%u; h%u |= %s;\n", reg, reg,
                possibly, entry[2], reg, reg, possibly, entry[2], reg, surely);
        if (i + 1 == of->b || entry[ALTERNATIVE_SIZE] != entry[0])
            fprintf(out, "o%u &= !h%u;\n", reg, reg);
    }
    fprintf(out, "unsigned s%u = !o%u & !n%u, p%u = o%u | y%u;\n", reg, reg, reg, reg, reg, reg);
}

static void write_source(FILE *out, const Code *code, uint32_t reg)
{
    const Instruction *of = &code->instructions[reg];
    bool is_yes_no = of->type.kind == TYPE_YES_NO;
    long long value = of->opcode == OP_CONSTANT ? code->constants[of->a].value : 0;
    if (of->opcode == OP_FACT && is_yes_no)
        fprintf(out, "unsigned s%u = f[%u] >> 1, p%u = f[%u] & 1;\n", reg, of->a, reg, of->a);
    else if (of->opcode == OP_FACT)
        fprintf(out, "long long v%u = v[%u]; unsigned k%u = f[%u];\n", reg, of->a, reg, of->a);
    else if (is_yes_no)
        fprintf(out, "unsigned s%u = %d, p%u = %d;\n", reg, value != 0, reg, value != 0);
    else
        fprintf(out, "long long v%u = %lldLL; unsigned k%u = 1;\n", reg, value, reg);
}

static bool write_instruction(FILE *out, const Code *code, uint32_t reg)
{
    const Instruction *of = &code->instructions[reg];
    uint32_t a = of->a;
    if (of->opcode == OP_FACT || of->opcode == OP_CONSTANT)
        write_source(out, code, reg);
    else if (of->opcode == OP_IN_FORCE)
        fprintf(out, "unsigned s%u = 1, p%u = 1;\n", reg, reg);
    else if (of->opcode == OP_AND || of->opcode == OP_OR)
        write_fold(out, code, reg, of->opcode == OP_AND ? "&" : "|");
    else if (of->opcode == OP_NOT)
        fprintf(out, "unsigned s%u = !p%u, p%u = !s%u;\n", reg, a, reg, a);
    else if (of->opcode == OP_AT_LEAST)
        write_at_least(out, code, reg);
    else if (of->opcode == OP_COMPARE)
        write_compare(out, of, reg);
    else if (of->opcode == OP_ONE_OF)
        write_one_of(out, code, reg);
    else if (of->opcode == OP_DECIDE && of->type.kind == TYPE_YES_NO)
        write_decide(out, code, reg);
    else
        return false;
    return true;
}

bool to_c_write(FILE *out, const Code *code, const uint32_t *outcomes, uint32_t outcome_count,
                const char *name)
{
    fprintf(out, "void %s(const unsigned char *f, const long long *v, unsigned char *o)\n{\n",
            name);
    for (uint32_t i = 0; i < code->instruction_count; i++)
        if (!write_instruction(out, code, i))
            return false;
    for (uint32_t i = 0; i < outcome_count; i++)
        fprintf(out, "o[%u] = (unsigned char)(s%u << 1 | p%u);\n", i, outcomes[i], outcomes[i]);
    fprintf(out, "}\n");
    return true;
}
