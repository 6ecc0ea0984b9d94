/* decide.c - how the alternatives of a decision settle (rulings 1 to 4).
 *
 * Levels are walked from the top down to the first at which some alternative holds; what that level gives is then
 * carried back up past the unknown alternatives above it, which leave it standing only where they would give the same.
 * The answer is a value exactly where every way in which the unknowns could turn out gives that value.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "engine/engine.h"

/* The alternatives of one level: a run of the array, which is in the order of levels. */
typedef struct Level {
    const AlternativeState *alternatives;
    bool *is_relevant; /* NULL where nobody asks */
    uint32_t count;
} Level;

typedef struct Settled {
    DecisionStatus status;
    bool has_value; /* DECISION_UNDETERMINED: some that hold give `value` */
    Value value;
} Settled;

static Level get_level(const AlternativeState *alternatives, uint32_t count, uint32_t start,
                       bool *is_relevant)
{
    uint32_t end = start;
    while (end < count && alternatives[end].level == alternatives[start].level)
        end++;
    return (Level){alternatives + start, is_relevant ? is_relevant + start : NULL, end - start};
}

static bool has_condition(const Level *level, Truth condition)
{
    for (uint32_t i = 0; i < level->count; i++)
        if (level->alternatives[i].condition == condition)
            return true;
    return false;
}

static void mark(const Level *level, uint32_t i)
{
    if (level->is_relevant)
        level->is_relevant[i] = true;
}

static bool gives(const AlternativeState *alternative, Value value)
{
    return alternative->has_value && alternative->value == value;
}

/* What those that hold give together: a value, differing ones (conflict), or an unknown one (undetermined). */
static Settled settle_holding(const Level *level)
{
    bool has_value = false, has_unknown = false;
    Value value = 0;
    for (uint32_t i = 0; i < level->count; i++) {
        const AlternativeState *alternative = &level->alternatives[i];
        if (alternative->condition != TRUTH_YES)
            continue;
        if (!alternative->has_value)
            has_unknown = true;
        else if (has_value && alternative->value != value)
            return (Settled){DECISION_CONFLICT, false, 0};
        else
            has_value = true, value = alternative->value;
    }
    return (Settled){has_unknown ? DECISION_UNDETERMINED : DECISION_VALUE, has_value, value};
}

static void mark_holding(const Level *level, bool has_value)
{
    for (uint32_t i = 0; i < level->count; i++)
        if (level->alternatives[i].condition == TRUTH_YES &&
            level->alternatives[i].has_value == has_value)
            mark(level, i);
}

/* Marks the unknown alternatives that are not known to give `value`; all of them where `value` is NULL. Returns whether
 * there is one. */
static bool mark_disturbing(const Level *level, const Value *value)
{
    bool has_one = false;
    for (uint32_t i = 0; i < level->count; i++) {
        const AlternativeState *alternative = &level->alternatives[i];
        if (alternative->condition != TRUTH_UNKNOWN || (value && gives(alternative, *value)))
            continue;
        mark(level, i);
        has_one = true;
    }
    return has_one;
}

/* A level at which some alternative holds. */
static Settled settle_level(const Level *level)
{
    Settled settled = settle_holding(level);
    if (settled.status == DECISION_UNDETERMINED) {
        mark_holding(level, false);
        mark_disturbing(level, settled.has_value ? &settled.value : NULL);
    } else if (settled.status == DECISION_VALUE && mark_disturbing(level, &settled.value)) {
        settled.status = DECISION_UNDETERMINED;
    } else {
        mark_holding(level, true);
    }
    return settled;
}

/* The levels below give one value for sure: nothing in them is waited for. `count` alternatives from this level down. */
static void unmark_below(const Level *level, uint32_t count)
{
    for (uint32_t i = level->count; level->is_relevant && i < count; i++)
        level->is_relevant[i] = false;
}

/* A level at which none holds, above one that gave `below`; `count` alternatives from this level down. */
static Settled settle_above(const Level *level, uint32_t count, Settled below)
{
    if (!has_condition(level, TRUTH_UNKNOWN))
        return below;
    bool is_same = below.status == DECISION_VALUE;
    for (uint32_t i = 0; i < level->count; i++)
        if (level->alternatives[i].condition == TRUTH_UNKNOWN)
            is_same = is_same && gives(&level->alternatives[i], below.value);
    mark_disturbing(level, NULL);
    if (is_same)
        return below;
    if (below.status == DECISION_VALUE)
        unmark_below(level, count);
    return (Settled){DECISION_UNDETERMINED, false, 0};
}

/* The start of the level that ends at `end`. */
static uint32_t find_start(const AlternativeState *alternatives, uint32_t end)
{
    uint32_t start = end - 1;
    while (start > 0 && alternatives[start - 1].level == alternatives[end - 1].level)
        start--;
    return start;
}

DecisionStatus decide_settle(const AlternativeState *alternatives, uint32_t count, Value *value,
                             bool *is_relevant)
{
    for (uint32_t i = 0; is_relevant && i < count; i++)
        is_relevant[i] = false;
    Settled settled = {DECISION_GAP, false, 0};
    uint32_t start = 0;
    while (start < count) {
        Level level = get_level(alternatives, count, start, is_relevant);
        if (has_condition(&level, TRUTH_YES)) {
            settled = settle_level(&level);
            break;
        }
        start += level.count;
    }
    while (start > 0) {
        start = find_start(alternatives, start);
        Level level = get_level(alternatives, count, start, is_relevant);
        settled = settle_above(&level, count - start, settled);
    }
    if (settled.status == DECISION_VALUE && value)
        *value = settled.value;
    return settled.status;
}
