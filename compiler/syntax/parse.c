/* parse.c - parses one text: sets up the state, runs the parser, and reports for all files of syntax/.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/parse.h"

#include "syntax/ast_new.h"
#include "syntax/lists.h"

/* Bytes of the text that a message quotes. */
#define QUOTE_MAX ((size_t)40)

static size_t add_message(Parse *parse, DiagId kind, Span span, const char *words)
{
    if (parse->is_stopped)
        return SIZE_MAX;
    if (++parse->mistake_count > PARSE_MISTAKES_MAX) {
        report_add(parse->report, diag_kind(DIAG_TOO_MANY_MISTAKES), span,
                   "after %zu mistakes the rest of the text was not read", PARSE_MISTAKES_MAX);
        parse->is_stopped = true;
        return SIZE_MAX;
    }
    return report_add(parse->report, diag_kind(kind), span, "%s", words);
}

size_t parse_report(Parse *parse, DiagId kind, Span span, const char *format, ...)
{
    Text words = text_in(parse->arena);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&words, format, arguments);
    va_end(arguments);
    return add_message(parse, kind, span, words.bytes);
}

void parse_hint(Parse *parse, size_t message, const char *format, ...)
{
    if (message == SIZE_MAX)
        return;
    Text words = text_in(parse->arena);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&words, format, arguments);
    va_end(arguments);
    report_hint(parse->report, message, "%s", words.bytes);
}

void parse_note(Parse *parse, size_t message, Span span, const char *format, ...)
{
    if (message == SIZE_MAX)
        return;
    Text words = text_in(parse->arena);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&words, format, arguments);
    va_end(arguments);
    report_note(parse->report, message, span, "%s", words.bytes);
}

/* What is nested too deeply goes on and on: its first word is shown. */
static Span get_first_word(const Parse *parse, Span span)
{
    uint32_t end = span.start;
    while (end < span.end && (unsigned char)parse->text.bytes[end] > ' ')
        end++;
    return (Span){span.source, span.start, end};
}

void parse_stop_too_deep(Parse *parse, Span span)
{
    size_t message = parse_report(parse, DIAG_TOO_DEEP, get_first_word(parse, span),
                                  "this is nested too deeply to be read");
    parse_hint(parse, message, "give a part of it a name of its own with 'decide'");
    parse->is_stopped = true;
}

void parse_stop_too_long(Parse *parse, Span span)
{
    size_t message = parse_report(parse, DIAG_TEXT_TOO_LONG, span,
                                  "the text has more parts than a file may have");
    parse_hint(parse, message, "split it into modules and 'use' them");
    parse->is_stopped = true;
}

void parse_finish(Parse *parse, Span span, AstList declarations)
{
    parse->unit->file = ast_file(parse, span, (Ast_FILE){declarations});
}

const char *parse_quote(Parse *parse, Span span)
{
    Str words = source_get_words(parse->report->sources, span);
    if (words.length <= QUOTE_MAX)
        return str_to_text(parse->arena, words);
    size_t length = QUOTE_MAX;
    while (length && ((unsigned char)words.bytes[length] & 0xc0) == 0x80)
        length--; /* not within a letter */
    return arena_format(parse->arena, "%.*s…", (int)length, words.bytes);
}

bool parse_is_one_line(const Parse *parse, Span first, Span second)
{
    for (uint32_t i = first.end; i < second.start; i++)
        if (parse->text.bytes[i] == '\n')
            return false;
    return true;
}

Span parse_join_spans(const Span *parts, size_t count)
{
    size_t first = 1;
    while (first < count && parts[first].start == parts[first].end)
        first++;
    size_t last = count;
    while (last > first && parts[last].start == parts[last].end)
        last--;
    if (!count)
        return (Span){parts[0].source, parts[0].end, parts[0].end};
    return (Span){parts[first].source, parts[first].start, parts[last].end};
}

AstUnit *syntax_parse(Arena *arena, Report *report, uint32_t source)
{
    AstUnit *unit = ARENA_NEW(arena, AstUnit);
    Parse *parse = ARENA_NEW(arena, Parse);
    parse->arena = arena;
    parse->report = report;
    parse->source = source;
    parse->text = report->sources->list.items[source].text;
    parse->unit = unit;
    parse->unclosed = SPAN_NONE;
    parse->last.token.span = (Span){source, 0, 0};
    parse->last.begins_line_of_declaration = true; /* what comes first can be anything */
    parse->resumed_at = UINT32_MAX;
    unit->source = source;
    Span whole = {source, 0, (uint32_t)parse->text.length};
    unit->file = ast_file(parse, whole, (Ast_FILE){list_none()}); /* where the parser gives up */
    lexer_open(parse);
    yyparse(parse);
    return unit;
}
