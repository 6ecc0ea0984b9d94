/* explain.c - procc explain: the reasons of one case, which may be one record of a file of many.
 *
 * A record of a file of `procc batch` is read again, and evaluated as a single case: a batch keeps no reasons. Without --line it is
 * `procc run` with --explain.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>
#include <string.h>

#include "cli/answer.h"
#include "cli/output.h"
#include "cli/records.h"
#include "cli/session.h"

/* Beyond it no file has lines, and a source would not hold the line ends before. */
#define LINES_MOST ((uint64_t)100000000)

typedef struct Picked {
    Arena *arena;
    const Options *options;
    Driver *driver;
    uint64_t line;
    BulkOptions bulk;
} Picked;

static bool read_line_number(Picked *it)
{
    const char *words = it->options->values[OPTION_LINE];
    bool is_number = words[0] && !words[strspn(words, "0123456789")] && strlen(words) <= 9;
    it->line = is_number ? strtoull(words, NULL, 10) : 0;
    if (it->line > 0 && it->line <= LINES_MOST)
        return true;
    output_complain("--line '%s': a number from 1 to 100000000", words);
    return false;
}

/* The case that the record says; what is wrong with it is reported. NULL where it cannot be found: said. */
static const CaseTable *read_case(Picked *it, const Code *code)
{
    uint32_t record, header = SOURCE_NONE;
    Report *report = driver_get_report(it->driver);
    const char *name = it->options->operands.items[1];
    if (!records_find(driver_get_sources(it->driver), &it->bulk, name, it->line, &record, &header))
        return NULL;
    CaseEntries entries = {{0}};
    Value day = it->options->as_of;
    Bulk *bulk = bulk_new(code, &it->bulk);
    if (header == SOURCE_NONE || bulk_read_header(bulk, report, header))
        bulk_read_one(bulk, &entries, report, record, &day);
    const CaseTable *table = case_table_new(it->arena, code, &entries, day, report);
    bulk_free(bulk);
    return table;
}

static ExitStatus explain(Picked *it)
{
    const Report *report = driver_get_report(it->driver);
    const Program *program = driver_load_code(it->driver, it->options->operands.items[0]);
    if (!program || report_has_errors(report))
        return output_get_status(report);
    const CaseTable *table = read_case(it, program->code);
    if (!table)
        return STATUS_FILE;
    if (report_has_errors(report))
        return output_get_status(report);
    const Evaluation *evaluation = interpreter_run(it->arena, program->code, table);
    return answer_show(it->arena, outcome_new(it->arena, evaluation, 0), it->options);
}

static ExitStatus explain_record(Arena *arena, const Options *options)
{
    Picked it = {.arena = arena, .options = options};
    it.bulk = (BulkOptions){.day = options->as_of, .rows_most = 1};
    if (options->operands.count != 2) {
        output_complain("with --line explain needs a procedure and a file of cases: "
                        "procc explain PROC CASES --line N");
        return STATUS_USAGE;
    }
    if (!read_line_number(&it) ||
        !records_read_options(&it.bulk, arena, options, options->operands.items[1]))
        return STATUS_USAGE;
    it.driver = session_new_driver(options);
    ExitStatus status = explain(&it);
    if (report_has_errors(driver_get_report(it.driver)))
        output_report(driver_get_report(it.driver));
    driver_free(it.driver);
    return status;
}

ExitStatus command_explain(Arena *arena, const Options *options)
{
    Options how = *options;
    how.is_given[OPTION_EXPLAIN] = true;
    return options->is_given[OPTION_LINE] ? explain_record(arena, &how) : command_run(arena, &how);
}
