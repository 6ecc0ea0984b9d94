/* run.c - procc run: evaluates one case and shows the outcome, with its reasons where they are asked for.
 *
 * What is wrong with the text or the case is shown instead of an outcome; warnings are left to `procc check`.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/options.h"
#include "cli/output.h"
#include "cli/session.h"
#include "explain/explain.h"

/* What --explain=NAME or --explain=all asks for. */
static ExplainOptions explain_options(const Options *options)
{
    const char *name = options->values[OPTION_EXPLAIN];
    bool is_all = name && str_is(str_from(name), "all");
    return (ExplainOptions){
        .with_all = is_all || options->is_given[OPTION_ALL],
        .only = is_all ? NULL : name,
    };
}

static void write_reasons(Text *out, const Outcome *outcome, const Options *options)
{
    const ExplainOptions how = explain_options(options);
    if (options->is_given[OPTION_JSON])
        explain_write_json(out, outcome, &how);
    else
        explain_write_text(out, outcome, &how, output_is_coloured(), output_get_width());
}

static void write_outcome(Text *out, const Outcome *outcome, const Options *options)
{
    const OutcomeFilter filter = {.with_all = options->is_given[OPTION_ALL], .only = NULL};
    if (options->is_given[OPTION_EXPLAIN])
        write_reasons(out, outcome, options);
    else if (options->is_given[OPTION_JSON])
        outcome_write_json(out, outcome, &filter);
    else
        outcome_write_text(out, outcome, &filter, output_is_coloured(), output_get_width());
}

/* Of all that can be explained what is most like `name`, or NULL. */
static const char *find_nearest(Arena *arena, const Code *code, const char *name)
{
    VEC(const char *) names = {0};
    for (uint32_t i = 0; i < code->decision_count; i++)
        VEC_PUSH(arena, &names, code->decisions[i].name);
    for (uint32_t i = 0; i < code->rule_count; i++)
        VEC_PUSH(arena, &names, code->rules[i].name);
    for (uint32_t i = 0; i < code->action_count; i++)
        VEC_PUSH(arena, &names, code->actions[i].name);
    return report_find_nearest(names.items, names.count, str_from(name));
}

static ExitStatus refuse_name(Arena *arena, const Code *code, const char *name)
{
    const char *nearest = find_nearest(arena, code, name);
    if (nearest)
        output_complain("--explain: no decision, rule or action is called '%s'; did you mean '%s'?",
                        name, nearest);
    else
        output_complain("--explain: no decision, rule or action is called '%s'", name);
    return STATUS_USAGE;
}

static ExitStatus show(Arena *arena, const Outcome *outcome, const Options *options)
{
    const char *name = explain_options(options).only;
    if (name && !explain_has_outcome(outcome, name))
        return refuse_name(arena, outcome->code, name);
    Text text = text_in(arena);
    write_outcome(&text, outcome, options);
    output_write(&text);
    return outcome->conflicts.count || outcome->gaps.count ? STATUS_NO_ANSWER : STATUS_WELL;
}

static ExitStatus evaluate(Arena *arena, Driver *driver, const Options *options)
{
    const Report *report = driver_get_report(driver);
    Program *program = driver_load(driver, options->operands.items[0]);
    if (!program || report_has_errors(report))
        return output_get_status(report);
    CaseTable *table = driver_read_case(driver, program, options->operands.count - 1,
                                        options->operands.items + 1, options->as_of);
    if (report_has_errors(report))
        return output_get_status(report);
    const Evaluation *evaluation = interpreter_run(arena, program->code, table);
    return show(arena, outcome_new(arena, evaluation, 0), options);
}

ExitStatus command_run(Arena *arena, const Options *options)
{
    if (!options->operands.count) {
        output_complain("run needs a procedure: procc run PROC [CASE...]");
        return STATUS_USAGE;
    }
    Driver *driver = session_new_driver(options);
    ExitStatus status = evaluate(arena, driver, options);
    if (report_has_errors(driver_get_report(driver)))
        output_report(driver_get_report(driver));
    driver_free(driver);
    return status;
}
