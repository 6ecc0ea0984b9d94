/* text.c - fuzzes the way of a text: reading, messages, code, its scenarios, an empty case, the formatter.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "fuzz/doors.h"
#include "source/load.h"
#include "syntax/format.h"

/* False where the text does not parse. */
static bool format(Str *after, Arena *arena, Str before)
{
    Sources *sources = ARENA_NEW(arena, Sources);
    sources->arena = arena;
    Report *report = report_new(arena, sources);
    uint32_t source;
    return load_text(&source, report, STR("text"), before) &&
           syntax_format(after, arena, report, source);
}

static void format_twice(Arena *arena, Str text)
{
    Str once, twice;
    if (!format(&once, arena, text))
        return;
    bool is_text = format(&twice, arena, once);
    BUG_IF(!is_text);
    BUG_IF(!str_is_equal(once, twice));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    if (count > FUZZ_BYTES_MOST)
        return 0;
    Arena *arena = arena_new();
    Str text = fuzz_copy(arena, bytes, count);
    FuzzProgram program = fuzz_compile(arena, text);
    if (program.code) {
        fuzz_run_case(arena, program.code, CASE_FORM_LINES, STR_NONE);
        fuzz_run_scenarios(arena, &program);
    }
    fuzz_render(program.report);
    format_twice(arena, text);
    arena_free(arena);
    return 0;
}
