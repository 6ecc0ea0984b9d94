/* clock.c - see clock.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/clock.h"

#include <time.h>

#include "value/value.h"

Value clock_get_today(void)
{
    time_t now = time(NULL);
    struct tm parts;
    Value today;
    BUG_IF(!localtime_r(&now, &parts));
    BUG_IF(!date_from_ymd(&today, (int64_t)parts.tm_year + 1900, (int64_t)parts.tm_mon + 1,
                          parts.tm_mday));
    return today;
}

uint64_t clock_get_microseconds(void)
{
    struct timespec now;
    BUG_IF(clock_gettime(CLOCK_MONOTONIC, &now) != 0);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}
