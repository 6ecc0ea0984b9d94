/* options.c - see options.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/options.h"

#include <string.h>

#include "cli/clock.h"
#include "cli/output.h"
#include "error/report.h"
#include "value/value.h"

typedef enum OptionArgument {
    ARGUMENT_NONE,
    ARGUMENT_OPTIONAL, /* --name=VALUE only */
    ARGUMENT_REQUIRED,
} OptionArgument;

typedef struct OptionSpec {
    char letter; /* 0 where it has none */
    const char *name;
    OptionArgument argument;
    const char *argument_name;
    const char *help;
} OptionSpec;

static const OptionSpec specs[] = {
#define OPTION(id, letter, name, argument, argument_name, help)                                    \
    {letter, name, ARGUMENT_##argument, argument_name, help},
#include "cli/options.def"
#undef OPTION
};

typedef struct Reading {
    Options *out;
    Arena *arena;
    const Command *command;
    int argc;
    char **argv;
    int next; /* index of the next argument */
} Reading;

static bool is_taken(const Command *command, size_t option)
{
    return command->options >> option & 1;
}

static bool refuse_unknown(const Reading *reading, Str name)
{
    const char *names[OPTION_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (is_taken(reading->command, i))
            names[count++] = specs[i].name;
    const char *nearest = report_find_nearest(names, count, name);
    if (nearest)
        output_complain("'%s' has no option '--%.*s'; did you mean '--%s'?", reading->command->name,
                        STR_ARG(name), nearest);
    else
        output_complain("'%s' has no option '--%.*s'; `procc help %s` lists them",
                        reading->command->name, STR_ARG(name), reading->command->name);
    return false;
}

static bool read_as_of(Reading *reading, const char *words)
{
    const Type date = {TYPE_DATE, NULL};
    if (value_read(&reading->out->as_of, date, NULL, str_from(words)) == READ_OK)
        return true;
    output_complain(
        "--as-of '%s': not a date that exists; write it like 2026-03-02 or \"2 March 2026\"",
        words);
    return false;
}

/* The warning most like `name`, or NULL. */
static const char *find_nearest_warning(Arena *arena, const char *name)
{
    size_t count, named = 0;
    const MessageKind *kinds = diag_get_kinds(&count);
    const char **names = ARENA_ARRAY(arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        if (kinds[i].severity == SEVERITY_WARNING)
            names[named++] = kinds[i].name;
    return report_find_nearest(names, named, str_from(name));
}

static bool take_switch(Reading *reading, size_t option, const char *name)
{
    const MessageKind *kind = diag_find_kind(str_from(name));
    const DiagSwitch taken = {kind, option == OPTION_WARNING};
    if (kind ? kind->severity == SEVERITY_WARNING : strcmp(name, "all") == 0) {
        VEC_PUSH(reading->arena, &reading->out->switches, taken);
        return true;
    }
    const char *nearest = kind ? NULL : find_nearest_warning(reading->arena, name);
    if (kind)
        output_complain("--%s %s: that is an error, not a warning", specs[option].name, name);
    else if (nearest)
        output_complain("--%s %s: there is no such warning; did you mean '%s'?", specs[option].name,
                        name, nearest);
    else
        output_complain("--%s %s: there is no such warning; `procc help codes` lists them",
                        specs[option].name, name);
    return false;
}

/* Those that may be given several times. */
static void keep_each(Reading *reading, size_t option, const char *value)
{
    Options *out = reading->out;
    if (option == OPTION_MODULES)
        VEC_PUSH(reading->arena, &out->module_folders, value);
    if (option == OPTION_ONLY)
        VEC_PUSH(reading->arena, &out->only, value);
    if (option == OPTION_FOR)
        VEC_PUSH(reading->arena, &out->wanted, value);
    if (option == OPTION_COVERAGE_OF)
        VEC_PUSH(reading->arena, &out->coverage_folders, value);
}

static bool take_option(Reading *reading, size_t option, const char *value)
{
    reading->out->is_given[option] = true;
    reading->out->values[option] = value;
    VEC_PUSH(reading->arena, &reading->out->given, ((GivenOption){(OptionId)option, value}));
    keep_each(reading, option, value);
    if (option == OPTION_WARNING || option == OPTION_NO_WARNING)
        return take_switch(reading, option, value);
    return option != OPTION_AS_OF || read_as_of(reading, value);
}

/* The argument of an option that needs one and has it not in the same word. */
static bool take_with_next(Reading *reading, size_t option)
{
    if (reading->next == reading->argc) {
        output_complain("--%s needs %s %s after it", specs[option].name,
                        strchr("AEIOU", specs[option].argument_name[0]) ? "an" : "a",
                        specs[option].argument_name);
        return false;
    }
    return take_option(reading, option, reading->argv[reading->next++]);
}

static bool read_long(Reading *reading, const char *word)
{
    Str name = str_from(word);
    size_t equals = str_find_byte(name, '=');
    const char *value = equals < name.length ? word + equals + 1 : NULL;
    name.length = equals;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!str_is(name, specs[i].name) || !is_taken(reading->command, i))
            continue;
        if (value && specs[i].argument == ARGUMENT_NONE) {
            output_complain("--%s takes no value", specs[i].name);
            return false;
        }
        if (!value && specs[i].argument == ARGUMENT_REQUIRED)
            return take_with_next(reading, i);
        return take_option(reading, i, value);
    }
    return refuse_unknown(reading, name);
}

static bool find_letter(const Reading *reading, char letter, size_t *option)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (specs[i].letter == letter && is_taken(reading->command, i)) {
            *option = i;
            return true;
        }
    }
    return false;
}

/* Letters in one word: -je; the rest of the word is the argument of the first that needs one: -a2026-03-02. */
static bool read_letters(Reading *reading, const char *letters)
{
    for (; *letters; letters++) {
        size_t option;
        if (!find_letter(reading, *letters, &option)) {
            output_complain("'%s' has no option '-%s'; `procc help %s` lists them",
                            reading->command->name, letters, reading->command->name);
            return false;
        }
        if (specs[option].argument == ARGUMENT_REQUIRED)
            return letters[1] ? take_option(reading, option, letters + 1)
                              : take_with_next(reading, option);
        if (!take_option(reading, option, NULL))
            return false;
    }
    return true;
}

bool options_read(Options *out, Arena *arena, const Command *command, int argc, char **argv)
{
    Reading reading = {out, arena, command, argc, argv, 1};
    bool is_ended = false;
    memset(out, 0, sizeof *out);
    out->as_of = clock_get_today();
    while (reading.next < argc) {
        const char *word = argv[reading.next++];
        if (is_ended || word[0] != '-' || !word[1])
            VEC_PUSH(arena, &out->operands, word);
        else if (strcmp(word, "--") == 0)
            is_ended = true;
        else if (!(word[1] == '-' ? read_long(&reading, word + 2)
                                  : read_letters(&reading, word + 1)))
            return false;
    }
    return true;
}

const char *options_get_name(OptionId option)
{
    return specs[option].name;
}

void options_write_help(Text *out, const Command *command)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!is_taken(command, i))
            continue;
        const OptionSpec *spec = &specs[i];
        size_t start = out->length;
        if (spec->letter)
            text_add_format(out, "  -%c, --%s", spec->letter, spec->name);
        else
            text_add_format(out, "      --%s", spec->name);
        if (spec->argument == ARGUMENT_OPTIONAL)
            text_add_format(out, "[=%s]", spec->argument_name);
        else if (spec->argument == ARGUMENT_REQUIRED)
            text_add_format(out, " %s", spec->argument_name);
        size_t width = out->length - start;
        text_add_repeat(out, ' ', width < 24 ? 24 - width : 1);
        text_add_format(out, "%s\n", spec->help);
    }
}
