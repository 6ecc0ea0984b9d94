/* arena.h - memory that is given back all at once.
 *
 * An arena hands out zeroed memory and frees it when the arena ends; nothing is freed piece by piece.
 * Four lifetimes are used (docs/memory.md): session, unit, pass, call. A pointer never points into an arena
 * that ends sooner. Allocation never returns NULL: where the machine has no memory left, work that stands behind
 * arena_guard() is given up, and any other process says so and ends with EXIT_BUG. Built with ARENA_DEBUG each allocation is a malloc of its own, so that the
 * sanitizers see its bounds.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bug.h"

typedef struct Arena Arena;

/* A new arena; the caller owns it and ends it with arena_free. */
Arena *arena_new(void);

/* Ends the arena and all that was allocated from it. NULL is allowed. */
void arena_free(Arena *arena);

/* `size` zeroed bytes, aligned for any type. A size of 0 gives a valid pointer that must not be read. */
void *arena_alloc(Arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; a product that overflows ends the process like lack of memory. */
void *arena_alloc_array(Arena *arena, size_t count, size_t size);

/* A copy of `length` bytes with a NUL after them. */
char *arena_copy_text(Arena *arena, const char *text, size_t length);

/* Text made as by printf. */
char *arena_format(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

/* Does `work(context)`, and is true. Where memory is exhausted on the way, or the arenas that this work makes or fills have
 * taken more than `byte_most` bytes (0: no limit), the work is left where it stands, the arenas that it made are freed,
 * and the answer is false; arenas that stood before keep what they have. For the doors through which a host comes in: nothing
 * but arenas may be held while something is allocated. Guards may stand within guards; each thread has its own. */
bool arena_guard(void (*work)(void *context), void *context, size_t byte_most) MUST_USE;

/* For tests: what every guard of this thread that names no limit of its own is held to from now on; 0: nothing. */
void arena_limit_guards(size_t byte_most);

/* Bytes handed out so far, for tests and limits. */
size_t arena_get_byte_count(const Arena *arena);

#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, count, Type) ((Type *)arena_alloc_array((arena), (count), sizeof(Type)))

#endif
