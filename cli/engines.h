/* engines.h - what runs a Code, as --engine says: the interpreter, or machine code.
 *
 * The one place in which run, test, batch and build choose. Machine code is asked for, never relied on: where it cannot be had
 * that is reported, once, as a warning, and the interpreter answers.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CLI_ENGINES_H
#define CLI_ENGINES_H

#include "cli/options.h"
#include "error/report.h"
#include "machine/machine.h"

typedef enum EngineChoice {
    ENGINE_INTERP,
    ENGINE_NATIVE,
    ENGINE_ALL, /* each in turn; only for `procc test` */
} EngineChoice;

/* A Code and its machine code, if it has some; any number of threads may each have an engine of it. */
typedef struct RunnableCode {
    const Code *code;
    Module *module; /* NULL: the interpreter runs it */
} RunnableCode;

/* One for the process. */
typedef struct Engines {
    Arena *arena;
    VEC(RunnableCode) loaded; /* by engines_evaluate_any */
    EngineChoice choice;
    MachineSettings settings; /* folder and program are NULL where there is none */
    bool has_failed;          /* said already; machine code is not asked for again */
    bool has_disagreed;       /* ENGINE_ALL: the engines gave different registers; said already */
} Engines;

/* As --engine says; the interpreter where it was not given. False after it has said what is wrong with it. */
MUST_USE bool engines_init(Engines *engines, Arena *arena, const Options *options, bool takes_all);

/* Makes the machine code where it is wanted and not there yet. `code` lives as long; end it with engines_unload. */
RunnableCode engines_load(Engines *engines, const Code *code);
/* Lives in `arena`. */
Engine *engines_new_engine(const RunnableCode *runnable, Arena *arena);
/* Evaluates one table; everything lives in `arena`. */
const Evaluation *engines_evaluate(const RunnableCode *runnable, Arena *arena,
                                   const CaseTable *table);
/* The same for any Code, loaded when it is first met and kept until engines_deinit. `context` is an Engines. With ENGINE_ALL each
 * engine evaluates, and every register is compared. */
const Evaluation *engines_evaluate_any(void *context, Arena *arena, const Code *code,
                                       const CaseTable *table);
/* Unloads what was loaded by engines_evaluate_any; its evaluations must be done with. */
void engines_deinit(Engines *engines);
/* After all its engines and evaluations are done with. */
void engines_unload(RunnableCode *runnable);

/* Where machine code is kept and what makes it. Lives in `arena`. */
MachineSettings engines_get_settings(Arena *arena);

#endif
