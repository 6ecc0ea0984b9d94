/* doors.c - see doors.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fuzz/doors.h"

#include <string.h>

#include "check/check.h"
#include "code/verify.h"
#include "codegen/codegen.h"
#include "error/render.h"
#include "explain/explain.h"
#include "lower/lower.h"
#include "scenario/scenario.h"
#include "source/load.h"

/* A day in the middle of what the calendar knows: 2 March 2026. */
#define FUZZ_YEAR 2026
#define FUZZ_MONTH 3
#define FUZZ_DAY 2
#define FUZZ_WIDTH 80
#define MAIN_NAME "main"

/* ---- programs ---- */

typedef struct Modules {
    Report *report;
    uint32_t main; /* the text itself can be used too: a circle */
    Str more;      /* the second module's text; bytes NULL where there is none */
    uint32_t more_source;
    bool is_more_read;
} Modules;

static bool find_module(void *context, const char *from_path, const char *name, uint32_t *source,
                        const char **path)
{
    Modules *modules = context;
    (void)from_path;
    if (!strcmp(name, MAIN_NAME)) {
        *path = MAIN_NAME ".proc";
        *source = modules->main;
        return true;
    }
    if (!modules->more.bytes || strcmp(name, FUZZ_MODULE_NAME) != 0)
        return false;
    *path = FUZZ_MODULE_NAME ".proc";
    if (!modules->is_more_read &&
        !load_text(&modules->more_source, modules->report, str_from(*path), modules->more))
        return false;
    modules->is_more_read = true;
    *source = modules->more_source;
    return true;
}

static bool read_beside(void *context, const char *from_path, const char *name, Str *bytes)
{
    (void)context, (void)from_path;
    *bytes = STR("p1\t\tA first paragraph\np2\t1\tA second one\np10.3\t\t\n");
    return !strcmp(name, "paragraphs.tsv");
}

static size_t list_modules(void *context, const char *from_path, const char *const **names)
{
    static const char *const known[] = {MAIN_NAME, FUZZ_MODULE_NAME};
    (void)context, (void)from_path;
    *names = known;
    return sizeof known / sizeof known[0];
}

/* Cuts the text at FUZZ_MODULE_LINE. */
static Str split(Str *text)
{
    size_t length = strlen(FUZZ_MODULE_LINE);
    for (size_t i = 0; i + length <= text->length; i++)
        if (!memcmp(text->bytes + i, FUZZ_MODULE_LINE, length)) {
            Str more = str_slice(*text, i + length, text->length);
            *text = str_slice(*text, 0, i);
            return more;
        }
    return STR_NONE;
}

static Code *make_code(Arena *arena, const CoreProgram *core)
{
    const char *reason;
    Code *code = codegen(arena, core);
    bool is_verified = code_verify(code, arena, &reason);
    BUG_IF(!is_verified);
    return code;
}

static void compile_source(FuzzProgram *program, Arena *arena, uint32_t source, const char *path,
                           Modules *modules)
{
    const ModuleFinder finder = {find_module, read_beside, list_modules, modules};
    size_t errors_before = program->report->error_count;
    program->core = lower_program(arena, program->report, source, path, &finder);
    Arena *scratch = arena_new();
    check_program(scratch, program->core, program->report, errors_before);
    arena_free(scratch);
    if (program->report->error_count == errors_before)
        program->code = make_code(arena, program->core);
    report_drop_repeated(program->report, 0);
}

FuzzProgram fuzz_compile(Arena *arena, Str text)
{
    Sources *sources = ARENA_NEW(arena, Sources);
    sources->arena = arena;
    FuzzProgram program = {.report = report_new(arena, sources)};
    Modules modules = {.report = program.report, .more = split(&text)};
    if (load_text(&modules.main, program.report, STR(MAIN_NAME ".proc"), text))
        compile_source(&program, arena, modules.main, MAIN_NAME ".proc", &modules);
    return program;
}

/* The module that declares the procedure as a program of its own. */
static Code *compile_subject(Arena *arena, const FuzzProgram *program, const char *procedure)
{
    for (size_t m = 0; m < program->core->modules.count; m++) {
        const CoreModule *module = program->core->modules.items[m];
        if (module->procedure == INDEX_NONE ||
            strcmp(program->core->procedures.items[module->procedure].name, procedure) != 0)
            continue;
        FuzzProgram subject = {.report = program->report};
        Modules modules = {.report = program->report,
                           .main = program->core->modules.items[0]->source};
        modules.more = program->report->sources->list.items[module->source].text;
        modules.more_source = module->source;
        modules.is_more_read = true;
        compile_source(&subject, arena, module->source, FUZZ_MODULE_NAME ".proc", &modules);
        return subject.code;
    }
    return NULL;
}

static const Code *find_subject(Arena *arena, const FuzzProgram *program,
                                const CoreScenario *scenario)
{
    Span span;
    const CoreProgram *core = program->core;
    const char *name = scenario_find_procedure(core, scenario, &span);
    if (!name || (core->procedure != INDEX_NONE &&
                  !strcmp(core->procedures.items[core->procedure].name, name)))
        return program->code;
    return compile_subject(arena, program, name);
}

static Value get_day(void)
{
    Value day;
    bool is_day = date_from_ymd(&day, FUZZ_YEAR, FUZZ_MONTH, FUZZ_DAY);
    BUG_IF(!is_day);
    return day;
}

void fuzz_run_scenarios(Arena *arena, const FuzzProgram *program)
{
    for (size_t i = 0; program->core && i < program->core->scenarios.count; i++) {
        const CoreScenario *scenario = &program->core->scenarios.items[i];
        const Code *code = find_subject(arena, program, scenario);
        if (!code)
            continue;
        scenario_check(arena, program->core, scenario, code, program->report);
        const ScenarioResult *result =
            scenario_run(arena, program->core, scenario, code, get_day(), NULL, program->report);
        Text text = text_in(arena);
        scenario_write_text(&text, result, program->report->sources, true);
    }
}

/* ---- cases ---- */

/* A number that differs from input to input. */
static uint32_t mix(Str bytes)
{
    uint32_t sum = 0;
    for (size_t i = 0; i < bytes.length; i++)
        sum = sum * 31 + (unsigned char)bytes.bytes[i];
    return sum;
}

/* One way for each input: all of them take most of an input's time. */
static void write_outcome(Arena *arena, const Outcome *outcome, uint32_t way)
{
    Text text = text_in(arena);
    bool with_all = way / 4 % 2;
    const OutcomeFilter filter = {.with_all = with_all};
    const ExplainOptions options = {.with_all = with_all};
    if (way % 4 == 0)
        outcome_write_json(&text, outcome, &filter);
    else if (way % 4 == 1)
        outcome_write_text(&text, outcome, &filter, with_all, FUZZ_WIDTH);
    else if (way % 4 == 2)
        explain_write_json(&text, outcome, &options);
    else
        explain_write_text(&text, outcome, &options, with_all, FUZZ_WIDTH);
}

/* The Code with sources of its own, which live in `arena`: a program that is kept must not grow from case to case. */
static Code *borrow_code(Arena *arena, const Code *code)
{
    Code *copy = ARENA_NEW(arena, Code);
    *copy = *code;
    copy->sources = ARENA_NEW(arena, Sources);
    copy->sources->arena = arena;
    for (size_t i = 0; i < code->sources->list.count; i++) {
        Source source = code->sources->list.items[i];
        source.line_starts = NULL;
        VEC_PUSH(arena, &copy->sources->list, source);
    }
    return copy;
}

static void read_words(CaseEntries *entries, Report *report, Str text)
{
    for (Str rest = text; rest.length;) {
        size_t end = str_find_byte(rest, '\n');
        uint32_t source = source_add(report->sources, STR("<argument>"), str_slice(rest, 0, end));
        case_read_words(entries, report, source);
        rest = str_slice(rest, end < rest.length ? end + 1 : end, rest.length);
    }
}

static void read_case(CaseEntries *entries, Report *report, CaseForm form, Str text)
{
    if (form == CASE_FORM_WORDS) {
        read_words(entries, report, text);
        return;
    }
    uint32_t source = source_add(report->sources, STR("case"), text);
    if (form == CASE_FORM_JSON)
        case_read_json(entries, report, source);
    else
        case_read_lines(entries, report, source);
}

CaseForm fuzz_get_form(char letter)
{
    if (letter == 'w')
        return CASE_FORM_WORDS;
    return letter == 'j' ? CASE_FORM_JSON : CASE_FORM_LINES;
}

void fuzz_run_case(Arena *arena, const Code *code, CaseForm form, Str text)
{
    CaseEntries entries = {0};
    const Code *mine = borrow_code(arena, code);
    Report *report = report_new(arena, mine->sources);
    read_case(&entries, report, form, text);
    const CaseTable *table = case_table_new(arena, mine, &entries, get_day(), report);
    write_outcome(arena, outcome_new(arena, interpreter_run(arena, mine, table), 0), mix(text));
    fuzz_render(report);
}

/* ---- both ---- */

void fuzz_render(const Report *report)
{
    Arena *arena = arena_new();
    Text text = text_in(arena);
    render_report_text(&text, report, false);
    render_report_text(&text, report, true);
    render_report_json(&text, report);
    arena_free(arena);
}

Str fuzz_copy(Arena *arena, const uint8_t *bytes, size_t count)
{
    char *copy = arena_alloc(arena, count);
    if (count)
        memcpy(copy, bytes, count);
    return (Str){copy, count};
}
