/* dump.c - procc dump: what the compiler made of a text.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/options.h"
#include "cli/output.h"
#include "cli/session.h"
#include "code/disasm.h"
#include "syntax/ast.h"

static void dump_ast(Text *out, Driver *driver, const char *path)
{
    AstUnit *unit = driver_parse(driver, path);
    if (unit)
        ast_dump(out, unit->file);
}

static void dump_core(Text *out, Driver *driver, const char *path)
{
    Program *program = driver_load(driver, path);
    if (program)
        core_dump(out, program->core);
}

static void dump_code(Text *out, Driver *driver, const char *path)
{
    Program *program = driver_load_code(driver, path);
    if (!program || !program->code)
        return;
    disasm_write(out, program->code);
}

static bool has_one_kind(const Options *options)
{
    return options->is_given[OPTION_AST] + options->is_given[OPTION_CORE] +
               options->is_given[OPTION_CODE] ==
           1;
}

ExitStatus command_dump(Arena *arena, const Options *options)
{
    if (options->operands.count != 1 || !has_one_kind(options)) {
        output_complain("dump takes one of --ast, --core and --code, and one text");
        return STATUS_USAGE;
    }
    Text text = text_in(arena);
    Driver *driver = session_new_driver(options);
    if (options->is_given[OPTION_AST])
        dump_ast(&text, driver, options->operands.items[0]);
    else if (options->is_given[OPTION_CORE])
        dump_core(&text, driver, options->operands.items[0]);
    else
        dump_code(&text, driver, options->operands.items[0]);
    output_write(&text);
    output_report(driver_get_report(driver));
    ExitStatus status = output_get_status(driver_get_report(driver));
    driver_free(driver);
    return status;
}
