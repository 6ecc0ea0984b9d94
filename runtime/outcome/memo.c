/* memo.c - what each decision waits for and rests on, found once: later walks stop there.
 *
 * Decisions are looked at in the order of their registers, so that what one rests on stands before it. Without this, a
 * chain of n decisions would be walked n times over.
 * SPDX-License-Identifier: Apache-2.0
 */
#include <stdlib.h>

#include "outcome/parts.h"

struct Memos {
    const Evaluation *evaluation;
    uint32_t *decision_of; /* one a register; INDEX_NONE where it is no decision's */
    uint32_t *first_row;   /* one a decision */
    uint32_t *row_count;
    DecisionMemo **rows; /* one a decision */
};

Memos *memos_new(Arena *arena, const Evaluation *evaluation, uint32_t case_row)
{
    const Code *code = evaluation->code;
    Memos *memos = ARENA_NEW(arena, Memos);
    memos->evaluation = evaluation;
    memos->decision_of = ARENA_ARRAY(arena, code->instruction_count, uint32_t);
    memos->first_row = ARENA_ARRAY(arena, code->decision_count, uint32_t);
    memos->row_count = ARENA_ARRAY(arena, code->decision_count, uint32_t);
    memos->rows = ARENA_ARRAY(arena, code->decision_count, DecisionMemo *);
    for (uint32_t i = 0; i < code->instruction_count; i++)
        memos->decision_of[i] = INDEX_NONE;
    for (uint32_t i = 0; i < code->decision_count; i++) {
        uint32_t first, end;
        memos->decision_of[code->decisions[i].reg] = i;
        evaluation_get_rows(evaluation, code->decisions[i].frame, case_row, &first, &end);
        memos->first_row[i] = first;
        memos->row_count[i] = end - first;
        memos->rows[i] = ARENA_ARRAY(arena, end - first, DecisionMemo);
    }
    return memos;
}

uint32_t memos_get_decision(const Memos *memos, uint32_t reg)
{
    return memos->decision_of[reg];
}

DecisionMemo *memos_find(const Memos *memos, Place place)
{
    uint32_t decision = memos ? memos->decision_of[place.reg] : INDEX_NONE;
    if (decision == INDEX_NONE)
        return NULL;
    uint32_t at = place.row - memos->first_row[decision];
    return at < memos->row_count[decision] ? &memos->rows[decision][at] : NULL;
}

typedef struct Ordered {
    uint32_t reg, decision;
} Ordered;

static int compare_registers(const void *first, const void *second)
{
    const Ordered *a = first, *b = second;
    return (a->reg > b->reg) - (a->reg < b->reg);
}

uint32_t *memos_get_order(Arena *arena, const Code *code)
{
    Ordered *ordered = ARENA_ARRAY(arena, code->decision_count, Ordered);
    uint32_t *order = ARENA_ARRAY(arena, code->decision_count, uint32_t);
    for (uint32_t i = 0; i < code->decision_count; i++)
        ordered[i] = (Ordered){code->decisions[i].reg, i};
    if (code->decision_count)
        qsort(ordered, code->decision_count, sizeof *ordered, compare_registers);
    for (uint32_t i = 0; i < code->decision_count; i++)
        order[i] = ordered[i].decision;
    return order;
}
