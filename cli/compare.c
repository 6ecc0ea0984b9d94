/* compare.c - see compare.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/compare.h"

#include <string.h>

#include "cli/answer.h"
#include "cli/engines.h"
#include "cli/output.h"
#include "cli/page.h"
#include "compare/compare.h"

typedef struct Several {
    const Code **codes;
    const Outcome **outcomes;
    FittedCase *fitted;
    uint32_t count;
} Several;

/* Says of what is wrong from message `first` on which procedure finds it so: another one may not. */
static void name_procedure(Report *report, size_t first, const Code *code)
{
    if (code->procedure == INDEX_NONE)
        return;
    const CodeProcedure *procedure = &code->procedures[code->procedure];
    for (size_t i = first; i < report->messages.count; i++)
        report_note(report, i, procedure->span, "for this procedure");
}

static void evaluate(Driver *driver, Engines *engines, Several *several, const CaseEntries *entries,
                     Value as_of)
{
    Arena *arena = driver_get_arena(driver);
    Report *report = driver_get_report(driver);
    several->fitted = fit_entries(arena, several->codes, several->count, entries, report);
    for (uint32_t i = 0; i < several->count; i++) {
        size_t first = report->messages.count;
        const CaseTable *table =
            case_table_new(arena, several->codes[i], &several->fitted[i].entries, as_of, report);
        name_procedure(report, first, several->codes[i]);
        report_drop_repeated(report, first);
        if (report_has_errors(report))
            continue;
        several->outcomes[i] =
            outcome_new(arena, engines_evaluate_any(engines, arena, several->codes[i], table), 0);
    }
}

static void write_json(Text *out, const Compared *comparison, const Several *several,
                       const Options *options)
{
    Str *documents = ARENA_ARRAY(comparison->arena, several->count, Str);
    for (uint32_t i = 0; i < several->count; i++) {
        Text document = text_in(comparison->arena);
        answer_write(&document, several->outcomes[i], options);
        documents[i] = text_get(&document);
    }
    compare_write_json(out, comparison, documents);
}

static void write_text(Text *out, const Compared *comparison, const Several *several,
                       const Options *options)
{
    compare_write_text(out, comparison, output_is_coloured(), output_get_width());
    for (uint32_t i = 0; i < several->count && options->is_given[OPTION_EXPLAIN]; i++) {
        if (!answer_has_wanted(several->outcomes[i], options))
            continue;
        text_add_byte(out, '\n');
        answer_write(out, several->outcomes[i], options);
    }
}

static ExitStatus show(Arena *arena, const Several *several, const char *const *words,
                       const Options *options)
{
    const Compared *comparison =
        compare_new(arena, several->outcomes, words, several->fitted, several->count);
    ExitStatus status = STATUS_WELL;
    Text text = text_in(arena);
    if (options->is_given[OPTION_JSON])
        write_json(&text, comparison, several, options);
    else
        write_text(&text, comparison, several, options);
    if (!page_write(arena, several->outcomes, several->count, options))
        return STATUS_FILE;
    if (!page_takes_output(options))
        output_write(&text);
    for (uint32_t i = 0; i < several->count && status == STATUS_WELL; i++)
        status = answer_get_status(several->outcomes[i]);
    return status;
}

/* One procedure twice has nothing to say to itself. */
static bool are_distinct(const Code *const *codes, const Paths *words)
{
    for (size_t i = 0; i < words->count; i++)
        for (size_t k = 0; k < i; k++)
            if (!strcmp(codes[i]->hash, codes[k]->hash)) {
                output_complain("'%s' and '%s' are the same procedure", words->items[k],
                                words->items[i]);
                return false;
            }
    return true;
}

static ExitStatus compare(Driver *driver, Engines *engines, Several *several,
                          const Operands *operands, const Options *options)
{
    Arena *arena = driver_get_arena(driver);
    const Report *report = driver_get_report(driver);
    CaseEntries entries = driver_read_entries(driver, operands->facts.count, operands->facts.items);
    if (report_has_errors(report))
        return output_get_status(report);
    evaluate(driver, engines, several, &entries, options->as_of);
    if (report_has_errors(report))
        return output_get_status(report);
    for (uint32_t i = 0; i < several->count; i++)
        if (answer_has_wanted(several->outcomes[i], options))
            return show(arena, several, operands->procedures.items, options);
    return answer_refuse_name(arena, several->codes[0], options);
}

ExitStatus compare_run(Driver *driver, Program *const *programs, const Operands *operands,
                       const Options *options)
{
    Arena *arena = driver_get_arena(driver);
    Engines engines;
    Several several = {.count = (uint32_t)operands->procedures.count};
    several.codes = ARENA_ARRAY(arena, several.count, const Code *);
    several.outcomes = ARENA_ARRAY(arena, several.count, const Outcome *);
    for (uint32_t i = 0; i < several.count; i++)
        several.codes[i] = programs[i]->code;
    if (!are_distinct(several.codes, &operands->procedures) ||
        !engines_init(&engines, arena, options, false))
        return STATUS_USAGE;
    ExitStatus status = compare(driver, &engines, &several, operands, options);
    engines_deinit(&engines);
    return status;
}
