/* batch_by_hand.cpp - the rules of bench/batch.proc written by hand over simdjson: what `procc batch` is measured against.
 *
 * In: a file of cases, one JSON object a line, and the as-of date. Out: the lines of `procc batch --id id`, byte for byte,
 * on stdout. One thread. It is as fast as a careful programmer makes it in an afternoon: on-demand parsing over the whole file
 * in memory, a switch over the keys' numbers, and one buffer for the output. It checks less: no line numbers or reasons,
 * no key twice.
 * SPDX-License-Identifier: Apache-2.0
 *
 * usage: batch_by_hand FILE YYYY-MM-DD [parse]     with `parse` every value is read, and nothing decided or written
 */
#include <simdjson.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

using namespace simdjson;

namespace
{

/* Three values: no 0, unknown 1, yes 3, so that `and` is & and `or` is |. */
using Truth = unsigned;
constexpr Truth NO = 0, UNKNOWN = 1, YES = 3;

Truth negate(Truth truth)
{
    return truth == UNKNOWN ? UNKNOWN : truth ^ 3;
}

enum Key {
    ASKED_IN_WRITING,
    ASKED_ON,
    HAS_CAPACITY,
    CONSENTS,
    BEST_INTERESTS,
    ABUSE_RISK,
    NEGLECT_RISK,
    NEEDS_MET,
    NEEDS_CHANGED,
    ARRANGES_OWN,
    REPLACEMENT_FOUND,
    CARER_WILLING,
    CARER_ABLE,
    CARER_ASSESSED,
    DIRECT_PAYMENT,
    IN_HOSPITAL,
    OBJECTS,
    TOLD,
    REVIEWED_ON,
    SAVINGS,
    WEEKLY_COST,
    HOURS,
    SETTING,
    REASON,
    KEY_COUNT
};

constexpr std::string_view names[KEY_COUNT] = {
    "asked_in_writing",  "asked_on",      "has_capacity", "consents",       "best_interests",
    "abuse_risk",        "neglect_risk",  "needs_met",    "needs_changed",  "arranges_own",
    "replacement_found", "carer_willing", "carer_able",   "carer_assessed", "direct_payment",
    "in_hospital",       "objects",       "told",         "reviewed_on",    "savings",
    "weekly_cost",       "hours",         "setting",      "reason"};

struct Facts {
    Truth truth[KEY_COUNT];
    bool known[KEY_COUNT];
    int64_t value[KEY_COUNT];
};

int64_t days_of(std::string_view date)
{
    auto digit = [&](size_t i) { return int64_t(date[i] - '0'); };
    int64_t year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    int64_t month = digit(5) * 10 + digit(6), day = digit(8) * 10 + digit(9);
    year -= month <= 2;
    int64_t era = year / 400, of_era = year % 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void add_date(std::string &out, int64_t days)
{
    days += 719468;
    int64_t era = days / 146097, day_of_era = days % 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153, day = day_of_year - (153 * month + 2) / 5 + 1;
    month += month < 10 ? 3 : -9;
    int64_t year = year_of_era + era * 400 + (month <= 2);
    char text[10] = {char('0' + year / 1000),
                     char('0' + year / 100 % 10),
                     char('0' + year / 10 % 10),
                     char('0' + year % 10),
                     '-',
                     char('0' + month / 10),
                     char('0' + month % 10),
                     '-',
                     char('0' + day / 10),
                     char('0' + day % 10)};
    out.append(text, sizeof text);
}

/* Pounds and pence as pence. */
int64_t pence_of(std::string_view words)
{
    int64_t pence = 0;
    int decimals = -1;
    for (char c : words) {
        if (c == '.') {
            decimals = 0;
            continue;
        }
        pence = pence * 10 + (c - '0');
        decimals += decimals >= 0;
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 2; i++)
        pence *= 10;
    return pence;
}

int number_of(std::string_view word, const std::string_view *list, int count)
{
    for (int i = 0; i < count; i++)
        if (word == list[i])
            return i;
    throw simdjson_error(INCORRECT_TYPE);
}

void read_fact(Facts &facts, int key, ondemand::value value)
{
    static constexpr std::string_view settings[] = {"own_home", "care_home", "supported_living"};
    static constexpr std::string_view reasons[] = {"moved", "recovered", "asked", "died", "other"};
    if (value.is_null()) {
        facts.truth[key] = UNKNOWN;
        facts.known[key] = false;
        return;
    }
    facts.known[key] = true;
    switch (key) {
    case ASKED_ON:
    case REVIEWED_ON: facts.value[key] = days_of(value.get_string()); return;
    case SAVINGS:
    case WEEKLY_COST: facts.value[key] = pence_of(value.get_string()); return;
    case HOURS: facts.value[key] = value.get_int64(); return;
    case SETTING: facts.value[key] = number_of(value.get_string(), settings, 3); return;
    case REASON: facts.value[key] = number_of(value.get_string(), reasons, 5); return;
    default: facts.truth[key] = value.get_bool() ? YES : NO;
    }
}

/* The keys come in order, with some left out. */
int find_key(std::string_view name, int guess)
{
    for (int i = guess; i < KEY_COUNT; i++)
        if (name == names[i])
            return i;
    for (int i = 0; i < guess; i++)
        if (name == names[i])
            return i;
    throw simdjson_error(NO_SUCH_FIELD);
}

void add_truth(std::string &out, std::string_view name, Truth truth)
{
    out += name;
    out += truth == UNKNOWN ? "\"undetermined\":true}"
           : truth == YES   ? "\"value\":true}"
                            : "\"value\":false}";
}

struct Norms {
    std::string &out;
    bool has_sibling = false;

    void add(std::string_view head, Truth applies, const char *state, bool has_due, int64_t due)
    {
        if (applies == NO)
            return;
        if (has_sibling)
            out += ',';
        has_sibling = true;
        out += head;
        out += applies == YES ? "\"applies\"" : "\"undetermined\"";
        if (applies == YES) {
            out += ",\"state\":\"";
            out += state;
            out += '"';
        }
        if (has_due) {
            out += ",\"due\":\"";
            add_date(out, due);
            out += '"';
        }
        out += '}';
    }
};

void decide(std::string &out, const Facts &facts, int64_t as_of)
{
    const Truth *f = facts.truth;
    Truth at_risk = f[ABUSE_RISK] | f[NEGLECT_RISK] | (f[OBJECTS] & f[IN_HOSPITAL]);
    Truth carer_ready = f[CARER_WILLING] & f[CARER_ABLE] & f[CARER_ASSESSED];
    Truth covered = f[NEEDS_MET] | f[ARRANGES_OWN] | f[REPLACEMENT_FOUND] | carer_ready;
    Truth may_decide = (f[HAS_CAPACITY] & f[CONSENTS]) | f[BEST_INTERESTS];
    Truth can_end = may_decide & covered & negate(at_risk);
    Truth rich = facts.known[SAVINGS] ? (facts.value[SAVINGS] > 2325000 ? YES : NO) : UNKNOWN;
    Truth cheap =
        facts.known[WEEKLY_COST] ? (facts.value[WEEKLY_COST] < 100000 ? YES : NO) : UNKNOWN;
    Truth pays_self = rich & cheap;
    Truth died = facts.known[REASON] ? (facts.value[REASON] == 3 ? YES : NO) : UNKNOWN;
    Truth in_care_home = facts.known[SETTING] ? (facts.value[SETTING] == 1 ? YES : NO) : UNKNOWN;
    Truth after = f[NEEDS_CHANGED] | in_care_home;
    Truth review = died == YES ? NO : died == UNKNOWN ? (UNKNOWN) : after;
    bool is_route_known = died == YES || (died == NO && after != UNKNOWN);
    add_truth(out, "\"decisions\":{\"at_risk\":{", at_risk);
    add_truth(out, ",\"carer_ready\":{", carer_ready);
    add_truth(out, ",\"covered\":{", covered);
    add_truth(out, ",\"may_decide\":{", may_decide);
    add_truth(out, ",\"can_end\":{", can_end);
    add_truth(out, ",\"pays_self\":{", pays_self);
    out += ",\"route\":{";
    out += !is_route_known ? "\"undetermined\":true}}"
           : died == YES   ? "\"value\":\"at_once\"}}"
           : after == YES  ? "\"value\":\"after_review\"}}"
                           : "\"value\":\"with_notice\"}}";
    out += ",\"norms\":[";
    Norms norms{out};
    bool asked = facts.known[ASKED_ON];
    auto state = [&](bool has, int64_t due) { return has && as_of > due ? "overdue" : "owed"; };
    int64_t confirm = facts.value[ASKED_ON] + 14, stop = facts.value[ASKED_ON] + 7,
            again = facts.value[REVIEWED_ON] + 28;
    norms.add("{\"rule\":\"confirm\",\"actor\":\"practitioner\",\"modality\":\"must\",\"action\":"
              "\"confirm_in_writing\",\"status\":",
              can_end & f[ASKED_IN_WRITING], state(asked, confirm), asked, confirm);
    norms.add("{\"rule\":\"go_on\",\"actor\":\"practitioner\",\"modality\":\"must\",\"action\":"
              "\"continue_plan\",\"status\":",
              at_risk, "owed", false, 0);
    Truth long_enough = facts.known[HOURS] ? (facts.value[HOURS] >= 10 ? YES : NO) : UNKNOWN;
    norms.add("{\"rule\":\"review\",\"actor\":\"practitioner\",\"modality\":\"should\",\"action\":"
              "\"review_needs\",\"status\":",
              review & long_enough, state(facts.known[REVIEWED_ON], again),
              facts.known[REVIEWED_ON], again);
    norms.add("{\"rule\":\"stop_payment\",\"actor\":\"practitioner\",\"modality\":\"must\","
              "\"action\":\"stop_direct_payment\",\"status\":",
              f[DIRECT_PAYMENT] & can_end & negate(f[IN_HOSPITAL]), state(asked, stop), asked,
              stop);
    norms.add("{\"rule\":\"tell\",\"actor\":\"practitioner\",\"modality\":\"may\",\"action\":"
              "\"tell_person\",\"status\":",
              negate(f[TOLD]) & (can_end | pays_self), "permitted", false, 0);
    out += "]}\n";
}

void read_case(Facts &facts, std::string_view &id, ondemand::object object)
{
    for (int i = 0; i < KEY_COUNT; i++) {
        facts.truth[i] = UNKNOWN;
        facts.known[i] = false;
        facts.value[i] = 0;
    }
    facts.truth[HAS_CAPACITY] = YES; /* presumed */
    int guess = 0;
    for (auto field : object) {
        std::string_view name = field.unescaped_key();
        if (name == "id") {
            id = ondemand::value(field.value()).raw_json_token();
            continue;
        }
        int key = find_key(name, guess);
        read_fact(facts, key, field.value());
        guess = key + 1;
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    bool is_parse_only = argc > 3;
    unsigned sum = 0;
    padded_string text = padded_string::load(argv[1]);
    int64_t as_of = days_of(argv[2]);
    ondemand::parser parser;
    std::string out;
    uint64_t line = 0;
    ondemand::document_stream cases = parser.iterate_many(text, 1 << 20);
    Facts facts;
    for (auto it : cases) {
        ondemand::document_reference document = it.value();
        std::string_view id;
        read_case(facts, id, document.get_object());
        if (is_parse_only) {
            sum += facts.truth[CONSENTS];
            continue;
        }
        out += "{\"line\":";
        out += std::to_string(++line);
        out += ",\"id\":";
        out += id;
        out += ',';
        decide(out, facts, as_of);
        if (out.size() > 1 << 18) {
            fwrite(out.data(), 1, out.size(), stdout);
            out.clear();
        }
    }
    if (is_parse_only)
        out = std::to_string(sum);
    fwrite(out.data(), 1, out.size(), stdout);
    return 0;
}
