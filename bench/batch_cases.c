/* batch_cases.c - random cases for bench/batch.proc, one a line.
 *
 * In: how many, and the form. Out: NDJSON or CSV on stdout, the same for the same seed. Of ten facts one is left out and
 * one is unknown.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: batch_cases ndjson|csv COUNT [SEED]
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Fact {
    const char *name;
    char kind; /* y yes/no, d date, m money, n number, s setting, r reason */
} Fact;

static const Fact facts[] = {
    {"asked_in_writing", 'y'},  {"asked_on", 'd'},
    {"has_capacity", 'y'},      {"consents", 'y'},
    {"best_interests", 'y'},    {"abuse_risk", 'y'},
    {"neglect_risk", 'y'},      {"needs_met", 'y'},
    {"needs_changed", 'y'},     {"arranges_own", 'y'},
    {"replacement_found", 'y'}, {"carer_willing", 'y'},
    {"carer_able", 'y'},        {"carer_assessed", 'y'},
    {"direct_payment", 'y'},    {"in_hospital", 'y'},
    {"objects", 'y'},           {"told", 'y'},
    {"reviewed_on", 'd'},       {"savings", 'm'},
    {"weekly_cost", 'm'},       {"hours", 'n'},
    {"setting", 's'},           {"reason", 'r'},
};
#define FACT_COUNT (sizeof facts / sizeof facts[0])

/* xorshift64* */
static uint32_t roll(uint64_t *state, uint32_t below)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * 0x2545f4914f6cdd1d) >> 33) % below;
}

static void write_value(uint64_t *state, char kind, bool is_json)
{
    static const char *const settings[] = {"own_home", "care_home", "supported_living"};
    static const char *const reasons[] = {"moved", "recovered", "asked", "died", "other"};
    const char *quote = is_json ? "\"" : "";
    if (kind == 'y')
        fputs(roll(state, 2) ? (is_json ? "true" : "yes") : (is_json ? "false" : "no"), stdout);
    else if (kind == 'd')
        printf("%s2026-%02u-%02u%s", quote, 1 + roll(state, 12), 1 + roll(state, 28), quote);
    else if (kind == 'm')
        printf("%s%u.%02u%s", quote, roll(state, 50000), roll(state, 100), quote);
    else if (kind == 'n')
        printf("%u", roll(state, 40));
    else
        printf("%s%s%s", quote, kind == 's' ? settings[roll(state, 3)] : reasons[roll(state, 5)],
               quote);
}

static void write_json(uint64_t *state, uint64_t number)
{
    printf("{\"id\":%" PRIu64, number);
    for (size_t i = 0; i < FACT_COUNT; i++) {
        uint32_t what = roll(state, 10);
        if (what == 0)
            continue;
        printf(",\"%s\":", facts[i].name);
        if (what == 1)
            fputs("null", stdout);
        else
            write_value(state, facts[i].kind, true);
    }
    puts("}");
}

static void write_csv(uint64_t *state, uint64_t number)
{
    printf("%" PRIu64, number);
    for (size_t i = 0; i < FACT_COUNT; i++) {
        uint32_t what = roll(state, 10);
        putchar(',');
        if (what == 1)
            fputs("unknown", stdout);
        else if (what > 1)
            write_value(state, facts[i].kind, false);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    bool is_json = strcmp(argv[1], "ndjson") == 0;
    uint64_t count = strtoull(argv[2], NULL, 10);
    uint64_t state = 88172645463325252u + (argc > 3 ? strtoull(argv[3], NULL, 10) : 0);
    if (!is_json) {
        fputs("id", stdout);
        for (size_t i = 0; i < FACT_COUNT; i++)
            printf(",%s", facts[i].name);
        putchar('\n');
    }
    for (uint64_t i = 1; i <= count; i++)
        if (is_json)
            write_json(&state, i);
        else
            write_csv(&state, i);
    return 0;
}
