/* mutants.h - a program with one thing in it changed: does any scenario notice?
 *
 * In: a program's Core. Out: a list of changes, each of which mutants_apply makes in a copy; the program itself is never
 * touched, and what lies off the way to the change is shared with it. Nothing is parsed again.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTER_MUTANTS_H
#define TESTER_MUTANTS_H

#include "base/map.h"
#include "core/core.h"

typedef enum MutantKind {
    MUTANT_DECISION_EXPR, /* `target` becomes `replacement`, wherever it stands in the decision */
    MUTANT_RULE_EXPR,     /* the same in a rule */
    MUTANT_DROP_ALTERNATIVE, /* `index` */
    MUTANT_DROP_UNLESS,      /* condition `index` */
    MUTANT_DROP_OVERRIDE,    /* `index` */
    MUTANT_DROP_UNTIL,       /* `target` */
    MUTANT_MODALITY,         /* of `norm` and its options */
    MUTANT_PARAMETER,        /* value `index` becomes `value` */
} MutantKind;

typedef struct Mutant {
    MutantKind kind;
    uint32_t number; /* of the decision, rule or parameter */
    uint32_t index;
    const CoreExpr *target;
    CoreExpr *replacement;
    const CoreNorm *norm;
    Modality modality;
    Value value;
    Span span;          /* what was changed */
    const char *change; /* "'and' becomes 'or'" */
    const char *owner_kind, *owner, *label;
    Marks marks; /* of the nearest thing that cites */
} Mutant;

typedef struct Mutants {
    VEC(Mutant) list;
} Mutants;

/* All changes to the texts that `counts` lets through, in the order of the program, none twice. */
Mutants *mutants_find(Arena *arena, const CoreProgram *program,
                      bool (*counts)(const void *context, uint32_t source), const void *context);
/* The program as changed; lives in `arena` and borrows from `program` and the mutant. */
const CoreProgram *mutants_apply(Arena *arena, const CoreProgram *program, const Mutant *mutant);
/* The same place and change in another program made from the same texts has the same key. */
const char *mutants_to_key(Arena *arena, const Mutant *mutant);

/* ---- between mutants.c and mutants_expr.c ---- */

typedef struct Finding {
    Arena *arena;
    const CoreProgram *program;
    Mutants *mutants;
    Map *keys;
    Mutant owner; /* kind, number, owner and marks of what is being changed */
} Finding;

void mutants_add(Finding *finding, Mutant mutant);
/* Changes in a condition; in a value of any type. NULL is allowed. */
void mutants_in_condition(Finding *finding, CoreExpr *expr);
void mutants_in_value(Finding *finding, CoreExpr *expr);
/* Changes of a whole value that an alternative gives. */
void mutants_in_answer(Finding *finding, CoreExpr *expr);

#endif
