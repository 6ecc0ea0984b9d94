/* order.h - an order of instructions in which those of one kind follow each other.
 *
 * In the order of the program the kind changes at almost every step, and each change is a jump that the processor must
 * foresee. So that a program of n instructions takes some dozen jumps and not n, those of one kind follow each other here as far as
 * what they need stands: a kind is left only when none of its instructions is ready. Only for engine/.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ENGINE_ORDER_H
#define ENGINE_ORDER_H

#include "code/code.h"

typedef struct Ordering {
    const Code *code;
    const uint64_t *kinds; /* one an instruction */
    const bool *is_steady; /* one an instruction: it stands already, and gets no place */
    Arena *arena;          /* of what comes out, and of what is needed on the way */
} Ordering;

/* The instructions that are not steady, *count of them, in windows of so many of the program: none is moved out of its
 * window, and all stand behind what they need. */
uint32_t *order_by_kinds(const Ordering *of, uint32_t window, uint32_t *count);

#endif
