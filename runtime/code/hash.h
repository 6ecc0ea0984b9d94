/* hash.h - what a Code is called: SHA-256 of all that it means.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_HASH_H
#define CODE_HASH_H

#include "code/code.h"

/* Fills code->hash. Equal programs in equal texts have equal hashes on every machine, wherever their files lie: the texts of
 * the sources count, their names do not. */
void hash_code(Code *code);

#endif
