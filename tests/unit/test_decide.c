/* test_decide.c - rulings 1 to 4: each by example, and all of them against the definition.
 *
 * The definition: a decision has a value exactly where every way in which its unknown conditions and values could turn out
 * gives that value; a conflict or gap exactly where every way gives one. It is worked out here by trying every way.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "engine/engine.h"

/* One alternative written short: its level, its condition, its value; ANY for one that is not known. */
#define ANY (-1)
#define YES TRUTH_YES
#define NO TRUTH_NO
#define OPEN TRUTH_UNKNOWN

#define MOST_ALTERNATIVES 8

typedef struct Short {
    uint32_t level;
    Truth condition;
    int value;
} Short;

static AlternativeState state_from(Short alternative)
{
    bool has_value = alternative.value != ANY;
    return (AlternativeState){alternative.level, alternative.condition, has_value,
                              has_value ? alternative.value : 0};
}

/* The status, the value where there is one, and the relevant ones as a string of 0 and 1. */
typedef struct Expected {
    DecisionStatus status;
    Value value;
    const char *relevant;
} Expected;

static void check(const Short *alternatives, uint32_t count, Expected expected)
{
    AlternativeState states[MOST_ALTERNATIVES] = {0};
    bool is_relevant[MOST_ALTERNATIVES];
    char relevant[MOST_ALTERNATIVES + 1] = "";
    Value value = -7;
    for (uint32_t i = 0; i < count; i++)
        states[i] = state_from(alternatives[i]);
    assert_int_equal(decide_settle(states, count, &value, is_relevant), expected.status);
    for (uint32_t i = 0; i < count; i++)
        relevant[i] = is_relevant[i] ? '1' : '0';
    assert_string_equal(relevant, expected.relevant);
    assert_int_equal(value, expected.status == DECISION_VALUE ? expected.value : -7);
    assert_int_equal(decide_settle(states, count, NULL, NULL), expected.status);
}

#define CHECK(expected, ...)                                                                       \
    do {                                                                                           \
        const Short alternatives[] = {__VA_ARGS__};                                                \
        check(alternatives, sizeof alternatives / sizeof *alternatives, expected);                 \
    } while (0)

#define GIVES(value, relevant) ((Expected){DECISION_VALUE, (value), (relevant)})
#define IS_OPEN(relevant) ((Expected){DECISION_UNDETERMINED, 0, (relevant)})
#define CONFLICTS(relevant) ((Expected){DECISION_CONFLICT, 0, (relevant)})
#define IS_GAP(relevant) ((Expected){DECISION_GAP, 0, (relevant)})

static void one_that_holds_gives_its_value(void **state)
{
    (void)state;
    CHECK(GIVES(1, "1"), {0, YES, 1});
    CHECK(GIVES(2, "01"), {0, NO, 1}, {0, YES, 2});
    CHECK(GIVES(1, "100"), {0, YES, 1}, {0, NO, 2}, {1, YES, 3});
}

static void peers_that_agree_do_not_disturb(void **state)
{
    (void)state;
    CHECK(GIVES(1, "11"), {0, YES, 1}, {0, YES, 1});
    CHECK(GIVES(1, "10"), {0, YES, 1}, {0, OPEN, 1});
}

static void an_open_peer_that_would_give_another_leaves_it_open(void **state)
{
    (void)state;
    CHECK(IS_OPEN("01"), {0, YES, 1}, {0, OPEN, 2});
    CHECK(IS_OPEN("01"), {0, YES, 1}, {0, OPEN, ANY});
    CHECK(IS_OPEN("010"), {0, YES, 1}, {0, OPEN, 2}, {0, OPEN, 1});
}

static void a_value_not_known_leaves_it_open(void **state)
{
    (void)state;
    CHECK(IS_OPEN("1"), {0, YES, ANY});
    CHECK(IS_OPEN("10"), {0, YES, ANY}, {0, YES, 1});
    CHECK(IS_OPEN("11"), {0, YES, ANY}, {0, OPEN, 1});
}

static void two_values_are_a_conflict_whatever_else_is_open(void **state)
{
    (void)state;
    CHECK(CONFLICTS("11"), {0, YES, 1}, {0, YES, 2});
    CHECK(CONFLICTS("1100"), {0, YES, 1}, {0, YES, 2}, {0, YES, ANY}, {0, OPEN, 3});
    CHECK(CONFLICTS("011"), {0, NO, 3}, {1, YES, 1}, {1, YES, 2});
}

static void an_open_one_above_a_conflict_or_gap_leaves_it_open(void **state)
{
    (void)state;
    CHECK(IS_OPEN("111"), {0, OPEN, 1}, {1, YES, 1}, {1, YES, 2});
    CHECK(IS_OPEN("1"), {0, OPEN, 1});
    CHECK(IS_OPEN("10"), {0, OPEN, 1}, {1, NO, 1});
}

static void open_ones_above_that_agree_with_what_is_below(void **state)
{
    (void)state;
    CHECK(GIVES(1, "11"), {0, OPEN, 1}, {1, YES, 1});
    CHECK(GIVES(1, "1011"), {0, OPEN, 1}, {0, NO, 2}, {1, OPEN, 1}, {2, YES, 1});
    CHECK(IS_OPEN("10"), {0, OPEN, 2}, {1, YES, 1});
    CHECK(IS_OPEN("10"), {0, OPEN, ANY}, {1, YES, 1});
    CHECK(IS_OPEN("11"), {0, OPEN, 1}, {1, OPEN, 1});
}

static void levels_below_one_that_holds_do_not_matter(void **state)
{
    (void)state;
    CHECK(GIVES(1, "100"), {0, YES, 1}, {1, OPEN, 2}, {2, YES, ANY});
    CHECK(IS_OPEN("010"), {0, YES, 1}, {0, OPEN, 2}, {1, YES, 3});
}

static void where_all_fail_there_is_a_gap(void **state)
{
    (void)state;
    CHECK(IS_GAP("0"), {0, NO, 1});
    CHECK(IS_GAP("000"), {0, NO, 1}, {1, NO, 2}, {2, NO, ANY});
    assert_int_equal(decide_settle(NULL, 0, NULL, NULL), DECISION_GAP);
}

/* ---- against the definition */

#define VALUE_COUNT 3

typedef struct Result {
    DecisionStatus status;
    Value value;
} Result;

/* Nothing is open: the first level at which some alternative holds decides. */
static Result decide_plainly(const AlternativeState *states, uint32_t count)
{
    Result result = {DECISION_GAP, 0};
    uint32_t level = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (states[i].condition != TRUTH_YES)
            continue;
        if (result.status == DECISION_GAP)
            result = (Result){DECISION_VALUE, states[i].value}, level = states[i].level;
        else if (states[i].level == level && states[i].value != result.value)
            return (Result){DECISION_CONFLICT, 0};
    }
    return result;
}

typedef struct Ways {
    bool has_one;
    bool differ;
    Result result; /* of all ways so far, where they do not differ */
} Ways;

static void add_way(Ways *ways, Result result)
{
    if (ways->has_one &&
        (ways->result.status != result.status || ways->result.value != result.value))
        ways->differ = true;
    ways->has_one = true;
    ways->result = result;
}

/* Tries every way in which alternatives from `index` on could turn out. */
static void try_ways(AlternativeState *states, uint32_t count, uint32_t index, Ways *ways)
{
    if (index == count) {
        add_way(ways, decide_plainly(states, count));
        return;
    }
    AlternativeState kept = states[index];
    for (int turn = 0; turn < 2; turn++) {
        if (kept.condition != TRUTH_UNKNOWN && (kept.condition == TRUTH_YES) != (turn == 1))
            continue;
        states[index].condition = turn ? TRUTH_YES : TRUTH_NO;
        for (Value value = 0; value < VALUE_COUNT; value++) {
            states[index].value = kept.has_value ? kept.value : value;
            try_ways(states, count, index + 1, ways);
            if (kept.has_value)
                break;
        }
    }
    states[index] = kept;
}

/* The engine and the definition say the same. */
static void check_against_definition(const AlternativeState *states, uint32_t count)
{
    AlternativeState tried[MOST_ALTERNATIVES] = {0};
    Ways ways = {0};
    Value value = 0;
    for (uint32_t i = 0; i < count; i++)
        tried[i] = states[i];
    try_ways(tried, count, 0, &ways);
    DecisionStatus status = decide_settle(states, count, &value, NULL);
    assert_int_equal(status, ways.differ ? DECISION_UNDETERMINED : ways.result.status);
    if (status == DECISION_VALUE)
        assert_int_equal(value, ways.result.value);
}

/* Something open is marked as relevant wherever a decision is open: there is always something to ask. */
static void check_has_something_to_ask(const AlternativeState *states, uint32_t count)
{
    bool is_relevant[MOST_ALTERNATIVES];
    bool has_open = false;
    if (decide_settle(states, count, NULL, is_relevant) != DECISION_UNDETERMINED)
        return;
    for (uint32_t i = 0; i < count; i++)
        has_open = has_open || (is_relevant[i] &&
                                (states[i].condition == TRUTH_UNKNOWN || !states[i].has_value));
    assert_true(has_open);
}

/* The kinds of alternative: three conditions, two values and none. */
#define KIND_COUNT 9

static AlternativeState state_of_kind(uint32_t level, uint32_t kind)
{
    static const Truth CONDITIONS[] = {TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES};
    bool has_value = kind / 3 < 2;
    return (AlternativeState){level, CONDITIONS[kind % 3], has_value, has_value ? kind / 3 : 0};
}

/* All sets of `count` alternatives of all kinds, on all levels that ascend. */
static void check_all(AlternativeState *states, uint32_t index, uint32_t count)
{
    if (index == count) {
        check_against_definition(states, count);
        check_has_something_to_ask(states, count);
        return;
    }
    for (uint32_t step = 0; step < (index ? 2u : 1u); step++)
        for (uint32_t kind = 0; kind < KIND_COUNT; kind++) {
            uint32_t level = index ? states[index - 1].level + step : 0;
            states[index] = state_of_kind(level, kind);
            check_all(states, index + 1, count);
        }
}

static void all_small_sets_are_as_defined(void **state)
{
    (void)state;
    AlternativeState states[MOST_ALTERNATIVES] = {0};
    for (uint32_t count = 0; count <= 4; count++)
        check_all(states, 0, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(one_that_holds_gives_its_value),
        UNIT_TEST(peers_that_agree_do_not_disturb),
        UNIT_TEST(an_open_peer_that_would_give_another_leaves_it_open),
        UNIT_TEST(a_value_not_known_leaves_it_open),
        UNIT_TEST(two_values_are_a_conflict_whatever_else_is_open),
        UNIT_TEST(an_open_one_above_a_conflict_or_gap_leaves_it_open),
        UNIT_TEST(open_ones_above_that_agree_with_what_is_below),
        UNIT_TEST(levels_below_one_that_holds_do_not_matter),
        UNIT_TEST(where_all_fail_there_is_a_gap),
        UNIT_TEST(all_small_sets_are_as_defined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
