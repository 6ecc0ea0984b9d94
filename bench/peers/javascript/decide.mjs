// The rules of bench/ending_a_plan.proc as a plain JavaScript function, as a programmer would write them.
// SPDX-License-Identifier: Apache-2.0
import { measure } from './harness.mjs';

function decide(c) {
    const groundToAsk = c.needs_met_outside_budget || (c.self_funding && c.will_arrange_own);
    const validRequest =
        (c.requested_by === 'person' && c.has_capacity) ||
        (c.requested_by === 'representative' && !c.has_capacity && c.representative_authorised);
    const carerReliedOn =
        c.carer_willing &&
        c.carer_able &&
        c.carer_hours >= 10 &&
        (c.care_stage === 'planned' || c.care_stage === 'arranged' || c.care_stage === 'in_place');
    const safeToEnd =
        (carerReliedOn || c.service_stage === 'in_place') &&
        c.replacement_appropriate &&
        c.service_stage !== 'unavailable' &&
        (c.has_capacity || c.appropriate_person) &&
        !c.at_risk &&
        !c.safeguarding_open;
    const mayAgree = validRequest && groundToAsk && safeToEnd;
    const shouldDecline = validRequest && groundToAsk && !safeToEnd;
    const safeguardingFirst =
        (c.at_risk && !c.safeguarding_open) || (c.has_children && c.at_risk);
    const financialReview =
        (c.self_funding && c.capital < 23250) || (c.capital < 14250 && !c.self_funding);
    const reviewIsRecent = c.reviewed_on >= '2025-01-01' && c.requested_on >= c.reviewed_on;
    const planEnds =
        c.decision_on_plan === 'to_end' &&
        mayAgree &&
        reviewIsRecent &&
        (c.care_stage === 'in_place' || c.service_stage === 'in_place');
    const planContinues =
        c.decision_on_plan === 'to_continue' || shouldDecline || safeguardingFirst;
    const done =
        Number(c.informed_in_writing) +
        Number(c.provider_told) +
        Number(c.budget_stopped) +
        Number(c.records_updated);
    return {
        ground_to_ask: groundToAsk,
        valid_request: validRequest,
        carer_relied_on: carerReliedOn,
        safe_to_end: safeToEnd,
        may_agree: mayAgree,
        should_decline: shouldDecline,
        safeguarding_first: safeguardingFirst,
        financial_review: financialReview,
        review_is_recent: reviewIsRecent,
        plan_ends: planEnds,
        plan_continues: planContinues,
        closing_complete: planEnds && done >= 3 && !financialReview,
    };
}

await measure({ decide });
