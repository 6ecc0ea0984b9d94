/* run.c - procc run: evaluates one case and shows the outcome, with its reasons where they are asked for.
 *
 * What is wrong with the text or the case is shown instead of an outcome; warnings are left to `procc check`.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/answer.h"
#include "cli/compare.h"
#include "cli/engines.h"
#include "cli/output.h"
#include "cli/session.h"

static ExitStatus evaluate(Arena *arena, Driver *driver, const Program *program,
                           const Operands *operands, const Options *options)
{
    const Report *report = driver_get_report(driver);
    Engines engines;
    if (!engines_init(&engines, arena, options, false))
        return STATUS_USAGE;
    CaseTable *table = driver_read_case(driver, program, operands->facts.count,
                                        operands->facts.items, options->as_of);
    if (report_has_errors(report))
        return output_get_status(report);
    RunnableCode runnable = engines_load(&engines, program->code);
    const Evaluation *evaluation = engines_evaluate(&runnable, arena, table);
    ExitStatus status = answer_show(arena, outcome_new(arena, evaluation, 0), options);
    engines_unload(&runnable);
    return status;
}

/* False where one cannot be loaded: reported. */
static bool load_programs(Driver *driver, const Paths *words, Program **programs)
{
    const Report *report = driver_get_report(driver);
    for (size_t i = 0; i < words->count && !report_has_errors(report); i++)
        programs[i] = driver_load_code(driver, words->items[i]);
    return !report_has_errors(report);
}

static ExitStatus run(Arena *arena, Driver *driver, const Options *options)
{
    const Operands *operands =
        driver_sort_operands(driver, options->operands.count, options->operands.items);
    Program **programs = ARENA_ARRAY(arena, operands->procedures.count, Program *);
    if (!load_programs(driver, &operands->procedures, programs))
        return output_get_status(driver_get_report(driver));
    if (operands->procedures.count > 1)
        return compare_run(driver, programs, operands, options);
    return evaluate(arena, driver, programs[0], operands, options);
}

ExitStatus command_run(Arena *arena, const Options *options)
{
    if (!options->operands.count) {
        output_complain("run needs a procedure: procc run PROC... [CASE...]");
        return STATUS_USAGE;
    }
    Driver *driver = session_new_driver(options);
    ExitStatus status = run(arena, driver, options);
    if (report_has_errors(driver_get_report(driver)))
        output_report(driver_get_report(driver));
    driver_free(driver);
    return status;
}
