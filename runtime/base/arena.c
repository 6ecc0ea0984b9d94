/* arena.c - blocks in a chain, each twice the last up to a limit; a large request gets a block of its own.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bug.h"

#define FIRST_BLOCK_SIZE ((size_t)16 * 1024)
#define LARGEST_BLOCK_SIZE ((size_t)1024 * 1024)

typedef struct Block Block;

struct Block {
    Block *next;
    size_t size; /* of `bytes` */
    size_t used;
    max_align_t bytes[];
};

/* Work that is given up where memory is exhausted: see arena_guard. */
typedef struct Guard Guard;
struct Guard {
    Guard *outer;
    Arena *arenas; /* made since and not freed */
    size_t byte_count, byte_most;
    jmp_buf way_out;
};

static _Thread_local Guard *current_guard;
static _Thread_local size_t usual_byte_most;

struct Arena {
    Guard *guard; /* under which it was made; NULL for none */
    Arena *next, *previous;
    Block *blocks; /* the first is the one being filled */
    size_t next_block_size;
    size_t byte_count;
};

static noreturn void give_up(size_t size)
{
    if (current_guard)
        longjmp(current_guard->way_out, 1);
    fprintf(stderr, "procc: out of memory (asked for %zu bytes)\n", size);
    _Exit(EXIT_BUG);
}

static void count_bytes(size_t size)
{
    if (!current_guard || !current_guard->byte_most)
        return;
    if (current_guard->byte_count > current_guard->byte_most ||
        size > current_guard->byte_most - current_guard->byte_count)
        give_up(size);
    current_guard->byte_count += size;
}

static void *take_memory(size_t size)
{
    count_bytes(size);
    void *memory = calloc(1, size);
    if (!memory)
        give_up(size);
    return memory;
}

static void enter_guard(Arena *arena)
{
    arena->guard = current_guard;
    if (!current_guard)
        return;
    arena->next = current_guard->arenas;
    if (arena->next)
        arena->next->previous = arena;
    current_guard->arenas = arena;
}

static void leave_guard(Arena *arena)
{
    if (!arena->guard)
        return;
    if (arena->previous)
        arena->previous->next = arena->next;
    else
        arena->guard->arenas = arena->next;
    if (arena->next)
        arena->next->previous = arena->previous;
    arena->guard = NULL;
    arena->next = arena->previous = NULL;
}

static Block *block_new(size_t size)
{
    if (size > SIZE_MAX / 2)
        size = SIZE_MAX / 2;
    Block *block = take_memory(sizeof(Block) + size);
    block->size = size;
    return block;
}

Arena *arena_new(void)
{
    Arena *arena = take_memory(sizeof(Arena));
    arena->next_block_size = FIRST_BLOCK_SIZE;
    enter_guard(arena);
    return arena;
}

void arena_free(Arena *arena)
{
    if (!arena)
        return;
    leave_guard(arena);
    Block *block = arena->blocks;
    while (block) {
        Block *next = block->next;
        free(block);
        block = next;
    }
    free(arena);
}

#ifndef ARENA_DEBUG
static size_t round_up(size_t size)
{
    const size_t step = sizeof(max_align_t);
    return size > SIZE_MAX / 2 ? size : (size + step - 1) / step * step;
}
#endif

static void *alloc_alone(Arena *arena, size_t size)
{
    Block *block = block_new(size);
    block->used = size;
    if (arena->blocks) { /* behind the block being filled, which goes on being filled */
        block->next = arena->blocks->next;
        arena->blocks->next = block;
    } else {
        arena->blocks = block;
    }
    return block->bytes;
}

void *arena_alloc(Arena *arena, size_t size)
{
    arena->byte_count += size;
#ifdef ARENA_DEBUG
    return alloc_alone(arena, size);
#else
    size_t rounded = round_up(size ? size : 1);
    if (rounded > arena->next_block_size / 4)
        return alloc_alone(arena, rounded);
    Block *block = arena->blocks;
    if (!block || block->size - block->used < rounded) {
        block = block_new(arena->next_block_size);
        if (arena->next_block_size < LARGEST_BLOCK_SIZE)
            arena->next_block_size *= 2;
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *memory = (char *)block->bytes + block->used;
    block->used += rounded;
    return memory;
#endif
}

void *arena_alloc_array(Arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        return arena_alloc(arena, SIZE_MAX / 2); /* ends the process with the usual message */
    return arena_alloc(arena, count * size);
}

char *arena_copy_text(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_format(Arena *arena, const char *format, ...)
{
    va_list first, second;
    va_start(first, format);
    va_copy(second, first);
    int length = vsnprintf(NULL, 0, format, first);
    va_end(first);
    BUG_IF(length < 0);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, second);
    va_end(second);
    return text;
}

/* What the work made now belongs to its caller, or to the guard around this one. */
static void hand_over(Guard *guard)
{
    while (guard->arenas) {
        Arena *arena = guard->arenas;
        leave_guard(arena);
        enter_guard(arena);
    }
}

/* False where the work was given up. The guard stands in the caller's frame, so that longjmp leaves it as it is. */
static bool do_guarded(Guard *guard, void (*work)(void *context), void *context)
{
    if (setjmp(guard->way_out))
        return false;
    work(context);
    return true;
}

void arena_limit_guards(size_t byte_most)
{
    usual_byte_most = byte_most;
}

bool arena_guard(void (*work)(void *context), void *context, size_t byte_most)
{
    Guard guard = {.outer = current_guard, .byte_most = byte_most ? byte_most : usual_byte_most};
    current_guard = &guard;
    bool is_done = do_guarded(&guard, work, context);
    current_guard = guard.outer;
    if (current_guard)
        current_guard->byte_count += guard.byte_count;
    if (is_done)
        hand_over(&guard);
    while (guard.arenas)
        arena_free(guard.arenas);
    return is_done;
}

size_t arena_get_byte_count(const Arena *arena)
{
    return arena->byte_count;
}
