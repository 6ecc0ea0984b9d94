/* calendar.h - dates and durations: months by the corresponding date rule, working days of England and Wales.
 *
 * `date + n months` is the same day of the month, or the month's last day where there is none (Dodds v Walker [1981] 1
 * WLR 1027; rulings 18 and 22). Working days skip Saturdays, Sundays and the bank holidays of England and Wales, which
 * come from stdlib/bank_holidays.tsv, embedded at build time; a count that leaves that data has no answer (ruling 23).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CALENDAR_CALENDAR_H
#define CALENDAR_CALENDAR_H

#include "value/value.h"

typedef enum DateResult {
    DATE_OK,
    DATE_OUT_OF_RANGE, /* before year 1 or after year 9999 */
    DATE_OUTSIDE_DATA, /* working days beyond the bank-holiday data */
} DateResult;

/* How a date was reckoned, for explanations. */
typedef struct DateTrace {
    bool was_clipped;         /* the month had no such day: its last day was taken */
    uint32_t holidays_passed; /* bank holidays that were skipped */
    Value first_holidays[8];  /* the first of them, at most eight */
} DateTrace;

/* date + duration, or date - duration where `is_backwards`. `trace` may be NULL. */
DateResult calendar_add(Value *out, Value date, Value duration, bool is_backwards,
                        DateTrace *trace) MUST_USE;
bool calendar_is_bank_holiday(Value date);
/* The name of the bank holiday, or NULL. */
const char *calendar_find_holiday_name(Value date);
/* First and last day that the bank-holiday data cover (whole years). */
Value calendar_get_first_day(void);
Value calendar_get_last_day(void);

#endif
