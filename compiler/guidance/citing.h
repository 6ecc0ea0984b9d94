/* citing.h - which declarations cite which paragraphs, and which scenarios rest on them.
 *
 * In: the texts under some paths, loaded with all they use. Out: the sources that those texts declare with a paragraphs
 * file, and every citation of them in those texts. What cites is what encodes: rules, decisions, tables, facts, types
 * and all within them; not `source`, `procedure` and `use` lines, nor scenarios. Everything lives in the arena given.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef GUIDANCE_CITING_H
#define GUIDANCE_CITING_H

#include "driver/driver.h"
#include "guidance/edition.h"

typedef struct CitedBy {
    Span span;              /* of the citation's words */
    const char *what;       /* "bullet of rule end_plan" */
    const Ast *declaration; /* the rule */
    const Ast *holder;      /* the bullet; the declaration where it is that itself */
    const CoreProgram *program;
} CitedBy;

typedef VEC(CitedBy) CitedByList;

/* A document that procedures cite. */
typedef struct Guide {
    const char *name; /* as citations name it: "croydon" */
    uint32_t text;    /* the source number of the text that declares it */
    Edition edition;
    CitedByList *cited_by; /* one a paragraph */
} Guide;

/* A text with scenarios: the first module of the program. */
typedef struct ScenarioText {
    const CoreProgram *program;
} ScenarioText;

typedef struct Citing {
    Arena *arena;
    Driver *driver;
    VEC(Guide) guides;                /* in the order of the texts */
    VEC(ScenarioText) scenario_texts; /* likewise */
    Map *numbers;                     /* of guides, by the declaring text's path and their name */
} Citing;

/* What is wrong with a text, or a paragraphs file, is in the driver's report. */
Citing *citing_find(Arena *arena, Driver *driver, const Paths *paths);

/* The path and line of a span, for lists: "folder/file.proc:12". */
const char *citing_place(const Citing *citing, Span span);
const char *citing_file(const Citing *citing, Span span);
uint32_t citing_line(const Citing *citing, Span span);

#endif
