/* to_c.h - a Code of one frame as branch-free C for one case, three-valued: what the engine is measured against.
 *
 * The function made has the type MadeC: facts come as bytes (yes/no: 0 no, 1 unknown, 3 yes; others: 1 where known) and
 * values; each register in `outcomes` becomes such a byte.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BENCH_TO_C_H
#define BENCH_TO_C_H

#include <stdio.h>

#include "code/code.h"

typedef void MadeC(const unsigned char *facts, const long long *values, unsigned char *outcomes);

/* Writes the function under the name `name`; false where an instruction is none of those that the benchmarks use. Periods
 * are taken to hold. */
bool to_c_write(FILE *out, const Code *code, const uint32_t *outcomes, uint32_t outcome_count,
                const char *name);

#endif
