/* truth.c - see truth.h: the case is written anew with only what an explanation names (named.h), and evaluated by the reference.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "reference/truth.h"

#include <string.h>

#include "explain/explain.h"
#include "reference/idle.h"
#include "reference/named.h"
#include "reference/outcome_lines.h"

typedef struct Truths {
    Arena *arena;
    const CoreProgram *program;
    const Evaluation *evaluation;
    const Code *code;
    const Lines *lines;
    Value as_of;
    const char *wrong;
} Truths;

/* ---- one outcome ---- */

/* What must stay. Of a conflict only that it is one: where less is known, more may hold. Of a norm whose dates or state wait
 * for something only that it applies. */
static Str answer_of(const char *line)
{
    const char *conflict = strstr(line, " conflict "), *applies = strstr(line, " applies");
    bool is_open = strstr(line, " needs") || strstr(line, " blocked");
    const char *end = line + strlen(line);
    if (conflict)
        end = conflict;
    if (is_open && applies)
        end = applies;
    return str_slice(str_from(line), 0, (size_t)(end - line));
}

/* What is open stays so where less is known, but for `is known`; its explanation is what it waits for. */
static bool is_open(const char *line)
{
    return strstr(line, " undetermined") != NULL;
}

static void report_too_little(Truths *it, const Named *named, const char *line, const char *now)
{
    CaseEntries entries = named_to_entries(named->arena, named, NULL);
    Text said = text_in(it->arena);
    for (size_t i = 0; i < entries.list.count; i++)
        text_add_format(&said, "%s%.*s = %.*s", i ? ", " : "", STR_ARG(entries.list.items[i].key),
                        STR_ARG(entries.list.items[i].words));
    it->wrong = arena_format(it->arena, "not enough is named for: %s\nwith %s it is: %s", line,
                             said.length ? said.bytes : "nothing", now ? now : "not there");
}

static void check(Truths *it, const Reason *root, const char *engine_line, int words,
                  uint32_t frame, const Places *places)
{
    Str about = lines_get_words(engine_line, words);
    const char *line = lines_find_only(it->lines, about);
    if (!line || is_open(line) || it->wrong)
        return;
    Arena *arena = arena_new();
    Named named = {.arena = arena,
                   .program = it->program,
                   .evaluation = it->evaluation,
                   .code = it->code,
                   .as_of = it->as_of,
                   .frame = frame};
    named_add_all(&named, root);
    Str answer = answer_of(line);
    const char *now = named_evaluate(arena, &named, NULL, about);
    if (!now || !str_has_prefix(str_from(now), str_to_text(arena, answer)))
        report_too_little(it, &named, line, now);
    else if (answer.length == strlen(line))
        it->wrong = idle_find(it->arena, &named, root, places, about, line);
    arena_free(arena);
}

/* The registers of a norm and, of a choice, of its options. */
static void add_norm(Truths *it, Places *places, const OutcomeNorm *norm)
{
    const CodeNorm *first = &it->code->norms[norm->norm];
    for (uint32_t i = 0; i <= first->option_count; i++) {
        const CodeNorm *code = i ? &it->code->norms[first->first_option + i - 1] : first;
        const uint32_t regs[] = {code->reg,        code->by,          code->within_date,
                                 code->not_before, code->repeat_from, code->repeat_duration};
        for (size_t k = 0; k < sizeof regs / sizeof *regs; k++)
            VEC_PUSH(it->arena, &places->list, ((Place){regs[k], norm->row}));
    }
}

const char *truth_find_wrong(Arena *arena, const CoreProgram *program, const Outcome *outcome,
                             const Lines *lines, Value as_of)
{
    const ExplainOptions options = {0};
    Truths it = {.arena = arena,
                 .program = program,
                 .evaluation = outcome->evaluation,
                 .code = outcome->code,
                 .lines = lines,
                 .as_of = as_of};
    for (size_t i = 0; i < outcome->decisions.count && !it.wrong; i++) {
        const OutcomeDecision *decision = &outcome->decisions.items[i];
        Places places = {{0}};
        VEC_PUSH(arena, &places.list,
                 ((Place){it.code->decisions[decision->decision].reg, decision->row}));
        check(&it, explain_decision(arena, outcome, decision, &options),
              outcome_decision_to_line(arena, outcome, decision), 2,
              it.code->decisions[decision->decision].frame, &places);
    }
    for (size_t i = 0; i < outcome->norms.count && !it.wrong; i++) {
        const OutcomeNorm *norm = &outcome->norms.items[i];
        Places places = {{0}};
        add_norm(&it, &places, norm);
        check(&it, explain_norm(arena, outcome, norm, &options),
              outcome_norm_to_line(arena, outcome, norm), 6,
              it.code->rules[it.code->norms[norm->norm].rule].frame, &places);
    }
    return it.wrong;
}
