/* help.c - procc help: the commands, one command, or what the code of a message means.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "diag/diag.h"
#include "error/problem.h"

static void write_overview(Text *out)
{
    text_add(out, "usage: procc COMMAND [OPTION...] [OPERAND...]\n"
                  "       procc --explain PROC CASE\n\n"
                  "Runs professional procedures: what is decided, who must, may or may not do "
                  "what, and why.\n\n");
    for (size_t i = 0; i < command_get_count(); i++)
        text_add_format(out, "  %-10s %s\n", command_get(i)->name, command_get(i)->summary);
    text_add(
        out,
        "\n`procc help COMMAND` explains a command, `procc help CODE` a message.\n\n"
        "Exit status: 0 all well; 1 what was checked falls short; 2 wrong usage; 3 the case is\n"
        "wrong; 4 a file cannot be read or written; 5 the procedure has no answer to give (a\n"
        "conflict or a gap in this case); 70 a fault of ours.\n");
}

static const char *severity_to_words(Severity severity)
{
    return severity == SEVERITY_ERROR ? "error" : "warning";
}

/* Adds a line, broken between words so that none is over `width` bytes where that can be. */
static void wrap_line(Text *out, Str line, size_t width)
{
    while (line.length > width) {
        size_t at = width;
        while (at > 0 && line.bytes[at] != ' ')
            at--;
        if (at == 0)
            break;
        text_add_str(out, str_slice(line, 0, at));
        text_add_byte(out, '\n');
        line = str_slice(line, at + 1, line.length);
    }
    text_add_str(out, line);
    text_add_byte(out, '\n');
}

/* Examples are indented, and stay as they are. */
static void wrap(Text *out, Str words, size_t width)
{
    while (words.length) {
        size_t end = str_find_byte(words, '\n');
        bool is_example = words.bytes[0] == ' ';
        wrap_line(out, str_slice(words, 0, end), is_example ? SIZE_MAX : width);
        words = str_slice(words, end < words.length ? end + 1 : end, words.length);
    }
}

static void write_kind(Text *out, const MessageKind *kind)
{
    text_add_format(out, "%s, %s: %s\n\n", kind->code, severity_to_words(kind->severity),
                    kind->name);
    wrap(out, str_from(kind->explanation), output_get_width());
}

static void write_kind_line(Text *out, const MessageKind *kind)
{
    text_add_format(out, "%s  %-8s %s\n", kind->code, severity_to_words(kind->severity),
                    kind->name);
}

static void write_codes(Text *out)
{
    size_t diag_count;
    const MessageKind *kinds = diag_get_kinds(&diag_count);
    for (size_t i = 0; i < diag_count; i++)
        write_kind_line(out, &kinds[i]);
    for (size_t i = 0; i < problem_get_count(); i++)
        write_kind_line(out, problem_get(i));
}

/* The kind with this code, or NULL. */
static const MessageKind *find_kind(Str code)
{
    const MessageKind *kind = diag_find_kind(code);
    return kind ? kind : problem_find_kind(code);
}

/* p2001 means P2001. */
static Str capitalise(Arena *arena, Str topic)
{
    char *words = str_to_text(arena, topic);
    if (words[0] == 'p' || words[0] == 'c')
        words[0] = (char)(words[0] - 'a' + 'A');
    return str_from(words);
}

static bool write_topic(Text *out, Str topic)
{
    const Command *command = command_find(topic);
    const MessageKind *kind = find_kind(topic);
    if (!command && !kind)
        kind = find_kind(capitalise(out->arena, topic));
    if (command)
        command_write_help(out, command);
    else if (kind)
        write_kind(out, kind);
    else if (str_is(topic, "codes"))
        write_codes(out);
    return command || kind || str_is(topic, "codes");
}

static ExitStatus refuse_topic(const char *topic)
{
    const char *nearest = command_find_nearest(str_from(topic));
    if (nearest)
        output_complain("no help on '%s'; did you mean '%s'?", topic, nearest);
    else
        output_complain(
            "no help on '%s'; `procc help` lists the commands, `procc help codes` the codes",
            topic);
    return STATUS_USAGE;
}

ExitStatus command_help(Arena *arena, const Options *options)
{
    Text text = text_in(arena);
    if (!options->operands.count)
        write_overview(&text);
    for (size_t i = 0; i < options->operands.count; i++) {
        text_add(&text, i ? "\n" : "");
        if (!write_topic(&text, str_from(options->operands.items[i])))
            return refuse_topic(options->operands.items[i]);
    }
    output_write(&text);
    return STATUS_WELL;
}
