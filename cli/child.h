/* child.h - runs a program with text for its standard input, and takes what it writes.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_CHILD_H
#define CLI_CHILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* `arguments[0]` is looked for on PATH; the list ends with NULL. What the program says on standard error is thrown away. False
 * where it cannot be started, does not end with 0, takes longer than `seconds` or writes more than `bytes_most`: *trouble
 * says which, in words that follow the program's name, and lives for ever. The program has always ended afterwards. */
bool child_run(Text *output, const char *const *arguments, Str input, uint32_t seconds,
               size_t bytes_most, const char **trouble) MUST_USE;

#endif
