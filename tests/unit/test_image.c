/* test_image.c - a Code that is written is read again as it was; whatever else the bytes are is refused with one message.
 *
 * tests/lib/images compares whole runs, tests/fuzz alters images a million times; here stand the promises one by one.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code_builder.h"

#include "base/sha256.h"
#include "base/sha256_block.h"
#include "code/hash.h"
#include "code/image.h"
#include "code/image_layout.h"
#include "code/verify.h"
#include "error/problem.h"

/* The image's size times this, and a little: what reading one takes at most. */
#define MEMORY_MOST 20

static EnumerationValue VALUES[] = {
    {"home", "at home", {0, 6, 10}},
    {"away", NULL, {SOURCE_NONE, 0, 0}},
};
static const Enumeration PLACE = {"place", NULL, {0, 0, 3}, VALUES, 2, NULL};
static const Citation CITATIONS[] = {{"p1.2", "What it says", {0, 0, 3}},
                                     {"p1.3", NULL, {1, 0, 0}}};
static const char *const NOTES[] = {"read narrowly"};

/* Two facts, of which one is presumed, an enumeration, marks, a list, a parameter; texts 0 and 1 of three. */
static Code *make_code(Arena *arena)
{
    Code *code = builder_new(arena);
    code->sources = ARENA_NEW(arena, Sources);
    code->sources->arena = arena;
    source_add(code->sources, STR("one.proc"), STR("caf\xc3\xa9 home"));
    source_add(code->sources, STR("tw\xff.proc"), STR(""));
    source_add(code->sources, STR("unused.proc"), STR("nothing stands here"));
    uint32_t reg = builder_read(code, 0, TYPE_YES_NO);
    builder_list(code, 0);
    uint32_t fact = builder_fact(code, 0, (Type){TYPE_ENUMERATION, &PLACE});
    code->facts[fact].label = "where";
    code->facts[fact].is_presumed = true;
    code->facts[fact].presumed = (CodeConstant){(Type){TYPE_ENUMERATION, &PLACE}, 1, NULL};
    code->facts[fact].marks = (Marks){CITATIONS, 2, 1, NOTES};
    code->facts[fact].span = (Span){0, 3, 5};
    builder_constant(code, 0, TYPE_NUMBER, -5);
    builder_emit(code, OP_NOT, 0, TYPE_YES_NO, reg, 0, 0);
    hash_code(code);
    return code;
}

static Str make_image(Arena *arena)
{
    Text image = text_in(arena);
    image_write(&image, make_code(arena));
    return text_get(&image);
}

static Report *new_report(Arena *arena)
{
    Sources *sources = ARENA_NEW(arena, Sources);
    sources->arena = arena;
    return report_new(arena, sources);
}

/* Expects a refusal with one message of that kind, that no text is left behind, and the words in it, where not NULL. */
static void assert_refused(Arena *arena, Str image, ProblemId problem, const char *words)
{
    Report *report = new_report(arena);
    assert_null(image_read(arena, report, "image", image));
    assert_int_equal(report->messages.count, 1);
    assert_ptr_equal(report->messages.items[0].kind, problem_kind(problem));
    assert_int_equal(report->sources->list.count, 0);
    if (words && !strstr(report->messages.items[0].text, words))
        fail_msg("%s", report->messages.items[0].text);
}

static void what_is_written_is_read_again(void **state)
{
    Report *report = new_report(*state);
    const Code *before = make_code(*state);
    source_add(report->sources, STR("before.case"), STR("x = 1"));
    const Code *code = image_read(*state, report, "image", make_image(*state));
    assert_non_null(code);
    assert_string_equal(code->hash, before->hash);
    assert_int_equal(code->instruction_count, before->instruction_count);
    const CodeFact *fact = &code->facts[2];
    assert_string_equal(fact->label, "where");
    assert_null(fact->ask);
    assert_string_equal(fact->type.enumeration->values[0].label, "at home");
    assert_ptr_equal(fact->type.enumeration, fact->presumed.type.enumeration);
    assert_int_equal(fact->presumed.value, 1);
    assert_string_equal(fact->marks.citations[0].summary, "What it says");
    assert_null(fact->marks.citations[1].summary);
    assert_string_equal(fact->marks.notes[0], "read narrowly");
    assert_int_equal(code->constants[0].value, -5);
    ASSERT_STR(source_get_words(code->sources, fact->span), "\xc3\xa9");
}

static void only_texts_that_something_stands_in_are_kept(void **state)
{
    Report *report = new_report(*state);
    const Code *code = image_read(*state, report, "image", make_image(*state));
    assert_non_null(code);
    assert_ptr_equal(code->sources, report->sources);
    assert_int_equal(code->sources->list.count, 2);
    bool is_kept[2] = {false, false};
    for (size_t i = 0; i < 2; i++) {
        is_kept[0] |= str_is(code->sources->list.items[i].name, "one.proc");
        is_kept[1] |= str_is(code->sources->list.items[i].name, "tw\xff.proc");
    }
    assert_true(is_kept[0] && is_kept[1]);
}

static void the_same_code_gives_the_same_bytes(void **state)
{
    assert_true(str_is_equal(make_image(*state), make_image(*state)));
}

static void memory_is_bounded_by_the_size(void **state)
{
    Arena *arena = arena_new();
    Str image = make_image(*state);
    assert_non_null(image_read(arena, new_report(*state), "image", image));
    assert_in_range(arena_get_byte_count(arena), 1, MEMORY_MOST * image.length);
    arena_free(arena);
}

static void what_is_cut_off_is_damaged(void **state)
{
    Str image = make_image(*state);
    for (size_t length = 0; length < image.length; length++) {
        Arena *arena = arena_new();
        const char *exact = memcpy(arena_alloc(arena, length), image.bytes, length);
        assert_refused(
            arena, (Str){exact, length},
            length < IMAGE_MARK_STABLE_BYTES ? PROBLEM_NOT_AN_IMAGE : PROBLEM_IMAGE_DAMAGED, NULL);
        arena_free(arena);
    }
}

static ProblemId expect_of_change(size_t at)
{
    if (at < IMAGE_MARK_STABLE_BYTES)
        return PROBLEM_NOT_AN_IMAGE;
    return at >= IMAGE_VERSION_AT && at < IMAGE_PROCEDURE_AT ? PROBLEM_IMAGE_VERSION
                                                             : PROBLEM_IMAGE_DAMAGED;
}

static void no_changed_bit_is_overlooked(void **state)
{
    Str image = make_image(*state);
    for (size_t at = 0; at < image.length; at++) {
        Arena *arena = arena_new();
        char *changed = arena_copy_text(arena, image.bytes, image.length);
        changed[at] = (char)(changed[at] ^ 1 << at % 8);
        assert_refused(arena, (Str){changed, image.length}, expect_of_change(at), NULL);
        arena_free(arena);
    }
}

/* An image of which somebody who knows the form has changed `bytes` and put the digest right. */
static Str forge(Arena *arena, size_t at, const void *bytes, size_t count)
{
    char hex[SHA256_HEX_SIZE];
    Str image = make_image(arena);
    char *forged = arena_copy_text(arena, image.bytes, image.length);
    memcpy(forged + at, bytes, count);
    image_get_digest((Str){forged, image.length}, hex);
    image_digest_from_hex((uint8_t *)forged + IMAGE_DIGEST_AT, hex);
    return (Str){forged, image.length};
}

/* Where row `row` of a table begins. */
static size_t find_row(Arena *arena, ImageTableId table, uint32_t row)
{
    size_t at = IMAGE_HEAD_BYTES;
    Str image = make_image(arena);
    for (uint32_t i = 0; i < (uint32_t)table; i++)
        at += IMAGE_WORD_BYTES * image_count_words(image_get_table((ImageTableId)i)) *
              (unsigned char)image.bytes[IMAGE_COUNTS_AT + IMAGE_WORD_BYTES * i];
    return at + IMAGE_WORD_BYTES * image_count_words(image_get_table(table)) * row;
}

static void another_programs_hash_is_refused(void **state)
{
    assert_refused(*state, forge(*state, IMAGE_HASH_AT, "\x01\x02\x03", 3), PROBLEM_IMAGE_REFUSED,
                   "its hash is that of another program");
}

static void what_no_procc_writes_is_refused(void **state)
{
    Arena *arena = *state;
    const struct {
        ImageTableId table;
        uint32_t row, word;
        const char *bytes, *reason;
    } changes[] = {
        {IMAGE_INSTRUCTIONS, 0, 0, "\x63\0\0", "stands for nothing"},
        {IMAGE_INSTRUCTIONS, 0, 1, "\x63\0\0", "a fact whose register"},
        {IMAGE_INSTRUCTIONS, 0, 2, "\x63\0\0", "a type that there is not"},
        {IMAGE_INSTRUCTIONS, 2, 4, "\x02\0\0", "an operand"},
        {IMAGE_INSTRUCTION_MARKS, 0, 0, "\xff\xff\xff", "more parts than there are"},
        {IMAGE_INSTRUCTION_MARKS, 0, 1, "\x01\0\0", "a row with more parts"},
        {IMAGE_FACTS, 2, 0, "\xff\0\0", "a text that there is not"},
        {IMAGE_FACTS, 2, 9, "\x02\0\0", "neither yes nor no"},
        {IMAGE_FACTS, 2, 12, "\x07\0\0", "an enumeration that there is not"},
        {IMAGE_ENUMERATION_VALUES, 1, 3, "\x01\0\0", "a place in no text"},
        {IMAGE_ENUMERATION_VALUES, 0, 2, "\x05\0\0", "a place in a text that there is not"},
        {IMAGE_ENUMERATIONS, 0, 4, "\x04\0\0", "an enumeration that stands nowhere"},
        {IMAGE_ENUMERATION_VALUES, 0, 4, "\x0b\0\0", "a value that stands nowhere"},
        {IMAGE_SOURCES, 0, 1, "\xff\0\0", "a text that there is not"},
    };
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        size_t at = find_row(arena, changes[i].table, changes[i].row);
        assert_refused(arena,
                       forge(arena, at + IMAGE_WORD_BYTES * changes[i].word, changes[i].bytes, 3),
                       PROBLEM_IMAGE_REFUSED, changes[i].reason);
    }
}

static void counts_that_do_not_add_up_are_refused(void **state)
{
    Arena *arena = *state;
    for (uint32_t table = 0; table < IMAGE_TABLE_COUNT; table++) {
        const size_t at = IMAGE_COUNTS_AT + IMAGE_WORD_BYTES * table;
        assert_refused(arena, forge(arena, at, "\xff\xff\xff\xff", 4), PROBLEM_IMAGE_REFUSED, NULL);
        assert_refused(arena, forge(arena, at, "\x7f", 1), PROBLEM_IMAGE_REFUSED, NULL);
    }
    assert_refused(arena, forge(arena, IMAGE_TEXT_COUNT_AT, "\xff\xff\xff\xff", 4),
                   PROBLEM_IMAGE_REFUSED, "longer than the file");
    assert_refused(arena, forge(arena, IMAGE_TEXT_COUNT_AT, "\x01", 1), PROBLEM_IMAGE_REFUSED,
                   "behind the last text");
}

static void a_text_that_is_not_utf8_is_refused(void **state)
{
    Str image = make_image(*state);
    const char *at = NULL;
    for (size_t i = 0; i + 5 < image.length && !at; i++)
        if (!memcmp(image.bytes + i, "where", 5))
            at = image.bytes + i;
    assert_non_null(at);
    assert_refused(*state, forge(*state, (size_t)(at - image.bytes), "\xc3", 1),
                   PROBLEM_IMAGE_REFUSED, "not UTF-8");
}

static void changed_line_ends_are_told(void **state)
{
    assert_refused(*state, STR("\x89proc\n\x1a\x01\0\0\0\0\0\0\0\0"), PROBLEM_IMAGE_DAMAGED,
                   "as if it were text");
}

static void another_version_is_told(void **state)
{
    assert_refused(*state, forge(*state, IMAGE_VERSION_AT, "\x09\0\0\0", 4), PROBLEM_IMAGE_VERSION,
                   "form 9");
    assert_refused(*state, STR("\x89proc\r\n\x1a\x09\0\0\0"), PROBLEM_IMAGE_VERSION, "form 9");
}

/* Where the processor has none there is nothing to compare. */
static void the_processors_own_sha256_is_the_same(void **state)
{
    (void)state;
    uint32_t plain[8] = {0}, fast[8] = {0}, seed = 20260302;
    uint8_t block[64];
    Sha256AddBlock *add_fast = sha256_find_fast();
    for (int i = 0; i < 1000 && add_fast; i++) {
        for (size_t k = 0; k < sizeof block; k++)
            block[k] = (uint8_t)builder_random(&seed, 256);
        sha256_add_block(plain, block);
        add_fast(fast, block);
        assert_memory_equal(plain, fast, sizeof plain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(what_is_written_is_read_again),
        UNIT_TEST(only_texts_that_something_stands_in_are_kept),
        UNIT_TEST(the_same_code_gives_the_same_bytes),
        UNIT_TEST(memory_is_bounded_by_the_size),
        UNIT_TEST(what_is_cut_off_is_damaged),
        UNIT_TEST(no_changed_bit_is_overlooked),
        UNIT_TEST(another_programs_hash_is_refused),
        UNIT_TEST(what_no_procc_writes_is_refused),
        UNIT_TEST(counts_that_do_not_add_up_are_refused),
        UNIT_TEST(a_text_that_is_not_utf8_is_refused),
        UNIT_TEST(changed_line_ends_are_told),
        UNIT_TEST(another_version_is_told),
        UNIT_TEST(the_processors_own_sha256_is_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
