/* scenario.c - see scenario.h: collects what is given, evaluates it, compares.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "scenario/scenario.h"

#include <string.h>

#include "scenario/internal.h"

static const Ast *find_of(const CoreScenario *scenario)
{
    const AstList *clauses = &scenario->ast->as.SCENARIO.clauses;
    for (size_t i = 0; i < clauses->count; i++)
        if (clauses->items[i]->kind == AST_OF)
            return clauses->items[i];
    return NULL;
}

const char *scenario_find_procedure(const CoreProgram *program, const CoreScenario *scenario,
                                    Span *span)
{
    for (int steps = 0; scenario && steps < LIKE_MOST; steps++) {
        const Ast *of = find_of(scenario), *like;
        if (of) {
            *span = of->as.OF.procedure.span;
            return str_to_text(program->arena, of->as.OF.procedure.text);
        }
        scenario = scenario_find_like(program, scenario, &like);
    }
    return NULL;
}

ScenarioResult *scenario_run(Arena *arena, const CoreProgram *program, const CoreScenario *scenario,
                             const Code *code, Value default_as_of, const ScenarioEngine *engine,
                             Report *report)
{
    ScenarioResult *result = ARENA_NEW(arena, ScenarioResult);
    result->title = scenario->title;
    result->span = scenario->span;
    result->as_of = default_as_of;
    Run run = {.arena = arena,
               .program = program,
               .code = code,
               .report = report,
               .scenario = scenario,
               .result = result};
    CaseEntries entries = {0};
    size_t errors_before = report->error_count;
    bool is_right = scenario_collect(&run, &entries, &result->as_of);
    if (is_right)
        result->table = case_table_new(arena, code, &entries, result->as_of, report);
    result->has_errors = !is_right || report->error_count > errors_before;
    if (result->has_errors)
        return result;
    result->evaluation = engine ? engine->evaluate(engine->context, arena, code, result->table)
                                : interpreter_run(arena, code, result->table);
    run.outcome = outcome_new(arena, result->evaluation, 0);
    const AstList *expectations = &scenario->ast->as.SCENARIO.expectations;
    for (size_t i = 0; i < expectations->count; i++) {
        if (expectations->items[i]->kind == AST_ERROR)
            continue;
        result->expectation_count++;
        scenario_expect(&run, expectations->items[i]);
    }
    result->has_errors = report->error_count > errors_before;
    return result;
}

void scenario_check(Arena *arena, const CoreProgram *program, const CoreScenario *scenario,
                    const Code *code, Report *report)
{
    const AstList *expectations = &scenario->ast->as.SCENARIO.expectations;
    if (!expectations->count)
        report_add(report, diag_kind(DIAG_SCENARIO_EXPECTS_NOTHING), scenario->span,
                   "this scenario expects nothing");
    Value day;
    if (date_from_ymd(&day, 2000, 1, 1)) /* any day will do: only names and values are looked at */
        scenario_run(arena, program, scenario, code, day, NULL, report);
}

static void write_indented(Text *out, const char *words)
{
    Str rest = str_trim(str_from(words));
    while (rest.length) {
        size_t end = str_find_byte(rest, '\n');
        text_add_format(out, "%s%.*s\n", end ? "      " : "", STR_ARG(str_slice(rest, 0, end)));
        rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
    }
}

void scenario_write_text(Text *out, const ScenarioResult *result, Sources *sources,
                         bool is_coloured)
{
    const char *red = is_coloured ? "\x1b[31m" : "", *plain = is_coloured ? "\x1b[0m" : "";
    for (size_t i = 0; i < result->failures.count; i++) {
        const ScenarioFailure *failure = &result->failures.items[i];
        Position position = source_get_position(sources, failure->span.source, failure->span.start);
        text_add_format(out, "%sFAILED%s \"%s\"\n", red, plain, result->title);
        text_add_format(out, "  %.*s:%u\n", STR_ARG(sources->list.items[failure->span.source].name),
                        position.line);
        text_add_format(out, "    expected: %s\n    found:    %s\n", failure->expected,
                        failure->found);
        if (failure->reason && failure->reason[0]) {
            text_add(out, "    because:\n");
            write_indented(out, failure->reason);
        }
    }
}
