/* lint_reads.c - what the programs of a session name.
 *
 * A scenario that gives a fact does not use it; one that expects something of it does. Values of types count as used
 * wherever they are written, in what is given too.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint_parts.h"
#include "core/visit.h"
#include "core/walk.h"

static void add_constant(Lint *lint, const CoreConstant *constant)
{
    if (constant->type.kind == TYPE_ENUMERATION)
        places_add(&lint->used, constant->type.enumeration->values[constant->value].span);
}

static void add_loop(Lint *lint, const CoreLoop *loop)
{
    if (loop && loop->list)
        places_add(&lint->used, loop->list->span);
}

static void add_expr(const CoreExpr *expr, void *context)
{
    Lint *lint = context;
    add_loop(lint, core_find_bound_loop(expr));
    if (expr->kind == CORE_FACT)
        places_add(&lint->used, expr->as.FACT.fact->span);
    else if (expr->kind == CORE_LIST)
        places_add(&lint->used, expr->as.LIST.fact->span);
    else if (expr->kind == CORE_PARAMETER)
        places_add(&lint->used, expr->as.PARAMETER.parameter->span);
    else if (expr->kind == CORE_CONSTANT)
        add_constant(lint, &expr->as.CONSTANT.constant);
}

static void add_type(Lint *lint, Type type)
{
    if (type.kind == TYPE_ENUMERATION)
        places_add(&lint->used, type.enumeration->span);
}

static void add_fact(Lint *lint, const CoreFact *fact)
{
    add_type(lint, fact->type);
    if (fact->element)
        places_add(&lint->used, fact->element->span);
    if (fact->is_presumed)
        add_constant(lint, &fact->presumed);
}

static void add_parameter(Lint *lint, const CoreParameter *parameter)
{
    add_type(lint, parameter->type);
    for (uint32_t i = 0; i < parameter->value_count; i++)
        add_constant(lint, &parameter->values[i].value);
}

static void add_declarations(Lint *lint, const CoreProgram *program)
{
    for (size_t i = 0; i < program->facts.count; i++)
        add_fact(lint, program->facts.items[i]);
    for (size_t i = 0; i < program->records.count; i++)
        for (size_t k = 0; k < program->records.items[i]->fields.count; k++)
            add_fact(lint, program->records.items[i]->fields.items[k]);
    for (size_t i = 0; i < program->parameters.count; i++)
        add_parameter(lint, program->parameters.items[i]);
    for (size_t i = 0; i < program->decisions.count; i++)
        add_type(lint, program->decisions.items[i]->type);
}

static void add_values(Lint *lint, const Words *words, Type type)
{
    if (type.kind != TYPE_ENUMERATION)
        return;
    for (uint32_t i = 0; i < type.enumeration->value_count; i++)
        if (words_has(words, str_from(type.enumeration->values[i].name)))
            places_add(&lint->used, type.enumeration->values[i].span);
}

static void add_scenario_words(Lint *lint, const CoreProgram *program, const Words *all,
                               const Words *expected)
{
    for (size_t i = 0; i < program->facts.count; i++) {
        const CoreFact *fact = program->facts.items[i];
        add_values(lint, all, fact->type);
        if (words_has(expected, str_from(fact->name)))
            places_add(&lint->used, fact->span);
    }
    for (size_t i = 0; i < program->records.count; i++)
        for (size_t k = 0; k < program->records.items[i]->fields.count; k++)
            add_values(lint, all, program->records.items[i]->fields.items[k]->type);
    for (size_t i = 0; i < program->decisions.count; i++)
        add_values(lint, all, program->decisions.items[i]->type);
}

static void add_scenarios(Lint *lint, const CoreProgram *program)
{
    Words all = words_new(lint->arena), expected = words_new(lint->arena);
    for (size_t i = 0; i < program->scenarios.count; i++) {
        const Ast *ast = program->scenarios.items[i].ast;
        const AstList *expectations = &ast->as.SCENARIO.expectations;
        words_add(&all, source_get_words(lint->sources, ast->span));
        for (size_t k = 0; k < expectations->count; k++)
            words_add(&expected, source_get_words(lint->sources, expectations->items[k]->span));
    }
    if (program->scenarios.count)
        add_scenario_words(lint, program, &all, &expected);
}

void lint_add(Lint *lint, const CoreProgram *program)
{
    add_declarations(lint, program);
    for (size_t i = 0; i < program->decisions.count; i++)
        core_visit_decision(program->decisions.items[i], add_expr, lint);
    for (size_t i = 0; i < program->rules.count; i++) {
        const CoreRule *rule = program->rules.items[i];
        for (uint32_t k = 0; k < rule->loop_count; k++)
            add_loop(lint, rule->loops[k]);
        core_visit_rule(rule, add_expr, lint);
    }
    add_scenarios(lint, program);
}
