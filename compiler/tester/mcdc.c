/* mcdc.c - see mcdc.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "tester/mcdc.h"

Truth truth_not(Truth truth)
{
    if (truth == TRUTH_UNKNOWN)
        return TRUTH_UNKNOWN;
    return truth == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
}

/* Yes where `least` of the parts are, no where that many no longer can be: `all` and `any` are cases of it. */
static Truth count_up(uint32_t yes, uint32_t possible, uint32_t least)
{
    if (yes >= least)
        return TRUTH_YES;
    return possible >= least ? TRUTH_UNKNOWN : TRUTH_NO;
}

static uint32_t get_least(const Probe *probe)
{
    switch (probe->kind) {
    case PROBE_LEAF: break;
    case PROBE_NOT:
    case PROBE_ANY: return 1;
    case PROBE_ALL: return probe->part_count;
    case PROBE_AT_LEAST: return probe->least;
    }
    UNREACHABLE();
}

/* The truth that the parts give, part `turned` the other way round; none where it is INDEX_NONE. */
static Truth combine(const Probe *probe, uint32_t turned)
{
    uint32_t yes = 0, possible = 0;
    for (uint32_t i = 0; i < probe->part_count; i++) {
        Truth truth = probe->parts[i]->truth;
        truth = i == turned ? truth_not(truth) : truth;
        yes += truth == TRUTH_YES;
        possible += truth != TRUTH_NO;
    }
    Truth truth = count_up(yes, possible, get_least(probe));
    return probe->kind == PROBE_NOT ? truth_not(truth) : truth;
}

void mcdc_settle(Probe *probe)
{
    for (uint32_t i = 0; i < probe->part_count; i++)
        mcdc_settle(probe->parts[i]);
    if (probe->kind != PROBE_LEAF)
        probe->truth = combine(probe, INDEX_NONE);
}

/* Whether turning part `index` round turns the whole round. */
static bool part_decides(const Probe *probe, uint32_t index)
{
    if (probe->truth == TRUTH_UNKNOWN || probe->parts[index]->truth == TRUTH_UNKNOWN)
        return false;
    return combine(probe, index) == truth_not(probe->truth);
}

void mcdc_mark(Probe *probe, bool is_deciding)
{
    probe->is_deciding = is_deciding && probe->truth != TRUTH_UNKNOWN;
    for (uint32_t i = 0; i < probe->part_count; i++)
        mcdc_mark(probe->parts[i], probe->is_deciding && part_decides(probe, i));
}
