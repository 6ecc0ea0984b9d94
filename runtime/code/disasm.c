/* disasm.c - see disasm.h. A register is r7, a frame f1; what a number leads to stands behind it in words.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/disasm.h"

#include "code/operands.h"
#include "value/value.h"

/* As many bytes of the source's words as fit beside an instruction. */
#define WORDS_MOST 40

static void write_register(Text *out, const char *before, uint32_t reg)
{
    if (reg == REGISTER_NONE)
        text_add_format(out, "%s-", before);
    else
        text_add_format(out, "%sr%u", before, reg);
}

/* One that is left out where there is none. */
static void write_optional(Text *out, const char *before, uint32_t reg)
{
    if (reg != REGISTER_NONE)
        write_register(out, before, reg);
}

static void write_constant(Text *out, const CodeConstant *constant)
{
    if (constant->type.kind == TYPE_TEXT)
        text_add_format(out, "\"%s\"", constant->text);
    else
        value_write_source(out, constant->type, NULL, constant->value);
}

static void write_date(Text *out, Value date)
{
    value_write_source(out, (Type){TYPE_DATE, NULL}, NULL, date);
}

static void write_period(Text *out, const CodePeriod *period)
{
    if (period->has_from) {
        text_add(out, " from ");
        write_date(out, period->from);
    }
    if (period->has_until) {
        text_add(out, " until ");
        write_date(out, period->until);
    }
}

static void write_marks(Text *out, const Marks *marks)
{
    for (uint32_t i = 0; i < marks->citation_count; i++)
        text_add_format(out, " [%s]", marks->citations[i].text);
    for (uint32_t i = 0; i < marks->note_count; i++)
        text_add(out, " note");
}

static void write_pool(Text *out, const Code *code, const Instruction *instruction)
{
    const uint32_t *entry = code->pool + instruction->a;
    for (uint32_t i = 0; i < instruction->b; i++) {
        if (instruction->opcode != OP_DECIDE) {
            write_register(out, " ", entry[i]);
            continue;
        }
        const uint32_t *alternative = entry + (size_t)i * ALTERNATIVE_SIZE;
        text_add_format(out, " (%u:", alternative[0]);
        write_register(out, " ", alternative[1]);
        write_register(out, " ", alternative[2]);
        text_add(out, ")");
    }
}

static void write_fact_name(Text *out, const Code *code, uint32_t fact)
{
    text_add_format(out, " %s", code_fact_to_path(out->arena, code, fact));
}

static void write_operand(Text *out, const Code *code, const Instruction *instruction, int index)
{
    uint32_t operand = instruction_get_operand(instruction, index);
    switch (opcode_get_operand(instruction->opcode, index)) {
    case OPERAND_NONE:
    case OPERAND_COUNT: return;
    case OPERAND_REGISTER:
    case OPERAND_OPTIONAL:
    case OPERAND_OUTER:
    case OPERAND_ELEMENT:
    case OPERAND_INNER:
    case OPERAND_INNER_OPTIONAL: write_register(out, " ", operand); return;
    case OPERAND_CHILD: text_add_format(out, " f%u", operand); return;
    case OPERAND_POOL: write_pool(out, code, instruction); return;
    case OPERAND_FACT: write_fact_name(out, code, operand); return;
    case OPERAND_CONSTANT:
        text_add(out, " ");
        write_constant(out, &code->constants[operand]);
        return;
    case OPERAND_PARAMETER: text_add_format(out, " %s", code->parameters[operand].name); return;
    case OPERAND_ACTION: text_add_format(out, " %s", code->actions[operand].name); return;
    case OPERAND_PERIOD: write_period(out, &code->periods[operand]); return;
    case OPERAND_NUMBER: text_add_format(out, " %u", operand); return;
    case OPERAND_COMPARISON:
        text_add_format(out, " '%s'", comparison_to_words((Comparison)operand));
        return;
    }
    UNREACHABLE();
}

/* The words that an instruction stands for, on one line and cut short. */
static void write_words(Text *out, const Code *code, Span span)
{
    if (span.source == SOURCE_NONE || !code->sources)
        return;
    Str words = source_get_words(code->sources, span);
    size_t length = words.length < WORDS_MOST ? words.length : WORDS_MOST;
    text_add(out, "  ; ");
    for (size_t i = 0; i < length; i++) {
        bool is_space = words.bytes[i] == '\n' || words.bytes[i] == '\t' || words.bytes[i] == '\r';
        text_add_byte(out, is_space ? ' ' : words.bytes[i]);
    }
    text_add(out, length < words.length ? "..." : "");
}

static void write_instruction(Text *out, const Code *code, uint32_t reg)
{
    const Instruction *instruction = &code->instructions[reg];
    text_add_format(out, "  r%u f%u %s %s", reg, instruction->frame,
                    type_to_text(out->arena, instruction->type),
                    opcode_to_name(instruction->opcode));
    for (int i = 0; i < 3; i++)
        write_operand(out, code, instruction, i);
    write_marks(out, &code->condition_marks[reg]);
    write_words(out, code, code->spans[reg]);
    text_add(out, "\n");
}

static void write_frames(Text *out, const Code *code)
{
    text_add(out, "frames\n  f0 the case\n");
    for (uint32_t i = 1; i < code->frame_count; i++) {
        const CodeFrame *frame = &code->frames[i];
        text_add_format(out, "  f%u %s in f%u", i, frame->path, frame->parent);
        if (frame->list_frame != i)
            text_add_format(out, ", each with the elements of f%u that f%u holds",
                            frame->list_frame, frame->holder);
        text_add(out, "\n");
    }
}

static void write_facts(Text *out, const Code *code)
{
    text_add(out, "facts\n");
    for (uint32_t i = 0; i < code->fact_count; i++) {
        const CodeFact *fact = &code->facts[i];
        text_add(out, " ");
        write_fact_name(out, code, i);
        text_add_format(out, ": %s", type_to_text(out->arena, fact->type));
        if (fact->type.kind == TYPE_LIST)
            text_add_format(out, " f%u", fact->list_frame);
        write_optional(out, " ", fact->reg);
        if (fact->is_presumed) {
            text_add(out, " presumed ");
            write_constant(out, &fact->presumed);
        }
        write_marks(out, &fact->marks);
        text_add(out, "\n");
    }
}

static void write_parameters(Text *out, const Code *code)
{
    text_add(out, "parameters\n");
    for (uint32_t i = 0; i < code->parameter_count; i++) {
        const CodeParameter *parameter = &code->parameters[i];
        text_add_format(out, "  %s: %s", parameter->name,
                        type_to_text(out->arena, parameter->type));
        for (uint32_t k = 0; k < parameter->value_count; k++) {
            text_add(out, k ? ", " : " ");
            write_constant(out, &parameter->values[k].value);
            text_add(out, " from ");
            write_date(out, parameter->values[k].from);
        }
        text_add(out, "\n");
    }
}

static void write_decisions(Text *out, const Code *code)
{
    text_add(out, "decisions\n");
    for (uint32_t i = 0; i < code->decision_count; i++) {
        const CodeDecision *decision = &code->decisions[i];
        text_add_format(out, "  %s f%u: %s r%u", decision->name, decision->frame,
                        type_to_text(out->arena, decision->type), decision->reg);
        write_marks(out, &decision->marks);
        text_add(out, "\n");
    }
}

static const char *part_to_words(RulePartKind kind)
{
    switch (kind) {
    case RULE_PART_IN_FORCE: return "in force";
    case RULE_PART_WHERE: return "where";
    case RULE_PART_WHEN: return "when";
    case RULE_PART_UNLESS: return "unless";
    case RULE_PART_OVERRIDDEN_BY: return "overridden by";
    }
    UNREACHABLE();
}

static void write_rule(Text *out, const Code *code, const CodeRule *rule)
{
    text_add_format(out, "  %s f%u r%u", rule->name, rule->frame, rule->reg);
    for (uint32_t i = 0; i < rule->part_count; i++) {
        const CodeRulePart *part = &rule->parts[i];
        text_add_format(out, ", %s", part_to_words(part->kind));
        if (part->kind == RULE_PART_OVERRIDDEN_BY)
            text_add_format(out, " %s", code->rules[part->rule].name);
        text_add_format(out, " r%u", part->reg);
    }
    write_marks(out, &rule->marks);
    text_add(out, "\n");
}

static void write_norm(Text *out, const Code *code, const CodeNorm *norm)
{
    text_add_format(out, "  %s: %s %s %s r%u", code->rules[norm->rule].name,
                    norm->actor ? norm->actor : "-", modality_to_words(norm->modality),
                    norm->follow                 ? norm->follow
                    : norm->action != INDEX_NONE ? code->actions[norm->action].name
                                                 : "one of",
                    norm->reg);
    write_optional(out, ", when ", norm->when);
    write_optional(out, ", until ", norm->until);
    write_optional(out, ", by ", norm->by);
    write_optional(out, ", within ", norm->within_date);
    write_optional(out, ", not before ", norm->not_before);
    write_optional(out, ", every ", norm->repeat_duration);
    write_optional(out, " from ", norm->repeat_from);
    if (norm->option_count)
        text_add_format(out, ", options %u to %u", norm->first_option,
                        norm->first_option + norm->option_count - 1);
    write_marks(out, &norm->marks);
    text_add(out, "\n");
}

void disasm_write(Text *out, const Code *code)
{
    text_add_format(out, "code %s\n", code->hash);
    write_frames(out, code);
    write_facts(out, code);
    write_parameters(out, code);
    text_add(out, "instructions\n");
    for (uint32_t i = 0; i < code->instruction_count; i++)
        write_instruction(out, code, i);
    write_decisions(out, code);
    text_add(out, "rules\n");
    for (uint32_t i = 0; i < code->rule_count; i++)
        write_rule(out, code, &code->rules[i]);
    text_add(out, "norms\n");
    for (uint32_t i = 0; i < code->norm_count; i++)
        write_norm(out, code, &code->norms[i]);
}
