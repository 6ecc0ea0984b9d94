/* hash.h - what a Code is called: SHA-256 of all that it means.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_HASH_H
#define CODE_HASH_H

#include "code/code.h"

/* Fills code->hash. Programs that mean the same have the same hash on every machine: words, labels, citations and notes count,
 * where they stand in the text does not, so that formatting a text leaves it alone. */
void hash_code(Code *code);

#endif
