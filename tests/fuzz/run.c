/* run.c - fuzzes the engine: a text and a case for it.
 *
 * In: the text, a byte of value 0, and the case; its first letter says which form it has, as in case.c. Without that byte
 * the case is empty.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fuzz/doors.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    if (count > FUZZ_BYTES_MOST)
        return 0;
    Arena *arena = arena_new();
    Str all = {(const char *)bytes, count};
    size_t end = str_find_byte(all, '\0');
    FuzzProgram program = fuzz_compile(arena, fuzz_copy(arena, bytes, end));
    if (program.code) {
        size_t start = end + 2 < count ? end + 2 : count;
        CaseForm form = end + 1 < count ? fuzz_get_form(all.bytes[end + 1]) : CASE_FORM_LINES;
        fuzz_run_case(arena, program.code, form, fuzz_copy(arena, bytes + start, count - start));
    }
    arena_free(arena);
    return 0;
}
