/* clock.h - the one place that reads the clock.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_CLOCK_H
#define CLI_CLOCK_H

#include "value/type.h"

/* Today where the machine stands, as a date. */
Value clock_get_today(void);
/* Microseconds since some moment; never goes back. */
uint64_t clock_get_microseconds(void);

#endif
