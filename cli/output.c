/* output.c - see output.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "diag/diag.h"
#include "error/problem.h"
#include "error/render.h"
#include "value/utf8.h"

/* Narrower or wider than this nobody reads prose. */
#define WIDTH_LEAST ((uint32_t)40)
#define WIDTH_MOST ((uint32_t)120)

static bool takes_colour(int file)
{
    const char *refused = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    return isatty(file) && !(refused && refused[0]) && !(terminal && strcmp(terminal, "dumb") == 0);
}

bool output_is_coloured(void)
{
    return takes_colour(STDOUT_FILENO);
}

uint32_t output_get_width(void)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return OUTPUT_WIDTH;
    if (size.ws_col < WIDTH_LEAST)
        return WIDTH_LEAST;
    return size.ws_col < WIDTH_MOST ? size.ws_col : WIDTH_MOST;
}

/* What was written to stdout before comes out before. */
static void write_error(const Text *text)
{
    fflush(stdout);
    fwrite(text->bytes, 1, text->length, stderr);
}

void output_write(const Text *text)
{
    fwrite(text->bytes, 1, text->length, stdout);
}

void output_tell(const Text *text)
{
    write_error(text);
}

bool output_is_watched(void)
{
    return isatty(STDERR_FILENO);
}

bool output_write_file(const char *path, const Text *text)
{
    FILE *file = fopen(path, "wb");
    bool is_written = file && fwrite(text->bytes, 1, text->length, file) == text->length;
    is_written = file && fclose(file) == 0 && is_written;
    if (!is_written)
        output_complain("'%s' cannot be written: %s", path, strerror(errno));
    return is_written;
}

void output_complain(const char *format, ...)
{
    Arena *arena = arena_new();
    Text words = text_in(arena), shown = text_in(arena);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&words, format, arguments);
    va_end(arguments);
    text_add(&shown, "procc: ");
    utf8_show(&shown, text_get(&words));
    text_add_byte(&shown, '\n');
    write_error(&shown);
    arena_free(arena);
}

void output_report(const Report *report)
{
    Arena *arena = arena_new();
    Text text = text_in(arena);
    render_report_text(&text, report, takes_colour(STDERR_FILENO));
    write_error(&text);
    arena_free(arena);
}

/* Codes begin with P for texts and with C for cases; some are about the file itself. */
static ExitStatus status_of(const MessageKind *kind)
{
    const MessageKind *const about_files[] = {
        diag_kind(DIAG_UNREADABLE_FILE),         diag_kind(DIAG_FILE_TOO_LARGE),
        problem_kind(PROBLEM_FILE_NOT_READABLE), problem_kind(PROBLEM_FILE_TOO_LARGE),
        problem_kind(PROBLEM_NOT_AN_IMAGE),      problem_kind(PROBLEM_IMAGE_VERSION),
        problem_kind(PROBLEM_IMAGE_DAMAGED),     problem_kind(PROBLEM_IMAGE_REFUSED),
        problem_kind(PROBLEM_IMAGE_TOO_LARGE),
    };
    for (size_t i = 0; i < sizeof about_files / sizeof about_files[0]; i++)
        if (kind == about_files[i])
            return STATUS_FILE;
    return kind->code[0] == 'C' ? STATUS_CASE : STATUS_FALLS_SHORT;
}

ExitStatus output_get_status(const Report *report)
{
    bool is_met[STATUS_BUG + 1] = {false};
    for (size_t i = 0; i < report->messages.count; i++)
        if (report->messages.items[i].kind->severity == SEVERITY_ERROR)
            is_met[status_of(report->messages.items[i].kind)] = true;
    if (is_met[STATUS_FILE])
        return STATUS_FILE;
    if (is_met[STATUS_FALLS_SHORT])
        return STATUS_FALLS_SHORT;
    return is_met[STATUS_CASE] ? STATUS_CASE : STATUS_WELL;
}

ExitStatus output_get_text_status(const Report *report)
{
    ExitStatus status = output_get_status(report);
    return status == STATUS_CASE ? STATUS_FALLS_SHORT : status;
}

ExitStatus output_end(ExitStatus status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    output_complain("standard output cannot be written: %s", strerror(errno));
    return STATUS_FILE;
}
