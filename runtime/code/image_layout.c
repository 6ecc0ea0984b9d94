/* image_layout.c - see image_layout.h: the fields of each table.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/image_layout.h"

#include "base/sha256.h"
#include "code/operands.h"

_Static_assert(sizeof(Opcode) == sizeof(uint32_t) && sizeof(Modality) == sizeof(uint32_t) &&
                   sizeof(RulePartKind) == sizeof(uint32_t),
               "an IMAGE_CHOICE is stored as one word");

#define AT(Item, field) (uint32_t) offsetof(Item, field)
#define NUMBER(Item, field)                                                                        \
    {                                                                                              \
        IMAGE_NUMBER, AT(Item, field), 0, 0                                                        \
    }
#define CHOICE(Item, field, limit)                                                                 \
    {                                                                                              \
        IMAGE_CHOICE, AT(Item, field), (limit), 0                                                  \
    }
#define FLAG(Item, field)                                                                          \
    {                                                                                              \
        IMAGE_FLAG, AT(Item, field), 0, 0                                                          \
    }
#define VALUE(Item, field)                                                                         \
    {                                                                                              \
        IMAGE_VALUE, AT(Item, field), 0, 0                                                         \
    }
#define WORDS(Item, field)                                                                         \
    {                                                                                              \
        IMAGE_WORDS, AT(Item, field), 0, 0                                                         \
    }
#define MAYBE(Item, field)                                                                         \
    {                                                                                              \
        IMAGE_MAYBE, AT(Item, field), 0, 0                                                         \
    }
#define TYPE(Item, field)                                                                          \
    {                                                                                              \
        IMAGE_TYPE, AT(Item, field), 0, 0                                                          \
    }
#define SPAN(Item, field)                                                                          \
    {                                                                                              \
        IMAGE_SPAN, AT(Item, field), 0, 0                                                          \
    }
#define ITEMS(Item, field, count, table)                                                           \
    {                                                                                              \
        IMAGE_ITEMS, AT(Item, field), (table), AT(Item, count)                                     \
    }
#define MARKS(Item, field)                                                                         \
    ITEMS(Item, field.citations, field.citation_count, IMAGE_CITATIONS),                           \
        ITEMS(Item, field.notes, field.note_count, IMAGE_NOTES)
#define CONSTANT(Item, field)                                                                      \
    TYPE(Item, field.type), VALUE(Item, field.value), MAYBE(Item, field.text)
#define PERIOD(Item, field)                                                                        \
    FLAG(Item, field.has_from), FLAG(Item, field.has_until), VALUE(Item, field.from),              \
        VALUE(Item, field.until)

static const ImageField INSTRUCTION_FIELDS[] = {
    CHOICE(Instruction, opcode, OPCODE_LIMIT),
    NUMBER(Instruction, frame),
    TYPE(Instruction, type),
    NUMBER(Instruction, a),
    NUMBER(Instruction, b),
    NUMBER(Instruction, c),
};
static const ImageField INSTRUCTION_SPAN_FIELDS[] = {{IMAGE_SPAN, 0, 0, 0}};
static const ImageField INSTRUCTION_MARKS_FIELDS[] = {
    ITEMS(Marks, citations, citation_count, IMAGE_CITATIONS),
    ITEMS(Marks, notes, note_count, IMAGE_NOTES),
};
static const ImageField POOL_FIELDS[] = {{IMAGE_NUMBER, 0, 0, 0}};
static const ImageField CONSTANT_FIELDS[] = {
    TYPE(CodeConstant, type),
    VALUE(CodeConstant, value),
    MAYBE(CodeConstant, text),
};
static const ImageField PERIOD_FIELDS[] = {
    FLAG(CodePeriod, has_from),
    FLAG(CodePeriod, has_until),
    VALUE(CodePeriod, from),
    VALUE(CodePeriod, until),
};
static const ImageField FRAME_FIELDS[] = {
    NUMBER(CodeFrame, parent), NUMBER(CodeFrame, list_frame), NUMBER(CodeFrame, list_fact),
    NUMBER(CodeFrame, holder), WORDS(CodeFrame, path),
};
static const ImageField FACT_FIELDS[] = {
    WORDS(CodeFact, name),        MAYBE(CodeFact, label),       MAYBE(CodeFact, ask),
    MAYBE(CodeFact, judged_by),   TYPE(CodeFact, type),         NUMBER(CodeFact, frame),
    NUMBER(CodeFact, list_frame), NUMBER(CodeFact, reg),        FLAG(CodeFact, is_presumed),
    FLAG(CodeFact, is_fixed),     CONSTANT(CodeFact, presumed), MARKS(CodeFact, marks),
    SPAN(CodeFact, span),
};
static const ImageField PARAMETER_FIELDS[] = {
    WORDS(CodeParameter, name),  MAYBE(CodeParameter, label),
    TYPE(CodeParameter, type),   ITEMS(CodeParameter, values, value_count, IMAGE_PARAMETER_VALUES),
    MARKS(CodeParameter, marks), SPAN(CodeParameter, span),
};
static const ImageField PARAMETER_VALUE_FIELDS[] = {
    VALUE(CodeParameterValue, from),     VALUE(CodeParameterValue, until),
    CONSTANT(CodeParameterValue, value), MARKS(CodeParameterValue, marks),
    SPAN(CodeParameterValue, span),
};
static const ImageField DECISION_FIELDS[] = {
    WORDS(CodeDecision, name),
    MAYBE(CodeDecision, label),
    TYPE(CodeDecision, type),
    NUMBER(CodeDecision, frame),
    NUMBER(CodeDecision, reg),
    FLAG(CodeDecision, is_table),
    ITEMS(CodeDecision, alternatives, alternative_count, IMAGE_ALTERNATIVES),
    MARKS(CodeDecision, marks),
    SPAN(CodeDecision, span),
};
static const ImageField ALTERNATIVE_FIELDS[] = {
    NUMBER(CodeAlternative, level), NUMBER(CodeAlternative, condition),
    NUMBER(CodeAlternative, value), MARKS(CodeAlternative, marks),
    SPAN(CodeAlternative, span),
};
static const ImageField RULE_FIELDS[] = {
    WORDS(CodeRule, name),
    MAYBE(CodeRule, label),
    NUMBER(CodeRule, frame),
    NUMBER(CodeRule, reg),
    ITEMS(CodeRule, parts, part_count, IMAGE_RULE_PARTS),
    ITEMS(CodeRule, variables, variable_count, IMAGE_VARIABLES),
    NUMBER(CodeRule, procedure),
    MARKS(CodeRule, marks),
    SPAN(CodeRule, span),
};
static const ImageField RULE_PART_FIELDS[] = {
    CHOICE(CodeRulePart, kind, RULE_PART_OVERRIDDEN_BY + 1),
    NUMBER(CodeRulePart, reg),
    NUMBER(CodeRulePart, rule),
    MARKS(CodeRulePart, marks),
    SPAN(CodeRulePart, span),
};
static const ImageField TEXT_FIELDS[] = {{IMAGE_WORDS, 0, 0, 0}}; /* variables and notes */
static const ImageField ACTION_FIELDS[] = {
    WORDS(CodeAction, name),
    MAYBE(CodeAction, label),
    NUMBER(CodeAction, frame),
    SPAN(CodeAction, span),
};
static const ImageField NORM_FIELDS[] = {
    NUMBER(CodeNorm, rule),
    CHOICE(CodeNorm, modality, MODALITY_FOLLOW + 1),
    MAYBE(CodeNorm, actor),
    NUMBER(CodeNorm, action),
    MAYBE(CodeNorm, label),
    MAYBE(CodeNorm, follow),
    NUMBER(CodeNorm, reg),
    NUMBER(CodeNorm, when),
    NUMBER(CodeNorm, until),
    NUMBER(CodeNorm, by),
    NUMBER(CodeNorm, within_date),
    NUMBER(CodeNorm, not_before),
    NUMBER(CodeNorm, repeat_duration),
    NUMBER(CodeNorm, repeat_from),
    MAYBE(CodeNorm, by_text),
    NUMBER(CodeNorm, choice),
    NUMBER(CodeNorm, first_option),
    NUMBER(CodeNorm, option_count),
    MARKS(CodeNorm, marks),
    SPAN(CodeNorm, span),
};
static const ImageField PROCEDURE_FIELDS[] = {
    WORDS(CodeProcedure, name),    MAYBE(CodeProcedure, label),      MAYBE(CodeProcedure, source),
    MAYBE(CodeProcedure, section), FLAG(CodeProcedure, is_external), PERIOD(CodeProcedure, period),
    MARKS(CodeProcedure, marks),   SPAN(CodeProcedure, span),
};
static const ImageField CITATION_FIELDS[] = {
    WORDS(Citation, text),
    MAYBE(Citation, summary),
    SPAN(Citation, span),
};
static const ImageField ENUMERATION_FIELDS[] = {
    MAYBE(Enumeration, name),
    MAYBE(Enumeration, label),
    SPAN(Enumeration, span),
    ITEMS(Enumeration, values, value_count, IMAGE_ENUMERATION_VALUES),
};
static const ImageField ENUMERATION_VALUE_FIELDS[] = {
    WORDS(EnumerationValue, name),
    MAYBE(EnumerationValue, label),
    SPAN(EnumerationValue, span),
};
static const ImageField SOURCE_FIELDS[] = {
    {IMAGE_PATH, AT(Source, name), 0, 0},
    {IMAGE_STR, AT(Source, text), 0, 0},
};

#define FIELDS(fields) (fields), (uint32_t)(sizeof(fields) / sizeof(fields)[0])
/* A table of a Code's own, and one whose rows belong to those of others. */
#define OWN(name, fields, Item, items, count)                                                      \
    {                                                                                              \
        (name), FIELDS(fields), sizeof(Item), offsetof(Code, items), offsetof(Code, count)         \
    }
#define OTHER(name, fields, Item)                                                                  \
    {                                                                                              \
        (name), FIELDS(fields), sizeof(Item), IMAGE_NOT_IN_CODE, IMAGE_NOT_IN_CODE                 \
    }

static const ImageTable TABLES[] = {
    [IMAGE_INSTRUCTIONS] =
        OWN("instructions", INSTRUCTION_FIELDS, Instruction, instructions, instruction_count),
    [IMAGE_INSTRUCTION_SPANS] =
        OWN("instruction_spans", INSTRUCTION_SPAN_FIELDS, Span, spans, instruction_count),
    [IMAGE_INSTRUCTION_MARKS] = OWN("instruction_marks", INSTRUCTION_MARKS_FIELDS, Marks,
                                    condition_marks, instruction_count),
    [IMAGE_POOL] = OWN("pool", POOL_FIELDS, uint32_t, pool, pool_count),
    [IMAGE_CONSTANTS] = OWN("constants", CONSTANT_FIELDS, CodeConstant, constants, constant_count),
    [IMAGE_PERIODS] = OWN("periods", PERIOD_FIELDS, CodePeriod, periods, period_count),
    [IMAGE_FRAMES] = OWN("frames", FRAME_FIELDS, CodeFrame, frames, frame_count),
    [IMAGE_FACTS] = OWN("facts", FACT_FIELDS, CodeFact, facts, fact_count),
    [IMAGE_PARAMETERS] =
        OWN("parameters", PARAMETER_FIELDS, CodeParameter, parameters, parameter_count),
    [IMAGE_PARAMETER_VALUES] =
        OTHER("parameter_values", PARAMETER_VALUE_FIELDS, CodeParameterValue),
    [IMAGE_DECISIONS] = OWN("decisions", DECISION_FIELDS, CodeDecision, decisions, decision_count),
    [IMAGE_ALTERNATIVES] = OTHER("alternatives", ALTERNATIVE_FIELDS, CodeAlternative),
    [IMAGE_RULES] = OWN("rules", RULE_FIELDS, CodeRule, rules, rule_count),
    [IMAGE_RULE_PARTS] = OTHER("rule_parts", RULE_PART_FIELDS, CodeRulePart),
    [IMAGE_VARIABLES] = OTHER("variables", TEXT_FIELDS, const char *),
    [IMAGE_ACTIONS] = OWN("actions", ACTION_FIELDS, CodeAction, actions, action_count),
    [IMAGE_NORMS] = OWN("norms", NORM_FIELDS, CodeNorm, norms, norm_count),
    [IMAGE_PROCEDURES] =
        OWN("procedures", PROCEDURE_FIELDS, CodeProcedure, procedures, procedure_count),
    [IMAGE_CITATIONS] = OTHER("citations", CITATION_FIELDS, Citation),
    [IMAGE_NOTES] = OTHER("notes", TEXT_FIELDS, const char *),
    [IMAGE_ENUMERATIONS] = OTHER("enumerations", ENUMERATION_FIELDS, Enumeration),
    [IMAGE_ENUMERATION_VALUES] =
        OTHER("enumeration_values", ENUMERATION_VALUE_FIELDS, EnumerationValue),
    [IMAGE_SOURCES] = OTHER("sources", SOURCE_FIELDS, Source),
};

_Static_assert(sizeof TABLES / sizeof TABLES[0] == IMAGE_TABLE_COUNT, "every table has its fields");

const ImageTable *image_get_table(ImageTableId id)
{
    return &TABLES[id];
}

static uint32_t field_words(ImageFieldKind kind)
{
    switch (kind) {
    case IMAGE_VALUE:
    case IMAGE_TYPE: return 2;
    case IMAGE_SPAN: return 3;
    case IMAGE_NUMBER:
    case IMAGE_CHOICE:
    case IMAGE_FLAG:
    case IMAGE_WORDS:
    case IMAGE_MAYBE:
    case IMAGE_STR:
    case IMAGE_PATH:
    case IMAGE_ITEMS: return 1;
    }
    UNREACHABLE();
}

uint32_t image_count_words(const ImageTable *table)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < table->field_count; i++)
        count += field_words(table->fields[i].kind);
    return count;
}

void image_get_digest(Str bytes, char hex[65])
{
    Sha256 sha;
    sha256_init(&sha);
    sha256_add(&sha, bytes.bytes, IMAGE_DIGEST_AT);
    sha256_add(&sha, bytes.bytes + IMAGE_DIGEST_AT + IMAGE_DIGEST_BYTES,
               bytes.length - IMAGE_DIGEST_AT - IMAGE_DIGEST_BYTES);
    sha256_to_hex(&sha, hex);
}

static uint8_t from_hex(char digit)
{
    return (uint8_t)(digit >= 'a' ? digit - 'a' + 10 : digit - '0');
}

void image_digest_from_hex(uint8_t bytes[32], const char *hex)
{
    for (size_t i = 0; i < IMAGE_DIGEST_BYTES; i++)
        bytes[i] = (uint8_t)(from_hex(hex[2 * i]) << 4 | from_hex(hex[2 * i + 1]));
}
