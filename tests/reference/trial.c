/* trial.c - see trial.h. Nothing touches a file: texts and cases stand in memory.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/trial.h"

#include <string.h>

#include "check/check.h"
#include "code/verify.h"
#include "codegen/codegen.h"
#include "explain/explain.h"
#include "lower/lower.h"
#include "reference/evaluate.h"
#include "reference/flips.h"
#include "reference/generate.h"
#include "reference/outcome_lines.h"
#include "reference/presumed.h"
#include "reference/truth.h"

/* ---- compiling ---- */

typedef struct Modules {
    Sources *sources;
    Str more; /* the second module's text; bytes NULL where there is none */
} Modules;

static bool find_module(void *context, const char *from_path, const char *name, uint32_t *source,
                        const char **path)
{
    Modules *modules = context;
    (void)from_path;
    if (!modules->more.bytes || strcmp(name, MODULE_NAME) != 0)
        return false;
    *path = MODULE_NAME ".proc";
    *source = source_add(modules->sources, str_from(*path), modules->more);
    return true;
}

static bool read_nothing(void *context, const char *from_path, const char *name, Str *bytes)
{
    (void)context, (void)from_path, (void)name, (void)bytes;
    return false;
}

static size_t list_nothing(void *context, const char *from_path, const char *const **names)
{
    (void)context, (void)from_path, (void)names;
    return 0;
}

/* Cuts the text at MODULE_LINE. */
static Str split(Str *text)
{
    const char *at = strstr(text->bytes, MODULE_LINE);
    if (!at)
        return STR_NONE;
    size_t start = (size_t)(at - text->bytes);
    Str more = str_slice(*text, start, text->length);
    *text = str_slice(*text, 0, start);
    return more;
}

Compiled trial_compile(Arena *arena, Str text)
{
    Sources *sources = ARENA_NEW(arena, Sources);
    sources->arena = arena;
    Compiled compiled = {.arena = arena, .report = report_new(arena, sources)};
    Modules modules = {sources, split(&text)};
    const ModuleFinder finder = {find_module, read_nothing, list_nothing, &modules};
    uint32_t source = source_add(sources, STR("main.proc"), text);
    compiled.core = lower_program(arena, compiled.report, source, "main.proc", &finder);
    if (!report_has_errors(compiled.report))
        check_program(arena, compiled.core, compiled.report, 0);
    if (report_has_errors(compiled.report))
        return compiled;
    const char *reason;
    compiled.code = codegen(arena, compiled.core);
    bool is_verified = code_verify(compiled.code, arena, &reason);
    BUG_IF(!is_verified);
    return compiled;
}

/* ---- running ---- */

typedef struct ReadCase {
    CaseEntries entries;
    Report *report;
    uint32_t source;
    CaseTable *table;
} ReadCase;

static ReadCase read_case(Arena *arena, const Compiled *compiled, Str text, Value as_of)
{
    ReadCase read = {.report = report_new(arena, compiled->report->sources)};
    read.source = source_add(compiled->report->sources, STR("case"), text);
    case_read_lines(&read.entries, read.report, read.source);
    read.table = case_table_new(arena, compiled->code, &read.entries, as_of, read.report);
    return read;
}

/* The case without the lines that a message is about. */
static Str drop_wrong_lines(Arena *arena, const ReadCase *read, Str text)
{
    Text out = text_in(arena);
    for (size_t start = 0; start < text.length;) {
        size_t end = start + str_find_byte(str_slice(text, start, text.length), '\n') + 1;
        end = end > text.length ? text.length : end;
        bool is_wrong = false;
        for (size_t i = 0; i < read->report->messages.count; i++) {
            Span span = read->report->messages.items[i].span;
            is_wrong |= span.source == read->source && span.start >= start && span.start < end;
        }
        if (!is_wrong)
            text_add_str(&out, str_slice(text, start, end));
        start = end;
    }
    return text_get(&out);
}

void trial_show(Arena *arena, const Trial *trial)
{
    const ExplainOptions options = {0};
    const OutcomeFilter filter = {.with_all = true};
    Text out = text_in(arena);
    outcome_write_text(&out, trial->outcome, &filter, false, 100);
    explain_write_text(&out, trial->outcome, &options, false, 100);
    explain_write_json(&out, trial->outcome, &options);
}

Trial trial_evaluate(Arena *arena, const CoreProgram *core, const Code *code,
                     const CaseEntries *entries, const CaseTable *table, Value as_of)
{
    const Outcome *outcome = outcome_new(arena, interpreter_run(arena, code, table), 0);
    Trial trial = {.is_case_right = true, .outcome = outcome};
    trial.engine = outcome_to_lines(arena, outcome);
    trial.reference = reference_evaluate(arena, core, entries, as_of);
    trial.unlisted = presumed_find_unlisted(arena, core, entries, outcome, &trial.reference, as_of);
    trial.is_same = !trial.unlisted && lines_are_equal(&trial.engine, &trial.reference);
    return trial;
}

void trial_check_reasons(Arena *arena, Trial *trial, const CoreProgram *core,
                         const CaseEntries *entries, Value as_of)
{
    trial->unexplained = truth_find_wrong(arena, core, trial->outcome, &trial->reference, as_of);
    if (!trial->unexplained)
        trial->unexplained =
            flips_find_wrong(arena, core, entries, trial->outcome, &trial->reference, as_of);
    trial->is_same &= !trial->unexplained;
}

static void write_only(Text *out, const char *mark, const Lines *lines, const Lines *others)
{
    for (size_t i = 0; i < lines->count; i++) {
        bool is_in_both = false;
        for (size_t k = 0; k < others->count; k++)
            is_in_both |= !strcmp(lines->items[i], others->items[k]);
        if (!is_in_both)
            text_add_format(out, "%s %s\n", mark, lines->items[i]);
    }
}

Str trial_describe(Arena *arena, const Trial *trial)
{
    Text out = text_in(arena);
    text_add(&out, "differences (- reference, + engine):\n");
    write_only(&out, "-", &trial->reference, &trial->engine);
    write_only(&out, "+", &trial->engine, &trial->reference);
    if (trial->unlisted)
        text_add_format(&out, "- presumed %s\n", trial->unlisted);
    if (trial->unexplained)
        text_add_format(&out, "- %s\n", trial->unexplained);
    text_add(&out, "\nreference:\n");
    lines_write(&out, &trial->reference);
    text_add(&out, "\nengine:\n");
    lines_write(&out, &trial->engine);
    return text_get(&out);
}

Trial trial_run(Arena *arena, const Compiled *compiled, Str case_text, Value as_of,
                bool with_reasons)
{
    Trial trial = {0};
    ReadCase read = read_case(arena, compiled, case_text, as_of);
    for (int i = 0; i < 3 && report_has_errors(read.report); i++) {
        case_text = drop_wrong_lines(arena, &read, case_text);
        read = read_case(arena, compiled, case_text, as_of);
    }
    if (!report_has_errors(read.report))
        trial =
            trial_evaluate(arena, compiled->core, compiled->code, &read.entries, read.table, as_of);
    if (trial.is_same && with_reasons)
        trial_check_reasons(arena, &trial, compiled->core, &read.entries, as_of);
    trial.case_text = case_text;
    return trial;
}
