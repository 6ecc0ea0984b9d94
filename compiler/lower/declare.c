/* declare.c - the names of the program: what is declared, with its type; bodies are left for later.
 *
 * Types and records come first, then what has a type, then rules with their loops and actions, so that each step finds all
 * names of the earlier ones whatever their order in the text.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "lower/context.h"

typedef void Declare(Lower *lower, const Ast *ast);

static void each_declaration(Lower *lower, AstKind kind, Declare *declare)
{
    for (size_t m = 0; m < lower->program->modules.count; m++) {
        lower->module = lower->program->modules.items[m];
        const AstList *list = &lower->module->unit->file->as.FILE.declarations;
        for (size_t i = 0; i < list->count; i++)
            if (list->items[i]->kind == kind)
                declare(lower, list->items[i]);
    }
}

/* ---- procedures ---- */

static void lower_procedure_clause(Lower *lower, CodeProcedure *procedure, const Ast *clause)
{
    if (clause->kind == AST_EXTERNAL)
        procedure->is_external = true;
    else if (clause->kind == AST_IN_FORCE)
        procedure->period = lower_period(lower, clause);
    else if (clause->kind == AST_ADDRESSED)
        lower->module->actor = token_to_text(lower, clause->as.ADDRESSED.actor);
    else if (clause->kind == AST_FROM) {
        Token source = clause->as.FROM.source;
        procedure->source = token_to_text(lower, source);
        procedure->section = token_to_text(lower, clause->as.FROM.section);
        if (!source.text.bytes || scope_find(lower->scope, ROOM_SOURCES, source.text))
            return;
        const char *nearest = scope_find_nearest(lower->scope, ROOM_SOURCES, source.text);
        if (!nearest && lower->is_incomplete)
            return;
        size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_SOURCE, source.span,
                                      "there is no source named '%.*s'", STR_ARG(source.text));
        if (nearest)
            report_hint(lower->report, message, "did you mean '%s'?", nearest);
        else
            report_hint(lower->report, message,
                        "a source is declared in a file named 'source.proc' beside this one, or in "
                        "a module that is "
                        "used");
    }
}

static void declare_procedure(Lower *lower, const Ast *ast)
{
    CodeProcedure procedure = {0};
    procedure.name = token_to_text(lower, ast->as.PROCEDURE.name);
    procedure.label = token_to_text(lower, ast->as.PROCEDURE.label);
    procedure.span = ast->as.PROCEDURE.name.span;
    const AstList *clauses = &ast->as.PROCEDURE.clauses;
    for (size_t i = 0; i < clauses->count; i++)
        lower_procedure_clause(lower, &procedure, clauses->items[i]);
    procedure.marks = lower_marks(lower, clauses);
    uint32_t number = (uint32_t)lower->program->procedures.count;
    Symbol symbol = {SYMBOL_PROCEDURE, procedure.name, procedure.span, {.number = number}};
    if (!scope_add(lower->scope, ROOM_PROCEDURES, symbol))
        return;
    VEC_PUSH(lower->arena, &lower->program->procedures, procedure);
    if (procedure.is_external)
        return;
    if (lower->module->procedure == INDEX_NONE) {
        lower->module->procedure = number;
        return;
    }
    size_t message =
        LOWER_REPORT(lower, DIAG_TWO_PROCEDURES, procedure.span,
                     "a file has one procedure, and '%s' is a second one", procedure.name);
    report_hint(lower->report, message,
                "put it into a file of its own, and 'use' that file where it is needed");
    report_note(lower->report, message,
                lower->program->procedures.items[lower->module->procedure].span,
                "this is the first one");
}

/* A module without an actor of its own takes that of the procedure that is run (rulings 37, 45). */
static void settle_procedures(Lower *lower)
{
    const CoreModule *run = lower->program->modules.items[0];
    lower->program->procedure = run->procedure;
    for (size_t m = 1; m < lower->program->modules.count; m++)
        if (!lower->program->modules.items[m]->actor)
            lower->program->modules.items[m]->actor = run->actor;
}

/* ---- types, records, facts ---- */

static void declare_record(Lower *lower, const Ast *ast)
{
    CoreRecord *record = ARENA_NEW(lower->arena, CoreRecord);
    record->name = token_to_text(lower, ast->as.RECORD.name);
    record->label = token_to_text(lower, ast->as.RECORD.label);
    record->module = lower->module;
    record->span = ast->as.RECORD.name.span;
    Symbol symbol = {SYMBOL_RECORD, record->name, record->span, {.record = record}};
    if (scope_add(lower->scope, ROOM_TYPES, symbol))
        VEC_PUSH(lower->arena, &lower->program->records, record);
}

static CoreFact *new_fact(Lower *lower, const Ast *ast)
{
    CoreFact *fact = ARENA_NEW(lower->arena, CoreFact);
    fact->name = token_to_text(lower, ast->as.FACT.name);
    fact->label = token_to_text(lower, ast->as.FACT.label);
    fact->module = lower->module;
    fact->span = ast->as.FACT.name.span;
    fact->is_broken = !lower_type(lower, ast->as.FACT.type, &fact->type, &fact->element);
    if (fact->is_broken) {
        fact->type = type_of(TYPE_YES_NO);
        return fact;
    }
    const Pending pending = {ast, lower->module, {.fact = fact}};
    VEC_PUSH(lower->arena, &lower->pending_facts, pending);
    return fact;
}

static void declare_fact(Lower *lower, const Ast *ast)
{
    CoreFact *fact = new_fact(lower, ast);
    Symbol symbol = {SYMBOL_FACT, fact->name, fact->span, {.fact = fact}};
    if (!scope_add(lower->scope, ROOM_VALUES, symbol))
        return;
    fact->number = (uint32_t)lower->program->facts.count;
    VEC_PUSH(lower->arena, &lower->program->facts, fact);
}

static void report_field_twice(Lower *lower, const CoreRecord *record, Token name, Span first)
{
    size_t message =
        LOWER_REPORT(lower, DIAG_DUPLICATE_NAME, name.span, "record '%s' has a second field '%.*s'",
                     record->name, STR_ARG(name.text));
    report_note(lower->report, message, first, "the first one is declared here");
}

static void declare_fields(Lower *lower, const Ast *ast)
{
    const Symbol *symbol = scope_find(lower->scope, ROOM_TYPES, ast->as.RECORD.name.text);
    if (!symbol || symbol->kind != SYMBOL_RECORD ||
        symbol->span.start != ast->as.RECORD.name.span.start ||
        symbol->span.source != ast->as.RECORD.name.span.source)
        return; /* a duplicate, reported */
    CoreRecord *record = symbol->as.record;
    for (size_t i = 0; i < ast->as.RECORD.fields.count; i++) {
        const Ast *field = ast->as.RECORD.fields.items[i];
        if (field->kind != AST_FACT || !field->as.FACT.name.text.bytes)
            continue;
        const CoreFact *first = record_find_field(record, field->as.FACT.name.text);
        if (first) {
            report_field_twice(lower, record, field->as.FACT.name, first->span);
            continue;
        }
        CoreFact *fact = new_fact(lower, field);
        fact->record = record;
        fact->number = (uint32_t)record->fields.count;
        VEC_PUSH(lower->arena, &record->fields, fact);
    }
}

static void lower_fact_clause(Lower *lower, CoreFact *fact, const Ast *clause)
{
    if (clause->kind == AST_JUDGED)
        fact->judged_by = token_to_text(lower, clause->as.JUDGED.actor);
    else if (clause->kind == AST_ASK)
        fact->ask = token_to_text(lower, clause->as.ASK.text);
    else if (clause->kind == AST_FIXED)
        fact->is_fixed = true;
    else if (clause->kind == AST_PRESUMED && fact->type.kind == TYPE_LIST)
        LOWER_REPORT(lower, DIAG_NOT_A_CONSTANT, clause->span, "a list cannot be presumed");
    else if (clause->kind == AST_PRESUMED)
        fact->is_presumed =
            lower_constant(lower, clause->as.PRESUMED.value, fact->type, &fact->presumed);
}

static void lower_fact_body(Lower *lower, CoreFact *fact, const Ast *ast)
{
    for (size_t i = 0; i < ast->as.FACT.clauses.count; i++)
        lower_fact_clause(lower, fact, ast->as.FACT.clauses.items[i]);
    fact->marks = lower_marks(lower, &ast->as.FACT.clauses);
}

/* ---- parameters, decisions ---- */

/* The type of what is one value; `not_a_list` is said of a list. */
static bool lower_single_type(Lower *lower, const Ast *ast, Type *type, const char *not_a_list)
{
    CoreRecord *element;
    if (!lower_type(lower, ast, type, &element))
        return false;
    if (type->kind != TYPE_LIST)
        return true;
    LOWER_REPORT(lower, DIAG_NOT_A_CONSTANT, ast->span, "%s", not_a_list);
    return false;
}

static void declare_parameter(Lower *lower, const Ast *ast)
{
    CoreParameter *parameter = ARENA_NEW(lower->arena, CoreParameter);
    parameter->name = token_to_text(lower, ast->as.PARAMETER.name);
    parameter->label = token_to_text(lower, ast->as.PARAMETER.label);
    parameter->module = lower->module;
    parameter->span = ast->as.PARAMETER.name.span;
    parameter->is_broken = !lower_single_type(lower, ast->as.PARAMETER.type, &parameter->type,
                                              "a parameter is one value, not a list");
    Symbol symbol = {SYMBOL_PARAMETER, parameter->name, parameter->span, {.parameter = parameter}};
    if (!scope_add(lower->scope, ROOM_VALUES, symbol) || parameter->is_broken)
        return;
    parameter->number = (uint32_t)lower->program->parameters.count;
    VEC_PUSH(lower->arena, &lower->program->parameters, parameter);
    const Pending pending = {ast, lower->module, {.parameter = parameter}};
    VEC_PUSH(lower->arena, &lower->pending_parameters, pending);
}

static CoreDecision *new_decision(Lower *lower, Token name, Token label, const Ast *type)
{
    CoreDecision *decision = ARENA_NEW(lower->arena, CoreDecision);
    decision->name = token_to_text(lower, name);
    decision->label = token_to_text(lower, label);
    decision->module = lower->module;
    decision->span = name.span;
    decision->is_broken =
        !lower_single_type(lower, type, &decision->type, "a decision gives one value, not a list");
    return decision;
}

static void keep_decision(Lower *lower, CoreDecision *decision, const Ast *ast)
{
    if (decision->is_broken)
        return;
    decision->number = (uint32_t)lower->program->decisions.count;
    VEC_PUSH(lower->arena, &lower->program->decisions, decision);
    const Pending pending = {ast, lower->module, {.decision = decision}};
    VEC_PUSH(lower->arena, &lower->pending_decisions, pending);
}

static void declare_derived(Lower *lower, const Ast *ast)
{
    const AstList *parts = &ast->as.DECIDE.name->as.NAME.parts;
    Token record_name = parts->items[0]->as.PART.name, name = parts->items[1]->as.PART.name;
    const Symbol *symbol = scope_find(lower->scope, ROOM_TYPES, record_name.text);
    if (!symbol || symbol->kind != SYMBOL_RECORD) {
        const char *nearest = scope_find_nearest(lower->scope, ROOM_TYPES, record_name.text);
        if (!nearest && lower->is_incomplete)
            return;
        size_t message = LOWER_REPORT(lower, DIAG_UNKNOWN_TYPE, record_name.span,
                                      "there is no record '%.*s'", STR_ARG(record_name.text));
        if (nearest)
            report_hint(lower->report, message, "did you mean '%s'?", nearest);
        else
            report_hint(
                lower->report, message,
                "a decision for each element of a list is named by the list's record and a field");
        return;
    }
    CoreRecord *record = symbol->as.record;
    const CoreFact *field = record_find_field(record, name.text);
    const CoreDecision *derived = record_find_derived(record, name.text);
    if (field || derived) {
        report_field_twice(lower, record, name, field ? field->span : derived->span);
        return;
    }
    CoreDecision *decision = new_decision(lower, name, ast->as.DECIDE.label, ast->as.DECIDE.type);
    decision->record = record;
    decision->self = ARENA_NEW(lower->arena, CoreLoop);
    *decision->self = (CoreLoop){NULL, NULL, NULL, record, record->span};
    VEC_PUSH(lower->arena, &record->derived, decision);
    keep_decision(lower, decision, ast);
}

static void declare_named_decision(Lower *lower, const Ast *ast, Token name, Token label,
                                   const Ast *type, bool is_table)
{
    CoreDecision *decision = new_decision(lower, name, label, type);
    decision->is_table = is_table;
    Symbol symbol = {SYMBOL_DECISION, decision->name, name.span, {.decision = decision}};
    if (scope_add(lower->scope, ROOM_VALUES, symbol))
        keep_decision(lower, decision, ast);
}

static void declare_decision(Lower *lower, const Ast *ast)
{
    const Ast *name = ast->as.DECIDE.name;
    if (!name || name->kind != AST_NAME)
        return;
    size_t count = name->as.NAME.parts.count;
    for (size_t i = 0; i < count; i++)
        if (name->as.NAME.parts.items[i]->kind != AST_PART)
            return;
    if (count == 2)
        declare_derived(lower, ast);
    else if (count == 1)
        declare_named_decision(lower, ast, name->as.NAME.parts.items[0]->as.PART.name,
                               ast->as.DECIDE.label, ast->as.DECIDE.type, false);
    else
        LOWER_REPORT(lower, DIAG_UNKNOWN_FIELD, name->span,
                     "a decision has a name, or a record and the name of a field");
}

static void declare_table(Lower *lower, const Ast *ast)
{
    declare_named_decision(lower, ast, ast->as.TABLE.name, ast->as.TABLE.label, ast->as.TABLE.type,
                           true);
}

/* ---- bodies, in the order declared ---- */

static void lower_bodies(Lower *lower)
{
    for (size_t i = 0; i < lower->pending_facts.count; i++) {
        const Pending *pending = &lower->pending_facts.items[i];
        lower->module = pending->module;
        lower_fact_body(lower, pending->as.fact, pending->ast);
    }
    for (size_t i = 0; i < lower->pending_parameters.count; i++) {
        const Pending *pending = &lower->pending_parameters.items[i];
        lower->module = pending->module;
        lower_parameter_body(lower, pending->as.parameter, pending->ast);
    }
    for (size_t i = 0; i < lower->pending_decisions.count; i++) {
        const Pending *pending = &lower->pending_decisions.items[i];
        lower->module = pending->module;
        if (pending->ast->kind == AST_TABLE)
            lower_table_body(lower, pending->as.decision, pending->ast);
        else
            lower_decision_body(lower, pending->as.decision, pending->ast);
    }
    for (size_t i = 0; i < lower->pending_rules.count; i++) {
        const Pending *pending = &lower->pending_rules.items[i];
        lower->module = pending->module;
        lower_rule_body(lower, pending->as.rule, pending->ast);
    }
}

static void report_title_twice(Lower *lower, Token title, const CoreScenario *first)
{
    size_t message = LOWER_REPORT(lower, DIAG_DUPLICATE_SCENARIO, title.span,
                                  "there is another scenario of this title in this file");
    report_hint(lower->report, message, "say in the title what is different about this one");
    report_note(lower->report, message, first->span, "the first one is here");
}

static void collect_scenario(Lower *lower, const Ast *ast)
{
    Map *titles = lower->program->scenario_titles;
    Token title = ast->as.SCENARIO.title;
    uint32_t first;
    if (!title.text.bytes)
        return;
    if (map_find(titles, title.text, &first)) {
        report_title_twice(lower, title, &lower->program->scenarios.items[first]);
        return;
    }
    map_set(titles, title.text, (uint32_t)lower->program->scenarios.count);
    const CoreScenario scenario = {token_to_text(lower, title), ast,
                                   lower->program->modules.items[0], title.span};
    VEC_PUSH(lower->arena, &lower->program->scenarios, scenario);
}

static void collect_scenarios(Lower *lower)
{
    const AstList *list = &lower->program->modules.items[0]->unit->file->as.FILE.declarations;
    lower->program->scenario_titles = map_new(lower->arena);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i]->kind == AST_SCENARIO)
            collect_scenario(lower, list->items[i]);
}

void lower_declarations(Lower *lower)
{
    each_declaration(lower, AST_PROCEDURE, declare_procedure);
    settle_procedures(lower);
    each_declaration(lower, AST_TYPE, declare_type);
    each_declaration(lower, AST_RECORD, declare_record);
    each_declaration(lower, AST_RECORD, declare_fields);
    each_declaration(lower, AST_FACT, declare_fact);
    each_declaration(lower, AST_PARAMETER, declare_parameter);
    each_declaration(lower, AST_DECIDE, declare_decision);
    each_declaration(lower, AST_TABLE, declare_table);
    each_declaration(lower, AST_RULE, declare_rule);
    lower_bodies(lower);
    collect_scenarios(lower);
}

CoreProgram *lower_program(Arena *arena, Report *report, uint32_t source, const char *path,
                           const ModuleFinder *finder)
{
    Lower lower = {0};
    lower.arena = arena;
    lower.report = report;
    lower.finder = finder;
    lower.program = ARENA_NEW(arena, CoreProgram);
    lower.program->arena = arena;
    lower.program->sources = report->sources;
    lower.program->procedure = INDEX_NONE;
    lower.program->headings = map_new(arena);
    lower.scope = scope_new(arena, report);
    size_t errors_before = report->error_count;
    lower_modules(&lower, source, path);
    lower.is_incomplete = report->error_count > errors_before;
    lower_sources(&lower);
    lower_declarations(&lower);
    return lower.program;
}
