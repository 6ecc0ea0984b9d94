/* from_core.c - what a program means as a straight line of instructions: the order in which the parts are made.
 *
 * In: a CoreProgram without errors. Out: a Code. Each part has a file: layout (frames, facts), decisions, rules, norms;
 * expressions with loops under them; gen numbers and shares what they emit. Time and memory grow as the program does.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "codegen/codegen.h"

#include "code/hash.h"
#include "codegen/rules.h"

static void add_actions(Gen *gen)
{
    const CoreProgram *program = gen->program;
    gen->actions = ARENA_ARRAY(gen->arena, program->actions.count, CodeAction);
    for (size_t i = 0; i < program->actions.count; i++) {
        const CoreAction *action = program->actions.items[i];
        BUG_IF(action->number != i);
        uint32_t frame = env_get_frame(rules_get_env(gen, action->loops, action->loop_count));
        gen->actions[i] = (CodeAction){action->name, action->label, frame, action->span};
    }
    gen->code->actions = gen->actions;
    gen->code->action_count = (uint32_t)program->actions.count;
}

static void add_parameters(Gen *gen)
{
    const CoreProgram *program = gen->program;
    size_t count = program->parameters.count;
    gen->code->parameters = ARENA_ARRAY(gen->arena, count, CodeParameter);
    gen->code->parameter_count = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        const CoreParameter *parameter = program->parameters.items[i];
        BUG_IF(parameter->number != i);
        gen->code->parameters[i] = (CodeParameter){
            parameter->name,        parameter->label, parameter->type, parameter->values,
            parameter->value_count, parameter->marks, parameter->span};
    }
}

static void add_procedures(Gen *gen)
{
    Code *code = gen->code;
    code->procedures = gen->program->procedures.items;
    code->procedure_count = (uint32_t)gen->program->procedures.count;
    code->procedure = gen->program->procedure;
}

static void take_instructions(Gen *gen)
{
    Code *code = gen->code;
    code->instructions = gen->instructions.items;
    code->instruction_count = (uint32_t)gen->instructions.count;
    code->spans = gen->spans.items;
    code->condition_marks = gen->condition_marks.items;
    code->pool = gen->pool.items ? gen->pool.items : ARENA_ARRAY(gen->arena, 1, uint32_t);
    code->pool_count = (uint32_t)gen->pool.count;
}

static void take_tables(Gen *gen)
{
    Code *code = gen->code;
    code->constants = gen->constants.items;
    code->constant_count = (uint32_t)gen->constants.count;
    code->periods = gen->periods.items;
    code->period_count = (uint32_t)gen->periods.count;
    code->frames = gen->frames.items;
    code->frame_count = (uint32_t)gen->frames.count;
    code->facts = gen->facts.items;
    code->fact_count = (uint32_t)gen->facts.count;
    code->decisions = gen->decisions;
    code->rules = gen->rules;
    code->rule_count = (uint32_t)gen->program->rules.count;
    code->norms = gen->norms;
}

Code *codegen(Arena *arena, const CoreProgram *program)
{
    Gen gen = {.arena = arena, .pass = arena_new(), .program = program};
    gen.code = ARENA_NEW(arena, Code);
    gen.code->sources = program->sources;
    gen.numbers = map_new(gen.pass);
    layout_make(&gen);
    add_procedures(&gen);
    add_parameters(&gen);
    add_actions(&gen);
    decisions_layout(&gen);
    norms_layout(&gen);
    decisions_emit(&gen);
    rules_emit(&gen);
    take_instructions(&gen);
    take_tables(&gen);
    arena_free(gen.pass);
    hash_code(gen.code);
    return gen.code;
}
