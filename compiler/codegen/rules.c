/* rules.c - when rules apply: the parts of each, and who overrides whom across frames (rulings 15, 24, 45).
 *
 * A rule is emitted after those that override it: "a overrides b" lets b apply only where a, as itself overridden, does not.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "codegen/rules.h"

#include "codegen/order.h"

const Env *rules_get_env(Gen *gen, CoreLoop *const *loops, uint32_t loop_count)
{
    const Env *env = env_root(gen);
    for (uint32_t i = 0; i < loop_count; i++)
        env = env_push(gen, env, loops[i]);
    return env;
}

uint32_t rules_emit_all(Gen *gen, uint32_t frame, const uint32_t *operands, size_t count, Span span)
{
    if (count == 1)
        return operands[0];
    Instruction all = {.opcode = OP_AND, .frame = frame, .type = TYPE_OF_TRUTH};
    return gen_emit_pool(gen, all, operands, count, span);
}

/* The rules that override each rule: CoreRule.overrides, turned round. */
typedef struct Overriders {
    uint32_t *starts; /* one a rule and one more */
    uint32_t *rules;
} Overriders;

static Overriders find_overriders(Gen *gen)
{
    const CoreProgram *program = gen->program;
    size_t count = program->rules.count, total = 0;
    uint32_t *starts = ARENA_ARRAY(gen->pass, count + 2, uint32_t);
    for (size_t i = 0; i < count; i++) {
        const CoreRule *rule = program->rules.items[i];
        total += rule->overrides.count;
        for (size_t k = 0; k < rule->overrides.count; k++)
            starts[rule->overrides.items[k]->number + 2]++;
    }
    for (size_t i = 2; i < count + 2; i++)
        starts[i] += starts[i - 1];
    uint32_t *rules = ARENA_ARRAY(gen->pass, total, uint32_t);
    for (size_t i = 0; i < count; i++) {
        const CoreRule *rule = program->rules.items[i];
        for (size_t k = 0; k < rule->overrides.count; k++)
            rules[starts[rule->overrides.items[k]->number + 1]++] = (uint32_t)i;
    }
    return (Overriders){starts, rules};
}

static const uint32_t *sort_rules(Gen *gen, const Overriders *overriders)
{
    uint32_t count = (uint32_t)gen->program->rules.count;
    Graph graph = order_graph(gen->pass, count);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = overriders->starts[i]; k < overriders->starts[i + 1]; k++)
            order_add(&graph, i, overriders->rules[k]);
    return order_sort(&graph);
}

/* A rule being made: its parts, and the registers that all must be yes. */
typedef struct Making {
    Gen *gen;
    const CoreRule *rule;
    const Env *env;
    uint32_t frame;
    VEC(CodeRulePart) parts;
    VEC(uint32_t) operands;
} Making;

static void add_part(Making *making, CodeRulePart part)
{
    bool is_negated = part.kind == RULE_PART_UNLESS || part.kind == RULE_PART_OVERRIDDEN_BY;
    uint32_t operand =
        is_negated ? gen_emit_not(making->gen, making->frame, part.reg, part.span) : part.reg;
    VEC_PUSH(making->gen->arena, &making->parts, part);
    VEC_PUSH(making->gen->pass, &making->operands, operand);
}

static void add_period(Making *making, CodePeriod period, Marks marks, Span span)
{
    if (!period.has_from && !period.has_until)
        return;
    uint32_t reg = gen_share_period(making->gen, making->frame, period, span);
    add_part(making, (CodeRulePart){RULE_PART_IN_FORCE, reg, INDEX_NONE, marks, span});
}

static void add_procedure_period(Making *making, uint32_t procedure)
{
    if (procedure == INDEX_NONE)
        return;
    const CodeProcedure *of = &making->gen->program->procedures.items[procedure];
    add_period(making, of->period, of->marks, of->span);
}

static void add_periods(Making *making)
{
    uint32_t own = making->rule->module->procedure;
    uint32_t run = making->gen->program->procedure;
    add_procedure_period(making, own);
    if (run != own)
        add_procedure_period(making, run);
    if (making->rule->has_period)
        add_period(making, making->rule->period, making->rule->marks, making->rule->name_span);
}

static void add_conditions(Making *making)
{
    for (size_t i = 0; i < making->rule->conditions.count; i++) {
        const CoreCondition *condition = &making->rule->conditions.items[i];
        uint32_t reg = express_inside(making->gen, making->env, condition->expr);
        add_part(making, (CodeRulePart){condition->kind, reg, INDEX_NONE, condition->marks,
                                        condition->span});
    }
}

static bool is_within(const Gen *gen, uint32_t frame, uint32_t outer)
{
    while (frame > outer)
        frame = gen->frames.items[frame].parent;
    return frame == outer;
}

/* The frame nearest to `frame`, itself or further out, whose rows stand for elements of `list_frame` without being them;
 * INDEX_NONE for none. */
static uint32_t find_gathering_frame(const Gen *gen, uint32_t frame, uint32_t list_frame)
{
    for (; frame != 0; frame = gen->frames.items[frame].parent)
        if (gen->frames.items[frame].list_frame == list_frame && frame != list_frame)
            return frame;
    return INDEX_NONE;
}

static uint32_t emit_any_element(Gen *gen, uint32_t reg, Span span)
{
    uint32_t frame = gen->instructions.items[reg].frame;
    Instruction any = {.opcode = OP_ANY_ELEMENT, .type = TYPE_OF_TRUTH, .a = frame, .b = reg};
    any.frame = gen->frames.items[frame].parent;
    return gen_emit(gen, any, span);
}

/* An overriding rule's register as seen from each row of `to`: element by element of the lists that both loop over, of
 * any element of the others (ruling 24). */
static uint32_t carry_override(Gen *gen, uint32_t reg, uint32_t to, Span span)
{
    uint32_t from = gen->instructions.items[reg].frame;
    while (!is_within(gen, to, from)) {
        uint32_t gathering = find_gathering_frame(gen, to, from);
        reg = gathering == INDEX_NONE
                  ? emit_any_element(gen, reg, span)
                  : gen_share(gen, OP_GATHER, gathering, TYPE_OF_TRUTH, reg, span);
        from = gen->instructions.items[reg].frame;
    }
    return from == to ? reg : gen_share(gen, OP_BROADCAST, to, TYPE_OF_TRUTH, reg, span);
}

static void add_overrides(Making *making, const Overriders *overriders)
{
    uint32_t number = making->rule->number;
    for (uint32_t k = overriders->starts[number]; k < overriders->starts[number + 1]; k++) {
        uint32_t other = overriders->rules[k];
        const CoreRule *rule = making->gen->program->rules.items[other];
        uint32_t reg = carry_override(making->gen, making->gen->rules[other].reg, making->frame,
                                      rule->name_span);
        add_part(making,
                 (CodeRulePart){RULE_PART_OVERRIDDEN_BY, reg, other, rule->marks, rule->name_span});
    }
}

static const char *const *list_variables(Gen *gen, const CoreRule *rule)
{
    const char **names = ARENA_ARRAY(gen->arena, rule->loop_count, const char *);
    for (uint32_t i = 0; i < rule->loop_count; i++)
        names[i] = rule->loops[i]->name;
    return names;
}

/* The rule's own AND stands even for one part: it is where the rule's span and reasons hang. */
static uint32_t emit_rule_register(Making *making)
{
    Instruction all = {.opcode = OP_AND, .frame = making->frame, .type = TYPE_OF_TRUTH};
    return gen_emit_pool(making->gen, all, making->operands.items, making->operands.count,
                         making->rule->span);
}

static void emit_rule(Gen *gen, const CoreRule *rule, const Overriders *overriders)
{
    const Env *env = rules_get_env(gen, rule->loops, rule->loop_count);
    Making making = {.gen = gen, .rule = rule, .env = env, .frame = env_get_frame(env)};
    add_periods(&making);
    add_conditions(&making);
    add_overrides(&making, overriders);
    gen->rules[rule->number] = (CodeRule){.name = rule->name,
                                          .label = rule->label,
                                          .frame = making.frame,
                                          .reg = emit_rule_register(&making),
                                          .parts = making.parts.items,
                                          .part_count = (uint32_t)making.parts.count,
                                          .variables = list_variables(gen, rule),
                                          .variable_count = rule->loop_count,
                                          .procedure = rule->module->procedure,
                                          .marks = rule->marks,
                                          .span = rule->span};
    norms_emit(gen, rule, env);
}

void rules_emit(Gen *gen)
{
    size_t count = gen->program->rules.count;
    gen->rules = ARENA_ARRAY(gen->arena, count, CodeRule);
    Overriders overriders = find_overriders(gen);
    const uint32_t *order = sort_rules(gen, &overriders);
    for (size_t i = 0; i < count; i++)
        emit_rule(gen, gen->program->rules.items[order[i]], &overriders);
}
