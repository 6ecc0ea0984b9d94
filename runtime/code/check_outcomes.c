/* check_outcomes.c - decisions, rules and norms lead to registers of their frames.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/check.h"

/* The table's alternatives say what the DECIDE's pool says. */
static bool is_alternative_right(Check *check, const CodeDecision *decision, uint32_t index)
{
    const Code *code = check->code;
    const CodeAlternative *alternative = &decision->alternatives[index];
    const uint32_t *entry =
        code->pool + code->instructions[decision->reg].a + (size_t)index * ALTERNATIVE_SIZE;
    return alternative->level == entry[0] && alternative->condition == entry[1] &&
           alternative->value == entry[2] && check_span(check, alternative->span) &&
           check_marks(check, &alternative->marks);
}

/* Whether no decision before has the register: what was found of one is kept by it. */
static bool take_register(uint8_t *is_taken, uint32_t reg)
{
    bool is_free = !is_taken[reg];
    is_taken[reg] = 1;
    return is_free;
}

static bool check_decision(Check *check, uint32_t index)
{
    const Code *code = check->code;
    const CodeDecision *decision = &code->decisions[index];
    if (!decision->name || !check_type(check, decision->type) ||
        !check_marks(check, &decision->marks) || !check_span(check, decision->span) ||
        !check_register(check, decision->reg, decision->frame, decision->type.kind))
        return check_fail(check, "a decision without its register", index);
    const Instruction *decide = &code->instructions[decision->reg];
    if (decide->opcode != OP_DECIDE || decide->b != decision->alternative_count ||
        !type_is_same(decide->type, decision->type))
        return check_fail(check, "a decision whose register decides another", index);
    for (uint32_t i = 0; i < decision->alternative_count; i++)
        if (!is_alternative_right(check, decision, i))
            return check_fail(check, "a decision's alternatives differ from its register", index);
    return true;
}

static bool is_part_right(Check *check, const CodeRule *rule, const CodeRulePart *part)
{
    bool is_override = part->kind == RULE_PART_OVERRIDDEN_BY;
    return (uint32_t)part->kind <= RULE_PART_OVERRIDDEN_BY &&
           check_register(check, part->reg, rule->frame, TYPE_YES_NO) &&
           (is_override ? part->rule < check->code->rule_count : part->rule == INDEX_NONE) &&
           check_marks(check, &part->marks) && check_span(check, part->span);
}

static bool check_rule(Check *check, uint32_t index)
{
    const Code *code = check->code;
    const CodeRule *rule = &code->rules[index];
    if (!rule->name || !check_register(check, rule->reg, rule->frame, TYPE_YES_NO) ||
        !check_marks(check, &rule->marks) || !check_span(check, rule->span))
        return check_fail(check, "a rule without its register", index);
    if (rule->procedure != INDEX_NONE && rule->procedure >= code->procedure_count)
        return check_fail(check, "a rule of no procedure", index);
    if (rule->variable_count != code_get_depth(code, rule->frame))
        return check_fail(check, "a rule with more or fewer loops than frames", index);
    for (uint32_t i = 0; i < rule->variable_count; i++)
        if (!rule->variables[i])
            return check_fail(check, "a loop without a name", index);
    for (uint32_t i = 0; i < rule->part_count; i++)
        if (!is_part_right(check, rule, &rule->parts[i]))
            return check_fail(check, "a part of a rule without its register", index);
    return true;
}

static bool are_registers_right(const Check *check, const CodeNorm *norm, uint32_t frame)
{
    const uint32_t truths[] = {norm->when, norm->until};
    const uint32_t dates[] = {norm->by, norm->within_date, norm->not_before, norm->repeat_from};
    bool is_right =
        check_register(check, norm->reg, frame, TYPE_YES_NO) &&
        check_optional_register(check, norm->repeat_duration, frame, TYPE_DURATION) &&
        (norm->repeat_duration == REGISTER_NONE) == (norm->repeat_from == REGISTER_NONE);
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        is_right = is_right && check_optional_register(check, truths[i], frame, TYPE_YES_NO);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        is_right = is_right && check_optional_register(check, dates[i], frame, TYPE_DATE);
    return is_right;
}

/* A choice's options follow it, each knows its choice and is an action, and none is a choice itself. */
static bool are_options_right(const Code *code, uint32_t index)
{
    const CodeNorm *choice = &code->norms[index];
    uint64_t end = (uint64_t)choice->first_option + choice->option_count;
    if (choice->choice != INDEX_NONE || choice->option_count == 0 ||
        choice->first_option != index + 1 || end > code->norm_count)
        return false;
    for (uint32_t i = choice->first_option; i < end; i++)
        if (code->norms[i].choice != index || code->norms[i].option_count != 0 ||
            code->norms[i].action == INDEX_NONE || code->norms[i].rule != choice->rule)
            return false;
    return true;
}

/* What the norm is about: an action of the rule's frame, options, or a hand-over. */
static bool is_subject_right(const Code *code, uint32_t index)
{
    const CodeNorm *norm = &code->norms[index];
    if ((norm->modality == MODALITY_FOLLOW) != (norm->follow != NULL))
        return false;
    if (norm->action != INDEX_NONE)
        return norm->action < code->action_count && norm->option_count == 0 && !norm->follow &&
               code->actions[norm->action].frame == code->rules[norm->rule].frame;
    return norm->follow ? norm->option_count == 0 : are_options_right(code, index);
}

/* An option's choice is a choice that counts it among its options. */
static bool is_choice_right(const Code *code, uint32_t index)
{
    uint32_t choice = code->norms[index].choice;
    if (choice == INDEX_NONE)
        return true;
    return choice < index && index - choice <= code->norms[choice].option_count;
}

static bool check_norm(Check *check, uint32_t index)
{
    const Code *code = check->code;
    const CodeNorm *norm = &code->norms[index];
    if (norm->rule >= code->rule_count || (uint32_t)norm->modality > MODALITY_FOLLOW)
        return check_fail(check, "a norm of no rule", index);
    if (!are_registers_right(check, norm, code->rules[norm->rule].frame))
        return check_fail(check, "a norm without its registers", index);
    if (!is_subject_right(code, index) || !is_choice_right(code, index))
        return check_fail(check, "a norm about nothing", index);
    if (!check_span(check, norm->span))
        return check_fail(check, "a norm that stands nowhere", index);
    return check_marks(check, &norm->marks);
}

bool check_outcomes(Check *check)
{
    const Code *code = check->code;
    uint8_t *is_taken = ARENA_ARRAY(check->scratch, code->instruction_count, uint8_t);
    for (uint32_t i = 0; i < code->decision_count; i++) {
        if (!check_decision(check, i))
            return false;
        if (!take_register(is_taken, code->decisions[i].reg))
            return check_fail(check, "a decision with the register of another", i);
    }
    for (uint32_t i = 0; i < code->rule_count; i++)
        if (!check_rule(check, i))
            return false;
    for (uint32_t i = 0; i < code->norm_count; i++)
        if (!check_norm(check, i))
            return false;
    return true;
}
