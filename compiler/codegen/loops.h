/* loops.h - which loops an expression stands in, and in which frame it can be had.
 *
 * An environment is the row of loops around an expression, outermost first, each with the frame reached after it. An
 * expression that reads only some of those loops is placed further out: in the frame after the first few of them, or, where it
 * reads one loop alone, in that loop's list frame, from where a product frame gathers it. What is in neither shape stands
 * behind the innermost loop that it reads.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODEGEN_LOOPS_H
#define CODEGEN_LOOPS_H

#include "codegen/gen.h"

typedef struct Env {
    uint32_t count;
    const CoreLoop **loops;
    uint32_t *list_frames; /* one a loop: the list frame of its elements */
    uint32_t *frames;      /* count + 1: the frame after each loop; the first is 0 */
} Env;

/* Bit i: loop i of an environment; the last bit stands for all loops from there on. A set with a loop has its outer
 * loops too. */
typedef uint64_t LoopSet;

#define LOOP_SET_LAST 63u

typedef struct Place {
    bool is_element; /* in the list frame of loop `index`; else in the frame after `index` loops */
    uint32_t index;
} Place;

const Env *env_root(Gen *gen);
/* The environment inside one more loop. */
const Env *env_push(Gen *gen, const Env *env, const CoreLoop *loop);
/* The environment of a derived field: its element stands in `frame`. */
const Env *env_push_self(Gen *gen, const CoreLoop *self, uint32_t frame);
/* The environment of a place: only its loops. */
const Env *env_narrow(Gen *gen, const Env *env, Place place);
/* The frame inside all loops. */
uint32_t env_get_frame(const Env *env);
/* The frame in which the elements of `loop` stand; frame 0 for NULL. */
uint32_t env_get_list_frame(const Env *env, const CoreLoop *loop);

/* The loop and its outer ones; empty for NULL and for a loop that is not of `env`. */
LoopSet loops_of(const Env *env, const CoreLoop *loop);
/* The loops whose elements an action is told apart by, where its innermost one is `loop`. */
LoopSet loops_of_action(const Env *env, const CoreAction *action, const CoreLoop *loop);
/* All loops of `env` that the expression reads. */
LoopSet loops_of_expr(const Env *env, const CoreExpr *expr);

Place place_of(const Env *env, LoopSet loops);
Place place_inside(const Env *env);
uint32_t place_get_frame(const Env *env, Place place);
/* Brings a register from one place to another that reads at least the same loops. */
uint32_t place_carry(Gen *gen, const Env *env, uint32_t reg, Place from, Place to);

#endif
