/* load.c - see load.h. Bytes are checked once here, so that nobody behind has to: the lexer may match letters by their
 * bytes, and messages may show any piece of the text.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "source/load.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "diag/diag.h"
#include "value/utf8.h"

/* Where a file is broken it is mostly broken all over. */
#define BROKEN_PLACES_MAX 3
#define BLOCK_BYTES ((size_t)65536)

static void report_unreadable(Report *report, const char *name, const char *why)
{
    size_t message = report_add(report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE,
                                "'%s' cannot be read: %s", name, why);
    report_hint(report, message, "check the path and who may read the file");
}

static void report_too_large(Report *report, Str name)
{
    report_add(report, diag_kind(DIAG_FILE_TOO_LARGE), SPAN_NONE,
               "'%.*s' is larger than %zu MB, the most a text may have", STR_ARG(name),
               LOAD_BYTES_MAX / 1024 / 1024);
}

/* Reads to the end; false if that fails, or over LOAD_BYTES_MAX (then *is_too_large). */
static bool read_all(Str *text, Arena *arena, FILE *file, bool *is_too_large)
{
    char *bytes = NULL;
    size_t length = 0, capacity = 0, got = 1;
    while (got && length <= LOAD_BYTES_MAX) {
        if (length == capacity) {
            size_t wanted = capacity ? capacity * 2 : BLOCK_BYTES;
            char *moved = arena_alloc(arena, wanted);
            if (length)
                memcpy(moved, bytes, length);
            bytes = moved;
            capacity = wanted;
        }
        got = fread(bytes + length, 1, capacity - length, file);
        length += got;
    }
    *is_too_large = length > LOAD_BYTES_MAX;
    *text = (Str){bytes, length};
    return !ferror(file) && !*is_too_large;
}

bool load_file(uint32_t *source, Report *report, const char *path)
{
    bool is_stdin = !strcmp(path, "-");
    const char *name = is_stdin ? "<stdin>" : path;
    Arena *arena = report->sources->arena;
    errno = 0;
    FILE *file = is_stdin ? stdin : fopen(path, "rb");
    if (!file) {
        report_unreadable(report, name, strerror(errno));
        return false;
    }
    Str text;
    bool is_too_large;
    bool is_read = read_all(&text, arena, file, &is_too_large);
    int why = errno;
    if (!is_stdin)
        fclose(file); /* it was only read: nothing can be lost */
    if (is_too_large)
        report_too_large(report, str_from(name));
    else if (!is_read)
        report_unreadable(report, name, strerror(why));
    return is_read &&
           load_text(source, report, str_from(arena_copy_text(arena, name, strlen(name))), text);
}

static bool is_utf16(Str text)
{
    return str_has_prefix(text, "\xff\xfe") || str_has_prefix(text, "\xfe\xff");
}

/* Reports the first NUL byte; true if there was none. */
static bool check_nul(Report *report, uint32_t source, Str text)
{
    size_t nul = str_find_byte(text, '\0');
    if (nul == text.length)
        return true;
    Span span = {source, (uint32_t)nul, (uint32_t)nul + 1};
    size_t message = report_add(report, diag_kind(DIAG_FILE_HAS_NUL), span,
                                "there is a byte of value 0 here, so this is no text");
    report_hint(report, message, "is it a .proc file, saved as UTF-8?");
    return false;
}

/* Reports the first few places that are not UTF-8; true if there were none. */
static bool check_utf8(Report *report, uint32_t source, Str text)
{
    size_t broken_count = 0;
    for (size_t i = 0; i < text.length && broken_count < BROKEN_PLACES_MAX;) {
        uint32_t code_point;
        size_t size = (unsigned char)text.bytes[i] < 0x80 ? 1 : utf8_read(&code_point, text, i);
        if (!size) {
            Span span = {source, (uint32_t)i, (uint32_t)i + 1};
            size_t message = report_add(report, diag_kind(DIAG_BROKEN_UTF8), span,
                                        "a letter here is not stored as UTF-8");
            report_hint(report, message, "type it anew and save the file as UTF-8");
            broken_count++;
            i += str_find_byte(str_slice(text, i, text.length), '\n'); /* one message a line */
        }
        i += size;
    }
    return !broken_count;
}

bool load_text(uint32_t *source, Report *report, Str name, Str text)
{
    const char *byte_order_mark = "\xef\xbb\xbf";
    if (text.length > LOAD_BYTES_MAX) {
        report_too_large(report, name);
        return false;
    }
    if (is_utf16(text)) {
        size_t message = report_add(report, diag_kind(DIAG_FILE_IS_UTF16), SPAN_NONE,
                                    "'%.*s' is stored as UTF-16", STR_ARG(name));
        report_hint(report, message, "save it as UTF-8");
        return false;
    }
    if (str_has_prefix(text, byte_order_mark))
        text = str_slice(text, strlen(byte_order_mark), text.length);
    *source = source_add(report->sources, name, text);
    return check_nul(report, *source, text) && check_utf8(report, *source, text);
}
