/* test_value_read.c - words to values and back, with the words that must be refused.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "value/utf8.h"
#include "value/value.h"

#define UNTOUCHED ((Value)-77)
#define POUND "\xc2\xa3"

static EnumerationValue care_values[] = {{"home_care", "care at home", {0}},
                                         {"day_care", NULL, {0}}};
static const Enumeration care = {"care", NULL, {0}, care_values, 2, NULL};

static const Type yes_no_type = {TYPE_YES_NO, NULL};
static const Type number_type = {TYPE_NUMBER, NULL};
static const Type money_type = {TYPE_MONEY, NULL};
static const Type date_type = {TYPE_DATE, NULL};
static const Type duration_type = {TYPE_DURATION, NULL};
static const Type text_type = {TYPE_TEXT, NULL};
static const Type care_type = {TYPE_ENUMERATION, &care};

typedef struct Reading {
    Str words;
    ReadResult result;
    Value value; /* where the result is READ_OK */
} Reading;

static void assert_readings(void **state, Type type, const Reading *readings, size_t count)
{
    Texts *texts = texts_new(*state);
    for (size_t i = 0; i < count; i++) {
        Value value = UNTOUCHED;
        ReadResult result = value_read(&value, type, texts, readings[i].words);
        if (result != readings[i].result)
            print_error("read '%.*s'\n", STR_ARG(readings[i].words));
        assert_int_equal(result, readings[i].result);
        assert_int_equal(value, result == READ_OK ? readings[i].value : UNTOUCHED);
    }
}

#define ASSERT_READINGS(type, readings)                                                            \
    assert_readings(state, (type), (readings), sizeof(readings) / sizeof(readings)[0])

/* Not STR: a static table takes no compound literal. */
#define OK(words, value)                                                                           \
    {                                                                                              \
        {words, sizeof(words) - 1}, READ_OK, (value)                                               \
    }
#define NO(words, result)                                                                          \
    {                                                                                              \
        {words, sizeof(words) - 1}, (result), 0                                                    \
    }

static void yes_and_no(void **state)
{
    static const Reading readings[] = {
        OK("yes", 1),
        OK("no", 0),
        OK("true", 1),
        OK("false", 0),
        OK(" Yes\r\n", 1),
        OK("FALSE", 0), /* as spreadsheets write it */
        NO("", READ_WRONG_FORM),
        NO("y", READ_WRONG_FORM),
        NO("1", READ_WRONG_FORM),
        NO("yes\0", READ_WRONG_FORM),
        NO("yes no", READ_WRONG_FORM),
        {{NULL, 0}, READ_WRONG_FORM, 0},
    };
    ASSERT_READINGS(yes_no_type, readings);
}

static void numbers(void **state)
{
    static const Reading readings[] = {
        OK("12", 12000000),
        OK("0", 0),
        OK("-0", 0),
        OK("007", 7000000),
        OK("-3", -3000000),
        OK("1,234.5", 1234500000),
        OK("1,000,000", 1000000 * NUMBER_ONE),
        OK("0.000001", 1),
        OK("-0.000001", -1),
        OK("2.5000000000", 2500000), /* zeros more than six are no more exact */
        OK("25%", 250000),
        OK("-0.5%", -5000),
        OK("0.0001%", 1),
        NO("0.00001%", READ_TOO_FINE),
        NO("0.0000001", READ_TOO_FINE),
        NO("0.30000000000000004", READ_TOO_FINE),
        OK("1000000000000", NUMBER_MOST),
        OK("-1,000,000,000,000.000000", -NUMBER_MOST),
        NO("1000000000000.000001", READ_OUT_OF_RANGE),
        NO("1000000000000.0000001", READ_TOO_FINE),      /* either would be true */
        NO("10000000000000.0000001", READ_OUT_OF_RANGE), /* 20 digits at six decimals */
        NO("9223372036854775808", READ_OUT_OF_RANGE),
        NO("99999999999999999999999999999999", READ_OUT_OF_RANGE),
        OK("00000000000000000000000000000000001", NUMBER_ONE),
    };
    ASSERT_READINGS(number_type, readings);
}

static void exponents(void **state)
{
    static const Reading readings[] = {
        OK("1e3", 1000 * NUMBER_ONE),
        OK("1.5E+2", 150 * NUMBER_ONE),
        OK("15e-1", 1500000),
        OK("1200000e-5", 12000000),
        OK("0e999999999999999999999999", 0),
        OK("1e12", NUMBER_MOST),
        OK("0.0000000000001e13", NUMBER_ONE),
        NO("1e13", READ_OUT_OF_RANGE),
        NO("1e-7", READ_TOO_FINE),
        NO("1e999999999999999999999999", READ_OUT_OF_RANGE),
        NO("1e-999999999999999999999999", READ_TOO_FINE),
        NO("1e", READ_WRONG_FORM),
        NO("1e+", READ_WRONG_FORM),
        NO("e3", READ_WRONG_FORM),
        NO("1e3.0", READ_WRONG_FORM),
        NO("1e--3", READ_WRONG_FORM),
        NO("1ee3", READ_WRONG_FORM),
        NO("0x10", READ_WRONG_FORM),
    };
    ASSERT_READINGS(number_type, readings);
}

static void commas_only_in_their_places(void **state)
{
    static const Reading readings[] = {
        NO("1,23", READ_WRONG_FORM),
        NO("1,2345", READ_WRONG_FORM),
        NO("1234,567", READ_WRONG_FORM),
        NO(",123", READ_WRONG_FORM),
        NO("1,", READ_WRONG_FORM),
        NO("1,,234", READ_WRONG_FORM),
        NO("1,234,56", READ_WRONG_FORM),
        NO("1.234,567", READ_WRONG_FORM),
        NO("0,123", READ_WRONG_FORM),
        NO("1,234567", READ_WRONG_FORM),
        NO("1.2.3", READ_WRONG_FORM),
        NO("1.", READ_WRONG_FORM),
        NO(".5", READ_WRONG_FORM),
        NO(".", READ_WRONG_FORM),
        NO("--1", READ_WRONG_FORM),
        NO("+1", READ_WRONG_FORM),
        NO("- 1", READ_WRONG_FORM),
        NO("-", READ_WRONG_FORM),
        NO("%", READ_WRONG_FORM),
        NO("1%%", READ_WRONG_FORM),
        NO("1 000", READ_WRONG_FORM),
        NO("", READ_WRONG_FORM),
        NO("1\0", READ_WRONG_FORM),
        NO("1\0"
           "2",
           READ_WRONG_FORM),
        NO("nan", READ_WRONG_FORM),
        NO("inf", READ_WRONG_FORM),
        NO(POUND "1", READ_WRONG_FORM),
        NO("\xd9\xa1", READ_WRONG_FORM), /* ARABIC-INDIC DIGIT ONE */
    };
    ASSERT_READINGS(number_type, readings);
}

static void very_long_figures(void **state)
{
    Texts *texts = texts_new(*state);
    Text zeros = text_in(*state), nines = text_in(*state);
    text_add_repeat(&nines, '9', 1000000);
    text_add(&zeros, "0.");
    text_add_repeat(&zeros, '0', 999999);
    text_add(&zeros, "1e1000000"); /* 10^-1,000,000 * 10^1,000,000 */
    Value value = UNTOUCHED;
    assert_int_equal(value_read(&value, number_type, texts, text_get(&nines)), READ_OUT_OF_RANGE);
    assert_int_equal(value_read(&value, date_type, texts, text_get(&nines)), READ_WRONG_FORM);
    assert_int_equal(value, UNTOUCHED);
    assert_int_equal(value_read(&value, number_type, texts, text_get(&zeros)), READ_OK);
    assert_int_equal(value, NUMBER_ONE);
}

static void amounts_of_money(void **state)
{
    static const Reading readings[] = {
        OK(POUND "1,234.50", 123450),
        OK("1234.5", 123450),
        OK("1234", 123400),
        OK(POUND "0.01", 1),
        OK("-" POUND "3.00", -300),
        OK("-3.00", -300),
        OK(" 5 ", 500),
        OK("1.500", 150),
        OK("1000000000000", MONEY_MOST),
        NO("1000000000000.01", READ_OUT_OF_RANGE),
        NO("1.005", READ_TOO_FINE),
        NO(POUND "-3.00", READ_WRONG_FORM),
        NO(POUND " 3", READ_WRONG_FORM),
        NO(POUND, READ_WRONG_FORM),
        NO(POUND POUND "1", READ_WRONG_FORM),
        NO("\xa3"
           "1",
           READ_WRONG_FORM), /* the pound sign of Latin-1 */
        NO("$1", READ_WRONG_FORM),
        NO("1e3", READ_WRONG_FORM),
        NO("5%", READ_WRONG_FORM),
    };
    ASSERT_READINGS(money_type, readings);
}

static void dates(void **state)
{
    static const Reading readings[] = {
        OK("2026-02-03", 20487), /* see test_value.c */
        OK("3 February 2026", 20487),
        OK("03 Feb 2026", 20487),
        OK(" 3  feb\t2026 ", 20487),
        OK("1 May 1970", 120), /* 31 + 28 + 31 + 30 */
        OK("0001-01-01", DATE_LEAST),
        OK("31 December 9999", DATE_MOST),
        OK("29 February 2024", 19782), /* 20487 less 306 (to the end of 2024), 365, 34 */
        NO("2026-02-29", READ_NO_SUCH_DATE),
        NO("30 February 2026", READ_NO_SUCH_DATE),
        NO("2026-13-01", READ_NO_SUCH_DATE),
        NO("2026-00-10", READ_NO_SUCH_DATE),
        NO("0 May 2026", READ_NO_SUCH_DATE),
        NO("99999999999999999999 May 2026", READ_NO_SUCH_DATE),
        NO("0000-01-01", READ_OUT_OF_RANGE),
        NO("10000-01-01", READ_OUT_OF_RANGE),
        NO("1 May 10000", READ_OUT_OF_RANGE),
        NO("1 May 99999999999999999999", READ_OUT_OF_RANGE),
        NO("2026-2-3", READ_WRONG_FORM),
        NO("26-02-03", READ_WRONG_FORM),
        NO("3 February 26", READ_WRONG_FORM), /* year 26, or 2026? */
        NO("03/02/2026", READ_WRONG_FORM),
        NO("3rd February 2026", READ_WRONG_FORM),
        NO("3 Febr 2026", READ_WRONG_FORM),
        NO("3 February", READ_WRONG_FORM),
        NO("3 February 2026 x", READ_WRONG_FORM),
        NO("February 3 2026", READ_WRONG_FORM),
        NO("2026-02-03T00:00:00Z", READ_WRONG_FORM),
        NO("2026-02-0\0", READ_WRONG_FORM),
        NO("-2026-02-03", READ_WRONG_FORM),
        NO("", READ_WRONG_FORM),
    };
    ASSERT_READINGS(date_type, readings);
}

static void durations(void **state)
{
    /* a duration is its count times 4, plus 0 days, 1 working days, 2 months */
    static const Reading readings[] = {
        OK("8 weeks", 56 * 4),
        OK("20 days", 20 * 4),
        OK("1 day", 4),
        OK("5 working days", 5 * 4 + 1),
        OK("1 Working Day", 4 + 1),
        OK("1 month", 4 + 2),
        OK("2 years", 24 * 4 + 2),
        OK("0 days", 0),
        OK("-5 days", -20),
        OK("1,000 days", 4000),
        OK("2.0 days", 8),
        OK("1000000000000 days", DURATION_MOST * 4),
        NO("1000000000001 days", READ_OUT_OF_RANGE),
        NO("142857142858 weeks", READ_OUT_OF_RANGE), /* 7 times that is 10^12 + 6 */
        NO("99999999999999999999999 years", READ_OUT_OF_RANGE),
        NO("1.5 days", READ_TOO_FINE),
        NO("5", READ_WRONG_FORM),
        NO("days", READ_WRONG_FORM),
        NO("5 working weeks", READ_WRONG_FORM),
        NO("5 working", READ_WRONG_FORM),
        NO("5 days days", READ_WRONG_FORM),
        NO("5 fortnights", READ_WRONG_FORM),
        NO("5days", READ_WRONG_FORM),
        NO("1e3 days", READ_WRONG_FORM),
        NO("", READ_WRONG_FORM),
    };
    ASSERT_READINGS(duration_type, readings);
}

static void values_of_an_enumeration(void **state)
{
    static const Reading readings[] = {
        OK("home_care", 0),
        OK(" day_care ", 1),
        NO("Home_care", READ_NO_SUCH_VALUE),
        NO("care at home", READ_NO_SUCH_VALUE), /* labels are for people */
        NO("home_care\0", READ_NO_SUCH_VALUE),
        NO("home", READ_NO_SUCH_VALUE),
        NO("", READ_NO_SUCH_VALUE),
    };
    ASSERT_READINGS(care_type, readings);
}

static void texts_are_kept_as_they_are(void **state)
{
    Texts *texts = texts_new(*state);
    Value value;
    assert_int_equal(value_read(&value, text_type, texts, STR(" a\0b ")), READ_OK);
    assert_true(str_is_equal(texts_get(texts, value), STR(" a\0b ")));
}

static const char *write(void **state, void (*how)(Text *, Type, const Texts *, Value), Type type,
                         Value value)
{
    Text out = text_in(*state);
    how(&out, type, NULL, value);
    return out.bytes;
}

#define ASSERT_WRITES(how, type, value, text)                                                      \
    assert_string_equal(write(state, (how), (type), (value)), (text))

static void values_for_people(void **state)
{
    ASSERT_WRITES(value_write_text, yes_no_type, 1, "yes");
    ASSERT_WRITES(value_write_text, number_type, 12500000, "12.5");
    ASSERT_WRITES(value_write_text, number_type, -1, "-0.000001");
    ASSERT_WRITES(value_write_text, number_type, 1050000, "1.05");
    ASSERT_WRITES(value_write_text, number_type, NUMBER_MOST, "1000000000000");
    ASSERT_WRITES(value_write_text, money_type, 123450, POUND "1,234.50");
    ASSERT_WRITES(value_write_text, money_type, -5, "-" POUND "0.05");
    ASSERT_WRITES(value_write_text, money_type, 100000500, POUND "1,000,005.00");
    ASSERT_WRITES(value_write_text, money_type, MONEY_MOST, POUND "1,000,000,000,000.00");
    ASSERT_WRITES(value_write_text, date_type, 20487, "3 February 2026");
    ASSERT_WRITES(value_write_text, date_type, DATE_LEAST, "1 January 0001");
    ASSERT_WRITES(value_write_text, duration_type, 5 * 4 + 1, "5 working days");
    ASSERT_WRITES(value_write_text, duration_type, -4, "-1 day");
    ASSERT_WRITES(value_write_text, duration_type, 2, "0 months");
    ASSERT_WRITES(value_write_text, care_type, 0, "care at home");
    ASSERT_WRITES(value_write_text, care_type, 1, "day_care");
    ASSERT_WRITES(value_write_source, care_type, 0, "home_care");
}

static void values_as_json(void **state)
{
    ASSERT_WRITES(value_write_json, yes_no_type, 0, "false");
    ASSERT_WRITES(value_write_json, number_type, -12500000, "-12.5");
    ASSERT_WRITES(value_write_json, money_type, 123450, "\"1234.50\""); /* ruling 41 */
    ASSERT_WRITES(value_write_json, money_type, -5, "\"-0.05\"");
    ASSERT_WRITES(value_write_json, date_type, 20487, "\"2026-02-03\"");
    ASSERT_WRITES(value_write_json, duration_type, 21, "\"5 working days\"");
    ASSERT_WRITES(value_write_json, care_type, 0, "\"home_care\"");
}

static const char *write_text(void **state, void (*how)(Text *, Type, const Texts *, Value),
                              Str str)
{
    Texts *texts = texts_new(*state);
    Text out = text_in(*state);
    how(&out, text_type, texts, texts_add(texts, str));
    return out.bytes;
}

static void texts_are_quoted(void **state)
{
    assert_string_equal(write_text(state, value_write_text, STR("a \"b\" \\ \x1b[2J\0")),
                        "\"a \\\"b\\\" \\\\ \\x1b[2J\\x00\"");
    assert_string_equal(write_text(state, value_write_json, STR("a\"\\\b\f\n\r\t\x01\x7f\0/")),
                        "\"a\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u007f\\u0000/\"");
    /* a lone tail byte, an overlong slash, a surrogate, a cut off pound sign: one U+FFFD a byte */
    assert_string_equal(write_text(state, value_write_json, STR("\x80|\xc0\xaf|\xed\xa0\x80|\xc2")),
                        "\"\xef\xbf\xbd|\xef\xbf\xbd\xef\xbf\xbd|"
                        "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd|\xef\xbf\xbd\"");
    assert_string_equal(write_text(state, value_write_json, STR(POUND "\xf0\x9f\x98\x80")),
                        "\"" POUND "\xf0\x9f\x98\x80\"");
}

static void utf8_reads_strictly(void **state)
{
    (void)state;
    uint32_t code_point = 0;
    assert_int_equal(utf8_read(&code_point, STR("\xf4\x8f\xbf\xbf"), 0), 4);
    assert_int_equal(code_point, 0x10ffff);
    assert_int_equal(utf8_read(&code_point, STR("\xf4\x90\x80\x80"), 0), 0); /* 0x110000 */
    assert_int_equal(utf8_read(&code_point, STR("\xe0\x9f\xbf"), 0), 0);     /* overlong */
    assert_int_equal(utf8_read(&code_point, STR("\xf0\x8f\xbf\xbf"), 0), 0);
    assert_int_equal(utf8_read(&code_point, STR("\xff"), 0), 0);
    assert_int_equal(utf8_read(&code_point, STR("x\xe2\x82\xac"), 1), 3);
    assert_int_equal(code_point, 0x20ac); /* the euro sign */
}

static void assert_reads_back(void **state, void (*how)(Text *, Type, const Texts *, Value),
                              Type type, Value value)
{
    Str words = str_from(write(state, how, type, value));
    if (words.bytes[0] == '"')
        words = str_slice(words, 1, words.length - 1);
    Value read = UNTOUCHED;
    assert_int_equal(value_read(&read, type, NULL, words), READ_OK);
    assert_int_equal(read, value);
}

static void what_is_written_reads_back(void **state)
{
    static const Value values[] = {0,      1,       2,         21,         -4,
                                   123450, -123450, 999999999, 1000000000, -999999999999,
                                   20487,  -20487,  56 * 4 + 2};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        Value date = values[i] % 700000;
        assert_reads_back(state, value_write_source, number_type, values[i]);
        assert_reads_back(state, value_write_json, number_type, values[i]);
        assert_reads_back(state, value_write_source, money_type, values[i]);
        assert_reads_back(state, value_write_json, money_type, values[i]);
        assert_reads_back(state, value_write_source, date_type, date);
        assert_reads_back(state, value_write_json, date_type, date);
        if (value_is_valid(duration_type, NULL, values[i]))
            assert_reads_back(state, value_write_json, duration_type, values[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(yes_and_no),
        UNIT_TEST(numbers),
        UNIT_TEST(exponents),
        UNIT_TEST(commas_only_in_their_places),
        UNIT_TEST(very_long_figures),
        UNIT_TEST(amounts_of_money),
        UNIT_TEST(dates),
        UNIT_TEST(durations),
        UNIT_TEST(values_of_an_enumeration),
        UNIT_TEST(texts_are_kept_as_they_are),
        UNIT_TEST(values_for_people),
        UNIT_TEST(values_as_json),
        UNIT_TEST(texts_are_quoted),
        UNIT_TEST(utf8_reads_strictly),
        UNIT_TEST(what_is_written_reads_back),
    };
    return cmocka_run_group_tests_name("value_read", tests, NULL, NULL);
}
