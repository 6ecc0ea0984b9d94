/* trial.c - see trial.h. Nothing touches a file: texts and cases stand in memory.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/trial.h"

#include <string.h>

#include "check/check.h"
#include "code/verify.h"
#include "codegen/codegen.h"
#include "lower/lower.h"
#include "reference/evaluate.h"
#include "reference/generate.h"
#include "reference/outcome_lines.h"

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
        check_program(arena, compiled.core, compiled.report);
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

static Outcome *run_engine(Arena *arena, const Compiled *compiled, const CaseTable *table)
{
    return outcome_new(arena, interpreter_run(arena, compiled->code, table), 0);
}

/* ---- presumed facts (ruling 52) ---- */

static bool is_listed(const Outcome *outcome, const char *key)
{
    for (size_t i = 0; i < outcome->presumed.count; i++)
        if (!strcmp(outcome->presumed.items[i].key, key))
            return true;
    return false;
}

static bool is_said(const CaseEntries *entries, const char *key)
{
    for (size_t i = 0; i < entries->list.count; i++)
        if (str_is(entries->list.items[i].key, key))
            return true;
    return false;
}

/* Whether the outcome differs where the presumed fact is said to be unknown. */
static bool has_settled(Arena *arena, const Compiled *compiled, const ReadCase *read, const char *key,
                        const Lines *lines, Value as_of)
{
    CaseEntries entries = {0};
    for (size_t i = 0; i < read->entries.list.count; i++)
        VEC_PUSH(arena, &entries.list, read->entries.list.items[i]);
    CaseEntry unknown = {str_from(key), STR("unknown"), false, SPAN_NONE, SPAN_NONE};
    VEC_PUSH(arena, &entries.list, unknown);
    Lines other = reference_evaluate(arena, compiled->core, &entries, as_of);
    return !lines_are_equal(lines, &other);
}

static const char *find_unlisted(Arena *arena, const Compiled *compiled, const ReadCase *read,
                                 const Outcome *outcome, const Lines *lines, Value as_of)
{
    for (size_t i = 0; i < compiled->core->facts.count; i++) {
        const CoreFact *fact = compiled->core->facts.items[i];
        if (fact->is_presumed && !is_said(&read->entries, fact->name) && !is_listed(outcome, fact->name) &&
            has_settled(arena, compiled, read, fact->name, lines, as_of))
            return fact->name;
    }
    return NULL;
}

Trial trial_run(Arena *arena, const Compiled *compiled, Str case_text, Value as_of)
{
    Trial trial = {.case_text = case_text};
    ReadCase read = read_case(arena, compiled, case_text, as_of);
    for (int i = 0; i < 3 && report_has_errors(read.report); i++) {
        trial.case_text = drop_wrong_lines(arena, &read, trial.case_text);
        read = read_case(arena, compiled, trial.case_text, as_of);
        trial.is_case_right = false;
    }
    trial.is_case_right = !report_has_errors(read.report);
    if (!trial.is_case_right)
        return trial;
    const Outcome *outcome = run_engine(arena, compiled, read.table);
    trial.engine = outcome_to_lines(arena, outcome);
    trial.reference = reference_evaluate(arena, compiled->core, &read.entries, as_of);
    trial.unlisted = find_unlisted(arena, compiled, &read, outcome, &trial.reference, as_of);
    trial.is_same = !trial.unlisted && lines_are_equal(&trial.engine, &trial.reference);
    return trial;
}
