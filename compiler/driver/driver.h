/* driver.h - the compiler's door: from the name of a procedure to a Code that runs, and cases for it.
 *
 * A Driver is one session: it owns the texts, the report and every program loaded through it. What is wrong is in the
 * report, in the order found; the caller shows it (error/render.h). Nothing here prints, exits or reads the clock.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef DRIVER_DRIVER_H
#define DRIVER_DRIVER_H

#include "case/case.h"
#include "core/core.h"
#include "diag/diag.h"
#include "error/report.h"

typedef struct Driver Driver;

typedef struct DriverOptions {
    const char *const *
        module_folders; /* searched after the text's own folder and its parent, before the standard library */
    size_t module_folder_count;
} DriverOptions;

typedef struct Program {
    const char *path;  /* as shown in messages */
    CoreProgram *core; /* NULL where it was loaded from an image */
    Code *code;        /* NULL where the text has errors, or the image cannot be used */
} Program;

/* The caller owns the driver and ends it with driver_free; programs, report and sources end with it. */
Driver *driver_new(const DriverOptions *options);
void driver_free(Driver *driver);

Report *driver_get_report(Driver *driver);
Sources *driver_get_sources(Driver *driver);
Arena *driver_get_arena(Driver *driver);

/* Loads what `name` stands for: a .proc file, "-" for standard input, a folder with one file that has a procedure, or the
 * name of a module on the module path. NULL where no such text can be read: reported. */
Program *driver_load(Driver *driver, const char *name);

/* Likewise for whoever only runs it: `name` may also be a code image, which is read and verified and has no core. */
Program *driver_load_code(Driver *driver, const char *name);

/* The program whose procedure a scenario of `program` is about: `program` itself, or that of a module it uses, loaded on
 * its own. NULL where there is none: reported. */
Program *driver_find_subject(Driver *driver, Program *program, const CoreScenario *scenario);

/* Warns of what is right, and probably not meant, in programs whose texts have no error; then drops the warnings of the whole
 * report that a text allows (`# procc: allow NAME`) or that are switched off. */
void driver_lint(Driver *driver, Program *const *programs, size_t count, const DiagSwitch *switches,
                 size_t switch_count);

/* Only parses; for formatting and dumps. NULL where it cannot be read: reported. */
AstUnit *driver_parse(Driver *driver, const char *path);

/* Lays out a text: *before are the bytes of the file, or of standard input for "-", *after what they should be. Both live as
 * long as the driver. False where it cannot be read or does not parse: reported. */
MUST_USE bool driver_format(Driver *driver, const char *path, Str *before, Str *after);

/* Every .proc file under a folder, sorted; or the file itself. Adds to `paths` (allocated in the driver's arena). A name that
 * cannot be read is reported. */
typedef struct Paths {
    const char **items;
    size_t count, capacity;
} Paths;
void driver_find_texts(Driver *driver, const char *name, Paths *paths);
/* Whether there is a folder of that name. */
bool driver_is_folder(const char *name);

/* The words of `procc run`, told apart: the first names a procedure; so does a .proc file, a folder, and the name of a module
 * anywhere behind it. All others say the case. A word that could be either is reported. Lives as long as the driver. */
typedef struct Operands {
    Paths procedures, facts;
} Operands;
Operands *driver_sort_operands(Driver *driver, size_t count, const char *const *words);

/* Reads what words say, without yet knowing for which procedure: each is `key=value`, the name of a .case or .json file, or
 * "-" (standard input: JSON where its first letter is `{`). Words after a file add to it. What is wrong is reported. */
CaseEntries driver_read_entries(Driver *driver, size_t word_count, const char *const *words);
/* The same, as a case of `program`; a key said twice is an error. */
CaseTable *driver_read_case(Driver *driver, const Program *program, size_t word_count,
                            const char *const *words, Value as_of);

#endif
