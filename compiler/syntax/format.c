/* format.c - see format.h: reads, plans, writes, and compares.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format.h"

#include "diag/diag.h"
#include "syntax/format_parts.h"

/* Tokens, plan and three trees take some 500 times the text (tests/hostile measures it); guidance is far shorter. */
#define FORMAT_BYTES_MAX ((size_t)4 * 1024 * 1024)

static Str lay_out(Arena *arena, const Report *report, uint32_t source, const Ast *file)
{
    Text out = text_in(arena);
    Format format = {
        .arena = arena, .source = source, .text = report->sources->list.items[source].text};
    format_read_tokens(&format, report_new(arena, report->sources));
    format_plan_file(&format, file);
    FormatLines lines = format_make_lines(&format);
    format_write_lines(&out, &format, &lines);
    return text_get(&out);
}

bool syntax_format(Str *formatted, Arena *arena, Report *report, uint32_t source)
{
    const Source *text = &report->sources->list.items[source];
    if (text->text.length > FORMAT_BYTES_MAX) {
        report_add(report, diag_kind(DIAG_FILE_TOO_LARGE), SPAN_NONE,
                   "'%.*s' is larger than %zu MB, the most that can be laid out",
                   STR_ARG(text->name), FORMAT_BYTES_MAX / 1024 / 1024);
        return false;
    }
    size_t errors_before = report->error_count;
    const AstUnit *unit = syntax_parse(arena, report, source);
    if (report->error_count > errors_before)
        return false;
    *formatted = lay_out(arena, report, source, unit->file);
    Str name = report->sources->list.items[source].name;
    bool is_same = format_is_same(arena, report->sources, source,
                                  source_add(report->sources, name, *formatted));
    BUG_IF(!is_same);
    return true;
}
