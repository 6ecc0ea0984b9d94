/* unit.h - what every unit test needs: cmocka and the headers that it wants before itself.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

/* Fails at the caller's line with both texts shown. */
#define ASSERT_STR(str, text) assert_string_equal(str_to_text(*state, (str)), (text))

/* `*state` is an arena of the test's own. */
static inline int unit_begin(void **state)
{
    *state = arena_new();
    return 0;
}

static inline int unit_end(void **state)
{
    arena_free(*state);
    return 0;
}

#define UNIT_TEST(function) cmocka_unit_test_setup_teardown(function, unit_begin, unit_end)

#endif
