/* test_verify.c - what the verifier accepts is safe to run; what is wrong it refuses.
 *
 * One Code that uses every opcode is changed in one place at a time: first in places where the change must be refused, then
 * at random, where it must be refused or run without the sanitizers finding anything.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code_builder.h"

#include "code/disasm.h"
#include "code/hash.h"
#include "code/verify.h"

#define RANDOM_CHANGES 20000

/* A Code with two lists, one nested, a product frame, a decision, a rule, norms with a choice. */
typedef struct Sample {
    Code *code;
    uint32_t services, carers, visits, pairs;
    uint32_t truth, number, money, date, duration; /* registers of frame 0 */
    uint32_t service_truth, service_number, pair_truth, visit_number;
    uint32_t not, compare, add, broadcast, gather, some, total, decide, done;
} Sample;

static void add_sources(Sample *s)
{
    Code *code = s->code;
    s->services = builder_list(code, 0);
    s->carers = builder_list(code, 0);
    s->visits = builder_list(code, s->services);
    s->pairs = builder_product(code, s->services, s->carers, 0);
    s->truth = builder_read(code, 0, TYPE_YES_NO);
    s->number = builder_read(code, 0, TYPE_NUMBER);
    s->money = builder_read(code, 0, TYPE_MONEY);
    s->date = builder_read(code, 0, TYPE_DATE);
    s->duration = builder_constant(code, 0, TYPE_DURATION, duration_make(2, DURATION_MONTHS));
    s->service_truth = builder_read(code, s->services, TYPE_YES_NO);
    s->service_number = builder_read(code, s->services, TYPE_NUMBER);
    s->visit_number = builder_read(code, s->visits, TYPE_NUMBER);
    uint32_t carer_truth = builder_read(code, s->carers, TYPE_YES_NO);
    s->gather = builder_emit(code, OP_GATHER, s->pairs, TYPE_YES_NO, carer_truth, 0, 0);
    s->broadcast = builder_emit(code, OP_BROADCAST, s->pairs, TYPE_YES_NO, s->truth, 0, 0);
    code->actions[code->action_count++] = (CodeAction){"act", NULL, s->services, SPAN_NONE};
    s->done = builder_emit(code, OP_DONE, s->services, TYPE_YES_NO, 0, 0, 0);
    code->periods[code->period_count++] = (CodePeriod){true, false, 5, 0};
    builder_emit(code, OP_IN_FORCE, s->services, TYPE_YES_NO, 0, 0, 0);
    builder_emit(code, OP_LIST_KNOWN, 0, TYPE_YES_NO, s->services, 0, 0);
}

static void add_parameter(Arena *arena, Sample *s)
{
    CodeParameterValue *values = ARENA_ARRAY(arena, 1, CodeParameterValue);
    values[0] = (CodeParameterValue){
        .from = 0, .until = 9, .value = {type_of(TYPE_MONEY), 100, NULL}, .span = SPAN_NONE};
    s->code->parameters[s->code->parameter_count++] =
        (CodeParameter){"limit", NULL, type_of(TYPE_MONEY), values, 1, {0}, SPAN_NONE};
    builder_emit(s->code, OP_PARAMETER, s->services, TYPE_MONEY, 0, 0, 0);
}

static void add_folds(Sample *s)
{
    Code *code = s->code;
    s->some = builder_emit(code, OP_SOME, s->services, TYPE_YES_NO, s->pairs, s->gather, 0);
    builder_emit(code, OP_EVERY, 0, TYPE_YES_NO, s->services, s->some, 0);
    builder_emit(code, OP_ANY_ELEMENT, 0, TYPE_YES_NO, s->services, s->service_truth, 0);
    builder_emit(code, OP_COUNT, 0, TYPE_NUMBER, s->services, s->service_truth, 0);
    s->total = builder_emit(code, OP_TOTAL, 0, TYPE_NUMBER, s->services, s->service_truth,
                            s->service_number);
    builder_emit(code, OP_MOST, s->services, TYPE_NUMBER, s->visits, REGISTER_NONE,
                 s->visit_number);
    builder_emit(code, OP_LEAST, 0, TYPE_NUMBER, s->services, s->service_truth, s->service_number);
}

static void add_logic(Sample *s)
{
    Code *code = s->code;
    uint32_t truths[] = {s->truth, s->truth};
    uint32_t numbers[] = {s->number, s->total};
    builder_pool(code, OP_AND, 0, TYPE_YES_NO, truths, 2, 0);
    builder_pool(code, OP_OR, 0, TYPE_YES_NO, truths, 2, 0);
    s->not = builder_emit(code, OP_NOT, 0, TYPE_YES_NO, s->truth, 0, 0);
    builder_pool(code, OP_AT_LEAST, 0, TYPE_YES_NO, truths, 2, 1);
    builder_emit(code, OP_IS_KNOWN, 0, TYPE_YES_NO, s->date, 0, 0);
    s->compare =
        builder_emit(code, OP_COMPARE, 0, TYPE_YES_NO, s->number, s->total, COMPARISON_MORE_THAN);
    builder_emit(code, OP_COMPARE_DURATION, 0, TYPE_YES_NO, s->duration, s->duration,
                 COMPARISON_IS);
    builder_emit(code, OP_COMPARE_YES_NO, 0, TYPE_YES_NO, s->truth, s->not, COMPARISON_IS_NOT);
    builder_pool(code, OP_ONE_OF, 0, TYPE_YES_NO, numbers, 2, s->number);
    builder_pool(code, OP_PICK_MOST, 0, TYPE_NUMBER, numbers, 2, 0);
    builder_pool(code, OP_PICK_LEAST, 0, TYPE_NUMBER, numbers, 2, 0);
}

static void add_arithmetic(Sample *s)
{
    Code *code = s->code;
    s->add = builder_emit(code, OP_ADD, 0, TYPE_NUMBER, s->number, s->total, 0);
    builder_emit(code, OP_SUBTRACT, 0, TYPE_DURATION, s->duration, s->duration, 0);
    builder_emit(code, OP_MULTIPLY, 0, TYPE_MONEY, s->money, s->number, 0);
    builder_emit(code, OP_DIVIDE, 0, TYPE_NUMBER, s->money, s->money, 0);
    builder_emit(code, OP_DATE_ADD, 0, TYPE_DATE, s->date, s->duration, 0);
    builder_emit(code, OP_DATE_SUBTRACT, 0, TYPE_DATE, s->date, s->duration, 0);
    builder_emit(code, OP_DATE_DIFFERENCE, 0, TYPE_DURATION, s->date, s->date, 0);
}

static void add_decision(Arena *arena, Sample *s)
{
    const uint32_t pool[] = {0, s->compare, s->number, 1, REGISTER_NONE, s->total};
    s->decide = builder_pool(s->code, OP_DECIDE, 0, TYPE_NUMBER, pool, 2, 0);
    CodeAlternative *alternatives = ARENA_ARRAY(arena, 2, CodeAlternative);
    alternatives[0] = (CodeAlternative){0, s->compare, s->number, {0}, SPAN_NONE};
    alternatives[1] = (CodeAlternative){1, REGISTER_NONE, s->total, {0}, SPAN_NONE};
    s->code->decisions[s->code->decision_count++] = (CodeDecision){.name = "decision",
                                                                   .type = type_of(TYPE_NUMBER),
                                                                   .reg = s->decide,
                                                                   .alternatives = alternatives,
                                                                   .alternative_count = 2,
                                                                   .span = SPAN_NONE};
}

static CodeNorm norm_about(uint32_t action, uint32_t reg)
{
    return (CodeNorm){.action = action,
                      .reg = reg,
                      .when = REGISTER_NONE,
                      .until = REGISTER_NONE,
                      .by = REGISTER_NONE,
                      .within_date = REGISTER_NONE,
                      .not_before = REGISTER_NONE,
                      .repeat_duration = REGISTER_NONE,
                      .repeat_from = REGISTER_NONE,
                      .choice = INDEX_NONE,
                      .span = SPAN_NONE};
}

static void add_rule(Arena *arena, Sample *s)
{
    static const char *const VARIABLES[] = {"s"};
    Code *code = s->code;
    CodeRulePart *parts = ARENA_ARRAY(arena, 1, CodeRulePart);
    parts[0] = (CodeRulePart){RULE_PART_WHEN, s->service_truth, INDEX_NONE, {0}, SPAN_NONE};
    code->rules[code->rule_count++] = (CodeRule){.name = "rule",
                                                 .frame = s->services,
                                                 .reg = s->service_truth,
                                                 .parts = parts,
                                                 .part_count = 1,
                                                 .variables = VARIABLES,
                                                 .variable_count = 1,
                                                 .procedure = INDEX_NONE,
                                                 .span = SPAN_NONE};
    code->norms[0] = norm_about(0, s->service_truth);
    code->norms[1] = norm_about(INDEX_NONE, s->service_truth);
    code->norms[1].first_option = 2;
    code->norms[1].option_count = 1;
    code->norms[2] = norm_about(0, s->service_truth);
    code->norms[2].choice = 1;
    code->norm_count = 3;
}

static Sample sample_new(Arena *arena)
{
    Sample sample = {.code = builder_new(arena)};
    add_sources(&sample);
    add_parameter(arena, &sample);
    add_folds(&sample);
    add_logic(&sample);
    add_arithmetic(&sample);
    add_decision(arena, &sample);
    add_rule(arena, &sample);
    return sample;
}

static void assert_refused(Arena *arena, const Sample *sample, const char *what)
{
    const char *reason = NULL;
    if (code_verify(sample->code, arena, &reason))
        fail_msg("accepted: %s", what);
    assert_non_null(reason);
}

static void the_sample_is_accepted_and_uses_every_opcode(void **state)
{
    Sample sample = sample_new(*state);
    const char *reason = "";
    bool is_used[OP_DECIDE + 1] = {false};
    if (!code_verify(sample.code, *state, &reason))
        fail_msg("%s", reason);
    for (uint32_t i = 0; i < sample.code->instruction_count; i++)
        is_used[sample.code->instructions[i].opcode] = true;
    for (uint32_t i = 0; i <= OP_DECIDE; i++)
        assert_true(is_used[i]);
}

/* Makes a sample, does `change` to it (`c` its Code, `s` itself, `i` its instructions), and expects a refusal. */
#define REFUSED(change)                                                                            \
    do {                                                                                           \
        Sample sample = sample_new(*state);                                                        \
        Sample *s = &sample;                                                                       \
        Code *c = s->code;                                                                         \
        Instruction *i = c->instructions;                                                          \
        (void)i;                                                                                   \
        change;                                                                                    \
        assert_refused(*state, s, #change);                                                        \
    } while (0)

static void operands_lead_somewhere(void **state)
{
    REFUSED(i[s->truth].a = c->fact_count);
    REFUSED(i[s->duration].a = c->constant_count);
    REFUSED(i[s->not ].a = s->not );
    REFUSED(i[s->not ].a = c->instruction_count);
    REFUSED(i[s->not ].a = REGISTER_NONE);
    REFUSED(i[s->not ].a = s->service_truth);
    REFUSED(i[s->not ].b = 1);
    REFUSED(i[s->broadcast].a = s->gather);
    REFUSED(i[s->gather].a = s->service_truth);
    REFUSED(i[s->some].a = s->services);
    REFUSED(i[s->some].a = c->frame_count);
    REFUSED(i[s->some].b = s->truth);
    REFUSED(i[s->total].c = REGISTER_NONE);
    REFUSED(i[s->compare].c = COMPARISON_ON_OR_AFTER + 1);
    REFUSED(i[s->decide].a = c->pool_count - 5);
    REFUSED(i[s->decide].b = UINT32_MAX / 3 + 1);
    REFUSED(i[s->done].a = 1);
    REFUSED(i[s->done].frame = 0);
    REFUSED(i[s->not ].frame = c->frame_count);
    REFUSED(i[s->not ].opcode = (Opcode)(OP_DECIDE + 1));
}

static void types_go_together(void **state)
{
    REFUSED(i[s->not ].type.kind = TYPE_NUMBER);
    REFUSED(i[s->not ].type.kind = TYPE_LIST);
    REFUSED(i[s->not ].type.kind = (TypeKind)99);
    REFUSED(i[s->truth].type.kind = TYPE_ENUMERATION);
    REFUSED(i[s->not ].a = s->number);
    REFUSED(i[s->compare].b = s->money);
    REFUSED(i[s->add].b = s->money);
    REFUSED(i[s->decide].type.kind = TYPE_MONEY);
    REFUSED(i[s->broadcast].type.kind = TYPE_NUMBER);
    REFUSED(c->pool[i[s->decide].a] = 2);
    REFUSED(c->pool[i[s->decide].a + 1] = s->number);
    REFUSED(c->pool[i[s->decide].a + 2] = s->truth);
    REFUSED(c->constants[0].value = 3);
    REFUSED(c->constants[0].type.kind = TYPE_TEXT);
}

static void frames_nest(void **state)
{
    REFUSED(c->frames[0].parent = 0);
    REFUSED(c->frames[s->services].parent = s->services);
    REFUSED(c->frames[s->visits].parent = 0);
    REFUSED(c->frames[s->visits].list_fact = 0);
    REFUSED(c->frames[s->visits].list_fact = c->fact_count);
    REFUSED(c->frames[s->visits].holder = 0);
    REFUSED(c->frames[s->pairs].holder = s->services);
    REFUSED(c->frames[s->pairs].holder = INDEX_NONE);
    REFUSED(c->frames[s->pairs].list_frame = 0);
    REFUSED(c->frames[s->pairs].list_frame = s->pairs + 1);
    REFUSED(c->frames[s->pairs].parent = s->pairs);
    REFUSED(c->frame_count = 0);
    REFUSED(c->facts[0].list_frame = s->carers);
    REFUSED(c->facts[0].frame = s->pairs);
    REFUSED(c->facts[i[s->truth].a].reg = s->number);
}

static void outcomes_lead_to_their_registers(void **state)
{
    REFUSED(c->decisions[0].reg = s->add);
    REFUSED(c->decisions[0].frame = s->services);
    REFUSED(c->decisions[0].alternative_count = 3);
    REFUSED(c->rules[0].reg = s->truth);
    REFUSED(c->rules[0].reg = s->service_number);
    REFUSED(c->rules[0].procedure = 0);
    REFUSED(c->rules[0].variable_count = 0);
    REFUSED(c->rules[0].frame = 0);
    REFUSED(c->norms[0].rule = 1);
    REFUSED(c->norms[0].reg = s->truth);
    REFUSED(c->norms[0].by = s->service_truth);
    REFUSED(c->norms[0].action = 1);
    REFUSED(c->norms[0].modality = MODALITY_FOLLOW);
    REFUSED(c->norms[0].follow = "elsewhere");
    REFUSED(c->norms[0].repeat_from = s->date);
    REFUSED(c->norms[1].option_count = 2);
    REFUSED(c->norms[1].option_count = 0);
    REFUSED(c->norms[2].choice = 0);
    REFUSED(c->norms[2].choice = 7);
    REFUSED(c->actions[0].frame = 0);
    REFUSED(c->procedure = 0);
    REFUSED(c->spans[s->not ] = ((Span){0, 1, 2}));
}

/* What only somebody else's Code gets wrong: codegen makes none like it. */
static void what_people_are_shown_is_there(void **state)
{
    Sources sources = {.arena = *state};
    source_add(&sources, STR("text"), STR("caf\xc3\xa9"));
    REFUSED(i[s->not -1].a = i[s->not -2].a);
    REFUSED(c->decisions[1] = c->decisions[0]; c->decision_count = 2);
    REFUSED(c->norms[2].action = INDEX_NONE; c->norms[2].modality = MODALITY_FOLLOW;
            c->norms[2].follow = "elsewhere");
    REFUSED(c->facts[i[s->truth].a].list_frame = s->services);
    REFUSED(c->periods[0].from = DATE_LEAST - 1);
    REFUSED(c->periods[0].has_until = true; c->periods[0].until = DATE_MOST + 1);
    REFUSED(c->periods[0].has_until = true; c->periods[0].until = 4);
    REFUSED(((CodeParameterValue *)(uintptr_t)c->parameters[0].values)->from = DATE_LEAST - 1);
    REFUSED(((CodeParameterValue *)(uintptr_t)c->parameters[0].values)->until = DATE_MOST + 1);
    REFUSED(((CodeParameterValue *)(uintptr_t)c->parameters[0].values)->until = -1);
    REFUSED(c->sources = &sources; c->spans[s->not ] = ((Span){0, 0, 6}));
    REFUSED(c->sources = &sources; c->spans[s->not ] = ((Span){0, 0, 4}));
    REFUSED(c->sources = &sources; c->spans[s->not ] = ((Span){0, 4, 5}));
    REFUSED(c->sources = &sources; c->spans[s->not ] = ((Span){1, 0, 0}));
}

static void a_place_between_characters_is_accepted(void **state)
{
    Sources sources = {.arena = *state};
    source_add(&sources, STR("text"), STR("caf\xc3\xa9"));
    Sample sample = sample_new(*state);
    const char *reason = "";
    sample.code->sources = &sources;
    sample.code->spans[sample.not ] = (Span){0, 3, 5};
    if (!code_verify(sample.code, *state, &reason))
        fail_msg("%s", reason);
}

/* ---- at random */

/* A number that could just be right, or just be wrong. */
static uint32_t pick_number(const Code *code, uint32_t *seed)
{
    switch (builder_random(seed, 6)) {
    case 0: return UINT32_MAX - builder_random(seed, 2);
    case 1: return code->frame_count - builder_random(seed, 2);
    case 2: return code->pool_count - builder_random(seed, 8);
    case 3: return builder_random(seed, 4);
    default: return builder_random(seed, code->instruction_count + 1);
    }
}

static void change_instruction(Code *code, uint32_t *seed)
{
    Instruction *of = &code->instructions[builder_random(seed, code->instruction_count)];
    uint32_t number = pick_number(code, seed);
    switch (builder_random(seed, 6)) {
    case 0: of->a = number; return;
    case 1: of->b = number; return;
    case 2: of->c = number; return;
    case 3: of->frame = builder_random(seed, code->frame_count + 1); return;
    case 4: of->type.kind = (TypeKind)builder_random(seed, TYPE_LIST + 2); return;
    default: of->opcode = (Opcode)builder_random(seed, OP_DECIDE + 2); return;
    }
}

static void change_frame(Code *code, uint32_t *seed)
{
    CodeFrame *frame = &code->frames[builder_random(seed, code->frame_count)];
    uint32_t number = pick_number(code, seed);
    switch (builder_random(seed, 4)) {
    case 0: frame->parent = number; return;
    case 1: frame->list_frame = number; return;
    case 2: frame->list_fact = number; return;
    default: frame->holder = number; return;
    }
}

static void change_fact(Code *code, uint32_t *seed)
{
    CodeFact *fact = &code->facts[builder_random(seed, code->fact_count)];
    uint32_t number = pick_number(code, seed);
    switch (builder_random(seed, 4)) {
    case 0: fact->frame = number; return;
    case 1: fact->list_frame = number; return;
    case 2: fact->reg = number; return;
    default: fact->type.kind = (TypeKind)builder_random(seed, TYPE_LIST + 2); return;
    }
}

static void change_norm(Code *code, uint32_t *seed)
{
    CodeNorm *norm = &code->norms[builder_random(seed, code->norm_count)];
    uint32_t *const fields[] = {&norm->rule,   &norm->action,       &norm->reg,
                                &norm->when,   &norm->until,        &norm->by,
                                &norm->choice, &norm->first_option, &norm->option_count};
    *fields[builder_random(seed, sizeof fields / sizeof *fields)] = pick_number(code, seed);
}

static void change_something(Code *code, uint32_t *seed)
{
    switch (builder_random(seed, 8)) {
    case 0: code->pool[builder_random(seed, code->pool_count)] = pick_number(code, seed); return;
    case 1: change_frame(code, seed); return;
    case 2: change_fact(code, seed); return;
    case 3: change_norm(code, seed); return;
    case 4: code->rules[0].reg = pick_number(code, seed); return;
    default: change_instruction(code, seed); return;
    }
}

static int count_three_rows(uint32_t frame, uint32_t parent_row)
{
    return parent_row % 3 == 2 ? -1 : (int)((frame + parent_row) % 3);
}

/* Values that each type can have. */
static Value pick_value(TypeKind kind, uint32_t *seed)
{
    if (kind == TYPE_YES_NO)
        return builder_random(seed, 2);
    if (kind == TYPE_DURATION)
        return duration_make(builder_random(seed, 9), (DurationUnit)builder_random(seed, 3));
    return kind == TYPE_TEXT ? 0 : builder_random(seed, 20000);
}

static void run_accepted(Arena *arena, Code *code, uint32_t *seed)
{
    CaseTable *table = builder_table(arena, code, 3, 7, count_three_rows);
    texts_add(table->texts, STR("text"));
    for (uint32_t fact = 0; fact < code->fact_count; fact++)
        for (uint32_t row = 0; row < table->frames[code->facts[fact].frame].row_count; row++)
            if (code->facts[fact].type.kind != TYPE_LIST && builder_random(seed, 4))
                builder_give(table, fact, row, pick_value(code->facts[fact].type.kind, seed));
    interpreter_run(arena, code, table);
    Text text = text_in(arena);
    hash_code(code);
    disasm_write(&text, code);
}

static void what_is_accepted_is_safe_to_run(void **state)
{
    (void)state;
    uint32_t seed = 20260302, accepted_count = 0;
    for (uint32_t i = 0; i < RANDOM_CHANGES; i++) {
        Arena *arena = arena_new();
        Sample sample = sample_new(arena);
        const char *reason = NULL;
        for (uint32_t changes = 1 + builder_random(&seed, 2); changes > 0; changes--)
            change_something(sample.code, &seed);
        if (code_verify(sample.code, arena, &reason)) {
            accepted_count++;
            run_accepted(arena, sample.code, &seed);
        }
        arena_free(arena);
    }
    assert_in_range(accepted_count, RANDOM_CHANGES / 100, RANDOM_CHANGES - RANDOM_CHANGES / 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(the_sample_is_accepted_and_uses_every_opcode),
        UNIT_TEST(operands_lead_somewhere),
        UNIT_TEST(types_go_together),
        UNIT_TEST(frames_nest),
        UNIT_TEST(outcomes_lead_to_their_registers),
        UNIT_TEST(what_people_are_shown_is_there),
        UNIT_TEST(a_place_between_characters_is_accepted),
        UNIT_TEST(what_is_accepted_is_safe_to_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
