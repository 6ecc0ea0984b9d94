/* images.h - code images for the fuzzers: made from texts, altered so that they still get past their digests, and used.
 *
 * An image of random bytes falls at the first check. So most changes are made to words of its rows, and the digests are put
 * right again: what is looked for lies behind them.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTS_FUZZ_IMAGES_H
#define TESTS_FUZZ_IMAGES_H

#include "fuzz/doors.h"

/* The image of what `text` is compiled to; none (bytes NULL) where it has errors. */
Str fuzz_make_image(Arena *arena, Str text);

/* Changes `size` bytes of an image, with room for `most`, in a way that `seed` chooses. Returns the new size. */
size_t fuzz_change_image(uint8_t *bytes, size_t size, size_t most, uint32_t seed);

/* Reads an image; where it is accepted evaluates a case with it, writes its outcome or reasons, and of some lists the Code, and
 * writes and reads it once more. *reason, where not NULL, becomes why it was not accepted (in `arena`), NULL where it was. */
void fuzz_use_image(Arena *arena, Str image, const char **reason);

/* libFuzzer asks it for changes in place of its own. */
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned int seed);

#endif
