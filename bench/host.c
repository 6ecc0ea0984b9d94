/* host.c - procc in a program of one's own, one case after the other: what bench/peers/run compares with other systems.
 *
 * In: how; an image of bench/ending_a_plan.proc; cases, NDJSON, every fact known; how long to measure; for `native` procc-native and
 * a folder. Out: each case's outcomes, an object of booleans a line, and on stdout the nanoseconds of processor time a case.
 *   door         the public door (procc.h): each case told by typed calls, evaluated, every decision asked for
 *   interpreter  the engine alone, on facts that stand ready: as other systems get theirs, in a form of their own
 *   native       machine code on facts that stand ready
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: host door|interpreter|native IMAGE CASES OUTCOMES MILLISECONDS [HELPER FOLDER]
 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "api/api.h"
#include "engine/engine.h"
#include "machine/cache.h"
#include "machine/scalar.h"
#include "value/value.h"

#define AS_OF 20500
#define SAMPLES_MOST 10000

typedef struct Host Host;
/* Evaluates a case and puts its outcomes, 0 or 1 each, into host->outcomes. */
typedef void Decide(Host *host, uint32_t number);

struct Host {
    Arena *arena;
    ProccCode *owner;
    const Code *code;
    Decide *decide;
    uint32_t case_count;
    Value **values;     /* the facts of each case, by number */
    CaseTable **tables; /* the same, for the engine */
    ScalarCase *scalars;
    ProccEngine *door;
    Engine *engine;
    ScalarFunction *native;
    ScalarAnswer *answers;
    uint32_t *places; /* of each decision among the answers */
    unsigned char *outcomes;
};

static void stop(const char *what)
{
    fprintf(stderr, "host: %s\n", what);
    exit(1);
}

static double get_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* ---- the three ways ---- */

static void tell(Host *host, int32_t fact, Value value)
{
    const Type type = host->code->facts[fact].type;
    ProccStatus status = PROCC_WRONG_USE;
    if (type.kind == TYPE_YES_NO)
        status = procc_engine_set_yes_no(host->door, fact, value);
    else if (type.kind == TYPE_NUMBER)
        status = procc_engine_set_number(host->door, fact, value);
    else if (type.kind == TYPE_MONEY)
        status = procc_engine_set_money(host->door, fact, value);
    else if (type.kind == TYPE_DATE)
        status = procc_engine_set_date(host->door, fact, (int32_t)value);
    else if (type.kind == TYPE_ENUMERATION)
        status = procc_engine_set_enumeration(host->door, fact, (int32_t)value);
    if (status != PROCC_OK)
        stop("a fact was not taken");
}

static void decide_by_door(Host *host, uint32_t number)
{
    for (uint32_t i = 0; i < host->code->fact_count; i++)
        tell(host, (int32_t)i, host->values[number][i]);
    if (procc_engine_evaluate(host->door, AS_OF, NULL) != PROCC_OK)
        stop("a case was not evaluated");
    for (uint32_t i = 0; i < host->code->decision_count; i++) {
        ProccDecision decision;
        if (procc_engine_get_decision(host->door, (int32_t)i, &decision) != PROCC_OK)
            stop("a decision was not given");
        host->outcomes[i] = decision.status == PROCC_HAS_VALUE && decision.number;
    }
}

static void decide_by_engine(Host *host, uint32_t number)
{
    const Evaluation *evaluation = engine_run(host->engine, host->tables[number]);
    for (uint32_t i = 0; i < host->code->decision_count; i++)
        host->outcomes[i] =
            evaluation_get_truth(evaluation, host->code->decisions[i].reg, 0) == TRUTH_YES;
}

static void decide_by_machine(Host *host, uint32_t number)
{
    host->native(&host->scalars[number], host->answers);
    for (uint32_t i = 0; i < host->code->decision_count; i++)
        host->outcomes[i] = host->answers[host->places[i]].truth == TRUTH_YES;
}

/* ---- the cases ---- */

static const char *word_of(json_t *item, char *room, size_t size)
{
    if (json_is_string(item))
        return json_string_value(item);
    if (json_is_boolean(item))
        return json_is_true(item) ? "yes" : "no";
    snprintf(room, size, "%" JSON_INTEGER_FORMAT, json_integer_value(item));
    return room;
}

static Value *read_case(Host *host, Texts *texts, const char *line)
{
    Value *values = ARENA_ARRAY(host->arena, host->code->fact_count, Value);
    json_t *all = json_loads(line, 0, NULL);
    for (uint32_t i = 0; i < host->code->fact_count; i++) {
        const CodeFact *fact = &host->code->facts[i];
        char room[32];
        json_t *item = json_object_get(all, fact->name);
        if (!item || value_read(&values[i], fact->type, texts,
                                str_from(word_of(item, room, sizeof room))) != READ_OK)
            stop("a case cannot be read");
    }
    json_decref(all);
    return values;
}

static CaseTable *make_table(Host *host, Texts *texts, const Value *values)
{
    const Code *code = host->code;
    CaseTable *table = ARENA_NEW(host->arena, CaseTable);
    *table = (CaseTable){.code = code,
                         .case_count = 1,
                         .as_of = ARENA_NEW(host->arena, Value),
                         .frames = ARENA_ARRAY(host->arena, code->frame_count, CaseFrame),
                         .facts = ARENA_ARRAY(host->arena, code->fact_count, Column),
                         .done = ARENA_ARRAY(host->arena, code->action_count, Column),
                         .texts = texts};
    table->as_of[0] = AS_OF;
    table->frames[0].row_count = 1;
    for (uint32_t i = 0; i < code->fact_count; i++) {
        table->facts[i] = column_new(host->arena, code->facts[i].type.kind == TYPE_YES_NO, 1);
        column_give(&table->facts[i], 0, values[i]);
    }
    return table;
}

static ScalarCase make_scalar(Host *host, const Value *values, const Value *constants,
                              const uint8_t *states, Value *scratch)
{
    (void)host;
    return (ScalarCase){values, states, AS_OF, constants, scalar_amount, scratch};
}

static void read_cases(Host *host, const char *path)
{
    static char line[1 << 16];
    uint32_t room = 1024;
    const Code *code = host->code;
    Texts *texts = texts_new(host->arena);
    Value *scratch = ARENA_ARRAY(host->arena, scalar_count_scratch(code), Value);
    Value *constants = ARENA_ARRAY(host->arena, code->constant_count, Value);
    uint8_t *states = ARENA_ARRAY(host->arena, code->fact_count + code->action_count, uint8_t);
    memset(states, CELL_GIVEN, code->fact_count);
    for (uint32_t i = 0; i < code->constant_count; i++)
        constants[i] = code->constants[i].value;
    host->values = ARENA_ARRAY(host->arena, room, Value *);
    host->tables = ARENA_ARRAY(host->arena, room, CaseTable *);
    host->scalars = ARENA_ARRAY(host->arena, room, ScalarCase);
    FILE *file = fopen(path, "r");
    while (file && host->case_count < room && fgets(line, sizeof line, file)) {
        Value *values = read_case(host, texts, line);
        host->values[host->case_count] = values;
        host->tables[host->case_count] = make_table(host, texts, values);
        host->scalars[host->case_count++] = make_scalar(host, values, constants, states, scratch);
    }
    if (host->case_count == 0)
        stop("no cases");
    fclose(file);
}

/* ---- opening ---- */

static void read_image(Host *host, const char *path)
{
    static char bytes[1 << 20];
    char *error = NULL;
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (procc_code_read(bytes, size, &host->owner, &error) != PROCC_OK)
        stop(error);
    fclose(file);
    host->code = host->owner->code;
    host->outcomes = ARENA_ARRAY(host->arena, host->code->decision_count, unsigned char);
}

static void open_native(Host *host, const char *helper, const char *folder)
{
    const MachineSettings settings = {.folder = folder, .program = helper, .kind = MACHINE_CASE};
    const char *reason = NULL;
    uint32_t count = 0;
    Module *module = cache_open(host->arena, folder, &reason)
                         ? machine_open(host->arena, host->code, &settings, &reason)
                         : NULL;
    if (!module)
        stop(reason ? reason : "no machine code");
    host->native = scalar_find(module);
    const uint32_t *outcomes = scalar_get_outcomes(host->arena, host->code, &count);
    host->answers = ARENA_ARRAY(host->arena, count, ScalarAnswer);
    host->places = ARENA_ARRAY(host->arena, host->code->decision_count, uint32_t);
    for (uint32_t i = 0; i < host->code->decision_count; i++)
        for (uint32_t k = 0; k < count; k++)
            if (outcomes[k] == host->code->decisions[i].reg)
                host->places[i] = k;
}

static void choose_way(Host *host, int count, char **words)
{
    if (strcmp(words[1], "native") == 0 && count == 8) {
        open_native(host, words[6], words[7]);
        host->decide = decide_by_machine;
    } else if (strcmp(words[1], "interpreter") == 0) {
        host->engine = engine_new(host->arena, host->code);
        host->decide = decide_by_engine;
    } else if (procc_engine_new(host->owner, &host->door, NULL) == PROCC_OK)
        host->decide = decide_by_door;
}

/* ---- measuring ---- */

static void write_outcomes(Host *host, const char *path)
{
    FILE *file = fopen(path, "w");
    for (uint32_t i = 0; file && i < host->case_count; i++) {
        host->decide(host, i);
        for (uint32_t k = 0; k < host->code->decision_count; k++)
            fprintf(file, "%c\"%s\":%s", k ? ',' : '{', host->code->decisions[k].name,
                    host->outcomes[k] ? "true" : "false");
        fputs("}\n", file);
    }
    if (!file || fclose(file))
        stop("the outcomes cannot be written");
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of samples of at least a fiftieth of the time each. */
static double measure(Host *host, double milliseconds)
{
    static double samples[SAMPLES_MOST];
    uint32_t passes = 1, count = 0;
    double end = get_nanoseconds() + milliseconds * 1e6, start, spent;
    do {
        start = get_nanoseconds();
        for (uint32_t i = 0; i < passes; i++)
            for (uint32_t k = 0; k < host->case_count; k++)
                host->decide(host, k);
        spent = get_nanoseconds() - start;
        if (spent < milliseconds * 1e6 / 50)
            passes *= 2;
        else
            samples[count++] = spent / passes / host->case_count;
    } while (count < SAMPLES_MOST && (count < 5 || start + spent < end));
    qsort(samples, count, sizeof *samples, compare_doubles);
    return samples[count / 2];
}

int main(int count, char **words)
{
    if (count < 6) {
        fprintf(stderr, "usage: host door|interpreter|native IMAGE CASES OUTCOMES MILLISECONDS "
                        "[HELPER FOLDER]\n");
        return 2;
    }
    Host host = {.arena = arena_new()};
    read_image(&host, words[2]);
    read_cases(&host, words[3]);
    choose_way(&host, count, words);
    write_outcomes(&host, words[4]);
    printf("%.1f\n", measure(&host, strtod(words[5], NULL)));
    procc_engine_free(host.door);
    arena_free(host.arena);
    procc_code_free(host.owner);
    return 0;
}
