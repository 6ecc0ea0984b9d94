/* test_outcome.c - norms with their states and dates, conflicts, and how outcomes and reasons are shown.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "outcome_unit.h"

/* Asserts the state and dates ("-" for none) of one norm: "overdue due 2026-02-28 done - next -". */
static const char *show_date(Arena *arena, OptionalDate date)
{
    Text text = text_in(arena);
    if (date.has)
        value_write_json(&text, DATE, NULL, date.day);
    return date.has ? str_to_text(arena, text_get(&text)) : "-";
}

static const char *show_norm(void **state, const Outcome *outcome, uint32_t index)
{
    const OutcomeNorm *it = &outcome->norms.items[index];
    const char *name = state_to_key(it->state);
    if (it->status != NORM_APPLIES)
        return it->status == NORM_UNDETERMINED ? "undetermined" : "does_not_apply";
    return arena_format(*state, "%s due %s done %s next %s", name ? name : "none",
                        show_date(*state, it->due), show_date(*state, it->done_on),
                        show_date(*state, it->next_due));
}

/* One duty with `by` a fact. */
static Build start_duty(void **state, Modality modality)
{
    Build it = build_start(state);
    uint32_t when = make_fact(&it, 0, "when", YES_NO);
    uint32_t by = make_fact(&it, 0, "by", DATE);
    uint32_t action = make_action(&it, 0, "act");
    make_norm(&it, make_rule(&it, 0, "r", when), modality, action)->by = by;
    return it;
}

static void a_duty_and_its_day(void **state)
{
    Build it = start_duty(state, MODALITY_MUST);
#define SHOWN(lines) show_norm(state, build_run(&it, "when = yes\n" lines), 0)
    assert_string_equal(SHOWN("by = 2026-03-02"), "owed due \"2026-03-02\" done - next -");
    assert_string_equal(SHOWN("by = 2026-03-01"), "overdue due \"2026-03-01\" done - next -");
    assert_string_equal(SHOWN("by = 2026-03-01\ndone.act = 2026-03-01"),
                        "done due \"2026-03-01\" done \"2026-03-01\" next -");
    assert_string_equal(SHOWN("by = 2026-02-28\ndone.act = 2026-03-01"),
                        "done_late due \"2026-02-28\" done \"2026-03-01\" next -");
    assert_string_equal(SHOWN("by = 2026-03-01\ndone.act = 2026-03-03"),
                        "overdue due \"2026-03-01\" done - next -");
    assert_string_equal(SHOWN("done.act = 2026-03-01"), "done due - done \"2026-03-01\" next -");
#undef SHOWN
}

static void what_a_duty_that_applies_needs(void **state)
{
    Build it = start_duty(state, MODALITY_MUST);
    const Outcome *outcome = build_run(&it, "when = yes\ndone.act = unknown");
    assert_string_equal(show_norm(state, outcome, 0), "none due - done - next -");
    ASSERT_KEYS(outcome->norms.items[0].needs, "by done.act");
    outcome = build_run(&it, "");
    assert_string_equal(show_norm(state, outcome, 0), "undetermined");
    ASSERT_KEYS(outcome->norms.items[0].needs, "when");
}

static void permissions_and_bans(void **state)
{
    Build may = start_duty(state, MODALITY_MAY);
    const Outcome *outcome = build_run(&may, "when = yes\nby = 2026-03-05\ndone.act = unknown");
    assert_int_equal(outcome->norms.items[0].state, STATE_PERMITTED);
    ASSERT_KEYS(outcome->norms.items[0].needs, "");
    Build ban = start_duty(state, MODALITY_MUST_NOT);
    outcome = build_run(&ban, "when = yes\nby = 2026-03-05");
    assert_int_equal(outcome->norms.items[0].state, STATE_BARRED);
    outcome = build_run(&ban, "when = yes\nby = 2026-03-05\ndone.act = 2026-03-02");
    assert_int_equal(outcome->norms.items[0].state, STATE_BREACHED);
}

static void a_repeated_duty(void **state)
{
    Build it = build_start(state);
    uint32_t when = make_fact(&it, 0, "when", YES_NO);
    uint32_t from = make_fact(&it, 0, "from", DATE);
    uint32_t every = make_constant(&it, DURATION, duration_make(1, DURATION_MONTHS));
    CodeNorm *norm =
        make_norm(&it, make_rule(&it, 0, "r", when), MODALITY_MUST, make_action(&it, 0, "act"));
    norm->repeat_from = from;
    norm->repeat_duration = every;
#define SHOWN(lines) show_norm(state, build_run(&it, "when = yes\n" lines), 0)
    assert_string_equal(SHOWN("from = 2026-01-31"), "overdue due - done - next \"2026-02-28\"");
    assert_string_equal(SHOWN("from = 2026-01-31\ndone.act = 2026-02-10"),
                        "owed due - done \"2026-02-10\" next \"2026-03-10\"");
    assert_string_equal(SHOWN("from = 2026-02-20\ndone.act = 2026-02-10"),
                        "owed due - done \"2026-02-10\" next \"2026-03-20\"");
    assert_string_equal(SHOWN("from = 2026-02-20\ndone.act = unknown"), "none due - done - next -");
#undef SHOWN
}

/* must one of a (by 10 February, when `open`) and b (by 20 February). */
static Build start_choice(void **state)
{
    Build it = build_start(state);
    uint32_t when = make_fact(&it, 0, "when", YES_NO);
    uint32_t open = make_fact(&it, 0, "open", YES_NO);
    uint32_t early = make_constant(&it, DATE, DAY(-18));
    uint32_t late = make_constant(&it, DATE, DAY(-8));
    uint32_t rule = make_rule(&it, 0, "r", when);
    uint32_t a = make_action(&it, 0, "a");
    uint32_t b = make_action(&it, 0, "b");
    CodeNorm *choice = make_norm(&it, rule, MODALITY_MUST, INDEX_NONE);
    choice->first_option = 1;
    choice->option_count = 2;
    CodeNorm *first = make_norm(&it, rule, MODALITY_MUST, a);
    first->choice = 0, first->when = open, first->by = early;
    CodeNorm *second = make_norm(&it, rule, MODALITY_MUST, b);
    second->choice = 0, second->by = late;
    return it;
}

static void a_choice_is_done_when_one_is(void **state)
{
    Build it = start_choice(state);
#define SHOWN(lines) show_norm(state, build_run(&it, "when = yes\n" lines), 0)
    assert_string_equal(SHOWN("open = yes"), "overdue due \"2026-02-20\" done - next -");
    assert_string_equal(SHOWN("open = yes\ndone.a = 2026-02-19"),
                        "done due \"2026-02-20\" done \"2026-02-19\" next -");
    assert_string_equal(SHOWN("open = yes\ndone.a = 2026-02-21"),
                        "done_late due \"2026-02-20\" done \"2026-02-21\" next -");
    assert_string_equal(SHOWN("open = yes\ndone.a = unknown\ndone.b = 2026-02-19"),
                        "done due \"2026-02-20\" done \"2026-02-19\" next -");
    assert_string_equal(SHOWN("open = yes\ndone.a = unknown"),
                        "none due \"2026-02-20\" done - next -");
    assert_string_equal(SHOWN("open = no\ndone.a = 2026-02-19"),
                        "overdue due \"2026-02-20\" done - next -");
#undef SHOWN
    assert_int_equal(build_run(&it, "when = yes")->norms.count, 1);
    ASSERT_KEYS(build_run(&it, "when = yes")->norms.items[0].needs, "open");
}

static void a_choice_contends_when_every_option_is_barred(void **state)
{
    Build it = start_choice(state);
    uint32_t ban = make_rule(&it, 0, "ban", make_fact(&it, 0, "banned", YES_NO));
    make_norm(&it, ban, MODALITY_MUST_NOT, 0);
    make_norm(&it, ban, MODALITY_SHOULD_NOT, 1);
    const Outcome *outcome = build_run(&it, "when = yes\nopen = yes\nbanned = yes");
    assert_int_equal(outcome->conflicts.count, 1);
    assert_int_equal(outcome->conflicts.items[0].side_count, 3);
    assert_int_equal(build_run(&it, "when = yes\nopen = yes\nbanned = no")->conflicts.count, 0);
}

static void norms_of_one_action_conflict(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_fact(&it, 0, "a", YES_NO);
    uint32_t action = make_action(&it, 0, "act");
    make_norm(&it, make_rule(&it, 0, "duty", a), MODALITY_MUST, action);
    make_norm(&it, make_rule(&it, 0, "leave", a), MODALITY_MAY, action);
    make_norm(&it, make_rule(&it, 0, "thought", a), MODALITY_MUST_CONSIDER, action);
    make_norm(&it, make_rule(&it, 0, "ban", a), MODALITY_SHOULD_NOT, action);
    const Outcome *outcome = build_run(&it, "a = yes");
    assert_int_equal(outcome->conflicts.count, 1);
    assert_int_equal(outcome->conflicts.items[0].side_count, 2);
    assert_string_equal(outcome->conflicts.items[0].on, "act");
    assert_int_equal(build_run(&it, "")->conflicts.count, 0);
}

static void a_norm_of_each_element(void **state)
{
    Build it = build_start(state);
    uint32_t list = make_list(&it, 0, "services", "services");
    uint32_t urgent = make_fact(&it, list, "urgent", YES_NO);
    make_norm(&it, make_rule(&it, list, "r", urgent), MODALITY_MUST,
              make_action(&it, list, "tell"));
    const Outcome *outcome =
        build_run(&it, "services.1.urgent = no\nservices.2.urgent = yes\ndone.tell.2 = 2026-03-01");
    assert_string_equal(show_norm(state, outcome, 0), "does_not_apply");
    assert_string_equal(show_norm(state, outcome, 1), "done due - done \"2026-03-01\" next -");
    assert_string_equal(outcome->norms.items[1].elements.items[0].variable, "s");
    assert_int_equal(outcome->norms.items[1].elements.items[0].number, 2);
    outcome = build_run(&it, "");
    assert_int_equal(outcome->norms.count, 1);
    assert_string_equal(show_norm(state, outcome, 0), "undetermined");
    ASSERT_KEYS(outcome->norms.items[0].needs, "services");
    assert_int_equal(outcome->norms.items[0].elements.items[0].number, 0);
    assert_int_equal(build_run(&it, "services = none")->norms.count, 0);
}

static void a_decision_in_conflict(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_fact(&it, 0, "a", YES_NO);
    uint32_t entries[] = {0, a, make_constant(&it, NUMBER, NUMBER_ONE),
                          0, a, make_constant(&it, NUMBER, 2 * NUMBER_ONE)};
    make_decision(&it, 0, "d", NUMBER, entries, 2);
    const Outcome *outcome = build_run(&it, "a = yes");
    assert_int_equal(outcome->conflicts.count, 1);
    assert_int_equal(outcome->conflicts.items[0].side_count, 2);
    Text json = text_in(*state);
    outcome_write_json(&json, outcome, NULL);
    assert_non_null(
        strstr(str_to_text(*state, text_get(&json)),
               "\"conflict\": [\n"
               "        {\"value\": 1, \"rule\": \"d, alternative 1\", \"cites\": []},"));
}

static void an_outcome_as_json(void **state)
{
    Build it = start_duty(state, MODALITY_MUST);
    Text json = text_in(*state);
    outcome_write_json(&json, build_run(&it, "when = yes\nby = 2026-03-01"), NULL);
    ASSERT_STR(text_get(&json), "{\n"
                                "  \"procedure\": null,\n"
                                "  \"as_of\": \"2026-03-02\",\n"
                                "  \"code\": \"sha256:\",\n"
                                "  \"decisions\": {},\n"
                                "  \"norms\": [\n"
                                "    {\n"
                                "      \"rule\": \"r\",\n"
                                "      \"actor\": \"practitioner\",\n"
                                "      \"modality\": \"must\",\n"
                                "      \"action\": \"act\",\n"
                                "      \"label\": null,\n"
                                "      \"status\": \"applies\",\n"
                                "      \"state\": \"overdue\",\n"
                                "      \"not_before\": null,\n"
                                "      \"due\": \"2026-03-01\",\n"
                                "      \"done_on\": null,\n"
                                "      \"next_due\": null,\n"
                                "      \"cites\": [],\n"
                                "      \"assumes\": []\n"
                                "    }\n"
                                "  ],\n"
                                "  \"missing\": [],\n"
                                "  \"presumed\": [],\n"
                                "  \"conflicts\": [],\n"
                                "  \"gaps\": []\n"
                                "}\n");
}

static void an_outcome_in_words(void **state)
{
    Build it = start_duty(state, MODALITY_MUST);
    Text text = text_in(*state);
    outcome_write_text(&text, build_run(&it, "when = yes\nby = 2026-03-01"), NULL, false, 80);
    ASSERT_STR(text_get(&text), "As of 2 March 2026\n"
                                "\n"
                                "To do\n"
                                "  - Practitioner must: act, by 1 March 2026 (overdue)\n");
}

static void reasons_in_words(void **state)
{
    Build it = build_start(state);
    uint32_t a = make_presumed(&it, "a");
    uint32_t b = make_fact(&it, 0, "b", YES_NO);
    make_yes_when(&it, "d", make_pair(&it, OP_AND, 0, a, b));
    Text text = text_in(*state);
    explain_write_text(&text, build_run(&it, "b = yes"), NULL, false, 80);
    ASSERT_STR(text_get(&text), "As of 2 March 2026\n"
                                "\n"
                                "d: yes\n"
                                "  - alternative 1: holds\n"
                                "    - when the person asks all of: yes\n"
                                "      - a: yes; presumed\n"
                                "      - b: yes; given at case:1\n");
}

static void why_a_norm_does_not_apply(void **state)
{
    Build it = start_duty(state, MODALITY_MUST);
    Text text = text_in(*state);
    explain_write_text(&text, build_run(&it, "when = no"), NULL, false, 80);
    ASSERT_STR(text_get(&text), "As of 2 March 2026\n"
                                "\n"
                                "Practitioner must: act: does not apply\n"
                                "  - does not apply: when when: no; given at case:1\n");
}

static void names_that_can_be_asked_for(void **state)
{
    Build it = start_duty(state, MODALITY_MUST);
    const Outcome *outcome = build_run(&it, "");
    assert_true(explain_has_outcome(outcome, "act"));
    assert_true(explain_has_outcome(outcome, "r"));
    assert_false(explain_has_outcome(outcome, "other"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(a_duty_and_its_day),
        UNIT_TEST(what_a_duty_that_applies_needs),
        UNIT_TEST(permissions_and_bans),
        UNIT_TEST(a_repeated_duty),
        UNIT_TEST(a_choice_is_done_when_one_is),
        UNIT_TEST(a_choice_contends_when_every_option_is_barred),
        UNIT_TEST(norms_of_one_action_conflict),
        UNIT_TEST(a_norm_of_each_element),
        UNIT_TEST(a_decision_in_conflict),
        UNIT_TEST(an_outcome_as_json),
        UNIT_TEST(an_outcome_in_words),
        UNIT_TEST(reasons_in_words),
        UNIT_TEST(why_a_norm_does_not_apply),
        UNIT_TEST(names_that_can_be_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
