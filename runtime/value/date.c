/* date.c - days since 1970-01-01 to year, month, day and back; durations as one value.
 *
 * The proleptic Gregorian calendar is reckoned in years that begin on 1 March, so that the leap day is the last of its
 * year, and in eras of 400 such years, which are all alike.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "value/value.h"

#define DAYS_AN_ERA 146097      /* 400 years */
#define DAYS_BEFORE_1970 719468 /* from 1 March of year 0 to 1 January 1970 */
#define FIRST_MONDAY DATE_LEAST /* 1 January 1 was a Monday */

static bool is_leap_year(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t date_count_month_days(int64_t year, int64_t month)
{
    static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    BUG_IF(month < 1 || month > 12);
    return lengths[month - 1] + (month == 2 && is_leap_year(year));
}

bool date_from_ymd(Value *out, int64_t year, int64_t month, int64_t day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
        day > date_count_month_days(year, month))
        return false;
    int64_t march_year = month > 2 ? year : year - 1;
    int64_t march_month = (month + 9) % 12; /* 0 March to 11 February */
    int64_t day_of_year =
        (153 * march_month + 2) / 5 + day - 1; /* March to July is 153 days, and so on */
    *out = march_year * 365 + march_year / 4 - march_year / 100 + march_year / 400 + day_of_year -
           DAYS_BEFORE_1970;
    return true;
}

void date_to_ymd(Value date, int *year, int *month, int *day)
{
    BUG_IF(date < DATE_LEAST || date > DATE_MOST);
    int64_t days = date + DAYS_BEFORE_1970; /* positive: from 1 March of year 0 */
    int64_t era = days / DAYS_AN_ERA;
    int64_t day_of_era = days % DAYS_AN_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    *month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    *year = (int)(era * 400 + year_of_era + (*month <= 2));
}

int date_get_weekday(Value date)
{
    BUG_IF(date < DATE_LEAST || date > DATE_MOST);
    return (int)((date - FIRST_MONDAY) % 7);
}

/* The two low bits are the unit; 3 is no unit (value_is_valid). */
Value duration_make(int64_t count, DurationUnit unit)
{
    BUG_IF(count < -DURATION_MOST || count > DURATION_MOST);
    return count * 4 + (Value)unit;
}

DurationUnit duration_get_unit(Value duration)
{
    switch (duration & 3) {
    case 0: return DURATION_DAYS;
    case 1: return DURATION_WORKING_DAYS;
    case 2: return DURATION_MONTHS;
    }
    UNREACHABLE();
}

int64_t duration_get_count(Value duration)
{
    return (duration - (duration & 3)) / 4;
}
