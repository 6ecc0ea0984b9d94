/* replace.h - puts new bytes into a file, all of them or none.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_REPLACE_H
#define CLI_REPLACE_H

#include <stdbool.h>

#include "base/str.h"

/* Replaces what is in the file at `path`, which exists, or that a symbolic link there leads to. Whoever reads it at the same
 * time sees the old bytes or the new ones; its permissions are kept. False, with a complaint and the file untouched, where
 * that cannot be done. */
MUST_USE bool replace_file(Arena *arena, const char *path, Str bytes);

/* Likewise, and where there is no such file it is made, as readable as any new file. */
MUST_USE bool replace_or_make_file(Arena *arena, const char *path, Str bytes);

#endif
