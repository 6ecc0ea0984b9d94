/* options.h - reads the arguments of a subcommand.
 *
 * In: argv and the command that says which options it takes. Out: Options, or a sentence on stderr that says what is wrong
 * and names the nearest right option. Options may stand anywhere; after `--` everything is an operand, and `-` is one.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>

#include "base/vec.h"
#include "cli/commands.h"
#include "diag/diag.h"
#include "value/type.h"

typedef enum OptionId {
#define OPTION(id, letter, name, argument, argument_name, help) OPTION_##id,
#include "cli/options.def"
#undef OPTION
} OptionId;

#define OPTION(id, letter, name, argument, argument_name, help) +1
enum {
    OPTION_COUNT = 0
#include "cli/options.def"
};
#undef OPTION

/* An option as it was given. */
typedef struct GivenOption {
    OptionId id;
    const char *value; /* NULL for none */
} GivenOption;

struct Options {
    VEC(GivenOption) given; /* all, in order */
    bool is_given[OPTION_COUNT];
    const char *values[OPTION_COUNT]; /* NULL where none was given; the last where several were */
    VEC(const char *) module_folders;
    VEC(const char *) only;   /* parts of titles */
    VEC(const char *) wanted; /* --for, as given: names, with commas between them */
    VEC(const char *) coverage_folders;
    VEC(DiagSwitch) switches;   /* --warning and --no-warning, in order */
    VEC(const char *) operands; /* in order */
    Value as_of;                /* today where --as-of was not given */
};

/* False after it has said what is wrong: the exit status is STATUS_USAGE. What it holds lives as long as `arena` and
 * `argv`. */
bool options_read(Options *out, Arena *arena, const Command *command, int argc,
                  char **argv) MUST_USE;

/* Without its hyphens. */
const char *options_get_name(OptionId option);

/* The options that `command` takes, a line each, for its help. */
void options_write_help(Text *out, const Command *command);

#endif
