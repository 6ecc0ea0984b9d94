/* main.c - asks ending.clp through the C library of CLIPS: a fact a case, run, the outcomes that were asserted, reset.
 *
 *   case CASES OUTCOMES MILLISECONDS   evaluates each case, writes the outcomes, and prints nanoseconds a case, as values in memory
 *   batch CASES OUTCOMES               from file to file, a line at a time
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: main case|batch CASES OUTCOMES [MILLISECONDS] (in the folder of ending.clp)
 */
#include <clips.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FACTS 24
#define OUTCOMES 12
#define CASES_MOST 1024
#define SAMPLES_MOST 10000

static const char *const fact_names[FACTS] = {"requested_by",
                                              "requested_on",
                                              "reviewed_on",
                                              "capital",
                                              "carer_hours",
                                              "care_stage",
                                              "service_stage",
                                              "decision_on_plan",
                                              "has_capacity",
                                              "representative_authorised",
                                              "needs_met_outside_budget",
                                              "self_funding",
                                              "will_arrange_own",
                                              "carer_willing",
                                              "carer_able",
                                              "replacement_appropriate",
                                              "appropriate_person",
                                              "at_risk",
                                              "has_children",
                                              "safeguarding_open",
                                              "informed_in_writing",
                                              "provider_told",
                                              "budget_stopped",
                                              "records_updated"};
static const char *const outcome_names[OUTCOMES] = {
    "ground_to_ask",    "valid_request",  "carer_relied_on",    "safe_to_end",
    "may_agree",        "should_decline", "safeguarding_first", "financial_review",
    "review_is_recent", "plan_ends",      "plan_continues",     "closing_complete"};

/* Symbols and integers of the environment. */
typedef struct Case {
    void *values[FACTS];
    int types[FACTS];
} Case;

static void *env, *case_template, *outcome_template, *outcome_symbols[OUTCOMES];
static bool outcomes[OUTCOMES];

static Case read_case(const char *line)
{
    Case made;
    json_t *all = json_loads(line, 0, NULL);
    for (int i = 0; i < FACTS; i++) {
        json_t *item = json_object_get(all, fact_names[i]);
        const char *text = json_is_string(item) ? json_string_value(item)
                           : json_is_true(item) ? "yes"
                                                : "no";
        int year, month, day;
        bool is_date = json_is_string(item) && sscanf(text, "%d-%d-%d", &year, &month, &day) == 3;
        bool is_number = is_date || json_is_integer(item);
        made.types[i] = is_number ? INTEGER : SYMBOL;
        if (is_number)
            made.values[i] = EnvAddLong(env, is_date ? year * 10000 + month * 100 + day
                                                     : json_integer_value(item));
        else
            made.values[i] = EnvAddSymbol(env, text);
    }
    json_decref(all);
    return made;
}

static void decide(const Case *of)
{
    struct fact *fact = EnvCreateFact(env, case_template);
    for (int i = 0; i < FACTS; i++) {
        fact->theProposition.theFields[i].type = (unsigned short)of->types[i];
        fact->theProposition.theFields[i].value = of->values[i];
    }
    EnvAssert(env, fact);
    EnvRun(env, -1);
    memset(outcomes, 0, sizeof outcomes);
    for (struct fact *it = EnvGetNextFactInTemplate(env, outcome_template, NULL); it;
         it = EnvGetNextFactInTemplate(env, outcome_template, it))
        for (int i = 0; i < OUTCOMES; i++)
            if (it->theProposition.theFields[0].value == outcome_symbols[i])
                outcomes[i] = true;
    EnvReset(env);
}

static double get_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The median of samples of at least a fiftieth of the time each. */
static double measure(const Case *cases, int case_count, double milliseconds)
{
    static double samples[SAMPLES_MOST];
    int passes = 1, count = 0;
    double end = get_nanoseconds() + milliseconds * 1e6, start, spent;
    do {
        start = get_nanoseconds();
        for (int i = 0; i < passes; i++)
            for (int k = 0; k < case_count; k++)
                decide(&cases[k]);
        spent = get_nanoseconds() - start;
        if (spent < milliseconds * 1e6 / 50)
            passes *= 2;
        else
            samples[count++] = spent / passes / case_count;
    } while (count < SAMPLES_MOST && (count < 5 || start + spent < end));
    qsort(samples, (size_t)count, sizeof *samples, compare_doubles);
    return samples[count / 2];
}

static void open_rules(const char *path)
{
    env = CreateEnvironment();
    if (EnvLoad(env, path) != 1)
        exit(1);
    case_template = EnvFindDeftemplate(env, "case");
    outcome_template = EnvFindDeftemplate(env, "outcome");
    for (int i = 0; i < OUTCOMES; i++) {
        outcome_symbols[i] = EnvAddSymbol(env, outcome_names[i]);
        IncrementSymbolCount(outcome_symbols[i]);
    }
    EnvReset(env);
}

/* What is kept must be counted as in use: the environment collects the rest. */
static void keep(Case *of)
{
    for (int i = 0; i < FACTS; i++)
        AtomInstall(env, of->types[i], of->values[i]);
}

int main(int count, char **words)
{
    static Case cases[CASES_MOST];
    static char line[1 << 16];
    int case_count = 0;
    FILE *in = count > 3 ? fopen(words[2], "r") : NULL, *out = in ? fopen(words[3], "w") : NULL;
    bool is_batch = out && strcmp(words[1], "batch") == 0;
    if (!out)
        return 2;
    open_rules(getenv("ENDING_CLP"));
    while ((is_batch || case_count < CASES_MOST) && fgets(line, sizeof line, in)) {
        Case *of = &cases[is_batch ? 0 : case_count++];
        *of = read_case(line);
        if (!is_batch)
            keep(of);
        decide(of);
        for (int i = 0; i < OUTCOMES; i++)
            fprintf(out, "%c\"%s\":%s", i ? ',' : '{', outcome_names[i],
                    outcomes[i] ? "true" : "false");
        fputs("}\n", out);
    }
    if (fclose(out))
        return 1;
    if (!is_batch)
        printf("%.1f\n", measure(cases, case_count, strtod(words[4], NULL)));
    return 0;
}
