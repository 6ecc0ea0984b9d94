/* calendar.c - see calendar.h. The bank-holiday data are a sorted table made at build time by tools/embed-holidays.
 *
 * Working days are counted day by day: a walk ends where the data end, so it takes some 7,700 steps at most, whatever
 * the count.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar/calendar.h"

#include <stddef.h>

typedef struct Holiday {
    Value date;
    const char *name;
} Holiday;

static const Holiday holidays[] = {
#include "bank_holidays.inc"
};

static const size_t holiday_count = sizeof holidays / sizeof holidays[0];

static const size_t traced_most = sizeof((DateTrace *)NULL)->first_holidays / sizeof(Value);

static const Holiday *find_holiday(Value date)
{
    size_t low = 0, high = holiday_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (holidays[middle].date < date)
            low = middle + 1;
        else
            high = middle;
    }
    return low < holiday_count && holidays[low].date == date ? &holidays[low] : NULL;
}

bool calendar_is_bank_holiday(Value date)
{
    return find_holiday(date) != NULL;
}

const char *calendar_find_holiday_name(Value date)
{
    const Holiday *holiday = find_holiday(date);
    return holiday ? holiday->name : NULL;
}

static Value make_date(int64_t year, int64_t month, int64_t day)
{
    Value date;
    bool is_date = date_from_ymd(&date, year, month, day);
    BUG_IF(!is_date);
    return date;
}

static int get_year(Value date)
{
    int year, month, day;
    date_to_ymd(date, &year, &month, &day);
    return year;
}

Value calendar_get_first_day(void)
{
    return make_date(get_year(holidays[0].date), 1, 1);
}

Value calendar_get_last_day(void)
{
    return make_date(get_year(holidays[holiday_count - 1].date), 12, 31);
}

static DateResult add_days(Value *out, Value date, int64_t count)
{
    if (count > DATE_MOST - date || count < DATE_LEAST - date)
        return DATE_OUT_OF_RANGE;
    *out = date + count;
    return DATE_OK;
}

/* Months are numbered through: January of year 1 is 12. */
static DateResult add_months(Value *out, Value date, int64_t count, DateTrace *trace)
{
    int year, month, day;
    date_to_ymd(date, &year, &month, &day);
    int64_t target = (int64_t)year * 12 + (month - 1) + count;
    if (target < 1 * 12 || target > 9999 * 12 + 11)
        return DATE_OUT_OF_RANGE;
    int64_t month_days = date_count_month_days(target / 12, target % 12 + 1);
    trace->was_clipped = day > month_days;
    *out = make_date(target / 12, target % 12 + 1, trace->was_clipped ? month_days : day);
    return DATE_OK;
}

static void note_holiday(DateTrace *trace, Value date)
{
    if (trace->holidays_passed < traced_most)
        trace->first_holidays[trace->holidays_passed] = date;
    trace->holidays_passed++;
}

/* A holiday on a Saturday or Sunday is passed as part of the weekend. */
static bool is_working_day(Value date, DateTrace *trace)
{
    if (date_get_weekday(date) >= 5)
        return false;
    bool is_holiday = calendar_is_bank_holiday(date);
    if (is_holiday)
        note_holiday(trace, date);
    return !is_holiday;
}

static DateResult add_working_days(Value *out, Value date, int64_t count, DateTrace *trace)
{
    const Value first = calendar_get_first_day(), last = calendar_get_last_day();
    const int64_t step = count < 0 ? -1 : 1;
    Value day = date;
    if (day < first || day > last)
        return DATE_OUTSIDE_DATA;
    while (count != 0) {
        day += step;
        if (day < first || day > last)
            return DATE_OUTSIDE_DATA;
        if (is_working_day(day, trace))
            count -= step;
    }
    *out = day;
    return DATE_OK;
}

DateResult calendar_add(Value *out, Value date, Value duration, bool is_backwards, DateTrace *trace)
{
    BUG_IF(date < DATE_LEAST || date > DATE_MOST);
    DateTrace unwanted;
    if (!trace)
        trace = &unwanted;
    *trace = (DateTrace){0};
    int64_t count = duration_get_count(duration);
    if (is_backwards)
        count = -count;
    switch (duration_get_unit(duration)) {
    case DURATION_DAYS: return add_days(out, date, count);
    case DURATION_MONTHS: return add_months(out, date, count, trace);
    case DURATION_WORKING_DAYS: return add_working_days(out, date, count, trace);
    }
    UNREACHABLE();
}
