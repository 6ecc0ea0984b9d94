/* module.h - a file of machine code, loaded.
 *
 * In: a path in a folder that cache_open accepted. The file is only loaded where it is its owner's alone, whole to its last
 * byte, and made for the key that is asked for.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MACHINE_MODULE_H
#define MACHINE_MODULE_H

#include "machine/plan.h"

typedef struct Module Module;

/* Whether a file may be loaded, as far as can be said without loading it; false without a reason where it is not there. */
bool module_check_file(Arena *arena, const char *path, const char **reason);

/* NULL where it is not there (*reason NULL) or is not to be used (*reason says why). The caller owns it. */
Module *module_open(Arena *arena, const char *path, const char *key, const char **reason);
/* Nothing that was found in it may be used any more. */
void module_close(Module *module);

/* NULL where it has none of that name. The type is what the name says: machine.h. */
typedef void ModuleFunction(void);
ModuleFunction *module_find_function(const Module *module, const char *name);

/* "12.2.0": of the compiler that made it. */
const char *module_get_compiler(const Module *module);

#endif
