/* format.c - see format.h: reads, plans, writes, and compares.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "syntax/format.h"

#include "syntax/format_parts.h"

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
