/* report.h - what is wrong with a text or a case, collected, for people and for programs.
 *
 * Every kind of message stands in one of two lists: compiler/diag/diag.def (texts, codes P....) and
 * runtime/error/problem.def (cases, files, values, codes C....). A message is one line, lower case, no full stop,
 * its subject in single quotes; what to do is a hint, other places are notes. The report keeps them in the order in
 * which they were found; error/render.h shows them.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef ERROR_REPORT_H
#define ERROR_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bug.h"
#include "base/source.h"

typedef enum Severity {
    SEVERITY_ERROR,
    SEVERITY_WARNING,
} Severity;

/* One kind of message: a line of a .def list. */
typedef struct MessageKind {
    const char *code; /* "P2001"; never reused */
    Severity severity;
    const char *name;        /* "unknown-name", for switching a warning off */
    const char *explanation; /* what `procc help CODE` says, with an example */
} MessageKind;

typedef struct Note Note;
struct Note {
    Note *next;
    Span span; /* SPAN_NONE for a hint */
    const char *text;
};

typedef struct Message {
    const MessageKind *kind;
    Span span; /* SPAN_NONE where the message is about no text */
    const char *text;
    const char *hint; /* what to do, or NULL */
    Note *notes;      /* other places, in order; NULL if none */
} Message;

typedef struct Report {
    Arena *arena;
    Sources *sources;
    VEC(Message) messages;
    size_t error_count;
    size_t search_count; /* how often a nearest name was looked for */
} Report;

/* A report whose messages live in `arena`; `sources` gives the words of spans. */
Report *report_new(Arena *arena, Sources *sources);

/* Adds a message; its text is made as by printf. Returns its index for report_hint and report_note. */
size_t report_add(Report *report, const MessageKind *kind, Span span, const char *format, ...)
    PRINTF_LIKE(4, 5);
void report_hint(Report *report, size_t message, const char *format, ...) PRINTF_LIKE(3, 4);
void report_note(Report *report, size_t message, Span span, const char *format, ...)
    PRINTF_LIKE(4, 5);
bool report_has_errors(const Report *report);
/* Drops messages from index `first` on that say the same of the same place as an earlier one: a module used by two
 * programs is read twice and complained of once. They still count as errors. */
void report_drop_repeated(Report *report, size_t first);

/* Of `count` names the one most like `name`, or NULL where none is like enough (a third of its letters, at least one
 * edit). For "did you mean". */
const char *report_find_nearest(const char *const *names, size_t count, Str name);

/* Whether a nearest name is still worth looking for. Each look is linear in the names: after some hundred unknown ones a
 * text is wrong in another way. Counts how often it was asked. */
bool report_may_search(Report *report);

#endif
