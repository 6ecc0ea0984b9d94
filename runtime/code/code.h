/* code.h - a program as a straight line of instructions, and what its results mean to people.
 *
 * In: from codegen, or a verified image. Out: to the engine, outcome, explain, native, verify. Immutable once built.
 *
 * Frames. Frame 0 is the case itself: one row a case. A list frame holds one row for each element of a list; its parent
 * is the frame whose rows hold the list. A product frame pairs each row of its parent with each element of a list that
 * hangs further out (`some c in carers …` inside `for each s in services`): `list_frame` says whose elements. For a list
 * frame `list_frame` is the frame itself. Where a list is not given its frame holds one phantom row, all of whose facts are
 * unknown: what is no there is no for every possible element. `holder` says whose list it is: a row's elements are those
 * of the element that its row of `holder` stands for. For a list frame that is the parent; for a product frame the
 * parent or one further out (two loops over one list make a difference: `s.visits` or `t.visits`).
 *
 *        frame 0  [case 0] [case 1]                     parent_row of frame 1: 0 0 1
 *        frame 1  [services 1] [services 2] [services 1]
 *
 * Registers. Instruction i writes register i. A yes/no register is two bit planes, surely and possibly yes (no = 00,
 * unknown = 01, yes = 11); any other is a column of values with a plane of known bits.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef CODE_CODE_H
#define CODE_CODE_H

#include "base/source.h"
#include "code/words.h"
#include "value/type.h"

#define REGISTER_NONE UINT32_MAX
#define INDEX_NONE UINT32_MAX

typedef enum Opcode {
#define OPCODE(name, a, b, c, doc) OP_##name,
#include "code/opcodes.def"
#undef OPCODE
} Opcode;

typedef struct Instruction {
    Opcode opcode;
    uint32_t frame;
    Type type; /* of the register it writes; never TYPE_LIST */
    uint32_t a, b, c;
} Instruction;

/* A paragraph of a source: "croydon p62.3" and our own summary of it (NULL if none is on file). */
typedef struct Citation {
    const char *text;
    const char *summary;
    Span span;
} Citation;

typedef struct Marks {
    const Citation *citations;
    uint32_t citation_count;
    uint32_t note_count;
    const char *const *notes; /* how a doubtful passage was read */
} Marks;

/* What both say, in order, without citing a paragraph twice. */
Marks marks_join(Arena *arena, Marks first, Marks second);

typedef struct CodeConstant {
    Type type;
    Value value;      /* for TYPE_TEXT unused */
    const char *text; /* for TYPE_TEXT, else NULL */
} CodeConstant;

typedef struct CodePeriod {
    bool has_from, has_until;
    Value from, until; /* days, both included */
} CodePeriod;

typedef struct CodeFrame {
    uint32_t parent;     /* INDEX_NONE for frame 0; smaller than its own number */
    uint32_t list_frame; /* itself for frame 0 and list frames */
    uint32_t list_fact;  /* the fact that is its list; INDEX_NONE for frame 0 */
    uint32_t holder;     /* whose row's element has the list: see above; INDEX_NONE for frame 0 */
    const char *path;    /* "services", "services.visits", also of a product; "" for frame 0 */
} CodeFrame;

/* A fact of one frame: a field of a record stands once for each list of that record. */
typedef struct CodeFact {
    const char *name;                    /* within its frame: "willing" */
    const char *label, *ask, *judged_by; /* NULL if none */
    Type type;
    uint32_t frame;      /* frame 0 or a list frame */
    uint32_t list_frame; /* for TYPE_LIST the frame of its elements, else INDEX_NONE */
    uint32_t reg;        /* its FACT instruction, REGISTER_NONE where nothing reads it */
    bool is_presumed, is_fixed;
    CodeConstant presumed; /* where is_presumed */
    Marks marks;
    Span span;
} CodeFact;

typedef struct CodeParameterValue {
    Value from,
        until; /* days, both included; until is the day before the next one's, INT64_MAX for the last */
    CodeConstant value;
    Marks marks;
    Span span;
} CodeParameterValue;

typedef struct CodeParameter {
    const char *name, *label;
    Type type;
    const CodeParameterValue *values; /* ascending dates */
    uint32_t value_count;
    Marks marks;
    Span span;
} CodeParameter;

typedef struct CodeAlternative {
    uint32_t level;
    uint32_t condition; /* register of the decision's frame, REGISTER_NONE: always */
    uint32_t value;     /* register of the decision's frame */
    Marks marks;
    Span span;
} CodeAlternative;

typedef struct CodeDecision {
    const char *name, *label;
    Type type;
    uint32_t frame;
    uint32_t reg; /* its DECIDE instruction */
    bool is_table;
    const CodeAlternative *alternatives; /* in the order of the DECIDE's pool */
    uint32_t alternative_count;
    Marks marks;
    Span span;
} CodeDecision;

typedef enum RulePartKind {
    RULE_PART_IN_FORCE, /* of the rule, or of a procedure it belongs to */
    RULE_PART_WHERE,
    RULE_PART_WHEN,
    RULE_PART_UNLESS,        /* the rule applies where this is no */
    RULE_PART_OVERRIDDEN_BY, /* the rule applies where this is no */
} RulePartKind;

typedef struct CodeRulePart {
    RulePartKind kind;
    uint32_t reg;  /* of the rule's frame: the condition itself, not negated */
    uint32_t rule; /* for RULE_PART_OVERRIDDEN_BY the overriding rule, else INDEX_NONE */
    Marks marks;
    Span span;
} CodeRulePart;

typedef struct CodeRule {
    const char *name, *label;
    uint32_t frame;
    uint32_t reg; /* yes where it applies: all parts together */
    const CodeRulePart *parts;
    uint32_t part_count;
    const char *const *variables; /* one a frame from the outermost loop in: "s" */
    uint32_t variable_count;
    uint32_t procedure; /* whose module it stands in, INDEX_NONE for none */
    Marks marks;
    Span span;
} CodeRule;

typedef struct CodeAction {
    const char *name, *label;
    uint32_t frame;
    Span span;
} CodeAction;

typedef struct CodeNorm {
    uint32_t rule;
    Modality modality;
    const char *actor;
    uint32_t action;      /* INDEX_NONE for a choice (must one of) and for MODALITY_FOLLOW */
    const char *label;    /* NULL if none */
    const char *follow;   /* the procedure's name for MODALITY_FOLLOW */
    uint32_t reg;         /* yes where it applies: its rule, its `when`, and its `until` not come */
    uint32_t when, until; /* registers or REGISTER_NONE */
    uint32_t by, within_date,
        not_before; /* date registers or REGISTER_NONE; within_date: DURATION of DATE, added up */
    uint32_t repeat_duration, repeat_from; /* every DURATION from DATE; both or neither */
    const char *by_text;                   /* `by "the earliest opportunity"`, NULL if none */
    uint32_t choice; /* for an option of a choice: the choice's norm; else INDEX_NONE */
    uint32_t first_option,
        option_count; /* for a choice: its options follow each other in the table */
    Marks marks;      /* its own, its effect's and its rule's */
    Span span;
} CodeNorm;

typedef struct CodeProcedure {
    const char *name, *label;
    const char *source, *section; /* NULL if none */
    bool is_external;
    CodePeriod period;
    Marks marks;
    Span span;
} CodeProcedure;

typedef struct Code {
    Sources *sources; /* the texts it was made from */
    Instruction *instructions;
    Span *spans;            /* one an instruction */
    Marks *condition_marks; /* one an instruction: what a bulleted condition cites; mostly empty */
    uint32_t instruction_count;
    uint32_t *pool; /* never NULL, so that an empty part of it is one too */
    uint32_t pool_count;
    CodeConstant *constants;
    uint32_t constant_count;
    CodePeriod *periods;
    uint32_t period_count;
    CodeFrame *frames;
    uint32_t frame_count;
    CodeFact *facts;
    uint32_t fact_count;
    CodeParameter *parameters;
    uint32_t parameter_count;
    CodeDecision *decisions;
    uint32_t decision_count;
    CodeRule *rules;
    uint32_t rule_count;
    CodeAction *actions;
    uint32_t action_count;
    CodeNorm *norms;
    uint32_t norm_count;
    CodeProcedure *procedures;
    uint32_t procedure_count;
    uint32_t procedure; /* the one that is run; INDEX_NONE where the file has none */
    char hash[65];      /* SHA-256 of everything above, lower-case hex */
} Code;

const char *opcode_to_name(Opcode opcode);
/* The fact's key with `#` for element numbers: "services.#.kind". */
const char *code_fact_to_path(Arena *arena, const Code *code, uint32_t fact);
/* How many frames lie between frame 0 and `frame`: 0 for frame 0. */
uint32_t code_get_depth(const Code *code, uint32_t frame);
/* Sets the flags, one an instruction, of the registers that outcomes are read from: decisions, rules, norms with their dates. */
void code_mark_outcomes(const Code *code, bool *set);

#endif
