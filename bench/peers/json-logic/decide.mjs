// The rules of bench/ending_a_plan.proc as JsonLogic: an expression an outcome, over the facts and the outcomes before it.
// SPDX-License-Identifier: Apache-2.0
import jsonLogic from 'json-logic-js';
import { measure } from './harness.mjs';

const fact = (name) => ({ var: name });
const all = (...terms) => ({ and: terms });
const any = (...terms) => ({ or: terms });
const not = (term) => ({ '!': [term] });
const is = (name, value) => ({ '===': [fact(name), value] });

const rules = {
    ground_to_ask: any(fact('needs_met_outside_budget'), all(fact('self_funding'), fact('will_arrange_own'))),
    valid_request: any(
        all(is('requested_by', 'person'), fact('has_capacity')),
        all(is('requested_by', 'representative'), not(fact('has_capacity')), fact('representative_authorised'))),
    carer_relied_on: all(
        fact('carer_willing'), fact('carer_able'), { '>=': [fact('carer_hours'), 10] },
        { in: [fact('care_stage'), ['planned', 'arranged', 'in_place']] }),
    safe_to_end: all(
        any(fact('carer_relied_on'), is('service_stage', 'in_place')),
        fact('replacement_appropriate'),
        { '!==': [fact('service_stage'), 'unavailable'] },
        any(fact('has_capacity'), fact('appropriate_person')),
        not(fact('at_risk')), not(fact('safeguarding_open'))),
    may_agree: all(fact('valid_request'), fact('ground_to_ask'), fact('safe_to_end')),
    should_decline: all(fact('valid_request'), fact('ground_to_ask'), not(fact('safe_to_end'))),
    safeguarding_first: any(
        all(fact('at_risk'), not(fact('safeguarding_open'))), all(fact('has_children'), fact('at_risk'))),
    financial_review: any(
        all(fact('self_funding'), { '<': [fact('capital'), 23250] }),
        all({ '<': [fact('capital'), 14250] }, not(fact('self_funding')))),
    review_is_recent: all(
        { '>=': [fact('reviewed_on'), '2025-01-01'] }, { '>=': [fact('requested_on'), fact('reviewed_on')] }),
    plan_ends: all(
        is('decision_on_plan', 'to_end'), fact('may_agree'), fact('review_is_recent'),
        any(is('care_stage', 'in_place'), is('service_stage', 'in_place'))),
    plan_continues: any(
        is('decision_on_plan', 'to_continue'), fact('should_decline'), fact('safeguarding_first')),
    closing_complete: all(
        fact('plan_ends'),
        { '>=': [{ '+': ['informed_in_writing', 'provider_told', 'budget_stopped', 'records_updated']
            .map((name) => ({ if: [fact(name), 1, 0] })) }, 3] },
        not(fact('financial_review'))),
};
const names = Object.keys(rules);

function decide(facts) {
    const data = { ...facts }, outcomes = {};
    for (const name of names) outcomes[name] = data[name] = jsonLogic.apply(rules[name], data);
    return outcomes;
}

await measure({ decide });
