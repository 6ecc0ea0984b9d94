/* norms.c - what a rule calls for: when each norm applies, and the dates of its timing.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "codegen/rules.h"

/* Options may stand in the rule's list too; they are taken from their choice. */
static uint32_t count_norms(const CoreRule *rule)
{
    uint32_t count = 0;
    for (size_t i = 0; i < rule->norms.count; i++)
        if (!rule->norms.items[i]->choice)
            count += 1 + rule->norms.items[i]->option_count;
    return count;
}

void norms_layout(Gen *gen)
{
    const CoreProgram *program = gen->program;
    gen->first_norms = ARENA_ARRAY(gen->pass, program->rules.count, uint32_t);
    uint32_t count = 0;
    for (size_t i = 0; i < program->rules.count; i++) {
        gen->first_norms[i] = count;
        count += count_norms(program->rules.items[i]);
    }
    gen->norms = ARENA_ARRAY(gen->arena, count, CodeNorm);
    gen->code->norm_count = count;
}

/* The norms of one rule being made. */
typedef struct Making {
    Gen *gen;
    const Env *env;
    const CodeRule *rule;
    uint32_t rule_number;
} Making;

static uint32_t emit_optional(const Making *making, const CoreExpr *expr)
{
    return expr ? express_inside(making->gen, making->env, expr) : REGISTER_NONE;
}

static uint32_t emit_within(const Making *making, const CoreTiming *timing)
{
    if (!timing->within)
        return REGISTER_NONE;
    Instruction add = {
        .opcode = OP_DATE_ADD, .frame = making->rule->frame, .type = timing->within_of->type};
    add.a = express_inside(making->gen, making->env, timing->within_of);
    add.b = express_inside(making->gen, making->env, timing->within);
    return gen_emit(making->gen, add, span_join(timing->within->span, timing->within_of->span));
}

static CodeNorm norm_for(const Making *making, const CoreNorm *norm)
{
    const CoreTiming *timing = &norm->timing;
    return (CodeNorm){.rule = making->rule_number,
                      .modality = norm->modality,
                      .actor = norm->actor,
                      .action = norm->action ? norm->action->number : INDEX_NONE,
                      .label = norm->label,
                      .follow = norm->follow,
                      .when = emit_optional(making, norm->when),
                      .until = emit_optional(making, timing->until),
                      .by = emit_optional(making, timing->by),
                      .within_date = emit_within(making, timing),
                      .not_before = emit_optional(making, timing->not_before),
                      .repeat_duration = emit_optional(making, timing->repeat),
                      .repeat_from = emit_optional(making, timing->repeat_from),
                      .by_text = timing->by_text,
                      .choice = INDEX_NONE,
                      .option_count = norm->option_count,
                      .marks = norm->marks,
                      .span = norm->span};
}

/* The norm's own conditions beside its rule's: `when`, and `until` not come. At most two; returns how many. */
static size_t list_conditions(const Making *making, const CodeNorm *norm, uint32_t conditions[2])
{
    size_t count = 0;
    if (norm->when != REGISTER_NONE)
        conditions[count++] = norm->when;
    if (norm->until != REGISTER_NONE)
        conditions[count++] =
            gen_emit_not(making->gen, making->rule->frame, norm->until, norm->span);
    return count;
}

/* The rule, the norm's own conditions, and `more` where there is one. */
static uint32_t emit_norm_register(const Making *making, const CodeNorm *norm, uint32_t more)
{
    uint32_t operands[4] = {making->rule->reg};
    size_t count = 1 + list_conditions(making, norm, operands + 1);
    if (more != REGISTER_NONE)
        operands[count++] = more;
    return rules_emit_all(making->gen, making->rule->frame, operands, count, norm->span);
}

/* Any option open: REGISTER_NONE where one of them has no condition of its own. */
static uint32_t emit_open_options(const Making *making, const CodeNorm *options, uint32_t count,
                                  Span span)
{
    uint32_t frame = making->rule->frame;
    uint32_t *open = ARENA_ARRAY(making->gen->pass, count, uint32_t);
    for (uint32_t i = 0; i < count; i++)
        if (options[i].when == REGISTER_NONE && options[i].until == REGISTER_NONE)
            return REGISTER_NONE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t conditions[2];
        size_t condition_count = list_conditions(making, &options[i], conditions);
        open[i] = rules_emit_all(making->gen, frame, conditions, condition_count, options[i].span);
    }
    Instruction any = {.opcode = OP_OR, .frame = frame, .type = TYPE_OF_TRUTH};
    return gen_emit_pool(making->gen, any, open, count, span);
}

static void emit_options(const Making *making, const CoreNorm *choice, uint32_t number)
{
    CodeNorm *norms = making->gen->norms;
    norms[number].first_option = number + 1;
    for (uint32_t i = 0; i < choice->option_count; i++) {
        CodeNorm *option = &norms[number + 1 + i];
        *option = norm_for(making, choice->options[i]);
        option->choice = number;
        option->reg = emit_norm_register(making, option, REGISTER_NONE);
    }
}

/* A norm and, for a choice, its options; returns the number after the last. */
static uint32_t emit_norm(const Making *making, const CoreNorm *norm, uint32_t number)
{
    CodeNorm *new = &making->gen->norms[number];
    *new = norm_for(making, norm);
    uint32_t open = REGISTER_NONE;
    if (norm->option_count) {
        emit_options(making, norm, number);
        open = emit_open_options(making, new + 1, norm->option_count, norm->span);
    }
    new->reg = emit_norm_register(making, new, open);
    return number + 1 + norm->option_count;
}

void norms_emit(Gen *gen, const CoreRule *rule, const Env *env)
{
    Making making = {gen, env, &gen->rules[rule->number], rule->number};
    uint32_t number = gen->first_norms[rule->number];
    for (size_t i = 0; i < rule->norms.count; i++)
        if (!rule->norms.items[i]->choice)
            number = emit_norm(&making, rule->norms.items[i], number);
}
