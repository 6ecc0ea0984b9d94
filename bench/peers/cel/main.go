// The rules of bench/ending_a_plan.proc as CEL: a program an outcome, over the facts and the outcomes before it.
// SPDX-License-Identifier: Apache-2.0
package main

import (
	"encoding/json"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

var texts = []string{"requested_by", "requested_on", "reviewed_on", "care_stage", "service_stage", "decision_on_plan"}
var numbers = []string{"capital", "carer_hours"}
var truths = []string{
	"has_capacity", "representative_authorised", "needs_met_outside_budget", "self_funding", "will_arrange_own",
	"carer_willing", "carer_able", "replacement_appropriate", "appropriate_person", "at_risk", "has_children",
	"safeguarding_open", "informed_in_writing", "provider_told", "budget_stopped", "records_updated",
}

var rules = [12]string{
	`needs_met_outside_budget || (self_funding && will_arrange_own)`,
	`(requested_by == "person" && has_capacity) ||
		(requested_by == "representative" && !has_capacity && representative_authorised)`,
	`carer_willing && carer_able && carer_hours >= 10.0 && care_stage in ["planned", "arranged", "in_place"]`,
	`(carer_relied_on || service_stage == "in_place") && replacement_appropriate && service_stage != "unavailable" &&
		(has_capacity || appropriate_person) && !at_risk && !safeguarding_open`,
	`valid_request && ground_to_ask && safe_to_end`,
	`valid_request && ground_to_ask && !safe_to_end`,
	`(at_risk && !safeguarding_open) || (has_children && at_risk)`,
	`(self_funding && capital < 23250.0) || (capital < 14250.0 && !self_funding)`,
	`reviewed_on >= "2025-01-01" && requested_on >= reviewed_on`,
	`decision_on_plan == "to_end" && may_agree && review_is_recent &&
		(care_stage == "in_place" || service_stage == "in_place")`,
	`decision_on_plan == "to_continue" || should_decline || safeguarding_first`,
	`plan_ends && (informed_in_writing ? 1 : 0) + (provider_told ? 1 : 0) + (budget_stopped ? 1 : 0) +
		(records_updated ? 1 : 0) >= 3 && !financial_review`,
}

func newPrograms() (programs [12]cel.Program) {
	var declarations []cel.EnvOption
	for kind, list := range map[*cel.Type][]string{
		cel.StringType: texts, cel.DoubleType: numbers, cel.BoolType: append(truths, names[:]...)} {
		for _, name := range list {
			declarations = append(declarations, cel.Variable(name, kind))
		}
	}
	env := must(cel.NewEnv(declarations...))
	for i, rule := range rules {
		ast, issues := env.Compile(rule)
		must(0, issues.Err())
		programs[i] = must(env.Program(ast, cel.EvalOptions(cel.OptOptimize)))
	}
	return programs
}

func main() {
	programs := newPrograms()
	Peer[map[string]any]{
		Read: func(line []byte) map[string]any {
			facts := make(map[string]any, 36)
			must(0, json.Unmarshal(line, &facts))
			return facts
		},
		Decide: func(facts map[string]any) (outcomes Outcomes) {
			for i, program := range programs {
				var value ref.Val
				value, _, err := program.Eval(facts)
				must(0, err)
				outcomes[i] = value == types.True
				facts[names[i]] = outcomes[i]
			}
			return outcomes
		},
	}.run()
}
