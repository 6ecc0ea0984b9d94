; The rules of bench/ending_a_plan.proc for CLIPS: a case is a fact with a slot a fact of the procedure, each rule asserts an outcome.
; What a negation asks for is found first: salience.
; SPDX-License-Identifier: Apache-2.0

(deftemplate case
  (slot requested_by) (slot requested_on) (slot reviewed_on) (slot capital) (slot carer_hours) (slot care_stage)
  (slot service_stage) (slot decision_on_plan) (slot has_capacity) (slot representative_authorised)
  (slot needs_met_outside_budget) (slot self_funding) (slot will_arrange_own) (slot carer_willing) (slot carer_able)
  (slot replacement_appropriate) (slot appropriate_person) (slot at_risk) (slot has_children) (slot safeguarding_open)
  (slot informed_in_writing) (slot provider_told) (slot budget_stopped) (slot records_updated))

(deftemplate outcome (slot name))

(defrule ground_to_ask_1 (declare (salience 2))
  (case (needs_met_outside_budget yes)) => (assert (outcome (name ground_to_ask))))
(defrule ground_to_ask_2 (declare (salience 2))
  (case (self_funding yes) (will_arrange_own yes)) => (assert (outcome (name ground_to_ask))))

(defrule valid_request_1 (declare (salience 2))
  (case (requested_by person) (has_capacity yes)) => (assert (outcome (name valid_request))))
(defrule valid_request_2 (declare (salience 2))
  (case (requested_by representative) (has_capacity no) (representative_authorised yes))
  => (assert (outcome (name valid_request))))

(defrule carer_relied_on (declare (salience 2))
  (case (carer_willing yes) (carer_able yes) (carer_hours ?hours&:(>= ?hours 10)) (care_stage planned|arranged|in_place))
  => (assert (outcome (name carer_relied_on))))

(defrule safe_to_end (declare (salience 1))
  (case (service_stage ?stage&~unavailable) (replacement_appropriate yes) (has_capacity ?able) (appropriate_person ?helper)
    (at_risk no) (safeguarding_open no))
  (test (or (eq ?able yes) (eq ?helper yes)))
  (or (outcome (name carer_relied_on)) (test (eq ?stage in_place)))
  => (assert (outcome (name safe_to_end))))

(defrule may_agree
  (outcome (name valid_request)) (outcome (name ground_to_ask)) (outcome (name safe_to_end))
  => (assert (outcome (name may_agree))))

(defrule should_decline
  (outcome (name valid_request)) (outcome (name ground_to_ask)) (not (outcome (name safe_to_end)))
  => (assert (outcome (name should_decline))))

(defrule safeguarding_first_1
  (case (at_risk yes) (safeguarding_open no)) => (assert (outcome (name safeguarding_first))))
(defrule safeguarding_first_2
  (case (has_children yes) (at_risk yes)) => (assert (outcome (name safeguarding_first))))

(defrule financial_review_1 (declare (salience 1))
  (case (self_funding yes) (capital ?capital&:(< ?capital 23250))) => (assert (outcome (name financial_review))))
(defrule financial_review_2 (declare (salience 1))
  (case (self_funding no) (capital ?capital&:(< ?capital 14250))) => (assert (outcome (name financial_review))))

(defrule review_is_recent
  (case (reviewed_on ?day&:(>= ?day 20250101)) (requested_on ?asked&:(>= ?asked ?day)))
  => (assert (outcome (name review_is_recent))))

(defrule plan_ends
  (case (decision_on_plan to_end) (care_stage ?care) (service_stage ?service))
  (test (or (eq ?care in_place) (eq ?service in_place)))
  (outcome (name may_agree)) (outcome (name review_is_recent))
  => (assert (outcome (name plan_ends))))

(defrule plan_continues_1
  (case (decision_on_plan to_continue)) => (assert (outcome (name plan_continues))))
(defrule plan_continues_2
  (outcome (name should_decline)) => (assert (outcome (name plan_continues))))
(defrule plan_continues_3
  (outcome (name safeguarding_first)) => (assert (outcome (name plan_continues))))

(defrule closing_complete
  (outcome (name plan_ends))
  (not (outcome (name financial_review)))
  (case (informed_in_writing ?a) (provider_told ?b) (budget_stopped ?c) (records_updated ?d))
  (test (>= (+ (if (eq ?a yes) then 1 else 0) (if (eq ?b yes) then 1 else 0)
               (if (eq ?c yes) then 1 else 0) (if (eq ?d yes) then 1 else 0)) 3))
  => (assert (outcome (name closing_complete))))
