/* main.c - procc: finds the subcommand, reads its options and runs it.
 *
 * `procc --explain PROC CASE` is `procc run` with the same words; `procc --help` and `procc --version` are the commands
 * of those names.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"

/* The command that a first word stands for, and how many words it takes up; NULL where it stands for none. */
static const Command *find_command(const char *word, int *word_count)
{
    *word_count = 1;
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return command_find(STR("help"));
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
        return command_find(STR("version"));
    if (str_has_prefix(str_from(word), "--explain")) {
        *word_count = 0;
        return command_find(STR("run"));
    }
    return command_find(str_from(word));
}

static ExitStatus refuse_command(const char *word)
{
    const char *nearest = command_find_nearest(str_from(word));
    if (nearest)
        output_complain("'%s' is not a command; did you mean '%s'?", word, nearest);
    else
        output_complain("'%s' is not a command; `procc help` lists them", word);
    return STATUS_USAGE;
}

static ExitStatus run_command(Arena *arena, const Command *command, int argc, char **argv)
{
    Options options;
    if (!options_read(&options, arena, command, argc, argv))
        return STATUS_USAGE;
    if (!options.is_given[OPTION_HELP])
        return command->run(arena, &options);
    Text help = text_in(arena);
    command_write_help(&help, command);
    output_write(&help);
    return STATUS_WELL;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        output_complain("say what to do; `procc help` lists the commands");
        return STATUS_USAGE;
    }
    int word_count;
    const Command *command = find_command(argv[1], &word_count);
    if (!command)
        return (int)refuse_command(argv[1]);
    Arena *arena = arena_new();
    ExitStatus status = run_command(arena, command, argc - word_count, argv + word_count);
    arena_free(arena);
    return (int)output_end(status);
}
