/* image.c - fuzzes code images: what is read is refused with one message, or runs.
 *
 * In: an image, or a text, of which an image is made first: so the seeds are texts, which no change of the form makes stale.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <string.h>

#include "code/image.h"
#include "fuzz/images.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    if (count > FUZZ_BYTES_MOST)
        return 0;
    Arena *arena = arena_new();
    Str input = fuzz_copy(arena, bytes, count);
    Str image = image_is(input) ? input : fuzz_make_image(arena, input);
    if (image.bytes)
        fuzz_use_image(arena, image, NULL);
    arena_free(arena);
    return 0;
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned int seed)
{
    Arena *arena = arena_new();
    Str input = {(const char *)bytes, size};
    Str image = image_is(input) ? input : fuzz_make_image(arena, fuzz_copy(arena, bytes, size));
    if (image.bytes && image.length <= most) {
        memmove(bytes, image.bytes, image.length);
        size = image.length;
    }
    arena_free(arena);
    return fuzz_change_image(bytes, size, most, seed);
}
