/* test_value.c - arithmetic, dates as days, durations, texts and types.
 *
 * Expected values are worked out by hand; N(x) is x millionths, so N(1500000) is the number 1.5.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "value/value.h"
#include "value/wide.h"

#define N(millionths) ((Value)(millionths))
#define UNTOUCHED ((Value)-77)

static const Type number_type = {TYPE_NUMBER, NULL};
static const Type money_type = {TYPE_MONEY, NULL};
static const Type date_type = {TYPE_DATE, NULL};
static const Type duration_type = {TYPE_DURATION, NULL};

typedef bool Operation(Value *out, Value a, Value b);

static void assert_gives(Operation *operation, Value a, Value b, Value expected)
{
    Value result = UNTOUCHED;
    assert_true(operation(&result, a, b));
    assert_int_equal(result, expected);
}

static void assert_no_value(Operation *operation, Value a, Value b)
{
    Value result = UNTOUCHED;
    assert_false(operation(&result, a, b));
    assert_int_equal(result, UNTOUCHED);
}

static void wide_multiplies_to_128_bits(void **state)
{
    (void)state;
    Wide product = wide_multiply(UINT64_MAX, UINT64_MAX); /* (2^64-1)^2 = 2^128 - 2^65 + 1 */
    assert_true(product.high == UINT64_MAX - 1 && product.low == 1);
    product = wide_multiply((uint64_t)1 << 63, 6); /* 3 * 2^64 */
    assert_true(product.high == 3 && product.low == 0);
    product = wide_multiply(0xffffffff, 0x100000001); /* (2^32-1)(2^32+1) = 2^64 - 1 */
    assert_true(product.high == 0 && product.low == UINT64_MAX);
}

static void wide_divides_what_it_multiplied(void **state)
{
    (void)state;
    uint64_t seed = 12345, quotient, remainder;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u; /* Knuth's MMIX generator */
        uint64_t a = seed >> (i % 60);
        uint64_t b = (seed ^ seed << 17) >> (i % 37) | 1;
        assert_true(wide_divide(&quotient, &remainder, wide_multiply(a, b), b));
        assert_true(quotient == a && remainder == 0);
        Wide more = wide_multiply(a, b); /* a * b + b - 1 leaves the largest remainder */
        more.high += more.low > UINT64_MAX - (b - 1);
        more.low += b - 1;
        assert_true(wide_divide(&quotient, &remainder, more, b));
        assert_true(quotient == a && remainder == b - 1);
    }
}

static void wide_refuses_what_does_not_fit(void **state)
{
    (void)state;
    uint64_t quotient, remainder;
    int64_t out = UNTOUCHED;
    assert_false(wide_divide(&quotient, &remainder, (Wide){0, 5}, 0));
    assert_false(wide_divide(&quotient, &remainder, (Wide){7, 0}, 7)); /* 2^64 */
    assert_true(wide_divide(&quotient, &remainder, (Wide){6, UINT64_MAX}, 7));
    assert_true(quotient == UINT64_MAX && remainder == 6); /* 7 * 2^64 - 1 = 7(2^64 - 1) + 6 */
    assert_true(wide_magnitude(INT64_MIN) == (uint64_t)1 << 63);
    assert_false(wide_scale(&out, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MAX));
    assert_false(wide_scale(&out, INT64_MIN, 1, 1, INT64_MAX));
    assert_int_equal(out, UNTOUCHED);
    assert_true(wide_scale(&out, INT64_MIN, INT64_MAX, INT64_MIN, INT64_MAX));
    assert_int_equal(out, INT64_MAX);
}

static void numbers_multiply(void **state)
{
    (void)state;
    assert_gives(number_multiply, N(1500000), N(2500000), N(3750000)); /* 1.5 * 2.5 = 3.75 */
    assert_gives(number_multiply, N(-1500000), N(2500000), N(-3750000));
    assert_gives(number_multiply, N(1), N(500000),
                 N(1)); /* 0.000001 / 2 = 0.0000005, away from 0 */
    assert_gives(number_multiply, N(-1), N(500000), N(-1)); /* likewise below 0 */
    assert_gives(number_multiply, N(1), N(499999), N(0));   /* 0.000000499999 */
    assert_gives(number_multiply, N(0), NUMBER_MOST, N(0));
    assert_gives(number_multiply, NUMBER_MOST, NUMBER_ONE, NUMBER_MOST);
    assert_gives(number_multiply, NUMBER_MOST, -NUMBER_ONE, -NUMBER_MOST);
    /* 999,999,999,999.999999 * 0.000001 = 999,999.999999999999, rounds to 1,000,000 */
    assert_gives(number_multiply, NUMBER_MOST - 1, N(1), N(1000000000000));
    assert_no_value(number_multiply, NUMBER_MOST, N(1000001));
    assert_no_value(number_multiply, NUMBER_MOST, NUMBER_MOST);
    assert_no_value(number_multiply, INT64_MIN, INT64_MIN);
}

static void numbers_divide(void **state)
{
    (void)state;
    assert_gives(number_divide, N(1000000), N(3000000), N(333333));
    assert_gives(number_divide, N(2000000), N(3000000), N(666667));
    assert_gives(number_divide, N(-2000000), N(3000000), N(-666667));
    assert_gives(number_divide, N(2000000), N(-3000000), N(-666667));
    assert_gives(number_divide, N(-2000000), N(-3000000), N(666667));
    assert_gives(number_divide, N(1), N(2000000), N(1)); /* half a millionth, away from 0 */
    assert_gives(number_divide, N(1), N(2000001), N(0)); /* just under half */
    assert_gives(number_divide, NUMBER_MOST, NUMBER_MOST, NUMBER_ONE);
    assert_gives(number_divide, N(1000000), N(1), N(1000000000000));  /* 1 / 0.000001 */
    assert_gives(number_divide, N(1000000000000), N(1), NUMBER_MOST); /* 10^6 / 10^-6 */
    assert_no_value(number_divide, N(1000000000001), N(1));
    assert_no_value(number_divide, NUMBER_ONE, 0);
    assert_no_value(number_divide, 0, 0);
}

static void money_is_scaled_by_numbers(void **state)
{
    (void)state;
    assert_gives(money_multiply, 1001, N(500000), 501);   /* half of £10.01 is 500.5p: £5.01 */
    assert_gives(money_multiply, -1001, N(500000), -501); /* away from 0 */
    assert_gives(money_multiply, 123450, N(52000000), 6419400); /* £1,234.50 * 52 = £64,194 */
    assert_gives(money_multiply, 10000, N(175000), 1750);       /* 17.5% of £100 */
    assert_gives(money_divide, 10000, N(3000000), 3333);        /* £100 / 3 */
    assert_gives(money_divide, 20000, N(3000000), 6667);
    assert_gives(money_divide, 1, N(2000000), 1); /* a halfpenny goes up */
    assert_gives(money_multiply, MONEY_MOST, NUMBER_ONE, MONEY_MOST);
    assert_no_value(money_multiply, MONEY_MOST, N(1000001));
    assert_no_value(money_divide, MONEY_MOST, N(999999));
    assert_no_value(money_divide, 100, 0);
    assert_gives(money_ratio, 5000, 10000, N(500000)); /* £50 / £100 */
    assert_gives(money_ratio, 10000, 30000, N(333333));
    assert_gives(money_ratio, MONEY_MOST, 100, NUMBER_MOST); /* 10^12 pounds to one pound */
    assert_no_value(money_ratio, MONEY_MOST, 99);
    assert_no_value(money_ratio, 100, 0);
}

static void assert_sum(Type type, Value a, Value b, Value expected)
{
    Value result = UNTOUCHED;
    assert_true(amount_add(&result, type, a, b));
    assert_int_equal(result, expected);
    assert_true(amount_subtract(&result, type, a, -b));
    assert_int_equal(result, expected);
}

static void amounts_add_and_subtract(void **state)
{
    (void)state;
    Value result = UNTOUCHED;
    assert_sum(number_type, N(1500000), N(-2000000), N(-500000));
    assert_sum(number_type, NUMBER_MOST - 1, 1, NUMBER_MOST);
    assert_sum(money_type, -MONEY_MOST, MONEY_MOST, 0);
    assert_sum(money_type, 1 - MONEY_MOST, -1, -MONEY_MOST);
    assert_false(amount_add(&result, number_type, NUMBER_MOST, 1));
    assert_false(amount_add(&result, number_type, -NUMBER_MOST, -1));
    assert_false(amount_subtract(&result, number_type, NUMBER_MOST, -1));
    assert_false(amount_subtract(&result, number_type, -NUMBER_MOST, 1));
    assert_false(amount_add(&result, money_type, MONEY_MOST, 1)); /* less than a number may be */
    assert_false(amount_add(&result, number_type, INT64_MAX, INT64_MAX));
    assert_false(amount_add(&result, number_type, INT64_MIN, INT64_MIN));
    assert_false(amount_add(&result, number_type, INT64_MIN, 1));
    assert_false(amount_subtract(&result, number_type, INT64_MIN, INT64_MAX));
    assert_false(amount_subtract(&result, number_type, INT64_MAX, INT64_MIN));
    assert_int_equal(result, UNTOUCHED);
}

static void durations_keep_their_unit(void **state)
{
    (void)state;
    static const int64_t counts[] = {0, 1, -1, 5, -5, DURATION_MOST, -DURATION_MOST};
    static const DurationUnit units[] = {DURATION_DAYS, DURATION_WORKING_DAYS, DURATION_MONTHS};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        for (size_t j = 0; j < 3; j++) {
            Value duration = duration_make(counts[i], units[j]);
            assert_int_equal(duration_get_count(duration), counts[i]);
            assert_int_equal(duration_get_unit(duration), units[j]);
        }
}

static void durations_reckon_within_one_unit(void **state)
{
    (void)state;
    Value week = duration_make(7, DURATION_DAYS), result = UNTOUCHED;
    Value month = duration_make(1, DURATION_MONTHS);
    Value longest = duration_make(DURATION_MOST, DURATION_DAYS);
    assert_false(amount_add(&result, duration_type, week, month));
    assert_false(amount_add(&result, duration_type, longest, week));
    assert_false(duration_multiply(&result, week, N(500000))); /* three days and a half */
    assert_false(duration_multiply(&result, longest, N(1000001)));
    assert_false(duration_multiply(&result, longest, NUMBER_MOST));
    assert_int_equal(result, UNTOUCHED);
    assert_true(amount_subtract(&result, duration_type, week, duration_make(10, DURATION_DAYS)));
    assert_int_equal(duration_get_count(result), -3);
    assert_true(duration_multiply(&result, month, N(-12000000)));
    assert_int_equal(result, duration_make(-12, DURATION_MONTHS));
    assert_true(duration_multiply(&result, duration_make(8, DURATION_MONTHS), N(125000)));
    assert_int_equal(result, month); /* an eighth of eight */
}

static void assert_date(int64_t year, int64_t month, int64_t day, Value expected)
{
    Value date = UNTOUCHED;
    int read_year, read_month, read_day;
    assert_true(date_from_ymd(&date, year, month, day));
    assert_int_equal(date, expected);
    date_to_ymd(date, &read_year, &read_month, &read_day);
    assert_int_equal(read_year, year);
    assert_int_equal(read_month, month);
    assert_int_equal(read_day, day);
}

static void dates_are_days_since_1970(void **state)
{
    (void)state;
    assert_date(1970, 1, 1, 0);
    assert_date(1969, 12, 31, -1);
    assert_date(1972, 3, 1, 790);    /* 365 + 365 + 31 + 29 */
    assert_date(2000, 1, 1, 10957);  /* 30 * 365 + 7 leap days, 1972 to 1996 */
    assert_date(2000, 2, 29, 11016); /* 10957 + 31 + 28 */
    assert_date(2026, 2, 3, 20487);  /* 10957 + 26 * 365 + 7 leap days (2000 to 2024) + 31 + 2 */
    assert_date(1, 1, 1, DATE_LEAST);
    assert_date(9999, 12, 31, DATE_MOST);
}

static void dates_follow_each_other(void **state)
{
    (void)state;
    int year = 1, month = 1, day = 1;
    for (Value date = DATE_LEAST; date <= DATE_MOST; date++) {
        int read_year, read_month, read_day;
        date_to_ymd(date, &read_year, &read_month, &read_day);
        bool is_same = read_year == year && read_month == month && read_day == day;
        assert_true(is_same);
        bool is_month_end = ++day > date_count_month_days(year, month);
        month += is_month_end;
        day = is_month_end ? 1 : day;
        year += month > 12;
        month = month > 12 ? 1 : month;
    }
    assert_int_equal(year, 10000);
}

static void dates_that_do_not_exist(void **state)
{
    (void)state;
    static const int64_t wrong[][3] = {
        {2026, 2, 29},     {2026, 2, 30},        {1900, 2, 29},        {2026, 4, 31},
        {2026, 13, 1},     {2026, 0, 1},         {2026, 1, 0},         {2026, 1, 32},
        {0, 1, 1},         {10000, 1, 1},        {-1, 1, 1},           {2026, 1, -1},
        {INT64_MAX, 1, 1}, {2026, INT64_MIN, 1}, {2026, 1, INT64_MAX},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        Value date = UNTOUCHED;
        assert_false(date_from_ymd(&date, wrong[i][0], wrong[i][1], wrong[i][2]));
        assert_int_equal(date, UNTOUCHED);
    }
}

static void weekdays(void **state)
{
    (void)state;
    assert_int_equal(date_get_weekday(0), 3); /* 1 January 1970 was a Thursday */
    assert_int_equal(date_get_weekday(-1), 2);
    assert_int_equal(date_get_weekday(20487), 1); /* 3 February 2026 is a Tuesday */
    assert_int_equal(date_get_weekday(DATE_LEAST), 0);
    assert_int_equal(date_get_weekday(DATE_MOST), 4); /* 31 December 9999 will be a Friday */
}

static void texts_have_one_number_each(void **state)
{
    Texts *texts = texts_new(*state);
    char words[] = "care home";
    Value first = texts_add(texts, str_from(words));
    words[0] = 'X'; /* the table has its own copy */
    assert_int_equal(first, 0);
    assert_int_equal(texts_add(texts, STR("")), 1);
    assert_int_equal(texts_add(texts, STR_NONE), 1);
    assert_int_equal(texts_add(texts, STR("a\0b")), 2);
    assert_int_equal(texts_add(texts, STR("a\0c")), 3);
    assert_int_equal(texts_add(texts, STR("care home")), 0);
    assert_int_equal(texts_get_count(texts), 4);
    ASSERT_STR(texts_get(texts, 0), "care home");
    assert_int_equal(texts_get(texts, 2).length, 3);
    for (unsigned i = 0; i < 1000; i++)
        assert_int_equal(texts_add(texts, str_from(arena_format(*state, "%u", i))), 4 + i);
    ASSERT_STR(texts_get(texts, 4 + 999), "999");
}

static EnumerationValue values_ab[] = {{"a", NULL, {0}}, {"b", "the b", {0}}};
static EnumerationValue values_ab_too[] = {{"a", NULL, {0}}, {"b", NULL, {0}}};
static EnumerationValue values_ba[] = {{"b", NULL, {0}}, {"a", NULL, {0}}};
static const Enumeration named = {"letters", NULL, {0}, values_ab, 2, NULL};
static const Enumeration named_too = {"letters", NULL, {0}, values_ab_too, 2, NULL};
static const Enumeration unnamed = {NULL, NULL, {0}, values_ab, 2, NULL};
static const Enumeration unnamed_too = {NULL, NULL, {0}, values_ab_too, 2, NULL};
static const Enumeration unnamed_other_way = {NULL, NULL, {0}, values_ba, 2, NULL};
static const Enumeration unnamed_shorter = {NULL, NULL, {0}, values_ab, 1, NULL};

static bool is_same(const Enumeration *a, const Enumeration *b)
{
    return type_is_same((Type){TYPE_ENUMERATION, a}, (Type){TYPE_ENUMERATION, b});
}

static void types_are_the_same(void **state)
{
    (void)state;
    assert_true(type_is_same(date_type, date_type));
    assert_false(type_is_same(number_type, money_type)); /* ruling 21 */
    assert_true(is_same(&named, &named));
    assert_false(is_same(&named, &named_too)); /* ruling 20 */
    assert_false(is_same(&named, &unnamed));
    assert_true(is_same(&unnamed, &unnamed_too));
    assert_false(is_same(&unnamed, &unnamed_other_way));
    assert_false(is_same(&unnamed, &unnamed_shorter));
}

static void types_have_words(void **state)
{
    assert_string_equal(type_to_text(*state, (Type){TYPE_YES_NO, NULL}), "yes/no");
    assert_string_equal(type_to_text(*state, (Type){TYPE_ENUMERATION, &named}), "letters");
    assert_string_equal(type_to_text(*state, (Type){TYPE_ENUMERATION, &unnamed}), "one of a, b");
    assert_string_equal(value_describe_allowed(*state, (Type){TYPE_ENUMERATION, &named}),
                        "one of a, b");
    assert_string_equal(value_describe_allowed(*state, date_type),
                        "a date such as 3 February 2026");
}

static void assert_limits(Type type, const Texts *texts, Value least, Value most)
{
    assert_true(value_is_valid(type, texts, least));
    assert_true(value_is_valid(type, texts, most));
    assert_false(value_is_valid(type, texts, least - 1));
    assert_false(value_is_valid(type, texts, most + 1));
    assert_false(value_is_valid(type, texts, INT64_MIN));
    assert_false(value_is_valid(type, texts, INT64_MAX));
}

static void values_have_limits(void **state)
{
    Texts *texts = texts_new(*state);
    texts_add(texts, STR("x"));
    texts_add(texts, STR("y"));
    assert_limits((Type){TYPE_YES_NO, NULL}, texts, 0, 1);
    assert_limits(number_type, texts, -NUMBER_MOST, NUMBER_MOST);
    assert_limits(money_type, texts, -MONEY_MOST, MONEY_MOST);
    assert_limits(date_type, texts, DATE_LEAST, DATE_MOST);
    assert_limits((Type){TYPE_TEXT, NULL}, texts, 0, 1);
    assert_limits((Type){TYPE_ENUMERATION, &named}, texts, 0, 1);
    assert_limits(duration_type, texts, duration_make(-DURATION_MOST, DURATION_DAYS),
                  duration_make(DURATION_MOST, DURATION_MONTHS));
    assert_false(value_is_valid(duration_type, texts, 3)); /* no such unit */
    assert_false(value_is_valid(duration_type, texts, -1));
}

/* What a letter is in a JSON string, without regard to those beside it. */
static void add_letter(Text *expected, char letter)
{
    if (letter == '"' || letter == '\\')
        text_add_byte(expected, '\\');
    if (letter == '\x1f' || letter == '\x7f')
        text_add_format(expected, "\\u%04x", (unsigned)letter);
    else if (letter == '\n')
        text_add(expected, "\\n");
    else if (letter == '\xff')
        text_add(expected, "\xef\xbf\xbd");
    else
        text_add_byte(expected, letter);
}

/* Letters are looked at many at a time: an odd one is found wherever it stands, in words of any length. */
static void json_strings_find_every_odd_letter(void **state)
{
    static const char odd[] = {'"', '\\', '\x1f', '\n', '\x7f', '\xff',
                               ' ', '~',  '!',    '#',  '[',    ']'};
    for (size_t length = 0; length <= 50; length++)
        for (size_t at = 0; at <= length; at++)
            for (size_t i = 0; i < sizeof odd; i++) {
                Text words = text_in(*state), expected = text_in(*state), written = text_in(*state);
                text_add_repeat(&words, 'a', at);
                text_add_byte(&words, odd[i]);
                text_add_repeat(&words, 'b', length - at);
                text_add_byte(&expected, '"');
                for (size_t k = 0; k < words.length; k++)
                    add_letter(&expected, words.bytes[k]);
                text_add_byte(&expected, '"');
                json_write_string(&written, text_get(&words));
                assert_string_equal(written.bytes, expected.bytes);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(wide_multiplies_to_128_bits),
        UNIT_TEST(wide_divides_what_it_multiplied),
        UNIT_TEST(wide_refuses_what_does_not_fit),
        UNIT_TEST(numbers_multiply),
        UNIT_TEST(numbers_divide),
        UNIT_TEST(money_is_scaled_by_numbers),
        UNIT_TEST(amounts_add_and_subtract),
        UNIT_TEST(durations_keep_their_unit),
        UNIT_TEST(durations_reckon_within_one_unit),
        UNIT_TEST(dates_are_days_since_1970),
        UNIT_TEST(dates_follow_each_other),
        UNIT_TEST(dates_that_do_not_exist),
        UNIT_TEST(weekdays),
        UNIT_TEST(json_strings_find_every_odd_letter),
        UNIT_TEST(texts_have_one_number_each),
        UNIT_TEST(types_are_the_same),
        UNIT_TEST(types_have_words),
        UNIT_TEST(values_have_limits),
    };
    return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
