// The rules of bench/ending_a_plan.proc for Expr: a program an outcome, over a struct of the facts and the outcomes before it.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"encoding/json"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

type Case struct {
	RequestedBy              string  `json:"requested_by" expr:"requested_by"`
	RequestedOn              string  `json:"requested_on" expr:"requested_on"`
	ReviewedOn               string  `json:"reviewed_on" expr:"reviewed_on"`
	Capital                  float64 `json:"capital" expr:"capital"`
	CarerHours               float64 `json:"carer_hours" expr:"carer_hours"`
	CareStage                string  `json:"care_stage" expr:"care_stage"`
	ServiceStage             string  `json:"service_stage" expr:"service_stage"`
	DecisionOnPlan           string  `json:"decision_on_plan" expr:"decision_on_plan"`
	HasCapacity              bool    `json:"has_capacity" expr:"has_capacity"`
	RepresentativeAuthorised bool    `json:"representative_authorised" expr:"representative_authorised"`
	NeedsMetOutsideBudget    bool    `json:"needs_met_outside_budget" expr:"needs_met_outside_budget"`
	SelfFunding              bool    `json:"self_funding" expr:"self_funding"`
	WillArrangeOwn           bool    `json:"will_arrange_own" expr:"will_arrange_own"`
	CarerWilling             bool    `json:"carer_willing" expr:"carer_willing"`
	CarerAble                bool    `json:"carer_able" expr:"carer_able"`
	ReplacementAppropriate   bool    `json:"replacement_appropriate" expr:"replacement_appropriate"`
	AppropriatePerson        bool    `json:"appropriate_person" expr:"appropriate_person"`
	AtRisk                   bool    `json:"at_risk" expr:"at_risk"`
	HasChildren              bool    `json:"has_children" expr:"has_children"`
	SafeguardingOpen         bool    `json:"safeguarding_open" expr:"safeguarding_open"`
	InformedInWriting        bool    `json:"informed_in_writing" expr:"informed_in_writing"`
	ProviderTold             bool    `json:"provider_told" expr:"provider_told"`
	BudgetStopped            bool    `json:"budget_stopped" expr:"budget_stopped"`
	RecordsUpdated           bool    `json:"records_updated" expr:"records_updated"`

	GroundToAsk       bool `json:"-" expr:"ground_to_ask"`
	ValidRequest      bool `json:"-" expr:"valid_request"`
	CarerReliedOn     bool `json:"-" expr:"carer_relied_on"`
	SafeToEnd         bool `json:"-" expr:"safe_to_end"`
	MayAgree          bool `json:"-" expr:"may_agree"`
	ShouldDecline     bool `json:"-" expr:"should_decline"`
	SafeguardingFirst bool `json:"-" expr:"safeguarding_first"`
	FinancialReview   bool `json:"-" expr:"financial_review"`
	ReviewIsRecent    bool `json:"-" expr:"review_is_recent"`
	PlanEnds          bool `json:"-" expr:"plan_ends"`
	PlanContinues     bool `json:"-" expr:"plan_continues"`
	ClosingComplete   bool `json:"-" expr:"closing_complete"`
}

func (c *Case) outcomes() [12]*bool {
	return [12]*bool{
		&c.GroundToAsk, &c.ValidRequest, &c.CarerReliedOn, &c.SafeToEnd, &c.MayAgree, &c.ShouldDecline,
		&c.SafeguardingFirst, &c.FinancialReview, &c.ReviewIsRecent, &c.PlanEnds, &c.PlanContinues, &c.ClosingComplete,
	}
}

var rules = [12]string{
	`needs_met_outside_budget or (self_funding and will_arrange_own)`,
	`(requested_by == "person" and has_capacity) or
		(requested_by == "representative" and not has_capacity and representative_authorised)`,
	`carer_willing and carer_able and carer_hours >= 10 and care_stage in ["planned", "arranged", "in_place"]`,
	`(carer_relied_on or service_stage == "in_place") and replacement_appropriate and service_stage != "unavailable" and
		(has_capacity or appropriate_person) and not at_risk and not safeguarding_open`,
	`valid_request and ground_to_ask and safe_to_end`,
	`valid_request and ground_to_ask and not safe_to_end`,
	`(at_risk and not safeguarding_open) or (has_children and at_risk)`,
	`(self_funding and capital < 23250) or (capital < 14250 and not self_funding)`,
	`reviewed_on >= "2025-01-01" and requested_on >= reviewed_on`,
	`decision_on_plan == "to_end" and may_agree and review_is_recent and
		(care_stage == "in_place" or service_stage == "in_place")`,
	`decision_on_plan == "to_continue" or should_decline or safeguarding_first`,
	`plan_ends and (informed_in_writing ? 1 : 0) + (provider_told ? 1 : 0) + (budget_stopped ? 1 : 0) +
		(records_updated ? 1 : 0) >= 3 and not financial_review`,
}

func main() {
	var programs [12]*vm.Program
	for i, rule := range rules {
		programs[i] = must(expr.Compile(rule, expr.Env(&Case{}), expr.AsBool()))
	}
	var machine vm.VM
	Peer[*Case]{
		Read: func(line []byte) *Case {
			facts := new(Case)
			must(0, json.Unmarshal(line, facts))
			return facts
		},
		Decide: func(facts *Case) (outcomes Outcomes) {
			places := facts.outcomes()
			for i, program := range programs {
				outcomes[i] = must(machine.Run(program, facts)).(bool)
				*places[i] = outcomes[i]
			}
			return outcomes
		},
	}.run()
}
