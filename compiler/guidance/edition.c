/* edition.c - see edition.h: tables of paragraphs, and which form a file has: table, page or text.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "guidance/edition.h"

#include "diag/diag.h"
#include "guidance/html.h"
#include "guidance/number.h"
#include "source/load.h"

/* The columns that mean something here; others are passed over. */
typedef enum Column {
    COLUMN_NUMBER,
    COLUMN_SECTION,
    COLUMN_KIND,
    COLUMN_MODALITY,
    COLUMN_SUMMARY,
    COLUMN_NOT_ENCODED,
    COLUMN_FINGERPRINT,
    COLUMN_OTHER,
} Column;

static const char *const column_names[COLUMN_OTHER] = {
    "number", "section", "kind", "modality", "summary", "not_encoded", "fingerprint",
};

typedef struct Heading {
    VEC(Column) columns;
    bool has_number;
} Heading;

Str edition_next_line(Str text, uint32_t source, size_t *at, Span *span)
{
    Str rest = str_slice(text, *at, text.length);
    size_t end = str_find_byte(rest, '\n');
    *span = (Span){source, (uint32_t)*at, (uint32_t)(*at + end)};
    *at += end < rest.length ? end + 1 : end;
    return str_trim(str_slice(rest, 0, end));
}

void edition_add(Edition *edition, Arena *arena, Report *report, Paragraph paragraph)
{
    uint32_t first;
    Str number = str_from(paragraph.number);
    if (map_find(edition->numbers, number, &first)) {
        size_t message = report_add(report, diag_kind(DIAG_PARAGRAPHS_FILE), paragraph.span,
                                    "there are two paragraphs '%s'", paragraph.number);
        report_note(report, message, edition->paragraphs.items[first].span, "the other one");
        return;
    }
    map_set(edition->numbers, number, (uint32_t)edition->paragraphs.count);
    VEC_PUSH(arena, &edition->paragraphs, paragraph);
}

/* ---- tables ---- */

static Str next_field(Str *line)
{
    size_t end = str_find_byte(*line, '\t');
    Str field = str_trim(str_slice(*line, 0, end));
    *line = str_slice(*line, end < line->length ? end + 1 : end, line->length);
    return field;
}

static Column find_column(Str name)
{
    for (int i = 0; i < COLUMN_OTHER; i++)
        if (str_is(name, column_names[i]))
            return (Column)i;
    return COLUMN_OTHER;
}

static Heading read_heading(Arena *arena, Str line)
{
    Heading heading = {0};
    while (line.length) {
        Column column = find_column(next_field(&line));
        VEC_PUSH(arena, &heading.columns, column);
        heading.has_number |= column == COLUMN_NUMBER;
    }
    return heading;
}

static Paragraph read_row(Arena *arena, const Heading *heading, Str line, Span span)
{
    const char *fields[COLUMN_OTHER + 1] = {NULL};
    for (size_t i = 0; line.length && i < heading->columns.count; i++) {
        Str field = next_field(&line);
        if (field.length)
            fields[heading->columns.items[i]] = str_to_text(arena, field);
    }
    return (Paragraph){
        .number = fields[COLUMN_NUMBER],
        .section = fields[COLUMN_SECTION],
        .kind = fields[COLUMN_KIND],
        .modality = fields[COLUMN_MODALITY],
        .summary = fields[COLUMN_SUMMARY],
        .not_encoded = fields[COLUMN_NOT_ENCODED],
        .fingerprint = fields[COLUMN_FINGERPRINT],
        .span = span,
    };
}

/* A line of a table begins with its first field, which may be empty: only its end is trimmed. */
static Str whole_line(Str text, Span span)
{
    Str line = str_slice(text, span.start, span.end);
    while (line.length && line.bytes[line.length - 1] == '\r')
        line.length--;
    return line;
}

static void read_table(Edition *out, Arena *arena, Report *report, const Heading *heading, Str text,
                       uint32_t source, size_t at)
{
    while (at < text.length) {
        Span span;
        (void)edition_next_line(text, source, &at, &span);
        Paragraph paragraph = read_row(arena, heading, whole_line(text, span), span);
        if (paragraph.number)
            edition_add(out, arena, report, paragraph);
    }
}

/* ---- any form ---- */

static void read_page(Edition *out, Arena *arena, Report *report, Str page)
{
    Blocks blocks = {0};
    const char *why = "it is larger than 8 MB, the most a page may have";
    if (page.length <= HTML_BYTES_MOST && html_read(&blocks, arena, page, &why))
        number_blocks(out, arena, report, &blocks);
    else
        report_add(report, diag_kind(DIAG_UNREADABLE_FILE), SPAN_NONE, "'%s' cannot be read: %s",
                   out->path, why);
}

static void read_any(Edition *out, Arena *arena, Report *report, uint32_t source)
{
    Str text = report->sources->list.items[source].text;
    if (html_is_page(out->path, text)) {
        read_page(out, arena, report, text);
        return;
    }
    size_t at = 0;
    Span span;
    Heading heading = read_heading(arena, edition_next_line(text, source, &at, &span));
    out->is_table = heading.has_number;
    if (out->is_table)
        read_table(out, arena, report, &heading, text, source, at);
    else
        number_text(out, arena, report, source);
}

bool edition_read(Edition *out, Arena *arena, Report *report, const char *path)
{
    uint32_t source;
    *out = (Edition){.path = path, .numbers = map_new(arena)};
    if (!load_file(&source, report, path))
        return false;
    size_t errors_before = report->error_count;
    read_any(out, arena, report, source);
    if (!out->paragraphs.count && report->error_count == errors_before)
        report_add(report, diag_kind(DIAG_PARAGRAPHS_FILE), SPAN_NONE, "'%s' has no paragraphs",
                   path);
    return report->error_count == errors_before;
}
