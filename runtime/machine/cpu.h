/* cpu.h - what the compiler may be told of the processor that machine code will run on.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MACHINE_CPU_H
#define MACHINE_CPU_H

#include "machine/plan.h"

/* An option of the compiler's: "-mavx2"; NULL where only what every processor of the kind can do may be used. */
const char *cpu_get_option(MachineKind kind);

/* How many words of a plane code of this kind, made with this option or NULL, works on at once: what the processor takes. Every plane
 * has whole blocks of that. */
uint32_t cpu_get_block_words(MachineKind kind, const char *option);

#define CPU_BLOCK_WORDS_MOST 8

#endif
