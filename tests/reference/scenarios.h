/* scenarios.h - the scenarios of texts and folders, evaluated both ways.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_SCENARIOS_H
#define REFERENCE_SCENARIOS_H

#include <stdbool.h>
#include <stddef.h>

/* Prints what differs, and how many were compared. False where something did, or a text has errors. */
bool scenarios_compare(const char *const *paths, size_t count);

#endif
