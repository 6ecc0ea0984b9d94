/* case.c - fuzzes the way of a case, with the program in rich.proc.
 *
 * In: the first letter says which form the case has: `w` words of the command line, `j` JSON, any other a .case file.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fuzz/doors.h"

typedef struct ProgramText {
    const char *name;
    const char *text;
    size_t length;
} ProgramText;

static const ProgramText programs[] = {
#include "fuzz_rich.inc"
};

/* Compiled once, which libFuzzer gives no other place for; it is never changed afterwards. */
static const Code *get_code(void)
{
    static Code *code;
    if (!code)
        code = fuzz_compile(arena_new(), (Str){programs[0].text, programs[0].length}).code;
    BUG_IF(!code);
    return code;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    if (!count || count > FUZZ_BYTES_MOST)
        return 0;
    Arena *arena = arena_new();
    fuzz_run_case(arena, get_code(), fuzz_get_form((char)bytes[0]),
                  fuzz_copy(arena, bytes + 1, count - 1));
    arena_free(arena);
    return 0;
}
