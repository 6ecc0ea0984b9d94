/* cpu.c - see cpu.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "machine/cpu.h"

#include <stddef.h>

const char *cpu_get_option(void)
{
#if defined(__x86_64__) && defined(__GNUC__)
    return __builtin_cpu_supports("avx2") ? "-mavx2" : NULL;
#else
    return NULL;
#endif
}
