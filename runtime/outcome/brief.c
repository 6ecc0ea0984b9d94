/* brief.c - the answers alone, straight off the registers: see outcome.h.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "code/operands.h"
#include "outcome/parts.h"

static bool is_in_force(const Code *code, Value as_of)
{
    if (code->procedure == INDEX_NONE)
        return true;
    const CodePeriod *period = &code->procedures[code->procedure].period;
    return (!period->has_from || as_of >= period->from) &&
           (!period->has_until || as_of <= period->until);
}

Outcome brief_begin(const Evaluation *evaluation, uint32_t case_row)
{
    Outcome head = {.code = evaluation->code, .evaluation = evaluation, .case_row = case_row};
    head.as_of = evaluation->table->as_of[case_row];
    head.is_in_force = is_in_force(head.code, head.as_of);
    return head;
}

DecisionStatus brief_read_decision(Arena *scratch, const Outcome *head, uint32_t decision,
                                   uint32_t row, Value *value)
{
    uint32_t reg = head->code->decisions[decision].reg;
    if (evaluation_find_value(head->evaluation, reg, row, value))
        return DECISION_VALUE;
    return walk_settle(scratch, head->evaluation, (Place){reg, row}).status;
}

/* A norm over a list that is not given stays open unless it fails for every possible element (ruling 8). */
NormStatus brief_read_status(const Outcome *head, uint32_t norm, uint32_t row)
{
    const CodeNorm *it = &head->code->norms[norm];
    Truth truth = evaluation_get_truth(head->evaluation, it->reg, row);
    if (truth == TRUTH_NO || !head->is_in_force)
        return NORM_DOES_NOT_APPLY;
    uint32_t frame = head->code->rules[it->rule].frame;
    if (truth == TRUTH_UNKNOWN || evaluation_is_phantom(head->evaluation, frame, row))
        return NORM_UNDETERMINED;
    return NORM_APPLIES;
}

OutcomeNorm brief_read_norm(Arena *arena, const Outcome *head, uint32_t norm, uint32_t row)
{
    OutcomeNorm it = {.norm = norm, .row = row};
    it.status = brief_read_status(head, norm, row);
    states_fill(arena, &it, head, NULL);
    return it;
}

static void mark(void *context, uint32_t reg)
{
    bool *is_read = context;
    is_read[reg] = true;
}

/* Why a decision has no value is read off its alternatives. */
void brief_mark_registers(const Code *code, bool *is_read)
{
    code_mark_outcomes(code, is_read);
    for (uint32_t i = 0; i < code->decision_count; i++)
        code_visit_operands(code, &code->instructions[code->decisions[i].reg], mark, is_read);
}
