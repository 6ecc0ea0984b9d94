/* test_mutants.c - every change makes another program that still verifies, and leaves the original as it was.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "code/verify.h"
#include "codegen/codegen.h"
#include "driver/driver.h"
#include "tester/mutants.h"

#define TEXT "tests/cli/testing/gaps.proc"

static bool counts_all(const void *context, uint32_t source)
{
    (void)context;
    (void)source;
    return true;
}

static const Program *load(Driver *driver)
{
    const Program *program = driver_load(driver, TEXT);
    assert_non_null(program);
    assert_non_null(program->code);
    return program;
}

static void test_every_change_changes_the_code(void **state)
{
    const DriverOptions options = {0};
    Driver *driver = driver_new(&options);
    const Program *program = load(driver);
    const Mutants *mutants = mutants_find(*state, program->core, counts_all, NULL);
    assert_true(mutants->list.count > 40);
    for (size_t i = 0; i < mutants->list.count; i++) {
        const char *reason;
        const Mutant *mutant = &mutants->list.items[i];
        const Code *code = codegen(*state, mutants_apply(*state, program->core, mutant));
        assert_true(code_verify(code, *state, &reason));
        assert_string_not_equal(code->hash, program->code->hash);
    }
    assert_string_equal(codegen(*state, program->core)->hash, program->code->hash);
    driver_free(driver);
}

static void test_no_change_stands_in_the_list_twice(void **state)
{
    const DriverOptions options = {0};
    Driver *driver = driver_new(&options);
    const Mutants *mutants = mutants_find(*state, load(driver)->core, counts_all, NULL);
    Map *keys = map_new(*state);
    for (size_t i = 0; i < mutants->list.count; i++)
        map_set(keys, str_from(mutants_to_key(*state, &mutants->list.items[i])), 0);
    assert_int_equal(map_get_count(keys), mutants->list.count);
    driver_free(driver);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(test_every_change_changes_the_code),
        UNIT_TEST(test_no_change_stands_in_the_list_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
