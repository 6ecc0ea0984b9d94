/* scenarios.h - the scenarios of texts and folders, evaluated both ways.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_SCENARIOS_H
#define REFERENCE_SCENARIOS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Prints what differs, and how many were compared. The reasons of one scenario in `reasons_every` are put to the test, of none
 * where it is 0. False where something did, or a text has errors. */
bool scenarios_compare(const char *const *paths, size_t count, uint64_t reasons_every);

#endif
