/* expressions.h - expressions as registers.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODEGEN_EXPRESSIONS_H
#define CODEGEN_EXPRESSIONS_H

#include "codegen/loops.h"

/* An expression that stands in its register, or can stand in any frame. */
typedef struct Placed {
    uint32_t reg;  /* REGISTER_NONE for a leaf */
    LoopSet loops; /* what it reads; place_of says where the register stands */
    const CoreExpr
        *leaf; /* a constant or parameter, made anew in each frame that reads it; else NULL */
} Placed;

/* The expression in the outermost place where it can be had. */
Placed express(Gen *gen, const Env *env, const CoreExpr *expr);
/* Its register at `place`, which has at least its loops. */
uint32_t express_carry(Gen *gen, const Env *env, Placed placed, Place place);
/* Its register in the frame inside all loops of `env`. */
uint32_t express_inside(Gen *gen, const Env *env, const CoreExpr *expr);

#endif
