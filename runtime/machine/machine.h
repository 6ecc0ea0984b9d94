/* machine.h - an engine whose yes/no registers are filled by machine code: the room's door.
 *
 * In: a verified Code. Out: an Engine that is run as any other, and fills the same registers with the same bits; or NULL and a
 * reason, and the caller goes on with engine_new: nothing that goes wrong here may cost an answer.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MACHINE_MACHINE_H
#define MACHINE_MACHINE_H

#include "engine/engine.h"
#include "machine/module.h"

typedef struct MachineSettings {
    const char *folder;   /* the cache's; made where it is missing */
    const char *program;  /* the path of procc-native; NULL: what is not in the cache is not made */
    MachineKind kind;     /* MACHINE_CASE has no engine: machine_open_case */
    uint32_t seconds;     /* how long making may take; 0: by the size of the Code */
    bool is_for_debugger; /* the lines of the texts are in it: making takes twice as long */
} MachineSettings;

/* The file of machine code for `code`, from the cache or made now; NULL with a reason. The caller owns it: module_close. */
Module *machine_open(Arena *arena, const Code *code, const MachineSettings *settings,
                     const char **reason);

/* An engine that uses it; lives in `arena`, and `code` and `module` as long. `kind` is what the module was made as. */
Engine *machine_new_engine(Arena *arena, const Code *code, const Module *module, MachineKind kind);

/* The key of the file for `code` on this machine, in lower-case hex: what it means, for a debugger where its words stand, and all
 * else that the file depends on. `key` has room for SHA256_HEX_SIZE bytes. */
void machine_get_key(char *key, const Code *code, const MachineSettings *settings);

#endif
