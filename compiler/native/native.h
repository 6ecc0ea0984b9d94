/* native.h - from a Code to a file of machine code: the room's door.
 *
 * Only the program procc-native has this room in it: libgccjit ends its process on some errors and costs every start two
 * milliseconds, so the compiler and the runtime are linked without it and start that program instead (machine/maker.h).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef NATIVE_NATIVE_H
#define NATIVE_NATIVE_H

#include "machine/cpu.h"

typedef struct NativeOptions {
    MachineKind kind;
    const char *cpu;  /* what the compiler is told of the processor: "-mavx2"; NULL for nothing */
    const char *key;  /* goes into the file: what it was made for */
    int optimization; /* 0 to 3 */
    /* with the lines of the texts and the registers' names: twice the time, several times the bytes */
    bool is_for_debugger;
} NativeOptions;

/* Writes a shared object that needs no other to `path`. False where the compiler would not; *reason then says why, and lives as
 * long as `arena`. The compiler may end the process instead: after it has said why on stderr. */
MUST_USE bool native_write(Arena *arena, const Code *code, const NativeOptions *options,
                           const char *path, const char **reason);

/* "12.2.0": of the library, into `version`, which has room for 32 bytes. */
void native_get_compiler_version(char *version, size_t room);

#endif
