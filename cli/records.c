/* records.c - see records.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/records.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <inttypes.h>

#include "cli/output.h"

/* ---- options ---- */

static bool refuse_value(const Options *options, OptionId option, const char *allowed)
{
    output_complain("--%s '%s': %s", options_get_name(option), options->values[option], allowed);
    return false;
}

static bool has_ending(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);
    return length > tail && strcmp(name + length - tail, ending) == 0;
}

static bool read_delimiter(BulkOptions *out, const Options *options)
{
    const char *words = options->values[OPTION_DELIMITER];
    if (!words)
        return true;
    out->delimiter = strcmp(words, "tab") == 0 ? '\t' : words[0];
    bool is_one = out->delimiter == '\t' || (words[0] && !words[1]);
    if (!is_one || strchr("\"\r\n", out->delimiter) || (unsigned char)out->delimiter >= 0x80)
        return refuse_value(options, OPTION_DELIMITER, "one character, such as ; or the word tab");
    return true;
}

static bool read_form(BulkOptions *out, const Options *options, const char *name)
{
    const char *from = options->values[OPTION_FROM];
    bool is_tsv = has_ending(name, ".tsv");
    out->form = is_tsv || has_ending(name, ".csv") ? BULK_CSV : BULK_JSON;
    out->delimiter = is_tsv ? '\t' : ',';
    if (from && strcmp(from, "csv") == 0)
        out->form = BULK_CSV;
    else if (from && strcmp(from, "ndjson") == 0)
        out->form = BULK_JSON;
    else if (from)
        return refuse_value(options, OPTION_FROM, "write ndjson or csv");
    return read_delimiter(out, options);
}

bool records_read_options(BulkOptions *out, Arena *arena, const Options *options, const char *name)
{
    VEC(const char *) ignored = {0};
    for (size_t i = 0; i < options->given.count; i++)
        if (options->given.items[i].id == OPTION_IGNORE)
            VEC_PUSH(arena, &ignored, options->given.items[i].value);
    out->ignored = ignored.items;
    out->ignored_count = ignored.count;
    out->id = options->values[OPTION_ID];
    out->as_of = options->values[OPTION_AS_OF_COLUMN];
    out->has_day = options->is_given[OPTION_AS_OF] || !out->as_of;
    return read_form(out, options, name);
}

/* ---- one record ---- */

typedef struct Lines {
    FILE *file;
    const char *name;
    const BulkOptions *options;
    char *line; /* of getline */
    size_t capacity;
    uint64_t number; /* lines read */
} Lines;

/* STR_NONE at the end of the file. */
static Str read_line(Lines *lines)
{
    ssize_t length = getline(&lines->line, &lines->capacity, lines->file);
    if (length <= 0)
        return STR_NONE;
    lines->number++;
    return (Str){lines->line, (size_t)length};
}

/* Whole lines until the record is whole: in CSV it may hold line ends. False where it is too long. */
static bool read_record(Lines *lines, Text *record)
{
    size_t next;
    BulkScan scan = {0};
    for (Str line = read_line(lines); line.length > 0; line = read_line(lines)) {
        text_add_str(record, line);
        if (record->length > BULK_RECORD_MOST) {
            output_complain("the record in %s has more than %zu bytes", lines->name,
                            BULK_RECORD_MOST);
            return false;
        }
        size_t end = bulk_find_end_on(lines->options, text_get(record), 0, &scan, &next);
        if (next < record->length || record->bytes[record->length - 1] == '\n') {
            bool is_whole = next == record->length && end < record->length;
            if (!is_whole)
                continue;
            record->length = end;
            record->bytes[end] = '\0';
            return true;
        }
    }
    return true;
}

static bool skip_to(Lines *lines, uint64_t number)
{
    while (lines->number + 1 < number)
        if (read_line(lines).length == 0)
            return false;
    return true;
}

/* Line ends before the record give it the place that it has in the file. */
static uint32_t add_source(Sources *sources, const Lines *lines, uint64_t number, Str record)
{
    Text text = text_in(sources->arena);
    text_add_repeat(&text, '\n', (size_t)(number - 1));
    text_add_str(&text, record);
    return source_add(sources, str_from(lines->name), text_get(&text));
}

static bool find(Sources *sources, Lines *lines, uint64_t number, uint32_t *record,
                 uint32_t *header)
{
    Text words = text_in(sources->arena), first = text_in(sources->arena);
    if (lines->options->form == BULK_CSV) {
        if (!read_record(lines, &first))
            return false;
        *header = source_add(sources, str_from(lines->name), text_get(&first));
    }
    if (lines->number < number && skip_to(lines, number) && !read_record(lines, &words))
        return false;
    if (str_trim(text_get(&words)).length == 0) {
        output_complain("--line %" PRIu64 ": no record begins in that line of %s", number,
                        lines->name);
        return false;
    }
    *record = add_source(sources, lines, number, text_get(&words));
    return true;
}

bool records_find(Sources *sources, const BulkOptions *options, const char *name, uint64_t number,
                  uint32_t *record, uint32_t *header)
{
    bool is_input = strcmp(name, "-") == 0;
    Lines lines = {.file = is_input ? stdin : fopen(name, "rb"),
                   .name = is_input ? "standard input" : name,
                   .options = options};
    if (!lines.file) {
        output_complain("'%s' cannot be read: %s", name, strerror(errno));
        return false;
    }
    bool is_found = find(sources, &lines, number, record, header);
    free(lines.line);
    if (!is_input)
        fclose(lines.file);
    return is_found;
}
