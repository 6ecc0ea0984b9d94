/* probes.h - which registers of a Code show what was written: rules, alternatives, and conditions as trees.
 *
 * In: a program's Core and its Code, walked side by side. Out: a Sighting, which coverage.c reads after each evaluation.
 * A condition under a loop (some, every, count of, total of) is a tree of its own, looked at element by element.
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTER_PROBES_H
#define TESTER_PROBES_H

#include "tester/coverage.h"
#include "tester/mcdc.h"

typedef struct RuleSight {
    uint32_t point, rule;
} RuleSight;

typedef struct AlternativeSight {
    uint32_t point, decision, alternative; /* in the Code */
} AlternativeSight;

/* A whole condition. Of an alternative only what changes how the decision settles decides. */
typedef struct TreeSight {
    Probe *probe;
    uint32_t frame;
    uint32_t decision, alternative; /* INDEX_NONE for others */
} TreeSight;

struct Sighting {
    const Program *program;
    VEC(RuleSight) rules;
    VEC(AlternativeSight) alternatives;
    VEC(TreeSight) trees;
};

Sighting *probes_make(Coverage *coverage, const Program *program);

/* coverage.c: the number of a point, which may have been there already. */
uint32_t coverage_get_point(Coverage *coverage, const Point *point);

/* ---- between probes.c and probe_trees.c ---- */

typedef struct Probing {
    Coverage *coverage;
    const Code *code;
    Sighting *sighting;
    Point owner; /* whom the points belong to; kind and place are filled in */
} Probing;

/* The tree of a condition whose value stands in `reg`. `marks` are those of what it stands in. */
Probe *probe_condition(Probing *probing, const CoreExpr *expr, uint32_t reg, Marks marks);
/* A register without a point of its own. */
Probe *probe_register(Probing *probing, uint32_t reg);
Probe *probe_not(Probing *probing, Probe *part);
/* Conditions under loops within an expression of any type: trees of their own. NULL is allowed. */
void probe_bodies(Probing *probing, const CoreExpr *expr, uint32_t reg, Marks marks);
void probe_add_tree(Probing *probing, Probe *probe, uint32_t frame);

#endif
