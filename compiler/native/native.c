/* native.c - see native.h: one context of the compiler, filled and written.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "native/native.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "native/emit.h"

/* Columns beyond this the debug information does not hold. */
#define COLUMN_MOST 1023

gcc_jit_location *emit_get_location(Emit *emit, uint32_t reg)
{
    if (!emit->is_for_debugger)
        return NULL;
    const Span span = emit->code->spans[reg];
    Sources *sources = emit->code->sources;
    if (span.source == SOURCE_NONE || span.source >= sources->list.count)
        return NULL;
    Position position = source_get_position(sources, span.source, span.start);
    int column = (int)(position.column < COLUMN_MOST ? position.column : COLUMN_MOST);
    const char *name = str_to_text(emit->arena, sources->list.items[span.source].name);
    return gcc_jit_context_new_location(emit->context, name, (int)position.line, column);
}

/* A text that whoever loads the file can find by `name`. */
static void emit_text(Emit *emit, const char *name, const char *text)
{
    gcc_jit_type *letter = gcc_jit_context_get_type(emit->context, GCC_JIT_TYPE_CHAR);
    gcc_jit_type *type =
        gcc_jit_context_new_array_type(emit->context, NULL, letter, (int)strlen(text) + 1);
    gcc_jit_lvalue *global =
        gcc_jit_context_new_global(emit->context, NULL, GCC_JIT_GLOBAL_EXPORTED, type, name);
    gcc_jit_global_set_initializer(global, text, strlen(text) + 1);
}

/* What gains nothing in straight lines of bit operations, and took a fifth of the compiler's time (bench/native.c). The other
 * ways to allocate registers take less time too, but what comes out is a fifth slower. */
static const char *const left_out[] = {
    "-fno-dse",
    "-fno-tree-dse",
    "-fno-tree-dominator-opts",
    "-fno-tree-pta",
    "-fno-cprop-registers",
    "-fno-ipa-modref",
    "-fno-ipa-pure-const",
    "-fno-ipa-reference",
    "-fno-ipa-profile",
};
/* A tenth more; over planes it would cost time instead. */
#define LEFT_OUT_OF_CASE "-fno-tree-ter"

static void set_options(gcc_jit_context *context, const NativeOptions *options)
{
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        gcc_jit_context_add_command_line_option(context, left_out[i]);
    if (options->kind == MACHINE_CASE)
        gcc_jit_context_add_command_line_option(context, LEFT_OUT_OF_CASE);
    gcc_jit_context_set_int_option(context, GCC_JIT_INT_OPTION_OPTIMIZATION_LEVEL,
                                   options->optimization);
    gcc_jit_context_set_bool_option(context, GCC_JIT_BOOL_OPTION_DEBUGINFO,
                                    options->is_for_debugger);
    gcc_jit_context_set_bool_allow_unreachable_blocks(context, 1);
    gcc_jit_context_add_driver_option(context, "-nostdlib");
    if (options->cpu)
        gcc_jit_context_add_command_line_option(context, options->cpu);
}

static void emit_all(Emit *emit, const NativeOptions *options)
{
    char version[32];
    native_get_compiler_version(version, sizeof version);
    emit_text(emit, "procc_machine_key", options->key);
    emit_text(emit, "procc_machine_compiler", version);
    if (options->kind == MACHINE_CASE)
        case_emit(emit);
    else
        planes_emit(emit, options->kind, cpu_get_block_words(options->kind, options->cpu));
}

bool native_write(Arena *arena, const Code *code, const NativeOptions *options, const char *path,
                  const char **reason)
{
    gcc_jit_context *context = gcc_jit_context_acquire();
    Emit emit = {.arena = arena,
                 .context = context,
                 .code = code,
                 .is_for_debugger = options->is_for_debugger,
                 .truths = ARENA_ARRAY(arena, code->instruction_count, Truths)};
    *reason = "the compiler cannot be started";
    if (!context)
        return false;
    set_options(context, options);
    emit_all(&emit, options);
    if (!gcc_jit_context_get_first_error(context))
        gcc_jit_context_compile_to_file(context, GCC_JIT_OUTPUT_KIND_DYNAMIC_LIBRARY, path);
    const char *error = gcc_jit_context_get_first_error(context);
    *reason = error ? arena_format(arena, "%s", error) : NULL;
    gcc_jit_context_release(context);
    return !*reason;
}

void native_get_compiler_version(char *version, size_t room)
{
    snprintf(version, room, "%d.%d.%d", gcc_jit_version_major(), gcc_jit_version_minor(),
             gcc_jit_version_patchlevel());
}
