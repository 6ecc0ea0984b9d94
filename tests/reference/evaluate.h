/* evaluate.h - the reference evaluator: the language's meaning a second time, written from the rulings, slowly and plainly.
 *
 * In: a CoreProgram without errors, the entries of one case that is right, the as-of date. Out: the outcome as sorted lines
 * of text (lines.h), to be compared with what the engine's Outcome gives in the same form (outcome_lines.h). It shares
 * values, the calendar and the Core with the compiler, and nothing with codegen/, engine/ or outcome/: one mistake made
 * twice in the same way would be no test. Where the rulings leave something open, README.md says which reading was taken.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef REFERENCE_EVALUATE_H
#define REFERENCE_EVALUATE_H

#include "base/map.h"
#include "calendar/calendar.h"
#include "case/case.h"
#include "core/core.h"
#include "reference/lines.h"

/* What an expression comes to in one place. */
typedef struct Answer {
    bool is_known;
    Value value;      /* where known; for texts a number in `texts` */
    Names needs;      /* where not known */
    Names blocked_by; /* where not known: decisions and parameters */
} Answer;

/* An element of a list, or any possible element of one that is not given. */
typedef struct Element {
    const char *path;   /* "services.2"; NULL for a possible element */
    const char *needed; /* for a possible element: the list that would have to be given */
    const char *list;   /* for a possible element: its own list, "services.visits" */
    uint32_t number;    /* from 1; 0 for a possible element */
} Element;

typedef struct Env Env;
struct Env {
    const Env *outer;
    const CoreLoop *loop;
    Element element;
};

typedef struct ElementList {
    bool is_given;
    uint32_t count;   /* where given */
    const char *path; /* where the elements would have one: "services" */
    const char *
        needed; /* where not given: the list that would have to be given, it or one it hangs from */
    const char *list; /* where not given: itself */
} ElementList;

typedef struct Reference {
    Arena *arena;
    const CoreProgram *program;
    const CaseEntries *entries;
    Value as_of;
    Texts *texts;
    Map *keys;               /* key -> entry */
    Map *counts;             /* path of a list -> its number of elements */
    Map *decided;            /* decision's key -> number in `settled` */
    uint32_t possible_count; /* how often an element was named that there only may be (ruling 8) */
    VEC(struct Settled *) settled;
} Reference;

typedef enum SettledKind {
    SETTLED_VALUE,
    SETTLED_OPEN, /* undetermined */
    SETTLED_CONFLICT,
    SETTLED_GAP,
} SettledKind;

typedef struct Settled {
    SettledKind kind;
    Answer answer;     /* SETTLED_VALUE, SETTLED_OPEN */
    VEC(Value) values; /* SETTLED_CONFLICT: each that holds, once */
} Settled;

/* The outcome of one case as sorted lines. Everything lives in `arena`. */
Lines reference_evaluate(Arena *arena, const CoreProgram *program, const CaseEntries *entries,
                         Value as_of);

/* ---- evaluate_case.c: what the case says ---- */
void reference_read_case(Reference *reference);
/* The value of a fact, presumed where the case is silent. */
Answer reference_get_fact(Reference *reference, const CoreFact *fact, Element element);
ElementList reference_get_list(Reference *reference, const CoreFact *list, const Element *holder);
Element reference_get_element(Reference *reference, const ElementList *list, uint32_t number);
typedef enum DoingKind {
    DOING_NOT_DONE,
    DOING_DONE,
    DOING_NOT_KNOWN,
} DoingKind;
typedef struct Doing {
    DoingKind kind;
    Value day;     /* DOING_DONE */
    Answer answer; /* whether it was done */
} Doing;
/* The doing of an action for the elements of its loops, innermost `env`. */
Doing reference_get_doing(Reference *reference, const CoreAction *action, const Element *elements);

/* ---- evaluate_answer.c: putting answers together ---- */
Answer answer_value(Value value);
Answer answer_truth(bool is_yes);
Answer answer_nothing(void); /* no value, and nothing that would help */
Answer answer_needs(Reference *reference, const char *key);
Answer answer_blocked(Reference *reference, const char *name);
bool answer_is_yes(Answer answer);
bool answer_is_no(Answer answer);
Answer answer_not(Answer answer);
Answer answer_and(Reference *reference, const Answer *answers, size_t count);
Answer answer_or(Reference *reference, const Answer *answers, size_t count);
/* No value, because some of the operands have none (ruling 5). */
Answer answer_strict(Reference *reference, const Answer *answers, size_t count);

/* ---- evaluate.c: expressions ---- */
Answer reference_evaluate_expr(Reference *reference, const Env *env, const CoreExpr *expr);
const Element *env_find(Reference *reference, const Env *env, const CoreLoop *loop);
ElementList env_get_list(Reference *reference, const Env *env, const CoreLoop *loop);
bool reference_is_in_force(const Reference *reference, const CodePeriod *period);

/* ---- evaluate_decide.c: decisions ---- */
Settled *reference_decide(Reference *reference, const CoreDecision *decision, Element element);
void reference_write_decisions(Reference *reference, Lines *lines, Names *missing);

/* ---- evaluate_rules.c: where rules apply ---- */
Answer reference_apply_rule(Reference *reference, const CoreRule *rule, const Env *env);
/* Yes where there is none. */
bool reference_is_procedure_in_force(const Reference *reference, uint32_t procedure);
/* Calls `visit` for every row of the rule's loops. */
typedef void VisitRow(Reference *reference, const CoreRule *rule, const Env *env, void *context);
void reference_visit_rows(Reference *reference, const CoreRule *rule, VisitRow *visit,
                          void *context);
/* The first list of the row's loops that is not given, NULL where all are. Adds each to `needs`. */
bool reference_is_possible_row(Reference *reference, const CoreRule *rule, const Env *env,
                               Names *needs);

/* ---- evaluate_norms.c: norms, their states and dates; conflicts ---- */
typedef enum RefStatus {
    REF_APPLIES,
    REF_UNDETERMINED,
    REF_NOT,
} RefStatus;

typedef struct RefDate {
    bool is_written;
    Answer answer;
} RefDate;

typedef struct RefNorm {
    const CoreNorm *norm;
    const Env *env;
    const char *elements; /* "s=1,v=null" */
    RefStatus status;
    NormState state;
    RefDate not_before, due, next_due;
    bool has_done_on;
    Value done_on;
    Names needs, blocked_by;
    VEC(const CoreNorm *) options; /* of a choice: those that are not excluded */
} RefNorm;

/* The elements of the rule's loops in this row, outermost first. */
Element *reference_row_elements(Reference *reference, const CoreRule *rule, const Env *env);
void reference_write_norms(Reference *reference, Lines *lines, Names *missing);

/* ---- evaluate_times.c: the dates of an effect, and what state they give ---- */
RefDate reference_get_due(Reference *reference, const CoreTiming *timing, const Env *env);
RefDate reference_get_not_before(Reference *reference, const CoreTiming *timing, const Env *env);
RefDate reference_get_next_due(Reference *reference, const CoreTiming *timing, const Env *env,
                               const Doing *doing);
void reference_add_open(Reference *reference, RefNorm *norm, Answer answer);
void reference_settle_single(Reference *reference, RefNorm *norm);
void reference_settle_choice(Reference *reference, RefNorm *norm);
/* Whether an option is one: its own `when`, and its `until` not come. */
Answer reference_is_open(Reference *reference, const CoreNorm *norm, const Env *env);

#endif
