/* commands.c - see commands.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/commands.h"

#include "cli/options.h"
#include "error/report.h"

#define TAKES(id) (UINT64_C(1) << OPTION_##id)
static const Command commands[] = {
#define COMMAND(name, takes, operands, summary, details)                                           \
    {#name, command_##name, (takes) | TAKES(HELP), operands, summary, details},
#include "cli/commands.def"
#undef COMMAND
};
#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

size_t command_get_count(void)
{
    return COMMAND_COUNT;
}

const Command *command_get(size_t index)
{
    BUG_IF(index >= COMMAND_COUNT);
    return &commands[index];
}

const Command *command_find(Str name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (str_is(name, commands[i].name))
            return &commands[i];
    return NULL;
}

const char *command_find_nearest(Str name)
{
    const char *names[COMMAND_COUNT];
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        names[i] = commands[i].name;
    return report_find_nearest(names, COMMAND_COUNT, name);
}

void command_write_help(Text *out, const Command *command)
{
    text_add_format(out, "usage: procc %s [OPTION...]%s%s\n\n", command->name,
                    command->operands[0] ? " " : "", command->operands);
    text_add_format(out, "%s\nOptions:\n", command->details);
    options_write_help(out, command);
}
