/* mcdc.h - which conditions decided: modified condition/decision coverage, masking form, on three values.
 *
 * A Probe is a condition as a tree whose leaves are the conditions that it is made of. With the truths of the leaves
 * filled in, a leaf decides where its being the other way round, all else left as it is, turns the whole the other way
 * round, from known to known: nothing masks it. The unknown never decides and can be masked like anything else. As every
 * leaf stands once in the tree, the whole turns in the same direction with it, and so two rows in which a leaf decides,
 * once as yes and once as no, are the pair that masking MC/DC asks for (Chilenski and Miller 1994; Chilenski 2001).
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef TESTER_MCDC_H
#define TESTER_MCDC_H

#include "engine/engine.h"

typedef enum ProbeKind {
    PROBE_LEAF,
    PROBE_ALL,
    PROBE_ANY,
    PROBE_NOT,
    PROBE_AT_LEAST,
} ProbeKind;

/* How to come from a row of the probe above to one of its own: out to an enclosing frame, or to the list's own row. */
typedef struct ProbeMove {
    uint32_t frame; /* whose row it was */
    uint32_t outer; /* INDEX_NONE: the list's row that it stands for */
} ProbeMove;

typedef struct Probe Probe;
struct Probe {
    ProbeKind kind;
    uint32_t reg;   /* PROBE_LEAF: the register, of the frame of the probe above */
    uint32_t point; /* in the coverage; INDEX_NONE where it is not counted */
    uint32_t least; /* PROBE_AT_LEAST */
    ProbeMove *moves;
    uint32_t move_count;
    Probe **parts;
    uint32_t part_count;
    Truth truth; /* in the row looked at */
    bool is_deciding;
};

/* From the truths of the leaves to those of all. */
void mcdc_settle(Probe *probe);
/* After mcdc_settle: marks what decides; `is_deciding` says whether the whole does, further up. */
void mcdc_mark(Probe *probe, bool is_deciding);

Truth truth_not(Truth truth);

#endif
