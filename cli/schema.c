/* schema.c - procc schema: what a case looks like, or an outcome, as JSON Schema.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "schema/schema.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/session.h"

static void show(Arena *arena, const Code *code, const Options *options)
{
    Text text = text_in(arena);
    if (options->is_given[OPTION_OUTCOME])
        schema_write_outcome(&text, code);
    else
        schema_write_case(&text, code);
    output_write(&text);
}

ExitStatus command_schema(Arena *arena, const Options *options)
{
    if (options->operands.count != 1) {
        output_complain("schema takes one procedure: procc schema PROC");
        return STATUS_USAGE;
    }
    Driver *driver = session_new_driver(options);
    const Report *report = driver_get_report(driver);
    const Program *program = driver_load_code(driver, options->operands.items[0]);
    if (program && program->code && !report_has_errors(report))
        show(arena, program->code, options);
    else
        output_report(driver_get_report(driver));
    ExitStatus status = output_get_status(report);
    driver_free(driver);
    return status;
}
