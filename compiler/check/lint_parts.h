/* lint_parts.h - what the files of the lint share. Not for other rooms.
 *
 * Something declared is known by the place of its name: a text is read once a session, so the same fact has the same place in
 * every program.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CHECK_LINT_PARTS_H
#define CHECK_LINT_PARTS_H

#include "base/map.h"
#include "check/lint.h"
#include "check/trial.h"

/* Places in texts. */
typedef struct Places {
    Arena *arena;
    Map *map;
} Places;

/* Names that stand in some text, without their meaning. */
typedef struct Words {
    Arena *arena;
    Map *map;
} Words;

struct Lint {
    Arena *arena;
    Report *report;
    const Sources *sources;
    Places used;  /* facts, parameters, records, types and values of types that something names */
    Places read;  /* modules whose comments have been read, by their first byte */
    Map *allowed; /* "source line code" */
    /* while one program is checked */
    const CoreProgram *program;
    const CoreModule *module; /* its first: the only one that is complained of */
};

/* lint_words.c */
Places places_new(Arena *arena);
void places_add(Places *places, Span span);
bool places_has(const Places *places, Span span);
Words words_new(Arena *arena);
/* Adds each name in `text`, but not what stands in quotes and in comments. */
void words_add(Words *words, Str text);
bool words_has(const Words *words, Str word);

/* Whether the declaration stands in the text that is being checked. */
bool lint_is_own(const Lint *lint, Span span);
/* Whether the text has a procedure line of its own, `from` a document whose paragraphs are on file. */
bool lint_has_document(const Lint *lint);

/* The checks, each over lint->program. */
void lint_unused(Lint *lint);      /* lint_unused.c */
void lint_values(Lint *lint);      /* lint_unused.c */
void lint_modules(Lint *lint);     /* lint_modules.c */
void lint_decisions(Lint *lint);   /* lint_conditions.c */
void lint_rules(Lint *lint);       /* lint_rules.c */
void lint_rows(Lint *lint);        /* lint_rows.c */
void lint_labels(Lint *lint);      /* lint_labels.c */
void lint_same_labels(Lint *lint); /* lint_labels.c */
void lint_names(Lint *lint);       /* lint_names.c */
void lint_citations(Lint *lint);   /* lint_citations.c */

/* lint_conditions.c: reports parts of the condition, and the condition itself, that hold always or never. True where
 * something was reported. */
bool lint_condition(Lint *lint, const CoreExpr *condition);

#define LINT_REPORT(lint, id, span, ...)                                                           \
    report_add((lint)->report, diag_kind(id), (span), __VA_ARGS__)

#endif
