/* native.c - machine code against the same formulas in C, what making it costs, and what loading it costs.
 *
 * In: procc-native, a folder for what is made, and numbers of conditions. For each number a program of so many conditions is
 * made (facts of yes/no and number, and, or, not, comparisons), its machine code, and a C function of the same formulas,
 * branch-free, compiled by `gcc -O3`. All give the same answers for all cases, or the program ends with 1. Times are of the
 * processor, each the median of interleaved rounds; so is a ratio, of those of the rounds.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: native HELPER FOLDER NODES...
 */
#include <dlfcn.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "driver/driver.h"
#include "machine/cache.h"
#include "machine/scalar.h"
#include "value/value.h"

#define CASES 256
#define ROUNDS 15
#define TRUTH_FACTS 20
#define NUMBER_FACTS 10
#define ROUND_NANOSECONDS 4e6

typedef struct Bench {
    Arena *arena;
    const char *helper, *folder;
    uint64_t random;
} Bench;

static uint32_t below(Bench *bench, uint32_t bound)
{
    bench->random = bench->random * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint32_t)(bench->random >> 33) % bound;
}

static double get_seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- the program ---- */

static void write_leaf(Bench *bench, Text *out, uint32_t decisions)
{
    uint32_t kind = below(bench, 10);
    if (kind < 3)
        text_add_format(out, "n%u is %s %u", below(bench, NUMBER_FACTS),
                        below(bench, 2) ? "more than" : "at most", below(bench, 100));
    else if (kind < 5 && decisions > 0)
        text_add_format(out, "d%u", below(bench, decisions));
    else
        text_add_format(out, "%sf%u", below(bench, 3) ? "" : "not ", below(bench, TRUTH_FACTS));
}

/* Some ten conditions: an `and` of `or`s, or an `or` of `and`s. */
static void write_decision(Bench *bench, Text *out, uint32_t number)
{
    bool is_and = below(bench, 2);
    text_add_format(out, "decide d%u: yes/no\n  (", number);
    for (uint32_t i = 0; i < 3; i++) {
        text_add(out, i ? is_and ? " and (" : " or (" : "(");
        write_leaf(bench, out, number);
        for (uint32_t k = 0; k < 1 + below(bench, 2); k++) {
            text_add(out, is_and ? " or " : " and ");
            write_leaf(bench, out, number);
        }
        text_add(out, ")");
    }
    text_add(out, ")\n");
}

static const char *write_program(Bench *bench, uint32_t nodes)
{
    const char *path = arena_format(bench->arena, "%s/bench_%u.proc", bench->folder, nodes);
    Text text = text_in(bench->arena);
    text_add(&text, "procedure bench\n");
    for (uint32_t i = 0; i < TRUTH_FACTS; i++)
        text_add_format(&text, "fact f%u: yes/no\n", i);
    for (uint32_t i = 0; i < NUMBER_FACTS; i++)
        text_add_format(&text, "fact n%u: number\n", i);
    for (uint32_t i = 0; i < nodes / 9 + 1; i++)
        write_decision(bench, &text, i);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text.bytes, 1, text.length, file) != text.length || fclose(file) != 0) {
        fprintf(stderr, "native: '%s' cannot be written\n", path);
        exit(1);
    }
    return path;
}

/* ---- the same in C ---- */

static void write_operands(Text *out, const Code *code, const Instruction *of, const char *half,
                           const char *sign)
{
    for (uint32_t i = 0; i < of->b; i++)
        text_add_format(out, "%s%s%u", i ? sign : "", half, code->pool[of->a + i]);
}

static const char *sign_of(Comparison comparison)
{
    if (comparison == COMPARISON_MORE_THAN)
        return ">";
    BUG_IF(comparison != COMPARISON_AT_MOST);
    return "<=";
}

static void write_instruction(Text *out, const Code *code, uint32_t i)
{
    const Instruction *of = &code->instructions[i];
    const char *sign = of->opcode == OP_AND ? " & " : " | ";
    if (of->opcode == OP_FACT)
        text_add_format(out, "long v%u = c->values[%u], g%u = c->states[%u] >> 1;\n", i, of->a, i,
                        of->a);
    if (of->opcode == OP_FACT && of->type.kind == TYPE_YES_NO)
        text_add_format(out, "long s%u = v%u & g%u, p%u = v%u | ~g%u;\n", i, i, i, i, i, i);
    if (of->opcode == OP_CONSTANT)
        text_add_format(out, "long v%u = %" PRId64 ", g%u = -1;\n", i, code->constants[of->a].value,
                        i);
    if (of->opcode == OP_COMPARE)
        text_add_format(
            out, "long k%u = g%u & g%u, y%u = v%u %s v%u, s%u = y%u & k%u, p%u = y%u | ~k%u;\n", i,
            of->a, of->b, i, of->a, sign_of((Comparison)of->c), of->b, i, i, i, i, i, i);
    if (of->opcode == OP_NOT)
        text_add_format(out, "long s%u = ~p%u, p%u = ~s%u;\n", i, of->a, i, of->a);
    if (of->opcode == OP_AND || of->opcode == OP_OR) {
        text_add_format(out, "long s%u = ", i);
        write_operands(out, code, of, "s", sign);
        text_add_format(out, ", p%u = ", i);
        write_operands(out, code, of, "p", sign);
        text_add(out, ";\n");
    }
    if (of->opcode == OP_DECIDE)
        text_add_format(out, "long s%u = s%u, p%u = p%u;\n", i, code->pool[of->a + 2], i,
                        code->pool[of->a + 2]);
}

static ScalarFunction *compile_c(Bench *bench, const Code *code, uint32_t nodes)
{
    Text text = text_in(bench->arena);
    uint32_t count;
    const uint32_t *outcomes = scalar_get_outcomes(bench->arena, code, &count);
    text_add(&text, "typedef struct { const long *values; const unsigned char *states; } Case;\n"
                    "void by_hand(const Case *restrict c, long *restrict out)\n{\n");
    for (uint32_t i = 0; i < code->instruction_count; i++)
        write_instruction(&text, code, i);
    for (uint32_t i = 0; i < count; i++)
        text_add_format(&text, "out[%u] = s%u & 1; out[%u] = (s%u & 1) << 1 | (p%u & 1);\n", 2 * i,
                        outcomes[i], 2 * i + 1, outcomes[i], outcomes[i]);
    text_add(&text, "}\n");
    const char *base = arena_format(bench->arena, "%s/by_hand_%u", bench->folder, nodes);
    FILE *file = fopen(arena_format(bench->arena, "%s.c", base), "wb");
    if (!file || fwrite(text.bytes, 1, text.length, file) != text.length || fclose(file) != 0 ||
        system(arena_format(bench->arena, "gcc -O3 -mavx2 -shared -fPIC -o %s.so %s.c", base,
                            base)) != 0)
        exit(1);
    void *handle = dlopen(arena_format(bench->arena, "%s.so", base), RTLD_NOW);
    void *found = handle ? dlsym(handle, "by_hand") : NULL;
    ScalarFunction *function = NULL;
    memcpy(&function, &found, sizeof function);
    return function;
}

/* ---- measuring ---- */

typedef struct Cases {
    ScalarCase items[CASES];
    ScalarAnswer *answers;
    uint32_t answer_count;
} Cases;

static void make_cases(Bench *bench, const Code *code, Cases *cases)
{
    size_t cells = code->fact_count;
    Value *scratch = ARENA_ARRAY(bench->arena, scalar_count_scratch(code), Value);
    scalar_get_outcomes(bench->arena, code, &cases->answer_count);
    cases->answers = ARENA_ARRAY(bench->arena, cases->answer_count, ScalarAnswer);
    for (uint32_t i = 0; i < CASES; i++) {
        Value *values = ARENA_ARRAY(bench->arena, cells, Value);
        uint8_t *states = ARENA_ARRAY(bench->arena, cells, uint8_t);
        for (uint32_t k = 0; k < cells; k++) {
            bool is_truth = code->facts[k].type.kind == TYPE_YES_NO;
            states[k] = below(bench, 8) ? CELL_GIVEN : CELL_UNKNOWN;
            values[k] = is_truth ? below(bench, 2) : (Value)below(bench, 100) * NUMBER_ONE;
        }
        cases->items[i] = (ScalarCase){
            .values = values, .states = states, .amount = scalar_amount, .scratch = scratch};
    }
}

static double time_function(ScalarFunction *function, Cases *cases)
{
    uint64_t calls = 0;
    double start = get_seconds(CLOCK_PROCESS_CPUTIME_ID), end;
    do {
        for (uint32_t i = 0; i < CASES; i++)
            function(&cases->items[i], cases->answers);
        calls += CASES;
        end = get_seconds(CLOCK_PROCESS_CPUTIME_ID);
    } while ((end - start) * 1e9 < ROUND_NANOSECONDS);
    return (end - start) * 1e9 / (double)calls;
}

static int compare_numbers(const void *first, const void *second)
{
    double a = *(const double *)first, b = *(const double *)second;
    return (a > b) - (a < b);
}

static double get_median(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, compare_numbers);
    return numbers[count / 2];
}

static void check_same(Cases *cases, ScalarFunction *native, ScalarFunction *by_hand)
{
    size_t size = cases->answer_count * sizeof *cases->answers;
    ScalarAnswer *kept = malloc(size);
    for (uint32_t i = 0; kept && i < CASES; i++) {
        native(&cases->items[i], cases->answers);
        memcpy(kept, cases->answers, size);
        by_hand(&cases->items[i], cases->answers);
        if (memcmp(kept, cases->answers, size) != 0) {
            fprintf(stderr, "native: machine code and C differ in case %u\n", i);
            exit(1);
        }
    }
    free(kept);
}

static void measure_calls(Bench *bench, const Code *code, uint32_t nodes, ScalarFunction *native)
{
    Cases cases;
    double by_machine[ROUNDS], by_c[ROUNDS], ratios[ROUNDS];
    make_cases(bench, code, &cases);
    ScalarFunction *by_hand = compile_c(bench, code, nodes);
    check_same(&cases, native, by_hand);
    for (size_t i = 0; i < ROUNDS; i++) {
        by_machine[i] = time_function(native, &cases);
        by_c[i] = time_function(by_hand, &cases);
        ratios[i] = by_machine[i] / by_c[i];
    }
    printf("  %10.0f %10.0f %6.2f", get_median(by_machine, ROUNDS), get_median(by_c, ROUNDS),
           get_median(ratios, ROUNDS));
}

static MachineSettings get_settings(const Bench *bench, MachineKind kind)
{
    return (MachineSettings){.folder = bench->folder, .program = bench->helper, .kind = kind};
}

static Module *open_or_stop(const Bench *bench, const Code *code, MachineKind kind)
{
    const MachineSettings settings = get_settings(bench, kind);
    const char *reason = NULL;
    Module *module = machine_open(bench->arena, code, &settings, &reason);
    if (module)
        return module;
    fprintf(stderr, "native: %s\n", reason ? reason : "no machine code");
    exit(1);
}

/* Without the key, which is worked out of what the compiler has just read. */
static double measure_load(const Bench *bench, const Code *code)
{
    double times[ROUNDS];
    char key[65];
    const MachineSettings settings = get_settings(bench, MACHINE_REGISTERS);
    machine_get_key(key, code, &settings);
    for (size_t i = 0; i < ROUNDS; i++) {
        const char *reason;
        double start = get_seconds(CLOCK_PROCESS_CPUTIME_ID);
        Module *module = module_open(bench->arena, cache_get_path(bench->arena, bench->folder, key),
                                     key, &reason);
        times[i] = (get_seconds(CLOCK_PROCESS_CPUTIME_ID) - start) * 1e6;
        BUG_IF(!module);
        module_close(module);
    }
    return get_median(times, ROUNDS);
}

/* Of the processor: of procc-native and the assembler and linker that it starts. */
static double get_children_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* ---- all of one program ---- */

static void measure(Bench *bench, uint32_t nodes)
{
    Driver *driver = driver_new(&(DriverOptions){0});
    Program *program = driver_load(driver, write_program(bench, nodes));
    if (!program || !program->code)
        exit(1);
    const Code *code = program->code;
    double start = get_children_seconds();
    Module *registers = open_or_stop(bench, code, MACHINE_REGISTERS);
    double made = get_children_seconds();
    Module *one = open_or_stop(bench, code, MACHINE_CASE);
    double done = get_children_seconds();
    printf("%10u %10.2f %10.2f %10.0f", code->instruction_count,
           (made - start) * 1e3 / code->instruction_count,
           (done - made) * 1e3 / code->instruction_count, measure_load(bench, code));
    if (nodes <= 5000)
        measure_calls(bench, code, nodes, scalar_find(one));
    printf("\n");
    fflush(stdout);
    module_close(registers);
    module_close(one);
    driver_free(driver);
}

int main(int count, char **words)
{
    if (count < 4) {
        fprintf(stderr, "usage: native HELPER FOLDER NODES...\n");
        return 2;
    }
    Bench bench = {arena_new(), words[1], words[2], 1};
    const char *reason;
    CacheFiles removed = {0};
    if (!cache_open(bench.arena, bench.folder, &reason) ||
        !cache_clean(bench.arena, bench.folder, &removed))
        return 1;
    printf("              make registers  make case    load us    native ns    C ns  ratio\n");
    printf(" instructions  ms an instruction\n");
    for (int i = 3; i < count; i++)
        measure(&bench, (uint32_t)atoi(words[i]));
    arena_free(bench.arena);
    return 0;
}
