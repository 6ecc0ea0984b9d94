/* core.h - what a program means: a procedure with all the modules it uses, names resolved, types known.
 *
 * In: from lower/. Out: to check/, codegen/ and the reference evaluator in tests/. Nothing here is changed after lower/ built
 * it. Everything lives in the unit's arena. Where lower/ reported an error the program holds CORE_ERROR expressions
 * and must not reach codegen/.
 *
 * Loops. `for each`, `some`, `every`, `count of`, `total of` bind a CoreLoop; facts and derived fields of its element name
 * that loop. A derived field (`decide service.is_care_home`) is written once for the record: its expressions
 * name the decision's `self` loop, whose list is NULL, and it holds for the elements of every list of that record.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CORE_CORE_H
#define CORE_CORE_H

#include "base/map.h"
#include "base/vec.h"
#include "code/code.h"
#include "code/words.h"
#include "syntax/ast.h"
#include "value/value.h"

typedef struct CoreExpr CoreExpr;
typedef struct CoreRecord CoreRecord;
typedef struct CoreFact CoreFact;
typedef struct CoreLoop CoreLoop;
typedef struct CoreDecision CoreDecision;
typedef struct CoreParameter CoreParameter;
typedef struct CoreRule CoreRule;
typedef struct CoreNorm CoreNorm;
typedef struct CoreAction CoreAction;
typedef struct CoreModule CoreModule;

typedef struct CoreExprs {
    CoreExpr **items;
    size_t count;
    size_t capacity;
} CoreExprs;

typedef CodeConstant CoreConstant;

struct CoreFact {
    const char *name, *label, *ask, *judged_by; /* NULL if none */
    Type type;
    CoreRecord *element; /* for TYPE_LIST: the record of its elements, else NULL */
    CoreRecord *record;  /* the record it is a field of, NULL for a fact of the case */
    bool is_presumed, is_fixed;
    bool is_broken; /* its type is wrong: reported, and what uses it stays quiet */
    CoreConstant presumed;
    CoreModule *module;
    Marks marks;
    Span span;
    uint32_t number; /* in CoreProgram.facts for facts of the case; in record->fields for fields */
};

struct CoreRecord {
    const char *name, *label;
    VEC(CoreFact *) fields;
    VEC(CoreDecision *) derived;
    CoreModule *module;
    Span span;
};

struct CoreLoop {
    const char *name; /* the variable; NULL for a record's self */
    CoreFact *list;   /* the list looped over; NULL for a record's self */
    CoreLoop *
        outer; /* the loop whose element holds the list; NULL for a list of the case and for a self */
    CoreRecord *record; /* of its elements */
    Span span;
};

typedef enum CoreExprKind {
#define CORE_EXPR(KIND, words, fields) CORE_##KIND,
#include "core/core.def"
#undef CORE_EXPR
} CoreExprKind;

#define CORE_EXPR(KIND, words, fields)                                                             \
    typedef struct Core_##KIND {                                                                   \
        fields                                                                                     \
    } Core_##KIND;
#include "core/core.def"
#undef CORE_EXPR

struct CoreExpr {
    CoreExprKind kind;
    Type type;
    Span span;
    Marks marks; /* of a bulleted condition, `when`, `unless` */
    union {
#define CORE_EXPR(KIND, words, fields) Core_##KIND KIND;
#include "core/core.def"
#undef CORE_EXPR
    } as;
};

struct CoreParameter {
    const char *name, *label;
    Type type;
    bool is_broken;             /* as a fact's; it is in no list of the program */
    CodeParameterValue *values; /* ascending, `until` filled in (ruling 13) */
    uint32_t value_count;
    CoreModule *module;
    Marks marks;
    Span span;
    uint32_t number;
};

typedef struct CoreAlternative {
    uint32_t level;      /* rulings 1 to 4: 0 before the first `otherwise`, then one more at each */
    CoreExpr *condition; /* NULL: always */
    CoreExpr *value;
    bool has_period;
    CodePeriod period; /* out of it the alternative is as if it were not there */
    Marks marks;
    Span span;
} CoreAlternative;

struct CoreDecision {
    const char *name, *label;
    Type type;
    CoreRecord *record; /* for a derived field, else NULL */
    CoreLoop *self;     /* for a derived field, else NULL */
    bool is_table;
    bool is_broken; /* as a fact's; it is in no list of the program */
    CoreAlternative *alternatives;
    uint32_t alternative_count;
    CoreModule *module;
    Marks marks;
    Span span;
    uint32_t number; /* in CoreProgram.decisions */
};

struct CoreAction {
    const char *name, *label; /* label: the first one written */
    CoreLoop **loops; /* of the first rule that names it; all its rules loop over the same lists */
    uint32_t loop_count;
    Span span;
    uint32_t number;
};

typedef struct CoreTiming { /* NULL where not written */
    CoreExpr *by;
    const char *by_text;
    CoreExpr *within, *within_of;
    CoreExpr *not_before;
    CoreExpr *repeat, *repeat_from;
    CoreExpr *until;
} CoreTiming;

struct CoreNorm {
    CoreRule *rule;
    Modality modality;
    const char *actor;
    CoreAction *action; /* NULL for a choice and for MODALITY_FOLLOW */
    const char *label;
    const char *follow; /* MODALITY_FOLLOW: the procedure */
    CoreExpr *when;     /* its own, NULL if none */
    CoreTiming
        timing; /* a timing after a list has been given to each action that had none of that kind (ruling 30) */
    CoreNorm **options; /* for a choice */
    uint32_t option_count;
    CoreNorm *choice; /* for an option: its choice */
    Marks marks;      /* its own, its effect's and its rule's */
    Span span;
};

typedef struct CoreCondition {
    RulePartKind kind; /* WHERE (one a loop that has one, in order), WHEN, UNLESS */
    CoreExpr *expr;
    Marks marks;
    Span span;
} CoreCondition;

struct CoreRule {
    const char *name, *label;
    CoreLoop **loops; /* outermost first */
    uint32_t loop_count;
    bool has_period;
    CodePeriod period;
    VEC(CoreCondition) conditions; /* in the order written */
    VEC(CoreNorm *) norms;     /* choices before their options, options not repeated elsewhere */
    VEC(CoreRule *) overrides; /* rules that do not apply where this one does */
    VEC(Span) override_spans;  /* where each is named */
    bool is_broken;            /* a loop of it was reported: it has no body */
    CoreModule *module;
    Marks marks;
    Span span; /* the whole rule */
    Span name_span;
    uint32_t number; /* in CoreProgram.rules */
};

/* One .proc text of the program. */
struct CoreModule {
    const char *name; /* "ending_a_plan": the file's name without folder and .proc */
    uint32_t source;
    AstUnit *unit;
    uint32_t procedure; /* in CoreProgram.procedures, INDEX_NONE for none */
    const char *
        actor; /* the default actor: its own procedure's, else the run procedure's; NULL for none (ruling 37) */
    const char *citation_source; /* what a bare [p59] refers to; NULL for none */
};

/* What a scenario gives and expects; checked against the Code by scenario/. */
typedef struct CoreScenario {
    const char *title;
    const Ast *ast; /* AST_SCENARIO */
    CoreModule *module;
    Span span;
} CoreScenario;

typedef struct CoreProgram {
    Arena *arena;
    Sources *sources;
    VEC(CoreModule *) modules; /* the run module first, then each used one once */
    VEC(CodeProcedure) procedures;
    uint32_t procedure;    /* the one that is run: the first module's; INDEX_NONE for none */
    VEC(CoreFact *) facts; /* of the case, lists included; in order of modules and text */
    VEC(CoreRecord *) records;
    VEC(CoreParameter *) parameters;
    VEC(CoreDecision *)
    decisions; /* tables and derived fields too; a cycle among them was reported */
    VEC(CoreRule *) rules;
    VEC(CoreAction *) actions;
    VEC(CoreScenario) scenarios; /* of the first module only */
    Map *scenario_titles;        /* title -> scenarios */
    Map *headings;               /* of the sources, as citations name them: "croydon p57" */
} CoreProgram;

const char *core_kind_to_words(CoreExprKind kind);
void core_dump(Text *out, const CoreProgram *program);

#endif
