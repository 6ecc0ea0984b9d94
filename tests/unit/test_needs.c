/* test_needs.c - what open outcomes wait for, and what settled ones presume.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome_unit.h"

static void assert_needs(void **state, const Outcome *outcome, const char *needs,
                         const char *blocked_by)
{
    const OutcomeDecision *it = &outcome->decisions.items[outcome->decisions.count - 1];
    assert_int_equal(it->status, DECISION_UNDETERMINED);
    ASSERT_KEYS(it->needs, needs);
    ASSERT_KEYS(it->blocked_by, blocked_by);
}

static void settled_operands_add_nothing(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_fact(&it, 0, "a", YES_NO);
    uint32_t b = make_fact(&it, 0, "b", YES_NO);
    uint32_t c = make_fact(&it, 0, "c", YES_NO);
    uint32_t both = make_pair(&it, OP_AND, 0, b, c);
    make_yes_when(&it, "d", make_pair(&it, OP_OR, 0, a, both));
    assert_needs(state, build_run(&it, ""), "a b c", "");
    assert_needs(state, build_run(&it, "a = no\nc = yes"), "b", "");
    assert_needs(state, build_run(&it, "b = no\na = unknown"), "a", "");
}

static void presumed_facts_are_never_needed(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_presumed(&it, "a");
    uint32_t b = make_fact(&it, 0, "b", YES_NO);
    make_yes_when(&it, "d", make_pair(&it, OP_AND, 0, a, b));
    assert_needs(state, build_run(&it, ""), "b", "");
    assert_needs(state, build_run(&it, "a = unknown"), "a b", "");
    const Outcome *outcome = build_run(&it, "b = yes");
    ASSERT_KEYS(outcome->decisions.items[0].assumes, "a");
    assert_int_equal(outcome->presumed.count, 1);
    outcome = build_run(&it, "b = no");
    ASSERT_KEYS(outcome->decisions.items[0].assumes, "");
    assert_int_equal(outcome->presumed.count, 0);
}

static void everything_under_is_known_counts_as_presumed(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_presumed(&it, "a");
    uint32_t b = make_fact(&it, 0, "b", YES_NO);
    uint32_t known = make_step(&it, OP_IS_KNOWN, 0, YES_NO, make_pair(&it, OP_AND, 0, a, b), 0, 0);
    make_yes_when(&it, "d", known);
    const Outcome *outcome = build_run(&it, "");
    assert_int_equal(outcome->decisions.items[0].status, DECISION_VALUE);
    ASSERT_KEYS(outcome->decisions.items[0].assumes, "a");
}

static void a_failing_alternative_above_is_rested_on(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_presumed(&it, "a");
    uint32_t not_a = make_step(&it, OP_NOT, 0, YES_NO, a, 0, 0);
    make_yes_when(&it, "d", not_a);
    ASSERT_KEYS(build_run(&it, "")->decisions.items[0].assumes, "a");
}

static void a_list_that_is_not_given(void **state)
{
    Build it = build_start(state);
    uint32_t services = make_list(&it, 0, "services", "services");
    uint32_t urgent = make_fact(&it, services, "urgent", YES_NO);
    uint32_t some = make_step(&it, OP_SOME, 0, YES_NO, services, urgent, 0);
    make_yes_when(&it, "d", some);
    uint32_t any = make_step(&it, OP_ANY_ELEMENT, 0, YES_NO, services, urgent, 0);
    make_yes_when(&it, "e", any);
    const Outcome *outcome = build_run(&it, "");
    ASSERT_KEYS(outcome->decisions.items[0].needs, "services");
    ASSERT_KEYS(outcome->decisions.items[1].needs, "services");
    outcome = build_run(&it, "services.1.urgent = no\nservices.2 = {}");
    ASSERT_KEYS(outcome->decisions.items[0].needs, "services.2.urgent");
    assert_int_equal(outcome->missing.count, 1);
    assert_int_equal(outcome->missing.items[0].settles.count, 2);
}

static void a_list_within_a_list(void **state)
{
    Build it = build_start(state);
    uint32_t services = make_list(&it, 0, "services", "services");
    uint32_t visits = make_list(&it, services, "visits", "services.visits");
    uint32_t late = make_fact(&it, visits, "late", YES_NO);
    uint32_t inner = make_step(&it, OP_SOME, services, YES_NO, visits, late, 0);
    make_yes_when(&it, "d", make_step(&it, OP_SOME, 0, YES_NO, services, inner, 0));
    assert_needs(state, build_run(&it, ""), "services", "");
    assert_needs(state, build_run(&it, "services.1 = {}\nservices.2.visits.1 = {}"),
                 "services.1.visits services.2.visits.1.late", "");
}

static void excluded_elements_add_nothing_to_a_total(void **state)
{
    Build it = build_start(state);
    uint32_t list = make_list(&it, 0, "xs", "xs");
    uint32_t where = make_fact(&it, list, "counts", YES_NO);
    uint32_t cost = make_fact(&it, list, "cost", NUMBER);
    uint32_t total = make_step(&it, OP_TOTAL, 0, NUMBER, list, where, cost);
    uint32_t entries[] = {0, NONE, total};
    make_decision(&it, 0, "sum", NUMBER, entries, 1);
    const Outcome *outcome =
        build_run(&it, "xs.1.counts = no\nxs.2.counts = yes\nxs.3.cost = 3\nxs.4 = {}");
    assert_needs(state, outcome, "xs.2.cost xs.3.counts xs.4.cost xs.4.counts", "");
}

static void arithmetic_without_an_answer_blocks(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_fact(&it, 0, "a", NUMBER);
    uint32_t b = make_fact(&it, 0, "b", NUMBER);
    uint32_t entries[] = {0, NONE, make_step(&it, OP_DIVIDE, 0, NUMBER, a, b, 0)};
    make_decision(&it, 0, "d", NUMBER, entries, 1);
    assert_needs(state, build_run(&it, "a = 1\nb = 0"), "", "division by zero at test.proc:1");
    assert_needs(state, build_run(&it, "b = 0"), "a", "");
}

static void durations_of_two_kinds_block(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_fact(&it, 0, "a", DURATION);
    uint32_t b = make_fact(&it, 0, "b", DURATION);
    make_yes_when(&it, "d", make_step(&it, OP_COMPARE_DURATION, 0, YES_NO, a, b, 0));
    assert_needs(state, build_run(&it, "a = 1 month\nb = 20 days"), "",
                 "durations of different kinds at test.proc:1");
}

static void a_parameter_without_a_value_blocks(void **state)
{
    Build it = build_start(state);
    VEC_PUSH(it.arena, &it.parameters, ((CodeParameter){.name = "limit", .type = NUMBER}));
    uint32_t entries[] = {0, NONE, make_step(&it, OP_PARAMETER, 0, NUMBER, 0, 0, 0)};
    make_decision(&it, 0, "d", NUMBER, entries, 1);
    assert_needs(state, build_run(&it, ""), "", "limit");
}

static void a_gap_used_elsewhere_blocks_by_name(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_fact(&it, 0, "a", YES_NO);
    uint32_t one = make_constant(&it, NUMBER, 1);
    uint32_t entries[] = {0, a, one};
    uint32_t gap = make_decision(&it, 0, "g", NUMBER, entries, 1);
    make_yes_when(&it, "d", make_step(&it, OP_COMPARE, 0, YES_NO, gap, one, COMPARISON_IS));
    const Outcome *outcome = build_run(&it, "a = no");
    assert_int_equal(outcome->decisions.items[0].status, DECISION_GAP);
    assert_needs(state, outcome, "", "g");
    assert_needs(state, build_run(&it, ""), "a", "");
    assert_int_equal(outcome->gaps.count, 1);
}

static void doings_that_are_unknown_are_needed(void **state)
{
    Build it = build_start(state);
    uint32_t list = make_list(&it, 0, "services", "services");
    uint32_t action = make_action(&it, list, "tell");
    uint32_t done = make_step(&it, OP_DONE, list, YES_NO, action, 0, 0);
    make_yes_when(&it, "d", make_step(&it, OP_SOME, 0, YES_NO, list, done, 0));
    assert_needs(state, build_run(&it, "services.1 = {}\nservices.2 = {}\ndone.tell.2 = unknown"),
                 "done.tell.2", "");
}

/* Neither time nor the C stack may grow with the depth. */
static void a_chain_of_any_depth(void **state)
{
    Build it = build_start(state);
    uint32_t reg = make_fact(&it, 0, "a", YES_NO);
    uint32_t all = make_presumed(&it, "p");
    for (int i = 0; i < 100000; i++)
        reg = make_pair(&it, OP_AND, 0, make_step(&it, OP_NOT, 0, YES_NO, reg, 0, 0), all);
    make_yes_when(&it, "d", reg);
    const Outcome *outcome = build_run(&it, "");
    assert_needs(state, outcome, "a", "");
    Text text = text_in(*state);
    explain_write_text(&text, outcome, NULL, false, 80);
    assert_true(text.length > 100000);
    text = text_in(*state);
    explain_write_json(&text, build_run(&it, "a = no"), NULL);
    assert_true(text.length > 100000);
}

/* Each level uses the one below twice: 2^60 ways down. */
static void sharing_does_not_blow_up(void **state)
{
    Build it = build_start(state);
    uint32_t reg = make_fact(&it, 0, "a", YES_NO);
    for (int i = 0; i < 60; i++)
        reg = make_pair(&it, OP_AND, 0, reg, make_step(&it, OP_NOT, 0, YES_NO, reg, 0, 0));
    make_yes_when(&it, "d", reg);
    const Outcome *outcome = build_run(&it, "");
    assert_needs(state, outcome, "a", "");
    Text text = text_in(*state);
    explain_write_json(&text, outcome, NULL);
    assert_true(text.length < 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(settled_operands_add_nothing),
        UNIT_TEST(presumed_facts_are_never_needed),
        UNIT_TEST(everything_under_is_known_counts_as_presumed),
        UNIT_TEST(a_failing_alternative_above_is_rested_on),
        UNIT_TEST(a_list_that_is_not_given),
        UNIT_TEST(a_list_within_a_list),
        UNIT_TEST(excluded_elements_add_nothing_to_a_total),
        UNIT_TEST(arithmetic_without_an_answer_blocks),
        UNIT_TEST(durations_of_two_kinds_block),
        UNIT_TEST(a_parameter_without_a_value_blocks),
        UNIT_TEST(a_gap_used_elsewhere_blocks_by_name),
        UNIT_TEST(doings_that_are_unknown_are_needed),
        UNIT_TEST(a_chain_of_any_depth),
        UNIT_TEST(sharing_does_not_blow_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
