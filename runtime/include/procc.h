/* procc.h - evaluate care procedures in a program of your own: the runtime's public door.
 *
 * A procedure is compiled once, `procc build PROC -o NAME.image`, and read here as a ProccCode: what the procedure
 * means, checked completely, so that an image may come from anywhere. A ProccEngine evaluates it: one case at a time, given by typed
 * calls or as JSON, or many at once as columns through the Arrow C data interface. docs/embedding.md has examples.
 *
 *     ProccCode *code;              ProccEngine *engine;
 *     procc_code_read(bytes, size, &code, &error);
 *     procc_engine_new(code, &engine, &error);
 *     procc_engine_set_yes_no(engine, procc_code_find_fact(code, "has_capacity"), true);
 *     procc_engine_evaluate(engine, days_since_1970, &error);
 *
 * Ownership: what a function gives through a pointer to a pointer belongs to the caller, who ends it with the function named
 * there. Strings that functions return as `const char *` belong to the code or engine that they were asked of.
 * Threads: a ProccCode may be shared by any number of threads; a ProccEngine is used by one thread at a time.
 * Errors: a function that can fail returns a ProccStatus and, where `error` is not NULL and it did not return PROCC_OK,
 * puts a message there, UTF-8 in lines, which the caller ends with procc_free. Nothing here prints, exits, or reads the
 * clock, the environment or a file. A host without memory gets PROCC_NO_MEMORY.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef PROCC_H
#define PROCC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Rises when something is added; a number of another major part is another interface. */
#define PROCC_API_MAJOR 1
#define PROCC_API_MINOR 1

typedef struct ProccCode ProccCode;
typedef struct ProccEngine ProccEngine;

typedef enum ProccStatus {
    PROCC_OK = 0,
    PROCC_WRONG_USE = 2, /* an argument that the function does not take */
    PROCC_BAD_CASE =
        3, /* the facts are not what the procedure asks for; all that is wrong is in the message */
    PROCC_BAD_CODE = 4, /* no image, a damaged one, or one of another version */
    PROCC_NO_MEMORY = 5,
} ProccStatus;

/* Ends a message or a text that one of these functions gave. NULL is allowed. */
void procc_free(char *text);

/* ---------------------------------------------------------------- the procedure */

/* Reads an image of `size` bytes, which are copied. End it with procc_code_free. */
ProccStatus procc_code_read(const void *bytes, size_t size, ProccCode **code, char **error);
/* After its engines have ended. NULL is allowed. */
void procc_code_free(ProccCode *code);

/* SHA-256 of all that the procedure means, as 64 hexadecimal digits: two codes with the same give the same answers. */
const char *procc_code_get_hash(const ProccCode *code);
/* The procedure's name; NULL where the text has none. */
const char *procc_code_get_procedure(const ProccCode *code);

/* What is outside every list has a number; -1 where there is none of that name. Facts and decisions of list elements, and
 * the facts that are lists, are reached by JSON and columns only. A norm is called RULE.ACTION: the rule's name, a dot, and the
 * action's name (of a choice the word `one_of`, of a hand-over the procedure's name); where a rule says the same
 * twice, RULE.ACTION.2 is the second. */
int32_t procc_code_find_fact(const ProccCode *code, const char *name);
int32_t procc_code_find_action(const ProccCode *code, const char *name);
int32_t procc_code_find_decision(const ProccCode *code, const char *name);
int32_t procc_code_find_norm(const ProccCode *code, const char *name);
/* Which of its enumeration's values a fact's value is, from 0, in the order of the text; -1 where the number is no such fact's, or the
 * enumeration has no value of that name. */
int32_t procc_code_find_value(const ProccCode *code, int32_t fact, const char *name);

/* ---------------------------------------------------------------- one case, by typed calls */

/* An engine for `code`, which must outlive it. End it with procc_engine_free. */
ProccStatus procc_engine_new(const ProccCode *code, ProccEngine **engine, char **error);
void procc_engine_free(ProccEngine *engine);

/* Forgets all facts: nothing is asked yet. */
ProccStatus procc_engine_clear(ProccEngine *engine);

/* Gives a fact a value, in place of what was said of it before. PROCC_WRONG_USE where the number is not a fact's, the fact is of
 * another type, or the type has no such value. */
ProccStatus procc_engine_set_yes_no(ProccEngine *engine, int32_t fact, bool value);
/* In millionths: 2500000 is 2.5. At most 10^12 either way. */
ProccStatus procc_engine_set_number(ProccEngine *engine, int32_t fact, int64_t millionths);
/* In pence: 1250 is £12.50. At most 10^12 pounds either way. */
ProccStatus procc_engine_set_money(ProccEngine *engine, int32_t fact, int64_t pence);
/* Days since 1 January 1970, in the years 1 to 9999. */
ProccStatus procc_engine_set_date(ProccEngine *engine, int32_t fact, int32_t days);
/* Which of the enumeration's values it is, from 0: procc_code_find_value says it once, and nothing is read then. */
ProccStatus procc_engine_set_enumeration(ProccEngine *engine, int32_t fact, int32_t value);
/* A fact of any type, as a case file says it: "yes", "12.5", "£3.20", "2026-03-01", "5 working days", an enumeration's value,
 * a text as it is. UTF-8. */
ProccStatus procc_engine_set_words(ProccEngine *engine, int32_t fact, const char *words);
/* Asked, and not known: a presumption does not speak then. */
ProccStatus procc_engine_set_unknown(ProccEngine *engine, int32_t fact);
/* Not asked yet: as after procc_engine_clear. */
ProccStatus procc_engine_unset(ProccEngine *engine, int32_t fact);

/* That an action was done on a day; that it is not known whether it was. Not said: it was not done. */
ProccStatus procc_engine_set_done(ProccEngine *engine, int32_t action, int32_t days);
ProccStatus procc_engine_set_done_unknown(ProccEngine *engine, int32_t action);

/* Evaluates the facts said so far, as of a day. What was found is read by the functions below until facts are set again. */
ProccStatus procc_engine_evaluate(ProccEngine *engine, int32_t as_of_days, char **error);

typedef enum ProccType {
    PROCC_YES_NO,      /* number: 0 or 1 */
    PROCC_NUMBER,      /* number: millionths */
    PROCC_MONEY,       /* number: pence */
    PROCC_DATE,        /* number: days since 1 January 1970 */
    PROCC_DURATION,    /* number: how many of `unit` */
    PROCC_TEXT,        /* text */
    PROCC_ENUMERATION, /* text: the value's name; number: which it is, from 0 */
} ProccType;

typedef enum ProccUnit { PROCC_DAYS, PROCC_WORKING_DAYS, PROCC_MONTHS } ProccUnit;

/* Never guess where it is not PROCC_HAS_VALUE: undetermined is not no. */
typedef enum ProccDecisionStatus {
    PROCC_HAS_VALUE,
    PROCC_UNDETERMINED, /* facts are missing that could decide it */
    PROCC_CONFLICT,     /* the procedure gives two answers, and none says which goes first */
    PROCC_GAP,          /* the procedure gives none */
} ProccDecisionStatus;

typedef struct ProccDecision {
    ProccDecisionStatus status;
    ProccType type;
    ProccUnit unit;
    int64_t number;
    const char *text; /* until the engine is used again; NULL for other types */
} ProccDecision;

typedef enum ProccNormStatus { PROCC_APPLIES, PROCC_OPEN, PROCC_DOES_NOT_APPLY } ProccNormStatus;

typedef enum ProccNormState {
    PROCC_NO_STATE, /* it does not apply, it is not known whether it was done, or it hands over */
    PROCC_OWED,
    PROCC_OVERDUE,
    PROCC_DONE,
    PROCC_DONE_LATE,
    PROCC_PERMITTED,
    PROCC_BARRED,
    PROCC_BREACHED,
} ProccNormState;

#define PROCC_NO_DATE INT32_MIN

typedef struct ProccNorm {
    ProccNormStatus status; /* PROCC_OPEN: facts are missing that could decide it */
    ProccNormState state;
    int32_t not_before, due, done_on, next_due; /* days since 1970, or PROCC_NO_DATE */
} ProccNorm;

/* PROCC_WRONG_USE where nothing has been evaluated since facts were set, or the number is none of the code's. */
ProccStatus procc_engine_get_decision(const ProccEngine *engine, int32_t decision,
                                      ProccDecision *out);
ProccStatus procc_engine_get_norm(const ProccEngine *engine, int32_t norm, ProccNorm *out);

/* ---------------------------------------------------------------- one case, as JSON */

typedef enum ProccFlags {
    PROCC_PLAIN = 0,
    PROCC_EXPLAIN = 1,     /* a `why` in each decision and norm */
    PROCC_EXPLAIN_ALL = 3, /* with what did not matter, too */
    PROCC_ALL_NORMS = 4,   /* norms that do not apply, too */
} ProccFlags;

/* Evaluates a case written as a JSON object (docs/cases.md), as of a day, and gives the outcome of `procc run --json`
 * (docs/outcome.md), with a NUL at its end; end it with procc_free. The engine's facts stay as they are. */
ProccStatus procc_engine_evaluate_json(ProccEngine *engine, const char *json, size_t size,
                                       int32_t as_of_days, int flags, char **outcome, char **error);

/* ---------------------------------------------------------------- many cases, as columns */

/* The Arrow C data interface: https://arrow.apache.org/docs/format/CDataInterface.html */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#endif

/* The columns that the procedure asks for, as a struct: what a host best gives. End it with its own `release`. */
ProccStatus procc_code_get_fact_schema(const ProccCode *code, struct ArrowSchema *out,
                                       char **error);
/* The columns that procc_engine_evaluate_columns gives. End it with its own `release`. */
ProccStatus procc_code_get_outcome_schema(const ProccCode *code, struct ArrowSchema *out,
                                          char **error);

/* Evaluates one case a row. `facts` is a struct array, one child a column, in any order; it is only read, and stays the
 * caller's, who releases it. `schema` names the columns:
 *   NAME           a fact; null: not asked yet
 *   unknown.NAME   booleans: yes where the fact was asked and is not known
 *   done.NAME      dates: when the action was done
 *   as_of          dates: the day for which each case is evaluated; without it, or where it is null, `as_of_days`
 * Types: yes/no as bool; numbers as int8 to int64, float64 (what has at most six decimals) or decimal128; money in pounds, as
 * these; dates as date32; enumerations as utf8 or a dictionary of utf8; lists as list or large_list of struct, null: not asked, empty:
 * known to have none; every type also as utf8 in the words of a case file, where `unknown` is asked and not known.
 * Columns of bool, date32 and dictionaries in the enumeration's own order are used where they lie, without a copy.
 * `out` gets a struct array with the columns of procc_code_get_outcome_schema, in the order of the rows; the caller ends it with its
 * `release`. A column that the procedure has no use for, and any value that its fact cannot have, makes the whole call
 * PROCC_BAD_CASE, with the first such rows in the message, counted from 0: nothing is skipped. */
ProccStatus procc_engine_evaluate_columns(ProccEngine *engine, const struct ArrowSchema *schema,
                                          const struct ArrowArray *facts, int32_t as_of_days,
                                          struct ArrowArray *out, char **error);

#ifdef __cplusplus
}
#endif

#endif
