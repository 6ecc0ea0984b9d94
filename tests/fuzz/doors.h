/* doors.h - what the fuzzers share: a text or a case from memory, taken through all that procc does with it.
 *
 * In: bytes of any kind. Out: nothing; a crash, a sanitizer's word or a BUG_IF is what is looked for. Each fuzzer, text.c,
 * case.c and run.c, is linked with libFuzzer for the search and with replay.c for the ordinary tests.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTS_FUZZ_DOORS_H
#define TESTS_FUZZ_DOORS_H

#include <stdint.h>

#include "case/case.h"
#include "core/core.h"

/* Longer inputs are left alone: what matters shows in small ones, and large ones are tests/hostile's part. */
#define FUZZ_BYTES_MOST ((size_t)64 * 1024)

/* After this line the text of a second module begins, which the first one can use by the name `more`. */
#define FUZZ_MODULE_NAME "more"
#define FUZZ_MODULE_LINE "# ---- module " FUZZ_MODULE_NAME "\n"

typedef enum CaseForm {
    CASE_FORM_WORDS, /* each line is an argument */
    CASE_FORM_LINES,
    CASE_FORM_JSON,
} CaseForm;

typedef struct FuzzProgram {
    Report *report;
    CoreProgram *core; /* NULL where the bytes are no text */
    Code *code;        /* NULL where the text has errors */
} FuzzProgram;

/* Compiles a text, which the program borrows; everything lives in `arena`. */
FuzzProgram fuzz_compile(Arena *arena, Str text);

/* Runs and checks every scenario of the program, or of a module of it where that is what they are of. */
void fuzz_run_scenarios(Arena *arena, const FuzzProgram *program);

/* Reads a case, evaluates it as far as it is right, and writes the outcome, or its reasons: how is chosen by the
 * bytes. */
void fuzz_run_case(Arena *arena, const Code *code, CaseForm form, Str text);

/* The form that a letter stands for: `w` words, `j` JSON, any other lines. */
CaseForm fuzz_get_form(char letter);

/* Writes the report in every way. */
void fuzz_render(const Report *report);

/* A copy of the bytes with nothing behind them, so that reading over their end is seen. */
Str fuzz_copy(Arena *arena, const uint8_t *bytes, size_t count);

/* libFuzzer's door; each fuzzer has one. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

#endif
