/* cases.c - random complete cases of bench/ending_a_plan.proc, and their outcomes by formulas of our own.
 *
 * In: how many. Out: in the first file the cases as NDJSON, one a line; in the second their outcomes, an object of twelve
 * booleans a line in the order of the procedure: what every system that is compared must write. Every fact is known, since other
 * systems have no unknown. Most facts favour ending the plan, else nearly every outcome would be no. The same every time.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: cases COUNT CASES OUTCOMES
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    HAS_CAPACITY,
    REPRESENTATIVE_AUTHORISED,
    NEEDS_MET_OUTSIDE_BUDGET,
    SELF_FUNDING,
    WILL_ARRANGE_OWN,
    CARER_WILLING,
    CARER_ABLE,
    REPLACEMENT_APPROPRIATE,
    APPROPRIATE_PERSON,
    AT_RISK,
    HAS_CHILDREN,
    SAFEGUARDING_OPEN,
    INFORMED_IN_WRITING,
    PROVIDER_TOLD,
    BUDGET_STOPPED,
    RECORDS_UPDATED,
    TRUTH_COUNT
};

static const char *const truth_names[] = {
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
    "records_updated",
};
/* In percent, how often each is yes. */
static const uint32_t truth_shares[] = {75, 60, 60, 50, 70, 88, 88, 90,
                                        80, 12, 40, 10, 85, 85, 85, 85};

enum { PERSON, REPRESENTATIVE, OTHER };
enum { UNAVAILABLE, PLANNED, ARRANGED, IN_PLACE };
enum { TO_END, TO_CONTINUE, NOT_YET };
static const char *const requesters[] = {"person", "representative", "other"};
static const char *const stages[] = {"unavailable", "planned", "arranged", "in_place"};
static const char *const states[] = {"to_end", "to_continue", "not_yet"};

/* Days of 2024 to 2026 are counted 31 to the month: enough to compare them. */
typedef struct Case {
    bool f[TRUTH_COUNT];
    uint32_t requested_by, care_stage, service_stage, decision_on_plan;
    uint32_t requested_on, reviewed_on;
    uint32_t capital, carer_hours;
} Case;

/* xorshift64* */
static uint32_t roll(uint64_t *state, uint32_t below)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)((*state * 0x2545f4914f6cdd1d) >> 33) % below;
}

static uint32_t roll_day(uint64_t *state, uint32_t months)
{
    return (36 - months + roll(state, months)) * 31 + roll(state, 28);
}

static Case make_case(uint64_t *state)
{
    static const uint32_t who[] = {PERSON, PERSON, PERSON, REPRESENTATIVE, REPRESENTATIVE, OTHER};
    static const uint32_t what[] = {TO_END, TO_END, TO_END, TO_CONTINUE, NOT_YET};
    static const uint32_t how_far[] = {UNAVAILABLE, PLANNED,  ARRANGED,
                                       IN_PLACE,    IN_PLACE, IN_PLACE};
    Case c;
    for (int i = 0; i < TRUTH_COUNT; i++)
        c.f[i] = roll(state, 100) < truth_shares[i];
    c.requested_by = who[roll(state, 6)];
    c.decision_on_plan = what[roll(state, 5)];
    c.care_stage = how_far[roll(state, 6)];
    c.service_stage = how_far[roll(state, 6)];
    c.requested_on = roll_day(state, 12);
    c.reviewed_on = roll_day(state, 32);
    c.capital = roll(state, 60000);
    c.carer_hours = roll(state, 40);
    return c;
}

static void write_day(FILE *out, const char *name, uint32_t day)
{
    fprintf(out, ",\"%s\":\"%u-%02u-%02u\"", name, 2024 + day / 31 / 12, 1 + day / 31 % 12,
            1 + day % 31);
}

static void write_case(FILE *out, const Case *c)
{
    fprintf(out, "{\"requested_by\":\"%s\"", requesters[c->requested_by]);
    write_day(out, "requested_on", c->requested_on);
    write_day(out, "reviewed_on", c->reviewed_on);
    fprintf(out, ",\"capital\":%u,\"carer_hours\":%u", c->capital, c->carer_hours);
    fprintf(out, ",\"care_stage\":\"%s\",\"service_stage\":\"%s\",\"decision_on_plan\":\"%s\"",
            stages[c->care_stage], stages[c->service_stage], states[c->decision_on_plan]);
    for (int i = 0; i < TRUTH_COUNT; i++)
        fprintf(out, ",\"%s\":%s", truth_names[i], c->f[i] ? "true" : "false");
    fputs("}\n", out);
}

static void write_outcomes(FILE *out, const bool *outcomes)
{
    static const char *const names[] = {
        "ground_to_ask",    "valid_request",  "carer_relied_on",    "safe_to_end",
        "may_agree",        "should_decline", "safeguarding_first", "financial_review",
        "review_is_recent", "plan_ends",      "plan_continues",     "closing_complete",
    };
    for (int i = 0; i < 12; i++)
        fprintf(out, "%c\"%s\":%s", i ? ',' : '{', names[i], outcomes[i] ? "true" : "false");
    fputs("}\n", out);
}

static void decide(const Case *c, bool *o)
{
    const bool *f = c->f;
    bool in_place = c->care_stage == IN_PLACE || c->service_stage == IN_PLACE;
    bool is_agent = c->requested_by == REPRESENTATIVE && f[REPRESENTATIVE_AUTHORISED];
    int told = f[INFORMED_IN_WRITING] + f[PROVIDER_TOLD] + f[BUDGET_STOPPED] + f[RECORDS_UPDATED];
    o[0] = f[NEEDS_MET_OUTSIDE_BUDGET] || (f[SELF_FUNDING] && f[WILL_ARRANGE_OWN]);
    o[1] = f[HAS_CAPACITY] ? c->requested_by == PERSON : is_agent;
    o[2] =
        f[CARER_WILLING] && f[CARER_ABLE] && c->carer_hours >= 10 && c->care_stage != UNAVAILABLE;
    o[3] = (o[2] || c->service_stage == IN_PLACE) && f[REPLACEMENT_APPROPRIATE] &&
           c->service_stage != UNAVAILABLE && (f[HAS_CAPACITY] || f[APPROPRIATE_PERSON]) &&
           !f[AT_RISK] && !f[SAFEGUARDING_OPEN];
    o[4] = o[1] && o[0] && o[3];
    o[5] = o[1] && o[0] && !o[3];
    o[6] = f[AT_RISK] && (!f[SAFEGUARDING_OPEN] || f[HAS_CHILDREN]);
    o[7] = c->capital < (f[SELF_FUNDING] ? 23250 : 14250);
    o[8] = c->reviewed_on >= 12 * 31 && c->requested_on >= c->reviewed_on;
    o[9] = c->decision_on_plan == TO_END && o[4] && o[8] && in_place;
    o[10] = c->decision_on_plan == TO_CONTINUE || o[5] || o[6];
    o[11] = o[9] && told >= 3 && !o[7];
}

int main(int count, char **words)
{
    FILE *cases = count == 4 ? fopen(words[2], "w") : NULL;
    FILE *outcomes = cases ? fopen(words[3], "w") : NULL;
    if (!outcomes) {
        fprintf(stderr, "usage: cases COUNT CASES OUTCOMES\n");
        return 2;
    }
    uint64_t state = 88172645463325252u;
    for (uint64_t left = strtoull(words[1], NULL, 10); left > 0; left--) {
        bool found[12];
        Case made = make_case(&state);
        decide(&made, found);
        write_case(cases, &made);
        write_outcomes(outcomes, found);
    }
    return fclose(cases) || fclose(outcomes);
}
