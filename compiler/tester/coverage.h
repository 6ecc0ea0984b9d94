/* coverage.h - what the scenarios have shown of a procedure: which rules, alternatives and conditions they saw which way.
 *
 * A point is a place in a text: a rule, an alternative of a decision or row of a table, a condition. One text used by
 * several procedures is one text: what a scenario of any of them shows counts. What is counted and how is defined in
 * docs/testing.md; mcdc.h says when a condition has decided.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTER_COVERAGE_H
#define TESTER_COVERAGE_H

#include "base/map.h"
#include "tester/tester.h"

typedef enum PointKind {
    POINT_RULE,        /* it applies, or not */
    POINT_ALTERNATIVE, /* its condition holds, or not; without one: it is chosen */
    POINT_CONDITION,   /* a leaf: what is not itself made with and, or, not, at least */
    POINT_GROUP,       /* a list or an and/or within a condition: reported, not counted */
} PointKind;

typedef struct Point {
    PointKind kind;
    Span span;
    const char *owner_kind; /* "rule", "decision", "table" */
    const char *owner;      /* its name */
    const char *label;      /* the owner's, NULL if none */
    Marks marks;            /* its own, or those of what it stands in */
    bool is_always;         /* has no condition: only `yes` can be seen */
    bool is_counted_above;  /* the whole condition of an alternative, which is counted as that */
    uint32_t seen_no, seen_unknown, seen_yes; /* how often */
    uint32_t chosen; /* POINT_ALTERNATIVE: how often the decision rested on it */
    const char *decided_no,
        *decided_yes; /* POINT_CONDITION: the first scenario where it decided so, or NULL */
} Point;

typedef struct CoverageTotals {
    size_t seen, points;       /* each of yes and no of what is counted */
    size_t paired, conditions; /* MC/DC */
} CoverageTotals;

typedef struct Sighting Sighting; /* how a point is read off the evaluations of one program */

struct Coverage {
    Arena *arena;
    Sources *sources;
    VEC(const char *)
    folders;           /* what counts: texts under these; none: each procedure's own folder */
    VEC(Point) points; /* coverage_sort puts them in the order of files and lines */
    Map *numbers;      /* of points, by kind and place */
    VEC(Sighting *) programs;
    CoverageTotals totals; /* after coverage_sort */
};

/* `folders` as named by --coverage-of; lives in `arena`, as the arrays must. */
Coverage *coverage_new(Arena *arena, Sources *sources, const char *const *folders, size_t count);
/* Takes note of one scenario's evaluation of `subject`'s code. */
void coverage_add(Coverage *coverage, const Program *subject, const Evaluation *evaluation,
                  const char *title);
/* After all has been added: leaves out the texts that do not count, sorts, adds up. */
void coverage_sort(Coverage *coverage);

/* Whether a text counts. */
bool coverage_has_text(const Coverage *coverage, uint32_t source);
CoverageTotals coverage_add_up(const Point *points, size_t count);
/* One past the last point of the text in which point `first` stands. */
size_t coverage_find_end(const Coverage *coverage, size_t first);

/* The summary, a line a text, and each thing that was not shown, with its place and citation. */
void coverage_write_text(Text *out, const Coverage *coverage);
void coverage_write_json(Text *out, const Coverage *coverage);

#endif
