/* disasm.h - a Code as text, for `procc dump` and tests.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_DISASM_H
#define CODE_DISASM_H

#include "code/code.h"

/* Adds the tables and the instructions, one a line. The Code is one that code_verify() accepted. */
void disasm_write(Text *out, const Code *code);

#endif
