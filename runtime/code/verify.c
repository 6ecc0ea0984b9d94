/* verify.c - the order of the checks, and what all of them use.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/verify.h"

#include "code/check.h"
#include "value/value.h"

bool check_fail(Check *check, const char *what, uint32_t index)
{
    if (!check->reason)
        check->reason = arena_format(check->scratch, "%s (number %u)", what, index);
    return false;
}

bool check_type(Check *check, Type type)
{
    if ((uint32_t)type.kind > TYPE_LIST)
        return check_fail(check, "no such type", (uint32_t)type.kind);
    if (type.kind != TYPE_ENUMERATION)
        return true;
    return type.enumeration && type.enumeration->value_count > 0
               ? true
               : check_fail(check, "an enumeration without values", 0);
}

/* Whether a character begins, or the text ends, at `offset`: words are shown from here to there. */
static bool is_between_characters(Str text, uint32_t offset)
{
    return offset == text.length || ((unsigned char)text.bytes[offset] & 0xc0) != 0x80;
}

bool check_span(const Check *check, Span span)
{
    if (span.source == SOURCE_NONE)
        return true;
    const Sources *sources = check->code->sources;
    if (!sources || span.source >= sources->list.count)
        return false;
    Str text = sources->list.items[span.source].text;
    return span.start <= span.end && span.end <= text.length &&
           is_between_characters(text, span.start) && is_between_characters(text, span.end);
}

static bool is_date(Value value)
{
    return value >= DATE_LEAST && value <= DATE_MOST;
}

bool check_dates(bool has_from, Value from, bool has_until, Value until)
{
    return (!has_from || is_date(from)) && (!has_until || is_date(until)) &&
           (!has_from || !has_until || from <= until);
}

bool check_marks(Check *check, const Marks *marks)
{
    for (uint32_t i = 0; i < marks->citation_count; i++)
        if (!marks->citations[i].text || !check_span(check, marks->citations[i].span))
            return check_fail(check, "a citation that stands nowhere", i);
    for (uint32_t i = 0; i < marks->note_count; i++)
        if (!marks->notes[i])
            return check_fail(check, "a note without words", i);
    return true;
}

bool check_constant(Check *check, const CodeConstant *constant)
{
    if (!check_type(check, constant->type))
        return false;
    if (constant->type.kind == TYPE_TEXT)
        return constant->text ? true : check_fail(check, "a text constant without text", 0);
    return value_is_valid(constant->type, NULL, constant->value)
               ? true
               : check_fail(check, "a constant beyond its type", 0);
}

bool check_register(const Check *check, uint32_t reg, uint32_t frame, TypeKind kind)
{
    if (reg >= check->code->instruction_count)
        return false;
    const Instruction *instruction = &check->code->instructions[reg];
    return instruction->frame == frame && instruction->type.kind == kind;
}

bool check_optional_register(const Check *check, uint32_t reg, uint32_t frame, TypeKind kind)
{
    return reg == REGISTER_NONE || check_register(check, reg, frame, kind);
}

bool code_verify(const Code *code, Arena *scratch, const char **reason)
{
    Check check = {.code = code, .scratch = scratch};
    bool is_right = check_tables(&check);
    for (uint32_t reg = 0; is_right && reg < code->instruction_count; reg++)
        is_right = check_instruction(&check, reg);
    is_right = is_right && check_outcomes(&check);
    if (!is_right)
        *reason = check.reason;
    return is_right;
}
