// The rules of bench/ending_a_plan.proc for json-rules-engine: a rule an outcome, whose event says yes; what several rules use is a
// named condition, dates have an operator of their own, as its documentation describes both.
// SPDX-License-Identifier: Apache-2.0
import { Engine } from 'json-rules-engine';
import { measure } from './harness.mjs';

const is = (fact, value = true) => ({ fact, operator: 'equal', value });
const not = (condition) => ({ not: condition });
const named = (condition) => ({ condition });
const oneOf = (fact, value) => ({ fact, operator: 'in', value });
const lessThan = (fact, value) => ({ fact, operator: 'lessThan', value });
const onOrAfter = (fact, value) => ({ fact, operator: 'onOrAfter', value });
const all = (...conditions) => ({ all: conditions });
const any = (...conditions) => ({ any: conditions });

const conditions = {
    ground_to_ask: any(is('needs_met_outside_budget'), all(is('self_funding'), is('will_arrange_own'))),
    valid_request: any(
        all(is('requested_by', 'person'), is('has_capacity')),
        all(is('requested_by', 'representative'), is('has_capacity', false), is('representative_authorised'))),
    carer_relied_on: all(
        is('carer_willing'), is('carer_able'),
        { fact: 'carer_hours', operator: 'greaterThanInclusive', value: 10 },
        oneOf('care_stage', ['planned', 'arranged', 'in_place'])),
    safe_to_end: all(
        any(named('carer_relied_on'), is('service_stage', 'in_place')),
        is('replacement_appropriate'),
        { fact: 'service_stage', operator: 'notEqual', value: 'unavailable' },
        any(is('has_capacity'), is('appropriate_person')),
        is('at_risk', false), is('safeguarding_open', false)),
    may_agree: all(named('valid_request'), named('ground_to_ask'), named('safe_to_end')),
    should_decline: all(named('valid_request'), named('ground_to_ask'), not(named('safe_to_end'))),
    safeguarding_first: any(
        all(is('at_risk'), is('safeguarding_open', false)), all(is('has_children'), is('at_risk'))),
    financial_review: any(
        all(is('self_funding'), lessThan('capital', 23250)),
        all(lessThan('capital', 14250), is('self_funding', false))),
    review_is_recent: all(
        onOrAfter('reviewed_on', '2025-01-01'), onOrAfter('requested_on', { fact: 'reviewed_on' })),
    plan_ends: all(
        is('decision_on_plan', 'to_end'), named('may_agree'), named('review_is_recent'),
        any(is('care_stage', 'in_place'), is('service_stage', 'in_place'))),
    plan_continues: any(
        is('decision_on_plan', 'to_continue'), named('should_decline'), named('safeguarding_first')),
    closing_complete: all(
        named('plan_ends'),
        any(
            all(is('informed_in_writing'), is('provider_told'), is('budget_stopped')),
            all(is('informed_in_writing'), is('provider_told'), is('records_updated')),
            all(is('informed_in_writing'), is('budget_stopped'), is('records_updated')),
            all(is('provider_told'), is('budget_stopped'), is('records_updated'))),
        not(named('financial_review'))),
};

const engine = new Engine();
engine.addOperator('onOrAfter', (day, limit) => day >= limit);
const names = Object.keys(conditions);
for (const name of names) engine.setCondition(name, conditions[name]);
for (const name of names) engine.addRule({ conditions: conditions[name], event: { type: name } });

async function decide(facts) {
    const { events } = await engine.run(facts);
    const outcomes = {};
    for (const name of names) outcomes[name] = false;
    for (const event of events) outcomes[event.type] = true;
    return outcomes;
}

await measure({ decide, isPromise: true });
