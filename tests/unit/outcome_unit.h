/* outcome_unit.h - a Code written by hand, a case in lines, and the outcome of both: for the tests of outcome/ and explain/.
 *
 * Every maker returns the number of what it made; facts and steps return their register. The span of every step is the one
 * source text, so that reasons have words to show.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTS_UNIT_OUTCOME_UNIT_H
#define TESTS_UNIT_OUTCOME_UNIT_H

#include "unit.h"

#include "explain/explain.h"
#include "outcome/outcome.h"

#define YES_NO ((Type){TYPE_YES_NO, NULL})
#define NUMBER ((Type){TYPE_NUMBER, NULL})
#define DATE ((Type){TYPE_DATE, NULL})
#define DURATION ((Type){TYPE_DURATION, NULL})
#define LIST ((Type){TYPE_LIST, NULL})
#define NONE REGISTER_NONE
/* 2 March 2026. */
#define AS_OF ((Value)20514)
#define DAY(number) (AS_OF + (number)-2)

typedef struct Build {
    Arena *arena;
    Sources *sources;
    Code *code;
    VEC(Instruction) steps;
    VEC(uint32_t) pool;
    VEC(CodeConstant) constants;
    VEC(CodeFrame) frames;
    VEC(CodeFact) facts;
    VEC(CodeParameter) parameters;
    VEC(CodeDecision) decisions;
    VEC(CodeRule) rules;
    VEC(CodeAction) actions;
    VEC(CodeNorm) norms;
} Build;

static inline Build build_start(void **state)
{
    Build it = {.arena = *state};
    it.code = ARENA_NEW(it.arena, Code);
    it.sources = ARENA_NEW(it.arena, Sources);
    it.sources->arena = it.arena;
    (void)source_add(it.sources, STR("test.proc"),
                     STR("when the person asks # a comment\nall of\n  - one [a]\n  - two\n"));
    VEC_PUSH(it.arena, &it.frames, ((CodeFrame){INDEX_NONE, 0, INDEX_NONE, INDEX_NONE, ""}));
    return it;
}

static inline uint32_t make_step(Build *it, Opcode opcode, uint32_t frame, Type type, uint32_t a,
                                 uint32_t b, uint32_t c)
{
    Instruction step = {opcode, frame, type, a, b, c};
    VEC_PUSH(it->arena, &it->steps, step);
    return (uint32_t)it->steps.count - 1;
}

/* A step over a pool of two registers. */
static inline uint32_t make_pair(Build *it, Opcode opcode, uint32_t frame, uint32_t x, uint32_t y)
{
    uint32_t start = (uint32_t)it->pool.count;
    VEC_PUSH(it->arena, &it->pool, x);
    VEC_PUSH(it->arena, &it->pool, y);
    return make_step(it, opcode, frame, YES_NO, start, 2, 0);
}

static inline uint32_t make_constant(Build *it, Type type, Value value)
{
    VEC_PUSH(it->arena, &it->constants, ((CodeConstant){type, value, NULL}));
    return make_step(it, OP_CONSTANT, 0, type, (uint32_t)it->constants.count - 1, 0, 0);
}

static inline uint32_t make_fact(Build *it, uint32_t frame, const char *name, Type type)
{
    uint32_t number = (uint32_t)it->facts.count;
    CodeFact fact = {.name = name, .type = type, .frame = frame, .list_frame = INDEX_NONE};
    fact.span = SPAN_NONE;
    fact.reg = make_step(it, OP_FACT, frame, type, number, 0, 0);
    VEC_PUSH(it->arena, &it->facts, fact);
    return fact.reg;
}

/* A yes/no fact that is presumed to be yes. */
static inline uint32_t make_presumed(Build *it, const char *name)
{
    uint32_t reg = make_fact(it, 0, name, YES_NO);
    CodeFact *fact = &it->facts.items[it->facts.count - 1];
    fact->is_presumed = true;
    fact->presumed = (CodeConstant){YES_NO, 1, NULL};
    return reg;
}

/* A list; returns its frame. */
static inline uint32_t make_list(Build *it, uint32_t parent, const char *name, const char *path)
{
    uint32_t fact = (uint32_t)it->facts.count;
    uint32_t frame = (uint32_t)it->frames.count;
    VEC_PUSH(it->arena, &it->facts,
             ((CodeFact){.name = name,
                         .type = LIST,
                         .frame = parent,
                         .list_frame = frame,
                         .reg = REGISTER_NONE,
                         .span = SPAN_NONE}));
    VEC_PUSH(it->arena, &it->frames, ((CodeFrame){parent, frame, fact, parent, path}));
    return frame;
}

/* A DECIDE of `count` alternatives: level, condition, value, and so on. */
static inline uint32_t make_decision(Build *it, uint32_t frame, const char *name, Type type,
                                     const uint32_t *entries, uint32_t count)
{
    uint32_t start = (uint32_t)it->pool.count;
    CodeAlternative *alternatives = ARENA_ARRAY(it->arena, count, CodeAlternative);
    for (uint32_t i = 0; i < count * 3; i++)
        VEC_PUSH(it->arena, &it->pool, entries[i]);
    for (uint32_t i = 0; i < count; i++)
        alternatives[i] = (CodeAlternative){.level = entries[i * 3],
                                            .condition = entries[i * 3 + 1],
                                            .value = entries[i * 3 + 2],
                                            .span = SPAN_NONE};
    uint32_t reg = make_step(it, OP_DECIDE, frame, type, start, count, 0);
    VEC_PUSH(it->arena, &it->decisions,
             ((CodeDecision){.name = name,
                             .type = type,
                             .frame = frame,
                             .reg = reg,
                             .alternatives = alternatives,
                             .alternative_count = count,
                             .span = SPAN_NONE}));
    return reg;
}

/* yes when `condition`, otherwise no. */
static inline uint32_t make_yes_when(Build *it, const char *name, uint32_t condition)
{
    uint32_t yes = make_constant(it, YES_NO, 1);
    uint32_t no = make_constant(it, YES_NO, 0);
    uint32_t entries[] = {0, condition, yes, 1, NONE, no};
    return make_decision(it, 0, name, YES_NO, entries, 2);
}

static inline uint32_t make_rule(Build *it, uint32_t frame, const char *name, uint32_t when)
{
    static const char *const VARIABLES[] = {"s", "v"};
    CodeRulePart *part = ARENA_NEW(it->arena, CodeRulePart);
    *part =
        (CodeRulePart){.kind = RULE_PART_WHEN, .reg = when, .rule = INDEX_NONE, .span = SPAN_NONE};
    VEC_PUSH(it->arena, &it->rules,
             ((CodeRule){.name = name,
                         .frame = frame,
                         .reg = when,
                         .parts = part,
                         .part_count = 1,
                         .variables = VARIABLES,
                         .procedure = INDEX_NONE,
                         .span = SPAN_NONE}));
    return (uint32_t)it->rules.count - 1;
}

static inline uint32_t make_action(Build *it, uint32_t frame, const char *name)
{
    VEC_PUSH(it->arena, &it->actions, ((CodeAction){name, NULL, frame, SPAN_NONE}));
    return (uint32_t)it->actions.count - 1;
}

/* A norm of `rule` without dates; the caller changes what it wants while the norm is the last one. */
static inline CodeNorm *make_norm(Build *it, uint32_t rule, Modality modality, uint32_t action)
{
    CodeNorm norm = {.rule = rule,
                     .modality = modality,
                     .actor = "practitioner",
                     .action = action,
                     .reg = it->rules.items[rule].reg,
                     .when = NONE,
                     .until = NONE,
                     .by = NONE,
                     .within_date = NONE,
                     .not_before = NONE,
                     .repeat_duration = NONE,
                     .repeat_from = NONE,
                     .choice = INDEX_NONE,
                     .span = SPAN_NONE};
    VEC_PUSH(it->arena, &it->norms, norm);
    return &it->norms.items[it->norms.count - 1];
}

static inline const Code *build_code(Build *it)
{
    Code *code = it->code;
    code->sources = it->sources;
    code->instructions = it->steps.items;
    code->instruction_count = (uint32_t)it->steps.count;
    code->spans = ARENA_ARRAY(it->arena, it->steps.count, Span);
    code->condition_marks = ARENA_ARRAY(it->arena, it->steps.count, Marks);
    for (uint32_t i = 0; i < code->instruction_count; i++)
        code->spans[i] = (Span){0, 0, (uint32_t)it->sources->list.items[0].text.length};
    code->pool = it->pool.items, code->pool_count = (uint32_t)it->pool.count;
    code->constants = it->constants.items, code->constant_count = (uint32_t)it->constants.count;
    code->frames = it->frames.items, code->frame_count = (uint32_t)it->frames.count;
    code->facts = it->facts.items, code->fact_count = (uint32_t)it->facts.count;
    code->parameters = it->parameters.items;
    code->parameter_count = (uint32_t)it->parameters.count;
    code->decisions = it->decisions.items, code->decision_count = (uint32_t)it->decisions.count;
    code->rules = it->rules.items, code->rule_count = (uint32_t)it->rules.count;
    code->actions = it->actions.items, code->action_count = (uint32_t)it->actions.count;
    code->norms = it->norms.items, code->norm_count = (uint32_t)it->norms.count;
    code->procedure = INDEX_NONE;
    return code;
}

static inline const Evaluation *build_evaluate(Build *it, const char *lines)
{
    const Code *code = build_code(it);
    Report *report = report_new(it->arena, it->sources);
    CaseEntries entries = {{0}};
    uint32_t source = source_add(it->sources, STR("case"), str_from(lines));
    case_read_lines(&entries, report, source);
    const CaseTable *table = case_table_new(it->arena, code, &entries, AS_OF, report);
    assert_false(report_has_errors(report));
    return interpreter_run(it->arena, code, table);
}

static inline const Outcome *build_run(Build *it, const char *lines)
{
    return outcome_new(it->arena, build_evaluate(it, lines), 0);
}

/* "a b c" */
static inline const char *show_keys(Arena *arena, Keys keys)
{
    Text text = text_in(arena);
    for (uint32_t i = 0; i < keys.count; i++)
        text_add_format(&text, "%s%s", i > 0 ? " " : "", keys.items[i]);
    return str_to_text(arena, text_get(&text));
}

#define ASSERT_KEYS(keys, words) assert_string_equal(show_keys(*state, (keys)), (words))

#endif
