/* explain.h - why an outcome holds, or does not, or is open: read off the registers that gave it.
 *
 * A reason is a tree: each says what was looked at in the words of the text, what it came to, its citations, notes, and
 * where it came from; below it what it rests on. Only what mattered is kept unless all is asked for: of an `and` that is
 * no the operands that are no, of one that is unknown those that are unknown, of one that is yes all of them.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef EXPLAIN_EXPLAIN_H
#define EXPLAIN_EXPLAIN_H

#include "outcome/outcome.h"

/* What of the case a reason names. */
typedef enum ReasonSource {
    REASON_WORKED_OUT, /* nothing: it rests on others, or on the program alone */
    REASON_FACT,
    REASON_DOING,
    REASON_LIST, /* that a list has this element, or none, or is not given; `row` says nothing */
} ReasonSource;

typedef struct Reason Reason;
struct Reason {
    const char *
        role; /* what it is to the reason above: "when", "unless", "by", "gives"; NULL if nothing special */
    const char *text;  /* what was looked at: the source's words, or a sentence of ours */
    const char *label; /* in the author's words, NULL if none */
    const char *
        value; /* what it came to: "yes", "unknown", "3 February 2026"; NULL where that says nothing */
    const char *
        from; /* where it came from: "given at case:3", "presumed", "parameter from 1 April 2024"; NULL if worked out */
    Span span;
    const Marks *marks; /* NULL if none */
    Reason **because;
    uint32_t because_count;
    ReasonSource source;
    uint32_t number; /* in code->facts, of a doing in code->actions, of a list in code->frames */
    uint32_t row;    /* of the fact's frame, of the action's */
    bool is_cut;     /* of a root: reasons below it were left out, for there are too many */
};

/* What of one Code stands in many reasons, worked out once: for who explains case after case. For one thread at a time. */
typedef struct ExplainKept ExplainKept;

typedef struct ExplainOptions {
    bool
        with_all; /* unfold what did not matter too; norms that do not apply are explained either way */
    const char *only;  /* one decision, rule or action by name; NULL: all */
    bool with_changes; /* what would change each settled outcome too (explain/changes.h) */
    bool heads_only;   /* of each outcome only what it came to, no reasons below it */
    ExplainKept
        *kept; /* of the outcome's Code, or the Code that it is a copy of; NULL: nothing is kept */
} ExplainOptions;

/* For a Code and its copies whose sources begin as its own do. Lives in `arena`, which it goes on filling as long as it is used, at most
 * by as much as all places of the Code take. */
ExplainKept *explain_kept_new(Arena *arena, const Code *code);

Reason *explain_decision(Arena *arena, const Outcome *outcome, const OutcomeDecision *decision,
                         const ExplainOptions *options);
Reason *explain_norm(Arena *arena, const Outcome *outcome, const OutcomeNorm *norm,
                     const ExplainOptions *options);

/* The whole outcome with its reasons. The JSON is outcome_write_json's with a `why` in each decision and norm. Reasons that
 * would make it longer than some 64 MB are left out, which it says. */
void explain_write_text(Text *out, const Outcome *outcome, const ExplainOptions *options,
                        bool is_coloured, uint32_t width);
void explain_write_json(Text *out, const Outcome *outcome, const ExplainOptions *options);
bool explain_has_outcome(const Outcome *outcome, const char *name);

#endif
