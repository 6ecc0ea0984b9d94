/* check.c - procc check: says what is wrong with texts, without any case.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/options.h"
#include "cli/output.h"
#include "cli/session.h"
#include "error/render.h"
#include "scenario/scenario.h"

static void check_scenarios(Arena *arena, Driver *driver, Program *program)
{
    for (size_t i = 0; i < program->core->scenarios.count; i++) {
        const CoreScenario *scenario = &program->core->scenarios.items[i];
        const Program *subject = driver_find_subject(driver, program, scenario);
        if (subject && subject->code)
            scenario_check(arena, program->core, scenario, subject->code,
                           driver_get_report(driver));
    }
}

static void check_texts(Arena *arena, Driver *driver, const Paths *paths, const Options *options)
{
    Program **programs = ARENA_ARRAY(arena, paths->count, Program *);
    size_t count = 0;
    for (size_t i = 0; i < paths->count; i++) {
        Program *program = driver_load(driver, paths->items[i]);
        if (!program)
            continue;
        check_scenarios(arena, driver, program);
        programs[count++] = program;
    }
    driver_lint(driver, programs, count, options->switches.items, options->switches.count);
}

static ExitStatus find_status(const Report *report, const Options *options)
{
    ExitStatus status = output_get_text_status(report);
    bool falls_short = options->is_given[OPTION_STRICT] && report->messages.count > 0;
    return status == STATUS_WELL && falls_short ? STATUS_FALLS_SHORT : status;
}

static void show(Arena *arena, const Report *report, const Options *options)
{
    Text text = text_in(arena);
    if (options->is_given[OPTION_JSON]) {
        render_report_json(&text, report);
        output_write(&text);
    } else {
        output_report(report);
    }
}

ExitStatus command_check(Arena *arena, const Options *options)
{
    if (!options->operands.count) {
        output_complain("check needs a text or a folder: procc check PATH...");
        return STATUS_USAGE;
    }
    Driver *driver = session_new_driver(options);
    const Paths *paths = session_find_texts(driver, options);
    check_texts(arena, driver, paths, options);
    show(arena, driver_get_report(driver), options);
    ExitStatus status = find_status(driver_get_report(driver), options);
    driver_free(driver);
    return status;
}
