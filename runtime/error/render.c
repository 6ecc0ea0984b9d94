/* render.c - see render.h.
 *
 * Messages, names and source lines come from files that anybody may have written: each byte that is shown passes
 * through utf8_show. A source line is measured in columns as a terminal shows it, so that the underline stands under
 * the spot; of a long line a window of WINDOW_WIDTH columns round the spot is shown.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "error/render.h"

#include <inttypes.h>

#include "value/utf8.h"
#include "value/value.h"

#define WINDOW_WIDTH ((size_t)120)
/* Columns kept before the spot where a line is cut. */
#define WINDOW_BEFORE ((size_t)60)
/* Bytes kept on either side where a line may be one of megabytes; far more than the window needs. */
#define BYTES_BESIDE ((size_t)4096)
#define CUT_MARK "..."
#define CUT_WIDTH (sizeof CUT_MARK - 1)

typedef enum Colour {
    COLOUR_ERROR,
    COLOUR_WARNING,
    COLOUR_NOTE,
    COLOUR_FRAME, /* line numbers and bars */
    COLOUR_HEAD,  /* the sentence itself */
} Colour;

typedef struct Render {
    Text *out;
    Sources *sources;
    bool is_coloured;
} Render;

/* Half open, in columns of one line. */
typedef struct Columns {
    size_t start;
    size_t end;
} Columns;

static const char *colour_to_ansi(Colour colour)
{
    switch (colour) {
    case COLOUR_ERROR: return "\x1b[1;31m";
    case COLOUR_WARNING: return "\x1b[1;33m";
    case COLOUR_NOTE: return "\x1b[1;36m";
    case COLOUR_FRAME: return "\x1b[34m";
    case COLOUR_HEAD: return "\x1b[1m";
    }
    UNREACHABLE();
}

static void begin_colour(const Render *render, Colour colour)
{
    if (render->is_coloured)
        text_add(render->out, colour_to_ansi(colour));
}

static void end_colour(const Render *render)
{
    if (render->is_coloured)
        text_add(render->out, "\x1b[0m");
}

static void add_coloured(const Render *render, Colour colour, const char *words)
{
    begin_colour(render, colour);
    utf8_show(render->out, str_from(words));
    end_colour(render);
}

static size_t measure(Str words)
{
    size_t width = 0, columns;
    for (size_t at = 0; at < words.length; width += columns)
        at += utf8_show_next(NULL, words, at, &columns);
    return width;
}

/* Of `span` what lies in its first line, as byte offsets in that line. */
static Columns find_spot_bytes(const Render *render, Span span, Str line)
{
    Str text = render->sources->list.items[span.source].text;
    size_t line_start = line.bytes ? (size_t)(line.bytes - text.bytes) : 0;
    size_t start = span.start > line_start ? span.start - line_start : 0;
    size_t end = span.end > line_start ? span.end - line_start : 0;
    start = start < line.length ? start : line.length;
    end = end < line.length ? end : line.length;
    return (Columns){start, end < start ? start : end};
}

/* The columns to underline, at least one: an empty span and a line's end have a caret too. */
static Columns find_spot(const Render *render, Span span, Str line)
{
    Columns bytes = find_spot_bytes(render, span, line);
    size_t start = measure(str_slice(line, 0, bytes.start));
    size_t width = measure(str_slice(line, bytes.start, bytes.end));
    return (Columns){start, start + (width ? width : 1)};
}

static Columns find_window(Columns spot, size_t width)
{
    if (width <= WINDOW_WIDTH)
        return (Columns){0, width};
    size_t start = spot.start > WINDOW_BEFORE ? spot.start - WINDOW_BEFORE : 0;
    if (start + WINDOW_WIDTH > width)
        start = width - WINDOW_WIDTH;
    return (Columns){start, start + WINDOW_WIDTH};
}

static size_t overlap_of(Columns a, Columns b)
{
    size_t start = a.start > b.start ? a.start : b.start;
    size_t end = a.end < b.end ? a.end : b.end;
    return start < end ? end - start : 0;
}

/* The characters that lie wholly in `shown`; spaces for a wide one that its border halves. */
static void add_columns_of_line(Text *out, Str line, Columns shown)
{
    size_t columns, length;
    Columns here = {0, 0};
    for (size_t at = 0; at < line.length && here.end <= shown.end; at += length) {
        length = utf8_show_next(NULL, line, at, &columns);
        here = (Columns){here.end, here.end + columns};
        if (here.start >= shown.start && here.end <= shown.end)
            utf8_show_next(out, line, at, &columns);
        else
            text_add_repeat(out, ' ', overlap_of(here, shown));
    }
}

/* The next offset from `at` on at which a character begins. */
static size_t find_character(Str line, size_t at)
{
    while (at < line.length && ((unsigned char)line.bytes[at] & 0xc0) == 0x80)
        at++;
    return at;
}

/* Of a very long line what lies round the spot. */
static Str cut_line(const Render *render, Span span, Str line)
{
    size_t spot = find_spot_bytes(render, span, line).start;
    size_t start = spot > BYTES_BESIDE ? find_character(line, spot - BYTES_BESIDE) : 0;
    size_t end =
        line.length - spot > BYTES_BESIDE ? find_character(line, spot + BYTES_BESIDE) : line.length;
    return str_slice(line, start, end);
}

/* Adds the line, cut to a window where it is long, and underlines the spot in the line after. */
static void add_line_and_spot(const Render *render, Span span, Str whole, size_t gutter,
                              Colour colour)
{
    Str line = cut_line(render, span, whole);
    Columns spot = find_spot(render, span, line);
    size_t line_width = measure(line);
    size_t width = line_width > spot.end ? line_width : spot.end;
    Columns window = find_window(spot, width);
    size_t bytes_before = (size_t)(line.bytes - whole.bytes);
    bool is_cut_before = window.start || bytes_before;
    bool is_cut_after = window.end < width || bytes_before + line.length < whole.length;
    Columns shown = {is_cut_before ? window.start + CUT_WIDTH : 0,
                     is_cut_after && window.end > CUT_WIDTH ? window.end - CUT_WIDTH : window.end};
    text_add(render->out, is_cut_before ? CUT_MARK : "");
    add_columns_of_line(render->out, line, shown);
    text_add(render->out, is_cut_after ? CUT_MARK "\n" : "\n");
    text_add_repeat(render->out, ' ', gutter + 1);
    add_coloured(render, COLOUR_FRAME, "|");
    text_add_repeat(render->out, ' ', 1 + spot.start - window.start);
    begin_colour(render, colour);
    text_add_repeat(render->out, '^', overlap_of(spot, shown));
    end_colour(render);
    text_add_byte(render->out, '\n');
}

static size_t count_digits(uint32_t number)
{
    return number < 10 ? 1 : 1 + count_digits(number / 10);
}

/* Width of the column of line numbers under a message. */
static size_t find_gutter(const Render *render, Span span)
{
    if (span.source == SOURCE_NONE)
        return 1;
    return count_digits(source_get_position(render->sources, span.source, span.start).line);
}

static void add_place(const Render *render, Span span, Colour colour)
{
    if (span.source == SOURCE_NONE)
        return;
    Position position = source_get_position(render->sources, span.source, span.start);
    size_t gutter = count_digits(position.line);
    text_add_repeat(render->out, ' ', gutter);
    add_coloured(render, COLOUR_FRAME, "--> ");
    utf8_show(render->out, render->sources->list.items[span.source].name);
    text_add_format(render->out, ":%" PRIu32 ":%" PRIu32 "\n", position.line, position.column);
    text_add_repeat(render->out, ' ', gutter + 1);
    add_coloured(render, COLOUR_FRAME, "|");
    text_add_byte(render->out, '\n');
    begin_colour(render, COLOUR_FRAME);
    text_add_format(render->out, "%" PRIu32 " |", position.line);
    end_colour(render);
    text_add_byte(render->out, ' ');
    Str line = source_get_line(render->sources, span.source, span.start);
    add_line_and_spot(render, span, line, gutter, colour);
}

/* A remark without a place of its own. */
static void add_remark(const Render *render, size_t gutter, const char *title, const char *words)
{
    text_add_repeat(render->out, ' ', gutter + 1);
    add_coloured(render, COLOUR_FRAME, "= ");
    add_coloured(render, COLOUR_NOTE, title);
    text_add(render->out, ": ");
    utf8_show(render->out, str_from(words));
    text_add_byte(render->out, '\n');
}

static void add_note(const Render *render, size_t gutter, const Note *note)
{
    if (note->span.source == SOURCE_NONE) {
        add_remark(render, gutter, "note", note->text);
        return;
    }
    add_coloured(render, COLOUR_NOTE, "note");
    text_add(render->out, ": ");
    utf8_show(render->out, str_from(note->text));
    text_add_byte(render->out, '\n');
    add_place(render, note->span, COLOUR_NOTE);
}

static const char *severity_to_text(Severity severity)
{
    return severity == SEVERITY_ERROR ? "error" : "warning";
}

static void add_message(const Render *render, const Message *message)
{
    Severity severity = message->kind->severity;
    Colour colour = severity == SEVERITY_ERROR ? COLOUR_ERROR : COLOUR_WARNING;
    begin_colour(render, colour);
    text_add_format(render->out, "%s %s", severity_to_text(severity), message->kind->code);
    end_colour(render);
    text_add(render->out, ": ");
    add_coloured(render, COLOUR_HEAD, message->text);
    text_add_byte(render->out, '\n');
    add_place(render, message->span, colour);
    size_t gutter = find_gutter(render, message->span);
    if (message->hint)
        add_remark(render, gutter, "help", message->hint);
    for (const Note *note = message->notes; note; note = note->next)
        add_note(render, gutter, note);
}

void render_report_text(Text *out, const Report *report, bool is_coloured)
{
    const Render render = {out, report->sources, is_coloured};
    size_t count = report->messages.count;
    size_t shown = count < RENDER_MESSAGES_MOST ? count : RENDER_MESSAGES_MOST;
    for (size_t i = 0; i < shown; i++) {
        if (i)
            text_add_byte(out, '\n');
        add_message(&render, &report->messages.items[i]);
    }
    if (shown < count)
        text_add_format(out, "\n... and %zu more\n", count - shown);
}

static void add_json_text(Text *out, const char *key, const char *words)
{
    text_add_format(out, "\"%s\":", key);
    if (words)
        json_write_string(out, str_from(words));
    else
        text_add(out, "null");
}

static void add_json_place(Text *out, Sources *sources, Span span)
{
    if (span.source == SOURCE_NONE) {
        text_add(out, "\"file\":null,\"line\":null,\"column\":null,"
                      "\"end_line\":null,\"end_column\":null");
        return;
    }
    Position start = source_get_position(sources, span.source, span.start);
    Position end = source_get_position(sources, span.source, span.end);
    text_add(out, "\"file\":");
    json_write_string(out, sources->list.items[span.source].name);
    text_add_format(out, ",\"line\":%" PRIu32 ",\"column\":%" PRIu32, start.line, start.column);
    text_add_format(out, ",\"end_line\":%" PRIu32 ",\"end_column\":%" PRIu32, end.line, end.column);
}

static void add_json_note(Text *out, Sources *sources, const Note *note)
{
    text_add_byte(out, '{');
    add_json_place(out, sources, note->span);
    text_add_byte(out, ',');
    add_json_text(out, "message", note->text);
    text_add_byte(out, '}');
}

static void add_json_message(Text *out, Sources *sources, const Message *message)
{
    text_add_byte(out, '{');
    add_json_text(out, "code", message->kind->code);
    text_add_byte(out, ',');
    add_json_text(out, "severity", severity_to_text(message->kind->severity));
    text_add_byte(out, ',');
    add_json_text(out, "name", message->kind->name);
    text_add_byte(out, ',');
    add_json_place(out, sources, message->span);
    text_add_byte(out, ',');
    add_json_text(out, "message", message->text);
    text_add_byte(out, ',');
    add_json_text(out, "hint", message->hint);
    text_add(out, ",\"notes\":[");
    for (const Note *note = message->notes; note; note = note->next) {
        add_json_note(out, sources, note);
        text_add(out, note->next ? "," : "");
    }
    text_add(out, "]}");
}

void render_report_json(Text *out, const Report *report)
{
    text_add_byte(out, '[');
    for (size_t i = 0; i < report->messages.count; i++) {
        text_add(out, i ? ",\n " : "");
        add_json_message(out, report->sources, &report->messages.items[i]);
    }
    text_add(out, "]\n");
}
