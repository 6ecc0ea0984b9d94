/* loops.c - see loops.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "codegen/loops.h"

#include <string.h>

#include "core/walk.h"

static Env *env_new(Gen *gen, uint32_t count)
{
    Env *env = ARENA_NEW(gen->pass, Env);
    env->count = count;
    env->loops = ARENA_ARRAY(gen->pass, count, const CoreLoop *);
    env->list_frames = ARENA_ARRAY(gen->pass, count, uint32_t);
    env->frames = ARENA_ARRAY(gen->pass, (size_t)count + 1, uint32_t);
    return env;
}

/* The first loops of `env`, with room for more up to `count`. */
static Env *env_copy(Gen *gen, const Env *env, uint32_t kept, uint32_t count)
{
    Env *copy = env_new(gen, count);
    memcpy(copy->frames, env->frames, ((size_t)kept + 1) * sizeof *copy->frames);
    for (uint32_t i = 0; i < kept; i++) {
        copy->loops[i] = env->loops[i];
        copy->list_frames[i] = env->list_frames[i];
    }
    return copy;
}

/* The index of `loop`, env->count where it is not there. */
static uint32_t find_loop(const Env *env, const CoreLoop *loop)
{
    for (uint32_t i = env->count; i-- > 0;)
        if (env->loops[i] == loop)
            return i;
    return env->count;
}

static uint32_t get_loop(const Env *env, const CoreLoop *loop)
{
    uint32_t index = find_loop(env, loop);
    BUG_IF(index == env->count);
    return index;
}

const Env *env_root(Gen *gen)
{
    return env_new(gen, 0);
}

const Env *env_push_self(Gen *gen, const CoreLoop *self, uint32_t frame)
{
    Env *env = env_new(gen, 1);
    env->loops[0] = self;
    env->list_frames[0] = env->frames[1] = frame;
    return env;
}

const Env *env_push(Gen *gen, const Env *env, const CoreLoop *loop)
{
    uint32_t current = env_get_frame(env);
    uint32_t holder = loop->outer ? env->frames[get_loop(env, loop->outer) + 1] : 0;
    uint32_t list_frame = gen_get_list_frame(gen, env_get_list_frame(env, loop->outer), loop->list);
    bool is_next = holder == current && gen->frames.items[list_frame].parent == current;
    Env *inner = env_copy(gen, env, env->count, env->count + 1);
    inner->loops[env->count] = loop;
    inner->list_frames[env->count] = list_frame;
    inner->frames[env->count + 1] =
        is_next ? list_frame : gen_get_product_frame(gen, current, list_frame, holder);
    return inner;
}

/* Loop `index` and its outer ones, alone: each stands in its list frame. */
static const Env *env_chain(Gen *gen, const Env *env, uint32_t index)
{
    uint32_t count = 0;
    for (const CoreLoop *loop = env->loops[index]; loop; loop = loop->outer)
        count++;
    Env *chain = env_new(gen, count);
    for (const CoreLoop *loop = env->loops[index]; loop; loop = loop->outer) {
        chain->loops[--count] = loop;
        chain->list_frames[count] = chain->frames[count + 1] = env_get_list_frame(env, loop);
    }
    return chain;
}

const Env *env_narrow(Gen *gen, const Env *env, Place place)
{
    if (place.is_element)
        return env_chain(gen, env, place.index);
    return place.index == env->count ? env : env_copy(gen, env, place.index, place.index);
}

uint32_t env_get_frame(const Env *env)
{
    return env->frames[env->count];
}

uint32_t env_get_list_frame(const Env *env, const CoreLoop *loop)
{
    return loop ? env->list_frames[get_loop(env, loop)] : 0;
}

static LoopSet bit_of(uint32_t index)
{
    return (LoopSet)1 << (index < LOOP_SET_LAST ? index : LOOP_SET_LAST);
}

LoopSet loops_of(const Env *env, const CoreLoop *loop)
{
    LoopSet set = 0;
    for (; loop; loop = loop->outer) {
        uint32_t index = find_loop(env, loop);
        if (index < env->count)
            set |= bit_of(index);
    }
    return set;
}

/* The innermost loop over the list of `like`, outside `inner` where that is a loop of `env`. */
static const CoreLoop *find_loop_like(const Env *env, const CoreLoop *like, const CoreLoop *inner)
{
    for (uint32_t i = find_loop(env, inner); i-- > 0;)
        if (env->loops[i]->list == like->list)
            return env->loops[i];
    return NULL;
}

LoopSet loops_of_action(const Env *env, const CoreAction *action, const CoreLoop *loop)
{
    LoopSet set = loops_of(env, loop);
    const CoreLoop *inner = loop;
    for (uint32_t i = action->loop_count; inner && i-- > 1;) {
        const CoreLoop *next = action->loops[i]->outer == action->loops[i - 1]
                                   ? inner->outer
                                   : find_loop_like(env, action->loops[i - 1], inner);
        set |= loops_of(env, next);
        inner = next;
    }
    return set;
}

static LoopSet loops_of_leaf(const Env *env, const CoreExpr *expr)
{
    if (expr->kind == CORE_FACT)
        return loops_of(env, expr->as.FACT.loop);
    if (expr->kind == CORE_DECISION)
        return loops_of(env, expr->as.DECISION.loop);
    if (expr->kind == CORE_LIST)
        return loops_of(env, expr->as.LIST.loop);
    if (expr->kind == CORE_IS_DONE)
        return loops_of_action(env, expr->as.IS_DONE.action, expr->as.IS_DONE.loop);
    return 0;
}

LoopSet loops_of_expr(const Env *env, const CoreExpr *expr)
{
    const CoreLoop *bound = core_find_bound_loop(expr);
    LoopSet set = loops_of_leaf(env, expr) | (bound ? loops_of(env, bound->outer) : 0);
    for (size_t i = 0; i < core_count_children(expr); i++) {
        const CoreExpr *child = core_get_child(expr, i);
        if (child)
            set |= loops_of_expr(env, child);
    }
    return set;
}

/* The index of the innermost loop of a set that is not empty. */
static uint32_t get_innermost(const Env *env, LoopSet loops)
{
    if (loops & bit_of(LOOP_SET_LAST))
        return env->count - 1;
    uint32_t index = 0;
    while (loops >>= 1)
        index++;
    return index;
}

Place place_of(const Env *env, LoopSet loops)
{
    if (!loops || env->count == 0)
        return (Place){false, 0};
    uint32_t index = get_innermost(env, loops);
    bool is_chain = index < LOOP_SET_LAST && loops == loops_of(env, env->loops[index]);
    if (is_chain && env->frames[index + 1] != env->list_frames[index])
        return (Place){true, index};
    return (Place){false, index + 1};
}

Place place_inside(const Env *env)
{
    return (Place){false, env->count};
}

uint32_t place_get_frame(const Env *env, Place place)
{
    return place.is_element ? env->list_frames[place.index] : env->frames[place.index];
}

static uint32_t share_move(Gen *gen, Opcode opcode, uint32_t frame, uint32_t reg)
{
    return gen_share(gen, opcode, frame, gen->instructions.items[reg].type, reg,
                     gen->spans.items[reg]);
}

uint32_t place_carry(Gen *gen, const Env *env, uint32_t reg, Place from, Place to)
{
    if (from.is_element == to.is_element && from.index == to.index)
        return reg;
    uint32_t frame = place_get_frame(env, to);
    if (from.is_element && !to.is_element) {
        uint32_t product = env->frames[from.index + 1];
        reg = share_move(gen, OP_GATHER, product, reg);
        if (product == frame)
            return reg;
    }
    return share_move(gen, OP_BROADCAST, frame, reg);
}
