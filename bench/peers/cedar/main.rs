// Asks ending.cedar through the Rust library of Cedar: a request an outcome, whose context is the case.
// SPDX-License-Identifier: Apache-2.0
mod harness;

use cedar_policy::{Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, RestrictedExpression};
use serde_json::Value;

fn read(line: &str) -> Context {
    let Value::Object(facts) = serde_json::from_str(line).unwrap() else { panic!("no object") };
    Context::from_pairs(facts.into_iter().map(|(name, value)| {
        let expression = match value {
            Value::Bool(yes) => RestrictedExpression::new_bool(yes),
            Value::Number(number) => RestrictedExpression::new_long(number.as_i64().unwrap()),
            Value::String(day) if matches!(name.as_str(), "requested_on" | "reviewed_on") => RestrictedExpression::new_datetime(day),
            Value::String(text) => RestrictedExpression::new_string(text),
            _ => panic!("no fact"),
        };
        (name, expression)
    }))
    .unwrap()
}

fn main() {
    let policies: PolicySet = include_str!("ending.cedar").parse().unwrap();
    let (entities, authorizer) = (Entities::empty(), Authorizer::new());
    let principal: EntityUid = r#"User::"practitioner""#.parse().unwrap();
    let resource: EntityUid = r#"Plan::"plan""#.parse().unwrap();
    let actions = harness::NAMES.map(|name| format!("Action::\"{name}\"").parse::<EntityUid>().unwrap());
    harness::run(read, |context| {
        actions.each_ref().map(|action| {
            let request =
                Request::new(principal.clone(), action.clone(), resource.clone(), context.clone(), None).unwrap();
            authorizer.is_authorized(&request, &policies, &entities).decision() == Decision::Allow
        })
    });
}
