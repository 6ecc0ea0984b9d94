/* outcome.h - what came out of one case: decisions, norms with their states and dates, what is missing, conflicts, gaps.
 *
 * In: an Evaluation and the number of a case in it. Out: lists in the order of the program, for JSON, text, explain
 * and scenarios. Nothing is evaluated again: all is read off the registers (and needs by walking them).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OUTCOME_OUTCOME_H
#define OUTCOME_OUTCOME_H

#include "engine/engine.h"

/* A set of keys, sorted and without duplicates: facts ("services.2.kind"), doings ("done.end_plan"). */
typedef struct Keys {
    const char **items;
    uint32_t count;
} Keys;

/* Which elements a row stands for: one pair a loop, outermost first. */
typedef struct ElementRef {
    const char *variable; /* "s"; for decisions the record's list path */
    const char *list;     /* the list as the case names it: "services", "visits" */
    uint32_t number;      /* from 1; 0: the list is not given */
} ElementRef;

typedef struct Elements {
    ElementRef *items;
    uint32_t count;
} Elements;

typedef struct OutcomeDecision {
    uint32_t decision; /* in code->decisions */
    uint32_t row;      /* of its frame */
    const char *key;   /* "plan_can_end", "services.2.is_care_home" */
    DecisionStatus status;
    Value value;            /* DECISION_VALUE */
    Keys needs, blocked_by; /* DECISION_UNDETERMINED */
    Keys assumes;           /* presumed facts that it rests on */
} OutcomeDecision;

typedef enum NormStatus {
    NORM_APPLIES,
    NORM_UNDETERMINED,
    NORM_DOES_NOT_APPLY,
} NormStatus;

typedef struct OptionalDate {
    bool has;
    Value day;
} OptionalDate;

/* One way to fulfil a `must one of`. */
typedef struct OutcomeOption {
    uint32_t norm;      /* in code->norms */
    bool is_open;       /* surely an option: its own `when` and `until` are known */
    bool is_done_known; /* false where the case says that it is not known */
    OptionalDate not_before, due, done_on;
} OutcomeOption;

typedef struct OutcomeNorm {
    uint32_t norm; /* in code->norms */
    uint32_t row;  /* of its rule's frame */
    Elements elements;
    NormStatus status;
    NormState state; /* STATE_NONE unless NORM_APPLIES and it has one */
    OptionalDate not_before, due, done_on, next_due;
    Keys needs,
        blocked_by; /* of its status where undetermined; where it applies of its dates and doing */
    Keys assumes;
    OutcomeOption *options; /* of a choice, without those that are none */
    uint32_t option_count;
} OutcomeNorm;

typedef struct ConflictSide {
    const char
        *rule; /* the rule; for a decision the alternative: "authority_role, alternative 2" */
    bool is_norm;
    Modality modality; /* is_norm */
    Value value;       /* not is_norm */
    const Marks *marks;
    Span span;
} ConflictSide;

typedef struct Conflict {
    const char *on; /* action or decision key */
    Elements elements;
    Type type; /* of the values, for a decision */
    ConflictSide *sides;
    uint32_t side_count;
} Conflict;

typedef struct MissingFact {
    const char *key;
    uint32_t fact;           /* in code->facts; INDEX_NONE for a doing */
    uint32_t row;            /* of its frame; for a list that of the frame that holds it */
    const char *label, *ask; /* NULL if none */
    bool is_known_unknown;   /* said to be unknown, against not asked yet */
    Keys settles;            /* decisions, norms (by action) that need it */
} MissingFact;

typedef struct PresumedFact {
    const char *key;
    uint32_t fact; /* in code->facts */
} PresumedFact;

typedef struct Certain Certain; /* outcome/certain.h */

typedef struct Outcome {
    const Code *code;
    const Evaluation *evaluation;
    uint32_t case_row;
    Value as_of;
    bool is_in_force; /* the procedure that is run */
    VEC(OutcomeDecision) decisions;
    VEC(OutcomeNorm) norms; /* all of them; does_not_apply too */
    VEC(MissingFact)
    missing; /* by how many outcomes each settles, most first, then by the program's order */
    VEC(PresumedFact) presumed; /* that settled something (ruling 52) */
    VEC(Conflict) conflicts;
    VEC(Conflict) gaps; /* `on` and elements only */
    Certain *certain;   /* what the program alone settles: for who asks why */
} Outcome;

/* Reads the outcome of case `case_row` off an evaluation. Lives in `arena`. Never NULL. */
Outcome *outcome_new(Arena *arena, const Evaluation *evaluation, uint32_t case_row);

/* The answers alone, without what they wait for and rest on: for many cases, where nobody asks why. They are those of
 * outcome_new. The head has code, evaluation, row, as-of date and whether the procedure is in force; its lists are empty. */
Outcome brief_begin(const Evaluation *evaluation, uint32_t case_row);
/* *value only where it is DECISION_VALUE; `row` is one of the decision's frame. `scratch` is used where it is not. */
DecisionStatus brief_read_decision(Arena *scratch, const Outcome *head, uint32_t decision,
                                   uint32_t row, Value *value);
NormStatus brief_read_status(const Outcome *head, uint32_t norm, uint32_t row);
/* With state and dates, without elements and needs; the options of a choice live in `arena`. */
OutcomeNorm brief_read_norm(Arena *arena, const Outcome *head, uint32_t norm, uint32_t row);
/* Sets the flags, one an instruction, of the registers that these read: an engine need keep no others. */
void brief_mark_registers(const Code *code, bool *is_read);

typedef struct JsonWriter JsonWriter; /* outcome/json_writer.h */

/* What adds keys of its own to each decision and norm of the JSON, and to the whole: explain/ adds `why`. */
typedef struct OutcomeHook {
    void (*add_to_decision)(JsonWriter *json, const OutcomeDecision *decision, void *context);
    void (*add_to_norm)(JsonWriter *json, const OutcomeNorm *norm, void *context);
    void (*add_to_outcome)(JsonWriter *json, void *context); /* at its end; NULL for nothing */
    void *context;
} OutcomeHook;

typedef struct OutcomeFilter {
    bool with_all;           /* norms that do not apply too */
    const char *only;        /* one decision, rule or action by name; NULL: all */
    const OutcomeHook *hook; /* NULL for none */
} OutcomeFilter;

/* Whether the filter lets a decision or norm through, by name (with_all is not looked at). */
bool outcome_is_decision_wanted(const Outcome *outcome, const OutcomeDecision *decision,
                                const char *only);
bool outcome_is_norm_wanted(const Outcome *outcome, const OutcomeNorm *norm, const char *only);

/* The JSON of the command line's documentation, two-space indentation, a newline at the end. */
void outcome_write_json(Text *out, const Outcome *outcome, const OutcomeFilter *filter);
/* For people on a terminal; `width` columns. */
void outcome_write_text(Text *out, const Outcome *outcome, const OutcomeFilter *filter,
                        bool is_coloured, uint32_t width);

/* One thing that is waited for: a fact, a list (a fact too), or a doing. */
typedef struct Need {
    const char *key;
    uint32_t fact;   /* INDEX_NONE for a doing */
    uint32_t action; /* INDEX_NONE for a fact */
    uint32_t row;    /* of its frame */
} Need;

typedef struct NeedList {
    VEC(Need) list;
} NeedList;

/* What register `reg` waits for in `row`, by the rulings 5 to 8, 11, 12: adds keys. Nothing where it is known. */
typedef struct NeedsSet NeedsSet;
NeedsSet *needs_new(Arena *arena, const Evaluation *evaluation);
void needs_add_register(NeedsSet *needs, uint32_t reg, uint32_t row);
/* What has been collected so far, each thing once; lives until the next needs_clear. */
const NeedList *needs_get_list(const NeedsSet *needs);
void needs_clear(NeedsSet *needs);
Keys needs_take_facts(NeedsSet *needs);
Keys needs_take_blocked_by(NeedsSet *needs);

/* The key of a fact in a row of its frame: "services.2.kind". */
const char *outcome_fact_key(Arena *arena, const Evaluation *evaluation, uint32_t fact,
                             uint32_t row);
/* The elements a row of `frame` stands for; `variables` may be NULL (then list names are used). */
Elements outcome_elements(Arena *arena, const Evaluation *evaluation, uint32_t frame, uint32_t row,
                          const char *const *variables);

#endif
