/* test_calendar.c - months, days and working days; the bank-holiday data against the rules that make them.
 *
 * The rules are reckoned here a second time, by another way than the one that made the table: the table holds the days,
 * this asks of each day of 21 years whether it is a holiday and why.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "unit.h"

#include "calendar/calendar.h"

static Value day_of(int64_t year, int64_t month, int64_t day)
{
    Value date = 0;
    assert_true(date_from_ymd(&date, year, month, day));
    return date;
}

/* 20260203 for 3 February 2026. */
static Value day_from(int64_t digits)
{
    return day_of(digits / 10000, digits / 100 % 100, digits % 100);
}

static int64_t digits_of(Value date)
{
    int year, month, day;
    date_to_ymd(date, &year, &month, &day);
    return (int64_t)year * 10000 + month * 100 + day;
}

static void assert_added(int64_t from, int64_t count, DurationUnit unit, int64_t expected)
{
    Value result = 0;
    Value start = day_from(from);
    assert_int_equal(calendar_add(&result, start, duration_make(count, unit), false, NULL),
                     DATE_OK);
    assert_int_equal(digits_of(result), expected);
    result = 0; /* taking away the opposite is the same */
    assert_int_equal(calendar_add(&result, start, duration_make(-count, unit), true, NULL),
                     DATE_OK);
    assert_int_equal(digits_of(result), expected);
}

static void assert_refused(int64_t from, int64_t count, DurationUnit unit, DateResult expected)
{
    Value result = -77;
    DateTrace trace;
    Value duration = duration_make(count, unit);
    assert_int_equal(calendar_add(&result, day_from(from), duration, false, &trace), expected);
    assert_int_equal(result, -77);
}

static void days(void **state)
{
    (void)state;
    assert_added(20260203, 0, DURATION_DAYS, 20260203);
    assert_added(20260203, 28, DURATION_DAYS, 20260303); /* February 2026 has 28 days */
    assert_added(20240203, 28, DURATION_DAYS, 20240302); /* and that of 2024 29 */
    assert_added(20260303, -28, DURATION_DAYS, 20260203);
    assert_added(99991230, 1, DURATION_DAYS, 99991231);
    assert_added(10102, -1, DURATION_DAYS, 10101); /* 1 January of year 1 */
    assert_refused(99991231, 1, DURATION_DAYS, DATE_OUT_OF_RANGE);
    assert_refused(10101, -1, DURATION_DAYS, DATE_OUT_OF_RANGE);
    assert_refused(20260203, DURATION_MOST, DURATION_DAYS, DATE_OUT_OF_RANGE);
    assert_refused(20260203, -DURATION_MOST, DURATION_DAYS, DATE_OUT_OF_RANGE);
}

static void months_by_the_corresponding_date(void **state)
{
    (void)state;
    /* Dodds v Walker: from 30 September 1978 to 30 January 1979, not to the 31st */
    assert_added(19780930, 4, DURATION_MONTHS, 19790130);
    assert_added(20260131, 1, DURATION_MONTHS, 20260228);
    assert_added(20240131, 1, DURATION_MONTHS, 20240229);
    assert_added(20260131, 2, DURATION_MONTHS, 20260331); /* from the start, not from 28 February */
    assert_added(20240229, 12, DURATION_MONTHS, 20250228);
    assert_added(20240229, 48, DURATION_MONTHS, 20280229);
    assert_added(20260331, -1, DURATION_MONTHS, 20260228); /* ruling 22 */
    assert_added(20260115, -1, DURATION_MONTHS, 20251215);
    assert_added(20261215, 1, DURATION_MONTHS, 20270115);
    assert_added(20260531, 0, DURATION_MONTHS, 20260531);
    assert_added(99991130, 1, DURATION_MONTHS, 99991230);
    assert_added(10201, -1, DURATION_MONTHS, 10101);
    assert_refused(99991201, 1, DURATION_MONTHS, DATE_OUT_OF_RANGE);
    assert_refused(10131, -1, DURATION_MONTHS, DATE_OUT_OF_RANGE);
    assert_refused(20260203, DURATION_MOST, DURATION_MONTHS, DATE_OUT_OF_RANGE);
    assert_refused(20260203, -DURATION_MOST, DURATION_MONTHS, DATE_OUT_OF_RANGE);
}

static void months_say_where_they_were_clipped(void **state)
{
    (void)state;
    Value result;
    DateTrace trace;
    Value month = duration_make(1, DURATION_MONTHS);
    assert_int_equal(calendar_add(&result, day_from(20260131), month, false, &trace), DATE_OK);
    assert_true(trace.was_clipped);
    assert_int_equal(calendar_add(&result, day_from(20260128), month, false, &trace), DATE_OK);
    assert_false(trace.was_clipped);
    assert_int_equal(trace.holidays_passed, 0);
}

static void working_days(void **state)
{
    (void)state;
    assert_added(20260203, 1, DURATION_WORKING_DAYS, 20260204); /* Tuesday to Wednesday */
    assert_added(20260206, 1, DURATION_WORKING_DAYS, 20260209); /* Friday to Monday */
    assert_added(20260203, 5, DURATION_WORKING_DAYS, 20260210); /* a week on */
    assert_added(20260207, 1, DURATION_WORKING_DAYS, 20260209); /* Saturday to Monday */
    assert_added(20260207, 0, DURATION_WORKING_DAYS, 20260207); /* the day itself (ruling 22) */
    assert_added(20260209, -1, DURATION_WORKING_DAYS, 20260206);
    assert_added(20260208, -1, DURATION_WORKING_DAYS, 20260206); /* Sunday back to Friday */
    assert_added(20240328, 1, DURATION_WORKING_DAYS, 20240402);  /* Maundy Thursday over Easter */
    assert_added(20240402, -1, DURATION_WORKING_DAYS, 20240328);
    assert_added(20211224, 1, DURATION_WORKING_DAYS, 20211229); /* 27 and 28 are substitutes */
    assert_added(20211231, 1, DURATION_WORKING_DAYS, 20220104); /* 3 January is one */
    /* 23 Dec 2022 a Friday: 28, 29, 30 Dec, then 3 January (2 January is a substitute) */
    assert_added(20221223, 4, DURATION_WORKING_DAYS, 20230103);
    /* 2024 has 262 days from Monday to Friday; less its eight bank holidays 254, the last on 31 December */
    assert_added(20231231, 254, DURATION_WORKING_DAYS, 20241231);
}

static void working_days_end_with_the_data(void **state)
{
    (void)state;
    assert_int_equal(digits_of(calendar_get_first_day()), 20150101);
    assert_int_equal(digits_of(calendar_get_last_day()), 20351231);
    assert_added(20351228, 1, DURATION_WORKING_DAYS, 20351231); /* Friday to Monday */
    assert_refused(20351231, 1, DURATION_WORKING_DAYS, DATE_OUTSIDE_DATA);
    assert_refused(20150101, -1, DURATION_WORKING_DAYS, DATE_OUTSIDE_DATA);
    assert_refused(20150102, -1, DURATION_WORKING_DAYS,
                   DATE_OUTSIDE_DATA); /* 1 January is a holiday */
    assert_refused(20141231, 1, DURATION_WORKING_DAYS, DATE_OUTSIDE_DATA);
    assert_refused(20141231, 0, DURATION_WORKING_DAYS, DATE_OUTSIDE_DATA);
    assert_refused(20360101, -1, DURATION_WORKING_DAYS, DATE_OUTSIDE_DATA);
    assert_refused(10101, 1, DURATION_WORKING_DAYS, DATE_OUTSIDE_DATA);
    assert_refused(20260203, DURATION_MOST, DURATION_WORKING_DAYS, DATE_OUTSIDE_DATA);
    assert_refused(20260203, -DURATION_MOST, DURATION_WORKING_DAYS, DATE_OUTSIDE_DATA);
}

static void working_days_name_the_holidays_passed(void **state)
{
    (void)state;
    Value result;
    DateTrace trace;
    Value ten = duration_make(10, DURATION_WORKING_DAYS);
    /* 20 Dec 2021 a Monday: 21 to 24 (4), 29 to 31 (7), 4 to 6 January (10) */
    assert_int_equal(calendar_add(&result, day_from(20211220), ten, false, &trace), DATE_OK);
    assert_int_equal(digits_of(result), 20220106);
    assert_int_equal(trace.holidays_passed, 3);
    assert_int_equal(digits_of(trace.first_holidays[0]), 20211227);
    assert_int_equal(digits_of(trace.first_holidays[2]), 20220103);
    Value year = duration_make(500, DURATION_WORKING_DAYS);
    assert_int_equal(calendar_add(&result, day_from(20211220), year, true, &trace), DATE_OK);
    assert_true(trace.holidays_passed > 8);
    /* going back: 30 August, 31 May, 3 May, 5 April, 2 April, 1 January, 28 and 25 December 2020 */
    assert_int_equal(digits_of(trace.first_holidays[0]), 20210830);
    assert_int_equal(digits_of(trace.first_holidays[7]), 20201225);
}

static void assert_holiday(int64_t digits, const char *name)
{
    assert_true(calendar_is_bank_holiday(day_from(digits)));
    assert_string_equal(calendar_find_holiday_name(day_from(digits)), name);
}

static void holidays_as_published(void **state)
{
    (void)state;
    assert_holiday(20150101, "New Year's Day");
    assert_holiday(20151228, "Boxing Day (substitute day)");
    assert_holiday(20161226, "Boxing Day");
    assert_holiday(20161227, "Christmas Day (substitute day)");
    assert_holiday(20170102, "New Year's Day (substitute day)");
    assert_holiday(20200508, "Early May bank holiday (VE Day)");
    assert_holiday(20201228, "Boxing Day (substitute day)");
    assert_holiday(20211227, "Christmas Day (substitute day)");
    assert_holiday(20211228, "Boxing Day (substitute day)");
    assert_holiday(20220103, "New Year's Day (substitute day)");
    assert_holiday(20220602, "Spring bank holiday");
    assert_holiday(20220603, "Platinum Jubilee bank holiday");
    assert_holiday(20220919, "Bank Holiday for the State Funeral of Queen Elizabeth II");
    assert_holiday(20221226, "Boxing Day");
    assert_holiday(20221227, "Christmas Day (substitute day)");
    assert_holiday(20230102, "New Year's Day (substitute day)");
    assert_holiday(20230508, "Bank holiday for the coronation of King Charles III");
    assert_holiday(20240329, "Good Friday");
    assert_holiday(20240401, "Easter Monday");
    assert_holiday(20261228, "Boxing Day (substitute day)");
    assert_holiday(20271227, "Christmas Day (substitute day)");
    assert_holiday(20271228, "Boxing Day (substitute day)");
    assert_holiday(20280103, "New Year's Day (substitute day)");
}

static void days_that_are_no_holidays(void **state)
{
    (void)state;
    static const int64_t plain[] = {20200504, 20220530, 20211225, 20211226, 20221225,
                                    20201226, 20220101, 20240331, 20141225, 20360101};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        assert_false(calendar_is_bank_holiday(day_from(plain[i])));
        assert_null(calendar_find_holiday_name(day_from(plain[i])));
    }
    assert_false(calendar_is_bank_holiday(INT64_MIN));
    assert_false(calendar_is_bank_holiday(INT64_MAX));
}

/* Easter Sunday by the anonymous Gregorian algorithm (Nature, 20 April 1876); the letters are the paper's. */
static Value easter_of(int64_t year)
{
    int64_t a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4;
    int64_t f = (b + 8) / 25, g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30;
    int64_t i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int64_t m = (a + 11 * h + 22 * l) / 451, sum = h + l - 7 * m + 114;
    return day_of(year, sum / 31, sum % 31 + 1);
}

static void easter_as_known(void **state)
{
    (void)state;
    assert_int_equal(digits_of(easter_of(2016)), 20160327);
    assert_int_equal(digits_of(easter_of(2019)), 20190421);
    assert_int_equal(digits_of(easter_of(2024)), 20240331);
    assert_int_equal(digits_of(easter_of(2026)), 20260405);
    assert_int_equal(digits_of(easter_of(1943)), 19430425); /* the latest there can be */
}

/* Moves and one-off days: 1 where a day is a holiday against the rules, -1 where it is none, 0 elsewhere. */
static int find_exception(int64_t digits)
{
    static const int64_t added[] = {20200508, 20220602, 20220603, 20220919, 20230508};
    static const int64_t taken[] = {20200504, 20220530};
    for (size_t i = 0; i < sizeof added / sizeof added[0]; i++)
        if (added[i] == digits)
            return 1;
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        if (taken[i] == digits)
            return -1;
    return 0;
}

/* Christmas and Boxing Day are the first two days from Monday to Friday on or after 25 December, and New Year's Day the
 * first on or after 1 January: so the substitutes fall. */
static bool is_winter_holiday(int month, int day, int weekday)
{
    if (weekday >= 5)
        return false;
    if (month == 1)
        return day == 1 || (day <= 3 && weekday == 0);
    return month == 12 &&
           (day == 25 || day == 26 || (day == 27 && weekday <= 1) || (day == 28 && weekday <= 1));
}

static bool is_holiday_by_rule(Value date)
{
    int year, month, day, weekday = date_get_weekday(date);
    date_to_ymd(date, &year, &month, &day);
    Value easter = easter_of(year);
    bool is_first_week = day <= 7, is_last_week = day > 31 - 7; /* May and August have 31 days */
    return is_winter_holiday(month, day, weekday) || date == easter - 2 || date == easter + 1 ||
           (weekday == 0 && month == 5 && (is_first_week || is_last_week)) ||
           (weekday == 0 && month == 8 && is_last_week);
}

static void holidays_follow_the_rules(void **state)
{
    (void)state;
    size_t count = 0;
    for (Value date = calendar_get_first_day(); date <= calendar_get_last_day(); date++) {
        int exception = find_exception(digits_of(date));
        bool expected = exception ? exception > 0 : is_holiday_by_rule(date);
        if (calendar_is_bank_holiday(date) != expected)
            print_error("%d\n", (int)digits_of(date));
        assert_int_equal(calendar_is_bank_holiday(date), expected);
        count += expected;
    }
    assert_int_equal(count, 21 * 8 + 3); /* eight a year; jubilee, funeral and coronation besides */
}

static void steps_add_up(void **state)
{
    (void)state;
    Value one = duration_make(1, DURATION_WORKING_DAYS), start = day_from(20210615), walked = start;
    for (int64_t count = 1; count <= 600; count++) {
        Value jumped = 0, back = 0, whole = duration_make(count, DURATION_WORKING_DAYS);
        assert_int_equal(calendar_add(&walked, walked, one, false, NULL), DATE_OK);
        assert_int_equal(calendar_add(&jumped, start, whole, false, NULL), DATE_OK);
        assert_int_equal(jumped, walked);
        assert_int_equal(calendar_add(&back, jumped, whole, true, NULL), DATE_OK);
        assert_int_equal(back, start); /* a working day itself */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT_TEST(days),
        UNIT_TEST(months_by_the_corresponding_date),
        UNIT_TEST(months_say_where_they_were_clipped),
        UNIT_TEST(working_days),
        UNIT_TEST(working_days_end_with_the_data),
        UNIT_TEST(working_days_name_the_holidays_passed),
        UNIT_TEST(holidays_as_published),
        UNIT_TEST(days_that_are_no_holidays),
        UNIT_TEST(easter_as_known),
        UNIT_TEST(holidays_follow_the_rules),
        UNIT_TEST(steps_add_up),
    };
    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
