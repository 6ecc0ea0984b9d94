/* explain_dates.c - how a date was reckoned: what a reader who counts for himself would trip over.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "calendar/calendar.h"
#include "explain/parts.h"

static void add_holidays(Explain *it, ReasonList *list, const DateTrace *trace)
{
    const uint32_t shown_most = sizeof trace->first_holidays / sizeof trace->first_holidays[0];
    uint32_t shown = trace->holidays_passed < shown_most ? trace->holidays_passed : shown_most;
    Text text = text_in(it->arena);
    text_add(&text, trace->holidays_passed == 1 ? "a bank holiday is passed over: "
                                                : "bank holidays are passed over: ");
    for (uint32_t i = 0; i < shown; i++) {
        Value day = trace->first_holidays[i];
        const char *name = calendar_find_holiday_name(day);
        text_add_format(&text, "%s%s", i > 0 ? ", " : "", explain_date_words(it->arena, day));
        if (name)
            text_add_format(&text, " (%s)", name);
    }
    if (trace->holidays_passed > shown)
        text_add_format(&text, " and %u more", trace->holidays_passed - shown);
    explain_add(it, list, str_to_text(it->arena, text_get(&text)));
}

void explain_add_date_notes(Explain *it, ReasonList *list, Value date, Value duration,
                            bool is_backwards)
{
    DateTrace trace = {0};
    Value result;
    if (calendar_add(&result, date, duration, is_backwards, &trace) != DATE_OK)
        return;
    if (trace.was_clipped)
        explain_add(it, list,
                    arena_format(it->arena,
                                 "that month has no such day: its last day, %s, is taken",
                                 explain_date_words(it->arena, result)));
    if (duration_get_unit(duration) == DURATION_WORKING_DAYS && !is_backwards &&
        duration_get_count(duration) > 0)
        explain_add(it, list,
                    arena_format(it->arena, "counting starts on the day after %s",
                                 explain_date_words(it->arena, date)));
    if (trace.holidays_passed > 0)
        add_holidays(it, list, &trace);
}
