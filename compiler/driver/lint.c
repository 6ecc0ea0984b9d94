/* lint.c - the warnings that need all texts that are checked together.
 *
 * Programs that were only loaded because a scenario is about them count as users of what they name, and are not complained of.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/lint.h"
#include "driver/internal.h"

static void add_program(Lint *lint, const Program *program)
{
    for (size_t i = 0; i < program->core->modules.count; i++)
        lint_add_allowed(lint, program->core->modules.items[i]);
    if (program->code)
        lint_add(lint, program->core);
}

void driver_lint(Driver *driver, Program *const *programs, size_t count, const DiagSwitch *switches,
                 size_t switch_count)
{
    Arena *scratch = arena_new();
    Lint *lint = lint_new(scratch, driver->report);
    for (size_t i = 0; i < driver->programs.count; i++)
        add_program(lint, driver->programs.items[i]);
    size_t first = driver->report->messages.count;
    for (size_t i = 0; i < count; i++)
        if (programs[i]->code)
            lint_check(lint, programs[i]->core);
    report_drop_repeated(driver->report, first);
    lint_drop(lint, switches, switch_count);
    arena_free(scratch);
}
