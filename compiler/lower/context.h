/* context.h - what the files of lower/ share: the state of one lowering. Not for other rooms.
 *
 * Order of work: modules (parse all) - declare (names, types, actions) - bodies (expressions). Each later step finds all names of the
 * earlier ones, so the order of declarations never matters.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef LOWER_CONTEXT_H
#define LOWER_CONTEXT_H

#include "diag/diag.h"
#include "lower/lower.h"
#include "lower/scope.h"

/* A source of citations, and its paragraphs where they are on file. */
typedef struct CitedSource {
    const char *name;
    CoreModule *module;
    bool has_paragraphs;
    Map *paragraphs; /* number -> index of summaries */
    VEC(const char *) summaries;
    VEC(const char *) numbers;
} CitedSource;

/* The loops around an expression, innermost first. */
typedef struct Env Env;
struct Env {
    const Env *outer;
    CoreLoop *loop;
};

/* A declaration whose body is still to be lowered. */
typedef struct Pending {
    const Ast *ast;
    CoreModule *module;
    union {
        CoreFact *fact;
        CoreDecision *decision;
        CoreParameter *parameter;
        CoreRule *rule;
    } as;
} Pending;

typedef struct Lower {
    Arena *arena;
    Report *report;
    const ModuleFinder *finder;
    CoreProgram *program;
    Scope *scope;
    CoreModule *module; /* the one being lowered */
    bool
        is_incomplete; /* a text or module was lost, with the names in it: a name unlike any other is not reported */
    VEC(CitedSource) sources;
    VEC(const Enumeration *) unnamed; /* `one of …`, each set of values once (ruling 20) */
    Map *unnamed_values;              /* the values' names, sorted -> unnamed */
    VEC(Pending) pending_facts, pending_decisions, pending_parameters, pending_rules;
    VEC(const char *) module_paths; /* one a module of the program */
} Lower;

/* modules.c */
void lower_modules(Lower *lower, uint32_t source, const char *path);

/* marks.c */
void lower_sources(Lower *lower); /* declares every `source` and reads its paragraphs */
Marks lower_marks(Lower *lower, const AstList *clauses); /* of the citations and notes among them */

/* types.c */
bool lower_type(Lower *lower, const Ast *ast, Type *type, CoreRecord **element);
Type type_of(TypeKind kind);
const char *type_words(Lower *lower, Type type);
const char *type_phrase(Lower *lower, Type type); /* with its article: "an amount of money" */
/* The value most like `name`, or NULL. */
const char *nearest_value(Lower *lower, const Enumeration *enumeration, Str name);

/* literals.c */
bool lower_literal(Lower *lower, const Ast *ast, Type *type, CoreConstant *constant);
bool ast_is_literal(const Ast *ast);
/* A constant of `type` written in the text: a literal, or a value of the enumeration; reported where it is not. */
bool lower_constant(Lower *lower, const Ast *ast, Type type, CoreConstant *constant);
bool lower_date(Lower *lower, const Ast *ast, Value *day);
CodePeriod lower_period(Lower *lower, const Ast *in_force);

/* expr.c, operators.c */
CoreExpr *expr_new(Lower *lower, CoreExprKind kind, Type type, Span span);
CoreExpr *expr_error(Lower *lower, Span span);
/* An expression of any type; `expected` (NULL for none) is where a value of an enumeration is looked up. */
CoreExpr *lower_expr(Lower *lower, const Env *env, const Ast *ast, const Type *expected);
/* The same, and it must be of the type: reported where it is not. */
CoreExpr *lower_typed(Lower *lower, const Env *env, const Ast *ast, Type type, const char *what);
CoreExpr *lower_condition(Lower *lower, const Env *env, const Ast *ast);
CoreExpr *lower_comparison(Lower *lower, const Ast *ast, Comparison comparison, CoreExpr *left,
                           CoreExpr *right);
CoreExpr *lower_arithmetic(Lower *lower, const Env *env, const Ast *ast);
CoreExpr *lower_fold(Lower *lower, const Env *env, const Ast *ast);
CoreExpr *lower_pick(Lower *lower, const Env *env, const Ast *ast, const Type *expected);
/* Binds a loop over the list that `list` names; NULL where it is none: reported. */
CoreLoop *lower_loop(Lower *lower, const Env *env, Token variable, const Ast *list);
CoreExpr *lower_is_done(Lower *lower, const Env *env, const Ast *ast);
/* names.c */
CoreExpr *lower_name(Lower *lower, const Env *env, const Ast *ast, const Type *expected);
/* The list that a name stands for, and the loop whose element holds it (NULL for a list of the case). */
CoreFact *lower_list_name(Lower *lower, const Env *env, const Ast *name, CoreLoop **outer);
CoreExpr *lower_list_or_expr(Lower *lower, const Env *env, const Ast *ast);
const char *token_to_text(Lower *lower, Token token); /* NULL where absent */
CoreFact *record_find_field(const CoreRecord *record, Str name);
CoreDecision *record_find_derived(const CoreRecord *record, Str name);

void declare_type(Lower *lower, const Ast *ast);

/* declare.c */
void lower_declarations(Lower *lower);
/* rules.c */
void declare_rule(Lower *lower, const Ast *ast);
void lower_rule_body(Lower *lower, CoreRule *rule, const Ast *ast);
/* norms.c */
void declare_actions(Lower *lower, CoreRule *rule, const Ast *ast);
void lower_effects(Lower *lower, CoreRule *rule, const Ast *ast, const Env *env);
const Env *rule_env(Lower *lower, const CoreRule *rule);
/* decisions.c, tables.c */
void lower_decision_body(Lower *lower, CoreDecision *decision, const Ast *ast);
void lower_table_body(Lower *lower, CoreDecision *decision, const Ast *ast);
void lower_parameter_body(Lower *lower, CoreParameter *parameter, const Ast *ast);

/* Reports at a span; returns the message's index. */
#define LOWER_REPORT(lower, id, span, ...)                                                         \
    report_add((lower)->report, diag_kind(id), (span), __VA_ARGS__)

#endif
