/* gaps.c - decisions that may have no answer, and alternatives that are never looked at.
 *
 * A gap is excluded where some alternative always holds, or where a trial (trial.h) shows that it is impossible that none does.
 * SPDX-License-Identifier: Apache-2.0
 */
#include "check/check.h"
#include "check/trial.h"
#include "diag/diag.h"

static bool is_always(const CoreAlternative *alternative)
{
    return !alternative->condition && !alternative->has_period;
}

static bool is_gap_excluded(Arena *scratch, const CoreProgram *program,
                            const CoreDecision *decision)
{
    for (uint32_t i = 0; i < decision->alternative_count; i++)
        if (is_always(&decision->alternatives[i]))
            return true;
    TrialParts none_holds = {0};
    for (uint32_t i = 0; i < decision->alternative_count; i++) {
        const CoreAlternative *alternative = &decision->alternatives[i];
        const TrialPart does_not_hold = {alternative->condition, true};
        if (!alternative->has_period && alternative->condition)
            VEC_PUSH(scratch, &none_holds, does_not_hold);
    }
    return trial_is_impossible(program->sources, &none_holds);
}

void check_gaps(Arena *scratch, const CoreProgram *program, Report *report)
{
    for (size_t i = 0; i < program->decisions.count; i++) {
        const CoreDecision *decision = program->decisions.items[i];
        if (is_gap_excluded(scratch, program, decision))
            continue;
        size_t message =
            report_add(report, diag_kind(DIAG_GAP_POSSIBLE), decision->span,
                       "%s '%s' may have no answer: nothing says what it is when none of its %s",
                       decision->is_table ? "table" : "decision", decision->name,
                       decision->is_table ? "rows matches" : "alternatives holds");
        report_hint(report, message, "%s",
                    decision->is_table
                        ? "add the rows that are missing, if the guidance says what then holds"
                        : "add an 'otherwise', if the guidance says what then holds");
    }
}

void check_levels(const CoreProgram *program, Report *report)
{
    for (size_t i = 0; i < program->decisions.count; i++) {
        const CoreDecision *decision = program->decisions.items[i];
        const CoreAlternative *always = NULL;
        for (uint32_t k = 0; k < decision->alternative_count; k++) {
            const CoreAlternative *alternative = &decision->alternatives[k];
            if (always && alternative->level > always->level) {
                size_t message =
                    report_add(report, diag_kind(DIAG_NEVER_REACHED), alternative->span,
                               "this alternative of '%s' is never looked at", decision->name);
                report_note(report, message, always->span, "this one above it always holds");
                break;
            }
            if (is_always(alternative) && !always)
                always = alternative;
        }
    }
}
