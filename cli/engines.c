/* engines.c - see engines.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "cli/engines.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/output.h"
#include "error/problem.h"

/* The program that makes machine code: beside procc, or where `make install` puts it. */
#define MAKER_NAME "procc-native"
#define MAKER_INSTALLED "../libexec/procc/" MAKER_NAME

static bool read_choice(EngineChoice *out, const char *wanted, bool takes_all)
{
    static const char *const names[] = {"interp", "native", "all"};
    const size_t count = takes_all ? 3 : 2;
    *out = ENGINE_INTERP;
    for (size_t i = 0; wanted && i < count; i++)
        if (strcmp(wanted, names[i]) == 0) {
            *out = (EngineChoice)i;
            return true;
        }
    if (wanted)
        output_complain("--engine %s: there is no such engine; one of interp, native%s", wanted,
                        takes_all ? ", all" : "");
    return !wanted;
}

/* ---- where things are ---- */

/* The cache folder as the XDG base directory specification says: a path that is not absolute counts for nothing. */
static const char *find_folder(Arena *arena)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && cache[0] == '/')
        return arena_format(arena, "%s/procc/native", cache);
    if (home && home[0] == '/')
        return arena_format(arena, "%s/.cache/procc/native", home);
    return NULL;
}

static const char *find_beside(Arena *arena, const char *name)
{
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0)
        return NULL;
    self[length] = 0;
    char *slash = strrchr(self, '/');
    if (!slash)
        return NULL;
    *slash = 0;
    const char *path = arena_format(arena, "%s/%s", self, name);
    return access(path, X_OK) == 0 ? path : NULL;
}

static const char *find_program(Arena *arena)
{
    const char *named = getenv("PROCC_NATIVE");
    const char *beside = named && named[0] ? named : find_beside(arena, MAKER_NAME);
    return beside ? beside : find_beside(arena, MAKER_INSTALLED);
}

MachineSettings engines_get_settings(Arena *arena)
{
    const char *seconds = getenv("PROCC_NATIVE_SECONDS"), *debug = getenv("PROCC_NATIVE_DEBUG");
    unsigned long most = seconds ? strtoul(seconds, NULL, 10) : 0;
    return (MachineSettings){
        .folder = find_folder(arena),
        .program = find_program(arena),
        .kind = MACHINE_REGISTERS,
        .seconds = most < UINT32_MAX ? (uint32_t)most : 0,
        .is_for_debugger = debug && debug[0],
    };
}

/* ---- engines ---- */

bool engines_init(Engines *engines, Arena *arena, const Options *options, bool takes_all)
{
    *engines = (Engines){.arena = arena};
    if (!read_choice(&engines->choice, options->values[OPTION_ENGINE], takes_all))
        return false;
    if (engines->choice != ENGINE_INTERP)
        engines->settings = engines_get_settings(arena);
    return true;
}

static Module *open_module(const Engines *engines, const Code *code, const char **reason)
{
    *reason = "neither XDG_CACHE_HOME nor HOME says where to keep it";
    if (!engines->settings.folder)
        return NULL;
    Module *module = machine_open(engines->arena, code, &engines->settings, reason);
    if (!module && !*reason)
        *reason = "the program " MAKER_NAME " is not there";
    return module;
}

static void complain(Engines *engines, const Code *code, const char *reason)
{
    Report *report = report_new(engines->arena, code->sources);
    report_add(report, problem_kind(PROBLEM_NO_MACHINE_CODE), SPAN_NONE,
               "no machine code, so the interpreter answers: %s", reason);
    output_report(report);
    engines->has_failed = true;
}

RunnableCode engines_load(Engines *engines, const Code *code)
{
    RunnableCode runnable = {code, NULL};
    const char *reason;
    if (engines->choice == ENGINE_INTERP || engines->has_failed)
        return runnable;
    runnable.module = open_module(engines, code, &reason);
    if (!runnable.module)
        complain(engines, code, reason);
    return runnable;
}

Engine *engines_new_engine(const RunnableCode *runnable, Arena *arena)
{
    if (runnable->module)
        return machine_new_engine(arena, runnable->code, runnable->module, MACHINE_REGISTERS);
    return engine_new(arena, runnable->code);
}

const Evaluation *engines_evaluate(const RunnableCode *runnable, Arena *arena,
                                   const CaseTable *table)
{
    if (!runnable->module)
        return interpreter_run(arena, runnable->code, table);
    return engine_run(engines_new_engine(runnable, arena), table);
}

void engines_unload(RunnableCode *runnable)
{
    if (runnable->module)
        module_close(runnable->module);
    runnable->module = NULL;
}

/* ---- several Codes, and several engines ---- */

static const RunnableCode *find_loaded(Engines *engines, const Code *code)
{
    for (size_t i = engines->loaded.count; i-- > 0;)
        if (engines->loaded.items[i].code == code)
            return &engines->loaded.items[i];
    const RunnableCode runnable = engines_load(engines, code);
    VEC_PUSH(engines->arena, &engines->loaded, runnable);
    return &engines->loaded.items[engines->loaded.count - 1];
}

static void compare(Engines *engines, const Evaluation *native, const Evaluation *interpreted)
{
    uint32_t reg, row;
    if (engines->has_disagreed || !evaluation_find_difference(native, interpreted, &reg, &row))
        return;
    engines->has_disagreed = true;
    output_complain("the engines disagree: code %s, register %u (%s), row %u", native->code->hash,
                    reg, opcode_to_name(native->code->instructions[reg].opcode), row);
}

const Evaluation *engines_evaluate_any(void *context, Arena *arena, const Code *code,
                                       const CaseTable *table)
{
    Engines *engines = context;
    const RunnableCode *runnable = find_loaded(engines, code);
    const Evaluation *evaluation = engines_evaluate(runnable, arena, table);
    if (engines->choice == ENGINE_ALL && runnable->module)
        compare(engines, evaluation, interpreter_run(arena, code, table));
    return evaluation;
}

void engines_deinit(Engines *engines)
{
    for (size_t i = 0; i < engines->loaded.count; i++)
        engines_unload(&engines->loaded.items[i]);
}
