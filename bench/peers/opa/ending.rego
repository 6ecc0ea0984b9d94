# The rules of bench/ending_a_plan.proc as a Rego policy.
# SPDX-License-Identifier: Apache-2.0
package ending

default ground_to_ask := false

ground_to_ask if input.needs_met_outside_budget

ground_to_ask if {
	input.self_funding
	input.will_arrange_own
}

default valid_request := false

valid_request if {
	input.requested_by == "person"
	input.has_capacity
}

valid_request if {
	input.requested_by == "representative"
	not input.has_capacity
	input.representative_authorised
}

default carer_relied_on := false

carer_relied_on if {
	input.carer_willing
	input.carer_able
	input.carer_hours >= 10
	input.care_stage in {"planned", "arranged", "in_place"}
}

support_stands if carer_relied_on

support_stands if input.service_stage == "in_place"

somebody_arranges if input.has_capacity

somebody_arranges if input.appropriate_person

default safe_to_end := false

safe_to_end if {
	support_stands
	input.replacement_appropriate
	input.service_stage != "unavailable"
	somebody_arranges
	not input.at_risk
	not input.safeguarding_open
}

default may_agree := false

may_agree if {
	valid_request
	ground_to_ask
	safe_to_end
}

default should_decline := false

should_decline if {
	valid_request
	ground_to_ask
	not safe_to_end
}

default safeguarding_first := false

safeguarding_first if {
	input.at_risk
	not input.safeguarding_open
}

safeguarding_first if {
	input.has_children
	input.at_risk
}

default financial_review := false

financial_review if {
	input.self_funding
	input.capital < 23250
}

financial_review if {
	input.capital < 14250
	not input.self_funding
}

default review_is_recent := false

review_is_recent if {
	input.reviewed_on >= "2025-01-01"
	input.requested_on >= input.reviewed_on
}

something_in_place if input.care_stage == "in_place"

something_in_place if input.service_stage == "in_place"

default plan_ends := false

plan_ends if {
	input.decision_on_plan == "to_end"
	may_agree
	review_is_recent
	something_in_place
}

default plan_continues := false

plan_continues if input.decision_on_plan == "to_continue"

plan_continues if should_decline

plan_continues if safeguarding_first

default closing_complete := false

closing_complete if {
	plan_ends
	done := [true | some name in ["informed_in_writing", "provider_told", "budget_stopped", "records_updated"]; input[name]]
	count(done) >= 3
	not financial_review
}

outcomes := [
	ground_to_ask, valid_request, carer_relied_on, safe_to_end, may_agree, should_decline,
	safeguarding_first, financial_review, review_is_recent, plan_ends, plan_continues, closing_complete,
]
