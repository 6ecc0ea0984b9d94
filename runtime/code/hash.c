/* hash.c - a Code written out byte for byte the same everywhere, and its SHA-256.
 *
 * Numbers are 8 bytes, least significant first; texts have their length before them, absent ones a length that none has;
 * tables their count. An enumeration is written out where it first occurs and is a number after that.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/hash.h"

#include "base/map.h"
#include "base/sha256.h"
#include "code/operands.h"

/* Goes up with every change of what is written here or of what instructions mean. */
#define FORMAT_VERSION 2

typedef struct Writer {
    Sha256 sha;
    Arena *scratch;
    Map *enumerations; /* address -> number */
} Writer;

static void write_number(Writer *writer, uint64_t number)
{
    uint8_t bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(number >> 8 * i);
    sha256_add(&writer->sha, bytes, sizeof bytes);
}

static void write_str(Writer *writer, Str str)
{
    write_number(writer, str.length);
    sha256_add(&writer->sha, str.bytes, str.length);
}

static void write_text(Writer *writer, const char *text)
{
    if (text)
        write_str(writer, str_from(text));
    else
        write_number(writer, UINT64_MAX);
}

static void write_marks(Writer *writer, const Marks *marks)
{
    write_number(writer, marks->citation_count);
    for (uint32_t i = 0; i < marks->citation_count; i++) {
        write_text(writer, marks->citations[i].text);
        write_text(writer, marks->citations[i].summary);
    }
    write_number(writer, marks->note_count);
    for (uint32_t i = 0; i < marks->note_count; i++)
        write_text(writer, marks->notes[i]);
}

static void write_enumeration(Writer *writer, const Enumeration *enumeration)
{
    write_text(writer, enumeration->name);
    write_text(writer, enumeration->label);
    write_number(writer, enumeration->value_count);
    for (uint32_t i = 0; i < enumeration->value_count; i++) {
        write_text(writer, enumeration->values[i].name);
        write_text(writer, enumeration->values[i].label);
    }
}

static void write_type(Writer *writer, Type type)
{
    write_number(writer, type.kind);
    if (type.kind != TYPE_ENUMERATION)
        return;
    uint32_t number = (uint32_t)map_get_count(writer->enumerations);
    Str key = {(const char *)&type.enumeration, sizeof type.enumeration};
    if (map_find(writer->enumerations, key, &number)) {
        write_number(writer, number);
        return;
    }
    key.bytes = arena_copy_text(writer->scratch, key.bytes, key.length);
    map_set(writer->enumerations, key, number);
    write_number(writer, number);
    write_enumeration(writer, type.enumeration);
}

static void write_constant(Writer *writer, const CodeConstant *constant)
{
    write_type(writer, constant->type);
    write_number(writer, constant->type.kind == TYPE_TEXT ? 0 : (uint64_t)constant->value);
    write_text(writer, constant->text);
}

static void write_period(Writer *writer, const CodePeriod *period)
{
    write_number(writer, period->has_from);
    write_number(writer, period->has_from ? (uint64_t)period->from : 0);
    write_number(writer, period->has_until);
    write_number(writer, period->has_until ? (uint64_t)period->until : 0);
}

static void write_instructions(Writer *writer, const Code *code)
{
    write_number(writer, code->instruction_count);
    for (uint32_t i = 0; i < code->instruction_count; i++) {
        const Instruction *instruction = &code->instructions[i];
        write_text(writer, opcode_to_name(instruction->opcode));
        write_number(writer, instruction->frame);
        write_type(writer, instruction->type);
        for (int k = 0; k < 3; k++)
            write_number(writer, instruction_get_operand(instruction, k));
        write_marks(writer, &code->condition_marks[i]);
    }
    write_number(writer, code->pool_count);
    for (uint32_t i = 0; i < code->pool_count; i++)
        write_number(writer, code->pool[i]);
}

static void write_small_tables(Writer *writer, const Code *code)
{
    write_number(writer, code->constant_count);
    for (uint32_t i = 0; i < code->constant_count; i++)
        write_constant(writer, &code->constants[i]);
    write_number(writer, code->period_count);
    for (uint32_t i = 0; i < code->period_count; i++)
        write_period(writer, &code->periods[i]);
    write_number(writer, code->frame_count);
    for (uint32_t i = 0; i < code->frame_count; i++) {
        write_number(writer, code->frames[i].parent);
        write_number(writer, code->frames[i].list_frame);
        write_number(writer, code->frames[i].list_fact);
        write_number(writer, code->frames[i].holder);
        write_text(writer, code->frames[i].path);
    }
}

static void write_facts(Writer *writer, const Code *code)
{
    write_number(writer, code->fact_count);
    for (uint32_t i = 0; i < code->fact_count; i++) {
        const CodeFact *fact = &code->facts[i];
        write_text(writer, fact->name);
        write_text(writer, fact->label);
        write_text(writer, fact->ask);
        write_text(writer, fact->judged_by);
        write_type(writer, fact->type);
        write_number(writer, fact->frame);
        write_number(writer, fact->list_frame);
        write_number(writer, fact->reg);
        write_number(writer, (uint64_t)fact->is_presumed << 1 | fact->is_fixed);
        if (fact->is_presumed)
            write_constant(writer, &fact->presumed);
        write_marks(writer, &fact->marks);
    }
}

static void write_parameters(Writer *writer, const Code *code)
{
    write_number(writer, code->parameter_count);
    for (uint32_t i = 0; i < code->parameter_count; i++) {
        const CodeParameter *parameter = &code->parameters[i];
        write_text(writer, parameter->name);
        write_text(writer, parameter->label);
        write_type(writer, parameter->type);
        write_marks(writer, &parameter->marks);
        write_number(writer, parameter->value_count);
        for (uint32_t k = 0; k < parameter->value_count; k++) {
            const CodeParameterValue *value = &parameter->values[k];
            write_number(writer, (uint64_t)value->from);
            write_number(writer, (uint64_t)value->until);
            write_constant(writer, &value->value);
            write_marks(writer, &value->marks);
        }
    }
}

static void write_decisions(Writer *writer, const Code *code)
{
    write_number(writer, code->decision_count);
    for (uint32_t i = 0; i < code->decision_count; i++) {
        const CodeDecision *decision = &code->decisions[i];
        write_text(writer, decision->name);
        write_text(writer, decision->label);
        write_type(writer, decision->type);
        write_number(writer, decision->frame);
        write_number(writer, decision->reg);
        write_number(writer, decision->is_table);
        write_marks(writer, &decision->marks);
        write_number(writer, decision->alternative_count);
        for (uint32_t k = 0; k < decision->alternative_count; k++) {
            write_number(writer, decision->alternatives[k].level);
            write_number(writer, decision->alternatives[k].condition);
            write_number(writer, decision->alternatives[k].value);
            write_marks(writer, &decision->alternatives[k].marks);
        }
    }
}

static void write_parts(Writer *writer, const CodeRule *rule)
{
    write_number(writer, rule->part_count);
    for (uint32_t i = 0; i < rule->part_count; i++) {
        write_number(writer, rule->parts[i].kind);
        write_number(writer, rule->parts[i].reg);
        write_number(writer, rule->parts[i].rule);
        write_marks(writer, &rule->parts[i].marks);
    }
}

static void write_rules(Writer *writer, const Code *code)
{
    write_number(writer, code->rule_count);
    for (uint32_t i = 0; i < code->rule_count; i++) {
        const CodeRule *rule = &code->rules[i];
        write_text(writer, rule->name);
        write_text(writer, rule->label);
        write_number(writer, rule->frame);
        write_number(writer, rule->reg);
        write_parts(writer, rule);
        write_number(writer, rule->variable_count);
        for (uint32_t k = 0; k < rule->variable_count; k++)
            write_text(writer, rule->variables[k]);
        write_number(writer, rule->procedure);
        write_marks(writer, &rule->marks);
    }
    write_number(writer, code->action_count);
    for (uint32_t i = 0; i < code->action_count; i++) {
        write_text(writer, code->actions[i].name);
        write_text(writer, code->actions[i].label);
        write_number(writer, code->actions[i].frame);
    }
}

static void write_norm(Writer *writer, const CodeNorm *norm)
{
    const uint32_t numbers[] = {norm->rule,         (uint32_t)norm->modality,
                                norm->action,       norm->reg,
                                norm->when,         norm->until,
                                norm->by,           norm->within_date,
                                norm->not_before,   norm->repeat_duration,
                                norm->repeat_from,  norm->choice,
                                norm->first_option, norm->option_count};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        write_number(writer, numbers[i]);
    write_text(writer, norm->actor);
    write_text(writer, norm->label);
    write_text(writer, norm->follow);
    write_text(writer, norm->by_text);
    write_marks(writer, &norm->marks);
}

static void write_procedures(Writer *writer, const Code *code)
{
    write_number(writer, code->procedure_count);
    for (uint32_t i = 0; i < code->procedure_count; i++) {
        const CodeProcedure *procedure = &code->procedures[i];
        write_text(writer, procedure->name);
        write_text(writer, procedure->label);
        write_text(writer, procedure->source);
        write_text(writer, procedure->section);
        write_number(writer, procedure->is_external);
        write_period(writer, &procedure->period);
        write_marks(writer, &procedure->marks);
    }
    write_number(writer, code->procedure);
}

void hash_code(Code *code)
{
    _Static_assert(sizeof code->hash == SHA256_HEX_SIZE, "the hash is a digest in hex");
    Writer writer = {.scratch = arena_new()};
    writer.enumerations = map_new(writer.scratch);
    sha256_init(&writer.sha);
    write_number(&writer, FORMAT_VERSION);
    write_instructions(&writer, code);
    write_small_tables(&writer, code);
    write_facts(&writer, code);
    write_parameters(&writer, code);
    write_decisions(&writer, code);
    write_rules(&writer, code);
    write_number(&writer, code->norm_count);
    for (uint32_t i = 0; i < code->norm_count; i++)
        write_norm(&writer, &code->norms[i]);
    write_procedures(&writer, code);
    sha256_to_hex(&writer.sha, code->hash);
    arena_free(writer.scratch);
}
