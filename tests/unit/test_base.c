/* test_base.c - arena, vec, str, map and source.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "base/map.h"
#include "base/source.h"
#include "base/vec.h"

static void arena_gives_zeroed_aligned_memory(void **state)
{
    static const size_t sizes[] = {0, 1, 7, 16, 17, 4095, 4096, 4097, 100000, 3000000};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        unsigned char *memory = arena_alloc(*state, sizes[i]);
        assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(memory[j], 0);
        memset(memory, 0xff, sizes[i]);
    }
}

static void arena_keeps_allocations_apart(void **state)
{
    enum { COUNT = 3000 };
    size_t *numbers[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        numbers[i] = ARENA_ARRAY(*state, i % 50 + 1, size_t);
        for (size_t j = 0; j <= i % 50; j++)
            numbers[i][j] = i;
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j <= i % 50; j++)
            assert_int_equal(numbers[i][j], i);
}

static void arena_counts_bytes(void **state)
{
    size_t before = arena_get_byte_count(*state);
    arena_alloc(*state, 10);
    ARENA_ARRAY(*state, 3, uint32_t);
    assert_int_equal(arena_get_byte_count(*state) - before, 22); /* 10 + 3 * 4 */
    arena_free(NULL);
}

/* Work of three arenas, one of which is freed on the way; `kept` outlives it. */
typedef struct Guarded {
    Arena *before, *kept;
    bool is_finished;
} Guarded;

static void do_work(void *context)
{
    Guarded *it = context;
    Arena *scratch = arena_new();
    it->kept = arena_new();
    for (size_t i = 1; i < 40; i++) {
        memset(arena_alloc(it->kept, i * 1000), 1, i * 1000);
        memset(arena_alloc(scratch, i * 500), 2, i * 500);
        memset(arena_alloc(it->before, i * 10), 3, i * 10);
    }
    arena_free(scratch);
    arena_alloc(it->kept, 10);
    it->is_finished = true;
}

static void guarded_work_is_given_up_where_memory_ends(void **state)
{
    size_t given_up = 0;
    for (size_t most = 100;; most += most / 10) {
        Guarded it = {.before = *state};
        bool is_done = arena_guard(do_work, &it, most);
        assert_int_equal(is_done, it.is_finished);
        if (is_done) {
            memset(arena_alloc(it.kept, 100), 4, 100);
            arena_free(it.kept);
            break;
        }
        given_up++;
    }
    assert_true(given_up > 30);
}

typedef struct Nested {
    size_t most;
    bool is_inner_done;
    Guarded inner;
} Nested;

static void do_nested(void *context)
{
    Nested *it = context;
    it->is_inner_done = arena_guard(do_work, &it->inner, it->most);
    arena_alloc(it->inner.before, 100000);
}

static void guards_stand_within_guards(void **state)
{
    Nested it = {.most = 0, .inner.before = *state};
    size_t outer_most = 100000;
    assert_true(arena_guard(do_nested, &it, 0));
    assert_true(it.is_inner_done);
    arena_free(it.inner.kept);
    it.most = 5000;
    assert_true(arena_guard(do_nested, &it, 0));
    assert_false(it.is_inner_done);
    bool has_inner_alone = false; /* what the inner one made goes with the outer one */
    for (it.most = 0; !arena_guard(do_nested, &it, outer_most); outer_most += 20000)
        has_inner_alone |= it.is_inner_done;
    assert_true(has_inner_alone);
    arena_free(it.inner.kept);
}

static void arena_formats_and_copies(void **state)
{
    assert_string_equal(arena_format(*state, "%s has %d", "x", 3), "x has 3");
    assert_string_equal(arena_format(*state, "%s", ""), "");
    assert_memory_equal(arena_copy_text(*state, "a\0b", 3), "a\0b", 4);
    assert_string_equal(arena_copy_text(*state, NULL, 0), "");
}

static void vec_keeps_items_while_growing(void **state)
{
    VEC(int) list = {0};
    for (int i = 0; i < 1000; i++)
        VEC_PUSH(*state, &list, i * 3);
    assert_int_equal(list.count, 1000);
    assert_true(list.capacity >= 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(list.items[i], i * 3);
}

static void str_compares_bytes(void **state)
{
    (void)state;
    assert_true(str_is(STR("abc"), "abc"));
    assert_false(str_is(STR("abc"), "abcd"));
    assert_false(str_is_equal(STR("a\0b"), STR("a\0c")));
    assert_true(str_is_equal(STR_NONE, STR("")));
    assert_int_equal(str_from(NULL).length, 0);
    assert_true(str_has_prefix(STR("abc"), "ab"));
    assert_false(str_has_prefix(STR("a"), "ab"));
    assert_true(str_compare(STR("ab"), STR("b")) < 0);
    assert_true(str_compare(STR("ab"), STR("a")) > 0);
    assert_true(str_compare(STR("\xff"), STR("a")) > 0); /* bytes without sign */
    assert_int_equal(str_compare(STR_NONE, STR("")), 0);
}

static void str_cuts(void **state)
{
    ASSERT_STR(str_trim(STR(" \t a b \r\n")), "a b");
    ASSERT_STR(str_trim(STR(" \n ")), "");
    ASSERT_STR(str_trim(STR_NONE), "");
    ASSERT_STR(str_slice(STR("abcd"), 1, 3), "bc");
    ASSERT_STR(str_slice(STR_NONE, 0, 0), "");
    assert_int_equal(str_find_byte(STR("abc"), 'c'), 2);
    assert_int_equal(str_find_byte(STR("abc"), 'x'), 3);
    assert_int_equal(str_find_byte(STR_NONE, 'x'), 0);
}

static void str_distance_counts_edits(void **state)
{
    (void)state;
    assert_int_equal(str_distance(STR("proven"), STR("proven"), 3), 0);
    assert_int_equal(str_distance(STR("Proven"), STR("proven"), 3), 0); /* capitals do not matter */
    assert_int_equal(str_distance(STR("prven"), STR("proven"), 3), 1);  /* one letter put in */
    assert_int_equal(str_distance(STR("porven"), STR("proven"), 3), 1); /* neighbours swapped */
    assert_int_equal(str_distance(STR("frozen"), STR("proven"), 3), 2); /* f->p, z->v */
    assert_int_equal(str_distance(STR(""), STR("abc"), 5), 3);
    assert_int_equal(str_distance(STR("abc"), STR(""), 5), 3);
    assert_int_equal(str_distance(STR("abcdef"), STR("uvwxyz"), 2), 3); /* more than the limit */
}

static void str_distance_refuses_long_names(void **state)
{
    Text text = text_in(*state);
    text_add_repeat(&text, 'a', 64);
    assert_int_equal(str_distance(text_get(&text), text_get(&text), 2), 0);
    text_add_byte(&text, 'a');
    assert_int_equal(str_distance(text_get(&text), text_get(&text), 2), 3);
}

static void text_grows(void **state)
{
    Text text = text_in(*state);
    ASSERT_STR(text_get(&text), "");
    text_add(&text, "ab");
    text_add_byte(&text, 'c');
    text_add_str(&text, STR_NONE);
    text_add_format(&text, "%03d", 7);
    text_add_repeat(&text, '-', 2);
    ASSERT_STR(text_get(&text), "abc007--");
    text_add_repeat(&text, 'x', 5000);
    text_add_format(&text, "%s", "end");
    assert_int_equal(text.length, 8 + 5000 + 3);
    assert_string_equal(text.bytes + 8 + 5000, "end"); /* ends with a NUL */
    text_add_str(&text, STR("a\0b"));
    assert_int_equal(text.length, 5011 + 3);
}

static void text_takes_numbers_and_pieces(void **state)
{
    Text text = text_in(*state);
    text_add_number(&text, 0);
    text_add_byte(&text, ' ');
    text_add_number(&text, UINT64_MAX);
    char *to = text_reserve(&text, 100);
    memcpy(to, " and more", 9);
    text_end(&text, to + 4);
    assert_string_equal(text.bytes, "0 18446744073709551615 and");
    assert_int_equal(text.length, 26);
}

static void map_finds_what_was_set(void **state)
{
    Map *map = map_new(*state);
    uint32_t number = 99;
    assert_false(map_find(map, STR("x"), &number));
    assert_int_equal(number, 99);
    for (uint32_t i = 0; i < 5000; i++)
        map_set(map, str_from(arena_format(*state, "key%u", (unsigned)i)), i);
    assert_int_equal(map_get_count(map), 5000);
    for (uint32_t i = 0; i < 5000; i++) {
        assert_true(map_find(map, str_from(arena_format(*state, "key%u", (unsigned)i)), &number));
        assert_int_equal(number, i);
    }
    assert_false(map_find(map, STR("key5000"), &number));
}

static void map_replaces_and_takes_any_key(void **state)
{
    Map *map = map_new(*state);
    uint32_t number;
    map_set(map, STR("a"), 1);
    map_set(map, STR("a"), 2);
    map_set(map, STR("a\0b"), 3);
    map_set(map, STR_NONE, 4);
    assert_int_equal(map_get_count(map), 3);
    assert_true(map_find(map, STR("a"), &number) && number == 2);
    assert_true(map_find(map, STR("a\0b"), &number) && number == 3);
    assert_true(map_find(map, STR(""), &number) && number == 4);
}

static void assert_position(Sources *sources, uint32_t offset, uint32_t line, uint32_t column)
{
    Position position = source_get_position(sources, 0, offset);
    assert_int_equal(position.line, line);
    assert_int_equal(position.column, column);
}

static void source_gives_lines_and_columns(void **state)
{
    Sources sources = {.arena = *state};
    /* offsets: a0 b1 \r2 \n3 \n4, pound sign 5-6, 1 7, \n8; the end 9 is line 4 */
    assert_int_equal(source_add(&sources, STR("f"),
                                STR("ab\r\n\n\xc2\xa3"
                                    "1\n")),
                     0);
    assert_position(&sources, 0, 1, 1);
    assert_position(&sources, 3, 1, 4);
    assert_position(&sources, 4, 2, 1);
    assert_position(&sources, 5, 3, 1);
    assert_position(&sources, 7, 3, 2); /* the pound sign is one column */
    assert_position(&sources, 9, 4, 1);
    assert_position(&sources, 1000, 4, 1);
    ASSERT_STR(source_get_line(&sources, 0, 1), "ab");
    ASSERT_STR(source_get_line(&sources, 0, 4), "");
    ASSERT_STR(source_get_line(&sources, 0, 8), "\xc2\xa3"
                                                "1");
    ASSERT_STR(source_get_line(&sources, 0, 9), "");
    ASSERT_STR(source_get_words(&sources, (Span){0, 5, 8}), "\xc2\xa3"
                                                            "1");
    ASSERT_STR(source_get_words(&sources, SPAN_NONE), "");
}

static void source_takes_an_empty_text(void **state)
{
    Sources sources = {.arena = *state};
    source_add(&sources, STR("empty"), STR_NONE);
    assert_position(&sources, 0, 1, 1);
    ASSERT_STR(source_get_line(&sources, 0, 0), "");
}

static void spans_join(void **state)
{
    (void)state;
    Span joined = span_join((Span){1, 5, 9}, (Span){1, 2, 7});
    assert_int_equal(joined.start, 2);
    assert_int_equal(joined.end, 9);
    assert_int_equal(span_join(SPAN_NONE, (Span){1, 2, 7}).start, 2);
    assert_int_equal(span_join((Span){1, 5, 9}, (Span){2, 0, 1}).end, 9);
    assert_int_equal(span_join((Span){1, 5, 9}, SPAN_NONE).start, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(arena_gives_zeroed_aligned_memory),
        UNIT_TEST(arena_keeps_allocations_apart),
        UNIT_TEST(arena_counts_bytes),
        UNIT_TEST(guarded_work_is_given_up_where_memory_ends),
        UNIT_TEST(guards_stand_within_guards),
        UNIT_TEST(arena_formats_and_copies),
        UNIT_TEST(vec_keeps_items_while_growing),
        UNIT_TEST(str_compares_bytes),
        UNIT_TEST(str_cuts),
        UNIT_TEST(str_distance_counts_edits),
        UNIT_TEST(str_distance_refuses_long_names),
        UNIT_TEST(text_grows),
        UNIT_TEST(text_takes_numbers_and_pieces),
        UNIT_TEST(map_finds_what_was_set),
        UNIT_TEST(map_replaces_and_takes_any_key),
        UNIT_TEST(source_gives_lines_and_columns),
        UNIT_TEST(source_takes_an_empty_text),
        UNIT_TEST(spans_join),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
