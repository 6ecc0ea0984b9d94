/* cpu.h - what the compiler may be told of the processor that machine code will run on.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef MACHINE_CPU_H
#define MACHINE_CPU_H

/* An option of the compiler's: "-mavx2"; NULL where only what every processor of the kind can do may be used. */
const char *cpu_get_option(void);

#endif
