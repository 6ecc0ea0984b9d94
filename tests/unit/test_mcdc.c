/* test_mcdc.c - which conditions decide: by example, and all of them against the definition.
 *
 * The definition: a leaf decides where the whole is known and turning that leaf alone round turns the whole round.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "tester/mcdc.h"

#define YES TRUTH_YES
#define NO TRUTH_NO
#define OPEN TRUTH_UNKNOWN

static Probe *leaf(Arena *arena, Truth truth)
{
    Probe *probe = ARENA_NEW(arena, Probe);
    probe->truth = truth;
    return probe;
}

static Probe *node(Arena *arena, ProbeKind kind, Probe *a, Probe *b, Probe *c)
{
    Probe *probe = ARENA_NEW(arena, Probe);
    Probe *const parts[] = {a, b, c};
    probe->kind = kind;
    probe->parts = ARENA_ARRAY(arena, 3, Probe *);
    for (size_t i = 0; i < 3 && parts[i]; i++)
        probe->parts[probe->part_count++] = parts[i];
    return probe;
}

/* a and (b or not c) */
static Probe *example(Arena *arena, Probe **leaves, Truth a, Truth b, Truth c)
{
    leaves[0] = leaf(arena, a);
    leaves[1] = leaf(arena, b);
    leaves[2] = leaf(arena, c);
    Probe *not = node(arena, PROBE_NOT, leaves[2], NULL, NULL);
    return node(arena, PROBE_ALL, leaves[0], node(arena, PROBE_ANY, leaves[1], not, NULL), NULL);
}

static void check(Arena *arena, Truth a, Truth b, Truth c, Truth whole, const char *deciding)
{
    Probe *leaves[3];
    char found[4] = "";
    Probe *probe = example(arena, leaves, a, b, c);
    mcdc_settle(probe);
    mcdc_mark(probe, true);
    for (size_t i = 0; i < 3; i++)
        found[i] = leaves[i]->is_deciding ? '1' : '0';
    assert_int_equal(probe->truth, whole);
    assert_string_equal(found, deciding);
}

static void test_what_masks(void **state)
{
    check(*state, YES, YES, YES, YES, "110");
    check(*state, YES, YES, NO, YES, "100"); /* b and not c both hold: neither decides */
    check(*state, YES, NO, NO, YES, "101");
    check(*state, YES, NO, YES, NO, "011");
    check(*state, NO, YES, YES, NO, "100");
    check(*state, NO, NO, YES, NO, "000"); /* either would have to change */
}

static void test_the_unknown_can_be_masked_and_never_decides(void **state)
{
    check(*state, YES, YES, OPEN, YES, "100"); /* with b the other way round it would be unknown */
    check(*state, NO, YES, OPEN, NO, "100");
    check(*state, YES, NO, OPEN, OPEN, "000");
    check(*state, NO, NO, OPEN, NO, "000"); /* a too */
    check(*state, OPEN, NO, YES, NO, "000");
}

static void test_what_is_masked_further_up_decides_nothing(void **state)
{
    Probe *leaves[3];
    Probe *probe = example(*state, leaves, YES, YES, YES);
    mcdc_settle(probe);
    mcdc_mark(probe, false);
    assert_false(probe->is_deciding || leaves[0]->is_deciding || leaves[1]->is_deciding);
}

static void turn(Probe *probe)
{
    probe->truth = truth_not(probe->truth);
}

/* All ways in which at least 2 of three leaves, the last of them negated, could turn out. */
static void test_at_least_against_the_definition(void **state)
{
    const Truth all[] = {NO, OPEN, YES};
    for (int way = 0; way < 27; way++) {
        Probe *leaves[] = {leaf(*state, all[way % 3]), leaf(*state, all[way / 3 % 3]),
                           leaf(*state, all[way / 9])};
        Probe *not = node(*state, PROBE_NOT, leaves[2], NULL, NULL);
        Probe *probe = node(*state, PROBE_AT_LEAST, leaves[0], leaves[1], not );
        probe->least = 2;
        mcdc_settle(probe);
        mcdc_mark(probe, true);
        Truth before = probe->truth;
        for (size_t i = 0; i < 3; i++) {
            turn(leaves[i]);
            mcdc_settle(probe);
            bool turns = before != OPEN && probe->truth == truth_not(before);
            assert_int_equal(leaves[i]->is_deciding, turns && leaves[i]->truth != OPEN);
            turn(leaves[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_what_masks),
        UNIT_TEST(test_the_unknown_can_be_masked_and_never_decides),
        UNIT_TEST(test_what_is_masked_further_up_decides_nothing),
        UNIT_TEST(test_at_least_against_the_definition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
