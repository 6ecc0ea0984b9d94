/* decisions.c - decisions, tables and derived fields: one CodeDecision each, a derived field's once a list of its record.
 *
 * They are emitted after those they read; the table keeps the program's order.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "codegen/expressions.h"
#include "codegen/order.h"
#include "core/walk.h"

/* How many CodeDecisions it comes to: none for a record that no list holds. */
static uint32_t count_places(const Gen *gen, const CoreDecision *decision)
{
    if (!decision->record)
        return 1;
    return (uint32_t)gen_get_record_frames(gen, decision->record)->list.count;
}

static uint32_t get_frame(const Gen *gen, const CoreDecision *decision, uint32_t place)
{
    if (!decision->record)
        return 0;
    return gen_get_record_frames(gen, decision->record)->list.items[place];
}

static CodeDecision decision_in(const CoreDecision *decision, uint32_t frame)
{
    return (CodeDecision){.name = decision->name,
                          .label = decision->label,
                          .type = decision->type,
                          .frame = frame,
                          .reg = REGISTER_NONE,
                          .is_table = decision->is_table,
                          .alternative_count = decision->alternative_count,
                          .marks = decision->marks,
                          .span = decision->span};
}

void decisions_layout(Gen *gen)
{
    const CoreProgram *program = gen->program;
    gen->first_decisions = ARENA_ARRAY(gen->pass, program->decisions.count, uint32_t);
    size_t count = 0;
    for (size_t i = 0; i < program->decisions.count; i++) {
        BUG_IF(program->decisions.items[i]->number != i);
        gen->first_decisions[i] = (uint32_t)count;
        count += count_places(gen, program->decisions.items[i]);
    }
    gen->decisions = ARENA_ARRAY(gen->arena, count, CodeDecision);
    for (size_t i = 0; i < program->decisions.count; i++) {
        const CoreDecision *decision = program->decisions.items[i];
        for (uint32_t place = 0; place < count_places(gen, decision); place++)
            gen->decisions[gen->first_decisions[i] + place] =
                decision_in(decision, get_frame(gen, decision, place));
    }
    gen->code->decision_count = (uint32_t)count;
}

static void add_read_decisions(Graph *graph, uint32_t reader, const CoreExpr *expr)
{
    if (expr->kind == CORE_DECISION)
        order_add(graph, reader, expr->as.DECISION.decision->number);
    for (size_t i = 0; i < core_count_children(expr); i++) {
        const CoreExpr *child = core_get_child(expr, i);
        if (child)
            add_read_decisions(graph, reader, child);
    }
}

static const uint32_t *sort_decisions(Gen *gen)
{
    size_t count = gen->program->decisions.count;
    Graph graph = order_graph(gen->pass, (uint32_t)count);
    for (uint32_t i = 0; i < count; i++) {
        const CoreDecision *decision = gen->program->decisions.items[i];
        for (uint32_t k = 0; k < decision->alternative_count; k++) {
            const CoreAlternative *alternative = &decision->alternatives[k];
            if (alternative->condition)
                add_read_decisions(&graph, i, alternative->condition);
            add_read_decisions(&graph, i, alternative->value);
        }
    }
    return order_sort(&graph);
}

/* The alternative's condition, and the as-of date in its period where it has one. */
static uint32_t emit_condition(Gen *gen, const Env *env, const CoreAlternative *alternative)
{
    uint32_t frame = env_get_frame(env);
    uint32_t condition =
        alternative->condition ? express_inside(gen, env, alternative->condition) : REGISTER_NONE;
    if (!alternative->has_period)
        return condition;
    uint32_t in_force = gen_share_period(gen, frame, alternative->period, alternative->span);
    if (condition == REGISTER_NONE)
        return in_force;
    uint32_t both[] = {in_force, condition};
    return gen_emit_pool(gen,
                         (Instruction){.opcode = OP_AND, .frame = frame, .type = TYPE_OF_TRUTH},
                         both, 2, alternative->span);
}

static CodeAlternative emit_alternative(Gen *gen, const Env *env,
                                        const CoreAlternative *alternative)
{
    uint32_t condition = emit_condition(gen, env, alternative);
    return (CodeAlternative){alternative->level, condition,
                             express_inside(gen, env, alternative->value), alternative->marks,
                             alternative->span};
}

static uint32_t emit_decide(Gen *gen, const CodeDecision *decision)
{
    Instruction decide = {.opcode = OP_DECIDE, .frame = decision->frame, .type = decision->type};
    decide.a = (uint32_t)gen->pool.count;
    decide.b = decision->alternative_count;
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        const CodeAlternative *alternative = &decision->alternatives[i];
        VEC_PUSH(gen->arena, &gen->pool, alternative->level);
        VEC_PUSH(gen->arena, &gen->pool, alternative->condition);
        VEC_PUSH(gen->arena, &gen->pool, alternative->value);
    }
    return gen_emit(gen, decide, decision->span);
}

static void emit_decision(Gen *gen, const CoreDecision *core, CodeDecision *decision)
{
    const Env *env = core->record ? env_push_self(gen, core->self, decision->frame) : env_root(gen);
    CodeAlternative *alternatives =
        ARENA_ARRAY(gen->arena, core->alternative_count, CodeAlternative);
    for (uint32_t i = 0; i < core->alternative_count; i++)
        alternatives[i] = emit_alternative(gen, env, &core->alternatives[i]);
    decision->alternatives = alternatives;
    decision->reg = emit_decide(gen, decision);
}

void decisions_emit(Gen *gen)
{
    const uint32_t *order = sort_decisions(gen);
    for (size_t i = 0; i < gen->program->decisions.count; i++) {
        const CoreDecision *decision = gen->program->decisions.items[order[i]];
        CodeDecision *first = &gen->decisions[gen->first_decisions[order[i]]];
        for (uint32_t place = 0; place < count_places(gen, decision); place++)
            emit_decision(gen, decision, first + place);
    }
}
