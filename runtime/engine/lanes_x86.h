/* lanes_x86.h - whether the compiler can make code for other x86 processors than the one asked for, and ask which one runs.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ENGINE_LANES_X86_H
#define ENGINE_LANES_X86_H

#include "engine/lanes.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define LANES_X86
#endif

#endif
