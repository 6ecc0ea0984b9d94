/* test.c - procc test: runs the scenarios in texts and shows what became of them, and what they leave untested.
 *
 * What goes to stdout is one form: text, or one that programs read; then coverage and changes go to stderr, in TAP into
 * comments.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/engines.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "tester/coverage.h"
#include "tester/mutate.h"
#include "tester/reports.h"

/* Least shares in thousandths of a per cent; 0 where none is asked for. */
typedef struct Least {
    uint32_t seen, decided, noticed;
} Least;

typedef struct Session {
    Arena *arena;
    const Options *options;
    Driver *driver;
    TestChoice choice;
    Least least;
    TestList *list;
    Coverage *coverage; /* NULL where not asked for */
    Mutation *mutation; /* NULL where not asked for */
} Session;

/* ---- what is asked for ---- */

static bool read_least(uint32_t *least, const Options *options, OptionId option, const char *name)
{
    const Type number = {TYPE_NUMBER, NULL};
    Value value;
    if (!options->values[option])
        return true;
    Str words = str_trim(str_from(options->values[option]));
    if (words.length && words.bytes[words.length - 1] == '%')
        words.length--;
    if (value_read(&value, number, NULL, words) == READ_OK && value >= 0 &&
        value <= 100 * NUMBER_ONE) {
        *least = (uint32_t)(value / 1000);
        return true;
    }
    output_complain("--%s=%s: not a share from 0 to 100 per cent", name, options->values[option]);
    return false;
}

static bool read_shares(Least *least, const Options *options)
{
    if (!read_least(&least->seen, options, OPTION_COVERAGE, "coverage"))
        return false;
    least->decided = least->seen;
    return read_least(&least->decided, options, OPTION_MCDC, "mcdc") &&
           read_least(&least->noticed, options, OPTION_MUTATE, "mutate");
}

static bool is_one_form(const Options *options)
{
    int count = options->is_given[OPTION_TAP] + options->is_given[OPTION_JSON] +
                options->is_given[OPTION_GITHUB];
    if (count > 1)
        output_complain(
            "one of --tap, --json and --github: each is all that goes to standard output");
    return count <= 1;
}

static bool wants_coverage(const Options *options)
{
    return options->is_given[OPTION_COVERAGE] || options->is_given[OPTION_MCDC] ||
           options->is_given[OPTION_COVERAGE_JSON];
}

/* ---- running ---- */

static void run(Session *session)
{
    const Options *options = session->options;
    Progress progress;
    const TestWatch watch = progress_watch(&progress);
    Coverage *coverage = NULL;
    if (wants_coverage(options) || options->is_given[OPTION_MUTATE])
        coverage = coverage_new(session->arena, driver_get_sources(session->driver),
                                options->coverage_folders.items, options->coverage_folders.count);
    tester_run(session->list, &session->choice, coverage, &watch);
    if (options->is_given[OPTION_MUTATE])
        session->mutation =
            mutate_run(session->arena, session->list, coverage, session->choice.as_of, &watch);
    if (wants_coverage(options)) {
        coverage_sort(coverage);
        session->coverage = coverage;
    }
    progress_end(&progress);
}

/* ---- showing ---- */

static Text write_findings(const Session *session)
{
    Text text = text_in(session->arena);
    if (session->coverage)
        coverage_write_text(&text, session->coverage);
    if (session->mutation)
        mutate_write_text(&text, session->mutation, driver_get_sources(session->driver));
    return text;
}

static void show(const Session *session)
{
    const Options *options = session->options;
    Text text = text_in(session->arena), findings = write_findings(session);
    if (options->is_given[OPTION_TAP]) {
        report_write_tap(&text, session->list, &findings);
    } else if (options->is_given[OPTION_JSON]) {
        report_write_json(&text, session->list);
        output_tell(&findings);
    } else {
        report_write_text(&text, session->list, output_is_coloured());
        text_add_str(&text, text_get(&findings));
        if (options->is_given[OPTION_GITHUB])
            report_write_github(&text, session->list);
    }
    output_write(&text);
}

static bool write_files(const Session *session)
{
    const Options *options = session->options;
    Text junit = text_in(session->arena), json = text_in(session->arena);
    bool is_written = true;
    if (options->is_given[OPTION_JUNIT]) {
        report_write_junit(&junit, session->list);
        is_written = output_write_file(options->values[OPTION_JUNIT], &junit);
    }
    if (options->is_given[OPTION_COVERAGE_JSON]) {
        coverage_write_json(&json, session->coverage);
        is_written &= output_write_file(options->values[OPTION_COVERAGE_JSON], &json);
    }
    return is_written;
}

/* ---- how it ends ---- */

static bool reaches(const Session *session, const char *what, size_t part, size_t total,
                    uint32_t least)
{
    if (tester_is_enough(part, total, least))
        return true;
    output_complain("%s is %s, under %g%%", what, tester_to_percent(session->arena, part, total),
                    least / 1000.0);
    return false;
}

/* What counts nothing must not pass for everything. */
static bool counts_something(const Session *session)
{
    if (!session->options->coverage_folders.count || session->coverage->points.count)
        return true;
    output_complain("nothing that was tested stands under what --coverage-of names");
    return false;
}

static bool reaches_all(const Session *session)
{
    bool is_reached = true;
    if (session->coverage) {
        const CoverageTotals *totals = &session->coverage->totals;
        is_reached =
            reaches(session, "coverage", totals->seen, totals->points, session->least.seen);
        is_reached &= counts_something(session);
        is_reached &=
            reaches(session, "MC/DC", totals->paired, totals->conditions, session->least.decided);
    }
    if (session->mutation)
        is_reached &=
            reaches(session, "the share of changes noticed", session->mutation->noticed_count,
                    session->mutation->changes.count, session->least.noticed);
    return is_reached;
}

/* What was named has no scenario that was asked for. */
static ExitStatus complain_of_nothing(const Session *session)
{
    output_complain(session->choice.only_count ? "no scenario has a title that --only names"
                                               : "there is no scenario in what was named");
    return STATUS_FALLS_SHORT;
}

static ExitStatus get_status(const Session *session)
{
    const Report *report = driver_get_report(session->driver);
    bool is_reached = reaches_all(session);
    if (report_has_errors(report))
        return output_get_text_status(report);
    if (!session->list->items.count)
        return complain_of_nothing(session);
    return session->list->failed_count || !is_reached ? STATUS_FALLS_SHORT : STATUS_WELL;
}

static ExitStatus name_scenarios(const Session *session)
{
    Text text = text_in(session->arena);
    report_write_names(&text, session->list, session->options->is_given[OPTION_JSON]);
    output_write(&text);
    if (report_has_errors(driver_get_report(session->driver)))
        output_report(driver_get_report(session->driver));
    return get_status(session);
}

static ExitStatus run_and_show(Session *session)
{
    run(session);
    if (report_has_errors(driver_get_report(session->driver)))
        output_report(driver_get_report(session->driver));
    show(session);
    bool is_written = write_files(session);
    ExitStatus status = get_status(session);
    return is_written ? status : STATUS_FILE;
}

ExitStatus command_test(Arena *arena, const Options *options)
{
    Session session = {.arena = arena, .options = options};
    Engines engines;
    const ScenarioEngine engine = {engines_evaluate_any, &engines};
    session.choice = (TestChoice){options->only.items, options->only.count, options->as_of, NULL};
    if (!is_one_form(options) || !read_shares(&session.least, options) ||
        !engines_init(&engines, arena, options, true))
        return STATUS_USAGE;
    if (engines.choice != ENGINE_INTERP)
        session.choice.engine = &engine;
    session.driver = session_new_driver(options);
    const Paths *paths = session_find_texts(session.driver, options);
    session.list = tester_pick(session.driver, paths, &session.choice, NULL);
    ExitStatus status =
        options->is_given[OPTION_LIST] ? name_scenarios(&session) : run_and_show(&session);
    tester_free(session.list);
    driver_free(session.driver);
    engines_deinit(&engines);
    return engines.has_disagreed ? STATUS_BUG : status;
}
