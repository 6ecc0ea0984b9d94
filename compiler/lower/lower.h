/* lower.h - from what was written to what it means: the room's door.
 *
 * In: the tree of a procedure's text; the module path. Out: a CoreProgram over the text and all it uses, every name
 * resolved and every expression typed. Types are found here and not in a pass of their own because a value of an enumeration is
 * looked up by the type that is expected in its place (ruling 20; docs/decisions/). What is wrong is reported; the
 * program then holds CORE_ERROR in its place and must not reach codegen/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef LOWER_LOWER_H
#define LOWER_LOWER_H

#include "core/core.h"

/* How a module's name becomes a source: asked once for each `use`. Returns false where there is none of that name;
 * `from_path` is the path of the using module. The source and its path live as long as `context` says. */
typedef struct ModuleFinder {
    bool (*find)(void *context, const char *from_path, const char *name, uint32_t *source,
                 const char **path);
    /* The bytes of a file named beside a module (`paragraphs "paragraphs.tsv"`). */
    bool (*read)(void *context, const char *from_path, const char *name, Str *bytes);
    /* Names that `use` could have meant, for the nearest one; may return 0. */
    size_t (*list)(void *context, const char *from_path, const char *const **names);
    void *context;
} ModuleFinder;

/* The text of `source` and all it uses. Everything lives in `arena`. Never NULL. */
CoreProgram *lower_program(Arena *arena, Report *report, uint32_t source, const char *path,
                           const ModuleFinder *finder);

#endif
