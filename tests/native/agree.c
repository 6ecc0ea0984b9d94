/* agree.c - compares machine code with the interpreter: every register, every outcome, every reason.
 *
 * agree HELPER CACHE [--seed S] [--count N] [--cases K] [PATH...]
 *     every scenario of the texts and folders, and N random programs with K cases each. HELPER is procc-native.
 * Of each Code all kinds of machine code are made (of one without lists three, else two). Case by case, and all cases as one table: registers bit by bit; of
 * each case alone the outcome and the reasons byte by byte. Nothing is taken from the interpreter but what
 * is compared. Exit status 0 where all is the same, 1 where not, 2 where machine code could not be made.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sha256.h"
#include "driver/driver.h"
#include "explain/explain.h"
#include "machine/cache.h"
#include "machine/scalar.h"
#include "native/join.h"
#include "reference/generate.h"
#include "reference/trial.h"
#include "scenario/internal.h"

/* A table of so many cases has words of planes left over, whatever a block is. */
#define JOINED_CASES 777

typedef struct Agree {
    MachineSettings settings;
    bool
        is_kept; /* machine code stays in the cache: of texts, not of random programs, which are met once */
    uint64_t seed, count, cases;
    uint64_t codes, tables, registers, answers, different;
} Agree;

typedef struct Tables {
    VEC(CaseTable *) list;
} Tables;

/* ---- one table ---- */

static bool is_same_cell(const Evaluation *a, const Evaluation *b, uint32_t reg, uint32_t row)
{
    Value first = 0, second = 0;
    if (a->code->instructions[reg].type.kind == TYPE_YES_NO)
        return evaluation_get_truth(a, reg, row) == evaluation_get_truth(b, reg, row);
    return evaluation_find_value(a, reg, row, &first) ==
               evaluation_find_value(b, reg, row, &second) &&
           first == second;
}

static void report(Agree *agree, const Code *code, const char *what, uint32_t reg, uint32_t row)
{
    const Instruction *instruction = &code->instructions[reg];
    if (agree->different++ < 10)
        printf("%.*s: %s: register %u, %s, differs in row %u of frame %u\n",
               STR_ARG(code->sources->list.items[0].name), what, reg,
               opcode_to_name(instruction->opcode), row, instruction->frame);
}

/* `wanted`: one flag a register; NULL for all. */
static void compare_registers(Agree *agree, const Evaluation *interpreted, const Evaluation *native,
                              const bool *wanted, const char *what)
{
    const Code *code = interpreted->code;
    agree->tables++;
    for (uint32_t reg = 0; reg < code->instruction_count; reg++) {
        uint32_t rows = interpreted->table->frames[code->instructions[reg].frame].row_count;
        for (uint32_t row = 0; row < rows && (!wanted || wanted[reg]); row++) {
            agree->registers++;
            if (!is_same_cell(interpreted, native, reg, row))
                report(agree, code, what, reg, row);
        }
    }
}

static Str write_all(Arena *arena, const Evaluation *evaluation)
{
    const ExplainOptions options = {.with_all = true};
    const OutcomeFilter filter = {.with_all = true};
    const Outcome *outcome = outcome_new(arena, evaluation, 0);
    Text out = text_in(arena);
    outcome_write_text(&out, outcome, &filter, false, 100);
    explain_write_json(&out, outcome, &options); /* the outcome's JSON, with reasons */
    return text_get(&out);
}

static void compare_words(Agree *agree, const Evaluation *interpreted, const Evaluation *native)
{
    Arena *arena = arena_new();
    if (!str_is_equal(write_all(arena, interpreted), write_all(arena, native)))
        report(agree, interpreted->code, "outcome or reasons", 0, 0);
    arena_free(arena);
}

/* ---- one code ---- */

typedef struct Trio {
    Engine *interpreter, *registers, *outcomes;
    Module *modules[3];
    bool *is_outcome;    /* one a register */
    ScalarFunction *one; /* NULL where the Code has lists */
    ScalarCase of;
    Value *values;
    uint8_t *states;
    ScalarAnswer *answers;
    const uint32_t *answered; /* registers */
    uint32_t answer_count;
} Trio;

/* What was loaded of it stays. */
static void forget_file(Arena *arena, const Code *code, const MachineSettings *settings)
{
    char key[SHA256_HEX_SIZE];
    machine_get_key(key, code, settings);
    (void)unlink(cache_get_path(arena, settings->folder, key));
}

static Module *make_module(const Agree *agree, Arena *arena, const Code *code, MachineKind kind)
{
    const char *reason = NULL;
    MachineSettings settings = agree->settings;
    settings.kind = kind;
    Module *module = machine_open(arena, code, &settings, &reason);
    if (module && !agree->is_kept)
        forget_file(arena, code, &settings);
    if (module)
        return module;
    printf("no machine code: %s\n", reason ? reason : "nothing makes it");
    exit(2);
}

static Engine *make_engine(const Agree *agree, Arena *arena, const Code *code, MachineKind kind,
                           Module **module)
{
    *module = make_module(agree, arena, code, kind);
    return machine_new_engine(arena, code, *module, kind);
}

static void open_case(const Agree *agree, Arena *arena, const Code *code, Trio *trio)
{
    size_t cells = (size_t)code->fact_count + code->action_count;
    trio->modules[2] = make_module(agree, arena, code, MACHINE_CASE);
    trio->one = scalar_find(trio->modules[2]);
    trio->values = ARENA_ARRAY(arena, cells, Value);
    trio->states = ARENA_ARRAY(arena, cells, uint8_t);
    trio->answered = scalar_get_outcomes(arena, code, &trio->answer_count);
    trio->answers = ARENA_ARRAY(arena, trio->answer_count, ScalarAnswer);
    trio->of = (ScalarCase){.values = trio->values,
                            .states = trio->states,
                            .amount = scalar_amount,
                            .scratch = ARENA_ARRAY(arena, scalar_count_scratch(code), Value)};
}

static Trio open_trio(const Agree *agree, Arena *arena, const Code *code)
{
    Trio trio = {.interpreter = engine_new(arena, code)};
    trio.registers = make_engine(agree, arena, code, MACHINE_REGISTERS, &trio.modules[0]);
    trio.outcomes = make_engine(agree, arena, code, MACHINE_OUTCOMES, &trio.modules[1]);
    trio.is_outcome = ARENA_ARRAY(arena, code->instruction_count, bool);
    code_mark_outcomes(code, trio.is_outcome);
    if (scalar_is_possible(code))
        open_case(agree, arena, code, &trio);
    return trio;
}

static bool is_same_answer(const Evaluation *interpreted, uint32_t reg, const ScalarAnswer *answer)
{
    Value value = 0;
    if (interpreted->code->instructions[reg].type.kind == TYPE_YES_NO)
        return evaluation_get_truth(interpreted, reg, 0) == (Truth)answer->truth;
    bool is_known = evaluation_find_value(interpreted, reg, 0, &value);
    return is_known == (bool)answer->truth && (!is_known || value == answer->value);
}

static void compare_case(Agree *agree, Trio *trio, const Evaluation *interpreted)
{
    const Code *code = interpreted->code;
    const CaseTable *table = interpreted->table;
    Arena *arena = arena_new();
    Value *constants = ARENA_ARRAY(arena, code->constant_count, Value);
    for (uint32_t i = 0; i < code->constant_count; i++)
        constants[i] = code->constants[i].text
                           ? texts_add(table->texts, str_from(code->constants[i].text))
                           : code->constants[i].value;
    scalar_read_row(table, 0, trio->values, trio->states);
    trio->of.as_of = table->as_of[0];
    trio->of.constants = constants;
    trio->one(&trio->of, trio->answers);
    for (uint32_t i = 0; i < trio->answer_count; i++) {
        agree->answers++;
        if (!is_same_answer(interpreted, trio->answered[i], &trio->answers[i]))
            report(agree, code, "one case", trio->answered[i], 0);
    }
    arena_free(arena);
}

static void compare_table(Agree *agree, Trio *trio, const CaseTable *table)
{
    const Evaluation *interpreted = engine_run(trio->interpreter, table);
    const Evaluation *native = engine_run(trio->registers, table);
    compare_registers(agree, interpreted, native, NULL, "registers");
    if (table->case_count == 1)
        compare_words(agree, interpreted, native);
    if (table->case_count == 1 && trio->one)
        compare_case(agree, trio, interpreted);
    compare_registers(agree, interpreted, engine_run(trio->outcomes, table), trio->is_outcome,
                      "outcomes");
}

static void compare_code(Agree *agree, const Code *code, const Tables *tables)
{
    if (!tables->list.count)
        return;
    Arena *arena = arena_new();
    Trio trio = open_trio(agree, arena, code);
    agree->codes++;
    for (size_t i = 0; i < tables->list.count; i++)
        compare_table(agree, &trio, tables->list.items[i]);
    compare_table(agree, &trio,
                  join_tables(arena, code, tables->list.items, tables->list.count, JOINED_CASES));
    for (size_t i = 0; i < 3; i++)
        if (trio.modules[i])
            module_close(trio.modules[i]);
    arena_free(arena);
}

/* ---- what there is in files ---- */

static CaseTable *read_scenario(Driver *driver, const Program *program, const Program *subject,
                                const CoreScenario *scenario)
{
    Arena *arena = driver_get_arena(driver);
    Report *messages = driver_get_report(driver);
    CaseEntries entries = {0};
    Value as_of;
    if (!date_from_ymd(&as_of, 2026, 3, 2))
        return NULL;
    ScenarioResult result = {.title = scenario->title, .as_of = as_of};
    Run run = {.arena = arena,
               .program = program->core,
               .code = subject->code,
               .report = messages,
               .scenario = scenario,
               .result = &result};
    size_t errors_before = messages->error_count;
    if (!scenario_collect(&run, &entries, &as_of))
        return NULL;
    CaseTable *table = case_table_new(arena, subject->code, &entries, as_of, messages);
    return messages->error_count > errors_before ? NULL : table;
}

/* The scenarios of a text, by the programs that they are about: most texts have one. */
static void compare_text(Agree *agree, Driver *driver, const char *path)
{
    Arena *arena = driver_get_arena(driver);
    Program *program = driver_load(driver, path);
    size_t count = program && program->code ? program->core->scenarios.count : 0;
    const Program *subject = NULL;
    Tables tables = {0};
    for (size_t i = 0; i < count; i++) {
        const CoreScenario *scenario = &program->core->scenarios.items[i];
        const Program *about = driver_find_subject(driver, program, scenario);
        if (subject && about != subject) {
            compare_code(agree, subject->code, &tables);
            tables = (Tables){0};
        }
        subject = about;
        CaseTable *table =
            about && about->code ? read_scenario(driver, program, about, scenario) : NULL;
        if (table)
            VEC_PUSH(arena, &tables.list, table);
    }
    if (subject && subject->code)
        compare_code(agree, subject->code, &tables);
}

static void compare_path(Agree *agree, const char *path)
{
    Driver *driver = driver_new(&(DriverOptions){0});
    Paths texts = {0};
    driver_find_texts(driver, path, &texts);
    for (size_t i = 0; i < texts.count; i++)
        compare_text(agree, driver, texts.items[i]);
    driver_free(driver);
}

/* ---- random programs ---- */

static CaseTable *read_random_case(Arena *arena, const Compiled *compiled, Random *random)
{
    Value as_of;
    CaseEntries entries = {0};
    Report *messages = report_new(arena, compiled->report->sources);
    Str text = generate_case(arena, random, compiled->core, &as_of);
    uint32_t source = source_add(compiled->report->sources, STR("case"), text);
    case_read_lines(&entries, messages, source);
    CaseTable *table = case_table_new(arena, compiled->code, &entries, as_of, messages);
    return report_has_errors(messages) ? NULL : table;
}

static void compare_random(Agree *agree, uint64_t number)
{
    Arena *arena = arena_new();
    Random random = {agree->seed * UINT64_C(1000003) + number};
    Compiled compiled = trial_compile(arena, generate_program(arena, &random));
    Tables tables = {0};
    for (uint64_t i = 0; compiled.code && i < agree->cases; i++) {
        CaseTable *table = read_random_case(arena, &compiled, &random);
        if (table)
            VEC_PUSH(arena, &tables.list, table);
    }
    if (compiled.code)
        compare_code(agree, compiled.code, &tables);
    arena_free(arena);
}

/* ---- the program ---- */

static bool read_number(Agree *agree, const char *name, const char *words)
{
    static const char *const names[] = {"--seed", "--count", "--cases"};
    uint64_t *const numbers[] = {&agree->seed, &agree->count, &agree->cases};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            *numbers[i] = strtoull(words, NULL, 10);
            return true;
        }
    return false;
}

int main(int count, char **words)
{
    Agree agree = {.seed = 1, .cases = 20};
    int at = 3;
    if (count > 2)
        agree.settings = (MachineSettings){.folder = words[2], .program = words[1]};
    for (; at + 1 < count && words[at][0] == '-'; at += 2)
        if (!read_number(&agree, words[at], words[at + 1]))
            at = count;
    if (count < 3 || at > count) {
        fprintf(stderr, "usage: agree HELPER CACHE [--seed S] [--count N] [--cases K] [PATH...]\n");
        return 2;
    }
    agree.is_kept = true;
    for (; at < count; at++)
        compare_path(&agree, words[at]);
    agree.is_kept = false;
    for (uint64_t i = 0; i < agree.count; i++)
        compare_random(&agree, i);
    printf(
        "%llu programs, %llu tables, %llu values of registers and %llu of single cases compared: "
        "%llu differences\n",
        (unsigned long long)agree.codes, (unsigned long long)agree.tables,
        (unsigned long long)agree.registers, (unsigned long long)agree.answers,
        (unsigned long long)agree.different);
    return agree.different || !agree.codes ? 1 : 0;
}
