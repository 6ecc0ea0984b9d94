/* verify.h - what every Code keeps to, proved in one pass before it runs.
 *
 * In: a Code from codegen or from an image that somebody else may have made. What is proved here the engine, the outcome
 * and the explanation rely on without looking again: every register is written before it is read and has the type that
 * its reader expects, frames nest, and every table's numbers lead somewhere.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_VERIFY_H
#define CODE_VERIFY_H

#include "base/bug.h"
#include "code/code.h"

/* False where the Code must not run; *reason then says why, in `scratch` or for ever. The arrays of the Code are as long
 * as their counts say, and its texts end with a NUL: that is the image reader's part. */
bool code_verify(const Code *code, Arena *scratch, const char **reason) MUST_USE;

#endif
