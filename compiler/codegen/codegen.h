/* codegen.h - from what a program means to what runs: the room's door.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODEGEN_CODEGEN_H
#define CODEGEN_CODEGEN_H

#include "core/core.h"

/* The program as a Code that code_verify() accepts. It lives in `arena` and borrows names, marks and sources of the
 * program, whose arena must live as long. The program holds no CORE_ERROR, and no cycles of decisions or overrides. */
Code *codegen(Arena *arena, const CoreProgram *program);

#endif
