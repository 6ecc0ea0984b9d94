/* maker.h - has machine code made by the program procc-native, under limits.
 *
 * The compiler that it uses may end its process, take hours or all memory: so it is a process group of its own with limits
 * of time, memory and file size, and is killed with all it started when its time is up. Its temporary files go into a folder
 * that is removed whatever happens.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MACHINE_MAKER_H
#define MACHINE_MAKER_H

#include "code/code.h"
#include "machine/plan.h"

typedef struct MakerOptions {
    const char *program; /* the path of procc-native */
    const char *folder;  /* the cache's, which cache_open accepted */
    const char *key;
    const char *cpu; /* "-mavx2", or NULL */
    MachineKind kind;
    uint32_t seconds; /* of the clock; 0: by the size of the Code */
    bool is_for_debugger;
} MakerOptions;

/* Makes the file for the key. False where that was not possible: *reason says why. Lives in `arena`. */
MUST_USE bool maker_make(Arena *arena, const Code *code, const MakerOptions *options,
                         const char **reason);

#endif
