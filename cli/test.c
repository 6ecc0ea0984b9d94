/* test.c - procc test: runs the scenarios in texts and shows those that fail.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/options.h"
#include "cli/output.h"
#include "cli/session.h"
#include "scenario/scenario.h"

typedef struct Tally {
    size_t passed, failed;
} Tally;

static void show(Driver *driver, const ScenarioResult *result)
{
    Text text = text_in(driver_get_arena(driver));
    scenario_write_text(&text, result, driver_get_sources(driver), output_is_coloured());
    output_write(&text);
}

/* What keeps a scenario from running is in the report. */
static bool passes(Driver *driver, Program *program, const CoreScenario *scenario,
                   const Options *options)
{
    const Program *subject = driver_find_subject(driver, program, scenario);
    if (!subject || !subject->code)
        return false;
    const ScenarioResult *result =
        scenario_run(driver_get_arena(driver), program->core, scenario, subject->code,
                     options->as_of, driver_get_report(driver));
    if (result->failures.count)
        show(driver, result);
    return !result->has_errors && !result->failures.count;
}

static void test_text(Driver *driver, const char *path, const Options *options, Tally *tally)
{
    Program *program = driver_load(driver, path);
    for (size_t i = 0; program && i < program->core->scenarios.count; i++) {
        if (passes(driver, program, &program->core->scenarios.items[i], options))
            tally->passed++;
        else
            tally->failed++;
    }
}

static ExitStatus show_tally(Arena *arena, Driver *driver, const Tally *tally)
{
    Text text = text_in(arena);
    const Report *report = driver_get_report(driver);
    if (report_has_errors(report))
        output_report(report);
    text_add_format(&text, "%zu passed, %zu failed\n", tally->passed, tally->failed);
    output_write(&text);
    if (report_has_errors(report))
        return output_get_text_status(report);
    if (!tally->passed && !tally->failed)
        output_complain("there is no scenario in what was named");
    return tally->failed || !tally->passed ? STATUS_FALLS_SHORT : STATUS_WELL;
}

ExitStatus command_test(Arena *arena, const Options *options)
{
    Driver *driver = session_new_driver(options);
    const Paths *paths = session_find_texts(driver, options);
    Tally tally = {0, 0};
    for (size_t i = 0; i < paths->count; i++)
        test_text(driver, paths->items[i], options, &tally);
    ExitStatus status = show_tally(arena, driver, &tally);
    driver_free(driver);
    return status;
}
