/* cpu.c - see cpu.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "machine/cpu.h"

#include <string.h>

#define WIDE_OPTION "-mavx512bw"

/* Only blocks of planes gain by the widest registers: 0.69 to 0.76 of the read bandwidth (bench/native_columns.c). */
const char *cpu_get_option(MachineKind kind)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (kind == MACHINE_OUTCOMES && __builtin_cpu_supports("avx512bw"))
        return WIDE_OPTION;
    return __builtin_cpu_supports("avx2") ? "-mavx2" : NULL;
#else
    (void)kind;
    return NULL;
#endif
}

uint32_t cpu_get_block_words(MachineKind kind, const char *option)
{
    if (kind != MACHINE_OUTCOMES)
        return 1; /* an engine may run one case in registers of a single word */
    return option && strcmp(option, WIDE_OPTION) == 0 ? CPU_BLOCK_WORDS_MOST : 4;
}
