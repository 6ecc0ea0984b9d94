/* scenarios.c - see scenarios.h. What the scenarios expect is not looked at: `procc test` does that.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/scenarios.h"

#include <stdio.h>
#include <string.h>

#include "driver/driver.h"
#include "reference/trial.h"
#include "scenario/internal.h"

typedef struct Compare {
    Driver *driver;
    size_t count, different;
    uint64_t reasons_every;
} Compare;

static void compare_scenario(Compare *compare, Program *program, const CoreScenario *scenario)
{
    Arena *arena = driver_get_arena(compare->driver);
    Report *report = driver_get_report(compare->driver);
    const Program *subject = driver_find_subject(compare->driver, program, scenario);
    Value as_of;
    CaseEntries entries = {0};
    if (!subject || !subject->code || !date_from_ymd(&as_of, 2026, 3, 2))
        return;
    ScenarioResult result = {.title = scenario->title, .as_of = as_of};
    Run run = {.arena = arena,
               .program = program->core,
               .code = subject->code,
               .report = report,
               .scenario = scenario,
               .result = &result};
    if (!scenario_collect(&run, &entries, &as_of))
        return;
    size_t errors_before = report->error_count;
    const CaseTable *table = case_table_new(arena, subject->code, &entries, as_of, report);
    if (report->error_count > errors_before)
        return;
    Trial trial = trial_evaluate(arena, subject->core, subject->code, &entries, table, as_of);
    if (compare->reasons_every && compare->count % compare->reasons_every == 0)
        trial_check_reasons(arena, &trial, subject->core, &entries, as_of);
    compare->count++;
    if (trial.is_same)
        return;
    compare->different++;
    printf("==== %s: \"%s\"\n%.*s\n", program->path, scenario->title,
           STR_ARG(trial_describe(arena, &trial)));
}

/* Of a folder with a main.proc that alone is a program: it uses the others, which may make no sense without it. */
static bool is_part_of_main(const Paths *texts, const char *path)
{
    const char *slash = strrchr(path, '/');
    int length = slash ? (int)(slash - path) : 0;
    Arena *arena = arena_new();
    const char *main_path = arena_format(arena, "%.*s/main.proc", length, path);
    bool has_main = false;
    for (size_t i = 0; i < texts->count; i++)
        has_main |= strcmp(texts->items[i], main_path) == 0;
    has_main &= strcmp(path, main_path) != 0;
    arena_free(arena);
    return has_main;
}

bool scenarios_compare(const char *const *paths, size_t count, uint64_t reasons_every)
{
    const DriverOptions options = {0};
    Compare compare = {driver_new(&options), 0, 0, reasons_every};
    const Report *report = driver_get_report(compare.driver);
    for (size_t i = 0; i < count; i++) {
        Paths texts = {0};
        driver_find_texts(compare.driver, paths[i], &texts);
        for (size_t k = 0; k < texts.count; k++) {
            if (is_part_of_main(&texts, texts.items[k]))
                continue;
            Program *program = driver_load(compare.driver, texts.items[k]);
            for (size_t s = 0; program && s < program->core->scenarios.count; s++)
                compare_scenario(&compare, program, &program->core->scenarios.items[s]);
        }
    }
    bool is_well = !compare.different && !report_has_errors(report);
    for (size_t i = 0; i < report->messages.count; i++)
        if (report->messages.items[i].kind->severity == SEVERITY_ERROR)
            printf("%s: %s\n", report->messages.items[i].kind->code,
                   report->messages.items[i].text);
    printf("%zu scenarios compared, %zu differ\n", compare.count, compare.different);
    driver_free(compare.driver);
    return is_well;
}
