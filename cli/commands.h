/* commands.h - the subcommands, and how the process ends.
 *
 * In: the options and operands, which main.c has read. A command calls compiler/driver and the runtime and shows what they
 * gave; it decides nothing itself. Out: the exit status.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stdint.h>

#include "base/str.h"

typedef enum ExitStatus {
    STATUS_WELL = 0,
    STATUS_FALLS_SHORT = 1, /* errors in the text, a scenario that failed */
    STATUS_USAGE = 2,
    STATUS_CASE = 3,      /* the case data are wrong */
    STATUS_FILE = 4,      /* a file cannot be read or written */
    STATUS_NO_ANSWER = 5, /* a conflict or a gap in this case */
    STATUS_BUG = EXIT_BUG,
    STATUS_INTERRUPTED =
        130, /* by a signal; what was begun can be gone on with, or it says that it cannot */
} ExitStatus;

typedef struct Options Options;

typedef struct Command {
    const char *name;
    /* `arena` and `options` live as long as the process. */
    ExitStatus (*run)(Arena *arena, const Options *options);
    uint64_t options;     /* one bit an OptionId */
    const char *operands; /* "PATH..." */
    const char *summary;
    const char *details;
} Command;

#define COMMAND(name, takes, operands, summary, details)                                           \
    ExitStatus command_##name(Arena *arena, const Options *options);
#include "cli/commands.def"
#undef COMMAND

size_t command_get_count(void);
/* `index` is under command_get_count(). */
const Command *command_get(size_t index);
/* NULL where there is none of that name. */
const Command *command_find(Str name);
/* The command most like `name`, or NULL. */
const char *command_find_nearest(Str name);

/* What `procc help COMMAND` says. */
void command_write_help(Text *out, const Command *command);

#endif
